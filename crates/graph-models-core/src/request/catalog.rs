//! The catalog: all requests that are known of a version of the service, found by method and path.

use std::cmp::Ordering;

use super::{Method, OperationInfo, Path};

/// All requests that are known of a version of the service.
///
/// Both lists are sorted by path, keys and quotes left out, then by method.
#[derive(Debug)]
pub struct Catalog {
    /// The version, the first segment of a path: `beta` or `v1.0`.
    pub version: &'static str,
    /// Requests that typed paths make; in several parts, none of them empty.
    pub resources: &'static [&'static [OperationInfo]],
    /// Requests that have a type of their own: actions and functions.
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

    /// The request by a method on a path.
    pub fn find(&self, method: &Method, path: &Path) -> Option<&'static OperationInfo> {
        let order = |info: &OperationInfo| order(info, path.template(), method);
        if let Ok(found) = self.operations.binary_search_by(|info| order(info)) {
            return self.operations.get(found).copied();
        }
        // The last part that does not begin after it.
        let after =
            self.resources.partition_point(|part| part.first().is_some_and(|info| order(info).is_le()));
        let part = self.resources.get(after.checked_sub(1)?)?;
        let found = part.binary_search_by(order).ok()?;
        part.get(found)
    }
}

/// The order of a request and a method on a path.
fn order(info: &OperationInfo, path: &str, method: &Method) -> Ordering {
    bare(info.path).cmp(bare(path)).then_with(|| info.method.as_str().cmp(method.as_str()))
}

/// A template without what stands in braces, and without quotes: names of keys are free.
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
