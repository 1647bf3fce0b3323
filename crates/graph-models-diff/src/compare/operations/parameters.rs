//! Parameters of operations.

use crate::compare::{annotations, facets};

use crate::compare::annotations::Carrier;
use crate::compare::context::{Context, Subject, major_if};
use crate::finding::Finding;
use crate::pairing::lists::{lists, match_up};
use crate::pairing::renames::is_other_casing;
use crate::rules::operations as rules;
use crate::rules::properties as property_rules;
use crate::text;
use crate::verdict::{Bump, Impact};
use csdl::document::OperationKind;
use csdl::model::{Operation, Parameter};
use graph_models_codegen::rust::names::snake;

/// Compares binding parameters. A binding parameter is not sent.
pub(crate) fn binding(context: &mut Context<'_>, subject: Subject<'_>, old: &Parameter, new: &Parameter) {
    context.note_renamed(subject.path, &old.ty, &new.ty);
    let shown = |parameter: &Parameter| {
        let mut text = parameter.name.clone();
        if let Some(nullable) = parameter.nullable {
            text.push_str(&format!(", Nullable {nullable}"));
        }
        text::push_facets(&parameter.facets, &mut text);
        text
    };
    let path = format!("{}/{}", subject.path, new.name);
    let subject = Subject { path: &path, old_place: old.place, new_place: new.place, ..subject };
    let (before, after) = (shown(old), shown(new));
    if before != after {
        context.push(subject.finding(&rules::BINDING_PARAMETER_CHANGED, before, after));
    }
    annotations::compare(context, subject, &old.annotations, &new.annotations, Carrier::Other);
}

/// Compares all other parameters.
pub(crate) fn compare(context: &mut Context<'_>, subject: Subject<'_>, old: &Operation, new: &Operation) {
    let mut matched = lists(
        old.parameters.iter().map(|parameter| (parameter.name.as_str(), parameter)),
        new.parameters.iter().map(|parameter| (parameter.name.as_str(), parameter)),
    );
    reordered(context, subject, old, new, &matched.both);
    for (before, after) in std::mem::take(&mut matched.both) {
        both(context, subject, before, after, new.kind);
    }
    for (before, after) in match_up(&mut matched, |old, new| is_other_casing(old.0, new.0)) {
        let finding = Finding::new(&rules::ACTION_PARAM_CASING_CHANGED, path(subject, before))
            .old(&before.name, before.place)
            .new_value(&after.name, after.place)
            .covering(vec![path(subject, after)]);
        let is_same_rust = snake(&before.name) == snake(&after.name);
        context.push(if is_same_rust { finding.rust(Bump::None) } else { finding });
        both(context, subject, before, after, new.kind);
    }
    for (_, parameter) in matched.removed {
        let shown = text::parameter(context.old, parameter);
        let finding = Finding::new(&rules::ACTION_PARAM_REMOVED, path(subject, parameter));
        context.push(finding.old(shown, parameter.place));
    }
    for (_, parameter) in matched.added {
        let rule = if parameter.is_required() {
            &rules::ACTION_PARAM_ADDED_REQUIRED
        } else {
            &rules::ACTION_PARAM_ADDED_OPTIONAL
        };
        let shown = text::parameter(context.new, parameter);
        let finding = Finding::new(rule, path(subject, parameter)).new_value(shown, parameter.place);
        // A request without parameters has no struct for them.
        let is_first = new.kind == OperationKind::Action && old.parameters.is_empty();
        context.push(if is_first && !parameter.is_required() {
            finding.rust(Bump::Major).remark("the first parameter: `Parameters` of the request was `()`")
        } else {
            finding
        });
    }
}

fn path(subject: Subject<'_>, parameter: &Parameter) -> String {
    format!("{}/{}", subject.path, parameter.name)
}

/// Adds a finding if the shared parameters are in another order.
fn reordered(
    context: &mut Context<'_>,
    subject: Subject<'_>,
    old: &Operation,
    new: &Operation,
    both: &[(&Parameter, &Parameter)],
) {
    let after: Vec<_> = both.iter().map(|(_, after)| after.name.as_str()).collect();
    let before = old.parameters.iter().map(|parameter| parameter.name.as_str());
    let before: Vec<_> = before.filter(|name| after.contains(name)).collect();
    if before != after {
        let rule = match new.kind {
            OperationKind::Action => &rules::ACTION_PARAM_REORDERED,
            OperationKind::Function => &rules::FUNCTION_PARAM_REORDERED,
        };
        let finding = subject.finding(rule, before.join(", "), after.join(", "));
        let arguments = |operation: &Operation| {
            let required = operation.parameters.iter().filter(|parameter| parameter.is_required());
            let shared = required
                .map(|parameter| parameter.name.clone())
                .filter(|name| after.contains(&name.as_str()));
            shared.collect::<Vec<_>>()
        };
        let (was, is) = (arguments(old), arguments(new));
        // Added and removed parameters have findings of their own. Only the order is compared here.
        let is_same_set = was.iter().all(|name| is.contains(name)) && was.len() == is.len();
        let breaks_new = new.kind == OperationKind::Action && is_same_set && was != is;
        context.push(if breaks_new {
            finding.rust(Bump::Major).remark("the arguments of `new` stand in another order")
        } else {
            finding
        });
    }
}

fn both(
    context: &mut Context<'_>,
    subject: Subject<'_>,
    old: &Parameter,
    new: &Parameter,
    kind: OperationKind,
) {
    let path = path(subject, new);
    let subject = Subject { path: &path, old_place: old.place, new_place: new.place, ..subject };
    let is_action = kind == OperationKind::Action;
    if context.is_same_target(&old.ty, &new.ty) && old.ty.is_collection == new.ty.is_collection {
        context.note_renamed(&path, &old.ty, &new.ty);
    } else {
        let rule =
            if is_action { &rules::ACTION_PARAM_TYPE_CHANGED } else { &rules::FUNCTION_PARAM_TYPE_CHANGED };
        let (before, after) = (context.old.type_text(&old.ty), context.new.type_text(&new.ty));
        context.push(subject.finding(rule, before, after));
    }
    nullability(context, subject, old, new, is_action);
    facets::compare_uses(context, subject, (&old.ty, &old.facets), (&new.ty, &new.facets));
    let carrier = Carrier::Parameter { was_required: old.is_required(), is_required: new.is_required() };
    annotations::compare(context, subject, &old.annotations, &new.annotations, carrier);
}

fn nullability(
    context: &mut Context<'_>,
    subject: Subject<'_>,
    old: &Parameter,
    new: &Parameter,
    is_action: bool,
) {
    if old.nullable == new.nullable {
        return;
    }
    let (before, after) = (text::nullable(old.nullable), text::nullable(new.nullable));
    let is_nullable = new.nullable.unwrap_or(true);
    if old.nullable.unwrap_or(true) == is_nullable {
        context.push(subject.finding(&property_rules::NULLABLE_SPELLED_OUT, before, after));
        return;
    }
    let rule = if is_action {
        &rules::ACTION_PARAM_NULLABLE_CHANGED
    } else {
        &rules::FUNCTION_PARAM_NULLABLE_CHANGED
    };
    let mut finding = subject.finding(rule, before, after);
    if is_nullable {
        finding = finding.writer(Impact::Safe);
    }
    // For an action, `new` gains or loses an argument. For a function, the arguments stay the same.
    finding = finding.rust(major_if(is_action && old.is_required() != new.is_required()));
    context.push(finding);
}
