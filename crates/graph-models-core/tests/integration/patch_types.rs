//! Tests of the type that a patch names: in a base that is abstract, in one that is concrete, and of unknown types.

use crate::marks::path;
use crate::narrow::Note;
use graph_models_core::__private::property;
use graph_models_core::model::{Extra, Field, ReadOnly};
use graph_models_core::request::{Operation, Service, Update};
use graph_models_core::{FromJson, ModelExt, Patch, Patchable, from_value, to_value};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

macro_rules! define {
    ($name:ident $csdl:literal $bases:tt $(derived $derived:tt)? { $($index:literal $field:ident $wire:literal;)* }) => {
        #[doc = $csdl]
        #[non_exhaustive]
        pub struct $name {
            $(#[doc = $wire] pub $field: Option<String>,)*
            extra: Extra,
        }

        graph_models_core::impl_model! {
            $name: $csdl, bases: $bases, $(derived: $derived,)? is_open: false, is_tagged: true {
                $($index => $field: String = $wire,)*
            }
        }
    };
}

define!(ItemBase "sample.item" [] { 0 id "id"; });
define!(Message "sample.message" ["sample.item"] derived ["sample.invitation"] { 0 id "id"; 1 subject "subject"; });
define!(Invitation "sample.invitation" ["sample.message", "sample.item"] {
    0 id "id";
    1 subject "subject";
    2 place "place";
});

/// An abstract base.
#[non_exhaustive]
pub enum Item {
    /// `sample.message`, which is itself a base
    Message(Box<Message>),
    /// `sample.invitation`
    Invitation(Box<Invitation>),
    /// Any other type
    Unknown(Box<ItemBase>),
}

graph_models_core::impl_hierarchy! {
    Item: "sample.item", base: ItemBase {
        0 => Message(Message) = "sample.message",
        1 => Invitation(Invitation) = "sample.invitation",
    }
}

/// A concrete base.
#[non_exhaustive]
pub enum MessageKind {
    /// `sample.message`
    Message(Box<Message>),
    /// `sample.invitation`
    Invitation(Box<Invitation>),
    /// Any other type
    Unknown(Box<Message>),
}

graph_models_core::impl_hierarchy! {
    MessageKind: "sample.message", base: Message {
        0 => Message(Message) = "sample.message",
        1 => Invitation(Invitation) = "sample.invitation",
    }
}

graph_models_core::impl_narrow! { MessageKind: Message { Invitation } }

const MESSAGE_SUBJECT: Field<Message, String> = property(1, "subject");
const INVITATION_PLACE: Field<Invitation, String> = property(2, "place");
const BASE_ID: Field<Item, String, ReadOnly> = property(0, "id");

const TAG: &str = "@odata.type";

fn diff<X: Patchable + FromJson + DeserializeOwned>(old: Value, new: Value) -> Patch<X> {
    Patch::diff(&from_value::<X>(old).unwrap(), &from_value::<X>(new).unwrap()).unwrap()
}

#[test]
fn a_difference_names_the_derived_type_of_a_value_in_its_base() {
    let (old, new) = (json!({TAG: "#sample.invitation", "place": "a"}), json!({"place": "b"}));
    for tag in ["#sample.invitation", "https://example.com/$metadata#sample.invitation", "#sample.newMessage"]
    {
        let with_tag = |value: &Value| {
            let mut value = value.clone();
            value[TAG] = tag.into();
            value
        };
        let patch = diff::<Message>(with_tag(&old), with_tag(&new));
        assert_eq!(to_value(&patch).unwrap(), with_tag(&new));
        // It is the name of the type, so asking for the name changes nothing.
        assert_eq!(to_value(&patch.clone().with_odata_type()).unwrap(), with_tag(&new));
        assert_eq!(to_value(&patch.without_odata_type()).unwrap(), new);
        // The base of this type belongs to no abstract one.
        let patch = diff::<Note>(with_tag(&json!({"size": 1})), with_tag(&json!({"size": 2})));
        assert_eq!(to_value(&patch).unwrap(), with_tag(&json!({"size": 2})));
    }
    let patch =
        diff::<Note>(json!({TAG: "#sample.note", "size": 1}), json!({TAG: "#sample.note", "size": 2}));
    assert_eq!(to_value(&patch).unwrap(), json!({"size": 2}));
    // Nothing has changed, so there is no type to name.
    let same = json!({TAG: "#sample.invitation", "place": "a"});
    assert_eq!(to_value(&diff::<Message>(same.clone(), same)).unwrap(), json!({}));
}

#[test]
fn a_difference_of_an_unknown_type_names_this_type_and_never_the_abstract_base() {
    let (old, new) = (json!({TAG: "#sample.newItem", "x": 1}), json!({TAG: "#sample.newItem", "x": 2}));
    let patch = diff::<Item>(old, new.clone());
    assert!(patch.changes().is_unknown());
    assert_eq!(to_value(&patch).unwrap(), new);
    assert_eq!(to_value(&patch.with_odata_type()).unwrap(), new);
    let untagged = diff::<Item>(json!({"x": 1}), json!({"x": 2}));
    assert_eq!(to_value(&untagged).unwrap(), json!({"x": 2}));
    assert_eq!(to_value(&untagged.with_odata_type()).unwrap(), json!({"x": 2}));
    let id = from_value::<Item>(json!({"id": "1"})).unwrap();
    assert_eq!(BASE_ID.get(&id).map(String::as_str), Some("1"));
}

#[test]
fn a_difference_of_the_type_alone_is_an_error() {
    let read = |tag: &str| from_value::<Message>(json!({TAG: tag, "subject": "a"})).unwrap();
    let untagged = from_value::<Message>(json!({"subject": "b"})).unwrap();
    for (old, new, message) in [
        (
            &read("#sample.message"),
            &read("#sample.invitation"),
            "a patch cannot turn a sample.message into a sample.invitation",
        ),
        (
            &read("https://example.com/$metadata#sample.newMessage"),
            &untagged,
            "a patch cannot turn a sample.newMessage into a sample.message",
        ),
        (&read("#a\u{202e}\n"), &untagged, "a patch cannot turn a a\\u{202e}\\n into a sample.message"),
    ] {
        assert_eq!(Patch::diff(old, new).unwrap_err().to_string(), message);
    }
    let unknown = |tag: &str| from_value::<Item>(json!({TAG: tag})).unwrap();
    let error = Patch::diff(&unknown("#sample.newA"), &unknown("#sample.newB")).unwrap_err();
    assert_eq!((error.old.as_str(), error.new.as_str()), ("sample.newA", "sample.newB"));
    // The form of the name makes no difference.
    for (one, other) in [("#sample.new", "sample.NEW"), ("#sample.message", "https://x/#sample.message")] {
        assert!(Patch::diff(&read(one), &read(other)).unwrap().is_empty());
    }
}

#[test]
fn a_program_that_forbids_the_type_gets_a_patch_without_it() {
    let old: Message = from_value(json!({TAG: "#sample.invitation", "subject": "a"})).unwrap();
    let mut new = old.clone();
    new.subject = Some("b".to_owned());
    new.extra_mut().forbid_odata_type();
    assert_eq!(to_value(&Patch::diff(&old, &new).unwrap()).unwrap(), json!({"subject": "b"}));
}

/// Returns the body of the request that changes an entity of the declared type `E`.
fn sent<E, X: Patchable>(patch: Patch<X>) -> Value
where
    E: Patchable + From<X>,
    Update<E>: Operation,
{
    let request = Update::<E>::new(&path(), patch).to_http(&Service::global()).unwrap();
    serde_json::from_slice(request.body()).unwrap()
}

#[test]
fn a_patch_names_no_type_if_the_item_may_have_a_derived_one() {
    let patch = || Patch::new().set(MESSAGE_SUBJECT, "a");
    let (plain, tagged) = (json!({"subject": "a"}), json!({TAG: "#sample.message", "subject": "a"}));
    assert_eq!(to_value(&patch()).unwrap(), plain);
    assert_eq!(sent::<Message, _>(patch()), plain);
    assert_eq!(sent::<MessageKind, _>(patch()), plain);
    assert_eq!(to_value(&patch().with_odata_type()).unwrap(), tagged);
    // In place of an abstract base, the type is needed.
    assert_eq!(to_value(&patch().upcast::<Item>()).unwrap(), tagged);
    assert_eq!(sent::<Item, _>(patch()), tagged);
    assert_eq!(sent::<Item, _>(patch().without_odata_type()), plain);
}

#[test]
fn a_patch_of_a_derived_type_names_it_in_every_base() {
    let patch = || Patch::new().set(INVITATION_PLACE, "b");
    let tagged = json!({TAG: "#sample.invitation", "place": "b"});
    assert_eq!(to_value(&patch()).unwrap(), tagged);
    for body in [
        sent::<Invitation, _>(patch()),
        sent::<Message, _>(patch()),
        sent::<MessageKind, _>(patch()),
        sent::<Item, _>(patch()),
        sent::<Message, _>(patch().upcast::<Message>().with_odata_type()),
    ] {
        assert_eq!(body, tagged);
    }
    assert_eq!(sent::<Message, _>(patch().without_odata_type()), json!({"place": "b"}));
}
