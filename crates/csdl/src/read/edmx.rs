//! The wrapper around schemas (section 3).
//!
//! Must not know the content of a schema.

use super::element::Element;
use super::reader::Reader;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Schema};
use crate::source::{Place, Placed};

impl Reader<'_> {
    /// Reads the document from its root element.
    pub(super) fn document(mut self, xml: &roxmltree::Document<'_>) -> Document {
        let mut root = Element::new(xml.root_element());
        if root.edmx_name() != "Edmx" {
            self.not_metadata(&root);
            return Document::default();
        }
        let version = self.version(&mut root);
        let (comments, passed_over) = self.remarks(xml);
        let mut references = Vec::new();
        let mut schemas = Vec::new();
        for child in self.children(&root) {
            match child.edmx_name() {
                "DataServices" => self.data_services(&child, &mut schemas),
                "Reference" => references.push(self.reference(child)),
                _ => self.unknown_element(&child, &root),
            }
        }
        Document { version, comments, references, schemas, unknown: self.into_unknown(), passed_over }
    }

    /// The comments before the root element, and the places of all other comments and all processing instructions.
    fn remarks(&self, xml: &roxmltree::Document<'_>) -> (Vec<String>, Vec<Place>) {
        let root = xml.root_element().range().start;
        let (mut comments, mut passed_over) = (Vec::new(), Vec::new());
        for node in xml.descendants().filter(|node| node.is_comment() || node.is_pi()) {
            match node.text() {
                Some(text) if node.is_comment() && node.range().start < root => {
                    // An XML parser should normalize line ends, but this one leaves line ends in comments unchanged.
                    comments.push(text.replace("\r\n", "\n"));
                }
                _ => passed_over.push(self.place(node.range())),
            }
        }
        (comments, passed_over)
    }

    /// `DataServices` (section 3.2).
    fn data_services(&mut self, element: &Element<'_, '_>, schemas: &mut Vec<Schema>) {
        for child in self.children(element) {
            match child.edm_name() {
                "Schema" => schemas.push(self.schema(child)),
                "" if child.local_name() == "Schema" => self.wrong_namespace(&child),
                _ => self.unknown_element(&child, element),
            }
        }
    }

    /// `Version` (section 3.1): 4.0 or 4.01.
    fn version(&mut self, root: &mut Element<'_, '_>) -> String {
        let Placed { value, place } = self.required(root, "Version");
        if !value.is_empty() && value != "4.0" && value != "4.01" {
            let message = format!("not OData 4 metadata: the version is `{value}`");
            self.report(Diagnostic::error(message).at(place, "expected `4.0` or `4.01`"));
        }
        value
    }

    fn not_metadata(&mut self, root: &Element<'_, '_>) {
        if root.local_name() == "Edmx" {
            return self.wrong_namespace(root);
        }
        let message = format!("not metadata: the root element is `{}`", root.written_name());
        let place = self.place_of(root);
        let diagnostic = Diagnostic::error(message).at(place, "expected `edmx:Edmx`");
        self.report(diagnostic.help("metadata is what a service returns for `$metadata`, as XML"));
    }

    fn wrong_namespace(&mut self, element: &Element<'_, '_>) {
        let name = element.written_name();
        let message = match element.namespace() {
            "" => format!("not OData 4 metadata: `{name}` has no namespace"),
            namespace => format!("not OData 4 metadata: `{name}` is of the namespace `{namespace}`"),
        };
        let expected = match element.local_name() {
            "Edmx" => "http://docs.oasis-open.org/odata/ns/edmx",
            _ => "http://docs.oasis-open.org/odata/ns/edm",
        };
        let place = self.place_of(element);
        let problem = Diagnostic::error(message).at(place, format!("expected `{expected}`"));
        self.report(problem.help("metadata of OData 2 and 3 has another form, which is not read"));
    }
}
