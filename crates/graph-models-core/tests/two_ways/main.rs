//! Tests that the two readers of JSON text agree: the text reader of `from_str` and `from_slice`, and the serde reader.
//!
//! Payloads are generated and changed at random, and are read with both readers. Either the values, their deviations
//! and their output are the same, or both readers return an error with the same message. Decoded values are also
//! encoded by both writers, to the same bytes. The environment variable `TWO_WAYS_SEEDS` sets the number of seeds.

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
mod fixed;
mod items;
mod payload;
#[allow(unreachable_pub, dead_code, reason = "support of several tests")]
#[path = "../support/random.rs"]
mod random;
#[allow(unreachable_pub, clippy::enum_variant_names, reason = "it has the shape of generated code")]
#[path = "../support/sample.rs"]
mod sample;
mod types;
mod views;

use graph_models_core::request::decode;
use graph_models_core::{
    Document, FromJson, Page, ToJson, deviations, from_slice, from_str, strict, to_string, to_value,
};
use payload::Json;
use random::Random;
use sample::{Incident, Owner, SimpleIncident};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use types::{Animal, Kinds, marked};

/// The default number of seeds.
const SEEDS: u64 = 50;
/// The number of changes to each payload.
const CHANGES: u64 = 12;

fn seeds() -> u64 {
    std::env::var("TWO_WAYS_SEEDS").ok().and_then(|seeds| seeds.parse().ok()).unwrap_or(SEEDS)
}

/// The traits that both readers need, and the traits for comparing their results.
trait Both: FromJson + ToJson + DeserializeOwned + Serialize + PartialEq + Document {}

impl<T: FromJson + ToJson + DeserializeOwned + Serialize + PartialEq + Document> Both for T {}

/// Returns facts about a decoded value, or the message of the error.
fn outcome<T: Both>(read: serde_json::Result<T>) -> Result<(T, String), String> {
    let value = read.map_err(|error| error.to_string())?;
    // In JSON without a type, keys have the order of the payload, or are sorted if the JSON was buffered.
    let written = to_value(&value).map_err(|error| error.to_string());
    // Both writers give the same bytes, except for lone surrogates, which serde does not support.
    let by_serde = serde_json::to_string(&value).map_err(|error| error.to_string());
    if by_serde.as_ref().map_or(true, |text| !text.contains("\u{fffd}\u{e0064}")) {
        assert_eq!(to_string(&value).map_err(|error| error.to_string()), by_serde);
    }
    let told = format!("{written:?}\n{}", deviations(&value));
    Ok((value, told))
}

/// Returns `true` if two messages are the same. If an object is no page and has characters behind it, either fault may
/// be reported.
fn is_same_error(own: &str, serde: &str) -> bool {
    own == serde || serde.starts_with("expected a page") && own.starts_with("trailing characters")
}

/// Reads a text with both readers.
#[track_caller]
fn agree<T: Both>(text: &str) -> bool {
    let serde = match serde_json::from_str::<T>(text) {
        // serde does not accept lone surrogates, so it gets the text with marks.
        Err(error) if error.is_syntax() => match marked(text) {
            Some(text) => serde_json::from_str(&text),
            None => Err(error),
        },
        read => read,
    };
    let serde = outcome(serde);
    for own in [outcome(from_str::<T>(text)), outcome(from_slice(text.as_bytes()))] {
        match (&own, &serde) {
            (Ok((own, own_told)), Ok((serde, told))) => {
                assert_eq!(own_told, told, "{text}");
                // NaN is not equal to itself, so values with NaN are compared only by their output.
                assert!(own == serde || own_told.contains("NaN"), "{text}");
            }
            (Err(own), Err(serde)) => assert!(is_same_error(own, serde), "{own}\n{serde}\n{text}"),
            (Ok((_, own)), Err(serde)) => panic!("serde refuses: {serde}\nin {text}\nread as {own}"),
            (Err(own), Ok((_, serde))) => panic!("refused: {own}\nin {text}\nwhich is {serde}"),
        }
    }
    if serde.is_ok() {
        let json: Value = marked(text).as_deref().unwrap_or(text).parse().unwrap();
        assert_eq!(strict::from_str::<T>(text).is_ok(), strict::from_value::<T>(json).is_ok(), "{text}");
    } else {
        assert!(strict::from_str::<T>(text).is_err(), "{text}");
    }
    serde.is_ok()
}

/// Reads bytes with both readers. The bytes may be invalid UTF-8.
#[track_caller]
fn agree_on_bytes<T: Both>(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        agree::<T>(text);
        return;
    }
    let own = outcome(from_slice::<T>(bytes)).map(|(_, told)| told);
    let serde = outcome(serde_json::from_slice::<T>(bytes)).map(|(_, told)| told);
    match (own, serde) {
        (Err(own), Err(serde)) => assert!(is_same_error(&own, &serde), "{own}\n{serde}\n{bytes:?}"),
        (own, serde) => assert_eq!(own, serde, "{bytes:?}"),
    }
}

/// Reads a text as all types of the test.
#[track_caller]
fn agree_on_all(text: &str) -> usize {
    let mut read = usize::from(agree::<SimpleIncident>(text));
    read += usize::from(agree::<Incident>(text));
    read += usize::from(agree::<Page<Incident>>(text));
    read += usize::from(agree::<Kinds>(text));
    read += usize::from(agree::<Animal>(text));
    read += usize::from(agree::<Option<Owner>>(text));
    read += usize::from(agree::<Vec<Incident>>(text));
    for list in [format!("[{text}, {text}]"), format!("[{text}]")] {
        read += usize::from(agree::<Vec<SimpleIncident>>(&list));
        let page = format!(r#"{{"@odata.count":1,"value":{list}}}"#);
        read += usize::from(agree::<Page<Incident>>(&page));
        read += usize::from(agree::<Page<Kinds>>(&page));
        // The body of an answer is read like the same text, but an error object in place of content is an error.
        let answer = http::Response::new(page.clone());
        if let Ok(answer) = decode::<Page<SimpleIncident>, _>(answer) {
            assert!(answer == from_str(&page).unwrap() || text.contains("NaN"), "{page}");
        }
    }
    read
}

/// Calls a test with the texts of random payloads, each with up to two changes.
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
    // Most texts must be valid, so that the test compares more than errors.
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
