//! Fuzzes links and redirects of a service.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    fuzz_targets::links(data);
});
