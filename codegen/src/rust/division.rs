//! The division of a long list among files, by the names of its elements.
//!
//! A list that is too long is cut at a fixed place of the alphabet, and so is each half that is still too long. The
//! places depend on no element. So an element that is added or removed changes only the file to which its name
//! belongs. If that file becomes too long, it is cut; no other file changes.

use std::ops::RangeInclusive;

use super::names;

/// The elements of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Share<T> {
    /// The place of the alphabet where the share begins, as a part of a module's name. Empty for the first
    /// share.
    pub(crate) from: String,
    /// The elements, in the order of the list.
    pub(crate) elements: Vec<T>,
}

/// Divides a list into shares of at most the given size. `measure` returns the name and the size of an element.
///
/// A share may be larger if it has a very long element, or several of one name.
pub(crate) fn divide<T>(
    elements: Vec<T>,
    most: usize,
    measure: impl Fn(&T) -> (String, usize),
) -> Vec<Share<T>> {
    let entries = elements.iter().enumerate().map(|(position, element)| {
        let (name, size) = measure(element);
        // One very long element is no reason for many cuts around it.
        let size = size.min(most.div_ceil(2));
        // Between two words, a space comes before all digits and letters.
        Entry { key: names::place(&name).replace('_', " ").into_bytes(), position, size }
    });
    let mut entries: Vec<_> = entries.collect();
    entries.sort_by(|a, b| a.key.cmp(&b.key));
    let mut ranges = Vec::new();
    cut(&entries, &Stretch::all_after(Vec::new()), String::new(), most, &mut ranges);
    let mut elements: Vec<_> = elements.into_iter().map(Some).collect();
    let shares = ranges.into_iter().map(|(from, entries)| {
        let mut positions: Vec<_> = entries.iter().map(|entry| entry.position).collect();
        positions.sort_unstable();
        let elements = positions.into_iter().filter_map(|position| elements.get_mut(position)?.take());
        Share { from, elements: elements.collect() }
    });
    shares.collect()
}

/// An element while the list is divided.
struct Entry {
    /// The name, in the form in which names are compared.
    key: Vec<u8>,
    position: usize,
    size: usize,
}

/// The end of a word.
const END_OF_WORD: u8 = b' ';

/// Names with one beginning, by the letter after it.
struct Stretch {
    beginning: Vec<u8>,
    /// The letters. Zero is the end of a name.
    letters: RangeInclusive<u8>,
}

impl Stretch {
    fn all_after(beginning: Vec<u8>) -> Self {
        Self { beginning, letters: 0..=b'z' }
    }

    fn letter(&self, entry: &Entry) -> u8 {
        let rest = entry.key.strip_prefix(self.beginning.as_slice());
        rest.and_then(<[u8]>::first).copied().unwrap_or_default()
    }

    /// The last letter of the first half, and the first letter of the second half. `None` if there is only one letter.
    ///
    /// Halves have equally many letters. Ends of words and digits belong to the first half, while there are letters.
    fn middle(&self) -> Option<(u8, u8)> {
        let (first, last) = (*self.letters.start(), *self.letters.end());
        for (start, before) in [(b'a', b'9'), (b'0', END_OF_WORD)] {
            if last < start {
                continue;
            }
            let from = first.max(start);
            return match last > from {
                true => {
                    let middle = from.midpoint(last);
                    Some((middle, middle + 1))
                }
                false => (first < start).then_some((before, start)),
            };
        }
        None
    }

    /// The only letter of a stretch without a middle.
    fn only(&self) -> u8 {
        // The end of a name is like the end of a word.
        (*self.letters.end()).max(END_OF_WORD)
    }
}

/// Cuts entries, which are in the order of their names, until each share is small enough.
fn cut<'e>(
    entries: &'e [Entry],
    stretch: &Stretch,
    from: String,
    most: usize,
    ranges: &mut Vec<(String, &'e [Entry])>,
) {
    let (Some(first), Some(last)) = (entries.first(), entries.last()) else { return };
    let size: usize = entries.iter().map(|entry| entry.size).sum();
    if size <= most || first.key == last.key {
        ranges.push((from, entries));
        return;
    }
    match stretch.middle() {
        Some((middle, next)) => {
            let end = entries.partition_point(|entry| stretch.letter(entry) <= middle);
            let (low, high) = entries.split_at(end);
            let place: String =
                stretch.beginning.iter().chain([&next]).map(|&letter| char::from(letter)).collect();
            let (lowest, highest) = stretch.letters.clone().into_inner();
            let half = |letters| Stretch { beginning: stretch.beginning.clone(), letters };
            // The beginning of a list keeps the name of the whole.
            let place = if low.is_empty() { from.clone() } else { place.replace(' ', "_") };
            cut(low, &half(lowest..=middle), from, most, ranges);
            cut(high, &half(next..=highest), place, most, ranges);
        }
        None => {
            let beginning = stretch.beginning.iter().copied().chain([stretch.only()]).collect();
            cut(entries, &Stretch::all_after(beginning), from, most, ranges);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Share, divide};

    fn expect(names: &[&str], most: usize, expected: &[(&str, &str)]) {
        let shares = divide(names.to_vec(), most, |name| ((*name).to_owned(), 1)).into_iter();
        let shares: Vec<_> = shares.map(|share| (share.from, share.elements.join(" "))).collect();
        let expected = expected.iter().map(|&(from, names)| (from.to_owned(), names.to_owned()));
        assert_eq!(shares, expected.collect::<Vec<_>>());
    }

    #[test]
    fn a_short_list_is_one_share_in_its_order() {
        expect(&["b", "z", "a"], 3, &[("", "b z a")]);
        expect(&[], 3, &[]);
    }

    #[test]
    fn a_long_list_is_cut_at_letters() {
        expect(&["b", "z", "a", "e"], 3, &[("", "b a e"), ("n", "z")]);
        expect(&["b", "z", "a", "e"], 1, &[("", "a"), ("b", "b"), ("e", "e"), ("n", "z")]);
        // A name with another behind it is before all that go on with a digit or a letter.
        expect(&["ab", "a", "a1"], 1, &[("", "a"), ("a1", "a1"), ("ab", "ab")]);
    }

    #[test]
    fn a_common_beginning_is_a_part_of_the_place() {
        let names = ["windowsUpdate", "windowsPhone", "windows10", "windows", "windowsAlarm"];
        let expected = [
            ("", "windows windowsAlarm"),
            ("windows_n", "windowsUpdate windowsPhone"),
            ("windows1", "windows10"),
        ];
        expect(&names, 2, &expected);
    }

    #[test]
    fn a_very_long_element_stays_with_others() {
        let shares =
            divide(vec![("b", 1), ("a", 90), ("z", 1)], 10, |(name, size)| ((*name).to_owned(), *size));
        assert_eq!(shares.len(), 1);
    }

    #[test]
    fn elements_of_one_name_stay_together() {
        expect(&["a", "b", "a", "a"], 2, &[("", "a a a"), ("b", "b")]);
    }

    /// The next number of a sequence that looks random.
    fn next(state: &mut u64) -> usize {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(*state >> 40).unwrap()
    }

    const WORDS: [&str; 20] = [
        "access",
        "android",
        "app",
        "audit",
        "b2c",
        "call",
        "device",
        "mail",
        "managed",
        "policy",
        "print",
        "risk",
        "security",
        "status",
        "team",
        "user",
        "windows",
        "windows10",
        "work",
        "x",
    ];

    /// An element with a name and a size.
    fn element(state: &mut u64) -> (String, usize) {
        let words = (0..=next(state) % 4).map(|_| *WORDS.get(next(state) % WORDS.len()).unwrap());
        let name = words.collect::<Vec<_>>().join("_");
        (name, 1 + next(state) % 120)
    }

    /// Shares by their places.
    type Shares = BTreeMap<String, Vec<(String, usize)>>;

    fn shares(elements: &[(String, usize)]) -> Shares {
        let shares = divide(elements.to_vec(), MOST, |(name, size)| (name.clone(), *size));
        let count = shares.len();
        let shares: BTreeMap<_, _> =
            shares.into_iter().map(|Share { from, elements }| (from, elements)).collect();
        assert_eq!(shares.len(), count, "two shares begin at one place");
        shares
    }

    /// The shares that another division does not have.
    fn others<'s>(shares: &'s Shares, not_of: &Shares) -> Vec<&'s Vec<(String, usize)>> {
        shares.values().filter(|elements| !not_of.values().any(|others| others == *elements)).collect()
    }

    const MOST: usize = 1000;

    #[test]
    fn one_more_element_changes_only_the_share_that_it_belongs_to() {
        let mut cuts = 0;
        for seed in 0..20 {
            let mut state = seed;
            let mut elements: Vec<_> = (0..400).map(|_| element(&mut state)).collect();
            for _ in 0..40 {
                let new = element(&mut state);
                let before = shares(&elements);
                elements.insert(next(&mut state) % elements.len(), new.clone());
                let after = shares(&elements);
                // The new element may be a share by itself, at the place where the share behind it began. Then only the
                // name of that share changes.
                let mut old = others(&before, &after);
                assert!(old.len() <= 1, "{new:?}");
                let mut old: Vec<_> = old.pop().into_iter().flatten().chain([&new]).collect();
                let mut made: Vec<_> = others(&after, &before).into_iter().flatten().collect();
                old.sort();
                made.sort();
                assert_eq!(made, old);
                cuts += usize::from(after.len() > before.len());
            }
        }
        // 400 elements are some 24 shares: one in eight additions makes one more.
        assert!((1..120).contains(&cuts), "{cuts}");
    }

    #[test]
    fn shares_are_neither_long_nor_many() {
        let mut state = 7;
        let elements: Vec<_> = (0..2000).map(|_| element(&mut state)).collect();
        let shares = shares(&elements);
        let size = |elements: &[(String, usize)]| elements.iter().map(|(_, size)| size).sum::<usize>();
        for elements in shares.values() {
            let is_one_name =
                elements.iter().all(|(name, _)| Some(name) == elements.first().map(|(name, _)| name));
            assert!(is_one_name || size(elements) <= MOST);
        }
        assert!(shares.len() < 4 * size(&elements) / MOST, "{}", shares.len());
    }

    #[test]
    fn names_may_be_anything() {
        for name in ["", "_", "\u{e9}", "type", "ABC", &"a".repeat(300)] {
            let names = vec![name.to_owned(), format!("{name}x"), format!("{name}_y")];
            let shares = divide(names.clone(), 1, |name| (name.clone(), 1));
            assert_eq!(shares.iter().map(|share| share.elements.len()).sum::<usize>(), 3);
            assert!(
                shares
                    .iter()
                    .all(|share| share.from.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'))
            );
        }
    }
}
