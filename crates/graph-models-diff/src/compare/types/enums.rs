//! Enumerations: members, their values, and the sentinel that hides the members after it.

use std::collections::BTreeSet;

use crate::compare::annotations;

use crate::compare::annotations::Carrier;
use crate::compare::context::{Context, Subject};
use crate::finding::Finding;
use crate::pairing::lists::{lists, match_keys};
use crate::rule::Rule;
use crate::rules::enums as rules;
use crate::verdict::{Bump, Impact};
use csdl::model::{EnumType, Member};
use graph_models_codegen::graph::SENTINEL;
use graph_models_codegen::rust::names::camel;

pub(crate) fn compare(context: &mut Context<'_>, subject: Subject<'_>, old: &EnumType, new: &EnumType) {
    match (old.is_flags, new.is_flags) {
        (false, true) => {
            let finding = subject.finding(&rules::ENUM_BECAME_FLAGS, "one member", "a set of members");
            context.push_of_type(finding, subject.owner);
        }
        (true, false) => {
            let finding = subject.finding(&rules::ENUM_BECAME_PLAIN, "a set of members", "one member");
            context.push_of_type(finding, subject.owner);
        }
        _ => {}
    }
    if old.underlying != new.underlying {
        let rule = &rules::ENUM_UNDERLYING_TYPE_CHANGED;
        context.push(subject.finding(rule, old.underlying.name(), new.underlying.name()));
    }
    members(context, subject, old, new);
}

fn members(context: &mut Context<'_>, subject: Subject<'_>, old: &EnumType, new: &EnumType) {
    let mut matched = lists(
        old.members.iter().map(|member| (member.name.as_str(), member)),
        new.members.iter().map(|member| (member.name.as_str(), member)),
    );
    let hidden = newly_hidden(&matched.both, old, new);
    let is_same_sentinel = sentinel(old) == sentinel(new);
    let hidden_names: BTreeSet<_> = hidden.iter().copied().collect();
    for (before, after) in std::mem::take(&mut matched.both) {
        let is_hidden = is_same_sentinel && hidden_names.contains(after.name.as_str());
        both(context, subject, before, after, (new.is_flags, is_hidden));
    }
    for (before, after) in match_keys(&mut matched, |name, _| Some(name.to_ascii_lowercase())) {
        renamed(context, subject, &rules::ENUM_MEMBER_CASING_CHANGED, before, after);
        both(context, subject, before, after, (new.is_flags, false));
    }
    // Values are not reused, so a member with the same value was renamed. The sentinel has no fixed value.
    let value_of = |name: &&str, member: &Member| (*name != SENTINEL).then_some(member.value);
    for (before, after) in match_keys(&mut matched, value_of) {
        renamed(context, subject, &rules::ENUM_MEMBER_RENAMED, before, after);
        both(context, subject, before, after, (new.is_flags, false));
    }
    for (name, member) in matched.removed {
        let rule = if name == SENTINEL { &rules::ENUM_SENTINEL_REMOVED } else { &rules::ENUM_MEMBER_REMOVED };
        let finding = Finding::new(rule, path(subject, member)).old(value(member), member.place);
        let finding = context.soften(finding, &member.annotations);
        context.push_of_type(finding, subject.owner);
    }
    let sentinel = sentinel(new);
    for (_, member) in matched.added {
        let rule = added_rule(member, sentinel);
        let mut finding = Finding::new(rule, path(subject, member)).new_value(value(member), member.place);
        if member.name == SENTINEL && !hidden.is_empty() {
            let remark = format!("hides members that were there: {}", hidden.join(", "));
            finding = finding.reader(Impact::Risk).writer(Impact::Risk).remark(remark);
        }
        context.push_of_type(finding, subject.owner);
    }
}

/// The names of members that were visible before and are behind the sentinel now.
fn newly_hidden<'n>(both: &[(&Member, &'n Member)], old: &EnumType, new: &EnumType) -> Vec<&'n str> {
    let (was, is) = (sentinel(old), sentinel(new));
    let hidden = both.iter().filter(|(before, after)| !is_hidden(before, was) && is_hidden(after, is));
    hidden.map(|(_, after)| after.name.as_str()).collect()
}

/// Returns `true` if the service shows a member only to clients that request it.
fn is_hidden(member: &Member, sentinel: Option<i64>) -> bool {
    sentinel.is_some_and(|sentinel| member.value > sentinel)
}

fn sentinel(ty: &EnumType) -> Option<i64> {
    ty.members.iter().find(|member| member.name == SENTINEL).map(|member| member.value)
}

fn added_rule(member: &Member, sentinel: Option<i64>) -> &'static Rule {
    match sentinel {
        _ if member.name == SENTINEL => &rules::ENUM_SENTINEL_ADDED,
        None => &rules::ENUM_MEMBER_ADDED_NO_SENTINEL,
        Some(sentinel) if member.value > sentinel => &rules::ENUM_MEMBER_ADDED_AFTER_SENTINEL,
        Some(_) => &rules::ENUM_MEMBER_ADDED_BEFORE_SENTINEL,
    }
}

fn renamed(context: &mut Context<'_>, subject: Subject<'_>, rule: &'static Rule, old: &Member, new: &Member) {
    let mut finding = Finding::new(rule, path(subject, old))
        .old(&old.name, old.place)
        .new_value(&new.name, new.place)
        .covering(vec![path(subject, new)]);
    if camel(&old.name) == camel(&new.name) {
        finding = finding.rust(Bump::None).remark("the Rust name is the same");
    }
    context.push_of_type(finding, subject.owner);
}

fn both(
    context: &mut Context<'_>,
    subject: Subject<'_>,
    old: &Member,
    new: &Member,
    (is_flags, is_hidden): (bool, bool),
) {
    let path = path(subject, new);
    let subject = Subject { path: &path, old_place: old.place, new_place: new.place, ..subject };
    if old.value != new.value {
        let rule = match new.name.as_str() {
            SENTINEL => &rules::ENUM_SENTINEL_MOVED,
            _ if is_flags => &rules::ENUM_FLAGS_VALUE_CHANGED,
            _ => &rules::ENUM_VALUE_CHANGED,
        };
        let mut finding = subject.finding(rule, value(old), value(new));
        if is_hidden {
            finding = finding.reader(Impact::Risk).writer(Impact::Risk).remark("hidden by the sentinel now");
        }
        context.push_of_type(finding, subject.owner);
    }
    annotations::compare(context, subject, &old.annotations, &new.annotations, Carrier::Other);
}

fn path(subject: Subject<'_>, member: &Member) -> String {
    format!("{}/{}", subject.path, member.name)
}

fn value(member: &Member) -> String {
    format!("value {}", member.value)
}
