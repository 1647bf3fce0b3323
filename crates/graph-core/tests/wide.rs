//! More fields than there are bits, and a hierarchy whose base is concrete.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail")]

#[macro_use]
#[path = "support/make.rs"]
mod make;

use graph_core::model::{FieldInfo, HierarchyInfo, ModelInfo, Ref, Slot, Type};
use graph_core::{Extra, Model, from_str, to_string, to_value};
use serde_json::{Map, Value, json};

/// How many fields the widest type has.
const WIDTH: usize = 150;

#[allow(clippy::indexing_slicing, reason = "it is evaluated when the test is compiled")]
static NAMES: [FieldInfo; WIDTH] = {
    let mut names = [const { FieldInfo::new("", Type::String) }; WIDTH];
    let mut index = 0;
    while index < WIDTH {
        let (_, rest) = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz".split_at(index);
        names[index] = FieldInfo::new(rest, Type::String);
        index += 1;
    }
    names
};

static WIDE: ModelInfo =
    ModelInfo { name: "sample.wide", bases: &[], is_open: false, is_tagged: false, fields: &NAMES };

struct Wide {
    fields: Vec<Option<String>>,
    extra: Extra,
}

impl Default for Wide {
    fn default() -> Self {
        Self { fields: vec![None; WIDTH], extra: Extra::default() }
    }
}

graph_core::impl_model!(Wide);

impl Model for Wide {
    fn info(&self) -> &'static ModelInfo {
        &WIDE
    }

    fn slot(&mut self, field: usize) -> Slot<'_> {
        self.fields.get_mut(field).map_or(Slot::Missing, Slot::String)
    }

    fn get(&self, field: usize) -> Ref<'_> {
        self.fields.get(field).map_or(Ref::Missing, Ref::String)
    }

    fn extra(&self) -> &Extra {
        &self.extra
    }

    fn extra_mut(&mut self) -> &mut Extra {
        &mut self.extra
    }
}

#[test]
fn fields_beyond_the_bits() {
    let payload: Map<String, Value> = NAMES
        .iter()
        .enumerate()
        .map(|(index, field)| {
            (field.wire().to_owned(), if index % 3 == 0 { Value::Null } else { index.to_string().into() })
        })
        .collect();
    let payload = Value::Object(payload);
    let wide: Wide = from_str(&payload.to_string()).unwrap();
    assert_eq!(to_value(&wide).unwrap(), payload);
    assert_eq!(wide.clone(), wide);
    for field in [&NAMES[3], &NAMES[63], &NAMES[64], &NAMES[149]] {
        let twice = format!("{{\"{0}\": null, \"{0}\": null}}", field.wire());
        assert!(from_str::<Wide>(&twice).unwrap_err().to_string().contains("stands twice"));
    }
}

model! {
    AnimalBase, ANIMAL_BASE, "sample.animal", &[];
    0 name "name" String Type::String, String;
}

model! {
    Dog, DOG, "sample.dog", &["sample.animal"];
    0 name "name" String Type::String, String;
    1 tail "tail" Double Type::Double, f64;
}

enum Animal {
    #[allow(clippy::enum_variant_names, reason = "a variant has the full name of its type")]
    Animal(Box<AnimalBase>),
    Dog(Box<Dog>),
    Unknown(Box<AnimalBase>),
}

static ANIMAL: HierarchyInfo =
    HierarchyInfo { name: "sample.animal", variants: &[&ANIMAL_BASE, &DOG], base: &ANIMAL_BASE };

graph_core::impl_hierarchy! {
    Animal: ANIMAL {
        0 => Animal(AnimalBase),
        1 => Dog(Dog),
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
    assert_eq!(dog.downcast_ref::<Dog>().unwrap().tail, Some(1.5));
    assert_eq!(to_value(&Animal::Animal(Box::default())).unwrap(), json!({"@odata.type": "#sample.animal"}));
}
