//! Fuzzes the readers of a service's answers.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    fuzz_targets::answers(data);
});
