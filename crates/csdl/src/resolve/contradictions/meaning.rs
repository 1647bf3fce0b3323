//! The meaning of an annotation as a text: annotations with the same meaning have equal texts, even if they are
//! written differently.

use std::collections::BTreeSet;

use crate::document::{Annotation, ConstantKind, Expression, PropertyValue, Record};
use crate::write;

/// The meaning as a text. A tagging term without a value is true. The order of properties in a record has no meaning.
pub(super) fn text(annotation: &Annotation) -> String {
    let mut annotation = annotation.clone();
    match &mut annotation.value {
        Some(value) => visit(value, &mut |record| record.properties.sort_by_cached_key(property_text)),
        None => annotation.value = Some(Expression::Constant(ConstantKind::Bool, "true".to_owned())),
    }
    write::annotation(&annotation)
}

/// Orders the properties of each record that has a property twice, by their texts.
pub(super) fn settle(value: &mut Expression) {
    visit(value, &mut |record| {
        let mut seen = BTreeSet::new();
        if !record.properties.iter().all(|property| seen.insert(&property.property)) {
            record.properties.sort_by_cached_key(property_text);
        }
    });
}

/// The text of a property of a record: first the name, then the value.
pub(super) fn property_text(property: &PropertyValue) -> (String, String) {
    let annotation = Annotation {
        term: property.property.clone(),
        qualifier: None,
        value: property.value.clone(),
        annotations: property.annotations.clone(),
        place: property.place,
    };
    (property.property.clone(), write::annotation(&annotation))
}

/// Visits the records of an expression, the innermost first.
fn visit(value: &mut Expression, act: &mut dyn FnMut(&mut Record)) {
    match value {
        Expression::Record(record) => {
            let values = record.properties.iter_mut().filter_map(|property| property.value.as_mut());
            values.for_each(|value| visit(value, act));
            act(record);
        }
        Expression::Collection(items) => items.iter_mut().for_each(|item| visit(item, act)),
        Expression::Dynamic { operands, .. } => operands.iter_mut().for_each(|item| visit(item, act)),
        Expression::Constant(..) | Expression::Path(..) | Expression::Null => {}
    }
}
