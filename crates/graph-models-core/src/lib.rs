//! The runtime of generated Microsoft Graph types: decoding, encoding, Edm primitives, open enums, pages and requests.
//!
//! The crate contains no type of Graph. Generated code provides a table and two `match`es per type ([`Model`]). All
//! other code is written once, on top of the tables, without serde derives, `flatten`, `#[serde(tag)]` or `unsafe`.
//!
//! # Typed content
//!
//! Every declared property is an `Option` of its type in the schema. A navigation property is an
//! [`Expanded`](model::Expanded), which also holds the count and the links of its expansion. The examples use a small
//! model with the shape of generated code, `tests/support/sample.rs`.
//!
//! ```
//! # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
//! use sample::{AlertSeverity, Incident, SimpleIncident};
//!
//! let incident: Incident = graph_models_core::from_str(
//!     r##"{"@odata.type": "#sample.simpleIncident", "activationCount": 3, "severity": "high", "interval": "P30D"}"##,
//! )?;
//! // An abstract type with derived types is an enum. The tag `@odata.type` may be anywhere in the object.
//! let Incident::SimpleIncident(simple) = &incident else { panic!("it says what it is") };
//! assert_eq!(simple.activation_count, Some(3));
//! assert_eq!(simple.severity, Some(AlertSeverity::High));
//! assert_eq!(simple.interval.as_ref().map(|interval| interval.whole_seconds()), Some(2_592_000));
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! - An unknown derived type is read as `Unknown`: the properties of the base are typed, all others are kept as JSON.
//! - A known type with an odd body keeps its type, and never becomes `Unknown`.
//! - Enumerations are open: [`open_enum`]. A [`FlagSet`] holds several members.
//! - Dates, durations, decimals and similar types are in [`edm`]. They are written exactly as they were read. Only a
//!   number is written as the same number, not with the same digits: [`Decimal`] says what is kept.
//!
//! # Preserved content
//!
//! Decoding and then encoding gives back the same JSON value for every payload. Besides its declared properties, a
//! value has an [`Extra`] for content that the schema does not declare:
//!
//! ```
//! # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
//! use graph_models_core::ModelExt;
//! use serde_json::json;
//!
//! let payload = json!({"@odata.etag": "W/1", "id": null, "severity": "HIGH", "brandNew": {"x": 1}});
//! let mut incident: sample::SimpleIncident = graph_models_core::from_value(payload.clone())?;
//! assert_eq!(graph_models_core::to_value(&incident)?, payload);
//!
//! assert_eq!(incident.extra().etag(), Some("W/1"));
//! assert_eq!(incident.extra().undeclared().get("brandNew"), Some(&json!({"x": 1})));
//! // Null and absent are both `None`. `is_null` finds the difference, by the position of the property.
//! assert!(incident.id.is_none() && incident.extra().is_null(0) && !incident.extra().is_null(1));
//! // A changed property is written in its standard form.
//! incident.severity = Some(sample::AlertSeverity::Low);
//! assert_eq!(graph_models_core::to_value(&incident)?["severity"], "low");
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! # Odd values
//!
//! Services send values that are not of their declared type. One odd value never makes the rest of the answer
//! unreadable:
//!
//! - A value whose meaning is certain is read as this meaning: a number as text, `"true"`, base64 with line breaks, a
//!   list of one item for a single value, a single value for a collection.
//! - Any other odd value leaves its field empty, or its collection without the item: `""` for a number, a date without
//!   offset, a text for an object, a number out of range. [`ModelExt::kept`] returns the JSON.
//!
//! Both are written back as received until the field is set. [`deviations()`] lists them; the list costs nothing until
//! a program asks for it. [`with`](ModelExt::with), [`Patch::set`] and [`set_by_name`](Patchable::set_by_name) forget
//! how the former value was received. An assignment to the field itself does not: the received form is still written
//! where it fits the new value. For example, the null items of a list are written if the list has as many other items
//! as before.
//!
//! Two parts of JSON have no form in Rust: a lone surrogate in a string (`"cut \ud83d"`), and a number that a double
//! cannot hold (`1e400`). The functions of this crate read them, and write them back. `serde_json` refuses texts that
//! have them.
//!
//! If a key occurs more than once in an object, the last value counts, as in other JSON parsers. Only this value is
//! written back, and [`deviations()`] lists the others. Of several `@odata.type`, the first one counts, because it
//! decides how the object is read.
//!
//! ```
//! # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
//! use graph_models_core::{ModelExt, Page};
//!
//! let text = r#"{"value":[{"id":"1","activationCount":"6"},{"interval":"","tags":["a"]}]}"#;
//! let page: Page<sample::SimpleIncident> = graph_models_core::from_str(text)?;
//! let [first, second] = page.items() else { panic!("there are two") };
//! assert_eq!(first.activation_count, Some(6));
//! assert_eq!((&second.interval, second.kept("interval")), (&None, Some(&"".into())));
//! assert_eq!(graph_models_core::to_string(&page)?, text);
//! assert_eq!(
//!     page.deviations().to_string(),
//!     "value[0].activationCount: sample.simpleIncident.activationCount: \
//!      expected Edm.Int32, found the text \"6\"; read for what it means\n\
//!      value[1].interval: sample.simpleIncident.interval: \
//!      expected Edm.Duration (such as \"PT1H30M\"), found the text \"\"; kept as received",
//! );
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! # Errors
//!
//! Two things are errors: invalid JSON, and a document of another shape (a page without items or with two lists of
//! them, an array for an entity). With [`strict`] every deviation is an error too. The message has the path, the
//! declaring type, the expected type, the value found, and the position. Values of strings and of secret properties are
//! not shown.
//!
//! ```
//! # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
//! use graph_models_core::{Page, strict};
//!
//! let text = r#"{"value": [{"id": "1"}, {"activationCount": "many"}]}"#;
//! let error = strict::from_str::<Page<sample::SimpleIncident>>(text).unwrap_err();
//! assert_eq!(
//!     error.to_string(),
//!     "value[1].activationCount: sample.simpleIncident.activationCount: \
//!      expected Edm.Int32, found the text \"many\" at line 1 column 50",
//! );
//! ```
//!
//! # Output
//!
//! The order is: `@odata.type`, other control information, declared properties in the order of the schema, undeclared
//! properties.
//!
//! `@odata.type` is written as received. For a value made by hand, it is written only if the type would be unclear
//! without it. [`Extra::force_odata_type`] and [`Extra::forbid_odata_type`] override this for endpoints that need it.
//!
//! ```
//! # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
//! use sample::{Incident, SimpleIncident};
//!
//! let mut simple = SimpleIncident::default();
//! simple.id = Some("1".to_owned());
//! assert_eq!(graph_models_core::to_string(&simple)?, r#"{"id":"1"}"#);
//! assert_eq!(
//!     graph_models_core::to_string(&Incident::from(simple))?,
//!     r##"{"@odata.type":"#sample.simpleIncident","id":"1"}"##,
//! );
//! # Ok::<(), serde_json::Error>(())
//! ```

#[doc(hidden)]
pub mod __private;
mod calls;
mod decode;
pub mod edm;
mod encode;
mod generated;
pub mod items;
mod json;
mod macros;
pub mod model;
pub mod open_enum;
mod page;
mod patch;
pub mod prelude;
pub mod request;
mod retype;
#[cfg(feature = "schemars")]
pub mod schema;
pub mod strict;
mod syntax;
pub mod view;

pub use edm::{Binary, Date, DateTimeOffset, Decimal, Duration, Guid, Json, Stream, TimeOfDay};
pub use json::{FromJson, ToJson, from_slice, from_str, from_value, to_string, to_value, to_vec};
pub use model::deviations::{Deviation, Deviations, Document, Reading, deviations};
pub use model::{Extra, Hierarchy, Model, ModelExt};
pub use open_enum::{FlagSet, OpenEnum};
pub use page::Page;
pub use patch::{Patch, Patchable, TypeChanged};
pub use view::View;

/// The crate `schemars`, in the version whose traits the generated types implement.
#[cfg(feature = "schemars")]
pub use schemars;

/// The examples of the README, tested together with the documentation.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
