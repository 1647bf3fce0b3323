//! Walks through a value, and finds all values that are not of their declared type.

use std::convert::Infallible;

use serde_json::Value;

use super::{Deviations, EDM_STRING, Problem, Reading, Received, UNTYPED, control, duplicates};
use crate::model::{
    DELTA, ErasedExpansion, Expected, Extra, FieldValue, Found, Kept, Model, ModelExt, ModelInfo, Place, Ref,
    Tag, is_lenient, split_annotation,
};
use crate::open_enum::{Member, each_member};
use crate::syntax::{TYPE_TAG, has_lone_surrogate, marked_number};

/// Adds the deviations of a model and of all values inside it.
pub(super) fn model<'a>(model: &'a dyn Model, parent: &Place<'_>, found: &mut Deviations<'a>) {
    let (info, extra) = (model.info(), model.extra());
    let place = Place::Property { parent, info, name: TYPE_TAG };
    match extra.tag() {
        Tag::Odd(value) => {
            found.add(&place, EDM_STRING, value.into(), Reading::Absent, Some(Received::Value(value)));
        }
        Tag::Other(tag) => text(tag, &place, found),
        Tag::Unset | Tag::Absent | Tag::Canonical | Tag::Forbidden => {}
    }
    for (index, name) in info.names().iter().enumerate() {
        let place = Place::Property { parent, info, name };
        let value = model.get(index);
        if let Some(expansion) = value.expansion() {
            around(expansion, name, info, parent, found);
        }
        if value.is_none() {
            if let Some(kept) = extra.odd(index) {
                let is_collection = info.field(index).is_some_and(|field| field.is_collection());
                let expected = Expected::from_field(value, is_collection);
                found.add(&place, expected, kept.into(), Reading::Kept, Some(Received::Kept(kept)));
            }
        } else {
            field(&Field { value, extra, index, first: 0 }, &place, found);
        }
    }
    control::model(model, parent, found);
    for entries in [&**extra.control(), &**extra.undeclared()] {
        let Ok(()) = entries.each(|name, kept| {
            let place = Place::Property { parent, info, name };
            if let Some(expected) = odd_changes(model, name, kept) {
                let received = extra.control().get(name).map(Received::Value);
                found.add(&place, expected, kept.into(), Reading::Kept, received);
            }
            // Only a text with this character or an escape can hold a mark, so that other texts need not be parsed.
            if kept.text().is_none_or(|text| text.contains(['\u{fffd}', '\\'])) {
                kept.with(|value| json(value, &place, found));
            }
            text(name, &place, found);
            Ok::<(), Infallible>(())
        });
    }
    duplicates::model(model, parent, found);
}

/// Returns the declared type of the changes of a collection, if control information has their name and is none. Null is no
/// deviation: it says that there are no changes.
fn odd_changes(model: &dyn Model, name: &str, kept: &Kept) -> Option<Expected> {
    let (property, annotation) = split_annotation(name).filter(|_| !kept.is_null())?;
    let index = model.info().position(property).filter(|_| annotation == DELTA)?;
    let is_collection = model.info().field(index)?.is_collection();
    let value = model.get(index);
    let is_odd = is_collection && value.expansion().is_some() && !matches!(Found::from(kept), Found::Array);
    is_odd.then(|| Expected::from_field(value, true))
}

/// Walks through the control information of a navigation property.
fn around<'a>(
    expansion: &'a ErasedExpansion,
    property: &str,
    info: ModelInfo,
    parent: &Place<'_>,
    found: &mut Deviations<'a>,
) {
    for (note, value) in expansion.notes().iter() {
        let name = format!("{property}{}", note.name());
        let place = Place::Property { parent, info, name: &name };
        json(value, &place, found);
        control::held(note, value, &place, found);
    }
    if let Some(changes) = expansion.changes() {
        let name = format!("{property}{DELTA}");
        let items = Field { value: changes.get(0), extra: changes.extra(), index: 0, first: 0 };
        let place = Place::Property { parent, info, name: &name };
        field(&items, &place, found);
        duplicates::items(changes, &place, 0, found);
    }
}

/// Adds the deviations of the items of a page. `first` is the index of the page's first item in the whole list.
pub(super) fn items<'a>(page: &'a dyn Model, first: usize, found: &mut Deviations<'a>) {
    let (info, value) = (page.info(), page.get(0));
    for name in info.names() {
        let place = Place::Property { parent: &Place::Root, info, name };
        field(&Field { value, extra: page.extra(), index: 0, first }, &place, found);
        duplicates::items(page, &place, first, found);
    }
}

/// A field that holds a value.
struct Field<'a> {
    value: Ref<'a>,
    extra: &'a Extra,
    index: usize,
    /// The index of the first item in the payload.
    first: usize,
}

fn field<'a>(field: &Field<'a>, place: &Place<'_>, found: &mut Deviations<'a>) {
    let Field { value, extra, index, first } = *field;
    let count = value.count();
    let is_reshaped = FieldValue { value, extra, index }.is_reshaped();
    if is_reshaped {
        let received = extra.received(index, count.map(|_| 0));
        let what = match (received, count) {
            (_, None) => Found::Array,
            (Some(received), _) => received.into(),
            (None, _) => Found::Object,
        };
        let expected = Expected::from_field(value, count.is_some());
        found.add(place, expected, what, Reading::Understood, received.map(Received::Value));
    }
    let Some(count) = count else {
        if let Some(received) = extra.received(index, None)
            && is_lenient(value, None, received)
        {
            let expected = Expected::from_field(value, false);
            found.add(place, expected, received.into(), Reading::Understood, Some(Received::Value(received)));
        }
        // The path is that of the payload: the value is item 0 of an array there, although the field has no array.
        return match is_reshaped {
            true => inside(value, None, &Place::Item { list: place, index: 0 }, found),
            false => inside(value, None, place, found),
        };
    };
    let skipped = extra.skipped_items(index, count).map_or(&[][..], |skipped| &skipped.at);
    let expected = Expected::from_field(value, false);
    for (index, odd) in skipped.iter().filter(|(_, odd)| !odd.is_null()) {
        let place = Place::Item { list: place, index: first + index };
        found.add(&place, expected, odd.into(), Reading::Kept, Some(Received::Kept(odd)));
    }
    let mut skipped = skipped.iter().map(|(at, _)| *at).peekable();
    let mut at = 0;
    for item in 0..count {
        while skipped.next_if_eq(&at).is_some() {
            at += 1;
        }
        let item_place = Place::Item { list: place, index: first + at };
        let place = if is_reshaped { place } else { &item_place };
        if let Some(received) = extra.received(index, Some(item))
            && is_lenient(value, Some(item), received)
        {
            found.add(place, expected, received.into(), Reading::Understood, Some(Received::Value(received)));
        }
        inside(value, Some(item), place, found);
        at += 1;
    }
}

/// Walks through a value, or through an item of a collection.
fn inside<'a>(value: Ref<'a>, item: Option<usize>, place: &Place<'_>, found: &mut Deviations<'a>) {
    match (value, item) {
        (Ref::Object(field), _) => {
            if let Some(object) = field.get() {
                model(object, place, found);
            }
        }
        (Ref::Hierarchy(field), _) => {
            if let Some(variant) = field.get() {
                model(variant.model, place, found);
            }
        }
        (Ref::ObjectList(list), Some(item)) => {
            if let Some(object) = list.get(item) {
                model(object, place, found);
            }
        }
        (Ref::HierarchyList(list), Some(item)) => {
            if let Some(variant) = list.get(item) {
                model(variant.model, place, found);
            }
        }
        (Ref::String(Some(string)), _) => text(string, place, found),
        (Ref::StringList(Some(list)), Some(item)) => {
            if let Some(string) = list.get(item) {
                text(string, place, found);
            }
        }
        (Ref::Enum(field), _) => members(field.get(), place, found),
        (Ref::EnumList(list), Some(item)) => {
            members(list.get().and_then(|list| list.get(item)), place, found);
        }
        (Ref::Flags(field), _) => members(field.get().into_iter().flat_map(each_member), place, found),
        (Ref::FlagsList(list), Some(item)) => {
            members(list.get(item).into_iter().flat_map(each_member), place, found);
        }
        (Ref::Json(Some(value)), _) => json(value, place, found),
        (Ref::Stream(Some(stream)), _) => json(&stream.0, place, found),
        (Ref::JsonList(Some(list)), Some(item)) => {
            if let Some(value) = list.get(item) {
                json(value, place, found);
            }
        }
        (Ref::StreamList(Some(list)), Some(item)) => {
            if let Some(stream) = list.get(item) {
                json(&stream.0, place, found);
            }
        }
        _ => {}
    }
}

/// Finds lone surrogates in the texts of unknown members.
fn members<'m>(members: impl IntoIterator<Item = Member<'m>>, place: &Place<'_>, found: &mut Deviations<'_>) {
    for member in members {
        if let Member::Unknown(member) = member {
            text(member.as_str(), place, found);
        }
    }
}

/// Finds lone surrogates and numbers out of range in JSON without a type.
fn json(value: &Value, place: &Place<'_>, found: &mut Deviations<'_>) {
    match value {
        Value::String(string) => text(string, place, found),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                json(item, &Place::Item { list: place, index }, found);
            }
        }
        Value::Object(members) => {
            for (name, value) in members {
                let place = Place::Member { parent: place, name };
                json(value, &place, found);
                text(name, &place, found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn text(text: &str, place: &Place<'_>, found: &mut Deviations<'_>) {
    if marked_number(text).is_some() {
        let problem = "expected a number that a double can hold, found a number out of range";
        let problem = Problem { problem: &problem, found: "a number out of range".to_owned() };
        found.note(place, UNTYPED, problem, Reading::Kept, None);
    }
    if has_lone_surrogate(text) {
        let problem = "expected text of Unicode, found a text with a lone surrogate";
        let problem = Problem { problem: &problem, found: "a text with a lone surrogate".to_owned() };
        found.note(place, EDM_STRING, problem, Reading::Understood, None);
    }
}
