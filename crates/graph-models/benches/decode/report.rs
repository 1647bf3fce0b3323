//! Medians of runs taken in turns, and the table of them.

use std::any::Any;
use std::time::{Duration, Instant};

/// The measured function. It makes a value, and dropping the value is measured apart.
pub(crate) type Run<'a> = Box<dyn Fn() -> Box<dyn Any> + 'a>;

/// The medians of one contestant.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) run: Duration,
    /// The run and the drop of what it made.
    pub(crate) with_drop: Duration,
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
        .map(|((name, _), (alone, with_drop))| Row { name, run: median(alone), with_drop: median(with_drop) })
        .collect()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// Prints one table; ratios are to the first row, and targets, of the ratio with drop, stand beside the rows that have one.
pub(crate) fn print(title: &str, bytes: usize, rows: &[Row], targets: &[(&str, f64)]) {
    let Some(first) = rows.first() else { return };
    println!("\n{title}, {:.2} MB", megabytes(bytes));
    println!(
        "  {:<28} {:>9} {:>6} {:>6}  {:>9} {:>6}  {:<6}",
        "", "ms", "MB/s", "ratio", "with drop", "ratio", "target"
    );
    for row in rows {
        let target = targets.iter().find(|(name, _)| *name == row.name);
        println!(
            "  {:<28} {:>9.3} {:>6.0} {:>6.2}  {:>9.3} {:>6.2}  {:<6}",
            row.name,
            milliseconds(row.run),
            megabytes(bytes) / row.run.as_secs_f64(),
            row.run.as_secs_f64() / first.run.as_secs_f64(),
            milliseconds(row.with_drop),
            row.with_drop.as_secs_f64() / first.with_drop.as_secs_f64(),
            target.map_or(String::new(), |(_, target)| format!("{target:.2}")),
        );
    }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn megabytes(bytes: usize) -> f64 {
    f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / 1e6
}
