//! A short run of all targets, without a fuzzer: all seeds, and seeds that were changed at random, the same in each
//! run.
//!
//! `FUZZ_INPUTS` is the number of changed seeds of each target, `FUZZ_START` is another seed for the random numbers. An
//! input that breaks a property is written to a file, which the message names.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

#[path = "short/changes.rs"]
mod changes;
#[path = "short/folder.rs"]
mod folder;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use fuzz_targets::{TARGETS, Target};

/// Runs one input. The message about a broken property names the file to which the input was written.
fn run(target: &Target, input: &[u8]) -> bool {
    catch_unwind(AssertUnwindSafe(|| (target.run)(input))).unwrap_or_else(|_| {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-finding", target.name));
        std::fs::write(&path, input).unwrap();
        panic!(
            "{}: an input breaks a property, it is in {}\n{}",
            target.name,
            path.display(),
            input.escape_ascii()
        );
    })
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap())
}

/// Runs all seeds, each of which must be valid unless its name begins with `invalid`, and then changed ones.
fn short(name: &str, inputs: u64) {
    let target = TARGETS.iter().find(|target| target.name == name).unwrap();
    let seeds = folder::seeds(name);
    for (file, seed) in &seeds {
        assert_eq!(run(target, seed), !file.starts_with("invalid"), "{name}: is {file} valid?");
    }
    let texts: Vec<_> = seeds.into_iter().map(|(_, text)| text).collect();
    let words = folder::dictionary(name);
    let mut random = fastrand::Rng::with_seed(number("FUZZ_START").unwrap_or(1));
    let inputs = number("FUZZ_INPUTS").unwrap_or(inputs);
    let mut valid = 0;
    for _ in 0..inputs {
        valid += u64::from(run(target, &changes::changed(&texts, &words, &mut random)));
    }
    println!("{name}: {valid} of {inputs} changed seeds are valid");
    // With fewer valid inputs, the target would only see errors.
    assert!(valid * 50 > inputs, "{name}: {valid} of {inputs} changed seeds are valid");
}

macro_rules! targets {
    ($($name:ident: $inputs:literal,)*) => {
        $(
            #[test]
            fn $name() {
                short(stringify!($name), $inputs);
            }
        )*

        #[test]
        fn every_target_has_a_test_and_a_binary() {
            let names = TARGETS.map(|target| target.name);
            assert_eq!([$(stringify!($name)),*], names);
            assert_eq!(folder::binaries(), names.map(str::to_owned).into());
        }
    };
}

// These numbers of inputs take some seconds in total.
targets! {
    decode: 500,
    csdl: 2000,
    generate: 200,
    answers: 2000,
    requests: 4000,
    links: 500,
    compare: 300,
    settings: 300,
}
