//! Several members of one enumeration, with and without the Rust type of the enumeration.

use super::{FlagSet, Member, OpenEnum, OwnedMember};

/// Several members of one enumeration: `Vec<E>` or `FlagSet<E>`.
pub trait Members {
    /// The number of members.
    fn len(&self) -> usize;
    /// Returns the member at an index.
    fn get(&self, index: usize) -> Option<Member<'_>>;
    /// Adds a member at the end. A set that has the member already stays unchanged.
    fn push(&mut self, member: OwnedMember);
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
}

impl<E: OpenEnum> Members for FlagSet<E> {
    fn len(&self) -> usize {
        self.as_slice().len()
    }

    fn get(&self, index: usize) -> Option<Member<'_>> {
        self.as_slice().get(index).map(E::member)
    }

    fn push(&mut self, member: OwnedMember) {
        self.add(E::from_member(member));
    }
}

/// Returns the members of a set or list in order.
pub(crate) fn each_member(members: &dyn Members) -> impl Iterator<Item = Member<'_>> {
    (0..members.len()).filter_map(|index| members.get(index))
}

/// Adds the members of one set or list to another.
pub(crate) fn copy_members(source: &dyn Members, target: &mut dyn Members) {
    for member in each_member(source) {
        target.push(member.to_owned());
    }
}

/// A collection of members without the Rust type of their enumeration.
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
        if !self.0.contains(&member) {
            self.0.push(member);
        }
    }
}
