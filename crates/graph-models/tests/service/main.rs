//! Tests of the slice's requests against a stand-in of the service, through both adapters.

#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may panic")]

mod adapter;
mod batches;
mod broken;
mod clear;
mod echo;
mod faults;
mod raw;
mod reading;
mod requests;
mod secrets;
mod tool;
mod weight;
mod wire;
