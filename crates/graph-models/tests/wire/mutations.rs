//! Tests that one odd value does not affect the rest of an answer. Each value of each valid vector is replaced by odd
//! values in turn.

use serde_json::{Value, json};

use crate::codec::{Failure, Type};
use crate::generated::VERSIONS;

/// The maximal number of failures in a message.
const SHOWN: usize = 20;

/// Returns odd values of all kinds.
fn odd_values() -> Vec<Value> {
    vec![
        Value::Null,
        json!(""),
        json!("odd"),
        json!("6"),
        json!(true),
        json!(1.5),
        json!(99_999_999_999_i64),
        json!([]),
        json!(["a", null]),
        json!({}),
        json!({"x": 1}),
    ]
}

/// Returns the JSON pointers of all values in a payload, each with the top-level property that contains the value.
/// Control information is left out, because a tag decides the type of all other properties.
fn places(payload: &Value) -> Vec<(String, String)> {
    let mut places = Vec::new();
    let Value::Object(members) = payload else { return places };
    for (name, value) in members.iter().filter(|(name, _)| !name.contains('@')) {
        let start = places.len();
        below(&format!("/{}", name.replace('~', "~0").replace('/', "~1")), value, &mut places);
        for (_, property) in places.iter_mut().skip(start) {
            property.clone_from(name);
        }
    }
    places
}

fn below(pointer: &str, value: &Value, places: &mut Vec<(String, String)>) {
    places.push((pointer.to_owned(), String::new()));
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                below(&format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1")), value, places);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                below(&format!("{pointer}/{index}"), value, places);
            }
        }
        _ => {}
    }
}

/// Returns the defects found by changing one payload of a type, and the number of changes.
fn problems(ty: &Type, payload: &Value) -> (Vec<String>, usize) {
    let (mut problems, mut count) = (Vec::new(), 0);
    for (pointer, property) in places(payload) {
        for odd in odd_values() {
            let mut changed = payload.clone();
            let place = changed.pointer_mut(&pointer).expect("the place is in the payload");
            *place = odd;
            count += 1;
            match ty.codec.changed(payload, &changed, &property) {
                Ok(()) => {}
                Err(Failure::Refused(error)) => {
                    problems.push(format!("{}: {pointer} is refused: {error}\n{changed}", ty.path));
                }
                Err(Failure::Lost(what)) => problems.push(format!("{}: {pointer}: {what}", ty.path)),
            }
        }
    }
    (problems, count)
}

#[test]
fn the_rest_of_an_answer_survives_any_odd_value() {
    let (mut all, mut count) = (Vec::new(), 0);
    for ty in VERSIONS.iter().copied().flatten() {
        for vector in ty.vectors().filter(|vector| vector.error.is_none()) {
            let (found, changes) = problems(ty, &vector.json.parse().expect("a vector is JSON"));
            all.extend(found);
            count += changes;
        }
    }
    assert!(
        all.is_empty(),
        "{} of {count} changes:\n\n{}",
        all.len(),
        all.iter().take(SHOWN).cloned().collect::<Vec<_>>().join("\n\n")
    );
    assert!(count > 10_000, "{count} changes: too few to say anything");
}
