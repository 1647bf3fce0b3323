//! Gates as `cfg` attributes.

use super::print::list;
use super::print::table::fill;
use crate::rust::{Gate, Version};
use crate::text::rust::Quoted;

/// The attribute of an element, with its line end; empty for an element that is always there with its item.
pub(super) fn attribute(gate: &Gate, indent: &str) -> String {
    if gate.is_open() { String::new() } else { fill("#[cfg(", &predicate(gate), ")]", indent) }
}

/// The attribute of an item that several elements use; empty if no gates are given.
pub(super) fn attribute_of_any(gates: &[&Gate]) -> String {
    match gates {
        [] => String::new(),
        [one] => attribute(one, ""),
        many => fill("#[cfg(", &call("any", many.iter().map(|gate| predicate(gate))), ")]", ""),
    }
}

/// The attribute of the replacement that is compiled if an element is left out.
pub(super) fn opposite(gate: &Gate, indent: &str) -> String {
    fill("#[cfg(not(", &predicate(gate), "))]", indent)
}

/// The attribute of a file that any one of these features and the feature of its kind enable, with its line end. Empty
/// for a file that is always compiled.
pub(super) fn of_file(features: &[usize], kind: Option<&str>, version: &Version, indent: &str) -> String {
    let condition = |name: &str| format!("feature = {}", Quoted(name));
    let kind = kind.map(condition);
    let features: Vec<_> = version.features_at(features).into_iter().map(condition).collect();
    match (features.as_slice(), kind) {
        ([], None) => String::new(),
        ([one], None) => format!("{indent}#[cfg({one})]\n"),
        ([], Some(kind)) => format!("{indent}#[cfg({kind})]\n"),
        ([one], Some(kind)) => format!("{indent}#[cfg(all({kind}, {one}))]\n"),
        (_, None) => list::listed("#[cfg(any(", &features, "))]", indent),
        (_, Some(kind)) => list::listed(&format!("#[cfg(all({kind}, any("), &features, ")))]", indent),
    }
}

/// The condition as a list of words. A line may break between two words.
fn predicate(gate: &Gate) -> Vec<String> {
    let sets: Vec<_> = gate.sets().iter().map(|set| any(set)).collect();
    match sets.as_slice() {
        [one] => one.clone(),
        many => call("all", many.iter().cloned()),
    }
}

/// The condition that one of these features is enabled.
fn any(features: &[String]) -> Vec<String> {
    let features = features.iter().map(|feature| vec![format!("feature = {}", Quoted(feature))]);
    match features.len() {
        1 => features.flatten().collect(),
        _ => call("any", features),
    }
}

fn call(name: &str, conditions: impl Iterator<Item = Vec<String>>) -> Vec<String> {
    let mut words = Vec::new();
    for condition in conditions {
        words.extend(condition);
        if let Some(last) = words.last_mut() {
            last.push(',');
        }
    }
    if let Some(last) = words.last_mut() {
        last.pop();
        last.push(')');
    }
    if let Some(first) = words.first_mut() {
        first.insert_str(0, &format!("{name}("));
    }
    words
}
