//! Makes random values through `Model`, as a program would build them.
//!
//! The values have fields, nulls, undeclared properties and control information.

use graph_models::edm;
use graph_models::model::{HierarchyInfo, Members, Model, Slot};
use graph_models::open_enum::{EnumInfo, OpenEnum, OwnedMember};

use super::Bytes;
use super::json;

/// The maximal nesting depth of objects.
const DEPTH: usize = 3;

/// Adds a value to an empty collection.
pub(crate) fn fill_item(slot: Slot<'_>, bytes: &mut Bytes<'_>) {
    match slot {
        Slot::ObjectList(list) => fill(list.push(), bytes, DEPTH),
        Slot::HierarchyList(list) => {
            let variant = variant(list.info(), bytes);
            fill(list.push(variant), bytes, DEPTH);
        }
        other => fill_slot(other, bytes, DEPTH),
    }
}

fn fill(model: &mut dyn Model, bytes: &mut Bytes<'_>, depth: usize) {
    let info = model.info();
    for index in 0..info.names().len() {
        let choice = bytes.below(5);
        // A null that was set earlier has no effect once the field has a value.
        if choice == 1 || choice == 4 {
            model.extra_mut().set_null(index, true);
        }
        if choice > 1 {
            fill_slot(model.slot(index), bytes, depth);
        }
    }
    match bytes.below(3) {
        1 => model.extra_mut().force_odata_type(),
        2 => model.extra_mut().infer_odata_type(),
        _ => {}
    }
    for _ in 0..bytes.below(3) {
        let name = bytes.pick(&["@odata.etag", "@odata.id", "id@odata.type", "#microsoft.graph.do", "@x.y"]);
        let value = json::value(bytes, 2);
        model.extra_mut().control_mut().insert(name, value).expect("it is control information");
    }
    for _ in 0..bytes.below(3) {
        let name = bytes.pick(&["", "ID", "propertyOfTheFuture", "$value", "ü", "\"\\"]);
        let value = json::value(bytes, 2);
        model.extra_mut().undeclared_mut().insert(name, value).expect("it is no control information");
    }
}

/// Returns the index of a variant. `Unknown` is chosen only if the base is abstract. With a concrete base, a value
/// without a tag is of the base type.
fn variant(hierarchy: HierarchyInfo, bytes: &mut Bytes<'_>) -> usize {
    let unknown = usize::from(hierarchy.untagged().is_none());
    bytes.below(hierarchy.variants().len() + unknown)
}

/// Returns a member of the enumeration, known or unknown.
fn member(info: EnumInfo, bytes: &mut Bytes<'_>) -> OwnedMember {
    let index = bytes.below(info.members().len() + 1);
    if index < info.members().len() {
        return OwnedMember::Known(index);
    }
    // Only parsing a text makes an unknown member. The enumeration does not matter.
    let text = format!("memberOfTheFuture{}", bytes.below(3));
    graph_models::beta::AlertSeverity::from(text.as_str()).member().to_owned()
}

fn members(info: EnumInfo, target: &mut dyn Members, bytes: &mut Bytes<'_>) {
    for _ in 0..bytes.below(4) {
        target.push(member(info, bytes));
    }
}

/// A primitive type with random values.
trait Make: Sized {
    fn make(bytes: &mut Bytes<'_>) -> Self;
}

macro_rules! numbers {
    ($($rust:ty)*) => {
        $(impl Make for $rust {
            fn make(bytes: &mut Bytes<'_>) -> Self {
                if bytes.below(2) == 0 { <$rust>::from(bytes.next() % 100) } else { <$rust>::from_ne_bytes(bytes.array()) }
            }
        })*
    };
}

numbers!(u8 i16 i32 i64 f32 f64);

impl Make for i8 {
    fn make(bytes: &mut Bytes<'_>) -> Self {
        Self::from_ne_bytes(bytes.array())
    }
}

impl Make for bool {
    fn make(bytes: &mut Bytes<'_>) -> Self {
        bytes.below(2) == 1
    }
}

impl Make for String {
    fn make(bytes: &mut Bytes<'_>) -> Self {
        bytes.text()
    }
}

impl Make for edm::Binary {
    fn make(bytes: &mut Bytes<'_>) -> Self {
        Self((0..bytes.below(5)).map(|_| bytes.next()).collect())
    }
}

/// Makes untyped JSON. Its null is decoded as a null property, which has the same JSON.
impl Make for edm::Json {
    fn make(bytes: &mut Bytes<'_>) -> Self {
        Some(json::value(bytes, 2)).filter(|value| !value.is_null()).unwrap_or_else(|| "text".into())
    }
}

impl Make for edm::Stream {
    fn make(bytes: &mut Bytes<'_>) -> Self {
        Self(edm::Json::make(bytes))
    }
}

/// Implements [`Make`] for types that are parsed from text.
macro_rules! texts {
    ($($rust:ident $bytes:ident => $text:expr;)*) => {
        $(impl Make for edm::$rust {
            fn make($bytes: &mut Bytes<'_>) -> Self {
                let text: String = $text;
                text.parse().unwrap_or_else(|_| panic!("{text:?} is no Edm.{}", stringify!($rust)))
            }
        })*
    };
}

texts! {
    Guid bytes => {
        let digits = format!("{:032x}", u128::from_ne_bytes(bytes.array()));
        let parts = [(0, 8), (8, 12), (12, 16), (16, 20), (20, 32)];
        let parts = parts.map(|(start, end)| digits.get(start..end).unwrap_or_default().to_owned());
        parts.join("-")
    };
    Date bytes => date(bytes);
    TimeOfDay bytes => time(bytes);
    DateTimeOffset bytes => {
        let zone = bytes.pick(&["Z", "+00:00", "-00:00", "+14:00", "-11:30", "z"]);
        format!("{}T{}{zone}", date(bytes), time(bytes))
    };
    Duration bytes => {
        let sign = bytes.pick(&["", "-"]);
        format!("{sign}P{}DT{}H{}M{}S", bytes.next(), bytes.next(), bytes.next(), bytes.pick(&["0", "1.5", "59.0000001"]))
    };
    Decimal bytes => {
        let sign = bytes.pick(&["", "-"]);
        let exponent = bytes.pick(&["", "E-7", "e3"]);
        format!("{sign}{}.{}{exponent}", u64::from_ne_bytes(bytes.array()), bytes.next())
    };
}

fn date(bytes: &mut Bytes<'_>) -> String {
    let year = u16::from_ne_bytes(bytes.array()) % 9999 + 1;
    format!("{year:04}-{:02}-{:02}", bytes.below(12) + 1, bytes.below(28) + 1)
}

fn time(bytes: &mut Bytes<'_>) -> String {
    let minutes = format!("{:02}:{:02}", bytes.below(24), bytes.below(60));
    match bytes.below(13) {
        0 => minutes,
        1 => format!("{minutes}:{:02}", bytes.below(60)),
        digits => {
            let fraction: String = (1..digits).map(|_| char::from(b'0' + bytes.next() % 10)).collect();
            format!("{minutes}:{:02}.{fraction}", bytes.below(60))
        }
    }
}

macro_rules! define {
    ($($one:ident $many:ident)*) => {
        /// Puts a value into a field.
        fn fill_slot(slot: Slot<'_>, bytes: &mut Bytes<'_>, depth: usize) {
            let count = bytes.below(4);
            match slot {
                $(
                    Slot::$one(target) => *target = Some(Make::make(bytes)),
                    Slot::$many(target) => *target = Some((0..count).map(|_| Make::make(bytes)).collect()),
                )*
                Slot::Enum(field) => {
                    let member = member(field.info(), bytes);
                    field.set(Some(member));
                }
                Slot::EnumList(field) | Slot::Flags(field) => members(field.info(), field.get_or_insert(), bytes),
                Slot::FlagsList(list) => {
                    list.reset(true);
                    for _ in 0..count {
                        members(list.info(), list.push(), bytes);
                    }
                }
                Slot::Object(field) if depth > 0 => fill(field.insert(), bytes, depth - 1),
                Slot::ObjectList(list) => {
                    list.reset(true);
                    for _ in 0..count.min(depth) {
                        fill(list.push(), bytes, depth - 1);
                    }
                }
                Slot::Hierarchy(field) if depth > 0 => {
                    let variant = variant(field.info(), bytes);
                    fill(field.insert(variant), bytes, depth - 1);
                }
                Slot::HierarchyList(list) => {
                    list.reset(true);
                    for _ in 0..count.min(depth) {
                        let variant = variant(list.info(), bytes);
                        fill(list.push(variant), bytes, depth - 1);
                    }
                }
                Slot::Object(_) | Slot::Hierarchy(_) => {}
                other => panic!("there is no value for {other:?}"),
            }
        }
    };
}

define! {
    Boolean BooleanList
    Byte ByteList
    SByte SByteList
    Int16 Int16List
    Int32 Int32List
    Int64 Int64List
    Single SingleList
    Double DoubleList
    Decimal DecimalList
    String StringList
    Guid GuidList
    Date DateList
    TimeOfDay TimeOfDayList
    DateTimeOffset DateTimeOffsetList
    Duration DurationList
    Binary BinaryList
    Stream StreamList
    Json JsonList
}
