//! The annotations that are kept: descriptions from our present files, and facts from the whole metadata.
//!
//! Must not know which declarations are kept.

use std::collections::BTreeMap;

use super::declarations;
use csdl::document::{Annotation, Document, Expression};
use csdl::model::{Model, Type};
use csdl::source::Place;

const DESCRIPTION: &str = "Org.OData.Core.V1.Description";
const LONG_DESCRIPTION: &str = "Org.OData.Core.V1.LongDescription";

/// Terms that describe the behaviour of a declaration by values and not by sentences.
const FACTS: [&str; 15] = [
    "Org.OData.Capabilities.V1.CountRestrictions",
    "Org.OData.Capabilities.V1.DeleteRestrictions",
    "Org.OData.Capabilities.V1.InsertRestrictions",
    "Org.OData.Capabilities.V1.NavigationRestrictions",
    "Org.OData.Capabilities.V1.ReadRestrictions",
    "Org.OData.Capabilities.V1.UpdateRestrictions",
    "Org.OData.Core.V1.AlternateKeys",
    "Org.OData.Core.V1.Computed",
    "Org.OData.Core.V1.ComputedDefaultValue",
    "Org.OData.Core.V1.Immutable",
    "Org.OData.Core.V1.IsMediaType",
    "Org.OData.Core.V1.IsURL",
    "Org.OData.Core.V1.OptionalParameter",
    "Org.OData.Core.V1.Permissions",
    "Org.OData.Core.V1.Revisions",
];

/// Properties of records that hold sentences.
const SENTENCES: [&str; 3] = ["CustomHeaders", "Description", "LongDescription"];

/// Removes the annotations of all declarations from the document, and returns them by the name of the declaration.
///
/// Annotations out of line are included for declarations that the model has.
pub(super) fn take(document: &mut Document, model: &Model) -> BTreeMap<String, Vec<Annotation>> {
    let attached = attached(model);
    let mut lists = BTreeMap::new();
    declarations::visit(document, &mut |declaration| {
        let list = attached.get(&declaration.place).copied().unwrap_or(declaration.annotations);
        lists.insert(declaration.name, list.to_vec());
    });
    lists
}

/// The annotations of every declaration of a model, by its place.
pub(super) fn attached(model: &Model) -> BTreeMap<Place, &[Annotation]> {
    let mut lists = BTreeMap::new();
    for (_, ty) in model.types() {
        match ty {
            Type::Structured(ty) => {
                lists.insert(ty.place, ty.annotations.as_slice());
                lists.extend(ty.properties.iter().map(|it| (it.place, it.annotations.as_slice())));
            }
            Type::Enum(ty) => {
                lists.insert(ty.place, ty.annotations.as_slice());
                lists.extend(ty.members.iter().map(|it| (it.place, it.annotations.as_slice())));
            }
            Type::Definition(ty) => {
                lists.insert(ty.place, ty.annotations.as_slice());
            }
        }
    }
    for operation in &model.operations {
        lists.insert(operation.place, operation.annotations.as_slice());
        let parameters = operation.binding.iter().chain(&operation.parameters);
        lists.extend(parameters.map(|it| (it.place, it.annotations.as_slice())));
    }
    lists.extend(model.roots.iter().map(|it| (it.place, it.annotations.as_slice())));
    lists
}

/// The descriptions among annotations.
pub(super) fn descriptions(annotations: &[Annotation]) -> Vec<Annotation> {
    annotations.iter().filter(|it| is_description(&it.term)).cloned().collect()
}

/// The facts among annotations, without any sentence inside them.
pub(super) fn facts(annotations: &[Annotation]) -> Vec<Annotation> {
    let facts = annotations.iter().filter(|it| FACTS.contains(&it.term.as_str())).cloned();
    facts
        .map(|mut fact| {
            fact.annotations.clear();
            fact.value.iter_mut().for_each(remove_sentences);
            fact
        })
        .collect()
}

/// The name of a declaration, and a name for each of its annotations.
pub(super) fn names(name: &str, annotations: &[Annotation]) -> Vec<String> {
    let mut names = vec![name.to_owned()];
    names.extend(annotations.iter().map(|it| match &it.qualifier {
        Some(qualifier) => format!("{name}@{}#{qualifier}", it.term),
        None => format!("{name}@{}", it.term),
    }));
    names
}

fn is_description(term: &str) -> bool {
    term == DESCRIPTION || term == LONG_DESCRIPTION
}

/// Removes annotations, and properties of records that hold a description.
fn remove_sentences(expression: &mut Expression) {
    match expression {
        Expression::Constant(..) | Expression::Path(..) | Expression::Null => {}
        Expression::Collection(items) => items.iter_mut().for_each(remove_sentences),
        Expression::Dynamic { operands, .. } => operands.iter_mut().for_each(remove_sentences),
        Expression::Record(record) => {
            record.annotations.clear();
            record.properties.retain(|it| !SENTENCES.contains(&it.property.as_str()));
            for property in &mut record.properties {
                property.annotations.clear();
                property.value.iter_mut().for_each(remove_sentences);
            }
        }
    }
}
