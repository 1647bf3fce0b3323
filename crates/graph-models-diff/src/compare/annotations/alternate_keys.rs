//! `Org.OData.Core.V1.AlternateKeys`: further ways to address an entity.

use std::collections::BTreeSet;

use csdl::document::Annotation;

/// Returns `true` if every alternate key of the old annotation is one of the new annotation.
pub(crate) fn are_kept(old: Option<&Annotation>, new: Option<&Annotation>) -> bool {
    keys(old).is_subset(&keys(new))
}

/// The alternate keys, each by the aliases and names of its properties.
fn keys(annotation: Option<&Annotation>) -> BTreeSet<Vec<(String, String)>> {
    let keys = annotation.into_iter().flat_map(Annotation::keys);
    keys.map(|key| key.into_iter().map(|part| (part.name().to_owned(), part.path)).collect()).collect()
}
