//! The catalog: all known requests of one version of Graph, found by method and path.

use std::cmp::Ordering;

use super::{Method, OperationInfo};

/// All known requests of one version of Graph.
///
/// ```
/// use graph_models_core::request::{Binding, Catalog, CatalogPart, Method, OperationInfo, Path};
///
/// static GROUPS: CatalogPart = CatalogPart {
///     resources: &[OperationInfo::new("list", "beta", Method::GET, "/groups", Binding::collection("sample.group"))],
///     operations: &[],
/// };
/// static CATALOG: Catalog = Catalog { version: "beta", parts: &[&GROUPS] };
///
/// let path = Path::root(&CATALOG).add("/groups", &[]);
/// assert!(CATALOG.find(&Method::GET, path.template()).is_some());
/// assert!(CATALOG.find(&Method::DELETE, path.template()).is_none());
/// ```
#[derive(Debug)]
pub struct Catalog {
    /// The version, the first segment of a path: `beta` or `v1.0`.
    pub version: &'static str,
    /// The requests, in parts that Cargo features can leave out. No request is in two parts.
    pub parts: &'static [&'static CatalogPart],
}

/// Requests that the same Cargo features enable.
///
/// Both lists are sorted by path, then by method. The sort order ignores key names and quotes in the path.
#[derive(Debug)]
pub struct CatalogPart {
    /// Requests made by typed paths.
    pub resources: &'static [OperationInfo],
    /// Requests with their own Rust type: actions and functions.
    pub operations: &'static [&'static OperationInfo],
}

impl Catalog {
    /// All requests, in the order of their paths.
    pub fn operations(&self) -> impl Iterator<Item = &'static OperationInfo> + use<> {
        let all =
            self.parts.iter().flat_map(|part| part.resources.iter().chain(part.operations.iter().copied()));
        let mut all: Vec<_> = all.collect();
        all.sort_by(|one, other| order(one, other.path, &other.method));
        all.into_iter()
    }

    /// The request with this method and this path.
    pub fn find(&self, method: &Method, template: &str) -> Option<&'static OperationInfo> {
        self.parts.iter().find_map(|part| part.find(method, template))
    }
}

impl CatalogPart {
    fn find(&self, method: &Method, template: &str) -> Option<&'static OperationInfo> {
        let order = |info: &OperationInfo| order(info, template, method);
        // In most parts, all paths are before the sought path, or all paths are after it.
        let may_have = |first: Option<&OperationInfo>, last: Option<&OperationInfo>| {
            first.is_some_and(|first| order(first).is_le()) && last.is_some_and(|last| order(last).is_ge())
        };
        if may_have(self.operations.first().copied(), self.operations.last().copied())
            && let Ok(found) = self.operations.binary_search_by(|info| order(info))
        {
            return self.operations.get(found).copied();
        }
        if !may_have(self.resources.first(), self.resources.last()) {
            return None;
        }
        let found = self.resources.binary_search_by(order).ok()?;
        self.resources.get(found)
    }
}

/// Compares a request with a path and a method.
fn order(info: &OperationInfo, path: &str, method: &Method) -> Ordering {
    bare(info.path).cmp(bare(path)).then_with(|| info.method.as_str().cmp(method.as_str()))
}

/// The bytes of a template without the key names in braces and without quotes: key names are not compared.
fn bare(template: &str) -> impl Iterator<Item = u8> {
    let mut depth = 0_usize;
    template.bytes().filter(move |byte| match byte {
        b'{' => {
            depth += 1;
            depth == 1
        }
        b'}' => {
            depth = depth.saturating_sub(1);
            false
        }
        b'\'' => false,
        _ => depth == 0,
    })
}
