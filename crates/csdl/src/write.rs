//! The writer: [`csdl::Document`] to CSDL XML in canonical form, so that the same metadata is the same text
//! and a difference shows what changed and nothing else.
//!
//! Canonical form: a line for each element, two spaces a level, LF; schemas by namespace, declarations by kind
//! and in a kind by name, all in the order of their bytes, overloads and members as declared; a description
//! before all else that an element holds, other annotations after it; the value of an annotation as an
//! attribute where it can be one; attributes that only repeat a default left out; references to types by
//! alias where the namespace has one. What annotations say is written as it is, names in it too.
//!
//! Must not know what a name means, Rust, or slices.
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

/// Writes a document in canonical form. Reading the text gives the document again, but for places, the order
/// of declarations, and aliases in references to types.
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
    let mut writer = Writer::new(Names::of(document));
    writer.document(document);
    writer.finish()
}

/// Writes one annotation in canonical form: two that say the same are the same text.
pub(crate) fn annotation(annotation: &Annotation) -> String {
    let mut writer = Writer::new(Names::of(&Document::default()));
    writer.annotation(annotation);
    writer.finish()
}
