//! Changes at random, of the kinds that fuzzers make.

use std::ops::Range;

use fastrand::Rng;

/// The longest input, in bytes.
const LONGEST: usize = 1 << 16;

/// A seed with some changes.
pub(crate) fn changed(seeds: &[Vec<u8>], words: &[Vec<u8>], random: &mut Rng) -> Vec<u8> {
    let mut text = seeds[random.usize(..seeds.len())].clone();
    // Most inputs get one change, since several changes seldom leave a valid input.
    loop {
        change(&mut text, seeds, words, random);
        text.truncate(LONGEST);
        if random.u8(..3) != 0 {
            return text;
        }
    }
}

fn change(text: &mut Vec<u8>, seeds: &[Vec<u8>], words: &[Vec<u8>], random: &mut Rng) {
    let at = random.usize(..=text.len());
    let range = range(text.len(), random);
    let word = &words[random.usize(..words.len())];
    match random.u8(..16) {
        0 if at < text.len() => text[at] ^= 1 << random.u8(..8),
        1 if at < text.len() => text[at] = random.u8(..),
        0..=3 => drop(text.splice(at..at, word.iter().copied())),
        4 => drop(text.splice(range, word.iter().copied())),
        5 => drop(text.drain(range)),
        6 => {
            let copy = text[range].to_vec();
            text.splice(at..at, copy);
        }
        7 => {
            let end = at.min(range.start);
            let part = text[range].to_vec();
            text.splice(end..end, part);
        }
        8 => {
            let other = &seeds[random.usize(..seeds.len())];
            text.truncate(at);
            text.extend_from_slice(&other[random.usize(..=other.len())..]);
        }
        9 => text.extend_from_slice(&seeds[random.usize(..seeds.len())]),
        // Replaces a word of the text by another word of the text. This makes equal names, and references to existing
        // declarations.
        _ => {
            let (from, to) = (word_at(text, random), word_at(text, random));
            let copy = text[from].to_vec();
            text.splice(to, copy);
        }
    }
}

/// A part of the text, most often a short one.
fn range(length: usize, random: &mut Rng) -> Range<usize> {
    let start = random.usize(..=length);
    let most = if random.u8(..4) == 0 { length - start } else { (length - start).min(16) };
    start..start + random.usize(..=most)
}

/// The range of letters and digits around a place.
fn word_at(text: &[u8], random: &mut Rng) -> Range<usize> {
    let at = random.usize(..=text.len());
    let is_inside = |byte: &&u8| byte.is_ascii_alphanumeric();
    let start = at - text[..at].iter().rev().take_while(is_inside).count();
    start..at + text[at..].iter().take_while(is_inside).count()
}
