//! `Org.OData.Core.V1.AlternateKeys`: further ways to address an entity.

use std::collections::BTreeSet;

use csdl::document::{Annotation, Expression};

/// Returns `true` if every alternate key of the old annotation is one of the new annotation.
pub(crate) fn are_kept(old: Option<&Annotation>, new: Option<&Annotation>) -> bool {
    keys(old).is_subset(&keys(new))
}

/// The alternate keys, each by the aliases and names of its properties.
fn keys(annotation: Option<&Annotation>) -> BTreeSet<Vec<(String, String)>> {
    let value = annotation.and_then(|annotation| annotation.value.as_ref());
    let keys = value.into_iter().flat_map(items).filter_map(|key| property(key, "Key"));
    keys.map(|key| items(key).iter().filter_map(part).collect()).collect()
}

/// A property of a key: the alias, and the name.
fn part(reference: &Expression) -> Option<(String, String)> {
    let name = text(property(reference, "Name")?)?;
    let alias = property(reference, "Alias").and_then(text).unwrap_or_else(|| name.clone());
    Some((alias, name))
}

fn items(expression: &Expression) -> &[Expression] {
    match expression {
        Expression::Collection(items) => items,
        _ => &[],
    }
}

fn property<'e>(expression: &'e Expression, name: &str) -> Option<&'e Expression> {
    let Expression::Record(record) = expression else { return None };
    record.properties.iter().find(|property| property.property == name)?.value.as_ref()
}

fn text(expression: &Expression) -> Option<String> {
    match expression {
        Expression::Constant(_, text) | Expression::Path(_, text) => Some(text.clone()),
        _ => None,
    }
}
