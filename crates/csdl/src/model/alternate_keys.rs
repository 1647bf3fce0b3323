//! `Org.OData.Core.V1.AlternateKeys`: further ways to address an entity.

use super::{Annotations, KeyProperty};
use crate::document::{Annotation, Expression};

impl Annotations {
    /// `Org.OData.Core.V1.AlternateKeys`.
    pub fn alternate_keys(&self) -> Option<&Annotation> {
        self.find("Org.OData.Core.V1.AlternateKeys")
    }
}

impl Annotation {
    /// The alternate keys that the annotation declares, each with its properties. The term of the annotation is not
    /// considered.
    pub fn keys(&self) -> impl Iterator<Item = Vec<KeyProperty>> {
        let keys = self.value.iter().flat_map(items).filter_map(|key| property(key, "Key"));
        keys.map(|key| items(key).iter().filter_map(part).collect())
    }
}

fn part(reference: &Expression) -> Option<KeyProperty> {
    let path = text(property(reference, "Name")?)?;
    Some(KeyProperty { path, alias: property(reference, "Alias").and_then(text) })
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
