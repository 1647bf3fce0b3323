//! Walks through a value, and finds all values that are not of their declared type.

use std::convert::Infallible;

use serde_json::Value;

use super::{Deviations, EDM_STRING, Problem, Reading, Received, UNTYPED, control, duplicates};
use crate::model::{
    Content, DELTA, ErasedExpansion, Expected, FieldValue, Found, ITEMS, Model, ModelInfo, Place,
    ReceivedItem, Ref, Tag, is_lenient,
};
use crate::open_enum::{Member, each_member};
use crate::syntax::{TYPE_TAG, has_lone_surrogate, marked_number};

/// Adds the deviations of a model and of all values inside it.
pub(super) fn model<'a>(model: &'a dyn Model, parent: &Place<'_>, found: &mut Deviations<'a>) {
    let (info, extra) = (model.info(), model.extra());
    let place = Place::Property { parent, info, name: TYPE_TAG };
    match extra.tag() {
        Tag::Odd(value) => {
            found.add(&place, EDM_STRING, value, Reading::Absent);
        }
        Tag::Other(tag) => text(tag, &place, found),
        Tag::Unset | Tag::Absent | Tag::Canonical | Tag::Forbidden => {}
    }
    for (index, name) in info.names().iter().enumerate() {
        let place = Place::Property { parent, info, name };
        let value = FieldValue { value: model.get(index), extra, index };
        if let Some(expansion) = value.value.expansion() {
            around(expansion, name, info, parent, found);
        }
        match value.content() {
            Content::Absent | Content::Null => {}
            Content::Odd(kept) => found.add(&place, Expected::from_field(value.value), kept, Reading::Kept),
            Content::Value => field(value, 0, &place, found),
        }
    }
    control::model(model, parent, found);
    for entries in [&**extra.control(), &**extra.undeclared()] {
        let Ok(()) = entries.each(|name, kept| {
            let place = Place::Property { parent, info, name };
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
        let place = Place::Property { parent, info, name: &name };
        field(changes.field(), 0, &place, found);
        duplicates::items(changes, &place, 0, found);
    }
}

/// Adds the deviations of the items of a page. `first` is the index of the page's first item in the whole list.
pub(super) fn items<'a>(page: &'a dyn Model, first: usize, found: &mut Deviations<'a>) {
    let place = Place::Property { parent: &Place::Root, info: page.info(), name: ITEMS };
    field(FieldValue::new(page, 0), first, &place, found);
    duplicates::items(page, &place, first, found);
}

/// Adds the deviations of a field that holds a value, and of all values inside it. `first` is the index of its first
/// item in the payload.
fn field<'a>(field: FieldValue<'a>, first: usize, place: &Place<'_>, found: &mut Deviations<'a>) {
    let FieldValue { value, extra, index } = field;
    let count = value.count();
    let is_reshaped = field.is_reshaped();
    if is_reshaped {
        let received = extra.received(index, count.map(|_| 0));
        let what = match (received, count) {
            (_, None) => Found::Array,
            (Some(received), _) => received.into(),
            (None, _) => Found::Object,
        };
        let expected = Expected::from_field(value);
        found.add_found(place, expected, what, Reading::Understood, received.map(Received::Value));
    }
    if count.is_none() {
        if let Some(received) = extra.received(index, None)
            && is_lenient(value, None, received)
        {
            found.add(place, Expected::from_field(value), received, Reading::Understood);
        }
        // The path is that of the payload: the value is item 0 of an array there, although the field has no array.
        return match is_reshaped {
            true => inside(value, None, &Place::Item { list: place, index: 0 }, found),
            false => inside(value, None, place, found),
        };
    }
    let expected = Expected::from_item(value);
    for (at, item) in field.items().enumerate() {
        if let ReceivedItem::Skipped(odd) = item
            && !odd.is_null()
        {
            let place = Place::Item { list: place, index: first + at };
            found.add(&place, expected, odd, Reading::Kept);
        }
    }
    for (at, item) in field.items().enumerate() {
        let ReceivedItem::Held(item) = item else { continue };
        let item_place = Place::Item { list: place, index: first + at };
        let place = if is_reshaped { place } else { &item_place };
        if let Some(received) = extra.received(index, Some(item))
            && is_lenient(value, Some(item), received)
        {
            found.add(place, expected, received, Reading::Understood);
        }
        inside(value, Some(item), place, found);
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
