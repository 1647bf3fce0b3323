//! The rules: every kind of change there is, with what it means and what to do.
//!
//! The verdicts assume the crate as it is generated: fields are `Option`s of `#[non_exhaustive]` structs, enums
//! are open, unknown types and members are kept.

pub(super) mod access;
pub(super) mod annotations;
pub(super) mod enums;
pub(super) mod operations;
pub(super) mod properties;
pub(super) mod service;
pub(super) mod types;

use super::rule::Rule;

/// All rules, grouped by what they are about.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    let lists = [
        types::TYPES,
        properties::PROPERTIES,
        enums::ENUMS,
        operations::OPERATIONS,
        service::SERVICE,
        annotations::ANNOTATIONS,
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
