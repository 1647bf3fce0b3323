//! Counts allocations and bytes per incident when a page is decoded, compared with serde's derive.
//!
//! Run `cargo bench -p graph-models --bench decode_memory`. This bench is a separate binary, because its counting
//! allocator is slower.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a bench may panic, and this one shares modules with the one of times"
)]

mod contest;
mod data;
mod derive;
mod views;

use std::hint::black_box;

use data::Tag;

const COUNT: u32 = 10_000;

fn main() {
    for (name, tag) in [("first", Tag::First), ("last", Tag::Last)] {
        let text = data::page(COUNT as usize, tag, false);
        println!("\n{COUNT} incidents, tag {name}; per incident:");
        println!("  {:<28} {:>11} {:>10} {:>10}", "", "allocations", "bytes", "kept");
        for contestant in contest::ALL {
            let mut page = None;
            let taken = allocation_counter::measure(|| {
                page = Some(black_box((contestant.decode)(text.as_bytes())));
            });
            println!(
                "  {:<28} {:>11.2} {:>10.0} {:>10.0}",
                contestant.name,
                per_item(taken.count_total),
                per_item(taken.bytes_total),
                per_item(taken.bytes_current.unsigned_abs())
            );
        }
    }
}

fn per_item(total: u64) -> f64 {
    f64::from(u32::try_from(total).unwrap_or(u32::MAX)) / f64::from(COUNT)
}
