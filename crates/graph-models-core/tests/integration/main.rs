//! The integration tests, as one program: each program would be linked by itself.
//!
//! Each file beside this one is a module with the tests of one subject. Its name selects them:
//! `cargo test -p graph-models-core --test integration queries::`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail"
)]

#[macro_use]
#[path = "../support/make.rs"]
mod make;

#[path = "../support/calls.rs"]
mod calls;
#[path = "../support/download.rs"]
mod download;
#[path = "../support/exported.rs"]
mod exports;
#[path = "../support/marks.rs"]
mod marks;
#[allow(unreachable_pub, clippy::enum_variant_names, reason = "it has the shape of generated code")]
#[path = "../support/operation.rs"]
mod operation;
#[allow(unreachable_pub, dead_code, reason = "several tests use it")]
#[path = "../support/random.rs"]
mod random;
#[allow(
    dead_code,
    unreachable_pub,
    clippy::enum_variant_names,
    reason = "the shape of generated code; a part is used"
)]
#[path = "../support/sample.rs"]
mod sample;
#[path = "../support/seeds.rs"]
mod seeds;
#[path = "../support/upload.rs"]
mod upload;
#[path = "../support/wide_type.rs"]
mod wide_type;

mod accepted;
mod answers;
mod batch_bodies;
mod batch_rounds;
mod batches;
mod challenges;
mod changes;
mod compiler_messages;
mod download_redirects;
mod downloads;
mod duplicates;
mod errors;
mod expanded;
#[allow(unreachable_pub, reason = "it has the shape of generated code")]
mod gated;
mod hierarchy;
mod links;
mod long_running;
mod many;
mod monitors;
#[allow(unreachable_pub, reason = "it has the shape of generated code")]
mod narrow;
#[allow(unreachable_pub, reason = "it has the shape of generated code")]
mod nested;
mod odd_control;
mod odd_errors;
mod out_of_range;
mod pages;
mod patch;
mod patch_complex;
mod patch_durations;
#[allow(unreachable_pub, reason = "it has the shape of generated code")]
mod patch_types;
mod primitives;
mod properties;
mod published;
mod queries;
mod redirects;
mod request_bodies;
mod request_options;
mod requests;
mod required_options;
mod round_trip;
mod secrets;
mod setters;
mod tolerance;
mod traits;
mod transfer_faults;
mod unlisted;
mod upload_ranges;
mod uploads;
mod wide;
#[allow(unreachable_pub, reason = "it has the shape of generated code")]
mod widen;
