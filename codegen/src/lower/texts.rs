//! Descriptions in the metadata, as plain text by CSDL name, for schemas and pages.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::kinds::kind;
use crate::rust::{Namespace, Text, TypePath, schemas};
use csdl::document::{Expression, PropertyValue};
use csdl::model::{Annotations, Property, Type};

/// The texts of all types in the slices, of inherited properties, and of the parameters of actions. `operations` has
/// the position of the operation of each request.
pub(super) fn collect(
    namespaces: &[Namespace],
    operations: &BTreeMap<TypePath, usize>,
    context: &Context<'_>,
) -> BTreeMap<String, Text> {
    let model = context.model;
    let mut texts = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for &id in &context.types {
        match model.ty(id) {
            Type::Structured(_) => {
                // Inherited properties are described at the type that declares them, whether or not it is in a slice.
                for (_, ty) in model.lineage(id).filter(|&(id, _)| seen.insert(id)) {
                    add(&ty.name.to_string(), &ty.annotations, &mut texts);
                    // A property whose type is outside of the slices has no field.
                    let is_field = |property: &&Property| kind(property.ty.target, context).is_some();
                    for property in ty.properties.iter().filter(is_field) {
                        add(&format!("{}/{}", ty.name, property.name), &property.annotations, &mut texts);
                    }
                }
            }
            Type::Enum(ty) => {
                add(&ty.name.to_string(), &ty.annotations, &mut texts);
                for member in &ty.members {
                    add(&format!("{}/{}", ty.name, member.name), &member.annotations, &mut texts);
                }
            }
            Type::Definition(ty) => add(&ty.name.to_string(), &ty.annotations, &mut texts),
        }
    }
    // Schemas of parameters have Rust names, since overloads share one CSDL name.
    for (name, request) in schemas::parameters(namespaces) {
        let operation = operations.get(&request.path).and_then(|&index| model.operations.get(index));
        for parameter in operation.iter().flat_map(|operation| &operation.parameters) {
            add(&format!("{name}/{}", parameter.name), &parameter.annotations, &mut texts);
        }
    }
    texts
}

fn add(name: &str, annotations: &Annotations, texts: &mut BTreeMap<String, Text>) {
    if texts.contains_key(name) {
        return;
    }
    let text = plain(annotations);
    let is_deprecated = is_deprecated(annotations);
    if !text.is_empty() || is_deprecated {
        texts.insert(name.to_owned(), Text { text, is_deprecated });
    }
}

/// The description and long description of a declaration, in one line of plain text.
pub(super) fn plain(annotations: &Annotations) -> String {
    let parts = annotations.description().into_iter().chain(annotations.long_description());
    parts.map(fold).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Folds white space, and removes marks that change the direction of text, since the compiler rejects them.
fn fold(text: &str) -> String {
    let shown: String = text
        .chars()
        .filter(|mark| !matches!(mark, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns true if a revision deprecates the declaration (`Org.OData.Core.V1.Revisions`).
fn is_deprecated(annotations: &Annotations) -> bool {
    let revisions = annotations.find("Org.OData.Core.V1.Revisions");
    let Some(Expression::Collection(revisions)) = revisions.and_then(|found| found.value.as_ref()) else {
        return false;
    };
    revisions.iter().any(|revision| match revision {
        Expression::Record(record) => record.properties.iter().any(says_deprecated),
        _ => false,
    })
}

fn says_deprecated(property: &PropertyValue) -> bool {
    property.property == "Kind"
        && property.value.iter().flat_map(Expression::enum_members).any(|member| member == "Deprecated")
}
