//! Tests of a type with more fields than `Seen` and `Extra` have bits, and of a hierarchy with a concrete base.

use graph_models_core::{deviations, from_str, to_string, to_value};
use serde_json::{Map, Value, json};

use crate::wide_type::{NAMES, Wide};

#[test]
fn fields_beyond_the_bits() {
    let payload: Map<String, Value> = NAMES
        .iter()
        .enumerate()
        .map(|(index, name)| {
            ((*name).to_owned(), if index % 3 == 0 { Value::Null } else { index.to_string().into() })
        })
        .collect();
    let payload = Value::Object(payload);
    let wide: Wide = from_str(&payload.to_string()).unwrap();
    assert_eq!(to_value(&wide).unwrap(), payload);
    assert_eq!(wide.clone(), wide);
    for name in [NAMES[3], NAMES[63], NAMES[64], NAMES[255], NAMES[256], NAMES[299]] {
        let twice = format!("{{\"{name}\": null, \"{name}\": null}}");
        let error = graph_models_core::strict::from_str::<Wide>(&twice).unwrap_err();
        assert!(error.to_string().contains("stands twice"), "{error}");
        let last: Wide = from_str(&twice.replace("null}", "\"last\"}")).unwrap();
        assert_eq!(to_value(&last).unwrap(), json!({ (name): "last" }));
        assert_eq!(deviations(&last).len(), 1);
    }
}

model! {
    AnimalBase, "sample.animal", [];
    0 name "name" String, String;
}

model! {
    Dog, "sample.dog", ["sample.animal"];
    0 name "name" String, String;
    1 tail "tail" Double, f64;
}

enum Animal {
    #[allow(clippy::enum_variant_names, reason = "a variant has the full name of its type")]
    Animal(Box<AnimalBase>),
    Dog(Box<Dog>),
    Unknown(Box<AnimalBase>),
}

graph_models_core::impl_hierarchy! {
    Animal: "sample.animal", base: AnimalBase {
        0 => Animal(AnimalBase) = "sample.animal",
        1 => Dog(Dog) = "sample.dog",
    }
}

#[test]
fn a_concrete_base() {
    let read = |payload: Value| {
        let animal: Animal = from_str(&payload.to_string()).unwrap();
        assert_eq!(to_value(&animal).unwrap(), payload);
        assert_eq!(from_str::<Animal>(&to_string(&animal.clone()).unwrap()).unwrap(), animal);
        assert_eq!(animal.clone(), animal);
        animal
    };
    let untagged = read(json!({"name": "a", "x": 1}));
    let tagged = read(json!({"@odata.type": "#sample.animal", "name": "a", "x": 1}));
    assert_eq!(untagged, tagged);
    assert!(matches!(untagged, Animal::Animal(_)));
    let unknown = read(json!({"@odata.type": "#sample.cat", "name": "a", "x": 1}));
    assert!(unknown.is_unknown());
    assert_ne!(unknown, tagged);
    let dog = read(json!({"tail": 1.5, "@odata.type": "#sample.dog"}));
    assert_eq!(dog.as_model().downcast_ref::<Dog>().unwrap().tail, Some(1.5));
    // Without a tag, a value is of the base type.
    assert_eq!(to_value(&Animal::Animal(Box::default())).unwrap(), json!({}));
}
