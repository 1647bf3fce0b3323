//! `Clone` for every generated type: field by field, without JSON.

use super::shared::forget;
use super::slot::for_each_primitive;
use super::{Model, Ref, Slot, Variant};
use crate::open_enum::copy_members;

/// Copies every field and the [`Extra`](super::Extra) of a model into an empty model of the same type.
///
/// If the target has another type, fields of another kind stay empty.
pub(crate) fn copy(source: &dyn Model, target: &mut dyn Model) {
    for field in 0..source.info().names().len() {
        copy_whole_field(source, target, field);
    }
    target.extra_mut().clone_from(source.extra());
}

/// Like `copy`, but leaves out the value of one field, with its notes in `Extra`: an explicit null, the received form,
/// an odd value. The control information of an expansion has names of its own, so it is copied for this field too.
pub(crate) fn copy_except(source: &dyn Model, target: &mut dyn Model, except: usize) {
    for field in 0..source.info().names().len() {
        match field == except {
            true => copy_around(source, target, field),
            false => copy_whole_field(source, target, field),
        }
    }
    target.extra_mut().clone_from(source.extra());
    forget(target, except);
}

/// Returns a copy of a model.
pub fn copy_model<M: Model + Default>(source: &M) -> M {
    let mut target = M::default();
    copy(source, &mut target);
    target
}

/// Copies one field. For a navigation property, also copies the control information of its expansion.
fn copy_whole_field(source: &dyn Model, target: &mut dyn Model, field: usize) {
    copy_field(source.get(field), target.slot(field));
    copy_around(source, target, field);
}

/// Copies the control information and the changes that the field of a navigation property holds.
fn copy_around(source: &dyn Model, target: &mut dyn Model, field: usize) {
    if let Some(expansion) = source.get(field).expansion()
        && expansion.has_more()
        && let Some(target) = target.slot(field).into_expansion()
    {
        target.copy_around(expansion);
    }
}

/// Copies one field into a model of the same type, with its null items and received forms.
pub(crate) fn copy_field_with_notes(source: &dyn Model, target: &mut dyn Model, field: usize) {
    copy_whole_field(source, target, field);
    target.extra_mut().copy_notes(source.extra(), field);
}

/// Returns a copy of a value of a hierarchy, in the same variant.
pub fn copy_variant<E: super::Hierarchy>(source: &E) -> E {
    let mut target = empty_variant(source);
    copy(source.as_model(), target.as_model_mut());
    target
}

/// Returns an empty value of the same variant.
pub(crate) fn empty_variant<E: super::Hierarchy>(like: &E) -> E {
    E::new(Variant::new(like).index())
}

/// Puts the struct of a variant in a box. Generated code calls this function, because the compiler resolves a free
/// function faster than `Box::new`.
pub fn boxed<T>(model: T) -> Box<T> {
    Box::new(model)
}

macro_rules! define {
    ($($one:ident $many:ident $rust:ty),*) => {
        pub(crate) fn copy_field(source: Ref<'_>, target: Slot<'_>) {
            match (source, target) {
                $(
                    (Ref::$one(source), Slot::$one(target)) => target.clone_from(source),
                    (Ref::$many(source), Slot::$many(target)) => target.clone_from(source),
                )*
                (Ref::Enum(source), Slot::Enum(target)) => {
                    if let Some(member) = source.get() {
                        target.set(Some(member.to_owned()));
                    }
                }
                (Ref::EnumList(source), Slot::EnumList(target)) | (Ref::Flags(source), Slot::Flags(target)) => {
                    if let Some(members) = source.get() {
                        copy_members(members, target.get_or_insert());
                    }
                }
                (Ref::FlagsList(source), Slot::FlagsList(target)) => {
                    copy_list(source.count(), target, |target| target.reset(true), |target, index| {
                        if let Some(members) = source.get(index) {
                            copy_members(members, target.push());
                        }
                    });
                }
                (Ref::Object(source), Slot::Object(target)) => {
                    if let Some(object) = source.get() {
                        copy(object, target.insert());
                    }
                }
                (Ref::ObjectList(source), Slot::ObjectList(target)) => {
                    copy_list(source.count(), target, |target| target.reset(true), |target, index| {
                        if let Some(object) = source.get(index) {
                            copy(object, target.push());
                        }
                    });
                }
                (Ref::Hierarchy(source), Slot::Hierarchy(target)) => {
                    if let Some(variant) = source.get() {
                        copy(variant.model, target.insert(variant.index()));
                    }
                }
                (Ref::HierarchyList(source), Slot::HierarchyList(target)) => {
                    copy_list(source.count(), target, |target| target.reset(true), |target, index| {
                        if let Some(variant) = source.get(index) {
                            copy(variant.model, target.push(variant.index()));
                        }
                    });
                }
                _ => {}
            }
        }
    };
}

for_each_primitive!(define);

/// Copies a collection item by item, if it is present.
fn copy_list<T: ?Sized>(
    len: Option<usize>,
    target: &mut T,
    start: impl Fn(&mut T),
    push: impl Fn(&mut T, usize),
) {
    if let Some(len) = len {
        start(target);
        for index in 0..len {
            push(target, index);
        }
    }
}
