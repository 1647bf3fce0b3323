//! The facts about a request that was found: its row in the catalog.

use super::{Calls, End, Found};
use crate::rust::{Listed, RequestFacts};

impl<'v> Calls<'v> {
    /// The facts about a request, from the path that permissions name or else from its type.
    pub(crate) fn facts(&self, method: &str, found: &Found<'v>) -> Option<&'v RequestFacts> {
        let path = format!("{}{}", found.template, suffix(found.end));
        let infos = self.version().catalog.iter().map(Listed::info);
        let mut infos = infos.filter(|info| info.method == method);
        let listed = infos.find(|info| bare(&info.template).eq(bare(&path))).map(|info| &info.facts);
        let of_type = match found.end {
            End::Call(request) => Some(&request.info.facts),
            _ => None,
        };
        listed.or(of_type)
    }
}

/// The segment that a request adds to the path it is made at.
fn suffix(end: End<'_>) -> &str {
    match end {
        End::Resource("count", _) => "/$count",
        End::Reference => "/$ref",
        End::ReadMedia(segment) | End::WriteMedia(segment) => segment,
        End::Call(request) => &request.segment,
        End::Path | End::Resource(..) | End::Value => "",
    }
}

/// A template without the names of keys, which may differ.
pub(crate) fn bare(template: &str) -> impl Iterator<Item = char> {
    let mut is_inside = false;
    template.chars().filter(move |&character| {
        let was_inside = is_inside;
        is_inside = match character {
            '{' => true,
            '}' => false,
            _ => is_inside,
        };
        !was_inside && character != '\'' && character != '{'
    })
}
