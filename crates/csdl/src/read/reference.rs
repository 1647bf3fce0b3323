//! References to other documents (section 3.3).
//!
//! Must not read the other documents: the caller does.

use super::element::Element;
use super::reader::Reader;
use crate::document::{Include, IncludeAnnotations, Reference};
use crate::source::Placed;

impl Reader<'_> {
    /// `Reference`.
    pub(super) fn reference(&mut self, mut element: Element<'_, '_>) -> Reference {
        let Placed { value: uri, place } = self.required(&mut element, "Uri");
        let mut reference = Reference {
            uri,
            includes: Vec::new(),
            include_annotations: Vec::new(),
            annotations: Vec::new(),
            place,
        };
        for child in self.children(&element) {
            match (child.edmx_name(), child.edm_name()) {
                ("Include", _) => reference.includes.push(self.include(child)),
                ("IncludeAnnotations", _) => {
                    reference.include_annotations.push(self.include_annotations(child));
                }
                (_, "Annotation") => reference.annotations.extend(self.annotation(child)),
                _ => self.unknown_element(&child, &element),
            }
        }
        reference
    }

    /// `Include` (section 3.4).
    fn include(&mut self, mut element: Element<'_, '_>) -> Include {
        Include {
            namespace: self.required(&mut element, "Namespace").value,
            alias: self.alias(&mut element),
            annotations: self.only_annotations(&element),
        }
    }

    /// `IncludeAnnotations` (section 3.5).
    fn include_annotations(&mut self, mut element: Element<'_, '_>) -> IncludeAnnotations {
        let read = IncludeAnnotations {
            term_namespace: self.required(&mut element, "TermNamespace").value,
            qualifier: self.text(&mut element, "Qualifier"),
            target_namespace: self.text(&mut element, "TargetNamespace"),
        };
        self.leaf(&element);
        read
    }
}
