//! Reads the values of properties that hold no objects, for a view.

use std::borrow::Cow;

use crate::edm;
use crate::generated::Generated;
use crate::model::{Slot, for_each_primitive};
use crate::open_enum::{EnumInfo, FlagSet, OpenEnum};
use crate::syntax::{JsonPart, Retreat};

/// A property type that [`View::get`](super::View::get) can read: Edm primitives, open enums, flag sets, and lists of
/// them.
pub trait ViewValue: Sized + 'static {
    /// The type that a view returns: [`Cow`] for text, and the type of the field for any other value.
    type View<'t>;

    /// Reads the value.
    #[doc(hidden)]
    fn read(part: JsonPart<'_>) -> Result<Option<Self::View<'_>>, Retreat>;
}

/// Implements the trait by decoding into the slot of a field. A method of [`JsonPart`] may read the usual forms before.
macro_rules! by_slot {
    ($slot:ident $rust:ty $(, $usual:ident)?) => {
        impl ViewValue for $rust {
            type View<'t> = Self;

            fn read(part: JsonPart<'_>) -> Result<Option<Self>, Retreat> {
                $(if let Some(value) = part.$usual() {
                    return Ok(Some(value));
                })?
                let mut field: Option<Self> = None;
                part.read(Slot::$slot(&mut field))?;
                Ok(field)
            }
        }
    };
}

macro_rules! primitive {
    // Text is borrowed, so it has an implementation of its own.
    (String StringList $rust:ty) => {};
    ($one:ident $many:ident $rust:ty) => {
        by_slot!($one $rust, primitive);
        by_slot!($many Vec<$rust>);
    };
}

macro_rules! define {
    ($($one:ident $many:ident $rust:ty),*) => {
        $(primitive!($one $many $rust);)*
    };
}

for_each_primitive!(define);

impl ViewValue for String {
    type View<'t> = Cow<'t, str>;

    fn read(part: JsonPart<'_>) -> Result<Option<Cow<'_, str>>, Retreat> {
        if let Some(text) = part.string()? {
            return Ok(Some(text));
        }
        let mut field: Option<Self> = None;
        part.read(Slot::String(&mut field))?;
        Ok(field.map(Cow::Owned))
    }
}

impl ViewValue for Vec<String> {
    type View<'t> = Vec<Cow<'t, str>>;

    fn read(part: JsonPart<'_>) -> Result<Option<Vec<Cow<'_, str>>>, Retreat> {
        let items = part.items()?.unwrap_or_default();
        let texts: Option<Vec<_>> = items
            .iter()
            .map(|item| item.string().transpose())
            .collect::<Option<Result<_, _>>>()
            .transpose()?;
        if let Some(texts) = texts.filter(|texts| !texts.is_empty()) {
            return Ok(Some(texts));
        }
        let mut field: Option<Self> = None;
        part.read(Slot::StringList(&mut field))?;
        Ok(field.map(|texts| texts.into_iter().map(Cow::Owned).collect()))
    }
}

/// The kind of a generated type whose values are no objects: an open enum.
pub trait EnumKind<T>: 'static {
    #[doc(hidden)]
    fn one(part: JsonPart<'_>) -> Result<Option<T>, Retreat>;

    #[doc(hidden)]
    fn many(part: JsonPart<'_>) -> Result<Option<Vec<T>>, Retreat>;
}

impl<E: OpenEnum> EnumKind<E> for EnumInfo {
    fn one(part: JsonPart<'_>) -> Result<Option<E>, Retreat> {
        let mut field: Option<E> = None;
        part.read(Slot::Enum(&mut field))?;
        Ok(field)
    }

    fn many(part: JsonPart<'_>) -> Result<Option<Vec<E>>, Retreat> {
        let mut field: Option<Vec<E>> = None;
        part.read(Slot::EnumList(&mut field))?;
        Ok(field)
    }
}

impl<T: Generated> ViewValue for T
where
    T::Info: EnumKind<T>,
{
    type View<'t> = Self;

    fn read(part: JsonPart<'_>) -> Result<Option<Self>, Retreat> {
        T::Info::one(part)
    }
}

impl<T: Generated> ViewValue for Vec<T>
where
    T::Info: EnumKind<T>,
{
    type View<'t> = Self;

    fn read(part: JsonPart<'_>) -> Result<Option<Self>, Retreat> {
        T::Info::many(part)
    }
}

impl<E: OpenEnum> ViewValue for FlagSet<E> {
    type View<'t> = Self;

    fn read(part: JsonPart<'_>) -> Result<Option<Self>, Retreat> {
        let mut field: Option<Self> = None;
        part.read(Slot::Flags(&mut field))?;
        Ok(field)
    }
}

impl<E: OpenEnum> ViewValue for Vec<FlagSet<E>> {
    type View<'t> = Self;

    fn read(part: JsonPart<'_>) -> Result<Option<Self>, Retreat> {
        let mut field: Option<Self> = None;
        part.read(Slot::FlagsList(&mut field))?;
        Ok(field)
    }
}
