//! `Debug` for every generated type: the present fields, with possible secrets masked.
//!
//! Undeclared values and annotations are never shown, because their content is unknown.

use std::convert::Infallible;
use std::fmt::{self, Debug, Formatter};

use super::slot::for_each_primitive;
use super::{Content, DELTA, Entries, FieldValue, Hierarchy, Model, ModelExt, Ref, Variant};
use crate::open_enum::{Joined, each_member};

/// The control information that is printed: names and counts. Links are not printed, because they may contain tokens.
const HARMLESS: [&str; 4] = ["@odata.context", "@odata.count", "@odata.etag", "@odata.id"];

/// Prints a struct. Like `debug`, but cheaper to call from generated code: no coercion.
///
/// # Errors
///
/// Returns an error if the formatter fails.
pub fn debug_model<M: Model>(model: &M, f: &mut Formatter<'_>) -> fmt::Result {
    debug(model, f)
}

/// Prints the struct inside a tagged enum.
///
/// # Errors
///
/// Returns an error if the formatter fails.
pub fn debug_variant<H: Hierarchy>(value: &H, f: &mut Formatter<'_>) -> fmt::Result {
    debug(value.as_model(), f)
}

/// Prints a model: its CSDL name, and each present field under its name on the wire.
///
/// # Errors
///
/// Returns an error if the formatter fails.
pub(crate) fn debug(model: &dyn Model, f: &mut Formatter<'_>) -> fmt::Result {
    let info = model.info();
    let extra = model.extra();
    let mut output = f.debug_struct(info.name());
    if let Some(tag) = model.odata_type() {
        output.field("@odata.type", &tag);
    }
    for (name, value) in extra.control().iter() {
        if HARMLESS.contains(&name) {
            output.field(name, value);
        } else {
            output.field(name, &REDACTED);
        }
    }
    for (index, field) in info.fields().enumerate() {
        let value = FieldValue { value: model.get(index), extra, index };
        if let Some(expansion) = value.value.expansion() {
            for (note, value) in expansion.notes().iter() {
                let name = format!("{}{}", field.wire(), note.name());
                match HARMLESS.contains(&note.name()) {
                    true => output.field(&name, value),
                    false => output.field(&name, &REDACTED),
                };
            }
            if let Some(changes) = expansion.changes() {
                output.field(&format!("{}{DELTA}", field.wire()), &Shown(changes.get(0)));
            }
        }
        // The content of untyped JSON is unknown, like that of an undeclared value.
        let is_untyped =
            matches!(value.value, Ref::Json(_) | Ref::JsonList(_) | Ref::Stream(_) | Ref::StreamList(_));
        match value.content() {
            Content::Absent => &mut output,
            Content::Null => output.field(field.wire(), &Plain("null")),
            Content::Odd(_) => output.field(field.wire(), &KEPT),
            Content::Value if is_untyped || field.is_secret() => output.field(field.wire(), &REDACTED),
            Content::Value => output.field(field.wire(), &Shown(value.value)),
        };
    }
    let Ok(()) = extra.undeclared().each(|name, _| {
        output.field(name, &REDACTED);
        Ok::<(), Infallible>(())
    });
    output.finish()
}

/// Prints only the value of a field, or `None`.
pub(crate) fn debug_field(value: Ref<'_>, f: &mut Formatter<'_>) -> fmt::Result {
    if value.is_none() { f.write_str("None") } else { Shown(value).fmt(f) }
}

/// Prints the struct of the variant.
impl Debug for Variant<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        debug(self.model, f)
    }
}

/// Prints the names. Of the values, only the harmless ones are shown: others may be links with tokens, or secrets.
impl Debug for Entries {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut output = f.debug_map();
        let Ok(()) = self.each(|name, kept| {
            match HARMLESS.contains(&name) {
                true => output.entry(&name, kept),
                false => output.entry(&name, &REDACTED),
            };
            Ok::<(), Infallible>(())
        });
        output.finish()
    }
}

/// Printed in place of a value that may be secret.
const REDACTED: Plain<'_> = Plain("<redacted>");

/// Printed in place of a value that is not of its type.
const KEPT: Plain<'_> = Plain("<kept as received>");

/// A present field.
struct Shown<'a>(Ref<'a>);

/// An object.
struct Object<'a>(&'a dyn Model);

impl Debug for Object<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        debug(self.0, f)
    }
}

macro_rules! define {
    ($($one:ident $many:ident $rust:ty),*) => {
        impl Debug for Shown<'_> {
            fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
                match self.0 {
                    $(
                        Ref::$one(Some(value)) => value.fmt(f),
                        Ref::$many(Some(values)) => values.fmt(f),
                    )*
                    $(Ref::$one(None) | Ref::$many(None))|* | Ref::Rest(..) => Ok(()),
                    Ref::Enum(field) => field.get().map_or(Ok(()), |member| f.write_str(member.text(field.info()))),
                    Ref::EnumList(field) => {
                        let members = field.get().into_iter().flat_map(each_member);
                        f.debug_list().entries(members.map(|member| Plain(member.text(field.info())))).finish()
                    }
                    Ref::Flags(field) => field.get().map_or(Ok(()), |members| Joined(members, field.info()).fmt(f)),
                    Ref::FlagsList(field) => {
                        let sets = (0..self.0.count().unwrap_or(0)).filter_map(|index| field.get(index));
                        f.debug_list().entries(sets.map(|set| Joined(set, field.info()))).finish()
                    }
                    Ref::Object(field) => field.get().map_or(Ok(()), |object| debug(object, f)),
                    Ref::ObjectList(field) => {
                        let objects = (0..self.0.count().unwrap_or(0)).filter_map(|index| field.get(index));
                        f.debug_list().entries(objects.map(Object)).finish()
                    }
                    Ref::Hierarchy(field) => field.get().map_or(Ok(()), |variant| variant.fmt(f)),
                    Ref::HierarchyList(field) => {
                        let variants = (0..self.0.count().unwrap_or(0)).filter_map(|index| field.get(index));
                        f.debug_list().entries::<Variant<'_>, _>(variants).finish()
                    }
                }
            }
        }
    };
}

for_each_primitive!(define);

/// Text without quotes.
struct Plain<'a>(&'a str);

impl Debug for Plain<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}
