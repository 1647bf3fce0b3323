//! The peak of the heap of transfers of two gigabytes through both clients, for three sizes of slices.
//!
//! `cargo bench -p graph-models-client --bench transfer_memory`. The transport is a script, since HTTP clients would
//! add buffers of their own. The bench fails if a peak is over 64 MiB.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a bench may fail")]

#[path = "../tests/support/peak.rs"]
mod peak;

use graph_models_core::request::transfer::SliceSize;

const TOTAL: u64 = 2 << 30;
const MOST: u64 = 64 << 20;

fn main() {
    for bytes in [SliceSize::UNIT, SliceSize::default().bytes(), SliceSize::LARGEST] {
        println!("\n2 GiB, slices of {} KiB:", bytes >> 10);
        for peak in peak::peaks(TOTAL, SliceSize::new(bytes).unwrap()) {
            println!("  {:<18} {:>7} KiB", peak.name, peak.bytes >> 10);
            assert!(peak.bytes <= MOST, "{peak:?} is over {MOST} bytes");
        }
    }
}
