//! The wrapper around schemas (section 3).
//!
//! Must not know what is in a schema.

use super::element::Element;
use super::reader::Reader;
use crate::csdl::{Document, Schema};
use crate::diagnostic::Diagnostic;
use crate::source::Placed;

impl Reader<'_> {
    /// The document from its root element.
    pub(super) fn document(mut self, xml: &roxmltree::Document<'_>) -> Document {
        let mut root = Element::new(xml.root_element());
        if root.edmx_name() != "Edmx" {
            self.not_metadata(&root);
            return Document::default();
        }
        let version = self.version(&mut root);
        let mut schemas = Vec::new();
        for child in self.children(&root) {
            match child.edmx_name() {
                "DataServices" => self.data_services(&child, &mut schemas),
                // What other documents hold is the caller's affair; it names them, we read them.
                "Reference" => {}
                _ => self.unknown_element(&child, &root),
            }
        }
        Document { version, schemas, unknown: self.into_unknown() }
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
        self.report(Diagnostic::error(message).at(place, format!("expected `{expected}`")));
    }
}
