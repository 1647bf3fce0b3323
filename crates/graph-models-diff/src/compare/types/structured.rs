//! Entity and complex types: base, flags, key, and their lists of properties.

use std::collections::BTreeMap;

use crate::compare::context::{Context, Subject};

use crate::compare::types::properties;
use crate::finding::Finding;
use crate::pairing::lists::{lists, match_keys, match_up};
use crate::pairing::renames::is_renamed_property;
use crate::pairing::users::Users;
use crate::rules::types as rules;
use crate::text;
use crate::verdict::{Bump, Impact};
use csdl::model::{KeyProperty, Model, Property, StructuredKind, StructuredType, TypeId};
use graph_models_codegen::graph::{bases_above, is_hierarchy, is_json};

type Declared<'a> = (TypeId, &'a StructuredType);

pub(crate) fn compare(
    context: &mut Context<'_>,
    subject: Subject<'_>,
    (was, old): Declared<'_>,
    (is, new): Declared<'_>,
) {
    if old.kind.is_entity() != new.kind.is_entity() {
        let (before, after) = (context.old.ty(was), context.new.ty(is));
        let finding = subject.finding(&rules::TYPE_KIND_CHANGED, text::kind(before), text::kind(after));
        context.push_of_type(finding, subject.owner);
    }
    let base_changed = base(context, subject, (was, old), (is, new));
    key(context, subject, (was, old), (is, new), base_changed);
    flags(context, subject, (was, old), (is, new));
    own_properties(context, subject, (was, old), (is, new));
}

/// Compares the bases, and the properties that are no longer or newly inherited. Returns `true` if the base changed.
fn base(
    context: &mut Context<'_>,
    subject: Subject<'_>,
    (was, old): Declared<'_>,
    (is, new): Declared<'_>,
) -> bool {
    let name = |model: &Model, base: Option<TypeId>| {
        base.map_or_else(|| "none".to_owned(), |base| model.ty(base).name().to_string())
    };
    let (before, after) = (name(context.old, old.base), name(context.new, new.base));
    let is_same = match (old.base, new.base) {
        (None, None) => true,
        (Some(was), Some(is)) => context.became(was) == Some(is),
        _ => false,
    };
    if is_same {
        if before != after {
            context.push(subject.finding(&rules::TYPE_REFERENCE_RENAMED, before, after));
        }
        return false;
    }
    let had: Vec<_> = inherited(context.old, was);
    let has: Vec<_> = inherited(context.new, is);
    let (before_all, after_all) = (by_name(context.old, was), by_name(context.new, is));
    let lost: Vec<_> = had.iter().filter(|(_, p)| !after_all.contains_key(p.name.as_str())).collect();
    let gained: Vec<_> = has.iter().filter(|(_, p)| !before_all.contains_key(p.name.as_str())).collect();
    // A type without a key loses nothing if its first base brings a key.
    let loses_key = !is_same_key(context, was, is) && !context.old.effective_key(was).is_empty();
    let loses = !lost.is_empty() || loses_key;
    let rule = if loses { &rules::BASE_TYPE_CHANGED_MEMBERS_LOST } else { &rules::BASE_TYPE_CHANGED };
    context.push_of_type(subject.finding(rule, before, after), subject.owner);
    for (owner, property) in lost {
        let from = format!("inherited from `{}` before", context.old.ty(*owner).name());
        properties::removed(context, subject, property, Some(from));
    }
    for (owner, property) in gained {
        let from = format!("inherited from `{}`", context.new.ty(*owner).name());
        properties::added(context, subject, property, Some(from));
    }
    // A property inherited from another type than before may differ.
    let by_inherited: BTreeMap<_, _> = has.iter().rev().map(|it| (it.1.name.as_str(), it)).collect();
    for (was_owner, before) in &had {
        let Some((is_owner, after)) = by_inherited.get(before.name.as_str()) else { continue };
        if context.became(*was_owner) != Some(*is_owner) {
            properties::compare(context, subject, (was, before), (is, after));
        }
    }
    true
}

/// The properties of a type by their names, own and inherited. If both exist, the own property counts.
fn by_name(model: &Model, id: TypeId) -> BTreeMap<&str, &Property> {
    let properties = model.effective_properties(id).into_iter();
    properties.map(|(_, property)| (property.name.as_str(), property)).collect()
}

/// Properties that the bases declare.
fn inherited(model: &Model, id: TypeId) -> Vec<(TypeId, &Property)> {
    let mut all = model.effective_properties(id);
    all.retain(|&(owner, _)| owner != id);
    all
}

fn is_same_key(context: &Context<'_>, was: TypeId, is: TypeId) -> bool {
    context.old.effective_key(was) == context.new.effective_key(is)
}

/// The finding for the first key of a type: no path contained a key before. Properties that clients could write are
/// read-only in a key.
fn first_key(context: &Context<'_>, finding: Finding, was: TypeId, is: TypeId) -> Finding {
    let had = |key: &KeyProperty| context.old.property_at(was, &key.path).is_some();
    let finding = finding.reader(Impact::Safe).writer(Impact::Safe).remark("the type had no key");
    if context.new.effective_key(is).iter().any(had) { finding } else { finding.rust(Bump::Minor) }
}

fn key(
    context: &mut Context<'_>,
    subject: Subject<'_>,
    (was, old): Declared<'_>,
    (is, new): Declared<'_>,
    base_changed: bool,
) {
    let shown = |key: &[KeyProperty]| {
        let one = |property: &KeyProperty| match &property.alias {
            Some(alias) => format!("{} as {alias}", property.path),
            None => property.path.clone(),
        };
        let all: Vec<_> = key.iter().map(one).collect();
        if all.is_empty() { "none".to_owned() } else { all.join(", ") }
    };
    let is_same = is_same_key(context, was, is);
    if !is_same && (base_changed || old.key != new.key) {
        let before = shown(context.old.effective_key(was));
        let after = shown(context.new.effective_key(is));
        let finding = subject.finding(&rules::KEY_CHANGED, before, after);
        context.push_of_type(
            if context.old.effective_key(was).is_empty() {
                first_key(context, finding, was, is)
            } else {
                finding
            },
            subject.owner,
        );
    } else if old.key != new.key && !base_changed {
        let finding = subject.finding(&rules::KEY_CHANGED, shown(&old.key), shown(&new.key));
        context.push(properties::harmless(finding, "the key that holds is the same"));
    }
}

fn flags(context: &mut Context<'_>, subject: Subject<'_>, (was, old): Declared<'_>, (is, new): Declared<'_>) {
    // A struct became an enum or the other way round, or a base gained or lost a variant.
    let is_base = is_hierarchy(was, context.old) || is_hierarchy(is, context.new);
    let has_base = |id: TypeId, model: &Model| bases_above(id, model).next().is_some();
    let is_variant = has_base(was, context.old) && has_base(is, context.new);
    let json = (is_json(was, context.old), is_json(is, context.new));
    let is_used = json.0 != json.1 && !Users::new(context.old).of(was).is_empty();
    let mut push = |finding: Finding| context.push_of_type(finding, subject.owner);
    match (old.is_abstract, new.is_abstract) {
        (false, true) => {
            let finding = subject.finding(&rules::ABSTRACT_BECAME_TRUE, "Abstract false", "Abstract true");
            push(if is_base || is_variant { finding } else { finding.rust(Bump::None) });
        }
        (true, false) => {
            let finding = subject.finding(&rules::ABSTRACT_BECAME_FALSE, "Abstract true", "Abstract false");
            push(match (is_base, is_variant) {
                (true, _) => finding,
                (false, true) => finding.rust(Bump::Minor),
                (false, false) => finding.rust(Bump::None),
            });
        }
        _ => {}
    }
    if old.declares_open != new.declares_open {
        let rule = if new.declares_open { &rules::OPEN_TYPE_ADDED } else { &rules::OPEN_TYPE_REMOVED };
        let shown = |ty: &StructuredType| format!("OpenType {}", ty.declares_open);
        let finding = subject.finding(rule, shown(old), shown(new));
        push(if old.is_open == new.is_open {
            properties::harmless(finding, "the base says the same")
        } else {
            finding
        });
    }
    let stream = |ty: &StructuredType| matches!(ty.kind, StructuredKind::Entity { has_stream: true });
    if stream(old) != stream(new) {
        let shown = |ty| format!("HasStream {}", stream(ty));
        let finding = subject.finding(&rules::HAS_STREAM_CHANGED, shown(old), shown(new));
        // A new stream adds requests.
        push(if stream(new) { finding.rust(Bump::Minor).writer(Impact::Safe) } else { finding });
    }
    match json {
        (true, false) => {
            let finding = subject.finding(&rules::JSON_TYPE_ENDED, "any JSON", "a struct");
            push(if is_used {
                finding
            } else {
                finding.writer(Impact::Safe).rust(Bump::Minor).remark("nothing held its values")
            });
        }
        (false, true) => {
            let finding = subject.finding(&rules::JSON_TYPE_BEGAN, "a struct", "any JSON");
            push(if is_used { finding } else { finding.writer(Impact::Safe) });
        }
        _ => {}
    }
}

fn own_properties(
    context: &mut Context<'_>,
    subject: Subject<'_>,
    (was, old): Declared<'_>,
    (is, new): Declared<'_>,
) {
    let mut matched = lists(
        old.properties.iter().map(|property| (property.name.as_str(), property)),
        new.properties.iter().map(|property| (property.name.as_str(), property)),
    );
    for (before, after) in matched.both {
        properties::compare(context, subject, (was, before), (is, after));
    }
    matched.both = Vec::new();
    // A property that a base declares on the other side has only moved.
    let (before_all, after_all) = match matched.removed.is_empty() && matched.added.is_empty() {
        true => Default::default(),
        false => (by_name(context.old, was), by_name(context.new, is)),
    };
    matched.removed.retain(|(name, before)| match after_all.get(*name) {
        None => true,
        Some(after) => {
            properties::moved_to_base(context, subject, before, after);
            properties::compare(context, subject, (was, before), (is, after));
            false
        }
    });
    matched.added.retain(|(name, after)| match before_all.get(*name) {
        None => true,
        Some(before) => {
            properties::moved_from_base(context, subject, before, after);
            properties::compare(context, subject, (was, before), (is, after));
            false
        }
    });
    for (before, after) in match_keys(&mut matched, |name, _| Some(name.to_ascii_lowercase())) {
        properties::renamed(context, subject, before, after, true);
        properties::compare(context, subject, (was, before), (is, after));
    }
    let is_renamed = |before: &Property, after: &Property| {
        let is_same = context.is_same_target(&before.ty, &after.ty)
            && before.ty.is_collection == after.ty.is_collection;
        is_renamed_property(before, after, is_same)
    };
    let renamed = match_up(&mut matched, |old, new| is_renamed(old.1, new.1));
    for (before, after) in renamed {
        properties::renamed(context, subject, before, after, false);
        properties::compare(context, subject, (was, before), (is, after));
    }
    for (_, property) in matched.removed {
        properties::removed(context, subject, property, None);
    }
    for (_, property) in matched.added {
        properties::added(context, subject, property, None);
    }
}
