//! Reflection over generated types, and the code that is written once on top of it.
//!
//! A generated struct is a table ([`ModelInfo`]) and two `match`es ([`Model::slot`], [`Model::get`]). Decoding,
//! encoding, comparing, copying and printing all use them.
//!
//! Nothing here depends on a type of Microsoft Graph. Nothing here is generic over a generated type, except a few lines
//! in `fields` that turn `Option<Box<T>>` and similar fields into trait objects.

mod added;
mod annotated;
mod bag;
pub(crate) mod constant;
pub(crate) mod copy;
pub(crate) mod debug;
pub(crate) mod deviations;
pub(crate) mod entity_id;
mod entries;
pub(crate) mod equal;
pub(crate) mod expanded;
mod extra;
mod fields;
pub(crate) mod info;
mod item;
mod kept;
mod kind;
mod place;
mod property;
mod property_error;
mod received;
pub(crate) mod related;
mod replaced;
mod scalar;
pub(crate) mod shared;
pub(crate) mod slot;
mod tag;

use std::any::Any;
use std::borrow::Cow;

pub use annotated::Annotated;
pub(crate) use annotated::count_number;
pub(crate) use bag::{BIND, DELTA, ListNotes, SkippedItems, is_control, split_annotation};
pub use bag::{Control, NameError, Undeclared};
pub use constant::{Field, FieldKind, Navigation, ReadOnly, Writable};
pub(crate) use copy::{copy_field_with_notes, empty_variant};
pub(crate) use debug::debug;
use deviations::Deviations;
use entity_id::EntityId;
pub use entries::Entries;
pub(crate) use equal::{equal, equal_field, is_same_named_type, is_same_type, other_type};
pub use expanded::{Add, ErasedExpansion, Expandable, Expanded, Inner, Nested, Relation, Storage};
pub(crate) use expanded::{ExpansionPart, Note, expansion_part, is_held, link_text, store};
pub use extra::Extra;
pub(crate) use fields::Whole;
pub use fields::{
    EnumField, FlagsListField, HierarchyField, HierarchyListField, MembersField, ObjectField,
    ObjectListField, Variant,
};
pub use info::{HierarchyInfo, ModelInfo};
pub(crate) use info::{ITEMS, LIST};
pub use item::Item;
pub(crate) use kept::Kept;
pub(crate) use kind::Reflected;
pub use kind::{Kind, StructuredKind};
pub(crate) use place::{Expected, Found, Mismatch, Place, Shown};
pub use property::{FieldInfo, Type};
pub use property_error::PropertyError;
pub(crate) use received::{Content, FieldValue, ReceivedItem};
pub(crate) use replaced::{Replaced, Step, Uncounted, replaced_inside};
pub(crate) use scalar::{is_lenient, put};
pub(crate) use slot::for_each_primitive;
pub(crate) use slot::rest;
pub use slot::{Ref, Slot};
pub(crate) use tag::{Tag, is_canonical_tag, named_type, names_type};

pub use crate::generated::Generated;
pub use crate::open_enum::members::Members;

/// A structured type (CSDL `EntityType` or `ComplexType`), seen through its table.
///
/// `impl_model!` implements this trait. The trait is object safe, and `&dyn Model` coerces to `&dyn Any` for downcasts.
pub trait Model: Any + Send + Sync {
    /// Returns the field at an index of [`ModelInfo::names`], for writing. Returns [`Slot::Rest`] past the end.
    fn slot(&mut self, field: usize) -> Slot<'_>;

    /// Returns the field at an index of [`ModelInfo::names`], for reading. Returns [`Ref::Rest`] past the end.
    fn get(&self, field: usize) -> Ref<'_>;

    /// Puts an empty value into an erased field. The last argument is not used here; [`Hierarchy::add`] uses it.
    ///
    /// Each generated type has its own function. A generic function would instantiate itself for the type of each
    /// erased field in turn, and the compiler limits the depth of such a recursion.
    fn add(storage: &mut Storage, is_list: bool, _variant: usize) -> &mut dyn Model
    where
        Self: Sized + Default,
    {
        store(storage, is_list, Self::default())
    }
}

/// A position past the end of every table.
const REST: usize = usize::MAX;

/// The panic message for a handwritten [`Model`] that does not return the rest past its last field.
const NO_REST: &str = "past the last field of a model is what the schema does not declare";

/// Methods of every [`Model`] beyond its own: for structs and for `dyn Model` alike.
pub trait ModelExt: Model {
    /// Returns the table: CSDL name and fields.
    fn info(&self) -> ModelInfo {
        match self.get(REST) {
            Ref::Rest(info, _) => info,
            _ => unreachable!("{NO_REST}"),
        }
    }

    /// Returns the content that the schema does not declare: control information, undeclared properties, explicit
    /// nulls.
    fn extra(&self) -> &Extra {
        match self.get(REST) {
            Ref::Rest(_, extra) => extra,
            _ => unreachable!("{NO_REST}"),
        }
    }

    /// Returns the content that the schema does not declare, for changes.
    fn extra_mut(&mut self) -> &mut Extra {
        match self.slot(REST) {
            Slot::Rest(extra) => extra,
            _ => unreachable!("{NO_REST}"),
        }
    }

    /// Returns the value of `@odata.type`, as received or as it will be written.
    ///
    /// Returns `None` for a value made by hand, and for a value received without `@odata.type`.
    fn odata_type(&self) -> Option<Cow<'_, str>> {
        match self.extra().tag() {
            Tag::Unset | Tag::Absent | Tag::Forbidden | Tag::Odd(_) => None,
            Tag::Canonical => Some(Cow::Owned(format!("#{}", self.info().name()))),
            Tag::Other(text) => Some(Cow::Borrowed(text)),
        }
    }

    /// Returns the control information of a property (`property@odata.…`), by the property's name on the wire.
    fn annotations<'a>(&'a self, property: &'a str) -> Annotated<'a> {
        let index = self.info().position(property);
        let expansion = index.and_then(|index| self.get(index).expansion());
        Annotated::new(self.extra().control(), property, expansion)
    }

    /// Lists the values that are not as the schema declares them.
    fn deviations(&self) -> Deviations<'_>
    where
        Self: Sized,
    {
        Deviations::new(self)
    }

    /// Returns `true` if a property was received as null, and holds no value since. `false` if it was absent.
    ///
    /// A service that omits a property says nothing of its value; null says that there is none. The field is `None` in
    /// both cases.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
    /// use graph_models_core::{ModelExt, from_str};
    /// use sample::SimpleIncident;
    ///
    /// let mut incident: SimpleIncident = from_str(r#"{"id": "1", "owner": null}"#)?;
    /// assert!(incident.is_null(SimpleIncident::OWNER) && !incident.is_null(SimpleIncident::TAGS));
    /// incident.owner = Some(Default::default());
    /// assert!(!incident.is_null(SimpleIncident::OWNER));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    fn is_null<V, A: FieldKind<V>>(&self, property: Field<Self, V, A>) -> bool
    where
        Self: Sized,
    {
        let position = property.position_in(self);
        self.get(position).is_none() && self.extra().is_null(position)
    }

    /// The received JSON of a declared property whose value is not of its type. Takes the name on the wire.
    ///
    /// The field of such a property is empty. The JSON is written back until the field is set.
    fn kept(&self, property: &str) -> Option<&serde_json::Value> {
        let index = self.info().position(property)?;
        self.extra().kept(index).filter(|_| self.get(index).is_none())
    }

    /// Returns the value with a property set. The constants of properties are those of the type, such as
    /// `Owner::DISPLAY_NAME`.
    ///
    /// Nothing of the former value remains: neither the form in which it was received, such as null items, nor the
    /// count and the links of an expansion.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
    /// use graph_models_core::ModelExt;
    /// use sample::{AlertSeverity, Owner, SimpleIncident};
    ///
    /// let incident = SimpleIncident::with(SimpleIncident::SEVERITY, AlertSeverity::High)
    ///     .with(SimpleIncident::ACTIVATION_COUNT, 3)
    ///     .with(SimpleIncident::OWNER, Owner::with(Owner::DISPLAY_NAME, "Avery"));
    /// assert_eq!(
    ///     graph_models_core::to_string(&incident)?,
    ///     r#"{"activationCount":3,"severity":"high","owner":{"displayName":"Avery"}}"#,
    /// );
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    ///
    /// # Panics
    ///
    /// Panics if the constant does not belong to the type. Generated constants belong to their type.
    #[must_use]
    fn with<V, A: FieldKind<V>>(mut self, property: Field<Self, V, A>, value: impl Into<A::Value>) -> Self
    where
        Self: Sized,
    {
        let position = property.position_in(&self);
        shared::forget(&mut self, position);
        let field = self.slot(position).into_any();
        assert!(
            field.is_some_and(|field| A::set(field, value.into())),
            "{}: the constant is of another type than the property",
            property.wire(),
        );
        self
    }

    /// Returns the value with a collection set. The items are converted into the items of the collection: text into
    /// strings, structs into the tagged enum of their base.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
    /// use graph_models_core::ModelExt;
    /// use sample::SimpleIncident;
    ///
    /// let incident = SimpleIncident::with(SimpleIncident::ACTIVATION_COUNT, 1)
    ///     .with_each(SimpleIncident::TAGS, ["first", "second"])
    ///     .with_each(SimpleIncident::CHILDREN, [SimpleIncident::with(SimpleIncident::ID, "2")]);
    /// assert_eq!(
    ///     graph_models_core::to_string(&incident)?,
    ///     r##"{"activationCount":1,"tags":["first","second"],"children":[{"@odata.type":"#sample.simpleIncident","id":"2"}]}"##,
    /// );
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    ///
    /// # Panics
    ///
    /// Panics in the same case as [`with`](Self::with).
    #[must_use]
    fn with_each<V: Any, A, I>(self, property: Field<Self, Vec<V>, A>, items: I) -> Self
    where
        Self: Sized,
        A: FieldKind<Vec<V>, Value = Vec<V>>,
        I: IntoIterator<Item: Into<V>>,
    {
        self.with(property, items.into_iter().map(Into::into).collect::<Vec<V>>())
    }

    /// Returns the value with a navigation property bound to an existing entity: `manager@odata.bind`. See
    /// [`Service::entity_id`](crate::request::Service::entity_id).
    ///
    /// A collection stays bound to the entities that it was bound to before.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
    /// # static CATALOG: graph_models_core::request::Catalog = graph_models_core::request::Catalog { version: "v1.0", parts: &[] };
    /// # use graph_models_core::{model::ModelExt, request::{Create, EntityId, Operation, Path, Service}};
    /// # use sample::SimpleIncident as Group;
    /// let user = |id: &str| EntityId::from_url(format!("https://graph.microsoft.com/v1.0/users/{id}"));
    /// // `RELATED` is like a single owner, and `CHILDREN` like the members of a group.
    /// let group = Group::with(Group::ACTIVATION_COUNT, 1).bind(Group::RELATED, user("1"));
    /// let group = group.bind_each(Group::CHILDREN, [user("2"), user("3")]);
    /// let request = Create::new(&Path::root(&CATALOG).add("/groups", &[]), group).to_http(&Service::global())?;
    /// let body: serde_json::Value = serde_json::from_slice(request.body())?;
    /// assert_eq!(body["related@odata.bind"], "https://graph.microsoft.com/v1.0/users/1");
    /// assert_eq!(body["children@odata.bind"][1], "https://graph.microsoft.com/v1.0/users/3");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    fn bind<V>(mut self, property: Field<Self, V, Navigation>, target: EntityId) -> Self
    where
        Self: Sized,
    {
        let position = property.position_in(&self);
        shared::bind(&mut self, position, property.wire(), target);
        self
    }

    /// Returns the value with a collection bound to these existing entities, and to no others: `members@odata.bind`.
    /// [`bind`](Self::bind) has an example.
    #[must_use]
    fn bind_each<V>(
        mut self,
        property: Field<Self, Vec<V>, Navigation>,
        targets: impl IntoIterator<Item = EntityId>,
    ) -> Self
    where
        Self: Sized,
    {
        shared::bind_each(&mut self, property.wire(), targets);
        self
    }

    /// Returns `true` if the value is of the type `type_name`, or of a type derived from it. The name is a qualified
    /// CSDL name, such as `microsoft.graph.user`.
    ///
    /// A value of an unknown derived type counts as a value of its nearest known base. The struct of a concrete base
    /// may hold a value of a derived type. The result is then also `true` for the type that `@odata.type` names, if
    /// that type is generated. It is `false` for the types between that type and the base; the result of `narrow` knows
    /// them.
    fn is_a(&self, type_name: &str) -> bool {
        let info = self.info();
        let is_named = || {
            info.derived().contains(&type_name)
                && matches!(self.extra().tag(), Tag::Other(tag) if names_type(tag, type_name))
        };
        info.name() == type_name || info.bases().contains(&type_name) || is_named()
    }
}

impl<M: Model + ?Sized> ModelExt for M {}

/// A tagged enum of a base type: one variant per concrete type, and `Unknown`.
///
/// A value of an abstract base is such an enum. A value of a concrete base is a struct, which can be narrowed to such
/// an enum.
///
/// `impl_hierarchy!` implements this trait.
pub trait Hierarchy: Generated<Info = HierarchyInfo> + Send + Sync {
    /// Returns an empty value of the variant at an index of [`HierarchyInfo::variants`]. Returns `Unknown` past the
    /// end.
    fn new(variant: usize) -> Self;

    /// Puts an empty value of the given variant into an erased field. See [`Model::add`].
    fn add(storage: &mut Storage, is_list: bool, variant: usize) -> &mut dyn Model;

    /// Returns `true` if this is the `Unknown` variant.
    ///
    /// The table of the struct does not show this: if the base is concrete, its variant and `Unknown` hold the same
    /// struct.
    fn is_unknown(&self) -> bool;

    /// The struct inside the enum.
    fn as_model(&self) -> &dyn Model;

    /// The struct inside the enum, for changes.
    fn as_model_mut(&mut self) -> &mut dyn Model;
}

impl dyn Model {
    /// Returns the table. See [`ModelExt::info`].
    pub fn info(&self) -> ModelInfo {
        ModelExt::info(self)
    }

    /// Returns the content that the schema does not declare. See [`ModelExt::extra`].
    pub fn extra(&self) -> &Extra {
        ModelExt::extra(self)
    }

    /// Returns the content that the schema does not declare, for changes.
    pub fn extra_mut(&mut self) -> &mut Extra {
        ModelExt::extra_mut(self)
    }

    /// Returns `true` if this is a struct of type `T`.
    pub fn is<T: Model>(&self) -> bool {
        let model: &dyn Any = self;
        model.is::<T>()
    }

    /// Returns the struct, if it is of type `T`.
    pub fn downcast_ref<T: Model>(&self) -> Option<&T> {
        let model: &dyn Any = self;
        model.downcast_ref()
    }

    /// Returns the struct, for changes, if it is of type `T`.
    pub fn downcast_mut<T: Model>(&mut self) -> Option<&mut T> {
        let model: &mut dyn Any = self;
        model.downcast_mut()
    }

    /// Returns `true` if the value is of the type `type_name`, or of a type derived from it. See [`ModelExt::is_a`].
    pub fn is_a(&self, type_name: &str) -> bool {
        ModelExt::is_a(self, type_name)
    }
}
