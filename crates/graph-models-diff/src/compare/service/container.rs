//! The entity container: entity sets, singletons and imports. The name of the container is not part of any URL.

use crate::compare::annotations;

use crate::compare::annotations::Carrier;
use crate::compare::context::{Context, Subject};
use crate::finding::Finding;
use crate::input::scope::bound_property;
use crate::pairing::lists::{lists, match_keys};
use crate::rules::service as rules;
use crate::verdict::Impact;
use csdl::document::NavigationPropertyBinding;
use csdl::model::{Container, Import, Model, Root};
use csdl::source::Place;

pub(crate) fn compare(context: &mut Context<'_>) {
    containers(context);
    roots(context);
    imports(context);
}

fn containers(context: &mut Context<'_>) {
    let (old, new) = (context.old, context.new);
    let matched = lists(
        old.containers.iter().map(|container| (container.name.to_string(), container)),
        new.containers.iter().map(|container| (container.name.to_string(), container)),
    );
    for (name, container) in matched.removed {
        let finding = Finding::new(&rules::CONTAINER_REMOVED, name);
        context.push(finding.old("entity container", container.place));
    }
    for (name, container) in matched.added {
        let finding = Finding::new(&rules::CONTAINER_ADDED, name);
        context.push(finding.new_value("entity container", container.place));
    }
    for (before, after) in matched.both {
        let path = after.name.to_string();
        let subject = Subject { path: &path, owner: "", old_place: before.place, new_place: after.place };
        if before.extends != after.extends {
            let shown =
                |container: &Container| container.extends.clone().unwrap_or_else(|| "none".to_owned());
            context.push(subject.finding(&rules::CONTAINER_EXTENDS_CHANGED, shown(before), shown(after)));
        }
        annotations::compare(context, subject, &before.annotations, &after.annotations, Carrier::Other);
    }
}

fn path(model: &Model, name: &str) -> String {
    match &model.container {
        Some(container) => format!("{container}/{name}"),
        None => name.to_owned(),
    }
}

fn roots(context: &mut Context<'_>) {
    let (old, new) = (context.old, context.new);
    let mut matched = lists(
        old.roots.iter().map(|root| (root.name.as_str(), root)),
        new.roots.iter().map(|root| (root.name.as_str(), root)),
    );
    for (before, after) in std::mem::take(&mut matched.both) {
        both_roots(context, before, after);
    }
    for (before, after) in match_keys(&mut matched, |name, _| Some(name.to_ascii_lowercase())) {
        casing(context, (&before.name, before.place), (&after.name, after.place));
        both_roots(context, before, after);
    }
    for (name, root) in matched.removed {
        let rule = if root.is_collection { &rules::ENTITY_SET_REMOVED } else { &rules::SINGLETON_REMOVED };
        let finding = Finding::new(rule, path(old, name)).old(root_text(old, root), root.place);
        let finding = context.soften(finding, &root.annotations);
        context.push(finding);
    }
    for (name, root) in matched.added {
        let rule = if root.is_collection { &rules::ENTITY_SET_ADDED } else { &rules::SINGLETON_ADDED };
        context.push(Finding::new(rule, path(new, name)).new_value(root_text(new, root), root.place));
    }
}

fn root_text(model: &Model, root: &Root) -> String {
    let kind = if root.is_collection { "entity set" } else { "singleton" };
    format!("{kind} of {}", model.ty(root.ty).name())
}

fn casing(context: &mut Context<'_>, (old, old_place): (&str, Place), (new, new_place): (&str, Place)) {
    let finding = Finding::new(&rules::CONTAINER_NAME_CASING, path(context.old, old))
        .old(old, old_place)
        .new_value(new, new_place)
        .covering(vec![path(context.new, new)]);
    context.push(finding);
}

fn both_roots(context: &mut Context<'_>, old: &Root, new: &Root) {
    let path = path(context.new, &new.name);
    let subject = Subject { path: &path, owner: "", old_place: old.place, new_place: new.place };
    let (before, after) = (root_text(context.old, old), root_text(context.new, new));
    if old.is_collection != new.is_collection {
        context.push(subject.finding(&rules::ROOT_KIND_CHANGED, before, after));
    } else if context.became(old.ty) != Some(new.ty) {
        context.push(subject.finding(&rules::ROOT_TYPE_CHANGED, before, after));
    } else if before != after {
        context.push(subject.finding(&crate::rules::types::TYPE_REFERENCE_RENAMED, before, after));
    }
    bindings(context, subject, old, new);
    service_document(context, subject, old.include_in_service_document, new.include_in_service_document);
    annotations::compare(context, subject, &old.annotations, &new.annotations, Carrier::Other);
}

/// The bindings of an entity set or singleton, in order of their paths and targets.
fn by_path(root: &Root) -> impl Iterator<Item = (&str, &NavigationPropertyBinding)> {
    let mut bindings: Vec<_> = root.bindings.iter().map(|binding| (binding.path.as_str(), binding)).collect();
    bindings.sort_by_key(|&(path, binding)| (path, &binding.target, binding.place));
    bindings.into_iter()
}

fn bindings(context: &mut Context<'_>, subject: Subject<'_>, old: &Root, new: &Root) {
    let matched = lists(by_path(old), by_path(new));
    let rule = &rules::NAV_BINDING_CHANGED;
    let finding = |path: &str| Finding::new(rule, format!("{}/{path}", subject.path));
    for (before, after) in matched.both.iter().filter(|(before, after)| before.target != after.target) {
        let finding = finding(&after.path).old(&before.target, before.place);
        context.push(finding.new_value(&after.target, after.place));
    }
    for (path, before) in &matched.removed {
        let mut finding = finding(path).old(&before.target, before.place);
        finding.new = Some("none".to_owned());
        let is_gone = bound_property(context.new, new.ty, path).is_none();
        context.push(if is_gone { with_its_property(finding, "gone") } else { finding });
    }
    for (path, after) in &matched.added {
        let mut finding = finding(path).new_value(&after.target, after.place);
        finding.old = Some("none".to_owned());
        let is_new = bound_property(context.old, old.ty, path).is_none();
        context.push(if is_new { with_its_property(finding, "new") } else { finding });
    }
}

/// Makes the finding about a binding harmless if the binding was added or removed with its navigation property. No
/// program used the property before, or can use it now.
fn with_its_property(finding: Finding, what: &str) -> Finding {
    finding.writer(Impact::Safe).remark(format!("the navigation property is {what}"))
}

fn service_document(context: &mut Context<'_>, subject: Subject<'_>, old: Option<bool>, new: Option<bool>) {
    if old != new {
        let shown =
            |listed: Option<bool>| listed.map_or_else(|| "not given".to_owned(), |listed| listed.to_string());
        context.push(subject.finding(&rules::SERVICE_DOCUMENT_CHANGED, shown(old), shown(new)));
    }
}

fn imports(context: &mut Context<'_>) {
    let (old, new) = (context.old, context.new);
    let mut matched = lists(
        old.imports.iter().map(|import| (import.name.as_str(), import)),
        new.imports.iter().map(|import| (import.name.as_str(), import)),
    );
    for (before, after) in std::mem::take(&mut matched.both) {
        both_imports(context, before, after);
    }
    for (before, after) in match_keys(&mut matched, |name, _| Some(name.to_ascii_lowercase())) {
        casing(context, (&before.name, before.place), (&after.name, after.place));
        both_imports(context, before, after);
    }
    for (name, import) in matched.removed {
        let finding = Finding::new(&rules::IMPORT_REMOVED, path(old, name));
        context.push(finding.old(import_text(import), import.place));
    }
    for (name, import) in matched.added {
        let finding = Finding::new(&rules::IMPORT_ADDED, path(new, name));
        context.push(finding.new_value(import_text(import), import.place));
    }
}

fn import_text(import: &Import) -> String {
    format!("import of {} {}", import.kind, import.operation)
}

fn both_imports(context: &mut Context<'_>, old: &Import, new: &Import) {
    let path = path(context.new, &new.name);
    let subject = Subject { path: &path, owner: "", old_place: old.place, new_place: new.place };
    let (before, after) = (import_text(old), import_text(new));
    if before != after {
        context.push(subject.finding(&rules::IMPORT_CHANGED, before, after));
    }
    if old.entity_set != new.entity_set {
        let shown = |import: &Import| import.entity_set.clone().unwrap_or_else(|| "none".to_owned());
        context.push(subject.finding(&rules::IMPORT_ENTITY_SET_CHANGED, shown(old), shown(new)));
    }
    service_document(context, subject, old.include_in_service_document, new.include_in_service_document);
    annotations::compare(context, subject, &old.annotations, &new.annotations, Carrier::Other);
}
