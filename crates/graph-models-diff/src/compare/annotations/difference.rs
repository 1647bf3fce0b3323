//! A changed annotation, its key, and its finding.

use csdl::document::Annotation;

use super::expression;
use crate::finding::Finding;
use crate::rule::Rule;
use crate::rules::annotations as rules;

/// The vocabulary of terms that any service may use.
pub(crate) const CORE: &str = "Org.OData.Core.V1.";

/// The key of an annotation: the term and the qualifier.
pub(crate) fn key(annotation: &Annotation) -> (&str, Option<&str>) {
    (&annotation.term, annotation.qualifier.as_deref())
}

pub(crate) fn rule_without_meaning(term: &str) -> &'static Rule {
    match term.strip_prefix(CORE) {
        Some("Description" | "LongDescription") => &rules::ANN_DESCRIPTION_CHANGED,
        _ => &rules::ANN_OTHER_CHANGED,
    }
}

/// An added, removed or changed annotation.
pub(crate) struct Difference<'a> {
    pub(crate) old: Option<&'a Annotation>,
    pub(crate) new: Option<&'a Annotation>,
    /// All annotations of this term and qualifier on the old side. Several such annotations contradict each other.
    pub(crate) olds: Vec<&'a Annotation>,
    pub(crate) news: Vec<&'a Annotation>,
    /// The path of the annotation.
    pub(crate) path: String,
}

impl Difference<'_> {
    /// The finding with both values.
    pub(crate) fn finding(&self, rule: &'static Rule) -> Finding {
        let mut finding = Finding::new(rule, &self.path);
        if let Some(old) = self.old {
            finding = finding.old(expression::annotation(old), old.place);
        }
        if let Some(new) = self.new {
            finding = finding.new_value(expression::annotation(new), new.place);
        }
        finding
    }

    /// The rule for a tag that now holds (`added`), or for a tag that no longer holds (`removed`).
    pub(crate) fn tag(&self, (added, removed): (&'static Rule, &'static Rule)) -> &'static Rule {
        let holds = |annotation: Option<&Annotation>| annotation.is_some_and(Annotation::is_true);
        match (holds(self.old), holds(self.new)) {
            (false, true) => added,
            (true, false) => removed,
            _ => &rules::ANN_OTHER_CHANGED,
        }
    }
}
