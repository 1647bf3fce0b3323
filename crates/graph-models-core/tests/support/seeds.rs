//! The seeds of tests with random faults.

use std::ops::Range;

/// As many seeds as a test has runs, from 0. In the environment, `FAULT_SEED` is another first seed, and `FAULT_RUNS`
/// another number of runs.
pub(crate) fn seeds(runs: u64) -> Range<u64> {
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse::<u64>().unwrap());
    let first = number("FAULT_SEED").unwrap_or_default();
    first..first + number("FAULT_RUNS").unwrap_or(runs)
}
