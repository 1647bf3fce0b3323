//! Tests of a type with more fields than `Seen` and `Extra` have bits, and of a hierarchy with a concrete base.

use graph_models_core::{Extra, deviations, from_str, to_string, to_value};
use serde_json::{Map, Value, json};

/// The number of fields of the largest type.
const WIDTH: usize = 150;

/// Defines a struct of strings from the names of its fields.
macro_rules! wide {
    ($($index:literal $field:ident $wire:literal,)*) => {
        struct Wide {
            $($field: Option<String>,)*
            extra: Extra,
        }

        /// The names of the fields.
        const NAMES: [&str; WIDTH] = [$($wire),*];

        graph_models_core::impl_model! {
            Wide: "sample.wide", bases: [], is_open: false, is_tagged: false {
                $($index => $field: String = $wire,)*
            }
        }
    };
}
wide! {
    0 f0 "f0", 1 f1 "f1", 2 f2 "f2", 3 f3 "f3", 4 f4 "f4", 5 f5 "f5",
    6 f6 "f6", 7 f7 "f7", 8 f8 "f8", 9 f9 "f9", 10 f10 "f10", 11 f11 "f11",
    12 f12 "f12", 13 f13 "f13", 14 f14 "f14", 15 f15 "f15", 16 f16 "f16", 17 f17 "f17",
    18 f18 "f18", 19 f19 "f19", 20 f20 "f20", 21 f21 "f21", 22 f22 "f22", 23 f23 "f23",
    24 f24 "f24", 25 f25 "f25", 26 f26 "f26", 27 f27 "f27", 28 f28 "f28", 29 f29 "f29",
    30 f30 "f30", 31 f31 "f31", 32 f32 "f32", 33 f33 "f33", 34 f34 "f34", 35 f35 "f35",
    36 f36 "f36", 37 f37 "f37", 38 f38 "f38", 39 f39 "f39", 40 f40 "f40", 41 f41 "f41",
    42 f42 "f42", 43 f43 "f43", 44 f44 "f44", 45 f45 "f45", 46 f46 "f46", 47 f47 "f47",
    48 f48 "f48", 49 f49 "f49", 50 f50 "f50", 51 f51 "f51", 52 f52 "f52", 53 f53 "f53",
    54 f54 "f54", 55 f55 "f55", 56 f56 "f56", 57 f57 "f57", 58 f58 "f58", 59 f59 "f59",
    60 f60 "f60", 61 f61 "f61", 62 f62 "f62", 63 f63 "f63", 64 f64 "f64", 65 f65 "f65",
    66 f66 "f66", 67 f67 "f67", 68 f68 "f68", 69 f69 "f69", 70 f70 "f70", 71 f71 "f71",
    72 f72 "f72", 73 f73 "f73", 74 f74 "f74", 75 f75 "f75", 76 f76 "f76", 77 f77 "f77",
    78 f78 "f78", 79 f79 "f79", 80 f80 "f80", 81 f81 "f81", 82 f82 "f82", 83 f83 "f83",
    84 f84 "f84", 85 f85 "f85", 86 f86 "f86", 87 f87 "f87", 88 f88 "f88", 89 f89 "f89",
    90 f90 "f90", 91 f91 "f91", 92 f92 "f92", 93 f93 "f93", 94 f94 "f94", 95 f95 "f95",
    96 f96 "f96", 97 f97 "f97", 98 f98 "f98", 99 f99 "f99", 100 f100 "f100", 101 f101 "f101",
    102 f102 "f102", 103 f103 "f103", 104 f104 "f104", 105 f105 "f105", 106 f106 "f106", 107 f107 "f107",
    108 f108 "f108", 109 f109 "f109", 110 f110 "f110", 111 f111 "f111", 112 f112 "f112", 113 f113 "f113",
    114 f114 "f114", 115 f115 "f115", 116 f116 "f116", 117 f117 "f117", 118 f118 "f118", 119 f119 "f119",
    120 f120 "f120", 121 f121 "f121", 122 f122 "f122", 123 f123 "f123", 124 f124 "f124", 125 f125 "f125",
    126 f126 "f126", 127 f127 "f127", 128 f128 "f128", 129 f129 "f129", 130 f130 "f130", 131 f131 "f131",
    132 f132 "f132", 133 f133 "f133", 134 f134 "f134", 135 f135 "f135", 136 f136 "f136", 137 f137 "f137",
    138 f138 "f138", 139 f139 "f139", 140 f140 "f140", 141 f141 "f141", 142 f142 "f142", 143 f143 "f143",
    144 f144 "f144", 145 f145 "f145", 146 f146 "f146", 147 f147 "f147", 148 f148 "f148", 149 f149 "f149",
}

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
    for name in [NAMES[3], NAMES[63], NAMES[64], NAMES[149]] {
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
