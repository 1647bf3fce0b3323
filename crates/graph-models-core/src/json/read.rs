//! Types that are read from JSON text without serde.

use serde::de::DeserializeOwned;
use serde_json::Result;

use crate::decode::{Attempts, nothing};
use crate::edm;
use crate::generated::Generated;
use crate::model::{Kind, for_each_primitive};
use crate::open_enum::{FlagSet, OpenEnum};

/// A type that [`from_str`](crate::from_str) and [`from_slice`](crate::from_slice) read: generated types and pages of
/// them, the Edm primitives, and lists and options of all of these.
///
/// For your own types that hold such values, use `serde_json`: generated types implement `Deserialize` too, and read
/// the same JSON with it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not read from JSON by this crate",
    note = "types of Microsoft Graph, pages, lists and options of them are; for types that hold them use `serde_json`"
)]
pub trait FromJson: Sized {
    /// Reads the value.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not valid JSON, or no value of the type.
    #[doc(hidden)]
    fn read_json(attempts: Attempts<'_>) -> Result<Self>;
}

impl<T: Generated> FromJson for T
where
    T::Info: Kind<T>,
{
    fn read_json(mut attempts: Attempts<'_>) -> Result<Self> {
        T::Info::fill(|slot| attempts.slot(slot))?.ok_or_else(nothing)
    }
}

impl<T: Generated + DeserializeOwned> FromJson for Vec<T>
where
    T::Info: Kind<T>,
{
    fn read_json(mut attempts: Attempts<'_>) -> Result<Self> {
        let mut items = None;
        match attempts.items(T::Info::slot(&mut items)) {
            true => Ok(items.unwrap_or_default()),
            false => attempts.by_serde(),
        }
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn read_json(attempts: Attempts<'_>) -> Result<Self> {
        if attempts.is_null()? { Ok(None) } else { T::read_json(attempts).map(Some) }
    }
}

macro_rules! by_serde {
    ($($one:ident $many:ident $rust:ty),*) => {
        $(
            impl FromJson for $rust {
                fn read_json(mut attempts: Attempts<'_>) -> Result<Self> {
                    attempts.primitives()
                }
            }

            impl FromJson for Vec<$rust> {
                fn read_json(mut attempts: Attempts<'_>) -> Result<Self> {
                    attempts.primitives()
                }
            }
        )*
    };
}

for_each_primitive!(by_serde);

impl<E: OpenEnum> FromJson for FlagSet<E> {
    fn read_json(mut attempts: Attempts<'_>) -> Result<Self> {
        attempts.primitives()
    }
}

impl<E: OpenEnum> FromJson for Vec<FlagSet<E>> {
    fn read_json(mut attempts: Attempts<'_>) -> Result<Self> {
        attempts.primitives()
    }
}
