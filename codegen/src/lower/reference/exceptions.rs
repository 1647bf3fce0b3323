//! Names of pages that do not follow the rule, from the file `exceptions.txt`.

use std::collections::BTreeMap;

/// The name of each page by the rule, and its name in the reference.
#[derive(Debug, Default)]
pub(super) struct Exceptions<'a> {
    exact: BTreeMap<&'a str, Option<&'a str>>,
    /// Replacements for the beginning of a name.
    beginnings: BTreeMap<&'a str, Option<&'a str>>,
}

impl Exceptions<'static> {
    /// The known exceptions.
    pub(super) fn known() -> Self {
        Self::read(include_str!("exceptions.txt"))
    }
}

impl<'a> Exceptions<'a> {
    /// Reads lines of two names. Comments and empty lines are skipped.
    fn read(text: &'a str) -> Self {
        let mut exceptions = Self::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let Some((by_rule, name)) = line.split_once(' ') else { continue };
            let name = (name != "-").then_some(name);
            match by_rule.strip_suffix('*') {
                Some(beginning) => {
                    exceptions.beginnings.insert(beginning, name.map(|name| name.trim_end_matches('*')))
                }
                None => exceptions.exact.insert(by_rule, name),
            };
        }
        exceptions
    }

    /// The name of a page in the reference. `None` if the reference has no such page.
    pub(super) fn name(&self, by_rule: &str) -> Option<String> {
        match self.exact.get(by_rule) {
            Some(name) => name.map(str::to_owned),
            None => self.by_beginning(by_rule),
        }
    }

    /// The name by the longest known beginning, or else by the rule.
    fn by_beginning(&self, by_rule: &str) -> Option<String> {
        let mut ends = (1..=by_rule.len()).rev().filter_map(|end| by_rule.split_at_checked(end));
        let known = ends.find_map(|(beginning, rest)| Some((self.beginnings.get(beginning)?, rest)));
        match known {
            Some((name, rest)) => name.map(|name| format!("{name}{rest}")),
            None => Some(by_rule.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Exceptions;

    #[test]
    fn an_exact_name_goes_before_the_longest_beginning() {
        let exceptions = Exceptions::read("# why\n\na* b*\nab* *\nabc c\nabd -\nx-* -\n");
        let name = |by_rule: &str| exceptions.name(by_rule);
        assert_eq!(name("ax").as_deref(), Some("bx"));
        assert_eq!(name("abx").as_deref(), Some("x"));
        assert_eq!(name("abc").as_deref(), Some("c"));
        assert_eq!(name("abd"), None);
        assert_eq!(name("x-get"), None);
        assert_eq!(name("y-get").as_deref(), Some("y-get"));
        assert_eq!(name(""), Some(String::new()));
    }

    #[test]
    fn every_line_says_something() {
        let text = include_str!("exceptions.txt");
        let lines: Vec<_> = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        let exceptions = Exceptions::known();
        assert_eq!(exceptions.exact.len() + exceptions.beginnings.len(), lines.len(), "a name stands twice");
        for line in lines {
            let (by_rule, name) = line.split_once(' ').unwrap_or_default();
            assert_eq!(by_rule.ends_with('*') && name != "-", name.ends_with('*'), "{line}");
            let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_/".contains(c);
            for name in [by_rule, name] {
                assert!(name.trim_end_matches('*').chars().all(is_name), "{line}");
            }
            // Without the line, the page would get another name.
            let without = match by_rule.strip_suffix('*') {
                None => exceptions.by_beginning(by_rule),
                Some(beginning) => {
                    let shorter = beginning.split_at_checked(beginning.len() - 1).unwrap_or_default();
                    exceptions.by_beginning(shorter.0).map(|name| name + shorter.1)
                }
            };
            assert_ne!(without.as_deref(), Some(name.trim_end_matches('*')), "{line}");
        }
    }
}
