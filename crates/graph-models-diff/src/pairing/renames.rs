//! Renames: distinguishes a renamed declaration from a removed and an added one.
//!
//! A name in another case is certain. Any other rename is a guess by similarity, and needs one candidate that is
//! clearly the most similar to the old declaration. A renamed type also needs a declaration that uses the type on
//! both sides.

use std::collections::{BTreeMap, BTreeSet};

use super::users::Users;
use crate::text;
use csdl::model::{Model, Property, Type, TypeId};
use graph_models_codegen::graph::SENTINEL;

/// The reason why two types are a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Likeness {
    /// The same name.
    Name,
    /// The same name in another case.
    Casing,
    /// The same simple name in another namespace.
    Namespace,
    /// Another name, with almost the same members.
    Members,
}

/// The percentage of members that two types must share to count as renamed.
const ENOUGH: usize = 80;
/// The minimum number of members: smaller types can be similar by chance.
const FEWEST: usize = 3;
/// The maximum number of types that have a member name: more common names are no evidence.
const COMMON: usize = 200;

/// Returns the renamed types among the removed and the added types.
pub(crate) fn types(
    old: &Model,
    new: &Model,
    removed: &[TypeId],
    added: &[TypeId],
) -> Vec<(TypeId, TypeId, Likeness)> {
    let mut found = Vec::new();
    let mut free: BTreeSet<TypeId> = added.iter().copied().collect();
    let mut left = Vec::new();
    let mut by_folded: BTreeMap<String, TypeId> = BTreeMap::new();
    for &id in added {
        by_folded.insert(new.ty(id).name().to_string().to_lowercase(), id);
    }
    for &was in removed {
        match by_folded.remove(&old.ty(was).name().to_string().to_lowercase()) {
            Some(is) => {
                free.remove(&is);
                found.push((was, is, Likeness::Casing));
            }
            None => left.push(was),
        }
    }
    let index = by_member(new, &free);
    let users =
        if left.is_empty() || free.is_empty() { None } else { Some((Users::new(old), Users::new(new))) };
    for was in left {
        let Some((is, likeness)) = most_like(old, new, was, &free, &index) else { continue };
        let is_used = |(old, new): &(Users, Users)| !old.of(was).is_disjoint(new.of(is));
        if likeness == Likeness::Members && !users.as_ref().is_some_and(is_used) {
            continue;
        }
        free.remove(&is);
        found.push((was, is, likeness));
    }
    found
}

/// New types by the names of their members.
fn by_member(model: &Model, free: &BTreeSet<TypeId>) -> BTreeMap<String, Vec<TypeId>> {
    let mut index: BTreeMap<String, Vec<TypeId>> = BTreeMap::new();
    for &id in free {
        for name in names(model.ty(id)) {
            index.entry(name.to_owned()).or_default().push(id);
        }
    }
    index
}

/// Returns the new type that is most similar to an old one, if it is similar enough and no other is equally similar.
fn most_like(
    old: &Model,
    new: &Model,
    was: TypeId,
    free: &BTreeSet<TypeId>,
    index: &BTreeMap<String, Vec<TypeId>>,
) -> Option<(TypeId, Likeness)> {
    let ty = old.ty(was);
    let mut candidates: BTreeSet<TypeId> = BTreeSet::new();
    for name in names(ty) {
        let having = index.get(name).map(Vec::as_slice).unwrap_or_default();
        if having.len() <= COMMON {
            candidates.extend(having.iter().filter(|id| free.contains(id)));
        }
    }
    let mut alike: Vec<_> = candidates
        .into_iter()
        .filter(|&id| is_same_kind(ty, new.ty(id)))
        .filter_map(|id| {
            let same_name = new.ty(id).name().name == ty.name().name;
            let same_namespace = new.ty(id).name().namespace == ty.name().namespace;
            let shared = shared(ty, new.ty(id));
            let is_alike = match (same_name, same_namespace) {
                (true, _) => shared * 2 >= ENOUGH,
                (false, true) => names(ty).count() >= FEWEST && shared >= ENOUGH,
                // Another name in another namespace would be two changes at once, which is probably chance.
                (false, false) => false,
            };
            let likeness = if same_name { Likeness::Namespace } else { Likeness::Members };
            is_alike.then_some((shared, likeness, id))
        })
        .collect();
    alike.sort_by_key(|&(shared, _, id)| (std::cmp::Reverse(shared), id));
    match alike.as_slice() {
        [(_, likeness, id)] => Some((*id, *likeness)),
        [(first, likeness, id), (second, ..), ..] if first > second => Some((*id, *likeness)),
        _ => None,
    }
}

fn is_same_kind(old: &Type, new: &Type) -> bool {
    match (old, new) {
        (Type::Structured(old), Type::Structured(new)) => old.kind.is_entity() == new.kind.is_entity(),
        (Type::Enum(_), Type::Enum(_)) | (Type::Definition(_), Type::Definition(_)) => true,
        _ => false,
    }
}

/// The percentage of members that both types have.
fn shared(old: &Type, new: &Type) -> usize {
    let (old, new): (BTreeSet<_>, BTreeSet<_>) = (names(old).collect(), names(new).collect());
    let all = old.union(&new).count().max(1);
    old.intersection(&new).count() * 100 / all
}

/// The names of members that tell a type from others. Every newer enumeration has the sentinel.
fn names(ty: &Type) -> impl Iterator<Item = &str> {
    text::names(ty).filter(|&name| name != SENTINEL)
}

/// Returns `true` if two properties of one type count as renamed: their types are the same, and their names differ in a
/// few letters.
pub(crate) fn is_renamed_property(old: &Property, new: &Property, is_same_type: bool) -> bool {
    is_same_type && old.kind == new.kind && old.nullable == new.nullable && are_alike(&old.name, &new.name)
}

/// Returns `true` if two names differ in a few letters. Names with different digits, such as `line1` and `line2`,
/// count as different.
fn are_alike(old: &str, new: &str) -> bool {
    let digits = |name: &str| name.chars().filter(char::is_ascii_digit).collect::<String>();
    digits(old) == digits(new) && strsim::normalized_damerau_levenshtein(old, new) >= 0.8
}

/// Returns `true` if two names differ only in case.
pub(crate) fn is_other_casing(old: &str, new: &str) -> bool {
    old != new && old.eq_ignore_ascii_case(new)
}
