//! Fuzzes the texts of a program in the addresses of requests.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    fuzz_targets::requests(data);
});
