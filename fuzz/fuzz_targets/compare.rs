//! Fuzzes the comparison of two states of metadata.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    fuzz_targets::compare(data);
});
