//! Times of decoding and encoding pages of incidents, compared with serde's derive.
//!
//! `cargo bench -p graph-models --bench decode`, or `-- first` for the cases with that in their name. With `-- apart` each
//! contestant has a process of its own: contestants that take turns leave the allocator to each other.
//! Prints medians, ratios and the targets; asserts nothing about time. Dropping the page is timed apart, and with it.
//! `--bench decode_memory` counts allocations: apart, since counting takes time.

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
mod report;
mod views;

use std::hint::black_box;

use apart::Wish;
use contest::{ITEMS, OURS, VIEWS, VIEWS_ALL};
use data::Tag;
use report::Run;

/// A case: its name, where the tag stands, whether there are undeclared properties, and the targets for 1,000 and for
/// 100,000 items, with drop.
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

/// The targets for encoding.
const ENCODE: &[(&str, f64)] = &[(OURS, 0.62)];

fn main() {
    // Without `--bench`, as for `cargo test --benches`, it only runs.
    let is_bench = std::env::args().any(|argument| argument == "--bench");
    let words: Vec<_> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let filter = words.iter().find(|word| *word != "apart").cloned().unwrap_or_default();
    let is_apart = words.iter().any(|word| word == "apart");
    let wish = Wish::from_environment();
    let sizes = if is_bench { [(1_000, 400), (100_000, 11)] } else { [(10, 1), (20, 1)] };
    if cfg!(target_arch = "x86_64") && !cfg!(target_feature = "avx2") && wish.is_none() {
        println!(
            "Built without AVX2: sonic-rs uses SSE2. RUSTFLAGS=\"-C target-cpu=native\" shows what more there is."
        );
    }
    for (name, tag, has_unknown, targets) in CASES {
        for ((count, rounds), targets) in sizes.iter().zip(targets) {
            let title = format!("decode {count} incidents, {name}");
            if wish.as_ref().map_or(!name.contains(&filter), |wish| wish.title != title) {
                continue;
            }
            let text = data::page(*count, *tag, *has_unknown);
            let bytes = text.as_bytes();
            let all = contest::ALL.iter().map(|contestant| {
                let run: Run<'_> = Box::new(|| black_box((contestant.decode)(black_box(bytes))));
                (contestant.name, run)
            });
            if wish.is_none() {
                assert!(contest::nothing_is_lost(bytes), "{name}: what is encoded is not what was decoded");
            }
            show(&title, bytes.len(), all.collect(), *rounds, targets, is_apart, wish.as_ref());
        }
    }
    for (count, rounds) in sizes {
        let title = format!("encode {count} incidents");
        if wish.as_ref().map_or(!"encode".contains(&filter), |wish| wish.title != title) {
            continue;
        }
        let text = data::page(count, Tag::First, false);
        let encoders = contest::encoders(text.as_bytes());
        let all = encoders.iter().map(|(name, encode)| {
            let run: Run<'_> = Box::new(|| Box::new(black_box(encode())));
            (*name, run)
        });
        show(&title, text.len(), all.collect(), rounds, ENCODE, is_apart, wish.as_ref());
    }
}

/// Runs and prints one table, or the one contestant that this process is for.
fn show(
    title: &str,
    bytes: usize,
    runs: Vec<(&'static str, Run<'_>)>,
    rounds: usize,
    targets: &[(&str, f64)],
    is_apart: bool,
    wish: Option<&Wish>,
) {
    if let Some(wish) = wish {
        let runs: Vec<_> = runs.into_iter().filter(|(name, _)| *name == wish.contestant).collect();
        return apart::answer(&report::alternate(rounds, &runs));
    }
    let rows = match is_apart {
        true => apart::run_each(title, &runs.iter().map(|(name, _)| *name).collect::<Vec<_>>()),
        false => report::alternate(rounds, &runs),
    };
    report::print(title, bytes, &rows, targets);
}
