//! The properties that hold for any input: one function of bytes for each part of the crates that reads from outside.
//!
//! A function panics when its property is broken. It returns `true` if the input was valid, so that callers can check
//! that not all inputs were invalid. `fuzz/` has a binary for each; `tests/short.rs` runs all of them on changed seeds.
//!
//! The comparisons are those of the tests of each crate, from their files.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::missing_panics_doc,
    reason = "a broken property is a panic"
)]

mod answers;
mod compare;
mod csdl_text;
mod decode;
mod generate;
mod links;
mod parts;
mod requests;
mod settings;

#[path = "../../graph-models-core/tests/two_ways/agree.rs"]
mod agree;
#[path = "../../graph-models-core/tests/two_ways/agree_items.rs"]
mod agree_items;
#[path = "../../graph-models-core/tests/two_ways/agree_views.rs"]
mod agree_views;
#[path = "../../../codegen/tests/integration/hostile_names/crates.rs"]
mod crates;
#[path = "../../graph-models-core/tests/two_ways/duplicates.rs"]
mod duplicates;
#[macro_use]
#[path = "../../graph-models-core/tests/support/make.rs"]
mod make;
#[path = "../../graph-models-core/tests/two_ways/marked.rs"]
mod marked;
#[allow(unreachable_pub, reason = "it has the shape of generated code")]
#[path = "../../graph-models-core/tests/support/operation.rs"]
mod operation;
#[allow(unreachable_pub, dead_code, reason = "support of several tests")]
#[path = "../../graph-models-core/tests/support/random.rs"]
mod random;
#[allow(
    dead_code,
    unreachable_pub,
    clippy::enum_variant_names,
    reason = "the shape of generated code; a part is used"
)]
#[path = "../../graph-models-core/tests/support/sample.rs"]
mod sample;
#[path = "../../graph-models-core/tests/two_ways/types.rs"]
mod types;

/// A property that must hold for any bytes.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// The name of the binary of the fuzzer, of its folder of seeds and of its dictionary.
    pub name: &'static str,
    /// The function. It returns `true` if the input was valid.
    pub run: fn(&[u8]) -> bool,
}

/// All targets.
pub const TARGETS: [Target; 8] = [
    Target { name: "decode", run: decode::decode },
    Target { name: "csdl", run: csdl_text::csdl },
    Target { name: "generate", run: generate::generate },
    Target { name: "answers", run: answers::answers },
    Target { name: "requests", run: requests::requests },
    Target { name: "links", run: links::links },
    Target { name: "compare", run: compare::compare },
    Target { name: "settings", run: settings::settings },
];

pub use answers::answers;
pub use compare::compare;
pub use csdl_text::csdl;
pub use decode::decode;
pub use generate::generate;
pub use links::links;
pub use requests::requests;
pub use settings::settings;
