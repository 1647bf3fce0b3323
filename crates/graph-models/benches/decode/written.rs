//! The results as a page of the repository: `BENCHMARKS.md`, with plots in `benchmarks/`.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::apart::PROCESSES;
use crate::contest::{ALL, ITEMS, OURS, VIEWS, VIEWS_ALL, YARDSTICK};
use crate::is_plotted;
use crate::plot::{Line, svg};
use crate::report::{Table, megabytes, milliseconds};

const LOCK: &str = include_str!("../../../../Cargo.lock");
/// The crates whose versions matter.
const CRATES: [&str; 3] = ["serde", "serde_json", "sonic-rs"];
/// The contestants that are plotted.
const PLOTTED: [&str; 6] = [YARDSTICK, OURS, ITEMS, VIEWS, VIEWS_ALL, "derive on sonic-rs"];

/// Writes the page and its plots into the root of the repository.
pub(crate) fn write(tables: &[Table]) -> std::io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    std::fs::create_dir_all(root.join("benchmarks"))?;
    let lines: Vec<_> = PLOTTED.iter().filter_map(|name| line(name, tables)).collect();
    let plot = svg("incidents in a page", "microseconds for each incident, with drop", &lines);
    std::fs::write(root.join("benchmarks/decode.svg"), plot)?;
    std::fs::write(root.join("BENCHMARKS.md"), page(tables))
}

/// The cost of a contestant for each size: its ratio, times the time of the reference.
fn line(name: &str, tables: &[Table]) -> Option<Line> {
    let name = ALL.iter().find(|contestant| contestant.name == name)?.name;
    let plotted =
        tables.iter().filter(|table| table.title.rsplit_once(", ").is_some_and(|title| is_plotted(title.1)));
    let points = plotted.filter_map(|table| {
        let count = f64::from(u32::try_from(table.count).ok()?);
        let row = table.rows.iter().find(|row| row.name == name)?;
        let reference = table.rows.first()?.times.with_drop.as_secs_f64();
        Some((count, row.ratio_with_drop.median * reference * 1e6 / count))
    });
    Some(Line { name, points: points.collect() })
}

fn page(tables: &[Table]) -> String {
    let mut page = format!(
        "# Benchmarks\n\n\
         Written by `cargo bench -p graph-models --bench decode -- write` on {}. Do not edit.\n\n\
         - Machine: {}, {} processors, {} {}\n- Compiler: {}\n- Crates: {}\n\n\
         Pages of incidents of all seven types are decoded and encoded. Each contestant has {PROCESSES} processes of its \
         own, with the allocator of the system. *Derive* is the same types written by hand with serde's derive, read by \
         `serde_json::from_str`. It is the reference: it runs before and after each process of the others, and a ratio \
         compares neighbours. The median of these ratios is shown, with the middle half of them behind it. A wide range \
         means that other programs disturbed the measurement. A goal is for the ratio with drop. The times are of the \
         fastest process.\n\n\
         ![Cost of each incident against the size of the page](benchmarks/decode.svg)\n",
        date(),
        processor(),
        std::thread::available_parallelism().map_or(0, usize::from),
        std::env::consts::OS,
        std::env::consts::ARCH,
        output("rustc", &["--version"]),
        CRATES.map(|name| format!("{name} {}", version(name))).join(", "),
    );
    for table in tables {
        // Writing to a text never fails.
        let _ = write!(
            page,
            "\n## {}\n\n{:.2} MB of JSON.\n\n\
             | | ms | ratio | with drop, ms | ratio | middle half | goal |\n|---|---:|---:|---:|---:|---|---:|\n",
            capitalized(&table.title),
            megabytes(table.bytes),
        );
        for row in &table.rows {
            let (low, high) = row.ratio_with_drop.quartiles;
            let _ = writeln!(
                page,
                "| {} | {} | {:.2} | {} | {:.2} | {low:.2} to {high:.2} | {} |",
                row.name,
                time(row.times.run),
                row.ratio.median,
                time(row.times.with_drop),
                row.ratio_with_drop.median,
                table.target(row).map_or(String::new(), |target| format!("{target:.2}")),
            );
        }
    }
    page
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

fn time(time: Duration) -> String {
    format!("{:.3}", milliseconds(time))
}

/// The version of a crate in the lock file.
fn version(name: &str) -> &'static str {
    let start = format!("name = \"{name}\"\nversion = \"");
    let rest = LOCK.split_once(start.as_str()).map_or("", |(_, rest)| rest);
    rest.split_once('"').map_or("unknown", |(version, _)| version)
}

/// The name of the processor, if the system reports it.
fn processor() -> String {
    let facts = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = facts.lines().find_map(|line| line.strip_prefix("model name"));
    name.map_or("unknown processor", |name| name.trim_start_matches([' ', '\t', ':'])).to_owned()
}

fn date() -> String {
    output("date", &["-u", "+%Y-%m-%d"])
}

/// The output of a command.
fn output(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    output.map_or("unknown".to_owned(), |output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
