//! Reads, resolves and writes OData CSDL, the metadata of OData services, in its XML form.
//!
//! ```text
//! text ──read──▶ document::Document ──resolve──▶ model::Model
//!                       │
//!                       └──write──▶ text in canonical form
//! ```
//!
//! | module | holds |
//! |---|---|
//! | [`source`] | input files, and places in them |
//! | [`diagnostic`] | problems with their places, shown like those of a compiler |
//! | [`document`] | CSDL as it was written, with a place for everything |
//! | [`mod@read`] | XML to documents |
//! | [`mod@write`] | documents to XML in canonical form |
//! | [`resolve`] | documents to a model: names become references |
//! | [`mod@model`] | the declarations of all documents together, and queries |
//! | [`text`] | encoders for text of an input, by the place where it lands |
//! | [`kind`] | kinds of text that are found in place of the expected one |
//! | [`limits`] | the most of everything that may be in metadata |
//! | [`mod@statistics`] | the number of declarations of each kind |
//!
//! The crate does no I/O and knows neither Rust as an output nor Microsoft Graph.
//!
//! ```
//! use csdl::diagnostic::Diagnostics;
//! use csdl::source::Sources;
//!
//! let mut sources = Sources::default();
//! let file = sources.add("tiny.csdl", r#"
//!     <Edmx Version="4.0" xmlns="http://docs.oasis-open.org/odata/ns/edmx"><DataServices>
//!         <Schema Namespace="tiny" xmlns="http://docs.oasis-open.org/odata/ns/edm">
//!             <EntityType Name="user"><Property Name="mail" Type="Edm.String" /></EntityType>
//!         </Schema>
//!     </DataServices></Edmx>"#);
//! let mut diagnostics = Diagnostics::default();
//! let model = csdl::model(&sources, &[file], &mut diagnostics);
//! assert!(diagnostics.is_empty());
//! let user = model.find("tiny.user").expect("it is declared");
//! assert_eq!(model.effective_properties(user).len(), 1);
//! ```

pub mod diagnostic;
pub mod document;
pub mod kind;
pub mod limits;
pub mod model;
pub mod read;
pub mod resolve;
pub mod source;
pub mod statistics;
pub mod text;
pub mod write;

mod declared;
mod format;

pub use declared::{note_unknown, require_declarations, require_lossless};
pub use format::format;

use diagnostic::Diagnostics;
use model::Model;
use source::{FileId, Sources};

/// Reads files that together describe a service, and resolves them if reading succeeded.
///
/// The model is complete only if no error was pushed.
pub fn model(sources: &Sources, files: &[FileId], diagnostics: &mut Diagnostics) -> Model {
    let documents: Vec<_> = files.iter().map(|&file| read::document(sources, file, diagnostics)).collect();
    note_unknown(&documents, diagnostics);
    for (document, &file) in documents.iter().zip(files) {
        require_declarations(document, file, diagnostics);
    }
    if diagnostics.has_errors() { Model::default() } else { resolve::model(&documents, diagnostics) }
}

/// Reads and resolves a file, and counts its declarations.
pub fn statistics(sources: &Sources, file: FileId, diagnostics: &mut Diagnostics) -> statistics::Statistics {
    let documents = [read::document(sources, file, diagnostics)];
    note_unknown(&documents, diagnostics);
    let [document] = &documents;
    require_declarations(document, file, diagnostics);
    resolve::model(&documents, diagnostics);
    statistics::Statistics::from_document(document)
}

/// The examples of the README. They are tested together with those of the documentation.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
