//! Annotations (sections 5.2 and 14.2), and the values of annotations and of properties of records.
//!
//! Must not know the meaning of terms.

use super::element::Element;
use super::expression::inline;
use super::reader::Reader;
use crate::diagnostic::Diagnostic;
use crate::document::{Annotation, Annotations, Expression, PropertyValue};
use crate::source::{Place, Placed};

/// The value of an annotation and the annotations of the annotation.
#[derive(Default)]
struct Content {
    value: Option<(Expression, Place)>,
    annotations: Vec<Annotation>,
}

impl Reader<'_> {
    /// `Annotations` (section 5.2).
    pub(super) fn annotations(&mut self, mut element: Element<'_, '_>) -> Annotations {
        Annotations {
            target: self.required(&mut element, "Target"),
            qualifier: self.text(&mut element, "Qualifier"),
            annotations: self.only_annotations(&element),
        }
    }

    /// `Annotation` (section 14.2). `None` if the element is nested too deep.
    pub(super) fn annotation(&mut self, mut element: Element<'_, '_>) -> Option<Annotation> {
        let Placed { value: term, place } = self.required(&mut element, "Term");
        let qualifier = self.text(&mut element, "Qualifier");
        let Content { value, annotations } = self.content(element)?;
        Some(Annotation { term, qualifier, value: value.map(|(value, _)| value), annotations, place })
    }

    /// `PropertyValue` (section 14.4.12). `None` if the element is nested too deep.
    pub(super) fn property_value(&mut self, mut element: Element<'_, '_>) -> Option<PropertyValue> {
        let Placed { value: property, place } = self.required(&mut element, "Property");
        let Content { value, annotations } = self.content(element)?;
        Some(PropertyValue { property, value: value.map(|(value, _)| value), annotations, place })
    }

    /// A value in attribute or element form, and annotations.
    fn content(&mut self, mut element: Element<'_, '_>) -> Option<Content> {
        let mut content = Content::default();
        while let Some(attribute) = element.take_first(|name| inline(name, String::new).is_some()) {
            let name = attribute.name();
            let place = self.place(attribute.range_value());
            let text = self.constant(name, Placed { value: attribute.value().to_owned(), place });
            if let Some(value) = inline(name, || text) {
                self.set_value(&mut content, value, place, &element);
            }
        }
        self.nested(&element, |reader| {
            for child in reader.children(&element) {
                if child.edm_name() == "Annotation" {
                    content.annotations.extend(reader.annotation(child));
                    continue;
                }
                let place = reader.place_of(&child);
                if let Some(value) = reader.expression(child, &element) {
                    reader.set_value(&mut content, value, place, &element);
                }
            }
            Some(content)
        })
    }

    fn set_value(&mut self, content: &mut Content, value: Expression, place: Place, of: &Element<'_, '_>) {
        match &content.value {
            None => content.value = Some((value, place)),
            Some((_, first)) => {
                let message = format!("`{}` has two values", of.written_name());
                let diagnostic = Diagnostic::error(message).at(place, "the second");
                self.report(diagnostic.at(*first, "the first"));
            }
        }
    }
}
