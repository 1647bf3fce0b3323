//! Completes actions and functions whose own path no permissions name, by the paths that permissions do name.
//!
//! The own path of a request is the shortest one in the metadata. The service may not have the request there:
//! `/drive/root/copy` copies the root of a drive, and `/sites/add` follows no site.

use std::collections::BTreeMap;

use super::{Permitted, Place, Walk};
use crate::graph::same_path;
use crate::input::normal;
use crate::lower::context::Context;
use crate::lower::requests::move_to;
use crate::lower::template::Keys;
use crate::rust::{KeyField, Request, RequestFacts};
use csdl::model::Operation;

/// The result of the search for a path.
enum Found {
    /// The own path stays. These facts have the scopes.
    Scopes(RequestFacts),
    /// The request moves to a path with these keys.
    Path(String, Vec<KeyField>),
}

/// A path that permissions name, with the scopes there.
struct Candidate<'p> {
    place: &'p Place,
    facts: &'p RequestFacts,
    /// The normalized path before the segment of the operation.
    bound_to: String,
}

/// Completes operations without scopes on their own path. If the service may not have the own path, they move to one
/// that permissions name. Otherwise they get the scopes of the first such path.
pub(in crate::lower) fn complete(
    requests: &mut BTreeMap<usize, Request>,
    permitted: &[Permitted],
    context: &Context<'_>,
) {
    let mut places: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for it in permitted {
        if let Some(place) = &it.place {
            let candidate = Candidate { place, facts: &it.info.facts, bound_to: normal(&place.bound_to) };
            places.entry((&it.info.name, &it.info.binding)).or_default().push(candidate);
        }
    }
    let walk = Walk::new(requests, context);
    let bare = requests.iter().filter(|(_, request)| request.info.facts.has_no_scopes());
    let found = bare.filter_map(|(&index, request)| {
        let places = places.get(&(&request.info.name, &request.info.binding))?;
        Some((index, find(index, request, places, &walk)?))
    });
    let found: Vec<_> = found.collect();
    for (index, found) in found {
        let (Some(request), Some(operation)) =
            (requests.get_mut(&index), context.model.operations.get(index))
        else {
            continue;
        };
        match found {
            Found::Scopes(facts) => {
                request.info.facts.delegated = facts.delegated;
                request.info.facts.application = facts.application;
            }
            Found::Path(bound_to, keys) => move_to(request, operation, (bound_to, keys), context),
        }
    }
}

fn find(index: usize, request: &Request, places: &[Candidate<'_>], walk: &Walk<'_>) -> Option<Found> {
    let own = normal(&request.bound_to);
    let same = same_path(&own);
    let same = same.and_then(|same| places.iter().find(|candidate| candidate.bound_to == same));
    if let Some(candidate) = same {
        return Some(Found::Scopes(candidate.facts.clone()));
    }
    let binding = walk.model().operations.get(index).and_then(Operation::bound_to).map(|(id, _)| id);
    // A path to a derived type serves only some of the values.
    let mut others: Vec<_> = places.iter().collect();
    others.retain(|candidate| Some(candidate.place.target) == binding);
    // The paths that are most like the own path show whether the service has the own path.
    let common = |candidate: &Candidate<'_>| common(&own, &candidate.bound_to);
    let longest = others.iter().map(|candidate| common(candidate)).max();
    others.retain(|it| Some(common(it)) == longest && is_instead(&own, &it.bound_to));
    let effort = |Candidate { place, bound_to, .. }: &&Candidate<'_>| {
        (place.is_elsewhere, !bound_to.ends_with(KEY), place.keys.len(), place.path.matches('/').count())
    };
    let moved = others.into_iter().min_by_key(effort).and_then(|candidate| {
        let keys = Keys::not_named_as(request.input.fields());
        walk.request(request.info.method, &candidate.place.path, keys)?.place
    });
    match moved {
        Some(place) => Some(Found::Path(place.bound_to, place.keys)),
        None => places.first().map(|candidate| Found::Scopes(candidate.facts.clone())),
    }
}

/// Returns true if the service has the permitted path instead of the own path. Returns false if it has both. Both paths
/// are normalized.
///
/// Permissions often name one of several good paths. Where both paths part, seen from their ends, the own path may lead
/// through an item by its key. Then it is a good path: `/chats/{id}/messages/{id}` beside
/// `/teams/{id}/channels/{id}/messages/{id}`. Otherwise it leads through a value that stands for many (`/drive/root`,
/// `/teams/{id}/primaryChannel`), or to another collection of the resource itself (`/directoryObjects/{id}`).
fn is_instead(own: &str, permitted: &str) -> bool {
    let common = common(own, permitted);
    let own: Vec<_> = from_end(own).collect();
    match own.get(common) {
        None => !own.contains(&KEY),
        Some(&parting) => {
            let is_container = common > 1 && own.get(common - 1) == Some(&KEY);
            parting != KEY && !is_container
        }
    }
}

/// The number of segments at the ends of two paths that are equal.
fn common(one: &str, other: &str) -> usize {
    from_end(one).zip(from_end(other)).take_while(|(one, other)| one == other).count()
}

/// The segments of a path, the last one first.
fn from_end(path: &str) -> impl Iterator<Item = &str> {
    path.rsplit('/').filter(|segment| !segment.is_empty())
}

/// A key in a normalized path.
const KEY: &str = "{id}";

#[cfg(test)]
mod tests {
    use super::is_instead;

    #[test]
    fn a_path_by_a_key_stays_and_others_do_not() {
        for (own, permitted) in [
            ("/drive/root", "/drives/{id}/items/{id}"),
            ("/drive/root/workbook", "/me/drive/items/{id}/workbook"),
            ("/teams/{id}/primarychannel", "/teams/{id}/channels/{id}"),
            ("/directoryobjects/{id}", "/directory/deleteditems/{id}"),
            ("/directoryobjects/{id}/mailbox", "/admin/exchange/mailboxes/{id}"),
            ("/sites", "/users/{id}/followedsites"),
            ("/chats", "/users/{id}/chats"),
        ] {
            assert!(is_instead(own, permitted), "{own}");
        }
        for (own, permitted) in [
            ("/chats/{id}/messages/{id}", "/teams/{id}/channels/{id}/messages/{id}"),
            ("/teams/{id}/channels", "/teamwork/deletedteams/{id}/channels"),
            ("/reviews/{id}", "/people/{id}/reviews/{id}"),
            ("/definitions/{id}/decisions", "/definitions/{id}/stages/{id}/decisions"),
            (
                "/applications/{id}/synchronization/jobs/{id}",
                "/serviceprincipals/{id}/synchronization/jobs/{id}",
            ),
        ] {
            assert!(!is_instead(own, permitted), "{own}");
        }
    }
}
