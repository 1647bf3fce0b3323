//! The two readers of JSON text agree: the fast reader of `from_str` and `from_slice`, and the traits of serde.
//!
//! Payloads are made at random, changed at random, and read by both readers. The values, their deviations and their
//! JSON must be equal, or both results must be errors with the same message. Both writers must write the same bytes.
//! `TWO_WAYS_SEEDS` is the number of seeds.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail"
)]

#[macro_use]
#[path = "../support/make.rs"]
mod make;
mod agree;
mod agree_items;
mod agree_views;
mod duplicates;
mod fixed;
mod items;
mod marked;
mod payload;
#[allow(unreachable_pub, dead_code, reason = "support of several tests")]
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
mod types;
mod views;

use agree::{agree_on_all, agree_on_bytes};
use graph_models_core::Page;
use payload::Json;
use random::Random;
use sample::{Incident, SimpleIncident};
use types::Kinds;

/// The number of seeds, unless the environment has another one.
const SEEDS: u64 = 50;
/// The number of changes to each payload.
const CHANGES: u64 = 12;

fn seeds() -> u64 {
    std::env::var("TWO_WAYS_SEEDS").ok().and_then(|seeds| seeds.parse().ok()).unwrap_or(SEEDS)
}

/// Calls a test with texts of random payloads, each with up to two changes.
fn each_changed(mark: u64, mut check: impl FnMut(&str, &mut Random)) {
    for seed in 0..seeds() {
        let random = &mut Random::new(seed ^ mark);
        let payload = Json::object(random, 4);
        for _ in 0..CHANGES {
            let mut changed = payload.clone();
            for _ in 0..random.below(3) {
                changed.change(random);
            }
            let text = changed.text(random);
            check(&text, random);
        }
    }
}

#[test]
fn random_payloads() {
    let mut read = 0;
    for seed in 0..seeds() {
        let random = &mut Random::new(seed);
        let payload = Json::object(random, 4);
        read += agree_on_all(&payload.text(random));
        for _ in 0..CHANGES {
            let mut changed = payload.clone();
            for _ in 0..=random.below(2) {
                changed.change(random);
            }
            read += agree_on_all(&changed.text(random));
        }
    }
    // Many payloads must be valid, so that not only errors are compared.
    assert!(read > usize::try_from(seeds()).unwrap() * 30, "{read}");
}

#[test]
fn random_bytes() {
    for seed in 0..seeds() {
        let random = &mut Random::new(seed ^ 0xb17e);
        let item = Json::object(random, 3).text(random);
        let page = format!(r#"{{"value":[{item}],"@odata.nextLink":"https://x/y"}}"#);
        for _ in 0..CHANGES {
            agree_on_bytes::<Incident>(&payload::broken(item.as_bytes(), random));
            agree_on_bytes::<Kinds>(&payload::broken(item.as_bytes(), random));
            agree_on_bytes::<Page<SimpleIncident>>(&payload::broken(page.as_bytes(), random));
        }
    }
}
