//! Values of annotations: their equality, and their form as text. Places do not count.

use crate::compare::context::Context;
use crate::text::in_full;
use csdl::document::{Annotation, Expression, PropertyValue, Record};
use csdl::model::Model;
use csdl::source::FileId;

/// Returns `true` if two annotations have the same value and the same annotations of their own.
pub(crate) fn is_same(context: &Context<'_>, old: &Annotation, new: &Annotation) -> bool {
    match (&old.value, &new.value) {
        // The common case, without a conversion to text.
        (Some(Expression::Constant(a, old_text)), Some(Expression::Constant(b, new_text)))
            if old.annotations.is_empty() && new.annotations.is_empty() =>
        {
            let files = (old.place.file, new.place.file);
            a == b && context.is_same_text((old_text, files.0), (new_text, files.1))
        }
        _ => annotation(context.old, old) == annotation(context.new, new),
    }
}

/// The value of an annotation: `true`, `{Insertable: false}`.
pub(crate) fn annotation(model: &Model, annotation: &Annotation) -> String {
    let file = annotation.place.file;
    let mut text =
        annotation.value.as_ref().map_or_else(|| "true".to_owned(), |value| self::text(model, value, file));
    push_annotations(model, &annotation.annotations, &mut text);
    text
}

fn push_annotations(model: &Model, annotations: &[Annotation], text: &mut String) {
    for annotation in annotations {
        let term = in_full(model, &annotation.term, annotation.place.file);
        let qualifier = annotation.qualifier.as_ref().map(|name| format!("#{name}")).unwrap_or_default();
        text.push_str(&format!(" @{term}{qualifier}: {}", self::annotation(model, annotation)));
    }
}

/// An expression in one line.
fn text(model: &Model, expression: &Expression, file: FileId) -> String {
    match expression {
        Expression::Constant(_, text) => in_full(model, text, file).into_owned(),
        Expression::Path(kind, path) => format!("{kind:?} {}", in_full(model, path, file)),
        Expression::Null => "null".to_owned(),
        Expression::Collection(items) => format!("[{}]", list(model, items, file)),
        Expression::Record(record) => self::record(model, record, file),
        Expression::Dynamic { element, attributes, operands } => {
            let attributes: Vec<_> =
                attributes.iter().map(|(name, value)| format!("{name}={value}")).collect();
            format!("{element}({}; {})", attributes.join(" "), list(model, operands, file))
        }
    }
}

fn list(model: &Model, items: &[Expression], file: FileId) -> String {
    items.iter().map(|item| text(model, item, file)).collect::<Vec<_>>().join(", ")
}

/// A record in one line. Properties are sorted, since their order means nothing.
fn record(model: &Model, record: &Record, file: FileId) -> String {
    let mut properties: Vec<_> =
        record.properties.iter().map(|property| self::property(model, property, file)).collect();
    properties.sort();
    let ty = record.ty.as_ref().map(|ty| format!("{} ", in_full(model, ty, file))).unwrap_or_default();
    let mut text = format!("{ty}{{{}}}", properties.join(", "));
    push_annotations(model, &record.annotations, &mut text);
    text
}

fn property(model: &Model, property: &PropertyValue, file: FileId) -> String {
    let value =
        property.value.as_ref().map_or_else(|| "true".to_owned(), |value| self::text(model, value, file));
    let mut text = format!("{}: {value}", property.property);
    push_annotations(model, &property.annotations, &mut text);
    text
}
