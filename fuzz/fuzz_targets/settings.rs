//! Fuzzes slices, overlay and permissions.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    fuzz_targets::settings(data);
});
