//! Property tests with every type. `PROPTEST_CASES` sets the number of cases.
//!
//! Each case runs all types with the same bytes, so few cases already reach every type.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree;

use crate::arbitrary::Bytes;
use crate::arbitrary::json::{Text, structured};
use crate::arbitrary::values::fill_item;
use crate::codec::{Failure, Type};
use crate::generated::VERSIONS;

/// A part of the message about a duplicate key.
const TWICE: &str = ": the key stands twice";

/// The maximal nesting depth of objects.
const DEPTH: usize = 3;

/// Sets a small number of cases by default, because each case runs all types.
fn config() -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(64), failure_persistence: None, ..ProptestConfig::default() }
}

fn types() -> impl Iterator<Item = &'static Type> {
    VERSIONS.iter().copied().flatten()
}

/// Returns a JSON object that mostly fits the type.
fn object(ty: &Type, bytes: &[u8]) -> Text {
    let mut text = Text::default();
    let made = ty.codec.made(&mut |mut slot| structured(&mut slot, &mut Bytes::new(bytes), DEPTH, &mut text));
    made.expect("empty values are kept");
    text
}

/// Returns `true` if an error names the property and the position in the text.
fn has_place(error: &str) -> bool {
    let property = error.split_once(": expected").or_else(|| error.split_once(TWICE));
    let has_property = property.is_some_and(|(place, _)| place.contains("microsoft.graph."));
    has_property && error.contains(" at line 1 column ")
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_value_comes_back_equal(bytes in vec(any::<u8>(), 0..800)) {
        for ty in types() {
            let made = ty.codec.made(&mut |slot| fill_item(slot, &mut Bytes::new(&bytes)));
            if let Err(failure) = made {
                return Err(TestCaseError::fail(format!("{}: {failure:?}", ty.path)));
            }
        }
    }

    #[test]
    fn every_object_is_kept_and_what_deviates_is_told(bytes in vec(any::<u8>(), 0..400)) {
        for ty in types() {
            let text = object(ty, &bytes);
            let json = text.json.parse::<serde_json::Value>().unwrap();
            let told = match ty.codec.tolerant(&text.json) {
                Ok(read) => {
                    let is_told = read.told.iter().any(|told| told.contains(TWICE));
                    prop_assert_eq!(is_told, text.has_twice, "{}: {:?} in {}", ty.path, read.told, text.json);
                    prop_assert_eq!(&read.written, &json, "{}", ty.path);
                    read.told
                }
                Err(Failure::Lost(what)) => return Err(TestCaseError::fail(format!("{}: {what}", ty.path))),
                Err(Failure::Refused(error)) => {
                    return Err(TestCaseError::fail(format!("{}: {error}\nin {}", ty.path, text.json)));
                }
            };
            match ty.codec.strict(&text.json) {
                Ok(written) => {
                    prop_assert!(told.is_empty(), "{}: {told:?} in {}", ty.path, text.json);
                    prop_assert_eq!(written, json, "{}", ty.path);
                }
                Err(Failure::Lost(what)) => prop_assert!(false, "{}: {what}", ty.path),
                Err(Failure::Refused(error)) => {
                    prop_assert!(has_place(&error), "{}: {error}\nin {}", ty.path, text.json);
                    // A deviation inside a value that a later one replaces is not listed.
                    let is_told = told.iter().any(|told| error.starts_with(told.as_str()));
                    prop_assert!(is_told || text.has_twice, "{}: {error}\nis not in {told:?}\nin {}", ty.path, text.json);
                }
            }
        }
    }
}

/// Checks that the random objects are of all kinds. If all or none of them deviated, the test above would prove little.
#[test]
fn objects_are_of_all_kinds() {
    let (mut regular, mut odd, mut twice) = (0, 0, 0);
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for _ in 0..100 {
        let bytes = vec(any::<u8>(), 0..400).new_tree(&mut runner).unwrap().current();
        for ty in types() {
            match ty.codec.tolerant(&object(ty, &bytes).json) {
                Ok(read) if read.told.is_empty() => regular += 1,
                Ok(read) if read.told.iter().any(|told| told.contains(TWICE)) => twice += 1,
                Ok(_) => odd += 1,
                Err(failure) => panic!("{failure:?}"),
            }
        }
    }
    assert!(
        regular > 500 && odd > 300 && twice > 20,
        "{regular} as the schema says, {odd} odd, {twice} with a duplicate key"
    );
}
