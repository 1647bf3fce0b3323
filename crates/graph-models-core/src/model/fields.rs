//! Fields of generated types as trait objects, so that no other code is generic over a generated type.
//!
//! Each method here is compiled once for each generated type. Keep the methods few and short.

use std::any::Any;

use super::added::added;
use super::{ErasedExpansion, Hierarchy, HierarchyInfo, Model};
use crate::open_enum::{EnumInfo, FlagSet, Member, Members, OpenEnum, OwnedMember};

/// A field of an enumeration type: `Option<E>`.
pub trait EnumField: Any {
    /// The table of the enumeration.
    fn info(&self) -> EnumInfo;
    /// The member.
    fn get(&self) -> Option<Member<'_>>;
    /// Sets or removes the member.
    fn set(&mut self, member: Option<OwnedMember>);
}

impl<E: OpenEnum> EnumField for Option<E> {
    fn info(&self) -> EnumInfo {
        E::type_info()
    }

    fn get(&self) -> Option<Member<'_>> {
        self.as_ref().map(E::member)
    }

    fn set(&mut self, member: Option<OwnedMember>) {
        *self = member.map(E::from_member);
    }
}

/// A field with several members of one enumeration: `Option<Vec<E>>` or `Option<FlagSet<E>>`.
pub trait MembersField: Any {
    /// The table of the enumeration.
    fn info(&self) -> EnumInfo;
    /// The members.
    fn get(&self) -> Option<&dyn Members>;
    /// Returns the members, for changes. Creates an empty list or set if the field had none.
    fn get_or_insert(&mut self) -> &mut dyn Members;
    /// Empties the field.
    fn remove(&mut self);
}

impl<E: OpenEnum> MembersField for Option<Vec<E>> {
    fn info(&self) -> EnumInfo {
        E::type_info()
    }

    fn get(&self) -> Option<&dyn Members> {
        self.as_ref().map(|members| members as &dyn Members)
    }

    fn get_or_insert(&mut self) -> &mut dyn Members {
        self.get_or_insert(Vec::new())
    }

    fn remove(&mut self) {
        *self = None;
    }
}

impl<E: OpenEnum> MembersField for Option<FlagSet<E>> {
    fn info(&self) -> EnumInfo {
        E::type_info()
    }

    fn get(&self) -> Option<&dyn Members> {
        self.as_ref().map(|members| members as &dyn Members)
    }

    fn get_or_insert(&mut self) -> &mut dyn Members {
        self.get_or_insert(FlagSet::new())
    }

    fn remove(&mut self) {
        *self = None;
    }
}

/// A field with a collection of flag sets: `Option<Vec<FlagSet<E>>>`.
pub trait FlagsListField: Any {
    /// The table of the enumeration.
    fn info(&self) -> EnumInfo;
    /// The number of sets, if the collection is present.
    fn count(&self) -> Option<usize>;
    /// Returns the set at an index.
    fn get(&self, index: usize) -> Option<&dyn Members>;
    /// Replaces the collection by an empty one, or by none.
    fn reset(&mut self, is_present: bool);
    /// Adds an empty set at the end.
    fn push(&mut self) -> &mut dyn Members;
}

impl<E: OpenEnum> FlagsListField for Option<Vec<FlagSet<E>>> {
    fn info(&self) -> EnumInfo {
        E::type_info()
    }

    fn count(&self) -> Option<usize> {
        self.as_ref().map(Vec::len)
    }

    fn get(&self, index: usize) -> Option<&dyn Members> {
        self.as_ref()?.get(index).map(|set| set as &dyn Members)
    }

    fn reset(&mut self, is_present: bool) {
        *self = is_present.then(Vec::new);
    }

    fn push(&mut self) -> &mut dyn Members {
        added::<FlagSet<E>>(self.get_or_insert(Vec::new()), FlagSet::new())
    }
}

/// A field of a structured type without derived types: `Option<Box<T>>`, or an erased field.
pub trait ObjectField {
    /// The field as declared in its struct. `None` if the trait object is not a field of a struct.
    fn as_any(&self) -> Option<&dyn Any> {
        None
    }

    /// The field as declared in its struct, for changes.
    fn as_any_mut(&mut self) -> Option<&mut dyn Any> {
        None
    }

    /// The object.
    fn get(&self) -> Option<&dyn Model>;
    /// Puts an empty object into the field.
    fn insert(&mut self) -> &mut dyn Model;
    /// Empties the field.
    fn remove(&mut self);

    /// The content of a navigation property, without its type.
    fn expansion(&self) -> Option<&ErasedExpansion> {
        None
    }

    /// The content of a navigation property, for changes.
    fn expansion_mut(&mut self) -> Option<&mut ErasedExpansion> {
        None
    }
}

impl<T: Model + Default> ObjectField for Option<Box<T>> {
    fn as_any(&self) -> Option<&dyn Any> {
        Some(self)
    }

    fn as_any_mut(&mut self) -> Option<&mut dyn Any> {
        Some(self)
    }

    fn get(&self) -> Option<&dyn Model> {
        match self {
            Some(object) => Some(&**object),
            None => None,
        }
    }

    fn insert(&mut self) -> &mut dyn Model {
        &mut **self.insert(Box::new(T::default()))
    }

    fn remove(&mut self) {
        *self = None;
    }
}

/// A model that exists already, as the target of a field.
pub(crate) struct Whole<'a>(pub(crate) &'a mut dyn Model);

impl ObjectField for Whole<'_> {
    fn get(&self) -> Option<&dyn Model> {
        Some(self.0)
    }

    fn insert(&mut self) -> &mut dyn Model {
        self.0
    }

    // A root value that cannot be read is an error, so there is nothing to remove.
    fn remove(&mut self) {}
}

/// A field with a collection of a structured type without derived types: `Option<Vec<T>>`, or an erased
/// field.
pub trait ObjectListField: Any {
    /// The number of objects, if the collection is present.
    fn count(&self) -> Option<usize>;
    /// Returns the object at an index.
    fn get(&self, index: usize) -> Option<&dyn Model>;
    /// Replaces the collection by an empty one, or by none.
    fn reset(&mut self, is_present: bool);
    /// Adds an empty object at the end.
    fn push(&mut self) -> &mut dyn Model;
    /// Removes the object at the end.
    fn remove_last(&mut self);

    /// The content of a navigation property, without its type.
    fn expansion(&self) -> Option<&ErasedExpansion> {
        None
    }

    /// The content of a navigation property, for changes.
    fn expansion_mut(&mut self) -> Option<&mut ErasedExpansion> {
        None
    }
}

impl<T: Model + Default> ObjectListField for Option<Vec<T>> {
    fn count(&self) -> Option<usize> {
        self.as_ref().map(Vec::len)
    }

    fn get(&self, index: usize) -> Option<&dyn Model> {
        self.as_ref()?.get(index).map(|object| object as &dyn Model)
    }

    fn reset(&mut self, is_present: bool) {
        *self = is_present.then(Vec::new);
    }

    fn push(&mut self) -> &mut dyn Model {
        added::<T>(self.get_or_insert(Vec::new()), T::default())
    }

    fn remove_last(&mut self) {
        if let Some(list) = self {
            list.pop();
        }
    }
}

/// A value of a hierarchy, without its type: the struct inside the enum, and whether the variant is `Unknown`.
#[derive(Clone, Copy)]
pub struct Variant<'a> {
    /// The struct.
    pub model: &'a dyn Model,
    /// The hierarchy of the value.
    pub hierarchy: HierarchyInfo,
    /// `true` if the variant is `Unknown`.
    pub is_unknown: bool,
}

impl<'a> Variant<'a> {
    /// Returns the variant of a value of the enum `E`.
    pub fn new<E: Hierarchy>(value: &'a E) -> Self {
        Self { model: value.as_model(), hierarchy: E::type_info(), is_unknown: value.is_unknown() }
    }

    /// Returns the index in [`HierarchyInfo::variants`]. The index is past the end for `Unknown`.
    pub fn index(&self) -> usize {
        let info = self.model.info();
        let known = self.hierarchy.position(info.name());
        known.filter(|_| !self.is_unknown).unwrap_or(usize::MAX)
    }
}

/// A field of a structured type with derived types: `Option<E>`, or an erased field.
pub trait HierarchyField: Any {
    /// The table of the hierarchy.
    fn info(&self) -> HierarchyInfo;
    /// The value.
    fn get(&self) -> Option<Variant<'_>>;
    /// Puts an empty value of the given variant into the field. The variant is `Unknown` if the index is past the end
    /// of the table.
    fn insert(&mut self, variant: usize) -> &mut dyn Model;
    /// Empties the field.
    fn remove(&mut self);

    /// The content of a navigation property, without its type.
    fn expansion(&self) -> Option<&ErasedExpansion> {
        None
    }

    /// The content of a navigation property, for changes.
    fn expansion_mut(&mut self) -> Option<&mut ErasedExpansion> {
        None
    }
}

impl<E: Hierarchy> HierarchyField for Option<E> {
    fn info(&self) -> HierarchyInfo {
        E::type_info()
    }

    fn get(&self) -> Option<Variant<'_>> {
        self.as_ref().map(Variant::new)
    }

    fn insert(&mut self, variant: usize) -> &mut dyn Model {
        self.insert(E::new(variant)).as_model_mut()
    }

    fn remove(&mut self) {
        *self = None;
    }
}

/// A field with a collection of a structured type with derived types: `Option<Vec<E>>`, or an erased
/// field.
pub trait HierarchyListField: Any {
    /// The table of the hierarchy.
    fn info(&self) -> HierarchyInfo;
    /// The number of values, if the collection is present.
    fn count(&self) -> Option<usize>;
    /// Returns the value at an index.
    fn get(&self, index: usize) -> Option<Variant<'_>>;
    /// Replaces the collection by an empty one, or by none.
    fn reset(&mut self, is_present: bool);
    /// Adds an empty value of the given variant at the end.
    fn push(&mut self, variant: usize) -> &mut dyn Model;

    /// The content of a navigation property, without its type.
    fn expansion(&self) -> Option<&ErasedExpansion> {
        None
    }

    /// The content of a navigation property, for changes.
    fn expansion_mut(&mut self) -> Option<&mut ErasedExpansion> {
        None
    }
}

impl<E: Hierarchy> HierarchyListField for Option<Vec<E>> {
    fn info(&self) -> HierarchyInfo {
        E::type_info()
    }

    fn count(&self) -> Option<usize> {
        self.as_ref().map(Vec::len)
    }

    fn get(&self, index: usize) -> Option<Variant<'_>> {
        self.as_ref()?.get(index).map(Variant::new)
    }

    fn reset(&mut self, is_present: bool) {
        *self = is_present.then(Vec::new);
    }

    fn push(&mut self, variant: usize) -> &mut dyn Model {
        added(self.get_or_insert(Vec::new()), E::new(variant)).as_model_mut()
    }
}
