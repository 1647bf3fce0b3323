//! `PartialEq` for every generated type: two values are equal if they would mean the same on the wire.
//!
//! How a value was written takes no part: a member in another case equals the member.
//! Explicit nulls, control information and undeclared properties do take part.

use std::any::Any;

use super::Members;
use super::slot::for_each_primitive;
use super::{Hierarchy, Model, ModelInfo, Ref, Tag, Variant};
use crate::decode::names_type;

/// Whether two models are structs of one type. Two versions of the service have types of the same name.
pub(crate) fn is_same_type(a: &dyn Model, b: &dyn Model) -> bool {
    let (a, b): (&dyn Any, &dyn Any) = (a, b);
    a.type_id() == b.type_id()
}

/// Whether two models are of one type and equal.
pub(crate) fn equal(a: &dyn Model, b: &dyn Model) -> bool {
    let info = a.info();
    is_same_type(a, b)
        && (0..info.names().len()).all(|field| equal_field(a, b, field))
        && type_of(a, info) == type_of(b, info)
        && a.extra().control() == b.extra().control()
        && a.extra().undeclared() == b.extra().undeclared()
}

/// Whether two structs are equal: as [`equal`], which costs less to call from generated code than coercions do.
pub fn equal_models<M: Model>(a: &M, b: &M) -> bool {
    equal(a, b)
}

/// Whether two values of a hierarchy are of one variant and equal.
pub fn equal_variants<E: Hierarchy>(a: &E, b: &E) -> bool {
    variants(Some(Variant::new(a)), Some(Variant::new(b)))
}

/// The type a value claims to be of; `None` if that is the type it has.
fn type_of<'a>(model: &'a dyn Model, info: ModelInfo) -> Option<&'a str> {
    match model.extra().tag() {
        Tag::Other(text) if !names_type(text, info.name()) => Some(text),
        _ => None,
    }
}

/// Whether a field of two models of one type is equal, with its nulls.
pub(crate) fn equal_field(a: &dyn Model, b: &dyn Model, field: usize) -> bool {
    let (x, y) = (a.get(field), b.get(field));
    let (a, b) = (a.extra(), b.extra());
    match (x.count(), y.count()) {
        (Some(len), Some(other)) if len != other || a.null_items(field, len) != b.null_items(field, len) => {
            false
        }
        _ if x.is_none() && y.is_none() => a.is_null(field) == b.is_null(field),
        _ => equal_fields(x, y),
    }
}

macro_rules! define {
    ($($one:ident $many:ident $rust:ty),*) => {
        fn equal_fields(a: Ref<'_>, b: Ref<'_>) -> bool {
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

/// Whether two doubles are the same value: unlike `==`, NaN is NaN, since it is one value on the wire.
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
    a.len() == b.len() && (0..a.len()).all(|index| a.get(index) == b.get(index))
}

/// Flags are a set.
pub(crate) fn in_any_order(a: &dyn Members, b: &dyn Members) -> bool {
    a.len() == b.len() && (0..a.len()).all(|x| (0..b.len()).any(|y| a.get(x) == b.get(y)))
}
