//! Flags: several members of one enumeration at once, on the wire as `a,b`.

use std::fmt;

use super::members::first_of_equal;
use super::{EnumInfo, Member, Members, OpenEnum, OwnedMember, in_any_order, member_text, read_flags};

/// A set of members of an enumeration with `IsFlags="true"`, in the order received or inserted.
///
/// Unknown members are kept like known ones. The order does not affect equality.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
/// use graph_models_core::open_enum::FlagSet;
/// use sample::AlertSeverity;
///
/// let mut flags: FlagSet<AlertSeverity> = "low,somethingNew".parse()?;
/// assert!(flags.contains(&AlertSeverity::Low));
/// flags.insert(AlertSeverity::High);
/// assert_eq!(flags.to_string(), "low,somethingNew,high");
/// # Ok::<(), std::convert::Infallible>(())
/// ```
pub struct FlagSet<E>(Vec<E>);

impl<E> FlagSet<E> {
    /// Returns the empty set.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Returns the members in order.
    pub fn as_slice(&self) -> &[E] {
        &self.0
    }

    /// Returns an iterator over the members in order.
    pub fn iter(&self) -> std::slice::Iter<'_, E> {
        self.0.iter()
    }

    /// Returns the number of members that are set.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns `true` if no member is set.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<E: OpenEnum> FlagSet<E> {
    /// Sets a member. Returns `true` if the member was not set before.
    ///
    /// An unknown member whose text has commas or spaces is split into several members.
    pub fn insert(&mut self, member: E) -> bool {
        if !is_several(&member) {
            let is_new = !self.contains(&member);
            if is_new {
                self.add(member);
            }
            return is_new;
        }
        let before = self.len();
        self.add_several(&member);
        self.remove_repeated();
        self.len() > before
    }

    /// Unsets a member. Returns `true` if the member was set before.
    pub fn remove(&mut self, member: &E) -> bool {
        let before = self.len();
        self.0.retain(|other| other.member() != member.member());
        self.len() < before
    }

    /// Returns `true` if a member is set.
    pub fn contains(&self, member: &E) -> bool {
        self.0.iter().any(|other| other.member() == member.member())
    }

    /// Adds a member at the end. It must be new, or [`remove_repeated`](Self::remove_repeated) must follow.
    fn add(&mut self, member: E) {
        self.0.push(member);
    }

    /// Adds the members that the text of one unknown member has. See [`add`](Self::add).
    fn add_several(&mut self, member: &E) {
        read_flags(E::type_info(), member_text(member), |member| self.add(E::from_member(member)));
    }

    /// Removes all but the first of equal members.
    fn remove_repeated(&mut self) {
        if let Some(is_first) = first_of_equal(self) {
            let mut is_first = is_first.into_iter();
            self.0.retain(|_| is_first.next().unwrap_or(true));
        }
    }
}

/// Returns `true` if the text of an unknown member must be split into several members.
fn is_several<E: OpenEnum>(member: &E) -> bool {
    matches!(member.member(), Member::Unknown(_)) && member_text(member).contains([',', ' '])
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

    fn keep_first(&mut self) {
        self.remove_repeated();
    }
}

impl<E> Default for FlagSet<E> {
    fn default() -> Self {
        Self::new()
    }
}

impl<E: OpenEnum> Clone for FlagSet<E> {
    fn clone(&self) -> Self {
        Self(self.0.iter().map(super::copy_member).collect())
    }
}

impl<E: OpenEnum> PartialEq for FlagSet<E> {
    fn eq(&self, other: &Self) -> bool {
        in_any_order(self, other)
    }
}

impl<E: OpenEnum> Eq for FlagSet<E> {}

impl<E: OpenEnum> fmt::Debug for FlagSet<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<E: OpenEnum> fmt::Display for FlagSet<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&Joined(self, E::type_info()), f)
    }
}

impl<E: OpenEnum> serde::Serialize for FlagSet<E> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<E: OpenEnum> From<&str> for FlagSet<E> {
    fn from(text: &str) -> Self {
        let mut set = Self::new();
        read_flags(E::type_info(), text, |member| set.add(E::from_member(member)));
        set.remove_repeated();
        set
    }
}

impl<E: OpenEnum> std::str::FromStr for FlagSet<E> {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self::from(text))
    }
}

impl<E: OpenEnum> FromIterator<E> for FlagSet<E> {
    fn from_iter<I: IntoIterator<Item = E>>(members: I) -> Self {
        let mut set = Self::new();
        set.extend(members);
        set
    }
}

impl<E: OpenEnum> Extend<E> for FlagSet<E> {
    fn extend<I: IntoIterator<Item = E>>(&mut self, members: I) {
        for member in members {
            if is_several(&member) { self.add_several(&member) } else { self.add(member) }
        }
        self.remove_repeated();
    }
}

impl<'a, E> IntoIterator for &'a FlagSet<E> {
    type Item = &'a E;
    type IntoIter = std::slice::Iter<'a, E>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<E> IntoIterator for FlagSet<E> {
    type Item = E;
    type IntoIter = std::vec::IntoIter<E>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// Prints members in their form on the wire: names separated by commas.
pub(crate) struct Joined<'a>(pub(crate) &'a dyn Members, pub(crate) EnumInfo);

impl fmt::Display for Joined<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for index in 0..self.0.len() {
            if index > 0 {
                f.write_str(",")?;
            }
            if let Some(member) = self.0.get(index) {
                f.write_str(member.text(self.1))?;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Joined<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
