//! Tests of structural properties in long chains of types. Their fields erase the type of the value, and behave like
//! all other fields of structural properties.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use std::rc::Rc;

use crate::sample::{Incident, Owner, SimpleIncident};
use graph_models_core::__private::property;
use graph_models_core::model::{Field, Nested, ReadOnly};
use graph_models_core::{ModelExt, Patch, Patchable, from_str, model, to_string};

/// A struct whose structural properties are all erased.
#[non_exhaustive]
pub struct Holder {
    /// `owner`
    pub owner: Nested<Owner>,
    /// `owners`
    pub owners: Nested<Vec<Owner>>,
    /// `incident`, a tagged enum
    pub incident: Nested<Incident>,
    /// `incidents`
    pub incidents: Nested<Vec<Incident>>,
    extra: model::Extra,
}

graph_models_core::impl_model! {
    Holder: "sample.holder", bases: [], is_open: true, is_tagged: false {
        0 => owner: Object in Expanded.erased = "owner",
        1 => owners: ObjectList in Expanded.erased = "owners" [COMPUTED],
        2 => incident: Hierarchy in Expanded.erased = "incident",
        3 => incidents: HierarchyList in Expanded.erased = "incidents",
    }
}

impl Holder {
    const OWNER: Field<Self, Box<Owner>> = property(0, "owner");
    const OWNERS: Field<Self, Vec<Owner>, ReadOnly> = property(1, "owners");
    const INCIDENT: Field<Self, Incident> = property(2, "incident");
    const INCIDENTS: Field<Self, Vec<Incident>> = property(3, "incidents");
    const WRONG: Field<Self, Owner> = property(0, "owner");
}

const ALL: &str = r##"{"owner":{"displayName":"a"},"owners":[{"displayName":"b"},{}],"incident":{"@odata.type":"#sample.simpleIncident","id":"1"},"incidents":[{"id":"2"}]}"##;

fn holder() -> Holder {
    from_str(ALL).unwrap()
}

#[test]
fn auto_traits_end_at_the_field() {
    fn has_all<T: Send + Sync + Unpin + 'static>() {}
    has_all::<Nested<Rc<u8>>>();
    assert_eq!(size_of::<Nested<Vec<u8>>>(), 2 * size_of::<usize>());
}

#[test]
fn values_come_back_as_they_were() {
    let holder = holder();
    assert_eq!(to_string(&holder).unwrap(), ALL);
    assert_eq!(holder, holder.clone());
    assert_eq!(holder.owner.get().unwrap().display_name.as_deref(), Some("a"));
    assert_eq!(holder.owners.len(), 2);
    assert!(matches!(holder.incident.get(), Some(Incident::SimpleIncident(_))));
    assert!(holder.incidents.as_slice()[0].is_unknown());
    assert!(format!("{holder:?}").contains("owners: ["), "{holder:?}");
    assert!(holder.deviations().is_empty());
}

#[test]
fn constants_reach_the_values() {
    let mut holder = holder();
    assert_eq!(Holder::OWNER.get(&holder).unwrap().display_name.as_deref(), Some("a"));
    assert_eq!(Holder::OWNERS.get(&holder).unwrap().len(), 2);
    assert!(!Holder::INCIDENT.get(&holder).unwrap().is_unknown());
    assert_eq!(Holder::INCIDENTS.get(&holder).unwrap().len(), 1);
    holder = holder
        .with(Holder::OWNER, Owner::with(Owner::DISPLAY_NAME, "c"))
        .with_each(Holder::OWNERS, [Owner::default()])
        .with(Holder::INCIDENT, SimpleIncident::with(SimpleIncident::ID, "3"))
        .with_each(Holder::INCIDENTS, [SimpleIncident::default()]);
    assert_eq!(holder.owner.get().unwrap().display_name.as_deref(), Some("c"));
    assert_eq!(
        to_string(&holder).unwrap(),
        r##"{"owner":{"displayName":"c"},"owners":[{}],"incident":{"@odata.type":"#sample.simpleIncident","id":"3"},"incidents":[{"@odata.type":"#sample.simpleIncident"}]}"##,
    );
}

#[test]
fn fields_are_set_and_emptied() {
    let mut holder = Holder::default();
    assert!(holder.owner.is_none() && holder.owners.is_empty());
    holder.owner.set(Owner::with(Owner::DISPLAY_NAME, "a"));
    holder.owner.get_mut().unwrap().display_name = Some("b".to_owned());
    holder.owners.push(Owner::default());
    holder.incident = Incident::from(SimpleIncident::default()).into();
    holder.incidents = [Incident::from(SimpleIncident::default())].into_iter().collect();
    assert_eq!(holder.owner.take().unwrap().display_name.as_deref(), Some("b"));
    assert!(holder.owner.is_none());
    assert!(holder.owner.get_or_insert_with(Owner::default).display_name.is_none());
    assert_eq!(holder.owners.into_iter().count(), 1);
    assert!(holder.incident.into_inner().is_some());
    assert_eq!(holder.incidents.iter_mut().count(), 1);
}

#[test]
fn what_stands_beside_a_value_is_control_information_of_the_object() {
    let text = r#"{"owners@odata.count":"7","owners@odata.nextLink":"a","owner@odata.context":"b","owners@delta":[{"@removed":{}}],"owners":[{}]}"#;
    let mut holder: Holder = from_str(text).unwrap();
    assert_eq!(to_string(&holder).unwrap(), text);
    assert_eq!(holder.extra().control().len(), 4);
    assert_eq!(holder.annotations("owners").next_link(), Some("a"));
    holder.owners = None.into();
    assert_eq!(holder.extra().control().len(), 4);
    holder.set_by_name("owners@odata.nextLink", "c").unwrap();
    assert_eq!(holder.annotations("owners").next_link(), Some("c"));
    assert_eq!(holder.extra().control().len(), 4);
}

#[test]
fn odd_values_and_nulls_are_kept() {
    for text in [
        r#"{"owner":null,"owners":null}"#,
        r#"{"owner":"none","owners":7,"incident":[],"incidents":{}}"#,
        r#"{"owner":[{"displayName":"a"}],"owners":[null,{},3],"incidents":[null,{"id":"2"}]}"#,
    ] {
        let holder: Holder = from_str(text).unwrap();
        assert_eq!(to_string(&holder).unwrap(), text);
        assert_eq!(holder.clone(), holder);
    }
}

#[test]
fn patches_set_and_clear() {
    let patch = Patch::<Holder>::new()
        .set(Holder::OWNER, Owner::with(Owner::DISPLAY_NAME, "a"))
        .set(Holder::INCIDENTS, [SimpleIncident::default().into()])
        .clear(Holder::INCIDENT);
    assert_eq!(
        to_string(&patch).unwrap(),
        r##"{"owner":{"displayName":"a"},"incident":null,"incidents":[{"@odata.type":"#sample.simpleIncident"}]}"##,
    );
    let (old, mut new) = (holder(), holder());
    new.owner.get_mut().unwrap().display_name = None;
    new.owners = None.into();
    new.incident = None.into();
    let patch = Patch::diff(&old, &new).unwrap();
    assert_eq!(to_string(&patch).unwrap(), r#"{"owner":{"displayName":null},"incident":null}"#);
    assert_eq!(patch.left_out(), ["owners"]);
    // This constant has another type than its field.
    let patch = Patch::<Holder>::new().set(Holder::WRONG, Owner::default());
    assert!(to_string(&patch).unwrap_err().to_string().contains("sample.holder.owner"));
    assert_eq!(Holder::default().info().names().len(), 4);
}
