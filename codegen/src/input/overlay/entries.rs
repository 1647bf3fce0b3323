//! The tables of `overlay.toml`, in the form in which their TOML is read.

use serde::Deserialize;

use super::{Facts, check_known};
use crate::graph::CLOUDS;
use crate::input::permissions::Scopes;
use crate::input::toml_file::{Text, placed_all, require_reason};
use csdl::diagnostic::Diagnostics;
use csdl::source::FileId;

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct File {
    #[serde(default)]
    pub(super) operation: Vec<Operation>,
    #[serde(default)]
    pub(super) request: Vec<Request>,
    #[serde(default)]
    pub(super) restrict: Vec<Restrict>,
    #[serde(default)]
    pub(super) allow: Vec<Allow>,
    #[serde(default)]
    pub(super) require: Vec<Require>,
    #[serde(default)]
    pub(super) rename: Vec<Rename>,
    #[serde(default)]
    pub(super) sensitive: Vec<Property>,
    #[serde(default)]
    pub(super) read_only: Vec<Property>,
}

/// Declares a table that ends with the keys of every request. The macro repeats these keys, since serde cannot
/// flatten a struct and deny unknown keys at once.
macro_rules! with_facts {
    ($table:ident { $($field:ident: $ty:ty),* }) => {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case")]
        pub(super) struct Raw {
            $($field: $ty,)*
            slice: Text,
            statuses: Vec<u16>,
            #[serde(default)]
            roles: Vec<String>,
            #[serde(default)]
            clouds: Vec<Text>,
            #[serde(default)]
            long_running: bool,
            documentation: Option<String>,
            delegated: Option<Scopes>,
            application: Option<Scopes>,
            reason: Text,
        }

        impl From<Raw> for $table {
            fn from(raw: Raw) -> Self {
                Self {
                    $($field: raw.$field,)*
                    facts: RawFacts {
                        slice: raw.slice,
                        statuses: raw.statuses,
                        roles: raw.roles,
                        clouds: raw.clouds,
                        long_running: raw.long_running,
                        documentation: raw.documentation,
                        delegated: raw.delegated,
                        application: raw.application,
                        reason: raw.reason,
                    },
                }
            }
        }
    };
}

#[derive(Deserialize)]
#[serde(from = "operation::Raw")]
pub(super) struct Operation {
    pub(super) name: Text,
    pub(super) binding: Text,
    pub(super) facts: RawFacts,
}

mod operation {
    use super::{Deserialize, Operation, RawFacts, Scopes, Text};
    with_facts!(Operation { name: Text, binding: Text });
}

#[derive(Deserialize)]
#[expect(clippy::struct_field_names, reason = "the column is called as the table")]
#[serde(from = "request::Raw")]
pub(super) struct Request {
    pub(super) request: Text,
    pub(super) filter: Option<String>,
    pub(super) facts: RawFacts,
}

mod request {
    use super::{Deserialize, RawFacts, Request, Scopes, Text};
    with_facts!(Request { request: Text, filter: Option<String> });
}

pub(super) struct RawFacts {
    slice: Text,
    statuses: Vec<u16>,
    roles: Vec<String>,
    clouds: Vec<Text>,
    long_running: bool,
    documentation: Option<String>,
    delegated: Option<Scopes>,
    application: Option<Scopes>,
    reason: Text,
}

impl RawFacts {
    pub(super) fn placed(self, file: FileId, diagnostics: &mut Diagnostics) -> Facts {
        require_reason(&self.reason.placed(file), diagnostics);
        let facts = Facts {
            slice: self.slice.placed(file),
            statuses: self.statuses,
            roles: self.roles,
            clouds: placed_all(self.clouds, file),
            is_long_running: self.long_running,
            documentation: self.documentation,
            delegated: self.delegated,
            application: self.application,
        };
        let clouds = CLOUDS.map(|cloud| cloud.name);
        facts.clouds.iter().for_each(|cloud| check_known(cloud, "cloud", &clouds, diagnostics));
        facts
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Restrict {
    pub(super) target: Text,
    pub(super) without: Vec<Text>,
    pub(super) reason: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Allow {
    pub(super) target: Text,
    pub(super) requests: Vec<Text>,
    pub(super) reason: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Require {
    pub(super) target: Text,
    pub(super) options: Vec<Text>,
    pub(super) requests: Option<Vec<Text>>,
    pub(super) reason: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rename {
    pub(super) target: Text,
    pub(super) to: Text,
    pub(super) reason: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Property {
    pub(super) property: Text,
    pub(super) reason: Text,
}
