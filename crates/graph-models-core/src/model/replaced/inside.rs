//! Collects the values of duplicate keys from the models inside a field, before the field is cleared.

use super::{Replaced, Step};
use crate::model::{FieldValue, Model, ReceivedItem, Ref};

/// Returns the values of duplicate keys that do not count, from all models in the field at an index. The paths begin at
/// the field.
pub(crate) fn replaced_inside(model: &dyn Model, index: usize) -> Replaced {
    let field = FieldValue::new(model, index);
    match field.value {
        Ref::Object(field) => field.get().map(of_model).unwrap_or_default(),
        Ref::Hierarchy(field) => field.get().map(|variant| of_model(variant.model)).unwrap_or_default(),
        Ref::ObjectList(list) => of_items(field, |item| list.get(item)),
        Ref::HierarchyList(list) => of_items(field, |item| list.get(item).map(|variant| variant.model)),
        _ => Replaced::default(),
    }
}

fn of_model(model: &dyn Model) -> Replaced {
    let mut all = model.extra().replaced().cloned().unwrap_or_default();
    for (index, name) in model.info().names().iter().enumerate() {
        all.push_inside(|| Step::key(name), replaced_inside(model, index));
    }
    all
}

/// Returns the values of all items of a collection. The indexes are those of the received array.
fn of_items<'a>(list: FieldValue<'_>, model: impl Fn(usize) -> Option<&'a dyn Model>) -> Replaced {
    let mut all = Replaced::default();
    for (at, item) in list.items().enumerate() {
        if let ReceivedItem::Held(item) = item {
            all.push_inside(|| Step::Item(at), model(item).map(of_model).unwrap_or_default());
        }
    }
    all
}
