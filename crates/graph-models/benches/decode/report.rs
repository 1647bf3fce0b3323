//! Runs contestants in turns, computes medians, and prints them as a table.

use std::any::Any;
use std::time::{Duration, Instant};

/// The measured function. It returns a value, so that dropping the value can be measured separately.
pub(crate) type Run<'a> = Box<dyn Fn() -> Box<dyn Any> + 'a>;

/// The medians of one process.
#[derive(Clone, Copy)]
pub(crate) struct Times {
    pub(crate) run: Duration,
    /// The median of the run together with dropping its value.
    pub(crate) with_drop: Duration,
}

/// The cost of a contestant, divided by the cost of the reference.
#[derive(Clone, Copy)]
pub(crate) struct Ratio {
    pub(crate) median: f64,
    /// The smallest and the largest of the middle half of the measurements.
    pub(crate) quartiles: (f64, f64),
}

impl Ratio {
    /// The ratio of several measurements, at least one.
    pub(crate) fn of(mut measured: Vec<f64>) -> Self {
        measured.sort_unstable_by(f64::total_cmp);
        let last = measured.len() - 1;
        let quartiles = (measured[last.div_ceil(4)], measured[last - last.div_ceil(4)]);
        Self { median: measured[measured.len() / 2], quartiles }
    }
}

/// The results of one contestant.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) times: Times,
    pub(crate) ratio: Ratio,
    pub(crate) ratio_with_drop: Ratio,
}

/// The results of one case.
pub(crate) struct Table {
    pub(crate) title: String,
    /// The number of items.
    pub(crate) count: usize,
    /// The length of the JSON text.
    pub(crate) bytes: usize,
    /// The first row is the reference.
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

    /// The ratio with drop that is aimed at.
    pub(crate) fn target(&self, row: &Row) -> Option<f64> {
        self.targets.iter().find(|(name, _)| *name == row.name).map(|(_, target)| *target)
    }
}

/// Runs all contestants in turns, so that other work of the machine affects all of them equally. The first round is a
/// warm-up and does not count.
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
    let times: Vec<_> = times
        .into_iter()
        .map(|(alone, with_drop)| Times { run: median(alone), with_drop: median(with_drop) })
        .collect();
    let over =
        |time: Duration, reference: Duration| Ratio::of(vec![time.as_secs_f64() / reference.as_secs_f64()]);
    let row = |(name, own): (&'static str, &Times)| Row {
        name,
        times: *own,
        ratio: over(own.run, times[0].run),
        ratio_with_drop: over(own.with_drop, times[0].with_drop),
    };
    runs.iter().map(|(name, _)| *name).zip(&times).map(row).collect()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// Prints one table. Ratios are relative to the first row. Targets are for the ratio with drop.
pub(crate) fn print(table: &Table) {
    println!("\n{}, {:.2} MB", table.title, megabytes(table.bytes));
    println!(
        "  {:<28} {:>9} {:>6} {:>6}  {:>9} {:>6}  {:<6}",
        "", "ms", "MB/s", "ratio", "with drop", "ratio", "target"
    );
    for row in &table.rows {
        println!(
            "  {:<28} {:>9.3} {:>6.0} {:>6.2}  {:>9.3} {:>6.2}  {:<6}",
            row.name,
            milliseconds(row.times.run),
            megabytes(table.bytes) / row.times.run.as_secs_f64(),
            row.ratio.median,
            milliseconds(row.times.with_drop),
            row.ratio_with_drop.median,
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
