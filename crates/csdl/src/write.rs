//! The writer: writes a [`csdl::Document`] as CSDL XML in canonical form. The same metadata gives the same text, so
//! that a textual difference shows only changes.
//!
//! Canonical form:
//!
//! - one line for each element, two spaces for each level, LF as line end;
//! - schemas by namespace, declarations by kind and then by name, all in the order of their bytes; overloads and
//!   members as declared;
//! - within an element the description first, other annotations last;
//! - the value of an annotation as an attribute if it can be one;
//! - no attributes that repeat a default;
//! - references to types by alias if the namespace has one. Values of annotations are written unchanged.
//!
//! Must not know the meaning of a name, Rust, or slices.
//!
//! [`csdl::Document`]: crate::document::Document

mod annotation;
mod container;
mod enumeration;
mod names;
mod operation;
mod schema;
mod types;
mod writer;

use crate::document::{Annotation, Document};
use names::Names;
use writer::Writer;

/// Writes a document in canonical form. Reading the text gives the same document, except for places, the order of
/// declarations, and aliases in references to types.
///
/// ```
/// use csdl::document::Document;
///
/// let document = Document { version: "4.0".to_owned(), ..Document::default() };
/// assert_eq!(csdl::write::document(&document), r#"<?xml version="1.0" encoding="utf-8"?>
/// <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
///   <edmx:DataServices />
/// </edmx:Edmx>
/// "#);
/// ```
pub fn document(document: &Document) -> String {
    let mut writer = Writer::new(Names::new(document));
    writer.document(document);
    writer.finish()
}

/// Writes one annotation in canonical form: equal annotations give equal texts.
pub(crate) fn annotation(annotation: &Annotation) -> String {
    let mut writer = Writer::new(Names::new(&Document::default()));
    writer.annotation(annotation);
    writer.finish()
}
