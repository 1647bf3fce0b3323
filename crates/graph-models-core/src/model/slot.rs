//! One field of a model as a typed reference: [`Slot`] for writing, [`Ref`] for reading.
//!
//! Both have one variant for each Edm primitive, one for each collection of a primitive, and trait objects for
//! generated types.

use std::any::Any;
use std::fmt;

use super::info::ModelTable;
use super::{
    EnumField, ErasedExpansion, Extra, FlagsListField, HierarchyField, HierarchyListField, MembersField,
    Model, ModelInfo, ObjectField, ObjectListField,
};
use crate::edm;
use crate::open_enum::EnumInfo;

/// Calls a macro with all primitives: for each, its variant, the variant of its collection, and its Rust type.
macro_rules! for_each_primitive {
    ($callback:ident) => {
        $callback! {
            Boolean BooleanList bool,
            Byte ByteList u8,
            SByte SByteList i8,
            Int16 Int16List i16,
            Int32 Int32List i32,
            Int64 Int64List i64,
            Single SingleList f32,
            Double DoubleList f64,
            Decimal DecimalList edm::Decimal,
            String StringList String,
            Guid GuidList edm::Guid,
            Date DateList edm::Date,
            TimeOfDay TimeOfDayList edm::TimeOfDay,
            DateTimeOffset DateTimeOffsetList edm::DateTimeOffset,
            Duration DurationList edm::Duration,
            Binary BinaryList edm::Binary,
            Stream StreamList edm::Stream,
            Json JsonList edm::Json
        }
    };
}
pub(crate) use for_each_primitive;

macro_rules! define {
    ($($one:ident $many:ident $rust:ty),*) => {
        /// A field for writing.
        #[non_exhaustive]
        pub enum Slot<'a> {
            $(
                #[doc = concat!("`Edm.", stringify!($one), "`")]
                $one(&'a mut Option<$rust>),
                #[doc = concat!("A collection of `Edm.", stringify!($one), "`")]
                $many(&'a mut Option<Vec<$rust>>),
            )*
            /// An enumeration.
            Enum(&'a mut (dyn EnumField + 'static)),
            /// A collection of an enumeration.
            EnumList(&'a mut (dyn MembersField + 'static)),
            /// An enumeration with `IsFlags="true"`.
            Flags(&'a mut (dyn MembersField + 'static)),
            /// A collection of an enumeration with `IsFlags="true"`.
            FlagsList(&'a mut (dyn FlagsListField + 'static)),
            /// A structured type without derived types.
            Object(&'a mut dyn ObjectField),
            /// A collection of a structured type without derived types.
            ObjectList(&'a mut (dyn ObjectListField + 'static)),
            /// A structured type with derived types.
            Hierarchy(&'a mut (dyn HierarchyField + 'static)),
            /// A collection of a structured type with derived types.
            HierarchyList(&'a mut (dyn HierarchyListField + 'static)),
            /// The place past the last field: the content that the schema does not declare.
            Rest(&'a mut Extra),
        }

        /// A field for reading.
        #[derive(Clone, Copy)]
        #[non_exhaustive]
        pub enum Ref<'a> {
            $(
                #[doc = concat!("`Edm.", stringify!($one), "`")]
                $one(&'a Option<$rust>),
                #[doc = concat!("A collection of `Edm.", stringify!($one), "`")]
                $many(&'a Option<Vec<$rust>>),
            )*
            /// An enumeration.
            Enum(&'a (dyn EnumField + 'static)),
            /// A collection of an enumeration.
            EnumList(&'a (dyn MembersField + 'static)),
            /// An enumeration with `IsFlags="true"`.
            Flags(&'a (dyn MembersField + 'static)),
            /// A collection of an enumeration with `IsFlags="true"`.
            FlagsList(&'a (dyn FlagsListField + 'static)),
            /// A structured type without derived types.
            Object(&'a dyn ObjectField),
            /// A collection of a structured type without derived types.
            ObjectList(&'a (dyn ObjectListField + 'static)),
            /// A structured type with derived types.
            Hierarchy(&'a (dyn HierarchyField + 'static)),
            /// A collection of a structured type with derived types.
            HierarchyList(&'a (dyn HierarchyListField + 'static)),
            /// The place past the last field: the table of the type, and the content that the schema does not declare.
            Rest(ModelInfo, &'a Extra),
        }

        impl Slot<'_> {
            /// Replaces a collection by an empty one, so that items can be added. Does not change other fields.
            pub(crate) fn start(&mut self) {
                match self {
                    $(Self::$one(_) => {} Self::$many(list) => **list = Some(Vec::new()),)*
                    Self::EnumList(list) => {
                        list.remove();
                        list.get_or_insert();
                    },
                    Self::FlagsList(list) => list.reset(true),
                    Self::ObjectList(list) => list.reset(true),
                    Self::HierarchyList(list) => list.reset(true),
                    Self::Enum(_) | Self::Flags(_) | Self::Object(_) | Self::Hierarchy(_) | Self::Rest(..) => {}
                }
            }

            /// Removes the value. The control information of a navigation property stays.
            pub(crate) fn clear(&mut self) {
                match self {
                    $(Self::$one(value) => **value = None, Self::$many(list) => **list = None,)*
                    Self::Enum(field) => field.set(None),
                    Self::EnumList(field) | Self::Flags(field) => field.remove(),
                    Self::FlagsList(list) => list.reset(false),
                    Self::Object(field) => field.remove(),
                    Self::ObjectList(list) => list.reset(false),
                    Self::Hierarchy(field) => field.remove(),
                    Self::HierarchyList(list) => list.reset(false),
                    Self::Rest(..) => {}
                }
            }
        }

        impl<'a> Slot<'a> {
            /// Returns the field as declared in its struct: `Option<T>`.
            pub(crate) fn into_any(self) -> Option<&'a mut dyn Any> {
                Some(match self {
                    $(Self::$one(field) => field, Self::$many(field) => field,)*
                    Self::Enum(field) => field,
                    Self::EnumList(field) | Self::Flags(field) => field,
                    Self::FlagsList(field) => field,
                    Self::Object(field) => return field.as_any_mut(),
                    Self::ObjectList(field) => field,
                    Self::Hierarchy(field) => field,
                    Self::HierarchyList(field) => field,
                    Self::Rest(..) => return None,
                })
            }
        }

        impl<'a> Ref<'a> {
            /// Returns the field as declared in its struct: `Option<T>`.
            pub(crate) fn as_any(self) -> Option<&'a dyn Any> {
                Some(match self {
                    $(Self::$one(field) => field, Self::$many(field) => field,)*
                    Self::Enum(field) => field,
                    Self::EnumList(field) | Self::Flags(field) => field,
                    Self::FlagsList(field) => field,
                    Self::Object(field) => return field.as_any(),
                    Self::ObjectList(field) => field,
                    Self::Hierarchy(field) => field,
                    Self::HierarchyList(field) => field,
                    Self::Rest(..) => return None,
                })
            }
        }

        impl Ref<'_> {
            /// Returns `true` if the field holds no value: it is absent or an explicit null.
            pub fn is_none(&self) -> bool {
                match self {
                    $(Self::$one(value) => value.is_none(), Self::$many(value) => value.is_none(),)*
                    Self::Enum(field) => field.get().is_none(),
                    Self::EnumList(field) | Self::Flags(field) => field.get().is_none(),
                    Self::FlagsList(field) => field.count().is_none(),
                    Self::Object(field) => field.get().is_none(),
                    Self::ObjectList(field) => field.count().is_none(),
                    Self::Hierarchy(field) => field.get().is_none(),
                    Self::HierarchyList(field) => field.count().is_none(),
                    Self::Rest(..) => true,
                }
            }

            /// Returns the number of items, if the field is a collection and present.
            pub fn count(&self) -> Option<usize> {
                match self {
                    $(Self::$one(_) => None, Self::$many(value) => value.as_ref().map(Vec::len),)*
                    Self::EnumList(field) => field.get().map(|members| members.len()),
                    Self::FlagsList(field) => field.count(),
                    Self::ObjectList(field) => field.count(),
                    Self::HierarchyList(field) => field.count(),
                    Self::Enum(_) | Self::Flags(_) | Self::Object(_) | Self::Hierarchy(_) | Self::Rest(..) => None,
                }
            }
        }
    };
}

for_each_primitive!(define);

/// Returns the result of [`Model::get`](super::Model::get) past the last field: the description and the undeclared
/// content.
pub const fn rest<'a>(table: &'static ModelTable, extra: &'a Extra) -> Ref<'a> {
    Ref::Rest(ModelInfo::new(table), extra)
}

impl<'a> Ref<'a> {
    /// Returns the content of a navigation property, without its type.
    pub(crate) fn expansion(self) -> Option<&'a ErasedExpansion> {
        match self {
            Self::Object(field) => field.expansion(),
            Self::ObjectList(field) => field.expansion(),
            Self::Hierarchy(field) => field.expansion(),
            Self::HierarchyList(field) => field.expansion(),
            _ => None,
        }
    }
}

impl<'a> Slot<'a> {
    /// Returns the content of a navigation property, without its type.
    pub(crate) fn into_expansion(self) -> Option<&'a mut ErasedExpansion> {
        match self {
            Self::Object(field) => field.expansion_mut(),
            Self::ObjectList(field) => field.expansion_mut(),
            Self::Hierarchy(field) => field.expansion_mut(),
            Self::HierarchyList(field) => field.expansion_mut(),
            _ => None,
        }
    }
}

impl Slot<'_> {
    /// Returns `true` if the field holds objects.
    pub(crate) fn has_objects(&self) -> bool {
        matches!(self, Self::Object(_) | Self::ObjectList(_) | Self::Hierarchy(_) | Self::HierarchyList(_))
    }

    /// The table of the enumeration, if the field holds enumeration members.
    pub fn enumeration(&self) -> Option<EnumInfo> {
        match self {
            Self::Enum(field) => Some(field.info()),
            Self::EnumList(field) | Self::Flags(field) => Some(field.info()),
            Self::FlagsList(field) => Some(field.info()),
            _ => None,
        }
    }

    /// Adds an empty object, if the field holds objects of one type: as the value, or as the last item of the
    /// collection.
    pub(crate) fn add_object(&mut self) -> Option<&mut dyn Model> {
        match self {
            Self::Object(field) => Some(field.insert()),
            Self::ObjectList(list) => Some(list.push()),
            _ => None,
        }
    }

    /// Removes the object that was added last.
    pub(crate) fn remove_object(&mut self) {
        match self {
            Self::Object(field) => field.remove(),
            Self::ObjectList(list) => list.remove_last(),
            _ => {}
        }
    }

    /// Adds an empty variant, if the field holds a hierarchy: as the value, or as the last item of the collection.
    pub(crate) fn add_variant(&mut self, variant: usize) -> Option<&mut dyn Model> {
        match self {
            Self::Hierarchy(field) => Some(field.insert(variant)),
            Self::HierarchyList(list) => Some(list.push(variant)),
            _ => None,
        }
    }
}

/// Implements methods that are the same for `Slot` and `Ref`.
macro_rules! define_for_both {
    ($($one:ident $many:ident $rust:ty),*) => {
        define_for_both!(@ Slot $($one $many)*);
        define_for_both!(@ Ref $($one $many)*);
    };
    (@ $reference:ident $($one:ident $many:ident)*) => {
        impl $reference<'_> {
            /// Returns `true` if this is a collection.
            pub fn is_list(&self) -> bool {
                match self {
                    $(Self::$one(_) => false, Self::$many(_) => true,)*
                    Self::EnumList(_) | Self::FlagsList(_) | Self::ObjectList(_) | Self::HierarchyList(_) => true,
                    Self::Enum(_) | Self::Flags(_) | Self::Object(_) | Self::Hierarchy(_) | Self::Rest(..) => false,
                }
            }

            /// The qualified name of the field's type; for a collection, of the item type.
            pub(crate) fn type_name(&self) -> &'static str {
                match self {
                    $(Self::$one(_) | Self::$many(_) => concat!("Edm.", stringify!($one)),)*
                    Self::Enum(field) => field.info().name(),
                    Self::EnumList(field) | Self::Flags(field) => field.info().name(),
                    Self::FlagsList(field) => field.info().name(),
                    Self::Hierarchy(field) => field.info().name(),
                    Self::HierarchyList(field) => field.info().name(),
                    Self::Object(_) | Self::ObjectList(_) => "an object",
                    Self::Rest(..) => "nothing",
                }
            }
        }

        /// Prints the kind of the field but never its value, which may be secret.
        impl fmt::Debug for $reference<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let variant = match self {
                    $(Self::$one(_) => stringify!($one), Self::$many(_) => stringify!($many),)*
                    Self::Enum(_) => "Enum",
                    Self::EnumList(_) => "EnumList",
                    Self::Flags(_) => "Flags",
                    Self::FlagsList(_) => "FlagsList",
                    Self::Object(_) => "Object",
                    Self::ObjectList(_) => "ObjectList",
                    Self::Hierarchy(_) => "Hierarchy",
                    Self::HierarchyList(_) => "HierarchyList",
                    Self::Rest(..) => "Rest",
                };
                write!(f, "{}::{variant}", stringify!($reference))
            }
        }
    };
}

for_each_primitive!(define_for_both);
