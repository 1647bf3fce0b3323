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

/// The depth to which objects are nested.
const DEPTH: usize = 3;

/// Few cases by default, because each case runs all types.
fn config() -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(64), failure_persistence: None, ..ProptestConfig::default() }
}

fn types() -> impl Iterator<Item = &'static Type> {
    VERSIONS.iter().copied().flatten()
}

/// A JSON object that mostly fits the type.
fn object(ty: &Type, bytes: &[u8]) -> Text {
    let mut text = Text::default();
    let made = ty.codec.made(&mut |mut slot| structured(&mut slot, &mut Bytes::new(bytes), DEPTH, &mut text));
    made.expect("empty values are kept");
    text
}

/// Returns `true` if an error names the property and the position in the text.
fn has_place(error: &str) -> bool {
    let property = error.split_once(": expected").or_else(|| error.split_once(": the key stands twice"));
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
    fn every_object_is_kept_or_refused_with_its_place(bytes in vec(any::<u8>(), 0..400)) {
        for ty in types() {
            let text = object(ty, &bytes);
            match ty.codec.round_trip(&text.json) {
                Ok(written) => {
                    prop_assert!(!text.has_twice, "{}: a key stands twice in {}", ty.path, text.json);
                    prop_assert_eq!(written, text.json.parse::<serde_json::Value>().unwrap(), "{}", ty.path);
                }
                Err(Failure::Lost(what)) => prop_assert!(false, "{}: {what}", ty.path),
                Err(Failure::Refused(error)) => prop_assert!(has_place(&error), "{}: {error}\nin {}", ty.path, text.json),
            }
        }
    }
}

/// Checks that the random objects are of both kinds. If all or none of them were refused, the test above would say
/// little.
#[test]
fn objects_are_of_both_kinds() {
    let (mut kept, mut refused, mut twice) = (0, 0, 0);
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for _ in 0..100 {
        let bytes = vec(any::<u8>(), 0..400).new_tree(&mut runner).unwrap().current();
        for ty in types() {
            let text = object(ty, &bytes);
            twice += usize::from(text.has_twice);
            match ty.codec.round_trip(&text.json) {
                Ok(_) => kept += 1,
                Err(_) => refused += 1,
            }
        }
    }
    assert!(
        kept > 500 && refused > 500 && twice > 20,
        "{kept} kept, {refused} refused, {twice} with a key twice"
    );
}
