//! Vectors of a base type with derived types: the type of a value, with tags in all forms and places.

use super::fields::{few, refused, undeclared};
use super::structs::{form, forms, roots};
use super::{Entries, Index, TAG, UNKNOWN, Vectors, duplicate, mismatch, object, tag};
use crate::rust::{Struct, TaggedEnum};

pub(super) fn add(ty: &TaggedEnum, index: &Index<'_>, vectors: &mut Vectors) {
    let content = |path| index.structs.get(path).copied();
    for variant in ty.variants.iter().filter_map(|variant| content(&variant.content)) {
        vectors.about(&variant.csdl);
        known(variant, index, vectors);
    }
    if let Some(base) = content(&ty.base) {
        vectors.about("of no known type, or of none");
        unknown(base, index, vectors);
        vectors.about("a tag that is no text");
        for json in ["null", "5", "true", "[]", "{}"] {
            vectors.refused(&mismatch(&base.csdl, TAG), &object(&[(TAG, json.to_owned())]));
            let mut last = few(base, index);
            last.push((TAG, json.to_owned()));
            vectors.refused(&mismatch(&base.csdl, TAG), &object(&last));
        }
    }
    vectors.about("no object");
    roots(&format!("expected {}", ty.csdl), vectors);
}

/// Adds values of a type that the hierarchy has.
fn known(ty: &Struct, index: &Index<'_>, vectors: &mut Vectors) {
    for position in [0, usize::MAX, 2] {
        vectors.kept(&object(&with_tag(form(ty, index, 0), position, tag(&ty.csdl))));
    }
    // Values before the tag are buffered as JSON until the type is known, also in an odd form.
    for entries in forms(ty, index).into_iter().skip(1).take(3) {
        vectors.kept(&object(&with_tag(entries, usize::MAX, tag(&ty.csdl))));
    }
    let csdl = &ty.csdl;
    let forms = [
        csdl.clone(),
        format!("#{}", csdl.to_uppercase()),
        format!("https://graph.microsoft.com/v1.0/$metadata#{csdl}"),
        format!("/$metadata#{csdl}"),
    ];
    for (form, position) in forms.iter().zip([0, 1, usize::MAX].into_iter().cycle()) {
        let tag = || (TAG, format!("\"{form}\""));
        let mut entries = few(ty, index);
        entries.extend(undeclared());
        vectors.kept(&object(&with_tag(entries, position, tag())));
        // A buffered value might be of an unknown type; the error names the assumed type.
        vectors.refused(&duplicate(csdl, "a"), &object(&with_tag(twice(), position, tag())));
    }
    // The last property is one that the type itself declares, if it declares any. A bad body never turns a known type
    // into an unknown one.
    let bad =
        ty.fields.iter().rev().find_map(|field| {
            refused(ty, field, index).into_iter().next().map(|bad| (field.wire.as_str(), bad))
        });
    if let Some((name, bad)) = bad {
        for position in [0, usize::MAX] {
            let entries = vec![(name, bad.json.clone())];
            vectors.refused(&bad.error, &object(&with_tag(entries, position, tag(csdl))));
        }
    }
    for position in [0, 1, usize::MAX] {
        vectors.refused(&duplicate(csdl, "a"), &object(&with_tag(twice(), position, tag(csdl))));
    }
    for between in [Vec::new(), few(ty, index)] {
        let entries = with_tag(with_tag(between, 0, tag(csdl)), usize::MAX, tag(csdl));
        vectors.refused(&duplicate(csdl, TAG), &object(&entries));
    }
}

/// Adds values of a type that the hierarchy does not have, and values without a tag.
fn unknown(base: &Struct, index: &Index<'_>, vectors: &mut Vectors) {
    for name in [UNKNOWN, &base.csdl] {
        for position in [0, 1, usize::MAX] {
            let mut entries = form(base, index, 0);
            entries.extend(undeclared());
            vectors.kept(&object(&with_tag(entries, position, (TAG, format!("\"#{name}\"")))));
        }
    }
    for text in [UNKNOWN, "", "#", &base.csdl.to_lowercase()] {
        vectors.kept(&object(&with_tag(few(base, index), 0, (TAG, format!("\"{text}\"")))));
    }
    for mut entries in forms(base, index) {
        vectors.kept(&object(&entries));
        entries.extend(undeclared());
        vectors.kept(&object(&entries));
    }
    vectors.kept("{}");
    vectors.refused(&duplicate(&base.csdl, "a"), &object(&twice()));
    let tag = tag(UNKNOWN);
    vectors.refused(&duplicate(&base.csdl, "a"), &object(&with_tag(twice(), 1, tag)));
}

/// An undeclared property that occurs twice.
fn twice() -> Entries<'static> {
    vec![("a", "null".to_owned()), ("a", "null".to_owned())]
}

/// The entries with the tag inserted at a position, or at the end.
fn with_tag<'a>(mut entries: Entries<'a>, position: usize, tag: (&'static str, String)) -> Entries<'a> {
    entries.insert(position.min(entries.len()), tag);
    entries
}
