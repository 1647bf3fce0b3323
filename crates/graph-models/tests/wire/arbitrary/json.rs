//! Makes random JSON: either arbitrary JSON, or JSON close to the declaration of a type.
//!
//! The result is text, because a value in memory has neither an order of keys nor duplicate keys.

use graph_models::model::{FieldInfo, HierarchyInfo, Model, Slot, Type};
use serde_json::{Value, json};

use super::Bytes;

/// A JSON text, with a flag that is `true` if one of its objects has a duplicate key.
#[derive(Default)]
pub(crate) struct Text {
    pub(crate) json: String,
    pub(crate) has_twice: bool,
}

impl Text {
    fn of(value: &Value) -> Self {
        Self { json: value.to_string(), has_twice: false }
    }
}

/// Returns any JSON.
pub(crate) fn value(bytes: &mut Bytes<'_>, depth: usize) -> Value {
    match bytes.below(if depth == 0 { 8 } else { 10 }) {
        0 => Value::Null,
        1 => json!(bytes.below(2) == 1),
        2 => json!(bytes.next()),
        3 => json!(i64::from_ne_bytes(bytes.array())),
        4 => json!(u64::from_ne_bytes(bytes.array())),
        5 => json!(f64::from_ne_bytes(bytes.array())),
        6 => json!(bytes.pick(&[
            "2024-02-29T07:59:59Z",
            "P1D",
            "7",
            "INF",
            "high",
            "HIGH",
            "low,high",
            "2024-02-29"
        ])),
        7 => json!(bytes.text()),
        8 => (0..bytes.below(4)).map(|_| value(bytes, depth - 1)).collect(),
        _ => {
            let entries = (0..bytes.below(4)).map(|_| (bytes.text(), value(bytes, depth - 1)));
            Value::Object(entries.collect())
        }
    }
}

/// Adds an object for a field or a collection. The slots of an empty value give access to the types of its properties.
pub(crate) fn structured(slot: &mut Slot<'_>, bytes: &mut Bytes<'_>, depth: usize, text: &mut Text) {
    let mut variant = |info: HierarchyInfo| (bytes.below(info.variants().len()), bytes.below(8) != 7);
    let (model, has_tag) = match slot {
        Slot::Hierarchy(field) => {
            let (index, has_tag) = variant(field.info());
            (field.insert(index), has_tag)
        }
        Slot::HierarchyList(list) => {
            let (index, has_tag) = variant(list.info());
            (list.push(index), has_tag)
        }
        Slot::Object(field) => (field.insert(), bytes.below(3) == 0),
        Slot::ObjectList(list) => (list.push(), bytes.below(3) == 0),
        other => panic!("{other:?} holds no structured type"),
    };
    object(model, has_tag, bytes, depth, text);
}

/// Adds an object with declared, misspelled and undeclared keys.
fn object(model: &mut dyn Model, has_tag: bool, bytes: &mut Bytes<'_>, depth: usize, text: &mut Text) {
    let info = model.info();
    let mut entries: Vec<(String, Text)> = Vec::new();
    for _ in 0..bytes.below(8) {
        let index = bytes.below(info.names().len());
        let field = info.field(index);
        let name = field.map_or("x", |field| field.wire());
        match (bytes.below(10), field) {
            (0, _) => entries.push((name.to_uppercase(), Text::of(&value(bytes, 2)))),
            (1, _) => entries.push((format!("{name}@odata.type"), Text::of(&value(bytes, 1)))),
            (2, _) => entries.push((bytes.text(), Text::of(&value(bytes, 2)))),
            (3, _) => entries.push((name.to_owned(), Text::of(&value(bytes, 2)))),
            (_, None) => {}
            (_, Some(field)) => {
                let mut inner = Text::default();
                fitting(field, model.slot(index), bytes, depth, &mut inner);
                entries.push((name.to_owned(), inner));
            }
        }
    }
    // Most objects should have no duplicate key.
    if bytes.below(16) != 15 {
        let mut seen: Vec<String> = Vec::new();
        entries.retain(|(name, _)| {
            let is_new = !seen.contains(name);
            seen.push(name.clone());
            is_new
        });
    }
    if has_tag {
        let name = info.name();
        let form = match bytes.below(6) {
            0 | 1 => format!("#{name}"),
            2 => name.to_owned(),
            3 => format!("#{}", name.to_uppercase()),
            4 => format!("https://graph.microsoft.com/$metadata#{name}"),
            _ => "#microsoft.graph.typeOfTheFuture".to_owned(),
        };
        let position = bytes.below(entries.len() + 1);
        entries.insert(position, ("@odata.type".to_owned(), Text::of(&json!(form))));
    }
    let mut names: Vec<_> = entries.iter().map(|(name, _)| name).collect();
    names.sort();
    text.has_twice |= names.windows(2).any(|pair| pair.first() == pair.last());
    text.has_twice |= entries.iter().any(|(_, value)| value.has_twice);
    let members: Vec<_> =
        entries.iter().map(|(name, value)| format!("{}:{}", json!(name), value.json)).collect();
    text.json.push_str(&format!("{{{}}}", members.join(",")));
}

/// Adds JSON that mostly fits the field.
fn fitting(field: FieldInfo, mut slot: Slot<'_>, bytes: &mut Bytes<'_>, depth: usize, text: &mut Text) {
    if !field.is_collection() {
        return item(field.kind(), &mut slot, bytes, depth, text);
    }
    text.json.push('[');
    for index in 0..bytes.below(4) {
        if index > 0 {
            text.json.push(',');
        }
        item(field.kind(), &mut slot, bytes, depth, text);
    }
    text.json.push(']');
}

fn item(kind: Type, slot: &mut Slot<'_>, bytes: &mut Bytes<'_>, depth: usize, text: &mut Text) {
    if bytes.below(8) == 7 {
        return text.json.push_str("null");
    }
    let value = match kind {
        Type::Boolean => json!(bytes.below(2) == 1),
        Type::Byte | Type::SByte | Type::Int16 | Type::Int32 => {
            if bytes.below(3) == 0 {
                json!(f64::from(bytes.next()))
            } else {
                json!(bytes.next())
            }
        }
        Type::Int64 => {
            let number = i64::from_ne_bytes(bytes.array());
            if bytes.below(2) == 0 { json!(number) } else { json!(number.to_string()) }
        }
        Type::Single | Type::Double | Type::Decimal => match bytes.below(3) {
            0 => json!(f32::from_ne_bytes(bytes.array())),
            1 => json!(f64::from_ne_bytes(bytes.array())),
            _ => json!(u64::from_ne_bytes(bytes.array())),
        },
        Type::String => json!(bytes.text()),
        Type::Guid => json!(bytes.pick(&["01234567-89AB-cdef-0123-456789abcdef"])),
        Type::Date => json!(bytes.pick(&["2024-02-29", "0001-01-01", "2023-02-29"])),
        Type::TimeOfDay => json!(bytes.pick(&["07:59", "07:59:59.0", "23:59:59.123456789012", "24:00"])),
        Type::DateTimeOffset => json!(bytes.pick(&[
            "2024-02-29T07:59:59Z",
            "2024-02-29t07:59z",
            "2016-12-31T23:59:60.100+02:00",
            "0001-01-01T00:00:00+14:00",
            "9999-12-31T23:59:59.9999999Z",
            "2024-02-29",
        ])),
        Type::Duration => json!(bytes.pick(&["P30D", "-PT24H", "PT0.000S", "P1Y", "P"])),
        Type::Binary => json!(bytes.pick(&["", "AAEC", "-_8", "+/8=", "+/9=", "AB", "A"])),
        Type::Stream | Type::Json => value(bytes, 2),
        Type::Enum | Type::Flags => {
            let members = slot.enumeration().expect("it holds members").members();
            let (name, number) = members.get(bytes.below(members.len())).copied().unwrap_or(("x", 0));
            match bytes.below(7) {
                0 | 1 => json!(name),
                2 => json!(name.to_uppercase()),
                3 => json!(number),
                4 => json!(format!("{name}, memberOfTheFuture,{name}")),
                5 => json!(number.to_string()),
                _ => json!(bytes.text()),
            }
        }
        Type::Object | Type::Hierarchy if depth > 0 => return structured(slot, bytes, depth - 1, text),
        _ => json!({}),
    };
    text.json.push_str(&value.to_string());
}
