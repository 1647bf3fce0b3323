//! Reads a TOML file as a value, and reports errors with their places.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::words::{Words, other_type};
use csdl::diagnostic::{Diagnostic, Diagnostics, closest};
use csdl::kind::Kind;
use csdl::source::{FileId, Placed, Sources};

/// The words of TOML.
const WORDS: Words = Words { map: "a table", text: "a text: `\"...\"`", boolean: "`true` or `false`" };

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
    if let Some(problem) = Kind::conflict(text, file) {
        return Some(problem);
    }
    let (kind, place) = Kind::of(text)?;
    if kind == Kind::Json && !text.trim_start().starts_with('{') && !is_json_list(text) {
        return None;
    }
    let problem = Diagnostic::error(format!("this is {}, and no TOML", kind.name()));
    Some(kind.remedy().into_iter().fold(problem.at(file.place(place), "begins here"), Diagnostic::help))
}

/// Returns true for a list in JSON. A table of TOML with a name in quotes begins with the same characters.
pub(super) fn is_json_list(text: &str) -> bool {
    serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
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
    if let Some(said) = WORDS.of(&message) {
        let remedy = other_type(&message).and_then(|(found, expected)| remedy(found, expected, written));
        return remedy.into_iter().fold(Diagnostic::error(said), Diagnostic::help);
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

/// The text to write instead of a value of another type, if the value itself tells it.
fn remedy(found: &str, expected: &str, written: &str) -> Option<String> {
    let is_scalar = !matches!(found, "map" | "sequence") && !written.is_empty();
    match expected {
        "a sequence" => found.strip_prefix("string ").map(|text| format!("write `[{text}]`")),
        "a string" if is_scalar => Some(format!("write `\"{written}\"`")),
        _ => None,
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
