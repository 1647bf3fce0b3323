//! Values of concrete bases: structs that narrow to the enum of their types, and are made from derived structs.

use graph_models_codegen_golden::cases::{
    concrete_base_below_abstract, concrete_base_narrowed, concrete_bases_in_a_chain, kind_across_namespaces,
    kind_name_declared,
};
use graph_models_core::{View, from_value, to_value};
use serde_json::json;

#[test]
fn a_struct_narrows_to_what_its_tag_names() {
    use concrete_base_narrowed::beta::{Thing, ThingKind};
    let round = json!({"@odata.type": "#microsoft.graph.roundThing", "id": "1", "radius": 0.5});
    let thing: Thing = from_value(round.clone()).unwrap();
    assert_eq!(thing.id.as_deref(), Some("1"));
    let ThingKind::RoundThing(narrowed) = thing.narrow() else { unreachable!("the tag names it") };
    assert_eq!(narrowed.radius, Some(0.5));
    assert_eq!(to_value(&Thing::from(*narrowed)).unwrap(), round);
    // A value without a tag is of the declared type. A type outside of the slice has no variant, and its value loses
    // nothing.
    let plain: Thing = from_value(json!({"id": "1"})).unwrap();
    assert!(matches!(plain.into_narrowed(), ThingKind::Thing(_)));
    let square = json!({"@odata.type": "#microsoft.graph.squareThing", "id": "1", "side": 2});
    let kind = from_value::<Thing>(square.clone()).unwrap().into_narrowed();
    assert!(kind.is_unknown());
    assert_eq!(kind.id(), Some("1"));
    assert_eq!(to_value(&kind).unwrap(), square);
}

#[test]
fn a_struct_widens_into_every_concrete_base() {
    use concrete_bases_in_a_chain::beta::{DirectoryThing, DirectoryThingKind, Guest, Person, PersonKind};
    let guest = json!({"@odata.type": "#microsoft.graph.guest", "id": "1", "name": "A", "host": "B"});
    let value: Guest = from_value(guest.clone()).unwrap();
    let person = Person::from(value.clone());
    assert_eq!(person.name.as_deref(), Some("A"));
    assert!(matches!(person.narrow(), PersonKind::Guest(_)));
    for thing in [DirectoryThing::from(value), DirectoryThing::from(person)] {
        assert_eq!(to_value(&thing).unwrap(), guest);
        assert!(matches!(thing.into_narrowed(), DirectoryThingKind::Guest(_)));
    }
    // A guest is a person, so a view of any base has the properties of a person.
    let text = guest.to_string();
    let view = View::<DirectoryThing>::from_str(&text).unwrap();
    assert_eq!(view.get(Person::NAME).unwrap().as_deref(), Some("A"));
}

#[test]
fn an_abstract_base_has_a_variant_for_each_type_of_a_concrete_one() {
    use concrete_base_below_abstract::beta::{LetterKind, Paper};
    let reply = json!({"@odata.type": "#microsoft.graph.reply", "to": "A", "answered": {
        "@odata.type": "#microsoft.graph.reply", "to": "B",
    }});
    let paper: Paper = from_value(reply.clone()).unwrap();
    let Paper::Reply(outer) = &paper else { unreachable!("the tag names it") };
    // A property of the concrete base holds the struct of the base, whatever the type of its value.
    let LetterKind::Reply(inner) = outer.answered.get().unwrap().narrow() else {
        unreachable!("the tag names it")
    };
    assert_eq!(inner.to.as_deref(), Some("B"));
    assert_eq!(to_value(&paper).unwrap(), reply);
}

#[test]
fn a_type_of_another_namespace_has_a_variant_named_apart() {
    use kind_across_namespaces::beta::{Thing, ThingKind};
    let ball = json!({"@odata.type": "#microsoft.graph.shop.ball", "id": "1"});
    let thing: Thing = from_value(ball).unwrap();
    assert!(matches!(thing.narrow(), ThingKind::ShopBall(_)));
}

#[test]
fn a_declared_type_keeps_the_name_of_the_enum() {
    use kind_name_declared::beta::{Thing, ThingKind as Declared, ThingSubtype};
    let round = json!({"@odata.type": "#microsoft.graph.roundThing", "kind": "round"});
    let thing: Thing = from_value(round).unwrap();
    assert_eq!(thing.kind, Some(Declared::Round));
    assert!(matches!(thing.narrow(), ThingSubtype::RoundThing(_)));
}
