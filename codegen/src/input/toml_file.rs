//! Reads a TOML file as a value, and reports errors with their places.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use csdl::diagnostic::{Diagnostic, Diagnostics, closest};
use csdl::kind::Kind;
use csdl::source::{FileId, Placed, Sources};

/// Reads a whole file as `T`; an error of the parser becomes a diagnostic. Its remedy is the form of the file where no
/// better one is known.
pub fn parse<T: DeserializeOwned>(
    sources: &Sources,
    file: FileId,
    form: &str,
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    let text = &sources.file(file)?.text;
    match toml::from_str(text) {
        Ok(value) => Some(value),
        Err(error) => {
            let problem = other_kind(text, file).unwrap_or_else(|| {
                let span = error.span().unwrap_or(0..0);
                let written = text.get(span.clone()).unwrap_or_default();
                problem(error.message(), written).at(file.place(span), "")
            });
            diagnostics.push(if problem.help.is_empty() { problem.help(form) } else { problem });
            None
        }
    }
}

/// The error for a text that is no TOML at all, or in which a merge left a conflict.
fn other_kind(text: &str, file: FileId) -> Option<Diagnostic> {
    if let Some(place) = Kind::conflict(text) {
        let problem = Diagnostic::error("a merge left a conflict in this file");
        let problem = problem.at(file.place(place), "begins here");
        return Some(Kind::Conflict.remedy().into_iter().fold(problem, Diagnostic::help));
    }
    let (kind, place) = Kind::of(text)?;
    // A table with a name in quotes begins like a list.
    if kind == Kind::Json && !text.trim_start().starts_with('{') {
        serde_json::from_str::<serde::de::IgnoredAny>(text).ok()?;
    }
    let problem = Diagnostic::error(format!("this is {}, and no TOML", kind.name()));
    Some(kind.remedy().into_iter().fold(problem.at(file.place(place), "begins here"), Diagnostic::help))
}

/// The parser's message in the words of TOML, with a remedy where it or the text at its place names one.
fn problem(message: &str, written: &str) -> Diagnostic {
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
        let text = found.strip_prefix("string ");
        let is_scalar = !matches!(found, "map" | "sequence") && !written.is_empty();
        let remedy = match expected {
            "a sequence" => text.map(|text| format!("write `[{text}]`")),
            "a string" if is_scalar => Some(format!("write `\"{written}\"`")),
            _ => None,
        };
        let found = match found {
            "map" => "a table".to_owned(),
            "sequence" => "a list".to_owned(),
            other if other.starts_with("string ") => other.replacen("string", "the text", 1),
            other => {
                format!("the {}", other.replace("integer", "number").replace("floating point", "number"))
            }
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
    match message.as_str() {
        "duplicate key" => Diagnostic::error(format!("`{}` stands here again", written.trim_matches('"')))
            .help("a key or a table stands once in its file: put both together"),
        text if text.starts_with("string values must be quoted") => {
            Diagnostic::error("a text needs quotes").help(format!("write `\"{written}\"`"))
        }
        _ => Diagnostic::error(message),
    }
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
