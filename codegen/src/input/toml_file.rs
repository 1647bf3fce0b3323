//! One TOML file to a value, errors with their places.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use csdl::diagnostic::{Diagnostic, Diagnostics};
use csdl::source::{FileId, Placed, Sources};

/// Reads a whole file as `T`; the parser's error becomes a diagnostic.
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
            diagnostics.push(Diagnostic::error(error.message().trim_end().replace('\n', "; ")).at(place, ""));
            None
        }
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

/// An entry must say why it is there.
pub fn require_reason(reason: &Placed<String>, diagnostics: &mut Diagnostics) {
    if reason.value.trim().is_empty() {
        diagnostics.push(
            Diagnostic::error("an entry needs a reason").at(reason.place, "say what shows that this is so"),
        );
    }
}
