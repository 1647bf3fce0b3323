//! The reader: turns CSDL XML into a [`Document`](crate::document::Document).
//!
//! Knows XML and the elements of CSDL, and gives everything a place. Must not know Rust, slices, or the meaning
//! of a name: this stage does not check that a type exists.
//!
//! A document with mistakes is read to its end. A missing required attribute is an error, and its value becomes empty
//! text at the name of its element. Errors stop the pipeline, so that no later stage sees the empty text.
//!
//! Section numbers are those of [OData CSDL XML 4.01].
//!
//! [OData CSDL XML 4.01]: https://docs.oasis-open.org/odata/odata-csdl-xml/v4.01/odata-csdl-xml-v4.01.html

mod annotation;
mod attribute;
mod container;
mod edmx;
mod element;
mod enumeration;
mod expression;
mod name;
mod navigation;
mod operation;
mod reader;
mod reference;
mod scan;
mod schema;
mod types;
mod xml;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document;
use crate::source::{FileId, Sources};
use reader::Reader;

/// Reads a registered file.
///
/// Problems go to `diagnostics`. The part that could be read is returned in any case.
///
/// ```
/// use csdl::{diagnostic::Diagnostics, read, source::Sources};
///
/// let mut sources = Sources::default();
/// let file = sources.add("tiny.csdl", r#"
///     <Edmx Version="4.0" xmlns="http://docs.oasis-open.org/odata/ns/edmx"><DataServices>
///         <Schema Namespace="tiny" xmlns="http://docs.oasis-open.org/odata/ns/edm">
///             <EntityType Name="user" />
///         </Schema>
///     </DataServices></Edmx>"#);
/// let mut diagnostics = Diagnostics::default();
/// let document = read::document(&sources, file, &mut diagnostics);
/// assert!(diagnostics.is_empty());
/// assert_eq!(document.schemas[0].entity_types[0].structured.name, "user");
/// ```
pub fn document(sources: &Sources, file: FileId, diagnostics: &mut Diagnostics) -> document::Document {
    let Some(source) = sources.file(file) else { return document::Document::default() };
    if let Err(excess) = scan::check(&source.text) {
        let end = source.text.ceil_char_boundary(excess.offset + 1);
        let place = file.place(excess.offset..end);
        diagnostics.push(Diagnostic::error(excess.reason).at(place, "no service has such metadata"));
        return document::Document::default();
    }
    if let Some(problem) = xml::other_kind(&source.text, file) {
        diagnostics.push(problem);
        return document::Document::default();
    }
    match xml::parse(&source.text) {
        Ok(xml) => Reader::new(file, diagnostics).document(&xml),
        Err(error) => {
            diagnostics.push(xml::describe(&error, file, &source.text));
            document::Document::default()
        }
    }
}
