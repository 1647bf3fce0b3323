//! Fuzzes the readers and the writers of JSON.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    fuzz_targets::decode(data);
});
