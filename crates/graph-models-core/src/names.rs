//! What the macros of this crate name in the crates they are called from, each by one short path.
//!
//! A macro that is called thousands of times pays for every segment of every path it writes. Our own types keep their
//! names: the compiler shows the shortest path it finds.

#[doc(hidden)]
pub use std::clone::Clone as __Clone;
#[doc(hidden)]
pub use std::cmp::{Eq as __Eq, PartialEq as __PartialEq};
#[doc(hidden)]
pub use std::convert::From as __From;
#[doc(hidden)]
pub use std::default::Default as __Default;
#[doc(hidden)]
pub use std::fmt::{Debug as __Debug, Display as __Display, Formatter as __Formatter, Result as __FmtResult};
#[doc(hidden)]
pub use std::hash::{Hash as __Hash, Hasher as __Hasher};
#[doc(hidden)]
pub use std::ops::{Deref as __Deref, DerefMut as __DerefMut};
#[doc(hidden)]
pub use std::option::Option::None as __None;
#[doc(hidden)]
pub use std::stringify as __stringify;

#[doc(hidden)]
pub use serde::{
    Deserialize as __Deserialize, Deserializer as __Deserializer, Serialize as __Serialize,
    Serializer as __Serializer,
};

#[doc(hidden)]
pub use crate::decode::{
    Read as __Read, hierarchy as __read_hierarchy, open_enum as __read_member, owned_model as __read_model,
};
#[doc(hidden)]
pub use crate::encode::{Written as __Written, hierarchy as __write_hierarchy, own_model as __write_model};
#[doc(hidden)]
pub use crate::model::{
    Generated, HierarchyInfo, ModelInfo, Ref, Slot, boxed as __boxed, copy_model as __copy_model,
    copy_variant as __copy_variant, debug_model as __debug_model, debug_variant as __debug_variant,
    empty as __empty, equal_models as __equal, equal_variants as __equal_variants,
};
#[doc(hidden)]
pub use crate::open_enum::{
    EnumInfo, Member, OwnedMember, as_str as __as_str, copy as __copy_member, debug as __debug_member,
    display as __display_member, equal as __equal_members, from_text as __from_text, hash as __hash_member,
    position as __position, unknown as __unknown_member, write as __write_member,
};
#[doc(hidden)]
pub use crate::request::query::{Related, Single};

#[cfg(feature = "schemars")]
#[doc(hidden)]
pub use crate::schema::Name as __Name;
#[cfg(feature = "schemars")]
#[doc(hidden)]
pub use schemars::{JsonSchema as __JsonSchema, Schema as __Schema, SchemaGenerator as __SchemaGenerator};
