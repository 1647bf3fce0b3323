//! The reflection every generated type offers, and what is written once on top of it.
//!
//! A generated struct is a table ([`ModelInfo`]) and two `match`es ([`Model::slot`], [`Model::get`]).
//! Decoding, encoding, comparing, copying and printing go through them.
//! Nothing in here knows a type of Microsoft Graph, and nothing in here is generic over a generated type,
//! apart from the few lines in `fields` that turn `Option<Box<T>>` and its like into trait objects.

mod annotated;
mod bag;
pub(crate) mod constant;
pub(crate) mod copy;
pub(crate) mod debug;
pub(crate) mod equal;
mod extra;
mod fields;
mod generated;
pub(crate) mod info;
mod item;
mod property;
pub(crate) mod shared;
mod slot;

use std::any::Any;
use std::borrow::Cow;

pub use annotated::Annotated;
pub use bag::{Control, Entries, NameError, Undeclared};
pub(crate) use bag::{ListNotes, NullItems, TYPE_TAG, is_control};
pub use constant::{Field, Navigation, ReadOnly, Writable};
pub(crate) use copy::{copy_field_with_notes, empty_variant};
pub(crate) use debug::debug;
pub(crate) use equal::{equal, equal_field, in_any_order, is_same_type};
pub use extra::Extra;
pub(crate) use extra::Tag;
pub use fields::{
    EnumField, FlagsListField, HierarchyField, HierarchyListField, Members, MembersField, ObjectField,
    ObjectListField, Variant,
};
pub use generated::{Generated, Kind, StructuredKind};
pub use info::{HierarchyInfo, ModelInfo};
pub(crate) use info::{ModelTable, rest};
pub use item::Item;
pub use property::{FieldInfo, Type};
pub(crate) use shared::field;
pub(crate) use slot::for_each_primitive;
pub use slot::{Ref, Slot};

/// A structured type (CSDL `EntityType` or `ComplexType`) seen through its table.
///
/// Implemented by `impl_model!`.
/// The trait is object safe, and `&dyn Model` coerces to `&dyn Any` for downcasts.
pub trait Model: Any + Send + Sync {
    /// The field of that index in [`ModelInfo::names`], to be filled; [`Slot::Rest`] past the end.
    fn slot(&mut self, field: usize) -> Slot<'_>;

    /// The field of that index in [`ModelInfo::names`]; [`Ref::Rest`] past the end.
    fn get(&self, field: usize) -> Ref<'_>;
}

/// A position past the end of every table.
const REST: usize = usize::MAX;

/// What is wrong with a [`Model`] that was written by hand, and badly.
const NO_REST: &str = "past the last field of a model is what the schema does not declare";

/// What can be asked of every [`Model`] beyond its own methods, by structs and by `dyn Model` alike.
pub trait ModelExt: Model {
    /// The table: CSDL name and fields.
    fn info(&self) -> ModelInfo {
        match self.get(REST) {
            Ref::Rest(info, _) => info,
            _ => unreachable!("{NO_REST}"),
        }
    }

    /// What the schema does not declare: control information, undeclared properties, explicit nulls.
    fn extra(&self) -> &Extra {
        match self.get(REST) {
            Ref::Rest(_, extra) => extra,
            _ => unreachable!("{NO_REST}"),
        }
    }

    /// The same, to be changed.
    fn extra_mut(&mut self) -> &mut Extra {
        match self.slot(REST) {
            Slot::Rest(extra) => extra,
            _ => unreachable!("{NO_REST}"),
        }
    }

    /// The `@odata.type` this value was received with, or is told to be written with, as it stands on the wire.
    ///
    /// `None` for a value made by hand and for one received without it.
    fn odata_type(&self) -> Option<Cow<'_, str>> {
        match self.extra().tag() {
            Tag::Unset | Tag::Absent | Tag::Forbidden => None,
            Tag::Canonical => Some(Cow::Owned(format!("#{}", self.info().name()))),
            Tag::Other(text) => Some(Cow::Borrowed(text)),
        }
    }

    /// Whether this is of that type or of one derived from it: a qualified CSDL name, such as `microsoft.graph.user`.
    ///
    /// A value of an unknown derived type is what its nearest known base is.
    fn is_a(&self, type_name: &str) -> bool {
        let info = self.info();
        info.name() == type_name || info.bases().contains(&type_name)
    }
}

impl<M: Model + ?Sized> ModelExt for M {}

/// A base type with derived types: a tagged enum with one variant per concrete type, and `Unknown`.
///
/// Implemented by `impl_hierarchy!`.
pub trait Hierarchy: Generated<Info = HierarchyInfo> {
    /// An empty value of the variant of that index in [`HierarchyInfo::variants`]; past the end, `Unknown`.
    fn new(variant: usize) -> Self;

    /// Whether this is the `Unknown` variant.
    ///
    /// The table cannot tell: where the base is concrete, its variant and `Unknown` hold the same struct.
    fn is_unknown(&self) -> bool;

    /// The struct inside, whatever its type.
    fn as_model(&self) -> &dyn Model;

    /// The struct inside, to be changed.
    fn as_model_mut(&mut self) -> &mut dyn Model;
}

impl dyn Model {
    /// The table: see [`ModelExt::info`].
    pub fn info(&self) -> ModelInfo {
        ModelExt::info(self)
    }

    /// What the schema does not declare: see [`ModelExt::extra`].
    pub fn extra(&self) -> &Extra {
        ModelExt::extra(self)
    }

    /// The same, to be changed.
    pub fn extra_mut(&mut self) -> &mut Extra {
        ModelExt::extra_mut(self)
    }

    /// Whether this is a struct of that type.
    pub fn is<T: Model>(&self) -> bool {
        let model: &dyn Any = self;
        model.is::<T>()
    }

    /// The struct, if it is of that type.
    pub fn downcast_ref<T: Model>(&self) -> Option<&T> {
        let model: &dyn Any = self;
        model.downcast_ref()
    }

    /// The struct, to be changed, if it is of that type.
    pub fn downcast_mut<T: Model>(&mut self) -> Option<&mut T> {
        let model: &mut dyn Any = self;
        model.downcast_mut()
    }

    /// Whether this is of that type or of one derived from it: see [`ModelExt::is_a`].
    pub fn is_a(&self, type_name: &str) -> bool {
        ModelExt::is_a(self, type_name)
    }
}
