//! Tests of patches that change complex values. The result of applying such a patch is compared with the new value.

use crate::random::Random;
use graph_models_core::model::{Expanded, Extra, Nested};
use graph_models_core::{Patch, edm, from_value, to_value};
use serde_json::{Map, Value, json};

struct Site {
    name: Option<String>,
    web: Option<Box<Web>>,
    shape: Option<Shape>,
    webs: Option<Vec<Web>>,
    payload: Option<edm::Json>,
    count: Option<i32>,
    far: Nested<Web>,
    far_shape: Nested<Shape>,
    made: Option<String>,
    extra: Extra,
}

graph_models_core::impl_model! {
    Site: "sample.site", bases: [], is_open: true, is_tagged: false {
        0 => name: String = "name",
        1 => web: Object = "web",
        2 => shape: Hierarchy = "shape",
        3 => webs: ObjectList = "webs",
        4 => payload: Json = "payload",
        5 => count: Int32 = "count",
        6 => far: Object in Expanded.erased = "far",
        7 => far_shape: Hierarchy in Expanded.erased = "farShape",
        8 => made: String = "made" [READ_ONLY],
    }
}

struct Web {
    home: Option<String>,
    logout: Option<String>,
    inner: Option<Box<Web>>,
    made: Option<String>,
    first: Option<i32>,
    any: Option<edm::Json>,
    shape: Option<Shape>,
    hosts: Option<Vec<String>>,
    related: Expanded<Shape>,
    extra: Extra,
}

graph_models_core::impl_model! {
    Web: "sample.web", bases: [], is_open: true, is_tagged: false {
        0 => home: String = "home",
        1 => logout: String = "logout",
        2 => inner: Object = "inner",
        3 => made: String = "made" [COMPUTED],
        4 => first: Int32 = "first" [IMMUTABLE],
        5 => any: Json = "any",
        6 => shape: Hierarchy = "shape",
        7 => hosts: StringList = "hosts",
        8 => related: Hierarchy in Expanded.erased = "related" [NAVIGATION],
    }
}

enum Shape {
    Circle(Box<Circle>),
    Square(Box<Square>),
    Unknown(Box<ShapeBase>),
}

graph_models_core::impl_hierarchy! {
    Shape: "sample.shape", base: ShapeBase {
        0 => Circle(Circle) = "sample.circle",
        1 => Square(Square) = "sample.square",
    }
}

macro_rules! shape {
    ($name:ident $csdl:literal $bases:tt $(, $field:ident $wire:literal)?) => {
        struct $name {
            label: Option<String>,
            $($field: Option<i32>,)?
            extra: Extra,
        }

        graph_models_core::impl_model! {
            $name: $csdl, bases: $bases, is_open: false, is_tagged: true {
                0 => label: String = "label",
                $(1 => $field: Int32 = $wire,)?
            }
        }
    };
}

shape!(ShapeBase "sample.shape" []);
shape!(Circle "sample.circle" ["sample.shape"], radius "radius");
shape!(Square "sample.square" ["sample.shape"], side "side");

const TAG: &str = "@odata.type";

/// The properties of a type: the name of each, and the kind of its value.
const SITE: &[(&str, &str)] = &[
    ("name", "text"),
    ("web", "web"),
    ("shape", "shape"),
    ("webs", "webs"),
    ("payload", "json"),
    ("count", "odd"),
    ("far", "web"),
    ("farShape", "shape"),
    ("made", "text"),
    ("undeclared", "json"),
    ("extension", "json"),
];
const WEB: &[(&str, &str)] = &[
    ("home", "text"),
    ("logout", "text"),
    ("inner", "web"),
    ("made", "text"),
    ("first", "number"),
    ("any", "json"),
    ("shape", "shape"),
    ("hosts", "texts"),
    ("related", "shape"),
    ("undeclared", "json"),
];

fn object(random: &mut Random, members: &[(&str, &str)], depth: u64) -> Value {
    let mut object = Map::new();
    for (name, kind) in members {
        if random.below(2) == 0 {
            object.insert((*name).to_owned(), value(random, kind, depth));
        }
    }
    object.into()
}

fn value(random: &mut Random, kind: &str, depth: u64) -> Value {
    if random.below(8) == 0 {
        return Value::Null;
    }
    let number = random.below(2);
    match kind {
        "text" => json!(format!("t{number}")),
        "texts" => json!([format!("t{number}")]),
        "web" if depth > 0 => object(random, WEB, depth - 1),
        "webs" if depth > 0 => json!([object(random, WEB, depth - 1)]),
        "web" | "webs" => Value::Null,
        "shape" => {
            let (tag, own) = [
                ("#sample.circle", "radius"),
                ("#sample.square", "side"),
                ("#sample.newA", "a"),
                ("#sample.newB", "b"),
            ][usize::try_from(random.below(4)).unwrap()];
            let mut shape = object(random, &[("label", "text"), (own, "number")], 0);
            shape[TAG] = tag.into();
            shape
        }
        "json" if depth > 0 => match random.below(6) {
            0 => json!([object(random, &[("a", "json"), ("b", "text")], depth - 1)]),
            1 => json!(number),
            _ => {
                let members = [("a", "json"), ("b", "text"), ("c", "json"), (TAG, "tag")];
                let count = if random.below(4) == 0 { 4 } else { 3 };
                object(random, &members[..count], depth - 1)
            }
        },
        // A value that is not of the declared type.
        "odd" if number == 0 => object(random, &[("a", "text"), ("b", "text")], 0),
        "tag" => json!(format!("#sample.{number}")),
        _ => json!(number),
    }
}

/// Applies a patch like a service that merges complex values and replaces lists (RFC 7396). If a value gets another
/// type, the service retains the properties that both types have.
fn merge(target: &mut Value, patch: &Value) {
    let Value::Object(patch) = patch else { return patch.clone_into(target) };
    if !target.is_object() {
        *target = json!({});
    }
    let Value::Object(target) = target else { panic!("it is an object") };
    if target.get(TAG) != patch.get(TAG) {
        target.retain(|name, _| name == "label");
    }
    for (name, value) in patch {
        match value {
            Value::Null => drop(target.remove(name)),
            value => merge(target.entry(name).or_insert(Value::Null), value),
        }
    }
}

/// Removes nulls outside of lists: a service does not distinguish them from absent properties.
fn without_nulls(value: &Value) -> Value {
    let Value::Object(members) = value else { return value.clone() };
    let members = members.iter().filter(|(_, value)| !value.is_null());
    Value::Object(members.map(|(name, value)| (name.clone(), without_nulls(value))).collect())
}

/// Sets the value at a path to that of another object.
fn take_over(target: &mut Value, source: &Value, path: &str) {
    match path.split_once('/') {
        Some((name, rest)) => take_over(&mut target[name], &source[name], rest),
        None => match source.get(path) {
            Some(value) => target[path] = value.clone(),
            None => drop(target.as_object_mut().unwrap().remove(path)),
        },
    }
}

#[test]
fn a_service_that_merges_has_the_new_value_afterwards() {
    let (mut cleared, mut left_out) = (0, 0);
    for seed in 0..3_000 {
        let random = &mut Random::new(seed);
        let old = object(random, SITE, 3);
        let new = object(random, SITE, 3);
        let patch =
            Patch::diff(&from_value::<Site>(old.clone()).unwrap(), &from_value::<Site>(new.clone()).unwrap())
                .unwrap();
        let sent = to_value(&patch).unwrap();
        for path in patch.left_out() {
            let pointer = format!("/{path}");
            assert_ne!(old.pointer(&pointer), new.pointer(&pointer), "{path}: {old} {new}");
        }
        let (old, mut expected) = (without_nulls(&old), without_nulls(&new));
        for path in patch.left_out() {
            take_over(&mut expected, &old, path);
        }
        let mut merged = old.clone();
        merge(&mut merged, &sent);
        assert_eq!(without_nulls(&merged), expected, "seed {seed}\nold {old}\nnew {new}\npatch {sent}");
        left_out += patch.left_out().iter().filter(|path| path.contains('/')).count();
        cleared +=
            sent["web"].as_object().map_or(0, |web| web.values().filter(|value| value.is_null()).count());
    }
    assert!(cleared > 500 && left_out > 500, "{cleared} {left_out}");
}

fn diff(old: Value, new: Value) -> (Value, Vec<String>) {
    let read = |value| from_value::<Site>(value).unwrap();
    let patch = Patch::diff(&read(old), &read(new)).unwrap();
    (to_value(&patch).unwrap(), patch.left_out().to_vec())
}

#[test]
fn a_property_inside_a_complex_value_is_cleared() {
    let (sent, left_out) = diff(
        json!({"web": {"home": "x", "logout": "y", "made": "z", "inner": {"home": "x", "first": 1}, "@odata.x": 1}}),
        json!({"web": {"home": "x", "inner": {"logout": "y", "first": 2}}}),
    );
    assert_eq!(sent, json!({"web": {"home": "x", "logout": null, "inner": {"home": null, "logout": "y"}}}));
    assert_eq!(left_out, ["web/inner/first", "web/made", "web/@odata.x"]);
}

#[test]
fn a_new_complex_value_and_the_items_of_a_list_are_sent_as_they_are() {
    let new = json!({"web": {"home": "x", "made": "z"}, "webs": [{"home": "x"}]});
    assert_eq!(diff(json!({"webs": [{"logout": "y"}]}), new.clone()), (new, vec![]));
    let (old, new) = (json!({"web": [{"home": "x"}]}), json!({"web": [{"logout": "y"}]}));
    assert_eq!(diff(old, new.clone()), (new, vec![]));
}

#[test]
fn json_without_a_type_is_cleared_too() {
    let (sent, left_out) = diff(
        json!({"a": {"x": 1, "y": {"z": 1}, "v": 1, "v@odata.type": "#Int64", "w": 1, "w@odata.type": "#Int64"}, "count": {"x": 1},
            "payload": {"x": 1}, "web": {"b": {"x": 1}}, "t": {"@odata.type": "#a", "x": 1}}),
        json!({"a": {"y": {}, "w": 1}, "count": {}, "payload": {"y": 1}, "web": {"b": {}},
            "t": {"@odata.type": "#b"}}),
    );
    let expected = json!({
        "a": {"x": null, "y": {"z": null}, "v": null, "w": 1}, "count": {"x": null}, "payload": {"x": null, "y": 1},
        "web": {"b": {"x": null}}, "t": {"@odata.type": "#b"},
    });
    assert_eq!(sent, expected);
    assert_eq!(left_out, ["a/w@odata.type"]);
}

#[test]
fn a_value_of_another_type_loses_what_both_types_have() {
    let (sent, left_out) = diff(
        json!({"shape": {"@odata.type": "#sample.circle", "label": "a", "radius": 1}}),
        json!({"shape": {"@odata.type": "#sample.square", "side": 1}}),
    );
    assert_eq!(sent, json!({"shape": {"@odata.type": "#sample.square", "label": null, "side": 1}}));
    assert!(left_out.is_empty());
}
