//! Messages of the parsers of TOML and JSON, in the terms of the format.

/// The words of a format.
pub(super) struct Words {
    /// A list of keys, each with its value.
    pub(super) map: &'static str,
    /// A text, where one is expected.
    pub(super) text: &'static str,
    /// `true` or `false`, where one of them is expected.
    pub(super) boolean: &'static str,
}

/// A value of another type than expected, both in the words of the parser. `None` if a message says something else.
pub(super) fn other_type(message: &str) -> Option<(&str, &str)> {
    message.strip_prefix("invalid type: ")?.split_once(", expected ")
}

impl Words {
    /// The message that a key is missing, or that a value is of another type. `None` if it says something else.
    pub(super) fn of(&self, message: &str) -> Option<String> {
        if let Some(name) = message.strip_prefix("missing field ") {
            return Some(format!("the key {name} is missing"));
        }
        let (found, expected) = other_type(message)?;
        let found = match found {
            "map" => self.map.to_owned(),
            "sequence" => "a list".to_owned(),
            "null" => "null".to_owned(),
            other if other.starts_with("string ") => other.replacen("string", "the text", 1),
            other => {
                format!("the {}", other.replace("integer", "number").replace("floating point", "number"))
            }
        };
        let expected = match expected {
            "a sequence" => "a list",
            "a map" => self.map,
            "a string" => self.text,
            "a boolean" => self.boolean,
            expected if expected.starts_with("struct ") => self.map,
            other => other,
        };
        Some(format!("this is {found}, and should be {expected}"))
    }
}
