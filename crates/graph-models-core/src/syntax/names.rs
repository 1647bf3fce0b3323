//! Finds a duplicate key among the keys of one object. Each key takes a few bytes of memory.

use std::borrow::Cow;

use super::cursor::Cursor;

/// The number of comparisons after which keys are no longer compared one by one.
const FEW: usize = 1000;

/// The initial capacity of the list of positions. Most objects have fewer keys, so the list is allocated once.
const USUAL_COUNT: usize = 8;

/// A search for a duplicate key. It stores neither the keys nor their positions: the caller has the positions.
#[derive(Default)]
pub(super) struct KnownNames {
    /// A bit for the hash of each key. Several keys may have the same bit.
    bits: [u64; 4],
    /// The number of comparisons so far.
    compared: usize,
    /// A key occurs twice.
    has_twice: bool,
}

impl KnownNames {
    /// Adds a key; `before` are the positions in the text of the keys before it.
    #[inline]
    pub(super) fn add(&mut self, name: &str, before: impl ExactSizeIterator<Item = usize>, text: &str) {
        if self.may_have(name, before.len()) && !self.has_twice {
            self.has_twice = !is_new(name, before, text);
        }
    }

    /// Returns `true` if no key occurs twice; `all` are the positions of all keys.
    #[inline]
    pub(super) fn are_unique(&self, all: impl Iterator<Item = usize>, text: &str) -> bool {
        !self.has_twice && (self.compared <= FEW || are_unique(all.collect(), text))
    }

    /// Adds a key; `before` is the number of keys before it. Returns `true` if the key must be compared with those,
    /// because it may be a duplicate.
    ///
    /// After too many comparisons, the result is always `false`, and all keys are compared at the end.
    #[inline]
    fn may_have(&mut self, name: &str, before: usize) -> bool {
        let bytes = name.as_bytes();
        let [first, middle, last] = [0, bytes.len() / 2, bytes.len().saturating_sub(1)]
            .map(|place| bytes.get(place).copied().map_or(0, usize::from));
        let bit = (bytes.len() * 31 + first * 7 + middle * 13 + last * 5) % 256;
        let Some(bits) = self.bits.get_mut(bit / 64) else { return true };
        let is_set = *bits & (1 << (bit % 64)) != 0;
        *bits |= 1 << (bit % 64);
        let is_compared = is_set && self.compared <= FEW;
        if is_compared {
            self.compared += before;
        }
        is_compared
    }
}

/// Returns `true` if a name differs from all names at these positions of a text.
#[cold]
fn is_new(name: &str, mut places: impl Iterator<Item = usize>, text: &str) -> bool {
    places.all(|before| name_at(text, before) != name)
}

/// Returns `true` if no two names at these positions of a text are equal.
#[cold]
fn are_unique(mut places: Vec<usize>, text: &str) -> bool {
    places.sort_unstable_by(|a, b| name_at(text, *a).cmp(&name_at(text, *b)));
    let mut pairs = places.iter().zip(places.iter().skip(1));
    pairs.all(|(a, b)| name_at(text, *a) != name_at(text, *b))
}

/// Returns for each of `count` names whether it is the last of all equal ones. The name at an index is a parameter.
///
/// The work is that of sorting, so that it stays small for many equal names.
#[cold]
pub(crate) fn is_last<N: Ord>(count: usize, name: impl Fn(usize) -> N) -> Vec<bool> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|index| name(*index));
    let mut is_last = vec![true; count];
    for (earlier, later) in order.iter().zip(order.iter().skip(1)) {
        if let Some(is_last) = is_last.get_mut(*earlier) {
            *is_last = name(*earlier) != name(*later);
        }
    }
    is_last
}

/// Returns the key at a position. The key was checked before.
pub(super) fn name_at(text: &str, place: usize) -> Cow<'_, str> {
    Cursor::inside(text, place, 0, 0).marked_string().unwrap_or_default()
}

/// The keys of an object so far.
#[derive(Default)]
pub(crate) struct Names {
    known: KnownNames,
    /// The positions of the keys in the text.
    places: Vec<usize>,
}

impl Names {
    /// Adds a key at a position of the text.
    pub(crate) fn add(&mut self, name: &str, place: usize, text: &str) {
        self.known.add(name, self.places.iter().copied(), text);
        if self.places.is_empty() {
            self.places.reserve(USUAL_COUNT);
        }
        self.places.push(place);
    }

    /// Returns `true` if no key occurs twice.
    #[inline]
    pub(crate) fn are_unique(self, text: &str) -> bool {
        self.known.are_unique(self.places.into_iter(), text)
    }
}
