//! Several members of one enumeration, with and without the Rust type of the enumeration.

use super::{Member, OpenEnum, OwnedMember};
use crate::syntax::is_last;

/// The number of members up to which each member is compared with all others.
const FEW: usize = 16;

/// Several members of one enumeration: `Vec<E>` or `FlagSet<E>`.
pub trait Members {
    /// The number of members.
    fn len(&self) -> usize;
    /// Returns the member at an index.
    fn get(&self, index: usize) -> Option<Member<'_>>;
    /// Adds a member at the end. If a set may have the member already, the caller must call
    /// [`keep_first`](Self::keep_first) afterwards.
    fn push(&mut self, member: OwnedMember);
    /// Removes all but the first of equal members from a set. A list stays unchanged.
    fn keep_first(&mut self);
    /// Returns `true` if there is no member.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl<E: OpenEnum> Members for Vec<E> {
    fn len(&self) -> usize {
        self.len()
    }

    fn get(&self, index: usize) -> Option<Member<'_>> {
        self.as_slice().get(index).map(E::member)
    }

    fn push(&mut self, member: OwnedMember) {
        self.push(E::from_member(member));
    }

    fn keep_first(&mut self) {}
}

/// Returns the members of a set or list in order.
pub(crate) fn each_member(members: &dyn Members) -> impl Iterator<Item = Member<'_>> {
    (0..members.len()).filter_map(|index| members.get(index))
}

/// Returns for each member whether it is the first of all equal ones. Returns `None` if no two members are equal.
///
/// A sender decides about the number of members, so the work is that of sorting if there are many.
pub(super) fn first_of_equal(members: &dyn Members) -> Option<Vec<bool>> {
    let count = members.len();
    if count <= FEW {
        let differs = |index| (0..index).all(|earlier| members.get(earlier) != members.get(index));
        let has_repeated = !(0..count).all(differs);
        return has_repeated.then(|| (0..count).map(differs).collect());
    }
    // The first of all equal members is the last one in reverse order.
    let mut is_first = is_last(count, |index| members.get(count - 1 - index));
    is_first.reverse();
    is_first.contains(&false).then_some(is_first)
}

/// Returns `true` if two sets hold the same members in any order.
pub(crate) fn in_any_order(a: &dyn Members, b: &dyn Members) -> bool {
    if a.len() != b.len() {
        return false;
    }
    if a.len() <= FEW {
        return each_member(a).all(|member| each_member(b).any(|other| member == other));
    }
    let sorted = |members| {
        let mut sorted: Vec<_> = each_member(members).collect();
        sorted.sort_unstable();
        sorted
    };
    sorted(a) == sorted(b)
}

/// Adds the members of one set or list to another, which is empty.
pub(crate) fn copy_members(source: &dyn Members, target: &mut dyn Members) {
    for member in each_member(source) {
        target.push(member.to_owned());
    }
}

/// A set of members without the Rust type of their enumeration.
#[derive(Default)]
pub(crate) struct OwnedMembers(Vec<OwnedMember>);

impl Members for OwnedMembers {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn get(&self, index: usize) -> Option<Member<'_>> {
        Some(match self.0.get(index)? {
            OwnedMember::Known(index) => Member::Known(*index),
            OwnedMember::Unknown(member) => Member::Unknown(member),
        })
    }

    fn push(&mut self, member: OwnedMember) {
        self.0.push(member);
    }

    fn keep_first(&mut self) {
        if let Some(is_first) = first_of_equal(self) {
            let mut is_first = is_first.into_iter();
            self.0.retain(|_| is_first.next().unwrap_or(true));
        }
    }
}
