//! Annotations and expressions (section 14).
//!
//! Must not know the meaning of terms, except that a description comes first.

use super::writer::{Tag, Writer};
use crate::document::{Annotation, ConstantKind, Expression, PropertyValue, Record};

impl Writer {
    /// Descriptions, then the content that `inside` writes, then all other annotations.
    pub(super) fn described(&mut self, annotations: &[Annotation], inside: impl FnOnce(&mut Self)) {
        let (descriptions, others): (Vec<_>, Vec<_>) =
            annotations.iter().partition(|annotation| annotation.term == "Org.OData.Core.V1.Description");
        for annotation in descriptions {
            self.annotation(annotation);
        }
        inside(self);
        for annotation in others {
            self.annotation(annotation);
        }
    }

    /// `Annotation` (section 14.2).
    pub(super) fn annotation(&mut self, annotation: &Annotation) {
        let tag = Tag::new("Annotation")
            .with("Term", &annotation.term)
            .maybe("Qualifier", annotation.qualifier.as_deref());
        self.valued(tag, annotation.value.as_ref(), &annotation.annotations);
    }

    /// An element with a value and annotations. The value is an attribute if it can be one.
    fn valued(&mut self, tag: Tag<'_>, value: Option<&Expression>, annotations: &[Annotation]) {
        let (tag, inner) = match value {
            Some(Expression::Constant(kind, text)) => (tag.with(kind.name(), text), None),
            Some(Expression::Path(kind, text)) => (tag.with(kind.name(), text), None),
            other => (tag, other),
        };
        self.element(&tag, |writer| {
            if let Some(expression) = inner {
                writer.expression(expression);
            }
            for annotation in annotations {
                writer.annotation(annotation);
            }
        });
    }

    /// An expression as an element.
    fn expression(&mut self, expression: &Expression) {
        match expression {
            // The element form contains an expression, which may be a constant.
            Expression::Constant(ConstantKind::UrlRef, text) => {
                self.element(&Tag::new("UrlRef"), |writer| writer.text(&Tag::new("String"), text));
            }
            Expression::Constant(kind, text) => self.text(&Tag::new(kind.name()), text),
            Expression::Path(kind, text) => self.text(&Tag::new(kind.name()), text),
            Expression::Null => self.leaf(&Tag::new("Null")),
            Expression::Collection(items) => {
                self.element(&Tag::new("Collection"), |writer| writer.expressions(items));
            }
            Expression::Record(record) => self.record(record),
            Expression::Dynamic { element, attributes, .. } if element == "LabeledElementReference" => {
                let label = attributes.first().map_or("", |(_, label)| label.as_str());
                self.text(&Tag::new(element), label);
            }
            Expression::Dynamic { element, attributes, operands } => {
                let tag =
                    attributes.iter().fold(Tag::new(element), |tag, (name, value)| tag.with(name, value));
                self.element(&tag, |writer| writer.expressions(operands));
            }
        }
    }

    fn expressions(&mut self, expressions: &[Expression]) {
        for expression in expressions {
            self.expression(expression);
        }
    }

    /// `Record` (section 14.4.12).
    fn record(&mut self, record: &Record) {
        let tag = Tag::new("Record").maybe("Type", record.ty.as_deref());
        self.element(&tag, |writer| {
            for property in &record.properties {
                writer.property_value(property);
            }
            for annotation in &record.annotations {
                writer.annotation(annotation);
            }
        });
    }

    fn property_value(&mut self, value: &PropertyValue) {
        let tag = Tag::new("PropertyValue").with("Property", &value.property);
        self.valued(tag, value.value.as_ref(), &value.annotations);
    }
}
