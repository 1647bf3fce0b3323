//! The rules: every kind of change, with its verdict and remedy.
//!
//! The verdicts assume the generated crate: fields are `Option`s of `#[non_exhaustive]` structs, enums are open,
//! unknown types and members are kept. A value that is not of its declared type leaves its field empty, and is kept as
//! received: it fails to decode only in the module `strict`.

pub(crate) mod access;
pub(crate) mod annotations;
pub(crate) mod enums;
pub(crate) mod names;
pub(crate) mod operations;
pub(crate) mod properties;
pub(crate) mod service;
pub(crate) mod types;

use crate::rule::Rule;

/// All rules, grouped by kind of element.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    let lists = [
        types::TYPES,
        properties::PROPERTIES,
        enums::ENUMS,
        operations::OPERATIONS,
        service::SERVICE,
        annotations::ANNOTATIONS,
        names::NAMES,
        access::ACCESS,
    ];
    lists.into_iter().flatten().copied()
}

/// The rule with this id.
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn ids_are_unique_and_in_kebab_case() {
        let mut seen = BTreeSet::new();
        for rule in all() {
            assert!(seen.insert(rule.id), "{} twice", rule.id);
            let is_kebab = rule.id.split('-').all(|part| {
                !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
            });
            assert!(is_kebab, "{}", rule.id);
            assert!(rule.meaning.ends_with('.') && rule.remedy.ends_with('.'), "{}", rule.id);
        }
    }
}
