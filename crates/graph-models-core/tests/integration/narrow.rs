//! Tests of values of a concrete base: decoded with any tag, narrowed to the type of the tag, widened again. Nothing is
//! lost.

use graph_models_core::__private::property;
use graph_models_core::model::Field;
use graph_models_core::{
    Deviations, ModelExt, Page, View, deviations, edm, from_str, from_value, model, to_value,
};
use serde_json::{Value, json};

macro_rules! define {
    (
        $name:ident $csdl:literal $bases:tt $(derived $derived:tt)? { $($index:literal $field:ident: $type:ty, $slot:ident $wire:literal;)* }
        $(navigation { $($nav_index:literal $nav:ident: $nav_type:ty, $nav_slot:ident $nav_wire:literal;)* })?
    ) => {
        #[doc = $csdl]
        #[non_exhaustive]
        pub struct $name {
            $(#[doc = $wire] pub $field: Option<$type>,)*
            $($(#[doc = $nav_wire] pub $nav: model::Expanded<$nav_type>,)*)?
            extra: model::Extra,
        }

        graph_models_core::impl_model! {
            $name: $csdl, bases: $bases, $(derived: $derived,)? is_open: false, is_tagged: false {
                $($index => $field: $slot = $wire,)*
                $($($nav_index => $nav: $nav_slot in Expanded.erased = $nav_wire [NAVIGATION],)*)?
            }
        }
    };
}

define!(Note "sample.note" [] derived ["sample.longNote", "sample.signedNote"] {
    0 id: String, String "id";
    1 size: i32, Int32 "size";
    2 tags: Vec<String>, StringList "tags";
});

define!(LongNote "sample.longNote" ["sample.note"] derived ["sample.signedNote"] {
    0 id: String, String "id";
    1 size: i32, Int32 "size";
    2 tags: Vec<String>, StringList "tags";
    3 pages: Vec<i32>, Int32List "pages";
    4 due: edm::Date, Date "due";
});

define!(SignedNote "sample.signedNote" ["sample.longNote", "sample.note"] {
    0 id: String, String "id";
    1 size: i32, Int32 "size";
    2 tags: Vec<String>, StringList "tags";
    3 pages: Vec<i32>, Int32List "pages";
    4 due: edm::Date, Date "due";
    5 cover: Box<Note>, Object "cover";
} navigation {
    6 answers: Vec<Note>, ObjectList "answers";
    7 original: Note, Object "original";
});

/// The types of `sample.note`.
#[non_exhaustive]
pub enum NoteKind {
    /// `#sample.note`
    Note(Box<Note>),
    /// `#sample.longNote`
    LongNote(Box<LongNote>),
    /// `#sample.signedNote`
    SignedNote(Box<SignedNote>),
    /// Any other type
    Unknown(Box<Note>),
}

graph_models_core::impl_hierarchy! {
    NoteKind: "sample.note", base: Note {
        0 => Note(Note) = "sample.note",
        1 => LongNote(LongNote) = "sample.longNote",
        2 => SignedNote(SignedNote) = "sample.signedNote",
    }
}

graph_models_core::impl_narrow! { NoteKind: Note { LongNote, SignedNote } }

#[test]
fn values_of_duplicate_keys_stay_listed() {
    let text = r##"{"@odata.type": "#sample.longNote", "id": "1", "id": "2", "due": 1, "due": "2024-02-29", "x": 1, "x": 2}"##;
    let note: Note = from_str(text).unwrap();
    let paths = |found: Deviations<'_>| found.iter().map(|it| it.path().to_owned()).collect::<Vec<_>>();
    let all = ["id", "due", "x"];
    assert_eq!(paths(note.deviations()), all);
    let narrowed = note.narrow();
    let NoteKind::LongNote(long) = &narrowed else { panic!("{narrowed:?}") };
    assert!(long.due.is_some());
    assert_eq!(paths(deviations(&narrowed)), all);
    assert_eq!(paths(Note::from(long.as_ref().clone()).deviations()), all);
    assert_eq!(to_value(&narrowed).unwrap(), text.parse::<Value>().unwrap());
    // The base declares none of the objects that have the keys, so it reads them again.
    let text = r##"{"@odata.type": "#sample.signedNote", "cover": {"id": "1", "id": "2", "y": {"a": 1, "a": 2}},
        "answers": [null, {"x": 1, "x": 2}]}"##;
    let all = ["cover.id", "cover.y.a", "answers[1].x"];
    assert_eq!(paths(from_str::<Note>(text).unwrap().deviations()), all);
    let signed: SignedNote = from_str(text).unwrap();
    assert_eq!(paths(signed.deviations()), all);
    assert_eq!(paths(Note::from(signed).deviations()), all);
}

fn note(payload: &Value) -> Note {
    from_value(payload.clone()).unwrap()
}

/// Returns payloads of every kind that a base can receive: of the base, of derived types, of unknown types, and odd
/// ones.
fn payloads() -> Vec<Value> {
    vec![
        json!({}),
        json!({"id": "1", "size": null, "tags": ["a", null, "b"]}),
        json!({"@odata.type": "#sample.note", "id": "1"}),
        json!({"@odata.type": "#sample.longNote", "id": "1", "pages": [1, 2], "due": "2026-01-02"}),
        json!({"id": "1", "pages": [1], "@odata.type": "#sample.longNote"}),
        json!({"@odata.type": "https://example.com/$metadata#sample.longNote", "due": null, "size": "6"}),
        json!({"@odata.type": "#SAMPLE.longnote", "due": "tomorrow", "pages": [1, "2", "x", null]}),
        json!({"@odata.type": "#sample.longNote", "due": "", "pages": 4, "x": {"y": 1}, "pages@odata.count": 9}),
        json!({"@odata.type": "#sample.signedNote", "size": 3, "cover": {"@odata.type": "#sample.longNote", "pages": [1]}}),
        json!({
            "@odata.type": "#sample.signedNote", "id": "1",
            "answers@odata.count": 7, "answers@odata.context": "https://example.com/$metadata#notes",
            "answers": [{"id": "2"}, {"@odata.type": "#sample.longNote", "pages": [1]}],
            "answers@odata.nextLink": "https://example.com/next", "answers@odata.deltaLink": "",
            "original@odata.context": "https://example.com/$metadata#note", "original": null,
        }),
        json!({
            "@odata.type": "#sample.signedNote", "answers@odata.count": "7",
            "answers@delta": [{"id": "2"}, {"@removed": {"reason": "deleted"}, "id": "3"}],
            "original@odata.bind": "https://example.com/notes/1", "original@sample.note": {"x": [1]},
        }),
        json!({"@odata.type": "#sample.signedNote", "answers": "", "answers@delta": "odd", "original": [{"id": "1"}]}),
        json!({"@odata.type": "#sample.newNote", "id": "1", "pages": [1], "brandNew": true}),
        json!({"@odata.type": null, "id": "1", "pages": "kept"}),
    ]
}

#[test]
fn every_way_round_gives_the_payload_back() {
    for payload in payloads() {
        let base = note(&payload);
        assert_eq!(to_value(&base).unwrap(), payload, "as the base");
        let kind = base.narrow();
        assert_eq!(to_value(&kind).unwrap(), payload, "narrowed");
        assert_eq!(to_value(&base.clone().into_narrowed()).unwrap(), payload, "narrowed without a copy");
        let back = Note::from(kind);
        assert_eq!(to_value(&back).unwrap(), payload, "widened");
        assert_eq!(back, base);
        let direct: NoteKind = from_value(payload.clone()).unwrap();
        assert_eq!(direct, base.narrow(), "decoded as the enum: {payload}");
    }
}

#[test]
fn a_tag_decides_the_variant() {
    let name = |payload: &Value| match note(payload).narrow() {
        NoteKind::Note(_) => "note",
        NoteKind::LongNote(_) => "long",
        NoteKind::SignedNote(_) => "signed",
        NoteKind::Unknown(_) => "unknown",
    };
    let names: Vec<_> = payloads().iter().map(name).collect();
    let expected = "note note note long long long long long signed signed signed signed unknown note";
    assert_eq!(names.join(" "), expected);
}

#[test]
fn narrowed_values_are_typed() {
    let base = note(&json!({
        "@odata.type": "#sample.signedNote", "id": "1", "pages": [3], "due": "2026-01-02", "cover": {"size": 4}, "new": 1,
    }));
    assert_eq!(base.extra().undeclared().get("pages"), Some(&json!([3])));
    let NoteKind::SignedNote(signed) = base.narrow() else { panic!("the tag names the type") };
    assert_eq!((signed.id.as_deref(), signed.pages.as_deref()), (Some("1"), Some(&[3][..])));
    assert_eq!(signed.due.as_ref().map(ToString::to_string).as_deref(), Some("2026-01-02"));
    assert_eq!(signed.cover.as_ref().and_then(|cover| cover.size), Some(4));
    let undeclared: Vec<_> = signed.extra().undeclared().iter().collect();
    assert_eq!(undeclared, [("new", &json!(1))]);
}

const PAGES: Field<LongNote, Vec<i32>> = property(3, "pages");
const COVER: Field<SignedNote, Box<Note>> = property(5, "cover");

#[test]
fn a_view_has_the_properties_of_all_types_that_a_value_has() {
    let note = LongNote::default().info();
    assert_eq!((note.bases(), note.derived()), (&["sample.note"][..], &["sample.signedNote"][..]));
    for (tag, has_pages, has_cover) in [
        ("#sample.note", false, false),
        ("#sample.longNote", true, false),
        ("#sample.signedNote", true, true),
        ("https://example.com/$metadata#SAMPLE.signednote", true, true),
        ("#sample.newNote", false, false),
        ("#sample.signed", false, false),
    ] {
        let payload =
            json!({"@odata.type": tag, "pages": [1], "cover": {"@odata.type": tag, "pages": [2], "size": 3}});
        let text = payload.to_string();
        let view = View::<Note>::from_str(&text).unwrap();
        // The order of the reads does not matter.
        for _ in 0..2 {
            assert_eq!(view.get(PAGES).unwrap(), has_pages.then(|| vec![1]), "{tag}");
            let cover = view.view(COVER).unwrap();
            assert_eq!(cover.is_some(), has_cover, "{tag}");
            assert_eq!(
                cover.map(|cover| cover.get(PAGES).unwrap()),
                has_cover.then(|| Some(vec![2])),
                "{tag}"
            );
        }
        // The decoded value has the properties of the derived type in the same cases.
        let is_long = matches!(note_kind(&payload), NoteKind::LongNote(_) | NoteKind::SignedNote(_));
        assert_eq!(is_long, has_pages, "{tag}");
    }
    let untagged = View::<Note>::from_str(r#"{"pages": [1]}"#).unwrap();
    assert_eq!(untagged.get(PAGES).unwrap(), None);
}

fn note_kind(payload: &Value) -> NoteKind {
    note(payload).narrow()
}

#[test]
fn expansions_are_typed_after_narrowing() {
    let base = note(&json!({
        "@odata.type": "#sample.signedNote", "answers@odata.count": 7, "answers": [{"size": 4}],
        "answers@odata.nextLink": "https://example.com/next", "answers@delta": [{"id": "2"}],
    }));
    let NoteKind::SignedNote(signed) = base.narrow() else { panic!("the tag names the type") };
    assert_eq!(signed.answers.get().map(|answers| answers[0].size), Some(Some(4)));
    assert_eq!(
        (signed.answers.count(), signed.answers.next_link()),
        (Some(7), Some("https://example.com/next"))
    );
    assert_eq!(signed.extra().undeclared().iter().count(), 0);
    // The base does not declare these properties, but keeps all of them.
    let back = Note::from(*signed);
    assert_eq!(back, base);
}

#[test]
fn a_value_made_by_hand_keeps_its_type_in_its_base() {
    let long = LongNote { pages: Some(vec![1, 2]), ..LongNote::default() };
    assert_eq!(to_value(&long).unwrap(), json!({"pages": [1, 2]}));
    let base = Note::from(long.clone());
    assert_eq!(base.odata_type().as_deref(), Some("#sample.longNote"));
    assert_eq!(to_value(&base).unwrap(), json!({"@odata.type": "#sample.longNote", "pages": [1, 2]}));
    let NoteKind::LongNote(back) = base.into_narrowed() else { panic!("the tag names the type") };
    assert_eq!(*back, long);

    let mut untagged = LongNote::default();
    untagged.extra_mut().forbid_odata_type();
    assert_eq!(to_value(&Note::from(untagged)).unwrap(), json!({}));
    assert_eq!(to_value(&Note::default().narrow()).unwrap(), json!({}));
}

#[test]
fn values_of_derived_types_stand_in_lists_and_properties_of_the_base() {
    let payload = json!({"value": [
        {"id": "1"},
        {"@odata.type": "#sample.signedNote", "cover": {"@odata.type": "#sample.longNote", "pages": [1]}},
    ]});
    let page: Page<Note> = from_value(payload.clone()).unwrap();
    assert_eq!(to_value(&page).unwrap(), payload);
    let NoteKind::SignedNote(signed) = page.items()[1].narrow() else { panic!("the tag names the type") };
    let cover = signed.cover.as_ref().map(|cover| cover.narrow());
    assert!(matches!(cover, Some(NoteKind::LongNote(_))));
}

#[test]
fn a_value_that_cannot_be_written_is_not_lost_by_narrowing() {
    let mut base = note(&json!({"@odata.type": "#sample.longNote", "pages": [1]}));
    base.size = Some(1);
    base.extra_mut().undeclared_mut().insert("size", 2.into()).unwrap();
    assert!(to_value(&base).is_err());
    let NoteKind::Unknown(kept) = base.narrow() else { panic!("it is of no type") };
    assert_eq!((kept.size, kept.extra().undeclared().get("size")), (Some(1), Some(&json!(2))));
    assert_eq!(kept.extra().undeclared().get("pages"), Some(&json!([1])));
}

#[test]
fn a_value_that_cannot_be_written_is_not_lost_by_widening() {
    let mut signed = SignedNote { pages: Some(vec![1]), size: Some(3), ..SignedNote::default() };
    for (name, value) in [("size", json!(2)), ("pages", json!(4)), ("x", json!(1))] {
        signed.extra_mut().undeclared_mut().insert(name, value).unwrap();
    }
    let mut cover = Box::new(Note::default());
    cover.extra_mut().undeclared_mut().insert("id", json!("1")).unwrap();
    signed.cover = Some(cover);
    signed.answers.set_count(Some(2));
    assert!(to_value(&signed).is_err());
    let base = Note::from(signed);
    let undeclared = |name| base.extra().undeclared().get(name);
    assert_eq!((base.size, undeclared("size")), (Some(3), Some(&json!(2))));
    // Of two values, that of the field counts.
    assert_eq!((undeclared("pages"), undeclared("x")), (Some(&json!([1])), Some(&json!(1))));
    assert_eq!(base.extra().control().get("answers@odata.count"), Some(&json!(2)));
    // The value has no JSON.
    assert_eq!(undeclared("cover"), None);
    assert_eq!(base.odata_type().as_deref(), Some("#sample.signedNote"));
}

define!(Folder "sample.folder" [] derived ["sample.cabinet"] {
    0 id: String, String "id";
} navigation {
    1 notes: Vec<Note>, ObjectList "notes";
});

define!(Cabinet "sample.cabinet" ["sample.folder"] {
    0 id: String, String "id";
} navigation {
    1 notes: Vec<Note>, ObjectList "notes";
    2 others: Vec<Note>, ObjectList "others";
});

/// The types of `sample.folder`.
#[non_exhaustive]
pub enum FolderKind {
    /// `#sample.folder`
    Folder(Box<Folder>),
    /// `#sample.cabinet`
    Cabinet(Box<Cabinet>),
    /// Any other type
    Unknown(Box<Folder>),
}

graph_models_core::impl_hierarchy! {
    FolderKind: "sample.folder", base: Folder {
        0 => Folder(Folder) = "sample.folder",
        1 => Cabinet(Cabinet) = "sample.cabinet",
    }
}

graph_models_core::impl_narrow! { FolderKind: Folder { Cabinet } }

#[test]
fn a_count_that_was_set_goes_before_an_odd_one_in_both_directions() {
    let received = json!({
        "@odata.type": "#sample.cabinet", "id": "1", "notes@odata.count": -1, "notes@odata.nextLink": {},
        "others": [], "others@odata.count": "many", "x": 1,
    });
    let mut base: Folder = from_value(received.clone()).unwrap();
    base.notes.set_count(Some(2));
    let mut expected = received;
    expected["notes@odata.count"] = json!(2);
    assert_eq!(to_value(&base).unwrap(), expected);
    let FolderKind::Cabinet(mut cabinet) = base.narrow() else { panic!("the tag names the type") };
    assert_eq!(to_value(&*cabinet).unwrap(), expected);
    assert_eq!((cabinet.others.is_some(), cabinet.notes.count()), (true, Some(2)));

    cabinet.others.set_count(Some(3));
    expected["others@odata.count"] = json!(3);
    assert_eq!(to_value(&*cabinet).unwrap(), expected);
    let base = Folder::from(*cabinet);
    assert_eq!(to_value(&base).unwrap(), expected);
    let FolderKind::Cabinet(cabinet) = base.narrow() else { panic!("the tag names the type") };
    assert_eq!((cabinet.others.count(), cabinet.notes.count()), (Some(3), Some(2)));
}

#[test]
fn a_value_in_its_base_is_what_its_tag_names() {
    for (tag, is_long, is_signed) in [
        ("#sample.longNote", true, false),
        ("https://example.com/$metadata#SAMPLE.longnote", true, false),
        ("#sample.signedNote", false, true),
        ("#sample.note", false, false),
        ("#sample.newNote", false, false),
    ] {
        let base = note(&json!({ "@odata.type": tag }));
        let is = |name| (base.is_a(name), (&base as &dyn graph_models_core::Model).is_a(name));
        assert_eq!(is("sample.note"), (true, true), "{tag}");
        assert_eq!(is("sample.longNote"), (is_long, is_long), "{tag}");
        assert_eq!(is("sample.signedNote"), (is_signed, is_signed), "{tag}");
        // No type of this name is known.
        assert_eq!(is("sample.newNote"), (false, false), "{tag}");
    }
    assert!(!Note::default().is_a("sample.longNote"));
    assert!(Note::from(LongNote::default()).is_a("sample.longNote"));
    // After narrowing, the bases are known too.
    let NoteKind::SignedNote(signed) = note_kind(&json!({"@odata.type": "#sample.signedNote"})) else {
        panic!("the tag names the type")
    };
    assert!(signed.is_a("sample.signedNote") && signed.is_a("sample.longNote") && signed.is_a("sample.note"));
}
