//! JSON schemas and OpenAPI as readable text: important keys first, short values on one line.
//!
//! The order of keys does not depend on the order of creation, so that a diff shows only changes.

use serde_json::{Map, Value};

/// The most columns of a value on one line.
const WIDTH: usize = 110;

/// Keys that come first, in this order; other keys follow by name.
const ORDER: [&str; 33] = [
    "$comment",
    "$schema",
    "openapi",
    "info",
    "title",
    "name",
    "in",
    "operationId",
    "summary",
    "description",
    "version",
    "servers",
    "url",
    "tags",
    "deprecated",
    "readOnly",
    "required",
    "$ref",
    "type",
    "format",
    "const",
    "enum",
    "anyOf",
    "oneOf",
    "propertyName",
    "mapping",
    "discriminator",
    "properties",
    "items",
    "parameters",
    "requestBody",
    "responses",
    "content",
];
/// Keys that come last.
const LAST: [&str; 5] = ["x-odata", "security", "paths", "components", "$defs"];

/// Keys whose values are maps from names, sorted by name.
const NAMES: [&str; 10] = [
    "properties",
    "$defs",
    "mapping",
    "schemas",
    "paths",
    "responses",
    "headers",
    "scopes",
    "securitySchemes",
    "members",
];

/// The text, with an end of line.
pub(crate) fn write(value: &Value) -> String {
    let mut text = String::new();
    Writer { text: &mut text }.value(value, false, 0, 0);
    text.push('\n');
    text
}

struct Writer<'t> {
    text: &'t mut String,
}

impl Writer<'_> {
    /// Writes a value that begins at a column, with the indentation of its lines.
    fn value(&mut self, value: &Value, has_names: bool, depth: usize, column: usize) {
        let short = one_line(value, has_names);
        if short.as_ref().is_some_and(|short| column + short.len() < WIDTH) {
            self.text.push_str(&short.unwrap_or_default());
            return;
        }
        match value {
            Value::Array(items) => {
                self.text.push('[');
                for (index, item) in items.iter().enumerate() {
                    self.line(index, depth + 1);
                    self.value(item, false, depth + 1, 2 * (depth + 1));
                }
                self.end(']', depth);
            }
            Value::Object(map) => {
                self.text.push('{');
                for (index, (key, value)) in ordered(map, has_names).into_iter().enumerate() {
                    self.line(index, depth + 1);
                    let name = format!("{}: ", Value::from(key.as_str()));
                    self.text.push_str(&name);
                    let has_names = !has_names && NAMES.contains(&key.as_str());
                    self.value(value, has_names, depth + 1, 2 * (depth + 1) + name.len());
                }
                self.end('}', depth);
            }
            scalar => self.text.push_str(&scalar.to_string()),
        }
    }

    fn line(&mut self, index: usize, depth: usize) {
        self.text.push_str(if index == 0 { "\n" } else { ",\n" });
        self.text.push_str(&"  ".repeat(depth));
    }

    fn end(&mut self, bracket: char, depth: usize) {
        self.text.push('\n');
        self.text.push_str(&"  ".repeat(depth));
        self.text.push(bracket);
    }
}

/// The value on one line, if it has no nested values.
fn one_line(value: &Value, has_names: bool) -> Option<String> {
    let is_flat = |value: &Value| match value {
        Value::Array(items) => items.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => true,
    };
    match value {
        Value::Array(items) => {
            let items = items.iter().map(|item| is_flat(item).then(|| item.to_string()));
            Some(format!("[{}]", items.collect::<Option<Vec<_>>>()?.join(", ")))
        }
        Value::Object(map) => {
            let entry = |(key, value): (&String, &Value)| {
                is_flat(value).then(|| format!("{}: {value}", Value::from(key.as_str())))
            };
            let entries = ordered(map, has_names).into_iter().map(entry);
            Some(format!("{{{}}}", entries.collect::<Option<Vec<_>>>()?.join(", ")))
        }
        scalar => Some(scalar.to_string()),
    }
}

fn ordered(map: &Map<String, Value>, has_names: bool) -> Vec<(&String, &Value)> {
    let mut entries: Vec<_> = map.iter().collect();
    if has_names {
        entries.sort_by_key(|(key, _)| *key);
    } else {
        entries.sort_by_key(|(key, _)| (rank(key), *key));
    }
    entries
}

fn rank(key: &str) -> usize {
    let last = || LAST.iter().position(|&known| known == key).map(|position| ORDER.len() + 1 + position);
    ORDER.iter().position(|&known| known == key).or_else(last).unwrap_or(ORDER.len())
}

#[cfg(test)]
mod tests {
    use super::write;
    use serde_json::json;

    #[test]
    fn what_matters_comes_first_and_what_is_short_stands_on_one_line() {
        let value = json!({
            "x-odata": {"type": "Edm.String", "key": true}, "type": ["string", "null"], "zeta": {}, "alpha": [[1]],
            "$defs": {"type": {"enum": [1], "const": 2}, "a": {}}, "description": "A \"text\"",
        });
        let expected = r#"{
  "description": "A \"text\"",
  "type": ["string", "null"],
  "alpha": [
    [1]
  ],
  "zeta": {},
  "x-odata": {"type": "Edm.String", "key": true},
  "$defs": {
    "a": {},
    "type": {
      "const": 2,
      "enum": [1]
    }
  }
}
"#;
        assert_eq!(write(&value), expected);
    }
}
