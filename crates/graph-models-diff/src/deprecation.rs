//! `Org.OData.Core.V1.Revisions`: the deprecation of an element, and the day of its removal.

use csdl::document::{Annotation, Expression, Record};
use csdl::model::Annotations;

use crate::date::Date;

const TERM: &str = "Org.OData.Core.V1.Revisions";

/// A deprecation, and the day of removal if it is given.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Deprecation {
    pub(crate) removal: Option<Date>,
}

/// The announced day of removal of an element.
pub(crate) fn removal_date(annotations: &Annotations) -> Option<Date> {
    annotations.find(TERM).and_then(deprecation)?.removal
}

/// The deprecation among the revisions, with the earliest date if there are several. Private previews do not count.
pub(crate) fn deprecation(annotation: &Annotation) -> Option<Deprecation> {
    let Some(Expression::Collection(items)) = &annotation.value else { return None };
    let records = items.iter().filter_map(|item| match item {
        Expression::Record(record) => Some(record),
        _ => None,
    });
    let deprecations = records.filter(|record| {
        let is_private = text(record, "Version").is_some_and(|version| version.contains("PrivatePreview"));
        let mut kinds = value(record, "Kind").into_iter().flat_map(Expression::enum_members);
        kinds.any(|kind| kind == "Deprecated") && !is_private
    });
    let dates: Vec<_> =
        deprecations.map(|record| text(record, "RemovalDate").and_then(Date::parse)).collect();
    if dates.is_empty() { None } else { Some(Deprecation { removal: dates.into_iter().flatten().min() }) }
}

fn text<'a>(record: &'a Record, name: &str) -> Option<&'a str> {
    match value(record, name)? {
        Expression::Constant(_, text) => Some(text),
        _ => None,
    }
}

fn value<'a>(record: &'a Record, name: &str) -> Option<&'a Expression> {
    record.properties.iter().find(|property| property.property == name)?.value.as_ref()
}
