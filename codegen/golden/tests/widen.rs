//! The enums of abstract types in the middle of a hierarchy convert into the types of all bases above.

use graph_models_codegen_golden::cases::abstract_in_the_middle::v1_0::{
    Ball, DirectoryThing, DirectoryThingKind, Figure, Policy, Round, SquareKind, StrictPolicy, Tile,
};
use graph_models_core::{from_value, to_value};
use serde_json::json;

#[test]
fn an_abstract_type_below_an_abstract_one_converts_into_its_enum() {
    let ball = json!({"@odata.type": "#microsoft.graph.ball", "id": "1", "radius": 0.5, "bounces": true});
    let round: Round = from_value(ball.clone()).unwrap();
    let figure = Figure::from(round);
    assert_eq!(to_value(&figure).unwrap(), ball);
    let Figure::Ball(typed) = figure else { unreachable!("the tag names it") };
    assert_eq!((typed.radius, typed.bounces), (Some(0.5), Some(true)));
    let new = json!({"@odata.type": "#microsoft.graph.egg", "id": "1", "radius": 0.5, "yolk": 1});
    let figure = Figure::from(from_value::<Round>(new.clone()).unwrap());
    assert!(figure.is_unknown());
    assert_eq!(to_value(&figure).unwrap(), new);
}

#[test]
fn an_abstract_type_below_a_concrete_one_converts_into_its_struct() {
    let rule =
        json!({"@odata.type": "#microsoft.graph.rule", "id": "1", "name": "A", "limit": 3, "text": "B"});
    let read = || from_value::<StrictPolicy>(rule.clone()).unwrap();
    let policy = Policy::from(read());
    assert_eq!(policy.name(), Some("A"));
    for thing in [DirectoryThing::from(read()), DirectoryThing::from(policy)] {
        assert_eq!(to_value(&thing).unwrap(), rule);
        let DirectoryThingKind::Rule(narrowed) = thing.into_narrowed() else {
            unreachable!("the tag names it")
        };
        assert_eq!((narrowed.limit, narrowed.text.as_deref()), (Some(3), Some("B")));
    }
}

#[test]
fn the_kinds_of_a_concrete_type_convert_into_an_enum_above() {
    let tile = Tile::with(Tile::COLOUR, "red");
    let figures: [Figure; 2] =
        [SquareKind::from(tile).into(), Round::from(Ball::with(Ball::BOUNCES, true)).into()];
    assert_eq!(
        to_value(&figures).unwrap(),
        json!([
            {"@odata.type": "#microsoft.graph.tile", "colour": "red"},
            {"@odata.type": "#microsoft.graph.ball", "bounces": true},
        ])
    );
}
