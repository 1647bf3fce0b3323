//! Accesses fields by their position, for the accessors of tagged enums and the constants of properties.
//!
//! The fields of the base come first, so a position means the same field in every type of a hierarchy. Fields behind
//! feature gates are last, and are found by name.

use std::any::Any;

use serde_json::Value;

use super::entity_id::EntityId;
use super::expanded::inside;
use super::{BIND, ErasedExpansion, Field, FieldKind, Hierarchy, Model, ModelExt, constant};

/// Drops all notes about how the value of a property was received, so that another value can be set.
pub(crate) fn forget(model: &mut dyn Model, position: usize) {
    let name = model.info().names().get(position).copied();
    let extra = model.extra_mut();
    extra.forget(position);
    if let Some(name) = name {
        extra.take_replaced(name);
    }
}

/// Sets or empties the field at a position of the model's table, and drops the notes about the former value. Returns
/// `false` if the field is of another type.
pub(crate) fn assign<T: Any>(model: &mut dyn Model, position: usize, value: Option<T>) -> bool {
    forget(model, position);
    model.slot(position).into_any().is_some_and(|field| constant::assign(field, value))
}

/// Returns a new value with one property set. See [`ModelExt::with`].
pub fn with<M: Model + Default, V, A: FieldKind<V>>(
    property: Field<M, V, A>,
    value: impl Into<A::Value>,
) -> M {
    M::default().with(property, value)
}

/// Binds a navigation property to an existing entity. A collection stays bound to the entities before; a property with
/// a single target gets another one.
pub(crate) fn bind(model: &mut dyn Model, position: usize, wire: &str, target: EntityId) {
    let is_collection = model.info().field(position).is_some_and(|field| field.is_collection());
    let target = Value::String(target.into_url());
    let name = binding(wire);
    let control = model.extra_mut().control_mut();
    let bound = if is_collection {
        let mut all = match control.remove(&name) {
            Some(Value::Array(targets)) => targets,
            None | Some(Value::Null) => Vec::new(),
            Some(one) => vec![one],
        };
        all.push(target);
        Value::Array(all)
    } else {
        target
    };
    // The name contains `@`, so `insert` cannot fail.
    let _ = control.insert(name, bound);
}

/// Binds a collection to these existing entities, and to no others.
pub(crate) fn bind_each(model: &mut dyn Model, wire: &str, targets: impl IntoIterator<Item = EntityId>) {
    let targets = targets.into_iter().map(|target| Value::String(target.into_url())).collect();
    // The name contains `@`, so `insert` cannot fail.
    let _ = model.extra_mut().control_mut().insert(binding(wire), Value::Array(targets));
}

/// Returns the name of the control information that binds a navigation property.
fn binding(wire: &str) -> String {
    format!("{wire}{BIND}")
}

/// Returns the value of a shared field: a field that all types of a hierarchy have. Returns `None` if the value is
/// absent or of another type.
pub fn shared<H: Hierarchy, T: Any>(value: &H, position: usize) -> Option<&T> {
    value.as_model().get(position).as_any()?.downcast_ref::<Option<T>>()?.as_ref()
}

/// Returns the value of a shared field that holds a number or a Boolean.
pub fn shared_copy<H: Hierarchy, T: Any + Copy>(value: &H, position: usize) -> Option<T> {
    shared(value, position).copied()
}

/// Returns the value of a shared field that holds text.
pub fn shared_text<H: Hierarchy>(value: &H, position: usize) -> Option<&str> {
    shared::<H, String>(value, position).map(String::as_str)
}

/// Returns the value of a shared field that holds an object.
pub fn shared_object<H: Hierarchy, T: Any>(value: &H, position: usize) -> Option<&T> {
    shared::<H, Box<T>>(value, position).map(Box::as_ref)
}

/// Returns the value of an erased shared field: of a navigation property, or of a structural property in a long chain
/// of types.
pub fn shared_expanded<H: Hierarchy, T: Any>(value: &H, position: usize) -> Option<&T> {
    inside(value.as_model().get(position).as_any()?.downcast_ref::<ErasedExpansion>()?.value()?)
}

/// Returns the value of a shared navigation property whose position depends on the enabled features.
pub fn shared_gated<'a, H: Hierarchy, T: Any>(value: &'a H, wire: &str) -> Option<&'a T> {
    shared_expanded(value, value.as_model().info().position(wire)?)
}
