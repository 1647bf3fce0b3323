//! The keys of one object, to find one that stands twice. A key takes a few bytes of memory, however many there are.

use std::borrow::Cow;

use super::cursor::Cursor;

/// The number of comparisons with keys before, up to which keys are compared one by one.
const FEW: usize = 1000;

/// Most objects have fewer keys, so that the list of their places is allocated once.
const USUAL_COUNT: usize = 8;

/// The keys of an object so far.
#[derive(Default)]
pub(super) struct Names {
    /// A bit for each key, which keys may share.
    bits: [u64; 4],
    /// The places of the keys in the text.
    places: Vec<usize>,
    /// The number of comparisons.
    compared: usize,
}

impl Names {
    /// Adds a key, which stands at that place of the text. Returns `false` if it stands there already.
    ///
    /// With very many keys, [`are_unique`](Self::are_unique) tells.
    pub(super) fn add(&mut self, name: &str, place: usize, text: &str) -> bool {
        let bytes = name.as_bytes();
        let [first, middle, last] = [0, bytes.len() / 2, bytes.len().saturating_sub(1)]
            .map(|place| bytes.get(place).copied().map_or(0, usize::from));
        let bit = (bytes.len() * 31 + first * 7 + middle * 13 + last * 5) % 256;
        let mut is_new = true;
        if let Some(bits) = self.bits.get_mut(bit / 64) {
            if *bits & (1 << (bit % 64)) != 0 && self.compared <= FEW {
                self.compared += self.places.len();
                is_new = self.places.iter().all(|before| name_at(text, *before) != name);
            }
            *bits |= 1 << (bit % 64);
        }
        if self.places.is_empty() {
            self.places.reserve(USUAL_COUNT);
        }
        self.places.push(place);
        is_new
    }

    /// Returns `true` if no key stands twice.
    pub(super) fn are_unique(mut self, text: &str) -> bool {
        if self.compared <= FEW {
            return true;
        }
        self.places.sort_unstable_by(|a, b| name_at(text, *a).cmp(&name_at(text, *b)));
        let mut pairs = self.places.iter().zip(self.places.iter().skip(1));
        pairs.all(|(a, b)| name_at(text, *a) != name_at(text, *b))
    }
}

/// The key at a place. It was read before, so that nothing is wrong with it.
fn name_at(text: &str, place: usize) -> Cow<'_, str> {
    Cursor::inside(text, place, 0, 0).marked_string().unwrap_or_default()
}
