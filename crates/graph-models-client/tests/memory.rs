//! Memory of transfers: 64 MiB are transferred with at most 16 MiB of memory. `cargo bench -p graph-models-client
//! --bench transfer_memory` does the same with two gigabytes.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

#[path = "support/peak.rs"]
mod peak;

use graph_models_core::request::transfer::SliceSize;

#[test]
fn a_large_file_goes_through_little_memory() {
    for peak in peak::peaks(64 << 20, SliceSize::default()) {
        let most = if peak.name.ends_with("upload") { SliceSize::default().bytes() } else { 0 };
        // The memory holds one slice, or a few pieces.
        assert!(peak.bytes >= most && peak.bytes < most + (1 << 20), "{peak:?}");
    }
}
