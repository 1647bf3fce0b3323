//! The facts about requests: their rows in the catalog.

use std::collections::BTreeMap;

use super::{Calls, End, Found};
use graph_models_codegen::rust::{Listed, RequestFacts, Version, bare_template};

/// The facts of a catalog, by template without key names and by method.
#[derive(Debug)]
pub(crate) struct Facts<'v>(BTreeMap<(String, &'v str), &'v RequestFacts>);

impl<'v> Facts<'v> {
    pub(super) fn new(version: &'v Version) -> Self {
        let infos = version.catalog.iter().map(Listed::info);
        Self(infos.map(|info| ((bare_template(&info.template), info.method), &info.facts)).collect())
    }

    /// The facts about a method at a template. The names of keys make no difference.
    pub(crate) fn get(&self, method: &str, template: &str) -> Option<&'v RequestFacts> {
        self.0.get(&(bare_template(template), method)).copied()
    }
}

impl<'v> Calls<'v> {
    /// The facts about requests that have a row in the catalog. The first call builds the index.
    pub(crate) fn listed(&self) -> &Facts<'v> {
        self.facts.get_or_init(|| Facts::new(self.version))
    }

    /// The facts about a request: those of the path in the file of permissions, or else those of the request's type.
    pub(crate) fn facts(&self, method: &str, found: &Found<'v>) -> Option<&'v RequestFacts> {
        let listed = self.listed().get(method, &format!("{}{}", found.template, suffix(found.end)));
        let of_type = match found.end {
            End::Call(request) => Some(&request.info.facts),
            _ => None,
        };
        listed.or(of_type)
    }
}

/// The segment that a request adds to its typed path.
pub(super) fn suffix(end: End<'_>) -> &str {
    match end {
        End::Resource("count", _) => "/$count",
        End::Reference | End::ReadReference => "/$ref",
        End::ReadMedia(segment) | End::WriteMedia(segment) => segment,
        End::Call(request) => &request.segment,
        End::Path | End::Resource(..) | End::Value => "",
    }
}
