//! Expressions (sections 14.3 and 14.4).
//!
//! Must not evaluate anything.

use super::element::Element;
use super::reader::Reader;
use crate::document::{ConstantKind, Expression, PathKind, Record};
use crate::source::Placed;

impl Reader<'_> {
    /// An expression written as an element. `None` if the element is not an expression, which is recorded as unknown,
    /// or if it is nested too deep.
    pub(super) fn expression(
        &mut self,
        element: Element<'_, '_>,
        parent: &Element<'_, '_>,
    ) -> Option<Expression> {
        match element.edm_name() {
            "Null" => {
                self.leaf(&element);
                Some(Expression::Null)
            }
            "Collection" => self.operands(&element).map(Expression::Collection),
            "Record" => self.record(element).map(Expression::Record),
            "LabeledElementReference" => {
                let label = self.text_content(&element).trim().to_owned();
                Some(Expression::Dynamic {
                    element: element.local_name().to_owned(),
                    attributes: vec![("Name".to_owned(), label)],
                    operands: Vec::new(),
                })
            }
            name if is_dynamic(name) => self.dynamic(element),
            name if inline(name, String::new).is_some() => self.written_out(&element),
            _ => {
                self.unknown_element(&element, parent);
                None
            }
        }
    }

    /// The text of a constant or path in element form.
    fn written_out(&mut self, element: &Element<'_, '_>) -> Option<Expression> {
        let name = element.local_name();
        let text = Placed { value: self.text_content(element), place: self.place_of(element) };
        let text = self.constant(name, text);
        inline(name, || text)
    }

    /// The text of a constant or path, in one form for all texts of one value. A text that is not the boolean or
    /// integer that its element requires is reported.
    pub(super) fn constant(&mut self, name: &str, text: Placed<String>) -> String {
        match name {
            // Spaces count only in a string.
            "String" => text.value,
            "Bool" => {
                let value = self.parse_boolean(name, &text);
                value.map_or(text.value, |value| value.to_string())
            }
            "EnumMember" => text.value.split_whitespace().collect::<Vec<_>>().join(" "),
            "Int" => {
                self.parse_integer(name, &text);
                text.value.trim().to_owned()
            }
            _ => text.value.trim().to_owned(),
        }
    }

    /// `Record` (section 14.4.12).
    fn record(&mut self, mut element: Element<'_, '_>) -> Option<Record> {
        let ty = self.text(&mut element, "Type");
        let mut record = Record { ty, properties: Vec::new(), annotations: Vec::new() };
        self.nested(&element, |reader| {
            for child in reader.children(&element) {
                match child.edm_name() {
                    "PropertyValue" => record.properties.extend(reader.property_value(child)),
                    "Annotation" => record.annotations.extend(reader.annotation(child)),
                    _ => reader.unknown_element(&child, &element),
                }
            }
            Some(record)
        })
    }

    /// An operation on other expressions, kept unchanged: its attributes and its operands.
    fn dynamic(&mut self, mut element: Element<'_, '_>) -> Option<Expression> {
        let mut attributes = Vec::new();
        while let Some(attribute) = element.take_first(|_| true) {
            attributes.push((attribute.name().to_owned(), attribute.value().to_owned()));
        }
        let operands = self.operands(&element)?;
        Some(Expression::Dynamic { element: element.local_name().to_owned(), attributes, operands })
    }

    fn operands(&mut self, element: &Element<'_, '_>) -> Option<Vec<Expression>> {
        self.nested(element, |reader| {
            let mut operands = Vec::new();
            for child in reader.children(element) {
                operands.extend(reader.expression(child, element));
            }
            Some(operands)
        })
    }
}

/// The constant or path expression that an attribute or element of this name stands for.
pub(super) fn inline(name: &str, text: impl FnOnce() -> String) -> Option<Expression> {
    match ConstantKind::parse(name) {
        Some(kind) => Some(Expression::Constant(kind, text())),
        None => PathKind::parse(name).map(|kind| Expression::Path(kind, text())),
    }
}

/// Returns `true` if an element is an expression with operands. `UrlRef` has operands as an element, and is a
/// constant as an attribute.
fn is_dynamic(name: &str) -> bool {
    matches!(
        name,
        "And"
            | "Or"
            | "Not"
            | "Eq"
            | "Ne"
            | "Gt"
            | "Ge"
            | "Lt"
            | "Le"
            | "Has"
            | "In"
            | "Neg"
            | "Add"
            | "Sub"
            | "Mul"
            | "Div"
            | "DivBy"
            | "Mod"
            | "Apply"
            | "Cast"
            | "If"
            | "IsOf"
            | "LabeledElement"
            | "UrlRef"
    )
}
