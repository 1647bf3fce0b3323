//! Parses XML text into a tree, and describes the error of text that is not XML.
//!
//! Must not know CSDL.

use roxmltree::{Document, Error, ParsingOptions, TextPos};

use crate::diagnostic::Diagnostic;
use crate::source::FileId;

/// Parses XML. A document type declaration is refused: metadata needs none, and its entities can make a small
/// file a large one.
pub(super) fn parse(text: &str) -> Result<Document<'_>, Error> {
    Document::parse_with_options(text, ParsingOptions { allow_dtd: false, ..ParsingOptions::default() })
}

/// The error for a text of another kind: what a service or a proxy answers instead of metadata.
pub(super) fn other_kind(text: &str, file: FileId) -> Option<Diagnostic> {
    let start = text.find(|c: char| !matches!(c, '\u{feff}' | ' ' | '\t' | '\r' | '\n'))?;
    let rest = text.get(start..)?;
    let beginning: String = rest.chars().take(15).collect::<String>().to_ascii_lowercase();
    let (problem, help) = if beginning.starts_with("<!doctype html") || beginning.starts_with("<html") {
        (
            "this is a web page, and no metadata",
            "download it from an address that ends in `/$metadata`; proxies and sign-ins answer with pages",
        )
    } else if beginning.starts_with(['{', '[']) {
        (
            "this is JSON, and no metadata",
            "metadata is what a service answers to `/$metadata` as XML: ask with `Accept: application/xml`",
        )
    } else {
        return None;
    };
    let length = rest.chars().next().map_or(0, char::len_utf8);
    Some(Diagnostic::error(problem).at(file.place(start..start + length), "begins here").help(help))
}

/// The reason why a text did not parse.
pub(super) fn describe(error: &Error, file: FileId, text: &str) -> Diagnostic {
    let end = file.place(text.trim_end().len()..text.trim_end().len());
    match error {
        Error::DtdDetected => {
            let start = text.find("<!DOCTYPE").unwrap_or_default();
            Diagnostic::error("the document has a document type declaration")
                .at(file.place(start..start + "<!DOCTYPE".len()), "metadata has none")
                .help("remove the declaration and write entities out")
        }
        Error::NoRootNode => Diagnostic::error("the document has no element")
            .at(end, "expected `edmx:Edmx`")
            .help("is the file empty, or not XML?"),
        Error::UnclosedRootNode | Error::UnexpectedEndOfStream => {
            Diagnostic::error("malformed XML: the document ends inside an element")
                .at(end, "the document ends here")
                .help("is the file cut off?")
        }
        _ => {
            // The parser's message ends with the position, which the diagnostic shows anyway.
            let position = error.pos();
            let sentence = error.to_string().replace(&format!(" at {position}"), "");
            let start = offset(text, position);
            let length = text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            Diagnostic::error(format!("malformed XML: {sentence}"))
                .at(file.place(start..start + length), "the parser stopped here")
        }
    }
}

/// The offset of a position that the parser gives as row and column.
fn offset(text: &str, position: TextPos) -> usize {
    let row = position.row.saturating_sub(1) as usize;
    let column = position.col.saturating_sub(1) as usize;
    let start: usize = text.split_inclusive('\n').take(row).map(str::len).sum();
    let before = text.get(start..).unwrap_or_default().chars().take(column);
    start + before.map(char::len_utf8).sum::<usize>()
}
