//! Contradictions: annotations of one term with different values at one declaration. Published metadata has some.
//!
//! Contradicting annotations are ordered by their texts, so that their order in the file has no effect. Must not know
//! the meaning of terms; only [`report`] knows how some contradictions are decided.

mod full_names;
mod meaning;
mod report;

use super::names::Names;
use crate::document::Annotation;
use crate::model::{Annotations, Model, Type};
use crate::write;
pub use report::report;

/// Arranges the annotations that are written at declarations.
pub(super) fn arrange(names: &Names, model: &mut Model) {
    each_mut(model, &mut |list| {
        list.0.iter_mut().for_each(|annotation| settle(annotation, names));
        if !has_repeated(list) {
            return;
        }
        let written = std::mem::take(&mut list.0);
        for annotation in written {
            let place = place(&list.0, 0, &annotation).unwrap_or(list.0.len());
            list.0.insert(place, annotation);
        }
    });
}

/// Gives an annotation the full names of its term and of everything in its value. If one of its records has a property
/// twice, the properties of the record get an order that does not depend on the file.
pub(super) fn settle(annotation: &mut Annotation, names: &Names) {
    full_names::annotation(annotation, names);
    if let Some(value) = &mut annotation.value {
        meaning::settle(value);
    }
}

/// The position of a further annotation in a list. The first `fixed` annotations of the list keep their positions.
/// `None` if the list already has the same annotation.
pub(super) fn place(list: &[Annotation], fixed: usize, annotation: &Annotation) -> Option<usize> {
    let mut same = list.iter().enumerate().filter(|(_, other)| is_same_term(other, annotation)).peekable();
    if same.peek().is_none() {
        return Some(list.len());
    }
    let (text, meaning) = (write::annotation(annotation), meaning::text(annotation));
    let same: Vec<_> = same.collect();
    if same.iter().any(|(_, other)| meaning::text(other) == meaning) {
        return None;
    }
    let later = same.iter().find(|(index, other)| *index >= fixed && write::annotation(other) > text);
    Some(later.map_or(list.len(), |(index, _)| *index))
}

fn is_same_term(a: &Annotation, b: &Annotation) -> bool {
    a.term == b.term && a.qualifier == b.qualifier
}

/// Returns `true` if two annotations have the same term.
fn has_repeated(list: &Annotations) -> bool {
    let list = &list.0;
    list.iter().enumerate().any(|(index, annotation)| {
        list.get(..index).unwrap_or_default().iter().any(|other| is_same_term(other, annotation))
    })
}

/// Visits the annotations of every declaration, each with a function that makes the path of the declaration.
pub(super) fn each<'m>(model: &'m Model, visit: &mut dyn FnMut(&'m Annotations, &dyn Fn() -> String)) {
    for (_, ty) in model.types() {
        let name = ty.name();
        match ty {
            Type::Structured(ty) => {
                visit(&ty.annotations, &|| name.to_string());
                for property in &ty.properties {
                    visit(&property.annotations, &|| format!("{name}/{}", property.name));
                }
            }
            Type::Enum(ty) => {
                visit(&ty.annotations, &|| name.to_string());
                for member in &ty.members {
                    visit(&member.annotations, &|| format!("{name}/{}", member.name));
                }
            }
            Type::Definition(ty) => visit(&ty.annotations, &|| name.to_string()),
        }
    }
    for operation in &model.operations {
        let name = &operation.name;
        visit(&operation.annotations, &|| name.to_string());
        for parameter in operation.binding.iter().chain(&operation.parameters) {
            visit(&parameter.annotations, &|| format!("{name}/{}", parameter.name));
        }
        if let Some(result) = &operation.return_type {
            visit(&result.annotations, &|| format!("{name}/$ReturnType"));
        }
    }
    model.roots.iter().for_each(|root| visit(&root.annotations, &|| root.name.clone()));
    model.imports.iter().for_each(|import| visit(&import.annotations, &|| import.name.clone()));
    model.containers.iter().for_each(|it| visit(&it.annotations, &|| it.name.to_string()));
    model.terms.iter().for_each(|term| visit(&term.annotations, &|| term.name.to_string()));
}

/// Visits the annotations of every declaration.
fn each_mut(model: &mut Model, visit: &mut dyn FnMut(&mut Annotations)) {
    for ty in &mut model.types {
        match ty {
            Type::Structured(ty) => {
                visit(&mut ty.annotations);
                ty.properties.iter_mut().for_each(|property| visit(&mut property.annotations));
            }
            Type::Enum(ty) => {
                visit(&mut ty.annotations);
                ty.members.iter_mut().for_each(|member| visit(&mut member.annotations));
            }
            Type::Definition(ty) => visit(&mut ty.annotations),
        }
    }
    for operation in &mut model.operations {
        visit(&mut operation.annotations);
        let parameters = operation.binding.iter_mut().chain(&mut operation.parameters);
        parameters.for_each(|parameter| visit(&mut parameter.annotations));
        operation.return_type.iter_mut().for_each(|result| visit(&mut result.annotations));
    }
    model.roots.iter_mut().for_each(|root| visit(&mut root.annotations));
    model.imports.iter_mut().for_each(|import| visit(&mut import.annotations));
    model.containers.iter_mut().for_each(|container| visit(&mut container.annotations));
    model.terms.iter_mut().for_each(|term| visit(&mut term.annotations));
}
