//! Values of annotations: their equality, and their form as text. Places do not count.

use csdl::document::{Annotation, Expression, PropertyValue, Record};

/// Returns `true` if two annotations have the same value and the same annotations of their own.
pub(crate) fn is_same(old: &Annotation, new: &Annotation) -> bool {
    match (&old.value, &new.value) {
        // The common case, without a conversion to text.
        (Some(Expression::Constant(a, old_text)), Some(Expression::Constant(b, new_text)))
            if old.annotations.is_empty() && new.annotations.is_empty() =>
        {
            a == b && old_text == new_text
        }
        _ => annotation(old) == annotation(new),
    }
}

/// The value of an annotation: `true`, `{Insertable: false}`.
pub(crate) fn annotation(annotation: &Annotation) -> String {
    with_annotations(value(annotation.value.as_ref()), &annotation.annotations)
}

/// A value in one line. Without a value, the default of tagging terms counts.
fn value(value: Option<&Expression>) -> String {
    value.map_or_else(|| "true".to_owned(), text)
}

/// A text with the annotations behind it.
fn with_annotations(mut text: String, annotations: &[Annotation]) -> String {
    for annotation in annotations {
        let qualifier = annotation.qualifier.as_ref().map(|name| format!("#{name}")).unwrap_or_default();
        text.push_str(&format!(" @{}{qualifier}: {}", annotation.term, self::annotation(annotation)));
    }
    text
}

/// An expression in one line.
fn text(expression: &Expression) -> String {
    match expression {
        Expression::Constant(_, text) => text.clone(),
        Expression::Path(kind, path) => format!("{kind:?} {path}"),
        Expression::Null => "null".to_owned(),
        Expression::Collection(items) => format!("[{}]", list(items)),
        Expression::Record(record) => self::record(record),
        Expression::Dynamic { element, attributes, operands } => {
            let attributes: Vec<_> =
                attributes.iter().map(|(name, value)| format!("{name}={value}")).collect();
            format!("{element}({}; {})", attributes.join(" "), list(operands))
        }
    }
}

fn list(items: &[Expression]) -> String {
    items.iter().map(text).collect::<Vec<_>>().join(", ")
}

/// A record in one line. Properties are sorted, since their order means nothing.
fn record(record: &Record) -> String {
    let mut properties: Vec<_> = record.properties.iter().map(property).collect();
    properties.sort();
    let ty = record.ty.as_ref().map(|ty| format!("{ty} ")).unwrap_or_default();
    with_annotations(format!("{ty}{{{}}}", properties.join(", ")), &record.annotations)
}

fn property(property: &PropertyValue) -> String {
    let text = format!("{}: {}", property.property, value(property.value.as_ref()));
    with_annotations(text, &property.annotations)
}
