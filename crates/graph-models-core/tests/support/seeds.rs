//! The seeds of tests with random faults.

use std::ops::Range;

/// The seeds of a test, one for each run, from 0. The environment variables `FAULT_SEED` and `FAULT_RUNS` set another
/// first seed and another number of runs.
pub(crate) fn seeds(runs: u64) -> Range<u64> {
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse::<u64>().unwrap());
    let first = number("FAULT_SEED").unwrap_or_default();
    first..first + number("FAULT_RUNS").unwrap_or(runs)
}
