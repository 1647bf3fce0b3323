//! Fuzzes the reader and the writer of CSDL.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    fuzz_targets::csdl(data);
});
