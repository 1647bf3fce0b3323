//! Tests that JSON Schemas agree with the types: schemas accept the JSON that types accept and write, and refuse the
//! JSON that strict reading refuses.

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{JsonType, ValidationError, Validator};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value;

use crate::arbitrary::Bytes;
use crate::arbitrary::values::fill_item;
use crate::codec::Type;
use crate::generated::VERSIONS;

fn types() -> impl Iterator<Item = &'static Type> {
    VERSIONS.iter().copied().flatten()
}

fn validator(ty: &Type) -> Validator {
    let schema = ty.codec.schema();
    jsonschema::draft202012::new(&schema).unwrap_or_else(|error| panic!("{}: {error}", ty.path))
}

/// Returns `true` if a type accepts the form, but its schema refuses it: a number for an enumeration member.
fn is_odd(error: &ValidationError<'_>) -> bool {
    match error.kind() {
        ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context } => {
            context.iter().any(|choice| choice.iter().all(is_odd))
        }
        ValidationErrorKind::Type { kind: TypeKind::Single(JsonType::String) } => {
            error.instance().is_number()
        }
        _ => false,
    }
}

#[test]
fn the_metaschema_accepts_each() {
    for ty in types() {
        let schema = ty.codec.schema();
        if let Err(error) = jsonschema::draft202012::meta::validate(&schema) {
            panic!("{}: {error} at {}", ty.path, error.instance_path());
        }
    }
}

#[test]
fn vectors_are_accepted_or_refused_as_they_are_read() {
    let (mut accepted, mut refused, mut odd, mut problems) = (0, 0, 0, Vec::new());
    for ty in types() {
        let validator = validator(ty);
        // JSON Schema cannot express that a key must not occur twice.
        for vector in ty.vectors().filter(|vector| !vector.has_twice()) {
            let json: Value = vector.json.parse().unwrap();
            let errors: Vec<_> = validator.iter_errors(&json).collect();
            match (vector.error, errors.as_slice()) {
                (None, []) => accepted += 1,
                (Some(_), [_, ..]) => refused += 1,
                (None, errors) if errors.iter().all(is_odd) => odd += 1,
                (None, errors) => {
                    let all: Vec<_> =
                        errors.iter().map(|error| format!("{error} at {}", error.instance_path())).collect();
                    problems.push(format!("{}: {} is read, but {}", ty.path, vector.json, all.join("; ")));
                }
                (Some(error), []) => {
                    problems.push(format!("{}: {} is accepted in spite of {error}", ty.path, vector.json));
                }
            }
        }
    }
    assert!(
        problems.is_empty(),
        "{} problems:\n{}",
        problems.len(),
        problems.iter().take(20).cloned().collect::<Vec<_>>().join("\n")
    );
    assert!(accepted > 500 && refused > 500, "{accepted} accepted, {refused} refused, {odd} odd");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_value_is_written_as_its_schema_says(bytes in vec(any::<u8>(), 0..800)) {
        for (ty, validator) in VALIDATORS.iter() {
            for json in ty.codec.written(&mut |slot| fill_item(slot, &mut Bytes::new(&bytes))) {
                if let Err(error) = validator.validate(&json) {
                    prop_assert!(false, "{}: {error} at {} in {json}", ty.path, error.instance_path());
                }
            }
        }
    }
}

/// The validators are built once, because each case runs all types.
static VALIDATORS: std::sync::LazyLock<Vec<(&'static Type, Validator)>> =
    std::sync::LazyLock::new(|| types().map(|ty| (ty, validator(ty))).collect());
