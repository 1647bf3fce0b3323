//! Which types are received or sent by themselves: each has a schema that is a document.

use super::Context;
use crate::rust::{Namespace, SchemaRoot};
use crate::slice::{Segment, Slice};

/// What paths of the slices lead to, what they name, and the bodies of actions, in order of names.
pub(super) fn collect<'n>(
    slices: &[Slice],
    namespaces: impl Iterator<Item = &'n Namespace>,
    context: &Context<'_>,
) -> Vec<SchemaRoot> {
    let mut roots = Vec::new();
    for slice in slices {
        // A cast leads to a type that the one before it stands for too.
        let paths =
            slice.paths.iter().filter(|(_, path)| !matches!(path.segments.last(), Some(Segment::Cast(_))));
        let paths = paths
            .filter(|(_, path)| !path.segments.iter().any(|segment| matches!(segment, Segment::Cast(_))));
        let targets = paths.map(|(&target, _)| target).chain(slice.named.iter().map(|&id| (id, false)));
        for (id, is_collection) in targets {
            if let Some(path) = context.paths.get(&id) {
                roots.push(SchemaRoot { slice: slice.name.clone(), path: path.clone(), is_collection });
            }
        }
    }
    for namespace in namespaces {
        for request in &namespace.requests {
            let slice = slices.iter().find(|slice| {
                slice
                    .types
                    .iter()
                    .any(|&id| context.model.ty(id).name().to_string() == request.info.binding.0)
            });
            if let (Some(slice), Some(parameters)) = (slice, request.body()) {
                let path = parameters.body.path.clone();
                roots.push(SchemaRoot { slice: slice.name.clone(), path, is_collection: false });
            }
        }
    }
    roots.sort();
    roots.dedup();
    roots
}
