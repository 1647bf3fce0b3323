//! Vectors of a struct, decoded as the declared type.

use super::fields::{few, kept, refused, undeclared};
use super::{Entries, Index, TAG, UNKNOWN, Vectors, duplicate, mismatch, object, tag};
use crate::rust::Struct;

pub(super) fn add(ty: &Struct, index: &Index<'_>, vectors: &mut Vectors) {
    vectors.about("properties absent and null");
    absent_and_null(ty, index, vectors);
    vectors.about("every form of every property");
    for entries in forms(ty, index) {
        vectors.kept(&object(&entries));
    }
    vectors.about("in another order");
    let mut backwards = form(ty, index, 0);
    backwards.reverse();
    vectors.kept(&object(&backwards));
    vectors.about("undeclared properties and control information");
    extras(ty, index, vectors);
    vectors.about("a tag, which decides nothing here");
    tags(ty, index, vectors);
    vectors.about("values of another type");
    for field in &ty.fields {
        for bad in refused(ty, field, index) {
            vectors.refused(&bad.error, &object(&[(&field.wire, bad.json)]));
        }
    }
    vectors.about("keys that stand twice");
    duplicates(ty, vectors);
    vectors.about("no object");
    roots("expected an object", vectors);
}

/// Adds JSON that is no object.
pub(super) fn roots(error: &str, vectors: &mut Vectors) {
    for json in ["null", "true", "5", "\"text\"", "[]", "[{}]"] {
        vectors.refused(error, json);
    }
}

/// The properties in the form with this number. Properties with fewer forms are left out.
pub(super) fn form<'a>(ty: &'a Struct, index: &Index<'_>, number: usize) -> Entries<'a> {
    let fields = ty.fields.iter();
    fields
        .filter_map(|field| Some((field.wire.as_str(), kept(field, index).into_iter().nth(number)?)))
        .collect()
}

/// Objects that together have every property in each of its forms.
pub(super) fn forms<'a>(ty: &'a Struct, index: &Index<'_>) -> Vec<Entries<'a>> {
    let most = ty.fields.iter().map(|field| kept(field, index).len()).max().unwrap_or_default();
    (0..most).map(|number| form(ty, index, number)).collect()
}

/// Adds an empty object, one with all properties null, and objects for each bit of a property's position: properties
/// with this bit are null, the others absent or present. One of these objects distinguishes any two properties.
fn absent_and_null(ty: &Struct, index: &Index<'_>, vectors: &mut Vectors) {
    vectors.kept("{}");
    let null =
        |position: usize| ty.fields.get(position).map(|field| (field.wire.as_str(), "null".to_owned()));
    let count = ty.fields.len();
    if count == 0 {
        return;
    }
    vectors.kept(&object(&(0..count).filter_map(null).collect::<Vec<_>>()));
    let present = |position: usize| {
        let field = ty.fields.get(position)?;
        Some((field.wire.as_str(), kept(field, index).into_iter().min_by_key(String::len)?))
    };
    for bit in (0..usize::BITS).take_while(|bit| count >> bit > 0) {
        for is_set in [false, true] {
            let has_bit = |position: &usize| (position >> bit & 1 == 1) == is_set;
            let nulls: Vec<_> = (0..count).filter(has_bit).filter_map(null).collect();
            if nulls.is_empty() {
                continue;
            }
            vectors.kept(&object(&nulls));
            let mixed = (0..count)
                .filter_map(|position| if has_bit(&position) { null(position) } else { present(position) });
            vectors.kept(&object(&mixed.collect::<Vec<_>>()));
        }
    }
}

fn extras(ty: &Struct, index: &Index<'_>, vectors: &mut Vectors) {
    let few = few(ty, index);
    let mut around = undeclared();
    around.extend(few.clone());
    vectors.kept(&object(&around));
    let mut names: Vec<String> = vec![
        "@odata.context".to_owned(),
        "@microsoft.graph.downloadUrl".to_owned(),
        "#microsoft.graph.actionOfTheFuture".to_owned(),
        "@odata.id".to_owned(),
    ];
    for (name, _) in &few {
        names.extend([
            format!("{name}@odata.type"),
            format!("{name}@odata.bind"),
            format!("{name}OfTheFuture"),
            format!("_{name}"),
        ]);
        // A name in another case is an undeclared name, unless the type declares it.
        let other = name.to_uppercase();
        if ty.fields.iter().all(|field| field.wire != other) {
            names.push(other);
        }
    }
    let values = ["null", "\"text\"", "[{\"a\":null}]"].iter().cycle();
    let entries: Vec<_> =
        names.iter().zip(values).map(|(name, &json)| (name.as_str(), json.to_owned())).collect();
    vectors.kept(&object(&entries));
}

/// Adds tags in all forms and positions. Each one is kept.
fn tags(ty: &Struct, index: &Index<'_>, vectors: &mut Vectors) {
    let few = few(ty, index);
    let csdl = &ty.csdl;
    for position in 0..=few.len() {
        let mut entries = few.clone();
        entries.insert(position, tag(csdl));
        vectors.kept(&object(&entries));
    }
    let odd = [
        csdl.clone(),
        format!("#{}", csdl.to_uppercase()),
        format!("https://graph.microsoft.com/v1.0/$metadata#{csdl}"),
        format!("#{UNKNOWN}"),
        String::new(),
    ];
    for text in odd {
        vectors.kept(&object(&[(TAG, format!("\"{text}\""))]));
    }
    for json in ["null", "5", "true", "[]", "{}"] {
        vectors.refused(&mismatch(csdl, TAG), &object(&[(TAG, json.to_owned())]));
    }
    vectors.refused(&duplicate(csdl, TAG), &object(&[tag(csdl), tag(csdl)]));
}

fn duplicates(ty: &Struct, vectors: &mut Vectors) {
    let null = || "null".to_owned();
    let declared = ty.fields.iter().map(|field| field.wire.as_str());
    for name in declared.chain(["propertyOfTheFuture", "@odata.etag"]) {
        vectors.refused(&duplicate(&ty.csdl, name), &object(&[(name, null()), (name, null())]));
    }
    let inside = "{\"a\":[{\"b\":1,\"b\":2}]}".to_owned();
    vectors.refused("propertyOfTheFuture.a[0].b:", &object(&[("propertyOfTheFuture", inside)]));
}
