//! The owners of rows of the catalog: the slices that list a row, and the features that bring it.

use std::collections::{BTreeMap, BTreeSet};

use super::reach::{Reach, Set};
use crate::rust::division::divide;
use crate::rust::{self, CatalogPart, Listed, names};
use crate::select::Slice;

/// The paths of the roots of slices, without keys, each with the slices that have this root.
pub(super) struct Roots(BTreeMap<String, Set>);

impl Roots {
    pub(super) fn new(slices: &[Slice]) -> Self {
        let mut roots: BTreeMap<String, Set> = BTreeMap::new();
        for (index, slice) in slices.iter().enumerate() {
            for root in &slice.config.roots {
                roots.entry(format!("/{}", without_keys(&root.value))).or_default().insert(index);
            }
        }
        Self(roots)
    }

    /// The slices with the longest root above a path.
    fn owners(&self, path: &str) -> Option<&Set> {
        let path = without_keys(path);
        let ends = path.match_indices(['/', '(']).map(|(end, _)| end).chain([path.len()]);
        let mut ends: Vec<_> = ends.filter(|&end| end > 0).collect();
        ends.reverse();
        ends.into_iter().find_map(|end| self.0.get(path.get(..end)?))
    }
}

/// The slices, each with the rows of the catalog below its roots. A row below roots of several slices belongs to the
/// slices with the longest of these roots.
pub(super) fn slices(slices: &[Slice], roots: &Roots, catalog: &[Listed]) -> Vec<rust::Slice> {
    let mut of_slices: Vec<Vec<usize>> = vec![Vec::new(); slices.len()];
    for (position, listed) in catalog.iter().enumerate() {
        let owners = roots.owners(&listed.info().template);
        for (index, (slice, rows)) in slices.iter().zip(&mut of_slices).enumerate() {
            if slice.config.is_all || owners.is_some_and(|owners| owners.contains(&index)) {
                rows.push(position);
            }
        }
    }
    let slices = slices.iter().zip(of_slices).map(|(Slice { config, .. }, requests)| rust::Slice {
        name: config.name.clone(),
        description: config.description.clone(),
        is_all: config.is_all,
        roots: config.roots.iter().map(|root| root.value.clone()).collect(),
        requests,
    });
    slices.collect()
}

/// The most rows of one part.
const MOST_ROWS: usize = 200;

/// The catalog in parts, each with the rows that the same features bring, in order.
///
/// A request that has a type belongs to the features of this type. Any other row belongs to the slices with the
/// longest root above it, or else to the slices that contain its resource.
///
/// The names of parts depend on no other part, so that another row changes only the part to which it belongs.
pub(super) fn parts(rows: &[(Listed, Set)], roots: &Roots, reach: &Reach) -> Vec<CatalogPart> {
    let mut by_features: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
    for (position, (listed, slices)) in rows.iter().enumerate() {
        let owners = match listed {
            Listed::Request { .. } => None,
            Listed::Call { info, .. } | Listed::Resource(info) => roots.owners(&info.template),
        };
        let features = owners.unwrap_or(slices);
        // A row that all features bring needs no feature.
        let is_divided = features.len() < reach.count();
        let features = features.iter().copied().filter(|_| is_divided);
        by_features.entry(features.collect()).or_default().push(position);
    }
    let listed = |position: usize| rows.get(position).map(|(listed, _)| listed);
    let template = |position: usize| listed(position).map_or("", |listed| listed.info().template.as_str());
    let mut parts = Vec::new();
    let mut taken = BTreeSet::new();
    for (features, rows) in by_features {
        let of: Vec<_> = features.iter().map(|&feature| reach.name(feature)).collect();
        let name = names::of_features(&of, items(rows.iter().filter_map(|&row| listed(row))).into_iter());
        let name = names::free(name, |name| taken.contains(name), "other");
        taken.insert(name.clone());
        for share in divide(rows, MOST_ROWS, |&row| (without_keys(template(row)), 1)) {
            let constant = names::catalog_part(&name, &share.from);
            let file = names::part_from(&name, &share.from);
            parts.push(CatalogPart { constant, file, features: features.clone(), rows: share.elements });
        }
    }
    parts
}

/// The names of rows: those of requests that have a type, or else all paths.
fn items<'a>(listed: impl Iterator<Item = &'a Listed> + Clone) -> Vec<String> {
    let of_types = listed.clone().filter_map(|listed| match listed {
        Listed::Request { path, .. } => Some(names::joined(&path.namespace, &path.ident)),
        Listed::Call { .. } | Listed::Resource(_) => None,
    });
    let of_types: Vec<_> = of_types.collect();
    if of_types.is_empty() { listed.map(|listed| listed.info().template.clone()).collect() } else { of_types }
}

/// The path without its keys. Roots may omit keys, too.
fn without_keys(path: &str) -> String {
    let mut depth = 0_usize;
    let kept = path.chars().filter(|&character| {
        let is_kept = depth == 0 || character == '}';
        match character {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        is_kept
    });
    kept.collect::<String>().replace("/{}", "")
}
