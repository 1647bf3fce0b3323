//! Time and memory for metadata of hostile sizes: `cargo run --release -p graph-models-diff --example costs`.
//!
//! Each case runs in a process of its own, at a size and at twice the size. Linear work takes twice as long at twice
//! the size. Metadata that a limit refuses takes hardly any time.

#![expect(clippy::print_stdout, reason = "an example prints what it measures")]

use std::process::Command;
use std::time::Instant;

use csdl::diagnostic::{Diagnostics, Style};
use csdl::model::Model;
use csdl::source::Sources;
use graph_models_codegen::{Input, generate};
use graph_models_diff::{Options, Side, compare};
use test_support::large::{self, Shape};

/// The work that is measured on the metadata of a case.
#[derive(Clone, Copy)]
enum Work {
    Read,
    Generate,
    /// Compares the metadata with metadata of another shape.
    Compare(Shape),
}

/// The cases: the shape of the metadata, its size, and the work.
const CASES: [(&str, Shape, usize, Work); 20] = [
    ("attributes of one element, read", large::attributes, 50_000, Work::Read),
    ("prefixes of one element, read", large::prefixes, 30_000, Work::Read),
    ("prefixes of siblings, read", large::prefixes_of_siblings, 30_000, Work::Read),
    ("schemas, read", large::schemas, 30_000, Work::Read),
    ("schemas, generate", large::schemas, 30_000, Work::Generate),
    ("schemas, compare", large::schemas, 30_000, Work::Compare(large::schemas)),
    ("properties of one type, generate", large::properties, 50_000, Work::Generate),
    ("properties of one type, compare", large::properties, 50_000, Work::Compare(large::properties)),
    ("other properties, compare", large::properties, 50_000, Work::Compare(large::other_properties)),
    ("chain of bases, read", large::chain, 1_000, Work::Read),
    ("chain of bases, generate", large::chain, 1_000, Work::Generate),
    ("heirs of one base, generate", large::heirs, 500, Work::Generate),
    ("annotations of one element, read", large::annotations, 50_000, Work::Read),
    // The same shapes at sizes within the limits.
    ("few schemas, generate", large::schemas, 2_000, Work::Generate),
    ("few schemas, compare", large::schemas, 2_000, Work::Compare(large::schemas)),
    ("few properties, generate", large::properties, 2_000, Work::Generate),
    ("few properties, compare", large::properties, 2_000, Work::Compare(large::properties)),
    ("few other properties, compare", large::properties, 2_000, Work::Compare(large::other_properties)),
    ("few heirs of one base, generate", large::heirs, 150, Work::Generate),
    ("line ends, read", large::line_ends, 100_000_000, Work::Read),
];

fn main() {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [case, times] => run(case, times),
        filter => parent(filter.first().map_or("", String::as_str)),
    }
}

/// Starts a process for each case and size.
fn parent(filter: &str) {
    let Ok(program) = std::env::current_exe() else { return };
    for (name, _, size, _) in CASES.iter().filter(|(name, ..)| name.contains(filter)) {
        for times in ["1", "2"] {
            let output = Command::new(&program).args([*name, times]).output();
            let said = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
            let said = said.unwrap_or_else(|error| error.to_string());
            println!("{name:<34} {size:>9} x {times} {}", said.trim_end());
        }
    }
}

fn run(case: &str, times: &str) {
    let times: usize = times.parse().unwrap_or(1);
    let Some((_, shape, size, work)) = CASES.iter().find(|(name, ..)| *name == case) else { return };
    let text = shape(size * times);
    let length = text.len();
    let start = Instant::now();
    let said = match work {
        Work::Read => model(text).1,
        Work::Generate => generated(text),
        Work::Compare(other) => compared(text, other(size * times)),
    };
    println!(
        "{:>7} kB {:>8.2} s, at most {:>6} MB: {}",
        length / 1000,
        start.elapsed().as_secs_f64(),
        peak(),
        said.lines().next().unwrap_or("done")
    );
}

fn model(text: String) -> (Model, String) {
    let mut sources = Sources::default();
    let file = sources.add("large.csdl", text);
    let mut diagnostics = Diagnostics::default();
    let model = csdl::model(&sources, &[file], &mut diagnostics);
    (model, diagnostics.render(&sources, Style::Plain))
}

fn generated(text: String) -> String {
    let slices =
        "[all]\nversion = \"v1.0\"\nmetadata = [\"large.csdl\"]\ndescription = \"All\"\nall = true\n";
    let mut input = Input::new("slices.toml", slices);
    input.add_metadata("large.csdl", "large.csdl", text);
    let output = generate(&input);
    output.diagnostics.render(input.sources(), Style::Plain)
}

fn compared(old: String, new: String) -> String {
    let (old, new) = (model(old), model(new));
    let side = |model| Side { model, scope: None };
    let report = compare(&side(&old.0), &side(&new.0), &Options::default());
    format!("{} findings {}{}", report.findings.len(), old.1, new.1)
}

/// The peak memory of the process in megabytes; 0 if the system does not report it.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok());
    kilobytes.unwrap_or_default() / 1000
}
