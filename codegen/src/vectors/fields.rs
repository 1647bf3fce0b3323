//! Values of a field: every form that must be kept, and every form that must be refused with its place.

use super::{Entries, Index, TAG, UNKNOWN, array, duplicate, enums, mismatch, object, primitives, tag};
use crate::rust::{Field, Kind, Struct, TaggedEnum};

/// Undeclared properties and control information, in an order that differs from schemas.
pub(super) fn undeclared() -> Entries<'static> {
    vec![
        ("@odata.etag", r#""W/\"1\"""#.to_owned()),
        ("propertyOfTheFuture", "{\"a\":[1,null,{}],\"@odata.type\":5}".to_owned()),
    ]
}

/// A value that must be refused.
pub(super) struct Refused {
    pub(super) json: String,
    /// A part of the expected error.
    pub(super) error: String,
}

/// JSON forms of the field's value except `null`, the plainest first.
pub(super) fn kept(field: &Field, index: &Index<'_>) -> Vec<String> {
    let items = kept_items(&field.kind, index);
    if !field.is_collection() {
        return items;
    }
    let null = || "null".to_owned();
    let first: Vec<_> = items.first().cloned().into_iter().collect();
    let around: Vec<_> = [null()]
        .into_iter()
        .chain(first.clone())
        .chain([null(), null()])
        .chain(items.last().cloned())
        .collect();
    vec![array(&first), array(&items), "[]".to_owned(), array(&[null()]), array(&around)]
}

/// JSON that the field of that type must refuse.
pub(super) fn refused(ty: &Struct, field: &Field, index: &Index<'_>) -> Vec<Refused> {
    let own = || mismatch(&ty.csdl, &field.wire);
    let of_items = refused_items(&field.kind, index);
    let of_items = of_items.into_iter().map(|(json, error)| (json, error.unwrap_or_else(own)));
    if !field.is_collection() {
        return of_items.map(|(json, error)| Refused { json, error }).collect();
    }
    let items = kept_items(&field.kind, index);
    let first = items.first().cloned().unwrap_or_else(|| "null".to_owned());
    // A single item is not a valid value of the collection.
    let mut refused: Vec<_> = ["true", "\"text\"", "{}"]
        .map(|json| Refused { json: json.to_owned(), error: own() })
        .into_iter()
        .collect();
    refused.extend(of_items.map(|(json, error)| Refused { json: array(&[first.clone(), json]), error }));
    refused
}

fn kept_items(kind: &Kind, index: &Index<'_>) -> Vec<String> {
    match kind {
        Kind::Primitive(primitive) => {
            primitives::kept(primitive.variant).iter().map(|&json| json.to_owned()).collect()
        }
        Kind::Enum(path) => index.enums.get(path).map(|ty| enums::kept_members(ty)).unwrap_or_default(),
        Kind::Flags(path) => index.enums.get(path).map(|ty| enums::kept_sets(ty)).unwrap_or_default(),
        Kind::Object(path) => index.structs.get(path).map(|ty| objects(ty, index)).unwrap_or_default(),
        Kind::Hierarchy(path) => {
            index.tagged_enums.get(path).map(|ty| hierarchy(ty, index)).unwrap_or_default()
        }
    }
}

/// Small nested objects, since their types have vectors of their own.
fn objects(ty: &Struct, index: &Index<'_>) -> Vec<String> {
    let mut tagged = vec![tag(&ty.csdl)];
    tagged.extend(few(ty, index));
    tagged.extend(undeclared());
    vec![object(&few(ty, index)), "{}".to_owned(), object(&tagged)]
}

/// Nested values of a hierarchy: of its first and its last type, of an unknown type, and without a tag.
fn hierarchy(ty: &TaggedEnum, index: &Index<'_>) -> Vec<String> {
    let content = |path| index.structs.get(path).copied();
    let mut kept = Vec::new();
    if let Some(first) = ty.variants.first().and_then(|variant| content(&variant.content)) {
        let mut entries = vec![tag(&first.csdl)];
        entries.extend(few(first, index));
        kept.push(object(&entries));
    }
    if let Some(last) = ty.variants.last().and_then(|variant| content(&variant.content)) {
        let mut entries = few(last, index);
        entries.extend(undeclared());
        entries.push(tag(&last.csdl));
        kept.push(object(&entries));
    }
    let mut unknown = content(&ty.base).map(|base| few(base, index)).unwrap_or_default();
    unknown.push(tag(UNKNOWN));
    unknown.extend(undeclared());
    kept.extend([object(&unknown), "{}".to_owned()]);
    kept
}

/// The first fields that hold no objects, in their plainest form.
pub(super) fn few<'a>(ty: &'a Struct, index: &Index<'_>) -> Entries<'a> {
    let is_plain = |field: &&Field| !matches!(field.kind, Kind::Object(_) | Kind::Hierarchy(_));
    let fields = ty.fields.iter().filter(is_plain).take(3);
    fields.filter_map(|field| Some((field.wire.as_str(), kept(field, index).into_iter().next()?))).collect()
}

/// JSON that is no value of the type, with its error if the error names something inside the value.
fn refused_items(kind: &Kind, index: &Index<'_>) -> Vec<(String, Option<String>)> {
    let plain = |json: &[&str]| json.iter().map(|&json| (json.to_owned(), None)).collect::<Vec<_>>();
    match kind {
        Kind::Primitive(primitive) => plain(primitives::refused(primitive.variant)),
        Kind::Enum(_) => plain(&enums::REFUSED),
        Kind::Flags(_) => plain(&enums::REFUSED_SETS),
        Kind::Object(path) => {
            let mut refused = plain(&["true", "5", "\"text\"", "[]"]);
            if let Some(ty) = index.structs.get(path) {
                refused.extend(refused_inside(ty, index));
            }
            refused
        }
        Kind::Hierarchy(path) => {
            let mut refused = plain(&["true", "5", "\"text\"", "[]"]);
            if let Some(base) = index.tagged_enums.get(path).and_then(|ty| index.structs.get(&ty.base)) {
                refused.push((object(&[(TAG, "5".to_owned())]), Some(mismatch(&base.csdl, TAG))));
            }
            refused
        }
    }
}

/// A nested object with a bad property, and one with a duplicate key.
fn refused_inside(ty: &Struct, index: &Index<'_>) -> Vec<(String, Option<String>)> {
    let is_plain = |field: &&Field| matches!(field.kind, Kind::Primitive(_) | Kind::Enum(_) | Kind::Flags(_));
    let bad = ty.fields.iter().filter(is_plain).find_map(|field| {
        let bad = refused(ty, field, index).into_iter().next()?;
        Some((object(&[(field.wire.as_str(), bad.json)]), Some(bad.error)))
    });
    let twice = ("a", "null".to_owned());
    bad.into_iter().chain([(object(&[twice.clone(), twice]), Some(duplicate(&ty.csdl, "a")))]).collect()
}
