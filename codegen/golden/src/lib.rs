//! Output of the golden tests of `graph-models-codegen`, compiled against `graph-models-core`: one module for each
//! case.
//!
//! Nothing here is written by hand: `build.rs` generates each folder of `codegen/tests/cases`.
//!
//! The examples below show calls that must compile and calls that must not compile. A member is removed from a team
//! through its reference. The member itself is deleted only at its own path.
//!
//! ```
//! use graph_models_codegen_golden::cases::membership::v1_0::paths::{people, teams};
//!
//! teams("1").members("2").remove_reference();
//! people("2").delete();
//! ```
//!
//! ```compile_fail,E0599
//! use graph_models_codegen_golden::cases::membership::v1_0::paths::teams;
//!
//! teams("1").members("2").delete();
//! ```
//!
//! ```compile_fail,E0599
//! use graph_models_codegen_golden::cases::membership::v1_0::paths::teams;
//!
//! teams("1").members_collection().item("2").notes("3").delete();
//! ```
//!
//! ```compile_fail,E0599
//! use graph_models_codegen_golden::cases::membership::v1_0::paths::teams;
//!
//! teams("1").members("2").write_photo("", "image/jpeg");
//! ```
//!
//! ```compile_fail,E0599
//! use graph_models_codegen_golden::cases::membership::v1_0::paths::{people, teams};
//!
//! teams("1").guests_collection().add_reference(&people("2"));
//! ```
#![cfg_attr(
    not(feature = "notes"),
    doc = r#"
A way that belongs to a feature is there with this feature only, even where another feature brings the type at its end.

```
use graph_models_codegen_golden::cases::divided::v1_0::{Person, paths::{boards, people}};

boards("1").pinned_collection().list();
let _ = (people("1").get(), Person::NOTES);
```

```compile_fail,E0599
graph_models_codegen_golden::cases::divided::v1_0::paths::people("1").notes_collection();
```
"#
)]
#![deny(warnings)]
#![allow(confusable_idents, reason = "letters are those of the metadata")]

/// The cases.
#[allow(
    clippy::doc_markdown,
    clippy::unicode_not_nfc,
    clippy::unreadable_literal,
    reason = "texts and numbers are those of the metadata"
)]
pub mod cases {
    include!(concat!(env!("OUT_DIR"), "/cases/cases.rs"));
}

/// Shapes of metadata that are hard for a compiler.
#[allow(clippy::doc_markdown, reason = "texts are those of the metadata")]
pub mod shapes {
    include!(concat!(env!("OUT_DIR"), "/cases/shapes.rs"));
}
