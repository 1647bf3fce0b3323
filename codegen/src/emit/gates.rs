//! Gates as `cfg` attributes.

use crate::rust::Gate;
use crate::text::rust::Quoted;

/// The most columns of a line.
const WIDTH: usize = 110;

/// The attribute of an element, with its line end; empty for an element that is always there with its item.
pub(super) fn attribute(gate: &Gate, indent: &str) -> String {
    if gate.is_open() { String::new() } else { lines("#[cfg(", &predicate(gate), ")]", indent) }
}

/// The attribute of an item that several elements use; empty if no gates are given.
pub(super) fn attribute_of_any(gates: &[&Gate]) -> String {
    match gates {
        [] => String::new(),
        [one] => attribute(one, ""),
        many => lines("#[cfg(", &call("any", many.iter().map(|gate| predicate(gate))), ")]", ""),
    }
}

/// The attribute of the replacement that is compiled if an element is left out.
pub(super) fn opposite(gate: &Gate, indent: &str) -> String {
    lines("#[cfg(not(", &predicate(gate), "))]", indent)
}

/// The condition as words. A line may break between two of them.
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

/// Writes words between an opening and a closing mark, on as many lines as needed.
fn lines(open: &str, words: &[String], close: &str, indent: &str) -> String {
    let one = format!("{indent}{open}{}{close}\n", words.join(" "));
    if one.len() <= WIDTH {
        return one;
    }
    let mut text = format!("{indent}{open}\n");
    let mut line = String::new();
    for word in words {
        if !line.is_empty() && indent.len() + 4 + line.len() + 1 + word.len() > WIDTH {
            text.push_str(&format!("{indent}    {line}\n"));
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    text + &format!("{indent}    {line}\n{indent}{close}\n")
}
