//! Times of decoding and encoding pages of incidents, compared with serde's derive.
//!
//! `cargo bench -p graph-models --bench decode`, or `-- first` for the cases with that in their name.
//! Prints medians, ratios and the targets; asserts nothing about time. Dropping the page is timed apart, and with it.
//! `--bench decode_memory` counts allocations: apart, since counting takes time.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a bench may panic"
)]

mod contest;
mod data;
mod derive;
mod report;

use std::hint::black_box;

use contest::{OURS, OURS_SONIC};
use data::Tag;
use report::Run;

/// A case: its name, where the tag stands, whether there are undeclared properties, and the targets for 1,000 and for
/// 100,000 items.
type Case = (&'static str, Tag, bool, [&'static [(&'static str, f64)]; 2]);

const CASES: &[Case] = &[
    (
        "tag first",
        Tag::First,
        false,
        [&[(OURS, 0.75), (OURS_SONIC, 0.50)], &[(OURS, 0.63), (OURS_SONIC, 0.46)]],
    ),
    ("tag in the middle", Tag::Middle, false, [&[], &[]]),
    ("tag last", Tag::Last, false, [&[(OURS, 1.0)], &[(OURS, 1.0)]]),
    ("tag first, a quarter with undeclared properties", Tag::First, true, [&[], &[]]),
];

fn main() {
    // Without `--bench`, as for `cargo test --benches`, it only runs.
    let is_bench = std::env::args().any(|argument| argument == "--bench");
    let filter = std::env::args().skip(1).find(|argument| !argument.starts_with("--")).unwrap_or_default();
    let sizes = if is_bench { [(1_000, 400), (100_000, 11)] } else { [(10, 1), (20, 1)] };
    if cfg!(target_arch = "x86_64") && !cfg!(target_feature = "avx2") {
        println!(
            "Built without AVX2: sonic-rs uses SSE2. RUSTFLAGS=\"-C target-cpu=native\" shows what more there is."
        );
    }
    for (name, tag, has_unknown, targets) in CASES.iter().filter(|(name, ..)| name.contains(&filter)) {
        for ((count, rounds), targets) in sizes.iter().zip(targets) {
            let text = data::page(*count, *tag, *has_unknown);
            let bytes = text.as_bytes();
            assert!(contest::nothing_is_lost(bytes), "{name}: what is encoded is not what was decoded");
            let runs: Vec<_> = contest::ALL
                .iter()
                .map(|contestant| {
                    let run: Run<'_> = Box::new(|| black_box((contestant.decode)(black_box(bytes))));
                    (contestant.name, run)
                })
                .collect();
            let rows = report::alternate(*rounds, &runs);
            report::print(&format!("decode {count} incidents, {name}"), bytes.len(), &rows, targets);
        }
    }
    for (count, rounds) in sizes.iter().filter(|_| "encode".contains(&filter)) {
        let text = data::page(*count, Tag::First, false);
        let encoders = contest::encoders(text.as_bytes());
        let runs: Vec<_> = encoders
            .iter()
            .map(|(name, encode)| {
                let run: Run<'_> = Box::new(|| Box::new(black_box(encode())));
                (*name, run)
            })
            .collect();
        let rows = report::alternate(*rounds, &runs);
        report::print(&format!("encode {count} incidents"), text.len(), &rows, &[]);
    }
}
