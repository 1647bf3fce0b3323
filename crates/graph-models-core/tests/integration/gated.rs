//! Tests of fields and variants behind feature gates. The conditions here are always true or always false.

#![allow(
    clippy::non_minimal_cfg,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a condition that holds; a test may fail"
)]

use graph_models_core::{ModelExt, from_str, from_value, model, to_value};
use serde_json::json;

/// `sample.user`
#[non_exhaustive]
pub struct User {
    /// `id`
    pub id: Option<String>,
    /// `messages`
    #[cfg(not(all()))]
    pub messages: model::Expanded<Vec<Absent>>,
    /// `note`
    #[cfg(all())]
    pub note: model::Expanded<Note>,
    /// `age`
    #[cfg(any())]
    pub age: Option<i32>,
    /// `size`
    #[cfg(not(any()))]
    pub size: Option<i32>,
    extra: model::Extra,
}

graph_models_core::impl_model! {
    User: "sample.user", bases: [], is_open: false, is_tagged: false {
        0 => id: String = "id" [KEY],
    } with 1 {
        #[cfg(not(all()))]
        messages: ObjectList in Expanded.erased = "messages" [NAVIGATION],
        #[cfg(all())]
        note: Object in Expanded.erased = "note" [NAVIGATION CONTAINED],
        #[cfg(any())]
        age: Int32 = "age",
        #[cfg(not(any()))]
        size: Int32 = "size" [READ_ONLY],
    }
}

/// `sample.note`
#[non_exhaustive]
pub struct Note {
    /// `text`
    pub text: Option<String>,
    extra: model::Extra,
}

graph_models_core::impl_model! {
    Note: "sample.note", bases: [], is_open: false, is_tagged: false {
        0 => text: String = "text",
    }
}

/// `sample.longNote`
#[non_exhaustive]
pub struct LongNote {
    /// `text`
    pub text: Option<String>,
    /// `pages`
    pub pages: Option<i32>,
    extra: model::Extra,
}

graph_models_core::impl_model! {
    LongNote: "sample.longNote", bases: ["sample.note"], is_open: false, is_tagged: false {
        0 => text: String = "text",
        1 => pages: Int32 = "pages",
    }
}

/// The types of `sample.note`.
#[non_exhaustive]
pub enum NoteKind {
    /// `#sample.note`
    Note(Box<Note>),
    /// `#sample.absent`
    #[cfg(any())]
    Absent(Box<Absent>),
    /// `#sample.longNote`
    #[cfg(all())]
    LongNote(Box<LongNote>),
    /// Another type.
    Unknown(Box<Note>),
}

graph_models_core::impl_hierarchy! {
    NoteKind: "sample.note", base: Note {
        0 => Note(Note) = "sample.note",
    } with 1 {
        #[cfg(any())]
        Absent(Absent) = "sample.absent",
        #[cfg(all())]
        LongNote(LongNote) = "sample.longNote",
    }
}

graph_models_core::impl_narrow! {
    NoteKind: Note {
        #[cfg(any())] Absent,
        #[cfg(all())] LongNote,
    }
}

#[test]
fn an_absent_field_is_undeclared_and_the_others_keep_their_places() {
    let text = json!({
        "id": "1", "messages": [{"a": 1}], "messages@odata.count": 3, "note": {"text": "t"}, "age": 7, "size": 2
    });
    let user: User = from_value(text.clone()).unwrap();
    assert_eq!(user.note.get().unwrap().text.as_deref(), Some("t"));
    assert_eq!(user.size, Some(2));
    assert_eq!(user.extra().undeclared().get("messages"), Some(&json!([{"a": 1}])));
    assert_eq!(user.extra().undeclared().get("age"), Some(&json!(7)));
    assert_eq!(to_value(&user).unwrap(), text);
    let copy = user.clone();
    assert!(copy == user);
}

#[test]
fn constants_find_their_fields_by_name() {
    use graph_models_core::__private::gated_property;
    const SIZE: model::Field<User, i32> = gated_property("size");
    let user = User::with(SIZE, 3);
    assert_eq!(SIZE.get(&user), Some(&3));
    assert_eq!(to_value(&user).unwrap(), json!({"size": 3}));
    let patch = graph_models_core::Patch::<User>::new().clear(SIZE);
    assert_eq!(to_value(&patch).unwrap(), json!({"size": null}));
}

/// A tagged enum with the same fields as `User`; the tag decides the variant.
#[non_exhaustive]
pub enum UserKind {
    /// `#sample.user`
    User(Box<User>),
    /// Another type.
    Unknown(Box<User>),
}

graph_models_core::impl_hierarchy! {
    UserKind: "sample.user", base: User {
        0 => User(User) = "sample.user",
    } into {
        #[cfg(any())]
        Absent,
        #[cfg(all())]
        Note,
    }
}

#[test]
fn an_enum_widens_into_the_present_bases_alone() {
    let payload = json!({"@odata.type": "#sample.user", "id": "1", "text": "t"});
    let note = Note::from(from_value::<UserKind>(payload.clone()).unwrap());
    assert_eq!(note.text.as_deref(), Some("t"));
    assert_eq!(to_value(&note).unwrap(), payload);
}

#[test]
fn accessors_of_enums_find_their_fields_by_name() {
    use graph_models_core::__private::shared_gated;
    let user: UserKind = from_value(json!({"note": {"text": "t"}})).unwrap();
    let note: Option<&Note> = shared_gated(&user, "note");
    assert_eq!(note.and_then(|note| note.text.as_deref()), Some("t"));
    assert!(shared_gated::<_, Note>(&user, "messages").is_none());
}

#[test]
fn the_table_has_the_present_fields_alone() {
    let info = User::default().info();
    assert_eq!(info.names(), ["id", "note", "size"]);
    assert_eq!(info.fields().count(), 3);
    let flags =
        |index| info.field(index).map(|field| (field.is_key(), field.is_contained(), field.is_read_only()));
    assert_eq!(flags(0), Some((true, false, false)));
    assert_eq!(flags(1), Some((false, true, false)));
    assert_eq!(flags(2), Some((false, false, true)));
    assert_eq!(flags(3), None);
}

#[test]
fn an_absent_variant_is_unknown() {
    let narrow = |text: &str| from_str::<Note>(text).unwrap().narrow();
    let NoteKind::LongNote(long) = narrow(r##"{"@odata.type": "#sample.longNote", "pages": 4}"##) else {
        panic!()
    };
    assert_eq!(long.pages, Some(4));
    assert_eq!(Note::from(*long).extra().undeclared().get("pages"), Some(&json!(4)));
    assert!(narrow(r##"{"@odata.type": "#sample.absent", "x": 4}"##).is_unknown());
}
