//! Runs contestants in turns, computes medians, and prints them as a table.

use std::any::Any;
use std::time::{Duration, Instant};

/// The measured function. It returns a value, so that dropping the value can be measured separately.
pub(crate) type Run<'a> = Box<dyn Fn() -> Box<dyn Any> + 'a>;

/// The medians of one contestant.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) run: Duration,
    /// The median of the run together with dropping its value.
    pub(crate) with_drop: Duration,
    /// The largest of such medians, if several processes measured it.
    pub(crate) slowest: Duration,
}

impl Row {
    pub(crate) fn new(name: &'static str, run: Duration, with_drop: Duration) -> Self {
        Self { name, run, with_drop, slowest: with_drop }
    }

    /// The largest median of several processes over the smallest: how much the machine disturbed the measurement.
    pub(crate) fn spread(&self) -> f64 {
        self.slowest.as_secs_f64() / self.with_drop.as_secs_f64()
    }
}

/// The results of one case.
pub(crate) struct Table {
    pub(crate) title: String,
    /// The number of items.
    pub(crate) count: usize,
    /// The length of the JSON text.
    pub(crate) bytes: usize,
    /// The first row is the one that all others are compared with.
    pub(crate) rows: Vec<Row>,
    /// The ratios with drop that are aimed at, by contestant.
    targets: &'static [(&'static str, f64)],
}

impl Table {
    /// A table without rows.
    pub(crate) fn new(
        title: String,
        count: usize,
        bytes: usize,
        targets: &'static [(&'static str, f64)],
    ) -> Self {
        Self { title, count, bytes, rows: Vec::new(), targets }
    }

    /// The cost of a row over that of the first one: without and with drop.
    pub(crate) fn ratios(&self, row: &Row) -> (f64, f64) {
        let first = self.rows.first().unwrap_or(row);
        (
            row.run.as_secs_f64() / first.run.as_secs_f64(),
            row.with_drop.as_secs_f64() / first.with_drop.as_secs_f64(),
        )
    }

    /// The ratio with drop that is aimed at.
    pub(crate) fn target(&self, row: &Row) -> Option<f64> {
        self.targets.iter().find(|(name, _)| *name == row.name).map(|(_, target)| *target)
    }
}

/// Runs all in turns, so that what else the machine does meets all alike; the first round warms up.
pub(crate) fn alternate(rounds: usize, runs: &[(&'static str, Run<'_>)]) -> Vec<Row> {
    let mut times = vec![(Vec::with_capacity(rounds), Vec::with_capacity(rounds)); runs.len()];
    for round in 0..=rounds {
        for ((_, run), (alone, with_drop)) in runs.iter().zip(&mut times) {
            let start = Instant::now();
            let value = run();
            let made = start.elapsed();
            drop(value);
            let dropped = start.elapsed();
            if round > 0 {
                alone.push(made);
                with_drop.push(dropped);
            }
        }
    }
    runs.iter()
        .zip(times)
        .map(|((name, _), (alone, with_drop))| Row::new(name, median(alone), median(with_drop)))
        .collect()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// Prints one table. Ratios are to the first row. Targets are of the ratio with drop.
pub(crate) fn print(table: &Table) {
    println!("\n{}, {:.2} MB", table.title, megabytes(table.bytes));
    println!(
        "  {:<28} {:>9} {:>6} {:>6}  {:>9} {:>6}  {:<6}",
        "", "ms", "MB/s", "ratio", "with drop", "ratio", "target"
    );
    for row in &table.rows {
        let (alone, with_drop) = table.ratios(row);
        println!(
            "  {:<28} {:>9.3} {:>6.0} {:>6.2}  {:>9.3} {:>6.2}  {:<6}",
            row.name,
            milliseconds(row.run),
            megabytes(table.bytes) / row.run.as_secs_f64(),
            alone,
            milliseconds(row.with_drop),
            with_drop,
            table.target(row).map_or(String::new(), |target| format!("{target:.2}")),
        );
    }
}

pub(crate) fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

pub(crate) fn megabytes(bytes: usize) -> f64 {
    f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / 1e6
}
