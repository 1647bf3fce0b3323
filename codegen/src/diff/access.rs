//! What people write beside the metadata: scopes, roles, clouds, statuses, Rust names, what `Debug` hides.

use std::collections::BTreeSet;

use super::Side;
use super::context::{Context, major_if};
use super::finding::Finding;
use super::lists::lists;
use super::rule::Rule;
use super::rules::access as rules;
use crate::config::{OperationFacts, OperationScopes, Rename, Scopes};
use crate::source::{Place, Placed};

pub(super) fn compare(old: &Side<'_>, new: &Side<'_>, context: &mut Context<'_>) {
    scopes(&old.permissions.operations, &new.permissions.operations, context);
    facts(&old.overlay.operations, &new.overlay.operations, context);
    sensitive(&old.overlay.sensitive, &new.overlay.sensitive, context);
    names(&old.overlay.renames, &new.overlay.renames, context);
}

/// Delegated scopes or those of applications.
type ScopesOf = fn(&OperationScopes) -> &Scopes;

/// An operation, and where it was and is described.
struct Described {
    path: String,
    old: Option<Place>,
    new: Option<Place>,
}

impl Described {
    fn new(path: String, old: Option<&Placed<String>>, new: Option<&Placed<String>>) -> Self {
        Self { path, old: old.map(|name| name.place), new: new.map(|name| name.place) }
    }

    fn finding(&self, rule: &'static Rule, old: Option<String>, new: Option<String>) -> Finding {
        let mut finding = Finding::new(rule, &self.path);
        (finding.old, finding.new) = (old, new);
        (finding.old_place, finding.new_place) = (self.old, self.new);
        finding
    }

    /// One finding a text that is in one list only.
    fn compare(
        &self,
        context: &mut Context<'_>,
        (removed, added): (&'static Rule, &'static Rule),
        old: &BTreeSet<String>,
        new: &BTreeSet<String>,
    ) {
        for text in old.difference(new) {
            context.push(self.finding(removed, Some(text.clone()), None));
        }
        for text in new.difference(old) {
            context.push(self.finding(added, None, Some(text.clone())));
        }
    }
}

fn scopes(old: &[OperationScopes], new: &[OperationScopes], context: &mut Context<'_>) {
    let path = |entry: &OperationScopes| format!("{}({})", entry.name.value, entry.binding.value);
    let matched =
        lists(old.iter().map(|entry| (path(entry), entry)), new.iter().map(|entry| (path(entry), entry)));
    let both = matched.both.iter().map(|(old, new)| (path(new), Some(*old), Some(*new)));
    let removed = matched.removed.iter().map(|(path, old)| (path.clone(), Some(*old), None));
    let added = matched.added.iter().map(|(path, new)| (path.clone(), None, Some(*new)));
    for (path, old, new) in both.chain(removed).chain(added) {
        let described = Described::new(path, old.map(|entry| &entry.name), new.map(|entry| &entry.name));
        let none = Scopes::default();
        let kinds: [(&str, ScopesOf); 2] =
            [("delegated", |entry| &entry.delegated), ("application", |entry| &entry.application)];
        for (kind, scopes) in kinds {
            let (before, after) = (old.map_or(&none, scopes), new.map_or(&none, scopes));
            let all = |scopes: &Scopes| {
                let all = scopes.least.iter().chain(&scopes.higher);
                all.map(|scope| format!("{scope} ({kind})")).collect::<BTreeSet<_>>()
            };
            let rules = (&rules::SCOPE_REMOVED, &rules::SCOPE_ADDED);
            described.compare(context, rules, &all(before), &all(after));
            let least = |scopes: &Scopes| {
                let mut least = scopes.least.clone();
                least.sort();
                format!("{} ({kind})", if least.is_empty() { "none".to_owned() } else { least.join(", ") })
            };
            if old.is_some() && new.is_some() && least(before) != least(after) {
                let rule = &rules::SCOPE_LEAST_PRIVILEGE_CHANGED;
                context.push(described.finding(rule, Some(least(before)), Some(least(after))));
            }
        }
    }
}

fn facts(old: &[OperationFacts], new: &[OperationFacts], context: &mut Context<'_>) {
    let path = |entry: &OperationFacts| format!("{}({})", entry.name.value, entry.binding.value);
    let matched =
        lists(old.iter().map(|entry| (path(entry), entry)), new.iter().map(|entry| (path(entry), entry)));
    for (path, entry) in matched.removed {
        let described = Described::new(path, Some(&entry.name), None);
        let finding = described.finding(&rules::REQUEST_FACTS_REMOVED, Some(facts_text(entry)), None);
        context.push(finding.rust(major_if(entry.is_long_running)));
    }
    for (path, entry) in matched.added {
        let described = Described::new(path, None, Some(&entry.name));
        let finding = described.finding(&rules::REQUEST_FACTS_ADDED, None, Some(facts_text(entry)));
        context.push(finding.rust(major_if(entry.is_long_running)));
    }
    for (before, after) in matched.both {
        let described = Described::new(path(after), Some(&before.name), Some(&after.name));
        let set = |texts: &[String]| texts.iter().cloned().collect::<BTreeSet<_>>();
        let role_rules = (&rules::ROLE_REMOVED, &rules::ROLE_ADDED);
        described.compare(context, role_rules, &set(&before.roles), &set(&after.roles));
        let clouds = |entry: &OperationFacts| entry.clouds.iter().map(|cloud| cloud.value.clone()).collect();
        let cloud_rules = (&rules::CLOUD_REMOVED, &rules::CLOUD_ADDED);
        described.compare(context, cloud_rules, &clouds(before), &clouds(after));
        let mut differ = |rule, old: String, new: String| {
            if old != new {
                context.push(described.finding(rule, Some(old), Some(new)));
            }
        };
        differ(&rules::STATUS_CHANGED, statuses(before), statuses(after));
        let is_long = |entry: &OperationFacts| entry.is_long_running.to_string();
        differ(&rules::LONG_RUNNING_CHANGED, is_long(before), is_long(after));
        let page = |entry: &OperationFacts| entry.documentation.clone().unwrap_or_else(|| "none".to_owned());
        differ(&rules::REQUEST_DOCUMENTATION_CHANGED, page(before), page(after));
    }
}

fn statuses(entry: &OperationFacts) -> String {
    let statuses: BTreeSet<_> = entry.statuses.iter().map(u16::to_string).collect();
    statuses.into_iter().collect::<Vec<_>>().join(", ")
}

fn facts_text(entry: &OperationFacts) -> String {
    let clouds: Vec<_> = entry.clouds.iter().map(|cloud| cloud.value.as_str()).collect();
    format!("statuses {}; roles {}; clouds {}", statuses(entry), entry.roles.join(", "), clouds.join(", "))
}

fn sensitive(old: &[Placed<String>], new: &[Placed<String>], context: &mut Context<'_>) {
    let matched = lists(
        old.iter().map(|property| (property.value.as_str(), property)),
        new.iter().map(|property| (property.value.as_str(), property)),
    );
    for (path, property) in matched.removed {
        context.push(Finding::new(&rules::SENSITIVE_REMOVED, path).old("hidden", property.place));
    }
    for (path, property) in matched.added {
        context.push(Finding::new(&rules::SENSITIVE_ADDED, path).new_value("hidden", property.place));
    }
}

fn names(old: &[Rename], new: &[Rename], context: &mut Context<'_>) {
    let matched = lists(
        old.iter().map(|rename| (rename.target.value.as_str(), rename)),
        new.iter().map(|rename| (rename.target.value.as_str(), rename)),
    );
    let rule = &rules::RUST_NAME_CHANGED;
    for (path, rename) in matched.removed {
        context.push(Finding::new(rule, path).old(&rename.to.value, rename.to.place));
    }
    for (path, rename) in matched.added {
        context.push(Finding::new(rule, path).new_value(&rename.to.value, rename.to.place));
    }
    for (before, after) in matched.both {
        if before.to.value != after.to.value {
            let finding = Finding::new(rule, &after.target.value).old(&before.to.value, before.to.place);
            context.push(finding.new_value(&after.to.value, after.to.place));
        }
    }
}
