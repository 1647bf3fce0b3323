//! Finds a duplicate key among the keys of one object. Each key takes a few bytes of memory.

use std::borrow::Cow;

use super::cursor::Cursor;

/// The number of comparisons after which keys are no longer compared one by one.
const FEW: usize = 1000;

/// The initial capacity of the list of positions. Most objects have fewer keys, so the list is allocated once.
const USUAL_COUNT: usize = 8;

/// A filter over the keys of an object so far. It does not store their texts.
#[derive(Default)]
pub(super) struct KnownNames {
    /// A bit for the hash of each key. Several keys may have the same bit.
    bits: [u64; 4],
    /// The number of comparisons so far.
    compared: usize,
}

impl KnownNames {
    /// Adds a key; `before` is the number of keys before it. Returns `true` if the caller must compare the key with
    /// those, because the key may be a duplicate.
    ///
    /// After too many comparisons, the result is always `false`, and [`are_unique`] must be called at the end.
    #[inline]
    pub(super) fn may_have(&mut self, name: &str, before: usize) -> bool {
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

    /// Returns `true` if every key was compared with the keys that may be equal to it.
    pub(super) fn has_compared_all(&self) -> bool {
        self.compared <= FEW
    }
}

/// Returns `true` if a name differs from all names at these positions of a text.
#[cold]
pub(super) fn is_new(name: &str, mut places: impl Iterator<Item = usize>, text: &str) -> bool {
    places.all(|before| name_at(text, before) != name)
}

/// Returns `true` if no two names at these positions of a text are equal.
#[cold]
pub(super) fn are_unique(mut places: Vec<usize>, text: &str) -> bool {
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
    /// A key occurs twice.
    has_twice: bool,
}

impl Names {
    /// Adds a key at a position of the text.
    pub(crate) fn add(&mut self, name: &str, place: usize, text: &str) {
        if self.known.may_have(name, self.places.len()) && !self.has_twice {
            self.has_twice = !is_new(name, self.places.iter().copied(), text);
        }
        if self.places.is_empty() {
            self.places.reserve(USUAL_COUNT);
        }
        self.places.push(place);
    }

    /// Returns `true` if no key occurs twice.
    #[inline]
    pub(crate) fn are_unique(self, text: &str) -> bool {
        !self.has_twice && (self.known.has_compared_all() || are_unique(self.places, text))
    }
}
