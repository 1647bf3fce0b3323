//! Parses XML text into a tree, and describes the error of text that is not XML.
//!
//! Must not know CSDL.

use roxmltree::{Document, Error, ParsingOptions, TextPos};

use crate::diagnostic::Diagnostic;
use crate::kind::Kind;
use crate::source::FileId;

/// Parses XML. A document type declaration is refused: metadata needs none, and its entities can make a small
/// file a large one.
pub(super) fn parse(text: &str) -> Result<Document<'_>, Error> {
    Document::parse_with_options(text, ParsingOptions { allow_dtd: false, ..ParsingOptions::default() })
}

/// A description of metadata, for messages about a text that is something else.
const FORM: &str =
    "metadata is what a service answers to `/$metadata` as XML: ask with `Accept: application/xml`";

/// The error for a text of another kind: what a service or a proxy answers instead of metadata.
pub(super) fn other_kind(text: &str, file: FileId) -> Option<Diagnostic> {
    let (kind, range) = Kind::of(text)?;
    let help = match kind {
        Kind::Xml => return None,
        Kind::WebPage => {
            "download it from an address that ends in `/$metadata`; proxies and sign-ins answer with pages"
        }
        _ => kind.remedy().unwrap_or(FORM),
    };
    let problem = Diagnostic::error(format!("this is {}, and no metadata", kind.name()));
    Some(problem.at(file.place(range), "begins here").help(help))
}

/// The reason why a text did not parse.
pub(super) fn describe(error: &Error, file: FileId, text: &str) -> Diagnostic {
    let end = file.place(text.trim_end().len()..text.trim_end().len());
    if let Some(problem) = Kind::conflict(text, file) {
        return problem;
    }
    let start = text.len() - text.trim_start().len();
    if text.get(start..).is_some_and(|rest| !rest.is_empty() && !rest.starts_with('<')) {
        let length = text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let problem = Diagnostic::error("this is no XML, and no metadata");
        return problem.at(file.place(start..start + length), "begins here").help(FORM);
    }
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
