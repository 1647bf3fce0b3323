//! Finds control information that is not of its type: counts and links of pages and expansions, changes of collections.
//!
//! A program that does not get the link takes the page for the last one, so such a value must not go unnoticed.

use serde_json::Value;

use super::{Deviations, EDM_STRING, Reading};
use crate::model::{
    ExpansionPart, Expected, Found, Kept, Model, Note, Place, count_number, expansion_part, link_text,
    split_annotation,
};

/// The type of counts.
const EDM_INT64: Expected = Expected { type_name: "Edm.Int64", is_collection: false };

/// Adds the odd control information of a model.
pub(super) fn model<'a>(model: &'a dyn Model, parent: &Place<'_>, found: &mut Deviations<'a>) {
    let control = model.extra().control();
    // Nearly all objects have no such value. This search caches nothing, unlike that of the values to list.
    let search = control.each(|name, kept| match odd(model, name, kept) {
        Some(_) => Err(()),
        None => Ok(()),
    });
    if search.is_ok() {
        return;
    }
    for (name, kept) in control.kept() {
        if let Some((expected, reading)) = odd(model, name, kept) {
            let place = Place::Property { parent, info: model.info(), name };
            found.add(&place, expected, kept, reading);
        }
    }
}

/// Adds the deviation of control information that the field of a navigation property holds. Such a value is of its
/// type, except for the shape of a link.
pub(super) fn held<'a>(note: Note, value: &'a Value, place: &Place<'_>, found: &mut Deviations<'a>) {
    if note != Note::Context && value.is_array() {
        found.add(place, expected(note), value, Reading::Understood);
    }
}

fn expected(note: Note) -> Expected {
    if note == Note::Count { EDM_INT64 } else { EDM_STRING }
}

/// Returns the type that control information of a model should have, and how its odd value is read. Returns `None` for
/// a value of its type, for null, and for control information of another kind.
fn odd(model: &dyn Model, name: &str, kept: &Kept) -> Option<(Expected, Reading)> {
    if kept.is_null() {
        return None;
    }
    let part = expansion_part(model, name);
    if let Some((index, part)) = part {
        let field = model.get(index);
        // The field may have another value, which counts.
        field.expansion().filter(|expansion| !expansion.has(part))?;
        if part == ExpansionPart::Changes {
            let is_odd = field.is_list() && !matches!(Found::from(kept), Found::Array);
            return is_odd.then(|| (Expected::from_field(field), Reading::Kept));
        }
    }
    let (_, annotation) = split_annotation(name).unwrap_or(("", name));
    let note = Note::parse(annotation)?;
    let reading = kept.with(|value| match note {
        // Nothing depends on the context.
        Note::Context => None,
        Note::Count if part.is_some() => (!note.takes(value)).then_some(Reading::Kept),
        Note::Count => count_number(value).is_none().then_some(Reading::Kept),
        Note::NextLink | Note::DeltaLink if value.is_string() => None,
        Note::NextLink | Note::DeltaLink => {
            Some(if link_text(value).is_some() { Reading::Understood } else { Reading::Kept })
        }
    });
    reading.map(|reading| (expected(note), reading))
}
