//! Tests of the tagged enum of a base that has bases itself: its values become values of each base above. Nothing is
//! lost, and the result is the value that reading the same JSON as the wider base gives.

use graph_models_core::{Deviations, ModelExt, deviations, from_str, from_value, model, to_value};
use serde_json::{Value, json};

macro_rules! define {
    ($name:ident $csdl:literal $bases:tt $(derived $derived:tt)? tagged $is_tagged:literal {
        $($index:literal $field:ident: $type:ty, $slot:ident $wire:literal;)*
    }) => {
        #[doc = $csdl]
        #[non_exhaustive]
        pub struct $name {
            $(#[doc = $wire] pub $field: Option<$type>,)*
            extra: model::Extra,
        }

        graph_models_core::impl_model! {
            $name: $csdl, bases: $bases, $(derived: $derived,)? is_open: false, is_tagged: $is_tagged {
                $($index => $field: $slot = $wire,)*
            }
        }
    };
    (enum $name:ident $csdl:literal, $base:ident {
        $($index:literal $variant:ident $of:literal;)*
    } into { $($above:ident)* }) => {
        #[doc = $csdl]
        #[non_exhaustive]
        pub enum $name {
            $(#[doc = $of] $variant(Box<$variant>),)*
            /// Any other type
            Unknown(Box<$base>),
        }

        graph_models_core::impl_hierarchy! {
            $name: $csdl, base: $base {
                $($index => $variant($variant) = $of,)*
            } into {
                $($above,)*
            }
        }
    };
}

// Abstract `figure`; below it abstract `round` with `ball`, and concrete `square` with `tile`.
define!(FigureBase "sample.figure" [] tagged true {
    0 id: String, String "id";
    1 size: i32, Int32 "size";
});
define!(RoundBase "sample.round" ["sample.figure"] tagged true {
    0 id: String, String "id";
    1 size: i32, Int32 "size";
    2 radius: i32, Int32 "radius";
});
define!(Ball "sample.ball" ["sample.round", "sample.figure"] tagged true {
    0 id: String, String "id";
    1 size: i32, Int32 "size";
    2 radius: i32, Int32 "radius";
    3 marks: Vec<i32>, Int32List "marks";
});
define!(Square "sample.square" ["sample.figure"] derived ["sample.tile"] tagged true {
    0 id: String, String "id";
    1 size: i32, Int32 "size";
    2 side: i32, Int32 "side";
});
define!(Tile "sample.tile" ["sample.square", "sample.figure"] tagged true {
    0 id: String, String "id";
    1 size: i32, Int32 "size";
    2 side: i32, Int32 "side";
    3 colour: String, String "colour";
});
define!(enum Figure "sample.figure", FigureBase {
    0 Ball "sample.ball";
    1 Square "sample.square";
    2 Tile "sample.tile";
} into {});
define!(enum Round "sample.round", RoundBase { 0 Ball "sample.ball"; } into { Figure });
define!(enum SquareKind "sample.square", Square { 0 Square "sample.square"; 1 Tile "sample.tile"; } into { Figure });

// Concrete `record`; below it abstract `policy`, below it abstract `strictPolicy` with `rule`.
define!(Record "sample.record" [] derived ["sample.rule"] tagged false {
    0 id: String, String "id";
    1 size: i32, Int32 "size";
});
define!(PolicyBase "sample.policy" ["sample.record"] tagged true {
    0 id: String, String "id";
    1 size: i32, Int32 "size";
    2 radius: i32, Int32 "radius";
});
define!(StrictPolicyBase "sample.strictPolicy" ["sample.policy", "sample.record"] tagged true {
    0 id: String, String "id";
    1 size: i32, Int32 "size";
    2 radius: i32, Int32 "radius";
    3 limit: i32, Int32 "limit";
});
define!(Rule "sample.rule" ["sample.strictPolicy", "sample.policy", "sample.record"] tagged true {
    0 id: String, String "id";
    1 size: i32, Int32 "size";
    2 radius: i32, Int32 "radius";
    3 limit: i32, Int32 "limit";
    4 marks: Vec<i32>, Int32List "marks";
});
define!(enum Policy "sample.policy", PolicyBase { 0 Rule "sample.rule"; } into { Record });
define!(enum StrictPolicy "sample.strictPolicy", StrictPolicyBase { 0 Rule "sample.rule"; } into { Policy Record });

/// Content of every kind: values, nulls, odd values, received forms, control information, undeclared properties.
fn contents() -> [Value; 4] {
    [
        json!({}),
        json!({"id": "1", "size": null, "radius": 3, "limit": null, "marks": [1, 2], "side": 4, "colour": "red"}),
        json!({"id": 7, "size": "6", "radius": "wide", "limit": "5", "marks": 4, "side": "", "colour": {"a": [1]}}),
        json!({
            "@odata.etag": "W/1", "radius@sample.unit": "m", "marks@odata.count": 9, "id@sample.note": {"x": [1]},
            "marks": [1, "2", "x", null], "brandNew": true, "size": 1.5,
        }),
    ]
}

/// Returns every content with every tag, and without one.
fn payloads<'t>(tags: impl IntoIterator<Item = &'t str>) -> Vec<Value> {
    let tags = tags.into_iter().map(|tag| Some(json!(tag)));
    let tags = tags.chain([None, Some(Value::Null), Some(json!(["odd"]))]);
    let with = |tag: &Option<Value>| {
        contents().map(|mut payload| {
            payload.as_object_mut().unwrap().extend(tag.clone().map(|tag| ("@odata.type".to_owned(), tag)));
            payload
        })
    };
    tags.flat_map(|tag| with(&tag)).collect()
}

#[test]
fn an_enum_below_an_abstract_base_becomes_the_enum_of_the_base() {
    let tags = [
        "#sample.ball",
        "https://example.com/$metadata#SAMPLE.ball",
        // A type beside the enum: it has no variant there, but it has one in the wider enum.
        "#sample.tile",
        "sample.square",
        "#sample.newRound",
        "#sample.round",
        "#sample.figure",
    ];
    for payload in payloads(tags) {
        let round: Round = from_value(payload.clone()).unwrap();
        assert_eq!(to_value(&round).unwrap(), payload);
        let figure = Figure::from(round);
        assert_eq!(to_value(&figure).unwrap(), payload, "widened");
        let direct: Figure = from_value(payload.clone()).unwrap();
        assert_eq!(figure, direct, "decoded as the wider enum: {payload}");
        assert_eq!(figure.as_model().odata_type(), direct.as_model().odata_type());
    }
}

#[test]
fn an_enum_below_a_concrete_base_becomes_the_struct_of_the_base() {
    let tags = ["#sample.rule", "#SAMPLE.RULE", "#sample.newPolicy", "#sample.policy", "#sample.record"];
    for payload in payloads(tags) {
        let expected: Record = from_value(payload.clone()).unwrap();
        let policy: Policy = from_value(payload.clone()).unwrap();
        let strict: StrictPolicy = from_value(payload.clone()).unwrap();
        let above = Policy::from(from_value::<StrictPolicy>(payload.clone()).unwrap());
        assert_eq!(above, from_value::<Policy>(payload.clone()).unwrap(), "{payload}");
        for record in [Record::from(policy), Record::from(strict), Record::from(above)] {
            assert_eq!(to_value(&record).unwrap(), payload);
            assert_eq!(record, expected, "{payload}");
        }
    }
}

#[test]
fn the_kinds_of_a_concrete_type_become_the_enum_of_an_abstract_base() {
    for payload in payloads(["#sample.square", "#sample.tile", "#sample.newSquare", "#sample.ball"]) {
        let kind: SquareKind = from_value(payload.clone()).unwrap();
        let is_unknown = kind.is_unknown();
        let figure = Figure::from(kind);
        let tag = payload.get("@odata.type").and_then(Value::as_str);
        let mut expected = payload.clone();
        if tag.is_none() {
            // In a field for squares, a value without a tag is a square. In the wider enum, the value needs the tag.
            expected.as_object_mut().unwrap().insert("@odata.type".to_owned(), json!("#sample.square"));
        }
        assert_eq!(to_value(&figure).unwrap(), expected);
        assert_eq!(figure, from_value::<Figure>(expected).unwrap());
        assert_eq!(is_unknown, matches!(tag, Some("#sample.newSquare" | "#sample.ball")));
        assert_eq!(figure.is_unknown(), tag == Some("#sample.newSquare"));
    }
}

#[test]
fn widened_values_are_typed() {
    let ball = json!({"@odata.type": "#sample.ball", "id": "1", "radius": 3, "marks": [1]});
    let Figure::Ball(ball) = Figure::from(from_value::<Round>(ball).unwrap()) else {
        panic!("the tag names it")
    };
    assert_eq!((ball.radius, ball.marks.as_deref()), (Some(3), Some(&[1][..])));
    let tile = json!({"@odata.type": "#sample.tile", "id": "1", "colour": "red", "radius": 3});
    let Figure::Tile(tile) = Figure::from(from_value::<Round>(tile).unwrap()) else {
        panic!("the tag names it")
    };
    assert_eq!((tile.id.as_deref(), tile.colour.as_deref()), (Some("1"), Some("red")));
    assert_eq!(tile.extra().undeclared().get("radius"), Some(&json!(3)));
    let new = json!({"@odata.type": "#sample.newRound", "id": "1", "radius": 3});
    let Figure::Unknown(new) = Figure::from(from_value::<Round>(new).unwrap()) else {
        panic!("it has no variant")
    };
    assert_eq!((new.id.as_deref(), new.extra().undeclared().get("radius")), (Some("1"), Some(&json!(3))));
}

#[test]
fn values_made_by_hand_keep_their_type_and_their_wish_for_a_tag() {
    let ball = Ball { marks: Some(vec![1]), ..Ball::default() };
    let figure = Figure::from(Round::from(ball));
    assert_eq!(to_value(&figure).unwrap(), json!({"@odata.type": "#sample.ball", "marks": [1]}));
    let rule = Rule { limit: Some(1), ..Rule::default() };
    let record = Record::from(StrictPolicy::from(rule));
    assert_eq!(to_value(&record).unwrap(), json!({"@odata.type": "#sample.rule", "limit": 1}));
    let unknown = || Round::Unknown(Box::new(RoundBase { radius: Some(2), ..RoundBase::default() }));
    assert_eq!(to_value(&Figure::from(unknown())).unwrap(), json!({"radius": 2}));
    for mut round in [Round::from(Ball::default()), unknown()] {
        round.as_model_mut().extra_mut().forbid_odata_type();
        let written = to_value(&round).unwrap();
        assert_eq!(to_value(&Figure::from(round)).unwrap(), written);
        assert!(written.get("@odata.type").is_none());
    }
}

#[test]
fn values_of_duplicate_keys_stay_listed() {
    let paths = |found: Deviations<'_>| found.iter().map(|it| it.path().to_owned()).collect::<Vec<_>>();
    for tag in ["#sample.ball", "#sample.tile", "#sample.new"] {
        let text = format!(
            r#"{{"@odata.type": "{tag}", "id": "1", "id": "2", "radius": 1, "radius": 2, "x": 1, "x": 2}}"#
        );
        let round: Round = from_str(&text).unwrap();
        assert_eq!(paths(deviations(&round)), ["id", "radius", "x"], "{tag}");
        let figure = Figure::from(round);
        assert_eq!(paths(deviations(&figure)), ["id", "radius", "x"], "{tag}");
        assert_eq!(to_value(&figure).unwrap(), text.parse::<Value>().unwrap());
    }
}

#[test]
fn lists_of_a_base_take_values_of_the_enums_below() {
    let round: Round = from_value(json!({"@odata.type": "#sample.ball", "radius": 3})).unwrap();
    let figures: Vec<Figure> = vec![round.into(), Square::default().into()];
    assert_eq!(
        to_value(&figures).unwrap(),
        json!([{"@odata.type": "#sample.ball", "radius": 3}, {"@odata.type": "#sample.square"}])
    );
}
