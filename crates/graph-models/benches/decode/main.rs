//! Measures the times of decoding and encoding pages of incidents, compared with serde's derive.
//!
//! `cargo bench -p graph-models --bench decode`, or `-- first` for the cases with that in their name. With `-- apart`
//! each contestant has a separate process, so that no contestant finds an allocator that another one has used. With `--
//! write` each contestant also has a separate process, and the results are written to `BENCHMARKS.md` and
//! `benchmarks/`. Prints medians, ratios and the targets; asserts nothing about time. The time is measured with and
//! without dropping the page. `--bench decode_memory` counts allocations; it is a separate bench, since counting takes
//! time.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a bench may panic"
)]

mod apart;
mod contest;
mod data;
mod derive;
mod plot;
mod report;
mod views;
mod written;

use std::hint::black_box;

use apart::Wish;
use contest::{ITEMS, OURS, VIEWS, VIEWS_ALL};
use data::Tag;
use report::{Run, Table};

/// A case: its name, the position of the tag, `true` for undeclared properties, and the targets for 1,000 and for
/// 100,000 items. Targets are ratios of the times with drop.
type Case = (&'static str, Tag, bool, [&'static [(&'static str, f64)]; 2]);

const CASES: &[Case] = &[
    (
        "tag first",
        Tag::First,
        false,
        [
            &[(OURS, 0.42), (VIEWS, 0.26), (VIEWS_ALL, 0.36)],
            &[(OURS, 0.60), (ITEMS, 0.40), (VIEWS, 0.26), (VIEWS_ALL, 0.36)],
        ],
    ),
    ("tag in the middle", Tag::Middle, false, [&[], &[]]),
    ("tag last", Tag::Last, false, [&[(OURS, 0.48)], &[(OURS, 0.68)]]),
    ("tag first, a quarter with undeclared properties", Tag::First, true, [&[(OURS, 0.58)], &[(OURS, 0.75)]]),
];

/// The targets for encoding, as ratios of the times with drop.
const ENCODE: &[(&str, f64)] = &[(OURS, 0.62)];

/// The sizes that are measured: the number of items, and of rounds.
const SIZES: [(usize, usize); 2] = [(1_000, 400), (100_000, 11)];
/// The sizes of the plot.
const PLOTTED: [(usize, usize); 5] = [(10, 10_000), (100, 2_000), (1_000, 400), (10_000, 40), (100_000, 11)];
/// The sizes of a run that measures nothing, as for `cargo test --benches`.
const TRIED: [(usize, usize); 2] = [(10, 1), (20, 1)];

/// The work of a run.
struct Plan {
    /// A part of the names of the cases that are measured.
    filter: String,
    /// True if each contestant has a separate process.
    is_apart: bool,
    /// True if the results are written to `BENCHMARKS.md`.
    is_written: bool,
    /// True if times are measured. Otherwise the run only shows that all contestants work.
    is_bench: bool,
    /// For a child process: the one table and contestant to run.
    wish: Option<Wish>,
}

impl Plan {
    fn from_arguments() -> Self {
        let words: Vec<_> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
        let has = |name: &str| words.iter().any(|word| word == name);
        Self {
            filter: words
                .iter()
                .find(|word| !["apart", "write"].contains(&word.as_str()))
                .cloned()
                .unwrap_or_default(),
            is_apart: has("apart") || has("write"),
            is_written: has("write"),
            is_bench: std::env::args().any(|argument| argument == "--bench"),
            wish: Wish::from_environment(),
        }
    }

    /// The sizes of a case. The first case is plotted.
    fn sizes(&self, name: &str) -> &'static [(usize, usize)] {
        match self.is_bench {
            false => &TRIED,
            true if (self.is_written || self.wish.is_some()) && is_plotted(name) => &PLOTTED,
            true => &SIZES,
        }
    }

    fn takes(&self, name: &str, title: &str) -> bool {
        self.wish.as_ref().map_or(name.contains(&self.filter), |wish| wish.title == title)
    }

    /// Runs one table, or in a child process its one contestant.
    fn table(&self, mut table: Table, runs: &[(&'static str, Run<'_>)], rounds: usize) -> Option<Table> {
        if let Some(wish) = &self.wish {
            let mut run = runs.iter().filter(|(name, _)| *name == wish.contestant);
            apart::answer(&report::alternate(
                apart::rounds(rounds),
                run.next().map(std::slice::from_ref).unwrap_or_default(),
            ));
            return None;
        }
        table.rows = match self.is_apart {
            true => apart::run_each(&table.title, &runs.iter().map(|(name, _)| *name).collect::<Vec<_>>()),
            false => report::alternate(rounds, runs),
        };
        report::print(&table);
        Some(table)
    }
}

/// Returns `true` for the case whose cost is plotted against its size.
fn is_plotted(name: &str) -> bool {
    name == "tag first"
}

fn main() {
    let plan = Plan::from_arguments();
    if cfg!(target_arch = "x86_64") && !cfg!(target_feature = "avx2") && plan.wish.is_none() {
        println!(
            "Built without AVX2: sonic-rs uses SSE2. RUSTFLAGS=\"-C target-cpu=native\" shows what more there is."
        );
    }
    let mut tables = Vec::new();
    for (name, tag, has_unknown, targets) in CASES {
        for (count, rounds) in plan.sizes(name) {
            let title = format!("decode {count} incidents, {name}");
            if !plan.takes(name, &title) {
                continue;
            }
            let text = data::page(*count, *tag, *has_unknown);
            let bytes = text.as_bytes();
            let all = contest::ALL.iter().map(|contestant| {
                let run: Run<'_> = Box::new(|| black_box((contestant.decode)(black_box(bytes))));
                (contestant.name, run)
            });
            if plan.wish.is_none() {
                assert!(contest::nothing_is_lost(bytes), "{name}: what is encoded is not what was decoded");
            }
            let targets = SIZES.iter().zip(targets).find(|((size, _), _)| size == count);
            let table = Table::new(title, *count, bytes.len(), targets.map_or(&[], |(_, targets)| targets));
            tables.extend(plan.table(table, &all.collect::<Vec<_>>(), *rounds));
        }
    }
    for (count, rounds) in plan.sizes("encode") {
        let title = format!("encode {count} incidents");
        if !plan.takes("encode", &title) {
            continue;
        }
        let text = data::page(*count, Tag::First, false);
        let encoders = contest::encoders(text.as_bytes());
        let all = encoders.iter().map(|(name, encode)| {
            let run: Run<'_> = Box::new(|| Box::new(black_box(encode())));
            (*name, run)
        });
        let table = Table::new(title, *count, text.len(), ENCODE);
        tables.extend(plan.table(table, &all.collect::<Vec<_>>(), *rounds));
    }
    if plan.is_written && plan.wish.is_none() {
        written::write(&tables).expect("the results can be written");
    }
}
