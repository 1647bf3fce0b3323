//! The facts about requests: their rows in the catalog.

use std::collections::BTreeMap;

use super::{Calls, End, Found};
use graph_models_codegen::rust::{Listed, Request, RequestFacts, Version, bare_template};

/// The facts of a catalog.
#[derive(Debug)]
pub(crate) struct Facts<'v> {
    /// By template without key names and by method.
    exact: BTreeMap<(String, &'v str), &'v RequestFacts>,
    /// The same, without the text in parentheses. If rows become equal, the first one counts.
    loose: BTreeMap<(String, &'v str), &'v RequestFacts>,
}

impl<'v> Facts<'v> {
    pub(super) fn new(version: &'v Version) -> Self {
        let mut facts = Self { exact: BTreeMap::new(), loose: BTreeMap::new() };
        for info in version.catalog.iter().map(Listed::info) {
            let bare = bare_template(&info.template);
            facts.loose.entry((loose(&bare), info.method)).or_insert(&info.facts);
            facts.exact.insert((bare, info.method), &info.facts);
        }
        facts
    }

    /// The facts about a method at a template. The names of keys make no difference. Permissions do not distinguish
    /// overloads of a function, so the row of one overload stands for all.
    pub(crate) fn get(&self, method: &str, template: &str) -> Option<&'v RequestFacts> {
        let bare = bare_template(template);
        let loose = self.loose.get(&(loose(&bare), method));
        self.exact.get(&(bare, method)).or(loose).copied()
    }
}

/// A template without the text in its parentheses.
fn loose(bare: &str) -> String {
    let mut is_inside = false;
    let kept = bare.chars().filter(|&character| {
        is_inside = match character {
            '(' => return !std::mem::replace(&mut is_inside, true),
            ')' => false,
            _ => is_inside,
        };
        !is_inside
    });
    kept.collect()
}

/// The scopes of a request, as far as the catalog knows them.
pub(crate) struct Scoped<'v> {
    /// The facts with the scopes.
    pub(crate) facts: &'v RequestFacts,
    /// The template of the property that has these scopes, if the request itself has no scopes and concerns a part of
    /// the property's value.
    pub(crate) whole: Option<String>,
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

    /// The facts with the scopes of a request. If the request has no scopes, the facts of the nearest property whose
    /// value contains the requested part. The scopes of an entity do not count for its properties: mailbox settings
    /// need more than their user.
    pub(crate) fn scoped(&self, method: &str, found: &Found<'v>) -> Option<Scoped<'v>> {
        let has_scopes = |facts: &&'v RequestFacts| !facts.has_no_scopes();
        if let Some(facts) = self.facts(method, found).filter(has_scopes) {
            return Some(Scoped { facts, whole: None });
        }
        let mut template = found.template.as_str();
        while template.len() > found.entity {
            if let Some(facts) = self.listed().get(method, template).filter(has_scopes) {
                return Some(Scoped { facts, whole: Some(template.to_owned()) });
            }
            template = template.rsplit_once('/').map_or("", |(above, _)| above);
        }
        None
    }
}

/// The segments that a request adds to its typed path.
pub(super) fn suffix(end: End<'_>) -> &str {
    match end {
        End::Resource("count", _) => "/$count",
        End::Reference | End::ReadReference => "/$ref",
        End::ReadMedia(segment) | End::WriteMedia(segment) | End::DeleteMedia(segment) => segment,
        End::Call(request) => called(request),
        End::Path | End::Resource(..) | End::Value => "",
    }
}

/// The segment that calls an operation, with the arguments of a function.
pub(super) fn called(request: &Request) -> &str {
    request.info.template.strip_prefix(&request.bound_to).unwrap_or(&request.segment)
}
