//! Bases: types that became or ceased to be tagged enums, and existing types that became or ceased to be variants.
//!
//! Added and removed types are reported elsewhere, with their bases.

use std::collections::BTreeSet;

use crate::compare::context::{Context, Subject};

use crate::finding::Finding;
use crate::rule::Rule;
use crate::rules::types as rules;
use crate::verdict::{Bump, Impact};
use csdl::model::{Model, TypeId};
use graph_models_codegen::graph::{bases_above, is_hierarchy};

pub(crate) fn compare(context: &mut Context<'_>) {
    let pairs = context.pairs;
    for &(was, is, _) in &pairs.both {
        shape(context, was, is);
        variant(context, was, is);
    }
}

/// Reports a struct that became an enum, or an enum that became a struct.
fn shape(context: &mut Context<'_>, was: TypeId, is: TypeId) {
    let (old, new) = (context.old.ty(was), context.new.ty(is));
    let name = new.name().to_string();
    let subject = Subject { path: &name, owner: &name, old_place: old.place(), new_place: new.place() };
    let rule = match (is_hierarchy(was, context.old), is_hierarchy(is, context.new)) {
        (false, true) => &rules::HIERARCHY_BEGAN,
        (true, false) => &rules::HIERARCHY_ENDED,
        _ => return,
    };
    let finding = subject.finding(rule, base_text(context.old, was), base_text(context.new, is));
    context.push_of_type(finding, &name);
}

/// A type as the base of others: `abstract base of a, b`.
fn base_text(model: &Model, id: TypeId) -> String {
    let is_abstract = model.structured(id).is_some_and(|ty| ty.is_abstract);
    let kind = if is_abstract { "abstract" } else { "concrete" };
    let derived = model.descendants(id);
    if derived.is_empty() {
        return format!("{kind}, without derived types");
    }
    format!("{kind} base of {}", names(model, &derived))
}

/// Returns `true` if a type is a variant of a tagged enum wherever one of its bases is used. Values of a concrete
/// base have the struct of the base, whatever their type.
pub(super) fn is_below_hierarchy(model: &Model, id: TypeId, is_known: impl Fn(TypeId) -> bool) -> bool {
    bases_above(id, model).any(|base| is_hierarchy(base, model) && is_known(base))
}

/// Makes a finding about a new variant milder for a base that is a struct.
pub(super) fn is_read_by_struct(finding: Finding) -> Finding {
    finding.reader(Impact::Safe).remark("the struct of its base reads it without loss")
}

/// Reports the hierarchies that a type and the types below it left or joined because its base changed.
fn variant(context: &mut Context<'_>, was: TypeId, is: TypeId) {
    let (Some(old), Some(new)) = (context.old.structured(was), context.new.structured(is)) else { return };
    let is_same = match (old.base, new.base) {
        (None, None) => true,
        (Some(was), Some(is)) => context.became(was) == Some(is),
        _ => false,
    };
    if is_same {
        return;
    }
    let had: BTreeSet<_> = bases_above(was, context.old).filter_map(|id| context.became(id)).collect();
    let has: BTreeSet<_> =
        bases_above(is, context.new).filter(|&id| context.pairs.old_of(id).is_some()).collect();
    for &base in had.difference(&has) {
        report(context, base, (was, is), &rules::HIERARCHY_LEFT);
    }
    for &base in has.difference(&had) {
        report(context, base, (was, is), &rules::HIERARCHY_JOINED);
    }
}

fn report(context: &mut Context<'_>, base: TypeId, (was, is): (TypeId, TypeId), rule: &'static Rule) {
    let (old, new) = (context.old, context.new);
    let base_name = new.ty(base).name().to_string();
    let variant = new.ty(is).name().to_string();
    let below = new.descendants(is).len();
    let with = match below {
        0 => variant,
        1 => format!("{variant} and the type derived from it"),
        _ => format!("{variant} and the {below} types derived from it"),
    };
    let mut finding = Finding::new(rule, &base_name);
    finding = if rule.id == rules::HIERARCHY_LEFT.id {
        finding.old(with, old.ty(was).place())
    } else {
        finding.new_value(with, new.ty(is).place())
    };
    finding.old_place = Some(old.ty(was).place());
    finding.new_place = Some(new.ty(is).place());
    // An abstract type is no variant.
    let is_concrete = |model: &Model, id| model.structured(id).is_some_and(|ty| !ty.is_abstract);
    let has_variant = std::iter::once(is).chain(new.descendants(is)).any(|id| is_concrete(new, id))
        || std::iter::once(was).chain(old.descendants(was)).any(|id| is_concrete(old, id));
    if !has_variant {
        finding = finding.rust(Bump::None).remark("abstract, and no variant");
    }
    if rule.id == rules::HIERARCHY_JOINED.id && !is_hierarchy(base, new) {
        finding = is_read_by_struct(finding);
    }
    context.push_of_type(finding, &base_name);
}

fn names(model: &Model, ids: &[TypeId]) -> String {
    let names: Vec<_> = ids.iter().map(|&id| model.ty(id).name().to_string()).collect();
    names.join(", ")
}
