//! The folder `fuzz`: seeds, dictionaries, and the list of binaries.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

fn path(name: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz")).join(name)
}

/// The seeds of a target with their names, in order of their names.
pub(crate) fn seeds(target: &str) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(path("seeds").join(target)).unwrap();
    let mut seeds: Vec<_> = entries
        .map(|entry| {
            let entry = entry.unwrap();
            (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())
        })
        .collect();
    seeds.sort();
    assert!(seeds.len() >= 2, "{target} has {} seeds", seeds.len());
    seeds
}

/// The words of the dictionary of a target, in the form of libFuzzer: `"text"` in each line, with `\xNN` and `\"`.
pub(crate) fn dictionary(target: &str) -> Vec<Vec<u8>> {
    let text = fs::read_to_string(path("dictionaries").join(format!("{target}.dict"))).unwrap();
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let words: Vec<_> = lines.map(word).collect();
    assert!(words.len() > 5, "{target} has {} words", words.len());
    words
}

fn word(line: &str) -> Vec<u8> {
    let inner = line.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let mut rest = inner.unwrap_or_else(|| panic!("no word: {line}")).as_bytes();
    let mut word = Vec::new();
    while let [first, behind @ ..] = rest {
        rest = behind;
        match (first, behind) {
            (b'\\', [b'x', high, low, behind @ ..]) => {
                let digits = [*high, *low];
                word.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
                rest = behind;
            }
            (b'\\', [escaped @ (b'\\' | b'"'), behind @ ..]) => {
                word.push(*escaped);
                rest = behind;
            }
            (b'\\' | b'"', _) => panic!("libFuzzer does not take {line}"),
            _ => word.push(*first),
        }
    }
    word
}

/// The names of the binaries. Asserts that each binary has a file.
pub(crate) fn binaries() -> BTreeSet<String> {
    let manifest = fs::read_to_string(path("Cargo.toml")).unwrap();
    let names: BTreeSet<_> =
        manifest.split("[[bin]]").skip(1).map(|bin| bin.split('"').nth(1).unwrap().to_owned()).collect();
    for name in &names {
        let text = fs::read_to_string(path("fuzz_targets").join(format!("{name}.rs"))).unwrap();
        assert!(text.contains(&format!("fuzz_targets::{name}(data)")), "{name}: {text}");
    }
    names
}
