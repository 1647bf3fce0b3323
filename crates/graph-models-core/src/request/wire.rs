//! Properties of a model by their names on the wire, whether the type declares them or not.

use crate::model::{Model, Ref};

/// The value of a property, if it is a text and not empty.
pub(super) fn text<'m>(model: &'m dyn Model, wire: &str) -> Option<&'m str> {
    let text = match model.info().position(wire) {
        Some(position) => match model.get(position) {
            Ref::String(text) => text.as_deref(),
            Ref::Enum(field) => field.get().map(|member| member.text(field.info())),
            _ => None,
        },
        None => model.extra().undeclared().get(wire).and_then(|value| value.as_str()),
    };
    text.filter(|text| !text.is_empty())
}
