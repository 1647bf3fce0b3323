//! Annotations out of line: each is added to the annotations of its target.

use std::collections::BTreeMap;

use super::names::{Names, schemas};
use super::{contradictions, limits};
use crate::diagnostic::{Diagnostic, Diagnostics, Kind};
use crate::document::{Annotation, Document};
use crate::limits::MOST_ANNOTATIONS;
use crate::model::{Annotations, Model, Type};
use crate::source::FileId;

/// Attaches every annotation out of line to its target.
///
/// Targets that do not exist give one note for all documents, since published metadata has such targets. An
/// annotation that repeats another one is not attached. An annotation that contradicts another one is placed behind
/// it.
pub(super) fn attach(
    documents: &[Document],
    names: &Names,
    model: &mut Model,
    diagnostics: &mut Diagnostics,
) {
    let groups = schemas(documents).flat_map(|schema| &schema.annotations);
    let groups: Vec<_> =
        groups.map(|group| (expand(&group.target.value, group.target.place.file, names), group)).collect();
    let mut targets = Targets::index(groups.iter().map(|(target, _)| target.as_str()), model);
    let mut loose: Vec<(String, Annotation)> = Vec::new();
    let mut dangling: Vec<&crate::document::Annotations> = Vec::new();
    for (target, group) in &groups {
        let positions = targets.find(target);
        if positions.is_empty() {
            dangling.push(group);
        }
        for annotation in &group.annotations {
            let mut annotation = annotation.clone();
            annotation.qualifier = annotation.qualifier.or_else(|| group.qualifier.clone());
            contradictions::settle(&mut annotation, names);
            if targets.are_full(&positions) {
                diagnostics.push(limits::too_many_annotations(target, annotation.place));
                break;
            }
            if !targets.join(&positions, &annotation) {
                loose.push((target.clone(), annotation));
            }
        }
    }
    if let Some(first) = dangling.first() {
        diagnostics.push(
            Diagnostic::note(format!("{} annotation targets do not exist in this metadata", dangling.len()))
                .kind(Kind::DanglingAnnotations)
                .at(first.target.place, "the first of them"),
        );
    }
    model.loose = loose;
}

/// A target with full names: the aliases in its first name and in its parameter types are replaced.
fn expand(target: &str, file: FileId, names: &Names) -> String {
    let (path, rest) = match target.split_once('(') {
        Some((path, rest)) => (path, Some(rest)),
        None => (target, None),
    };
    let (name, member) = match path.split_once('/') {
        Some((name, member)) => (name, Some(member)),
        None => (path, None),
    };
    let mut expanded = names.expand(name, file);
    if let Some(member) = member {
        expanded.push('/');
        expanded.push_str(member);
    }
    if let Some(rest) = rest {
        expanded.push('(');
        // Types are compared without the spaces between them.
        let rest = names.expand_words(rest, file);
        expanded.extend(rest.chars().filter(|character| !character.is_whitespace()));
    }
    expanded
}

/// The annotated declarations by their paths. A path may lead to several declarations: the name of an operation
/// alone stands for all its overloads.
struct Targets<'t, 'a> {
    lists: Vec<&'a mut Annotations>,
    /// For each list, the number of annotations at the declaration itself.
    inline: Vec<usize>,
    by_path: BTreeMap<&'t str, Vec<usize>>,
}

impl<'t, 'a> Targets<'t, 'a> {
    /// Finds the wanted targets among all declarations that can be annotated.
    fn index(wanted: impl Iterator<Item = &'t str>, model: &'a mut Model) -> Self {
        let operation_paths: Vec<_> =
            model.operations.iter().map(|operation| paths_of(model, operation)).collect();
        let container = model.container.as_ref().map(ToString::to_string).unwrap_or_default();
        let by_path = wanted.map(|target| (target, Vec::new())).collect();
        let mut targets = Self { lists: Vec::new(), inline: Vec::new(), by_path };
        for ty in &mut model.types {
            let name = ty.name().to_string();
            match ty {
                Type::Structured(ty) => {
                    for property in &mut ty.properties {
                        targets.add(format!("{name}/{}", property.name), &mut property.annotations);
                    }
                    targets.add(name, &mut ty.annotations);
                }
                Type::Enum(ty) => {
                    for member in &mut ty.members {
                        targets.add(format!("{name}/{}", member.name), &mut member.annotations);
                    }
                    targets.add(name, &mut ty.annotations);
                }
                Type::Definition(ty) => targets.add(name, &mut ty.annotations),
            }
        }
        for (operation, paths) in model.operations.iter_mut().zip(operation_paths) {
            if let Some(result) = &mut operation.return_type {
                let all: Vec<_> = paths.iter().map(|path| format!("{path}/$ReturnType")).collect();
                targets.add_all(all, &mut result.annotations);
            }
            let parameters = operation.binding.iter_mut().chain(&mut operation.parameters);
            for parameter in parameters {
                let all: Vec<_> = paths.iter().map(|path| format!("{path}/{}", parameter.name)).collect();
                targets.add_all(all, &mut parameter.annotations);
            }
            targets.add_all(paths, &mut operation.annotations);
        }
        for root in &mut model.roots {
            targets.add(format!("{container}/{}", root.name), &mut root.annotations);
        }
        for import in &mut model.imports {
            targets.add(format!("{container}/{}", import.name), &mut import.annotations);
        }
        for container in &mut model.containers {
            targets.add(container.name.to_string(), &mut container.annotations);
        }
        for term in &mut model.terms {
            targets.add(term.name.to_string(), &mut term.annotations);
        }
        targets
    }

    fn add(&mut self, path: String, list: &'a mut Annotations) {
        self.add_all([path], list);
    }

    fn add_all(&mut self, paths: impl IntoIterator<Item = String>, list: &'a mut Annotations) {
        let mut is_wanted = false;
        for path in paths {
            let Some(positions) = self.by_path.get_mut(path.as_str()) else { continue };
            is_wanted = true;
            if positions.last() != Some(&self.lists.len()) {
                positions.push(self.lists.len());
            }
        }
        if is_wanted {
            self.inline.push(list.0.len());
            self.lists.push(list);
        }
    }

    fn find(&self, path: &str) -> Vec<usize> {
        self.by_path.get(path).cloned().unwrap_or_default()
    }

    /// Returns `true` if one of the targets has as many annotations as a declaration may have.
    fn are_full(&self, positions: &[usize]) -> bool {
        let lists = positions.iter().filter_map(|&position| self.lists.get(position));
        lists.into_iter().any(|list| list.0.len() >= MOST_ANNOTATIONS)
    }

    /// Adds an annotation to each target that does not have the same one. Returns `true` if it was added to at least
    /// one target.
    fn join(&mut self, positions: &[usize], annotation: &Annotation) -> bool {
        let mut joined = false;
        for &position in positions {
            let inline = self.inline.get(position).copied().unwrap_or_default();
            let Some(list) = self.lists.get_mut(position) else { continue };
            if let Some(place) = contradictions::place(&list.0, inline, annotation) {
                list.0.insert(place, annotation.clone());
                joined = true;
            }
        }
        joined
    }
}

/// The paths that target an operation: one overload by its parameter types, or all overloads by the name alone.
fn paths_of(model: &Model, operation: &crate::model::Operation) -> Vec<String> {
    let parameters = operation.binding.iter().chain(&operation.parameters);
    let types: Vec<_> = parameters.map(|parameter| model.type_text(&parameter.ty)).collect();
    vec![
        format!("{}({})", operation.name, types.join(",")),
        operation.identity(model).replace(' ', ""),
        operation.name.to_string(),
    ]
}
