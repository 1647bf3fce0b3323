//! Support for the macros of this crate. It is not part of the interface: anything here may change in any release.
//!
//! Each item keeps its original name. The compiler prints the name of a re-export in messages about user code, so a
//! renamed one would confuse, such as `__Display` for `Display`. There is one module without submodules: macros are
//! called thousands of times, and each path segment costs compile time.

pub use std::clone::Clone;
pub use std::cmp::{Eq, PartialEq};
pub use std::convert::{From, Into};
pub use std::default::Default;
pub use std::fmt::{Debug, Display, Formatter, Result as FormatResult};
pub use std::hash::{Hash, Hasher};
pub use std::ops::Deref;
pub use std::option::Option::None;
pub use std::stringify;

pub use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use crate::decode::{Read, read_hierarchy, read_member, read_model};
pub use crate::encode::{Written, write_hierarchy, write_member, write_model};
pub use crate::model::constant::{gated_property, property};
pub use crate::model::copy::{boxed, copy_model, copy_variant};
pub use crate::model::debug::{debug_model, debug_variant};
pub use crate::model::equal::{equal_models, equal_variants};
pub use crate::model::expanded::store;
pub use crate::model::info::{HierarchyTable, ModelTable, hierarchy_info};
pub use crate::model::related::{Related, Single};
pub use crate::model::shared::{
    shared, shared_copy, shared_expanded, shared_gated, shared_object, shared_text, with,
};
pub use crate::model::slot::rest;
pub use crate::model::{
    Expanded, Extra, Field, FieldKind, Generated, Hierarchy, HierarchyInfo, Model, Ref, Slot, Storage,
};
pub use crate::open_enum::info::{EnumTable, enum_info};
pub use crate::open_enum::shared::{
    copy_member, debug_member, display_member, equal_members, hash_member, member_from_text, member_position,
    member_text, unknown_member,
};
pub use crate::open_enum::{EnumInfo, Member, OpenEnum, OwnedMember};
pub use crate::retype::{into_narrowed, narrow, widen, widen_hierarchy, widen_variant};

#[cfg(feature = "schemars")]
pub use crate::schema::kinds::{Name, flags, hierarchy, id, object, open_enum};
#[cfg(feature = "schemars")]
pub use crate::schema::objects::{tagged, unknown};
#[cfg(feature = "schemars")]
pub use schemars::{JsonSchema, Schema, SchemaGenerator};
