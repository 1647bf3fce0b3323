//! `PartialEq` for every generated type: two values are equal if they mean the same on the wire.
//!
//! The form in which a value was received does not matter: a member that was received in upper case equals the member.
//! Explicit nulls, control information and undeclared properties do matter.

use std::any::Any;

use super::slot::for_each_primitive;
use super::{Hierarchy, Model, Ref, Tag, Variant, named_type, names_type};
use crate::open_enum::{Members, each_member, in_any_order};

/// Returns `true` if both models are the same Rust struct. The CSDL name is not enough: two versions of Graph have
/// types with the same name.
pub(crate) fn is_same_type(a: &dyn Model, b: &dyn Model) -> bool {
    let (a, b): (&dyn Any, &dyn Any) = (a, b);
    a.type_id() == b.type_id()
}

/// Returns `true` if both models are the same Rust struct, and `@odata.type` names the same type for both.
pub(crate) fn is_same_named_type(a: &dyn Model, b: &dyn Model) -> bool {
    is_same_type(a, b)
        && both(other_type(a), other_type(b), |a, b| named_type(a).eq_ignore_ascii_case(named_type(b)))
}

/// Returns `true` if both models are of one type and equal.
pub(crate) fn equal(a: &dyn Model, b: &dyn Model) -> bool {
    is_same_named_type(a, b)
        && (0..a.info().names().len()).all(|field| equal_field(a, b, field))
        && a.extra().control() == b.extra().control()
        && a.extra().undeclared() == b.extra().undeclared()
}

/// Returns `true` if both structs are equal. Like `equal`, but cheaper to call from generated code: no coercions.
pub fn equal_models<M: Model>(a: &M, b: &M) -> bool {
    equal(a, b)
}

/// Returns `true` if both values of a hierarchy have the same variant and are equal.
pub fn equal_variants<E: Hierarchy>(a: &E, b: &E) -> bool {
    variants(Some(Variant::new(a)), Some(Variant::new(b)))
}

/// Returns the text of `@odata.type`, if it names another type than that of the struct.
pub(crate) fn other_type(model: &dyn Model) -> Option<&str> {
    match model.extra().tag() {
        Tag::Other(text) if !names_type(text, model.info().name()) => Some(text),
        _ => None,
    }
}

/// Returns `true` if a field is equal in two models of one type, including its nulls.
pub(crate) fn equal_field(a: &dyn Model, b: &dyn Model, field: usize) -> bool {
    let (x, y) = (a.get(field), b.get(field));
    if let (Some(x), Some(y)) = (x.expansion(), y.expansion())
        && !x.is_equal_around(y)
    {
        return false;
    }
    let (a, b) = (a.extra(), b.extra());
    match (x.count(), y.count()) {
        (Some(len), Some(other))
            if len != other || a.skipped_items(field, len) != b.skipped_items(field, len) =>
        {
            false
        }
        _ if x.is_none() && y.is_none() => {
            a.is_null(field) == b.is_null(field) && a.odd(field) == b.odd(field)
        }
        _ => equal_fields(x, y),
    }
}

macro_rules! define {
    ($($one:ident $many:ident $rust:ty),*) => {
        pub(crate) fn equal_fields(a: Ref<'_>, b: Ref<'_>) -> bool {
            match (a, b) {
                (Ref::Single(Some(a)), Ref::Single(Some(b))) => same_float(f64::from(*a), f64::from(*b)),
                (Ref::Double(Some(a)), Ref::Double(Some(b))) => same_float(*a, *b),
                (Ref::SingleList(Some(a)), Ref::SingleList(Some(b))) => {
                    a.iter().zip(b).all(|(a, b)| same_float(f64::from(*a), f64::from(*b)))
                }
                (Ref::DoubleList(Some(a)), Ref::DoubleList(Some(b))) => {
                    a.iter().zip(b).all(|(a, b)| same_float(*a, *b))
                }
                $(
                    (Ref::$one(a), Ref::$one(b)) => a == b,
                    (Ref::$many(a), Ref::$many(b)) => a == b,
                )*
                (Ref::Enum(a), Ref::Enum(b)) => a.get() == b.get(),
                (Ref::EnumList(a), Ref::EnumList(b)) => both(a.get(), b.get(), in_order),
                (Ref::Flags(a), Ref::Flags(b)) => both(a.get(), b.get(), in_any_order),
                (Ref::FlagsList(a), Ref::FlagsList(b)) => {
                    a.count() == b.count()
                        && (0..a.count().unwrap_or(0)).all(|index| both(a.get(index), b.get(index), in_any_order))
                }
                (Ref::Object(a), Ref::Object(b)) => both(a.get(), b.get(), equal),
                (Ref::ObjectList(a), Ref::ObjectList(b)) => {
                    a.count() == b.count() && (0..a.count().unwrap_or(0)).all(|index| both(a.get(index), b.get(index), equal))
                }
                (Ref::Hierarchy(a), Ref::Hierarchy(b)) => variants(a.get(), b.get()),
                (Ref::HierarchyList(a), Ref::HierarchyList(b)) => {
                    a.count() == b.count() && (0..a.count().unwrap_or(0)).all(|index| variants(a.get(index), b.get(index)))
                }
                (Ref::Rest(..), Ref::Rest(..)) => true,
                _ => false,
            }
        }
    };
}

for_each_primitive!(define);

/// Returns `true` if both numbers are the same value. Unlike with `==`, NaN equals NaN, because both have the same
/// JSON.
pub(crate) fn same_float(a: f64, b: f64) -> bool {
    a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan()) || (a - b == 0.0)
}

fn both<T>(a: Option<T>, b: Option<T>, equal: impl Fn(T, T) -> bool) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => equal(a, b),
        (None, None) => true,
        _ => false,
    }
}

fn variants(a: Option<Variant<'_>>, b: Option<Variant<'_>>) -> bool {
    both(a, b, |a, b| a.is_unknown == b.is_unknown && equal(a.model, b.model))
}

fn in_order(a: &dyn Members, b: &dyn Members) -> bool {
    each_member(a).eq(each_member(b))
}
