//! Types: added, removed and renamed ones, and changes of all others.

mod enums;
pub(crate) mod hierarchy;
pub(crate) mod nesting;
mod properties;
mod relations;
mod structured;

use crate::compare::{annotations, facets};

use crate::compare::annotations::Carrier;
use crate::compare::context::{Context, Subject};
use crate::finding::Finding;
use crate::pairing::renames::Likeness;
use crate::rules::enums as enum_rules;
use crate::rules::types as rules;
use crate::text;
use crate::verdict::{Bump, Impact};
use csdl::model::{Model, Type, TypeDefinition, TypeId};
use graph_models_codegen::graph::{bases_above, is_hierarchy, subtypes};
use graph_models_codegen::rust::names::camel;

pub(crate) fn compare(context: &mut Context<'_>) {
    let pairs = context.pairs;
    for &id in &pairs.removed {
        removed(context, id);
    }
    for &id in &pairs.added {
        added(context, id);
    }
    for &(was, is, likeness) in &pairs.both {
        renamed(context, was, is, likeness);
        both(context, was, is);
    }
}

fn removed(context: &mut Context<'_>, id: TypeId) {
    let model = context.old;
    let ty = model.ty(id);
    let rule = match ty {
        Type::Enum(_) => &enum_rules::ENUM_REMOVED,
        Type::Definition(_) => &rules::TYPE_DEFINITION_REMOVED,
        Type::Structured(_) => {
            match bases_above(id, model).next().filter(|&base| context.became(base).is_some()) {
                Some(_) => &rules::DERIVED_TYPE_REMOVED,
                None => &rules::TYPE_REMOVED,
            }
        }
    };
    let name = ty.name().to_string();
    let finding = Finding::new(rule, &name).old(text::ty(model, ty), ty.place()).covering(text::members(ty));
    let finding = context.soften(finding, ty.annotations());
    context.push_of_type(finding, &name);
}

fn added(context: &mut Context<'_>, id: TypeId) {
    let model = context.new;
    let ty = model.ty(id);
    let rule = match ty {
        Type::Enum(_) => &enum_rules::ENUM_ADDED,
        Type::Definition(_) => &rules::TYPE_DEFINITION_ADDED,
        Type::Structured(_) => {
            // A base between the two may also be new.
            match bases_above(id, model).any(|base| context.pairs.old_of(base).is_some()) {
                true => &rules::DERIVED_TYPE_ADDED,
                false => &rules::TYPE_ADDED,
            }
        }
    };
    let name = ty.name().to_string();
    let mut finding = Finding::new(rule, &name).new_value(text::ty(model, ty), ty.place());
    if rule.id == rules::DERIVED_TYPE_ADDED.id
        && !hierarchy::is_below_hierarchy(model, id, |base| context.pairs.old_of(base).is_some())
    {
        finding = hierarchy::is_read_by_struct(finding);
    } else if rule.id == rules::DERIVED_TYPE_ADDED.id && model.structured(id).is_some_and(|ty| ty.is_abstract)
    {
        finding = finding.reader(Impact::Safe).remark("abstract: values are of the types derived from it");
    }
    context.push_of_type(finding.covering(text::members(ty)), &name);
}

fn renamed(context: &mut Context<'_>, was: TypeId, is: TypeId, likeness: Likeness) {
    let (old, new) = (context.old.ty(was), context.new.ty(is));
    let rule = match likeness {
        Likeness::Name => return,
        Likeness::Casing => &rules::TYPE_CASING_CHANGED,
        Likeness::Namespace => &rules::TYPE_MOVED_NAMESPACE,
        Likeness::Members => &rules::TYPE_RENAMED,
    };
    let mut finding = Finding::new(rule, old.name().to_string())
        .old(old.name().to_string(), old.place())
        .new_value(new.name().to_string(), new.place())
        .covering([text::members(old), text::members(new), vec![new.name().to_string()]].concat());
    let is_same_rust = camel(&old.name().name) == camel(&new.name().name);
    if likeness == Likeness::Casing && is_same_rust {
        finding = finding.rust(Bump::None).remark("the Rust name is the same");
    }
    let is_polymorphic = |model: &Model, id| {
        let is_base = || is_hierarchy(id, model) || !subtypes(id, model).is_empty();
        bases_above(id, model).next().is_some() || is_base()
    };
    if matches!(old, Type::Enum(_) | Type::Definition(_)) {
        finding = finding.reader(Impact::Safe).writer(Impact::Safe);
        finding = finding.remark("the name of an enumeration is not on the wire, but in function parameters");
    } else if is_polymorphic(context.old, was) || is_polymorphic(context.new, is) {
        finding = finding.reader(Impact::Breaking).remark("`@odata.type` tells it from its siblings");
    }
    context.push_of_type(finding, &new.name().to_string());
}

fn both(context: &mut Context<'_>, was: TypeId, is: TypeId) {
    let (old, new) = (context.old.ty(was), context.new.ty(is));
    let name = new.name().to_string();
    let subject = Subject { path: &name, owner: &name, old_place: old.place(), new_place: new.place() };
    match (old, new) {
        (Type::Structured(old), Type::Structured(new)) => {
            structured::compare(context, subject, (was, old), (is, new));
        }
        (Type::Enum(old), Type::Enum(new)) => enums::compare(context, subject, old, new),
        (Type::Definition(old), Type::Definition(new)) => definition(context, subject, old, new),
        _ => {
            let finding = subject.finding(
                &rules::TYPE_KIND_CHANGED,
                text::ty(context.old, old),
                text::ty(context.new, new),
            );
            let covers = [text::members(old), text::members(new)].concat();
            context.push_of_type(finding.covering(covers), &name);
        }
    }
    annotations::compare(context, subject, old.annotations(), new.annotations(), Carrier::Other);
}

fn definition(context: &mut Context<'_>, subject: Subject<'_>, old: &TypeDefinition, new: &TypeDefinition) {
    if old.underlying != new.underlying {
        let finding = subject.finding(
            &rules::TYPE_DEFINITION_UNDERLYING_CHANGED,
            old.underlying.name(),
            new.underlying.name(),
        );
        context.push_of_type(finding, subject.owner);
    }
    let (before, after) = ((old.underlying.name(), &old.facets), (new.underlying.name(), &new.facets));
    facets::compare(context, subject, before, after);
}
