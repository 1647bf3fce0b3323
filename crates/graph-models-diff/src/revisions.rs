//! `Org.OData.Core.V1.Revisions`: what is announced to go, and when.

use super::Date;
use super::annotations::Difference;
use super::context::Context;
use super::finding::Finding;
use super::rules::annotations as rules;
use csdl::document::{Annotation, Expression, Record};
use csdl::model::Annotations;

const TERM: &str = "Org.OData.Core.V1.Revisions";

/// A deprecation, and the day of removal if it is given.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Deprecation {
    removal: Option<Date>,
}

/// The findings for a history that is told otherwise.
pub(super) fn findings(context: &Context<'_>, difference: &Difference<'_>) -> Vec<Finding> {
    let old = difference.old.and_then(deprecation);
    let new = difference.new.and_then(deprecation);
    let rule = match (old, new) {
        (None, Some(_)) => &rules::ANN_REVISIONS_DEPRECATED_ADDED,
        (Some(_), None) => &rules::ANN_REVISIONS_DEPRECATED_REMOVED,
        (Some(old), Some(new)) if is_sooner(new.removal, old.removal) => &rules::ANN_REMOVAL_DATE_SHORTENED,
        _ => &rules::ANN_REVISIONS_CHANGED,
    };
    let mut findings = vec![difference.finding(context, rule)];
    let removal = new.and_then(|new| new.removal);
    let is_news = removal != old.and_then(|old| old.removal);
    if let (Some(removal), Some(today), true) = (removal, context.options.today, is_news)
        && removal <= today
    {
        let passed = difference.finding(context, &rules::ANN_REMOVAL_DATE_PASSED);
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

/// The day an element is announced to go.
pub(super) fn removal_date(annotations: &Annotations) -> Option<Date> {
    annotations.find(TERM).and_then(deprecation)?.removal
}

/// The deprecation among the revisions, the earliest if there are several. Private previews concern nobody.
fn deprecation(annotation: &Annotation) -> Option<Deprecation> {
    let Some(Expression::Collection(items)) = &annotation.value else { return None };
    let records = items.iter().filter_map(|item| match item {
        Expression::Record(record) => Some(record),
        _ => None,
    });
    let deprecations = records.filter(|record| {
        let is_private = text(record, "Version").is_some_and(|version| version.contains("PrivatePreview"));
        text(record, "Kind").is_some_and(|kind| kind.ends_with("/Deprecated")) && !is_private
    });
    let dates: Vec<_> =
        deprecations.map(|record| text(record, "RemovalDate").and_then(Date::parse)).collect();
    if dates.is_empty() { None } else { Some(Deprecation { removal: dates.into_iter().flatten().min() }) }
}

fn text<'a>(record: &'a Record, name: &str) -> Option<&'a str> {
    let property = record.properties.iter().find(|property| property.property == name)?;
    match &property.value {
        Some(Expression::Constant(_, text)) => Some(text),
        _ => None,
    }
}
