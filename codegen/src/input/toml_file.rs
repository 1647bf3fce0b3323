//! Reads a TOML file as a value, and reports errors with their places.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use csdl::diagnostic::{Diagnostic, Diagnostics, closest};
use csdl::source::{FileId, Placed, Sources};

/// Reads a whole file as `T`; an error of the parser becomes a diagnostic.
pub fn parse<T: DeserializeOwned>(
    sources: &Sources,
    file: FileId,
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    let text = &sources.file(file)?.text;
    match toml::from_str(text) {
        Ok(value) => Some(value),
        Err(error) => {
            let place = file.place(error.span().unwrap_or(0..0));
            diagnostics.push(problem(error.message()).at(place, ""));
            None
        }
    }
}

/// The parser's message in the words of TOML, with a remedy where it names one.
fn problem(message: &str) -> Diagnostic {
    let message = message.trim_end().replace('\n', "; ");
    let quoted =
        |text: &str| -> Vec<String> { text.split('`').skip(1).step_by(2).map(ToOwned::to_owned).collect() };
    if let Some(rest) = message.strip_prefix("unknown field ") {
        let names = quoted(rest);
        let Some((unknown, known)) = names.split_first() else { return Diagnostic::error(message) };
        let problem = Diagnostic::error(format!("unknown key `{unknown}`"));
        return match closest(unknown, known.iter().map(String::as_str)) {
            Some(meant) => problem.help(format!("did you mean `{meant}`?")),
            None => problem.help(format!("the keys are: {}", known.join(", "))),
        };
    }
    if let Some(name) = message.strip_prefix("missing field ") {
        return Diagnostic::error(format!("the key {name} is missing"));
    }
    if let Some((found, expected)) =
        message.strip_prefix("invalid type: ").and_then(|it| it.split_once(", expected "))
    {
        let text = found.strip_prefix("string ").filter(|_| expected == "a sequence");
        let remedy = text.map(|text| format!("write `[{text}]`"));
        let found = match found {
            "map" => "a table".to_owned(),
            "sequence" => "a list".to_owned(),
            other => other.replacen("string", "the text", 1),
        };
        let expected = match expected {
            "a sequence" => "a list",
            "a map" => "a table",
            "a string" => "a text: `\"...\"`",
            "a boolean" => "`true` or `false`",
            expected if expected.starts_with("struct ") => "a table",
            other => other,
        };
        let problem = Diagnostic::error(format!("this is {found}, and should be {expected}"));
        return remedy.into_iter().fold(problem, Diagnostic::help);
    }
    Diagnostic::error(message)
}

/// A text with the place it stands at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(transparent)]
pub struct Text(toml::Spanned<String>);

impl Text {
    /// The text, placed in its file.
    pub fn placed(self, file: FileId) -> Placed<String> {
        let place = file.place(self.0.span());
        Placed { value: self.0.into_inner(), place }
    }
}

/// Places each text of a list.
pub fn placed_all(texts: Vec<Text>, file: FileId) -> Vec<Placed<String>> {
    texts.into_iter().map(|text| text.placed(file)).collect()
}

/// Reports an entry whose reason is empty.
pub fn require_reason(reason: &Placed<String>, diagnostics: &mut Diagnostics) {
    if reason.value.trim().is_empty() {
        diagnostics.push(
            Diagnostic::error("an entry needs a reason").at(reason.place, "say what shows that this is so"),
        );
    }
}
