//! `Org.OData.Core.V1.Revisions`: changes to announcements of removals.

use crate::compare::annotations::difference::Difference;
use crate::compare::context::Context;
use crate::date::Date;
use crate::deprecation::deprecation;
use crate::finding::Finding;
use crate::rules::annotations as rules;

/// The findings for changed revisions.
pub(crate) fn findings(context: &Context<'_>, difference: &Difference<'_>) -> Vec<Finding> {
    let old = difference.old.and_then(deprecation);
    let new = difference.new.and_then(deprecation);
    let rule = match (old, new) {
        (None, Some(_)) => &rules::ANN_REVISIONS_DEPRECATED_ADDED,
        (Some(_), None) => &rules::ANN_REVISIONS_DEPRECATED_REMOVED,
        (Some(old), Some(new)) if is_sooner(new.removal, old.removal) => &rules::ANN_REMOVAL_DATE_SHORTENED,
        _ => &rules::ANN_REVISIONS_CHANGED,
    };
    let mut findings = vec![difference.finding(rule)];
    let removal = new.and_then(|new| new.removal);
    let is_news = removal != old.and_then(|old| old.removal);
    if let (Some(removal), Some(today), true) = (removal, context.options.today, is_news)
        && removal <= today
    {
        let passed = difference.finding(&rules::ANN_REMOVAL_DATE_PASSED);
        findings.push(passed.remark(format!("{removal} is not after {today}")));
    }
    findings
}

fn is_sooner(new: Option<Date>, old: Option<Date>) -> bool {
    match (new, old) {
        (Some(new), Some(old)) => new < old,
        (Some(_), None) => true,
        (None, _) => false,
    }
}
