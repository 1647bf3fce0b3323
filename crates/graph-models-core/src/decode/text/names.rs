//! The keys of one object, to find one that stands twice. A key takes a few bytes of memory, however many there are.

use std::borrow::Cow;

use super::cursor::Cursor;

/// The number of comparisons with keys before, up to which keys are compared one by one.
const FEW: usize = 1000;

/// Most objects have fewer keys, so that the list of their places is allocated once.
const USUAL_COUNT: usize = 8;

/// What is known of the keys of an object so far, without their texts.
#[derive(Default)]
pub(super) struct KnownNames {
    /// A bit for each key, which keys may share.
    bits: [u64; 4],
    /// The number of comparisons.
    compared: usize,
}

impl KnownNames {
    /// Adds a key, with the number of keys before. Returns `true` if it is to be compared with those, since it may be one
    /// of them.
    ///
    /// With very many keys, [`are_unique`] tells.
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

    /// Returns `true` if every key was compared with those that it may be equal to.
    pub(super) fn has_compared_all(&self) -> bool {
        self.compared <= FEW
    }
}

/// Returns `true` if a name is none of those at these places of a text.
#[cold]
pub(super) fn is_new(name: &str, mut places: impl Iterator<Item = usize>, text: &str) -> bool {
    places.all(|before| name_at(text, before) != name)
}

/// Returns `true` if no two names at these places of a text are equal.
#[cold]
pub(super) fn are_unique(mut places: Vec<usize>, text: &str) -> bool {
    places.sort_unstable_by(|a, b| name_at(text, *a).cmp(&name_at(text, *b)));
    let mut pairs = places.iter().zip(places.iter().skip(1));
    pairs.all(|(a, b)| name_at(text, *a) != name_at(text, *b))
}

/// The key at a place. It was read before, so that nothing is wrong with it.
fn name_at(text: &str, place: usize) -> Cow<'_, str> {
    Cursor::inside(text, place, 0, 0).marked_string().unwrap_or_default()
}

/// The keys of an object so far.
#[derive(Default)]
pub(super) struct Names {
    known: KnownNames,
    /// The places of the keys in the text.
    places: Vec<usize>,
}

impl Names {
    /// Adds a key, which stands at that place of the text. Returns `false` if it stands there already.
    ///
    /// With very many keys, [`are_unique`](Self::are_unique) tells.
    pub(super) fn add(&mut self, name: &str, place: usize, text: &str) -> bool {
        let may_have = self.known.may_have(name, self.places.len());
        let is_new = !may_have || is_new(name, self.places.iter().copied(), text);
        if self.places.is_empty() {
            self.places.reserve(USUAL_COUNT);
        }
        self.places.push(place);
        is_new
    }

    /// Returns `true` if no key stands twice.
    #[inline]
    pub(super) fn are_unique(self, text: &str) -> bool {
        self.known.has_compared_all() || are_unique(self.places, text)
    }
}
