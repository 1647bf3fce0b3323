//! Converts values between the types of a hierarchy: a base into the derived type that its tag names, and a derived
//! type, or the tagged enum of a base with bases of its own, into one of its bases.
//!
//! Both directions copy the properties that the two types share, and decode all others again from their JSON. So a
//! property that only one of the types declares is typed there, and undeclared in the other.

use std::convert::Infallible;

use serde_json::Value;

use crate::decode::{position_of, read_entries};
use crate::encode::{around_json, property_json};
use crate::model::{
    Generated, Hierarchy, HierarchyInfo, Model, ModelExt, StructuredKind, Tag, copy, copy_field_with_notes,
    is_canonical_tag, is_held, is_same_type, replaced_inside,
};

/// Converts a value of a concrete base into the type that its tag names. The result is `Unknown` if the schema has no
/// such type.
pub fn narrow<B: Model, E: Hierarchy>(base: &B) -> E {
    let variant = variant_of::<B, E>(base);
    let mut narrowed = E::new(variant);
    if narrowed.as_model().is::<B>() {
        copy::copy(base, narrowed.as_model_mut());
        return narrowed;
    }
    if !retype(base, narrowed.as_model_mut()) {
        // The value has a duplicate property, so it cannot be written either. The `Unknown` variant keeps all its
        // content.
        let mut unknown = E::new(usize::MAX);
        copy::copy(base, unknown.as_model_mut());
        return unknown;
    }
    if let Tag::Other(tag) = base.extra().tag() {
        set_tag(tag, narrowed.as_model_mut());
    }
    narrowed
}

/// Does the same as `narrow`, but copies only a value of a derived type.
pub fn into_narrowed<B: Model, E: Hierarchy>(base: B) -> E {
    let mut narrowed = E::new(variant_of::<B, E>(&base));
    match narrowed.as_model_mut().downcast_mut::<B>() {
        Some(target) => {
            *target = base;
            narrowed
        }
        None => narrow(&base),
    }
}

/// Returns the index of the variant for a value of the base. The index is past the end for `Unknown`.
fn variant_of<B: Model, E: Hierarchy>(base: &B) -> usize {
    let hierarchy = E::type_info();
    match base.extra().tag() {
        Tag::Other(tag) => position_of(hierarchy, tag),
        _ => hierarchy.untagged().unwrap_or(usize::MAX),
    }
}

/// Converts a value of a derived type into its base, with the tag of the derived type.
///
/// Properties that the base does not declare become undeclared properties.
pub fn widen<D: Model, B: Model + Default>(derived: &D) -> B {
    let mut base = B::default();
    widen_into(derived, false, &mut base);
    base
}

/// Converts a value of a hierarchy into its concrete base.
pub fn widen_variant<E: Hierarchy, B: Model + Default>(mut value: E) -> B {
    match value.as_model_mut().downcast_mut::<B>() {
        Some(base) => std::mem::take(base),
        None => {
            let mut base = B::default();
            widen_into(value.as_model(), false, &mut base);
            base
        }
    }
}

/// Converts a value of a hierarchy into the type of a base above the hierarchy's own base: a tagged enum or a struct.
///
/// The result is the value that reading the same JSON as the base would give: in a tagged enum, the variant of the
/// same type. A value of an unknown type keeps its tag and all its content. It becomes a typed variant if the wider
/// enum has the type.
pub fn widen_hierarchy<E, B>(value: &E) -> B
where
    E: Hierarchy,
    B: Generated,
    B::Info: StructuredKind<B>,
{
    let (model, is_unknown) = (value.as_model(), value.is_unknown());
    let hierarchy = <B::Info as StructuredKind<B>>::HIERARCHY.map(|table| table());
    let variant = hierarchy.map_or(usize::MAX, |hierarchy| variant_above(model, is_unknown, hierarchy));
    let mut base = B::Info::empty(variant);
    let target = B::Info::model_mut(&mut base);
    if is_same_type(model, target) {
        copy::copy(model, target);
    } else {
        widen_into(model, is_unknown, target);
    }
    base
}

/// Returns the index of the variant for a value of a hierarchy below. The index is past the end for `Unknown`.
fn variant_above(value: &dyn Model, is_unknown: bool, hierarchy: HierarchyInfo) -> usize {
    match value.extra().tag() {
        Tag::Other(tag) if is_unknown => position_of(hierarchy, tag),
        _ if is_unknown => usize::MAX,
        _ => hierarchy.position(value.info().name()).unwrap_or(usize::MAX),
    }
}

/// Copies a value into an empty base. `is_unknown` is true for a value whose type only its tag may name: the struct is
/// that of a base.
fn widen_into(derived: &dyn Model, is_unknown: bool, base: &mut dyn Model) {
    // If the value cannot be written, the base has all content that could be copied.
    retype(derived, base);
    match derived.extra().tag() {
        Tag::Forbidden => base.extra_mut().forbid_odata_type(),
        // The value of the derived struct may itself be of a further derived type, which its tag names.
        Tag::Other(tag) => set_tag(tag, base),
        Tag::Absent if is_unknown => base.extra_mut().set_tag_absent(),
        Tag::Unset if is_unknown => base.extra_mut().infer_odata_type(),
        Tag::Odd(tag) if is_unknown => base.extra_mut().set_tag_odd(tag.clone()),
        Tag::Absent | Tag::Unset | Tag::Odd(_) | Tag::Canonical => {
            base.extra_mut().set_tag_received(Some(format!("#{}", derived.info().name())));
        }
    }
}

/// Gives a value the tag with which the same value was received in another type.
fn set_tag(tag: &str, model: &mut dyn Model) {
    let is_canonical = is_canonical_tag(tag, model.info().name());
    model.extra_mut().set_tag_received((!is_canonical).then(|| tag.to_owned()));
}

/// Copies all content but the tag into an empty model of a related type.
///
/// Returns `false` if the source cannot be written: a property inside it is set twice. All content that can be copied
/// is in the target also then.
fn retype(source: &dyn Model, target: &mut dyn Model) -> bool {
    let (from, to) = (source.info(), target.info());
    let mut is_whole = true;
    let mut entries: Vec<(String, Value)> = Vec::new();
    let Ok(()) = source.extra().control().each(|name, kept| {
        // The field of a navigation property takes precedence, as in writing.
        if !is_held(source, name) {
            entries.push((name.to_owned(), kept.with(Value::clone)));
        }
        Ok::<(), Infallible>(())
    });
    target.extra_mut().extend_replaced(source.extra().replaced().cloned());
    for (index, &name) in from.names().iter().enumerate() {
        if to.names().get(index) == Some(&name) {
            copy_field_with_notes(source, target, index);
            if source.extra().is_null(index) {
                target.extra_mut().set_null(index, true);
            }
            continue;
        }
        let (around, value) = (around_json(source, index), property_json(source, index));
        is_whole &= around.is_ok() && value.is_ok();
        entries.extend(around.into_iter().flatten());
        entries.extend(value.ok().flatten().map(|value| (name.to_owned(), value)));
        // The JSON has only the values that count.
        target.extra_mut().add_replaced_inside(name, replaced_inside(source, index));
    }
    let mut twice = Vec::new();
    let Ok(()) = source.extra().undeclared().each(|name, kept| {
        let entry = (name.to_owned(), kept.with(Value::clone));
        match from.position(name) {
            None => entries.push(entry),
            Some(_) => twice.push(entry),
        }
        Ok::<(), Infallible>(())
    });
    is_whole &= read_entries(target, entries).is_ok() && twice.is_empty();
    for (name, value) in twice {
        // Of the two values, that of the field counts.
        let undeclared = target.extra_mut().undeclared_mut();
        if undeclared.get(&name).is_none() {
            let _ = undeclared.insert(name, value);
        }
    }
    is_whole
}
