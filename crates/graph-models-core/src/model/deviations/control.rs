//! Finds counts and links of pages and expansions that are not of their type.
//!
//! A program that does not get the link takes the page for the last one, so such a value must not go unnoticed.

use serde_json::Value;

use super::{Deviations, EDM_STRING, Reading, Received};
use crate::model::{Expected, Model, Note, Place, count_number, link_text, split_annotation};

/// The type of counts.
const EDM_INT64: Expected = Expected { type_name: "Edm.Int64", is_collection: false };

/// Adds the odd counts and links in the control information of a model.
pub(super) fn model<'a>(model: &'a dyn Model, parent: &Place<'_>, found: &mut Deviations<'a>) {
    let control = model.extra().control();
    let is_odd = |name: &str, value: &Value| reading_in(model, name, value).is_some();
    // Nearly all objects have no such value. This search caches nothing, unlike that of the values to list.
    let search = control.each(|name, kept| match kept.with(|value| is_odd(name, value)) {
        true => Err(()),
        false => Ok(()),
    });
    if search.is_ok() {
        return;
    }
    for (name, kept) in control.kept() {
        if let Some((note, reading)) = kept.with(|value| reading_in(model, name, value)) {
            let place = Place::Property { parent, info: model.info(), name };
            found.add(&place, expected(note), kept.into(), reading, Some(Received::Kept(kept)));
        }
    }
}

/// Adds the deviation of control information that the field of a navigation property holds. Such a value is of its type,
/// except for the shape of a link.
pub(super) fn held<'a>(note: Note, value: &'a Value, place: &Place<'_>, found: &mut Deviations<'a>) {
    if note != Note::Context && value.is_array() {
        found.add(place, expected(note), value.into(), Reading::Understood, Some(Received::Value(value)));
    }
}

fn expected(note: Note) -> Expected {
    if note == Note::Count { EDM_INT64 } else { EDM_STRING }
}

/// Returns how an odd value in the control information of a model is read. Returns `None` for a value of its type, for
/// null, and for control information of another kind.
fn reading_in(model: &dyn Model, name: &str, value: &Value) -> Option<(Note, Reading)> {
    let (property, annotation) = split_annotation(name).unwrap_or(("", name));
    let note = Note::parse(annotation).filter(|_| !value.is_null())?;
    let index = model.info().position(property);
    let expansion = index.and_then(|index| model.get(index).expansion());
    if expansion.is_some_and(|expansion| expansion.notes().get(note).is_some()) {
        // The field has another value, which counts.
        return None;
    }
    let reading = match note {
        // Nothing depends on the context.
        Note::Context => return None,
        Note::Count if expansion.is_some() => (!note.takes(value)).then_some(Reading::Kept),
        Note::Count => count_number(value).is_none().then_some(Reading::Kept),
        Note::NextLink | Note::DeltaLink if value.is_string() => None,
        Note::NextLink | Note::DeltaLink => {
            Some(if link_text(value).is_some() { Reading::Understood } else { Reading::Kept })
        }
    };
    reading.map(|reading| (note, reading))
}
