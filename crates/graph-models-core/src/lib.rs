//! The runtime under generated Microsoft Graph types: decode, encode, Edm primitives, open enums, pages, requests.
//!
//! It knows no type of Graph. Generated code brings a table and two `match`es per type ([`Model`]); everything else
//! is written once, here, over that. No serde derive, no `flatten`, no `#[serde(tag)]`, no `unsafe`.
//!
//! # What is typed
//!
//! Every declared property is an `Option` of the type the schema says. The examples stand on a small model,
//! `tests/support/sample.rs`, that has the shape of generated code.
//!
//! ```
//! # #[path = "../tests/support/sample.rs"] mod sample;
//! use sample::{AlertSeverity, Incident, SimpleIncident};
//!
//! let incident: Incident = graph_models_core::from_str(
//!     r##"{"@odata.type": "#sample.simpleIncident", "activationCount": 3, "severity": "high", "interval": "P30D"}"##,
//! )?;
//! // A type with derived types is an enum. The tag may stand anywhere in the object, and look odd.
//! let Incident::SimpleIncident(simple) = &incident else { panic!("it says what it is") };
//! assert_eq!(simple.activation_count, Some(3));
//! assert_eq!(simple.severity, Some(AlertSeverity::High));
//! assert_eq!(simple.interval.as_ref().map(|interval| interval.whole_seconds()), Some(2_592_000));
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! - A derived type that is not known is `Unknown`: the properties of the base are typed, all else is kept.
//!   A known type with a wrong body is an error and never `Unknown`.
//! - Enumerations are open: [`open_enum`]. Several members at once are a [`FlagSet`].
//! - Dates, durations, decimals and the like are in [`edm`]; they print what they were read from.
//!
//! # What is kept
//!
//! Decoding and encoding gives back the same JSON value, whatever the payload. Beside its declared properties a value
//! has an [`Extra`] with what the schema does not declare:
//!
//! ```
//! # #[path = "../tests/support/sample.rs"] mod sample;
//! use graph_models_core::ModelExt;
//! use serde_json::json;
//!
//! let payload = json!({"@odata.etag": "W/1", "id": null, "severity": "HIGH", "brandNew": {"x": 1}});
//! let mut incident: sample::SimpleIncident = graph_models_core::from_value(payload.clone())?;
//! assert_eq!(graph_models_core::to_value(&incident)?, payload);
//!
//! assert_eq!(incident.extra().etag(), Some("W/1"));
//! assert_eq!(incident.extra().undeclared().get("brandNew"), Some(&json!({"x": 1})));
//! // Null and absent are both `None`; which it was is known by the position of the property.
//! assert!(incident.id.is_none() && incident.extra().is_null(0) && !incident.extra().is_null(1));
//! // What is changed is written the way we write it.
//! incident.severity = Some(sample::AlertSeverity::Low);
//! assert_eq!(graph_models_core::to_value(&incident)?["severity"], "low");
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! # What is an error
//!
//! A value its type does not allow, and a key that stands twice. The message has the path, the declaring type, what was
//! expected, what was found, and where; values of strings and secrets are not shown.
//!
//! ```
//! # #[path = "../tests/support/sample.rs"] mod sample;
//! use graph_models_core::Page;
//!
//! let text = r#"{"value": [{"id": "1"}, {"activationCount": "many"}]}"#;
//! let error = graph_models_core::from_str::<Page<sample::SimpleIncident>>(text).unwrap_err();
//! assert_eq!(
//!     error.to_string(),
//!     "value[1].activationCount: sample.simpleIncident.activationCount: \
//!      expected Edm.Int32, found the text \"many\" at line 1 column 50",
//! );
//! ```
//!
//! # What is written
//!
//! `@odata.type` first: as received, or, for a value made by hand, where the type could not be told without it. Then
//! control information, declared properties in the order of the schema, and undeclared ones.
//! [`Extra::force_odata_type`] and [`Extra::forbid_odata_type`] are for endpoints that want it otherwise.
//!
//! ```
//! # #[path = "../tests/support/sample.rs"] mod sample;
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
mod json;
mod macros;
pub mod model;
pub mod open_enum;
mod page;
mod patch;
pub mod prelude;
pub mod request;
#[cfg(feature = "schemars")]
pub mod schema;

pub use edm::{Binary, Date, DateTimeOffset, Decimal, Duration, Guid, Json, Stream, TimeOfDay};
pub use json::{from_slice, from_str, from_value, to_string, to_value, to_vec};
pub use model::{Extra, Hierarchy, Model, ModelExt};
pub use open_enum::{FlagSet, OpenEnum};
pub use page::Page;
pub use patch::{Patch, Patchable, TypeChanged};

/// The crate that schemas are made with, in the version that generated types implement.
#[cfg(feature = "schemars")]
pub use schemars;

/// The examples of the README, which are tested with those of the documentation.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
