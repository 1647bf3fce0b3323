//! Tests that schemas and strict decoding agree on the same JSON, for all kinds of types.

#![allow(dead_code, unreachable_pub, reason = "macros make what generated code has")]

use schemars::JsonSchema;
use serde_json::{Map, Value, json};

use super::{Roots, Schemas, components};
use crate::edm;
use crate::model::{Extra, Item, Type};
use crate::open_enum::{FlagSet, UnknownMember};
use crate::page::Page;

/// Returns `true` if a schema with these definitions accepts a value.
fn accepts(schema: &Value, definitions: &Map<String, Value>, value: &Value) -> bool {
    let schema = json!({"$defs": definitions, "allOf": [schema]});
    jsonschema::draft202012::new(&schema).unwrap().is_valid(value)
}

/// Checks that schema and strict decoding agree about items of a collection.
fn agree<T: Item>(kind: Type, kept: &[Value], refused: &[Value]) {
    let mut generator = schemars::SchemaGenerator::default();
    let schema = super::nullable(super::primitives::schema(kind, &mut generator)).into();
    let definitions = generator.take_definitions(true);
    let decodes = |value: &Value| crate::strict::from_value::<Page<T>>(json!({"value": [value]})).is_ok();
    for value in kept.iter().chain([&Value::Null]) {
        assert!(decodes(value), "{kind:?} refuses {value}");
        assert!(accepts(&schema, &definitions, value), "the schema of {kind:?} refuses {value}");
    }
    for value in refused {
        assert!(!decodes(value), "{kind:?} is {value}");
        assert!(!accepts(&schema, &definitions, value), "the schema of {kind:?} accepts {value}");
    }
}

fn texts(texts: &[&str]) -> Vec<Value> {
    texts.iter().map(|text| json!(text)).collect()
}

#[test]
fn numbers_are_what_decodes() {
    let not = || vec![json!("many"), json!(true), json!([]), json!({})];
    agree::<bool>(Type::Boolean, &[json!(true)], &[json!("true"), json!(1), json!({})]);
    agree::<u8>(
        Type::Byte,
        &[json!(0), json!(255), json!(7.0)],
        &[json!(256), json!(-1), json!(1.5), json!("7")],
    );
    agree::<i8>(Type::SByte, &[json!(-128), json!(127)], &[json!(128), json!(-129), json!(1.5)]);
    agree::<i16>(Type::Int16, &[json!(-32768), json!(32767)], &[json!(32768), json!(-32769)]);
    agree::<i32>(Type::Int32, &[json!(i32::MIN), json!(1e3)], &[json!(i64::from(i32::MAX) + 1), json!("7")]);
    agree::<i64>(Type::Int64, &[json!(i64::MIN), json!(i64::MAX), json!("-7")], &not());
    agree::<f32>(
        Type::Single,
        &[json!(0.5), json!(3), json!("-INF"), json!("NaN")],
        &[json!(1e39), json!("0.5")],
    );
    agree::<f64>(Type::Double, &[json!(1e300), json!(3), json!("INF")], &[json!("Infinity"), json!(true)]);
    agree::<edm::Decimal>(
        Type::Decimal,
        &[json!(1.5), json!("1.10"), json!("-7E-7"), json!("7922.81")],
        &not(),
    );
    agree::<edm::Json>(Type::Json, &not(), &[]);
    agree::<edm::Stream>(Type::Stream, &not(), &[]);
}

#[test]
fn texts_are_what_decodes() {
    agree::<String>(Type::String, &texts(&["", "ü\"\u{0}"]), &[json!(5), json!({})]);
    agree::<edm::Guid>(
        Type::Guid,
        &texts(&["01234567-89AB-cdef-0123-456789abcdef", "00000000-0000-0000-0000-000000000000"]),
        &texts(&["01234567", "", "01234567-89AB-cdef-0123-456789abcdeg"]),
    );
    agree::<edm::Date>(
        Type::Date,
        &texts(&["2024-02-29", "0001-01-01", "9999-12-31", "-0044-03-15", "12024-12-31"]),
        &texts(&[
            "2024-02-30",
            "2024-04-31",
            "2024-13-01",
            "2024-1-1",
            "2024-02-29T00:00:00Z",
            "02024-01-01",
            "",
        ]),
    );
    agree::<edm::TimeOfDay>(
        Type::TimeOfDay,
        &texts(&["07:59", "07:59:59", "23:59:59.1234567"]),
        &texts(&["24:00:00", "7:59", "07:60", "07:59Z", "07:59:59.", "07:59:59.1234567890123"]),
    );
    agree::<edm::DateTimeOffset>(
        Type::DateTimeOffset,
        &texts(&[
            "2024-02-29T07:59:59Z",
            "2024-02-29T07:59Z",
            "2024-02-29T07:59:59.123456789012Z",
            "2024-02-29t07:59:59.5-11:30",
            "2016-12-31T23:59:60Z",
            "0001-01-01T08:00:00Z",
            "9999-12-31T23:59:59.9999999Z",
        ]),
        &texts(&[
            "2024-02-30T00:00:00Z",
            "2024-02-29",
            "2024-02-29T24:00:00Z",
            "2024-02-29T07:59:59",
            "now",
            "",
        ]),
    );
    agree::<edm::Duration>(
        Type::Duration,
        &texts(&["P30D", "PT24H", "-P1DT2H3M4.5S", "PT0S", "PT1.0000000S", "P1Y2M3W4D"]),
        &texts(&["30 days", "P", "PT", "-PT", "P1", "P1H", "PT1D", "PT1.5H", ""]),
    );
    agree::<edm::Binary>(
        Type::Binary,
        &texts(&["", "+/8=", "-_8", "-_8=", "AAEC", "AA==", "AA"]),
        &texts(&["a b=", "+_8=", "A", "AAAAA"]),
    );
}

/// A type with a flag set, open, and recursive.
enum Colour {
    Red,
    Green,
    DarkBlue,
    UnknownMember(UnknownMember),
}

crate::impl_open_enum! {
    Colour: "t.colour", is_flags: true {
        0 => Red = "red" as 1,
        1 => Green = "green" as 2,
        2 => DarkBlue = "darkBlue" as 4,
    }
}

struct Tree {
    colours: Option<FlagSet<Colour>>,
    branches: Option<Vec<Tree>>,
    made: Option<edm::DateTimeOffset>,
    extra: Extra,
}

crate::impl_model! {
    Tree: "t.tree", bases: ["t.plant"], is_open: true, is_tagged: false {
        0 => colours: Flags = "colours" [KEY],
        1 => branches: ObjectList = "branches" [NAVIGATION CONTAINED],
        2 => made: DateTimeOffset = "made" [COMPUTED],
    }
}

const SCHEMAS: &Schemas =
    &Schemas { texts: &[TEXTS_1, TEXTS_2], deprecated: &["t.tree/branches"], types: &[&TYPES] };

static TEXTS_1: &str = "t.colour/red: Like blood.\0t.plant/made: When it was planted.\0";
static TEXTS_2: &str = "t.tree: A tree.\0";

crate::impl_json_schema! {
    const TYPES, SCHEMAS:
    flags Colour = "t.colour",
    object Tree = "t.tree",
}

/// The first slice has a tree as a root, the second has a page of trees. A type that no root refers to must be absent.
const ROOTS: [Roots; 2] = [
    Roots { slice: "t", schemas: SCHEMAS, types: &["t.shrub", "t.tree"], pages: &[] },
    Roots { slice: "t", schemas: SCHEMAS, types: &[], pages: &["t.shrub", "t.tree"] },
];

#[test]
fn facts_stand_where_they_belong() {
    let root = ROOTS[0].iter().next().unwrap();
    let document: Value = root.document().into();
    assert_eq!(document["title"], "t.tree");
    let tree = &document["$defs"]["t.tree"];
    assert_eq!(tree["description"], "A tree.");
    assert_eq!(
        tree["x-odata"],
        json!({"name": "t.tree", "base": "t.plant", "key": ["colours"], "open": true})
    );
    let properties = &tree["properties"];
    assert_eq!(properties["made"]["readOnly"], true);
    assert_eq!(properties["made"]["description"], "When it was planted.");
    assert_eq!(properties["branches"]["deprecated"], true);
    assert_eq!(
        properties["branches"]["x-odata"],
        json!({"type": "Collection(t.tree)", "navigation": true, "contained": true})
    );
    let colours = &document["$defs"]["t.colour"];
    assert_eq!(colours["anyOf"][0]["pattern"], "^(red|green|darkBlue)(,(red|green|darkBlue))*$");
    assert_eq!(colours["x-odata"]["members"]["red"], json!({"value": 1, "description": "Like blood."}));
    assert_eq!(Colour::schema_name(), "t.colour-member");
}

#[test]
fn recursion_ends_and_depth_is_checked() {
    let root = ROOTS[0].iter().next().unwrap();
    let validator = jsonschema::draft202012::new(&root.document().into()).unwrap();
    for kept in [
        json!({"colours": "red,green", "branches": [{"branches": [null, {}]}], "shape": 5}),
        json!({"colours": "colourOfTheFuture", "branches": null}),
    ] {
        assert!(validator.is_valid(&kept), "{kept}");
        crate::strict::from_value::<Tree>(kept).unwrap();
    }
    for refused in [
        json!({"branches": [{"branches": [{"branches": 5}]}]}),
        json!({"branches": [{"made": "yesterday"}]}),
        json!({"colours": true}),
    ] {
        assert!(!validator.is_valid(&refused), "{refused}");
        crate::strict::from_value::<Tree>(refused.clone()).unwrap_err();
        let tree: Tree = crate::from_value(refused.clone()).unwrap();
        assert_eq!(crate::deviations(&tree).len(), 1, "{refused}");
        assert_eq!(crate::to_value(&tree).unwrap(), refused);
    }
}

#[test]
fn components_refer_to_each_other_where_they_stand() {
    let components = components(ROOTS[1].iter(), "/components/schemas");
    let names: Vec<_> = components.keys().map(String::as_str).collect();
    assert_eq!(names, ["Edm.DateTimeOffset", "t.colour", "t.tree", "t.tree-page"]);
    let reference = &components["t.tree"]["properties"]["branches"]["items"]["anyOf"][0]["$ref"];
    assert_eq!(reference, "#/components/schemas/t.tree");
    let document: Value = ROOTS[1].iter().next().unwrap().document().into();
    assert_eq!(document["title"], "t.tree-page");
    assert_eq!(document["$ref"], "#/$defs/t.tree-page");
    assert_eq!(document["$defs"]["t.tree-page"], Value::from(Page::<Tree>::json_schema(&mut generator())));
}

/// A generator that writes references to definitions, as documents do.
fn generator() -> schemars::SchemaGenerator {
    schemars::generate::SchemaSettings::draft2020_12().into_generator()
}
