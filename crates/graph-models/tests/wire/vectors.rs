//! Runs the generated vectors. JSON that is valid by its schema is kept. Strict reading refuses JSON with a deviation;
//! tolerant reading keeps it too, and reports the deviation with its place.

use serde_json::Value;

use crate::codec::{Failure, Type, Vector};
use crate::generated::{COUNT, VERSIONS};

/// The maximal number of failures in a message.
const SHOWN: usize = 20;

/// Returns the defect found with a vector, if there is one.
fn problem(ty: &Type, vector: Vector) -> Option<String> {
    let problem = match (vector.error, ty.codec.strict(vector.json)) {
        (_, Err(Failure::Lost(what))) => what,
        (None, Err(Failure::Refused(error))) => format!("is refused: {error}"),
        (None, Ok(written)) => difference("", &vector.json.parse().unwrap(), &written)?,
        (Some(part), Err(Failure::Refused(error))) if error.contains(part) => {
            problem_tolerated(ty, vector, part)?
        }
        (Some(part), Err(Failure::Refused(error))) => {
            format!("is refused with\n  {error}\ninstead of\n  {part}")
        }
        (Some(part), Ok(written)) => format!("is read as\n  {written}\ninstead of refused with\n  {part}"),
    };
    Some(format!("{}: {}\n{problem}\n", ty.path, vector.json))
}

/// Returns the defect found by tolerant reading of a vector with a deviation, if there is one.
fn problem_tolerated(ty: &Type, vector: Vector, part: &str) -> Option<String> {
    match ty.codec.tolerant(vector.json) {
        Err(Failure::Lost(what)) => Some(what),
        Err(Failure::Refused(error)) if vector.is_refused_always() => {
            (!error.contains(part)).then(|| format!("is refused with\n  {error}\ninstead of\n  {part}"))
        }
        Err(Failure::Refused(error)) => Some(format!("is not tolerated: {error}")),
        Ok(_) if vector.is_refused_always() => {
            Some(format!("is tolerated instead of refused with\n  {part}"))
        }
        Ok(read) => {
            let [told] = read.told.as_slice() else {
                return Some(format!("deviates in {:?} instead of one place:\n  {part}", read.told));
            };
            if !told.contains(part) {
                return Some(format!("deviates in\n  {told}\ninstead of\n  {part}"));
            }
            difference("", &vector.json.parse().ok()?, &read.written)
        }
    }
}

/// Returns the first difference of two values, as a path with both values.
fn difference(path: &str, before: &Value, after: &Value) -> Option<String> {
    if before == after {
        return None;
    }
    if let (Value::Object(a), Value::Object(b)) = (before, after) {
        let names = a.keys().chain(b.keys());
        return names.into_iter().find_map(|name| match (a.get(name), b.get(name)) {
            (Some(a), Some(b)) => difference(&format!("{path}.{name}"), a, b),
            (Some(_), None) => Some(format!("{path}.{name} is lost")),
            _ => Some(format!("{path}.{name} is new")),
        });
    }
    Some(format!("{path}: {before} is written as {after}"))
}

#[test]
fn every_vector_is_kept_and_what_deviates_is_told() {
    let (mut count, mut problems) = (0, Vec::new());
    for ty in VERSIONS.iter().copied().flatten() {
        for vector in ty.vectors() {
            count += 1;
            problems.extend(problem(ty, vector));
        }
    }
    assert!(
        problems.is_empty(),
        "{} of {count} vectors:\n\n{}",
        problems.len(),
        problems.iter().take(SHOWN).cloned().collect::<Vec<_>>().join("\n")
    );
    // If the file of vectors were parsed wrongly, there might be no vectors at all.
    assert_eq!(count, COUNT, "vectors that were run, and that were generated");
}

#[test]
fn the_test_can_fail() {
    let ty = VERSIONS.iter().copied().flatten().next().expect("a type");
    let lost = Vector { error: None, json: "5" };
    assert!(problem(ty, lost).is_some_and(|problem| problem.contains("is refused: ")));
    let read = Vector { error: Some("expected"), json: "{}" };
    assert!(problem(ty, read).is_some_and(|problem| problem.contains("instead of refused with")));
    let other = Vector { error: Some("no such text"), json: "5" };
    assert!(problem(ty, other).is_some_and(|problem| problem.contains("instead of\n  no such text")));
    // Two defects: a deviation is not reported, and a deviation is reported at another place.
    let not_told = Vector { error: Some("x"), json: "{}" };
    assert!(
        problem_tolerated(ty, not_told, "x").is_some_and(|problem| problem.contains("instead of one place"))
    );
    let elsewhere = Vector { error: Some("no such text"), json: r#"{"@odata.type":5}"# };
    assert!(
        problem_tolerated(ty, elsewhere, "no such text")
            .is_some_and(|problem| problem.contains("deviates in\n"))
    );
    let (a, b) = (serde_json::json!({"a": {"b": 1, "c": 2}}), serde_json::json!({"a": {"b": 1, "c": "2"}}));
    assert_eq!(difference("", &a, &b).as_deref(), Some(".a.c: 2 is written as \"2\""));
}
