//! The catalog: all known requests of one version of Graph, found by method and path.

use std::cmp::Ordering;

use super::{Method, OperationInfo, Path};

/// All known requests of one version of Graph.
///
/// Both lists are sorted by path, then by method. The sort order ignores key names and quotes in the path.
///
/// ```
/// use graph_models_core::request::{Binding, Catalog, Method, OperationInfo, Path};
///
/// static GROUPS: [OperationInfo; 1] =
///     [OperationInfo::new("list", "beta", Method::GET, "/groups", Binding::collection("sample.group"))];
/// static CATALOG: Catalog = Catalog { version: "beta", resources: &[&GROUPS], operations: &[] };
///
/// let path = Path::root(&CATALOG).add("/groups", &[]);
/// assert!(CATALOG.find(&Method::GET, &path).is_some());
/// assert!(CATALOG.find(&Method::DELETE, &path).is_none());
/// ```
#[derive(Debug)]
pub struct Catalog {
    /// The version, which is the first segment of a path: `beta` or `v1.0`.
    pub version: &'static str,
    /// Requests made by typed paths, in several parts. No part is empty.
    pub resources: &'static [&'static [OperationInfo]],
    /// Requests with a type of their own: actions and functions.
    pub operations: &'static [&'static OperationInfo],
}

impl Catalog {
    /// All requests, in the order of their paths.
    pub fn operations(&self) -> impl Iterator<Item = &'static OperationInfo> + use<> {
        let mut resources = self.resources.iter().flat_map(|part| part.iter()).peekable();
        let mut operations = self.operations.iter().copied().peekable();
        std::iter::from_fn(move || match (resources.peek(), operations.peek()) {
            (Some(resource), Some(operation))
                if order(operation, resource.path, &resource.method).is_lt() =>
            {
                operations.next()
            }
            (Some(_), _) => resources.next(),
            (None, _) => operations.next(),
        })
    }

    /// The request with this method and this path.
    pub fn find(&self, method: &Method, path: &Path) -> Option<&'static OperationInfo> {
        let order = |info: &OperationInfo| order(info, path.template(), method);
        if let Ok(found) = self.operations.binary_search_by(|info| order(info)) {
            return self.operations.get(found).copied();
        }
        // The last part whose first request is not after the one sought.
        let after =
            self.resources.partition_point(|part| part.first().is_some_and(|info| order(info).is_le()));
        let part = self.resources.get(after.checked_sub(1)?)?;
        let found = part.binary_search_by(order).ok()?;
        part.get(found)
    }
}

/// Compares a request with a path and a method.
fn order(info: &OperationInfo, path: &str, method: &Method) -> Ordering {
    bare(info.path).cmp(bare(path)).then_with(|| info.method.as_str().cmp(method.as_str()))
}

/// The bytes of a template without the key names in braces and without quotes: key names may differ.
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
