//! Actions and functions: added and removed ones, and ones that are called in another way.

mod parameters;
mod results;

use std::collections::BTreeSet;

use crate::compare::annotations;

use crate::compare::annotations::Carrier;
use crate::compare::context::{Context, Subject};
use crate::finding::Finding;
use crate::pairing::lists::{Lists, lists, match_up};
use crate::pairing::renames::is_other_casing;
use crate::rule::Rule;
use crate::rules::operations as rules;
use crate::text;
use crate::verdict::{Bump, Impact};
use csdl::document::OperationKind;
use csdl::model::{Model, Operation, TypeUse};
use graph_models_codegen::rust::names::camel;

type Matched<'a> = Lists<'a, 'a, Operation, String>;

pub(crate) fn compare(context: &mut Context<'_>) {
    let (old, new) = (context.old, context.new);
    let mut matched: Matched<'_> = lists(
        old.operations.iter().map(|operation| (old_key(context, operation), operation)),
        new.operations.iter().map(|operation| (key(new, operation), operation)),
    );
    for (before, after) in std::mem::take(&mut matched.both) {
        both(context, before, after);
    }
    for (before, after) in called_otherwise(context, &mut matched) {
        both(context, before, after);
    }
    for (_, operation) in matched.removed {
        removed(context, operation);
    }
    let known: BTreeSet<_> = old.operations.iter().map(|operation| operation.name.to_string()).collect();
    for (_, operation) in matched.added {
        added(context, operation, &known);
    }
}

/// The key that identifies an operation on its side.
fn key(model: &Model, operation: &Operation) -> String {
    format!("{:?} {}", operation.kind, operation.identity(model))
}

/// The key of an old operation, with the new name of its binding type.
fn old_key(context: &Context<'_>, operation: &Operation) -> String {
    let renamed = operation.bound_to().and_then(|(was, _)| {
        let is = context.became(was)?;
        let (was, is) = (context.old.ty(was).name(), context.new.ty(is).name());
        (was != is).then(|| (was.to_string(), is.to_string()))
    });
    let key = key(context.old, operation);
    match renamed {
        Some((was, is)) => key.replacen(&was, &is, 1),
        None => key,
    }
}

/// Pairs operations that have another name, kind or binding now, and adds a finding for each.
fn called_otherwise<'a>(
    context: &mut Context<'a>,
    matched: &mut Matched<'a>,
) -> Vec<(&'a Operation, &'a Operation)> {
    let mut pairs = Vec::new();
    let by_casing = match_up(matched, |(_, old), (_, new)| {
        old.kind == new.kind
            && old.name.namespace == new.name.namespace
            && is_other_casing(&old.name.name, &new.name.name)
            && has_same_binding(context, old, new)
            && (old.kind == OperationKind::Action || names(old) == names(new))
    });
    for (old, new) in by_casing {
        report(context, &rules::OPERATION_CASING_CHANGED, old, new);
        pairs.push((old, new));
    }
    let by_kind = match_up(matched, |(_, old), (_, new)| {
        old.kind != new.kind && old.name == new.name && has_same_binding(context, old, new)
    });
    for (old, new) in by_kind {
        report(context, &rules::OPERATION_KIND_CHANGED, old, new);
        pairs.push((old, new));
    }
    let rule = |old: &Operation, new: &Operation| {
        let is_same = old.kind == new.kind && old.name == new.name && names(old) == names(new);
        is_same.then(|| binding_rule(context, old, new)).flatten()
    };
    let by_binding = match_up(matched, |(_, old), (_, new)| rule(old, new).is_some());
    let by_binding: Vec<_> = by_binding.into_iter().map(|(old, new)| (rule(old, new), old, new)).collect();
    for (rule, old, new) in by_binding {
        if let Some(rule) = rule {
            report(context, rule, old, new);
        }
        pairs.push((old, new));
    }
    pairs
}

fn has_same_binding(context: &Context<'_>, old: &Operation, new: &Operation) -> bool {
    match (&old.binding, &new.binding) {
        (None, None) => true,
        (Some(old), Some(new)) => is_same(context, &old.ty, &new.ty),
        _ => false,
    }
}

fn is_same(context: &Context<'_>, old: &TypeUse, new: &TypeUse) -> bool {
    context.is_same_target(old, new) && old.is_collection == new.is_collection
}

/// The rule for an operation of the same name that is bound in another way; `None` if it is another operation.
fn binding_rule(context: &Context<'_>, old: &Operation, new: &Operation) -> Option<&'static Rule> {
    let (before, after) = match (&old.binding, &new.binding) {
        (Some(before), Some(after)) => (&before.ty, &after.ty),
        _ => return Some(&rules::BOUND_CHANGED),
    };
    if context.is_same_target(before, after) {
        return Some(&rules::BINDING_COLLECTION_CHANGED);
    }
    if before.is_collection == after.is_collection {
        if context.is_widened(before, after) {
            return Some(&rules::BINDING_TYPE_WIDENED);
        }
        if context.is_narrowed(before, after) {
            return Some(&rules::BINDING_TYPE_NARROWED);
        }
    }
    let is_single =
        |model: &Model| model.operations.iter().filter(|other| other.name == new.name).count() == 1;
    (is_single(context.old) && is_single(context.new)).then_some(&rules::BINDING_TYPE_CHANGED)
}

fn report(context: &mut Context<'_>, rule: &'static Rule, old: &Operation, new: &Operation) {
    let shown = |model: &Model, operation: &Operation| {
        let (kind, name) = (operation.kind, &operation.name.name);
        match &operation.binding {
            Some(binding) => format!("{kind} {name} bound to {}", model.type_text(&binding.ty)),
            None => format!("unbound {kind} {name}"),
        }
    };
    let finding = Finding::new(rule, old.identity(context.old))
        .old(shown(context.old, old), old.place)
        .new_value(shown(context.new, new), new.place)
        .covering(vec![new.identity(context.new)]);
    let is_same_rust =
        rule.id == rules::OPERATION_CASING_CHANGED.id && camel(&old.name.name) == camel(&new.name.name);
    context.push(if is_same_rust { finding.rust(Bump::None) } else { finding });
}

fn names(operation: &Operation) -> BTreeSet<&str> {
    operation.parameters.iter().map(|parameter| parameter.name.as_str()).collect()
}

fn removed(context: &mut Context<'_>, operation: &Operation) {
    let rule = match operation.kind {
        OperationKind::Action => &rules::ACTION_REMOVED,
        OperationKind::Function => &rules::FUNCTION_REMOVED,
    };
    let finding = Finding::new(rule, operation.identity(context.old))
        .old(text::operation(context.old, operation), operation.place);
    let finding = context.soften(finding, &operation.annotations);
    context.push(finding);
}

fn added(context: &mut Context<'_>, operation: &Operation, known: &BTreeSet<String>) {
    let rule = match operation.kind {
        _ if known.contains(&operation.name.to_string()) => &rules::OVERLOAD_ADDED,
        OperationKind::Action => &rules::ACTION_ADDED,
        OperationKind::Function => &rules::FUNCTION_ADDED,
    };
    let finding = Finding::new(rule, operation.identity(context.new))
        .new_value(text::operation(context.new, operation), operation.place);
    context.push(finding);
}

fn both(context: &mut Context<'_>, old: &Operation, new: &Operation) {
    let path = new.identity(context.new);
    let subject = Subject { path: &path, owner: "", old_place: old.place, new_place: new.place };
    if let (Some(before), Some(after)) = (&old.binding, &new.binding) {
        parameters::binding(context, subject, before, after);
    }
    parameters::compare(context, subject, old, new);
    results::compare(context, subject, old.return_type.as_ref(), new.return_type.as_ref());
    if old.is_composable != new.is_composable {
        let shown = |is_composable| format!("IsComposable {is_composable}");
        let rule = &rules::FUNCTION_COMPOSABLE_CHANGED;
        let finding = subject.finding(rule, shown(old.is_composable), shown(new.is_composable));
        // Existing calls still work, but paths that continued after the function do not.
        context.push(if new.is_composable { finding.writer(Impact::Safe) } else { finding });
    }
    if old.entity_set_path != new.entity_set_path {
        let shown = |path: &Option<String>| path.clone().unwrap_or_else(|| "none".to_owned());
        let (before, after) = (shown(&old.entity_set_path), shown(&new.entity_set_path));
        context.push(subject.finding(&rules::ENTITY_SET_PATH_CHANGED, before, after));
    }
    annotations::compare(context, subject, &old.annotations, &new.annotations, Carrier::Other);
}
