//! Compares the time of a comparison of two whole versions of Graph with the time of reading them, in one run: `cargo
//! bench -p graph-models-diff`.
//!
//! A comparison decides the Rust of both versions, which takes most of its time. It may take eight times as long as
//! reading both.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench may panic, and prints what it measures"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use csdl::diagnostic::Diagnostics;
use csdl::model::Model;
use csdl::source::Sources;
use graph_models_diff::{Options, Side, compare};

/// The number of runs. The fastest one counts, since disturbances only make a run slower.
const RUNS: usize = 7;

fn main() {
    let names = ["history/v1.0-2026-05-12.csdl", "v1.0.csdl"];
    let texts: Vec<_> = names.iter().filter_map(|name| test_support::real_metadata(name)).collect();
    let [old, new] = texts.as_slice() else { return };
    let reading = fastest(|| (model(old), model(new)));
    let (old_model, new_model) = (model(old), model(new));
    let side = |model| Side { model, scope: None };
    let comparing = fastest(|| compare(&side(&old_model), &side(&new_model), &Options::default()));
    let report = compare(&side(&old_model), &side(&new_model), &Options::default());
    let ratio = comparing.as_secs_f64() / reading.as_secs_f64();
    println!(
        "{} to {}: {} findings, {} notes",
        names[0],
        names[1],
        report.findings.len(),
        report.notes.len()
    );
    println!("reading both   {:>8.1} ms", milliseconds(reading));
    println!("comparing      {:>8.1} ms", milliseconds(comparing));
    println!("ratio          {ratio:>8.2}   (at most 8)");
    assert!(ratio <= 8.0, "comparing takes {ratio:.2} times as long as reading");
}

fn model(text: &str) -> Model {
    let mut sources = Sources::default();
    let file = sources.add("graph.csdl", text);
    let mut diagnostics = Diagnostics::default();
    let model = csdl::model(&sources, &[file], &mut diagnostics);
    assert!(!diagnostics.has_errors());
    model
}

fn fastest<T>(mut run: impl FnMut() -> T) -> Duration {
    let once = |run: &mut dyn FnMut() -> T| {
        let start = Instant::now();
        black_box(run());
        start.elapsed()
    };
    (0..RUNS).map(|_| once(&mut run)).min().unwrap()
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}
