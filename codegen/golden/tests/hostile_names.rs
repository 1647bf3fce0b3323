//! Names that Rust or a file system reserves, and names that a compiler or a file system considers equal: a program
//! can still use each of them.

#![allow(confusable_idents, reason = "letters are those of the metadata")]

use graph_models_codegen_golden::cases::hostile_names::v1_0::paths::{
    AsRefPath, AsRefPath_, PageId, as_ref_path, x1,
};
use graph_models_codegen_golden::cases::hostile_names::v1_0::{A, A1, AsRef_, Box_, Folded, Unit, con_, ue9};
use graph_models_core::prelude::*;

#[test]
fn ways_are_not_taken_for_methods_of_any_value() {
    // A step called `into` would be hidden by `Into::into`.
    assert_eq!(as_ref_path().into_path("1").as_path().template(), "/asRefPath/into/{into_id}");
    assert_eq!(AsRefPath::into_path("1").as_path().template(), "/asRefPath/into/{into_id}");
    assert_eq!(as_ref_path().x2("1").as_path().template(), "/asRefPath/_2/{x2_1}");
    assert_eq!(x1("1").as_path().template(), "/_1/{x1_1}");
    let path: AsRefPath_ = as_ref_path();
    assert_eq!(path.write_media().as_path().template(), "/asRefPath/write_media");
    path.media_media();
    path.write_media_media("", "text/plain");
}

#[test]
fn parameters_hide_no_function() {
    assert_eq!(PageId::pages("1").as_path().template(), "/pageId/pages/{page_id}");
}

#[test]
fn values_of_properties_are_told_apart() {
    let folded = Folded::from(A1::with(A1::I, "dotted").with(A1::I_2, "dotless").with(A1::I_3, "plain"));
    assert_eq!((folded.i̇(), folded.ı(), folded.i()), (Some("dotted"), Some("dotless"), Some("plain")));
    let _: graph_models_core::model::Field<Folded, String> = Folded::A1_;
    assert!(matches!(folded, Folded::A1(_)));
    assert_eq!(folded.try_into_(), None);
    assert!(matches!(Folded::from(A::default()), Folded::A(_)));
}

#[test]
fn members_are_told_apart() {
    let members = ["\u{2126}", "\u{3a9}", "\u{fdfa}"].map(Unit::from);
    assert!(members.iter().all(|member| !matches!(member, Unit::UnknownMember(_))), "{members:?}");
    assert_eq!(members.each_ref().map(Unit::as_str), ["\u{2126}", "\u{3a9}", "\u{fdfa}"]);
    let _ = (AsRef_::default(), Box_::new());
}

#[test]
fn modules_are_named_in_ascii() {
    assert_eq!(con_::Device::default().value, None);
    assert_eq!(ue9::Accent::default().value, None);
}
