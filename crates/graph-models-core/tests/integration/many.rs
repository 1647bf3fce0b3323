//! Tests of texts with many members and many names, which a sender chooses: the work is that of sorting.
//!
//! If each were compared with all others, these tests would take minutes.

use graph_models_core::open_enum::FlagSet;
use graph_models_core::{FromJson, ModelExt, Patch, from_str, strict, to_string};

use crate::sample::{AlertSeverity, Owner, SimpleIncident};

const MANY: usize = 30_000;

fn names(count: usize) -> impl Iterator<Item = String> {
    (0..count).map(|index| format!("a{index}"))
}

/// Reads, copies, compares and writes a set.
#[track_caller]
fn read(set: &str) -> SimpleIncident {
    let text = format!(r#"{{"modes":"{set}"}}"#);
    let value: SimpleIncident = from_str(&text).unwrap();
    assert_eq!(to_string(&value).unwrap(), text);
    assert!(value.clone() == value && value.deviations().is_empty());
    assert!(strict::from_str::<SimpleIncident>(&text).unwrap() == value);
    value
}

#[test]
fn a_set_of_many_members() {
    let forward = names(MANY).collect::<Vec<_>>().join(",");
    let backward = names(MANY).collect::<Vec<_>>().into_iter().rev().collect::<Vec<_>>().join(",");
    let value = read(&forward);
    assert_eq!(value.modes.as_ref().unwrap().len(), MANY);
    assert!(value == read(&backward) && value != read(&backward.replace("a0", "b0")));
    // Of equal members the first one is in the set.
    let twice = read(&format!("low,{forward},HIGH,{forward},low"));
    let twice = twice.modes.as_ref().unwrap();
    assert_eq!((twice.len(), twice.as_slice().first()), (MANY + 2, Some(&AlertSeverity::Low)));
    assert_eq!(twice.as_slice().last(), Some(&AlertSeverity::High));

    let parsed: FlagSet<AlertSeverity> = forward.parse().unwrap();
    assert!(parsed == value.modes.unwrap());
    let collected: FlagSet<AlertSeverity> =
        names(MANY).chain(names(MANY)).map(|name| AlertSeverity::from(name.as_str())).collect();
    assert!(collected == parsed && collected.clone() == parsed);
    let mut inserted = FlagSet::new();
    assert!(inserted.insert(AlertSeverity::from(forward.as_str())) && inserted == parsed);
    assert!(!inserted.insert(AlertSeverity::from(backward.as_str())) && inserted.len() == MANY);
}

#[test]
fn a_few_members_are_a_set_too() {
    for (text, members) in [
        ("low,low", "low"),
        ("high,low,HIGH", "high,low"),
        ("x,y,x,z,y", "x,y,z"),
        (
            "a0,a1,a2,a3,a4,a5,a6,a7,a8,a9,b0,b1,b2,b3,b4,b5,b6,a0,b6",
            "a0,a1,a2,a3,a4,a5,a6,a7,a8,a9,b0,b1,b2,b3,b4,b5,b6",
        ),
    ] {
        let value = read(text);
        assert_eq!(value.modes.as_ref().unwrap().to_string(), members);
        assert_eq!(text.parse::<FlagSet<AlertSeverity>>().unwrap().to_string(), members);
        assert!(value == read(members));
    }
    assert!(read("x,y") != read("x,z") && read("x,y") != read("x"));
}

/// Returns an object with many undeclared names, and with control information for each.
fn object<T: FromJson>(value: &str, count: usize) -> T {
    let entries = names(count).map(|name| format!(r##""{name}":{value},"{name}@odata.type":"#Int{value}""##));
    from_str(&format!("{{{}}}", entries.collect::<Vec<_>>().join(","))).unwrap()
}

#[test]
fn a_difference_of_many_names() {
    const NAMES: usize = 12_000;
    let (old, new, none): (SimpleIncident, SimpleIncident, SimpleIncident) =
        (object("1", NAMES), object("2", NAMES), SimpleIncident::default());
    let patch = |old, new| Patch::diff(old, new).unwrap();
    let changed = patch(&old, &new);
    let extra = changed.changes().extra();
    assert_eq!((extra.undeclared().len(), extra.control().len()), (NAMES, NAMES));
    assert!(extra.undeclared().iter().all(|(_, value)| *value == 2) && changed.left_out().is_empty());
    let cleared = patch(&old, &none);
    let undeclared = cleared.changes().extra().undeclared();
    assert!(undeclared.len() == NAMES && undeclared.iter().all(|(_, value)| value.is_null()));
    assert!(cleared.left_out().is_empty());
    assert!(patch(&old, &old).is_empty());

    // The same inside a complex value.
    let inside = |owner: Owner| SimpleIncident::with(SimpleIncident::OWNER, owner);
    let changed = patch(&inside(object("1", NAMES)), &inside(object("2", NAMES - 1)));
    let owner = changed.changes().owner.as_ref().unwrap();
    assert_eq!(owner.extra().undeclared().len(), NAMES);
    assert_eq!(owner.extra().undeclared().get("a11999"), Some(&serde_json::Value::Null));
}
