//! The files beside the metadata: scopes, roles, clouds, statuses, Rust names, and properties that `Debug` hides.

use std::collections::BTreeSet;

use crate::compare::{Findings, major_if};
use crate::finding::Finding;
use crate::input::Access;
use crate::pairing::lists::lists;
use crate::rule::Rule;
use crate::rules::access as rules;
use crate::verdict::Bump;
use csdl::model::{Model, PropertyKind};
use csdl::source::{Place, Placed};
use graph_models_codegen::input::{Facts, Overlay, Permissions, RequestScopes, Restriction, Scopes};
use graph_models_codegen::rust::WRITES;

pub(crate) fn compare(old: &Access<'_>, new: &Access<'_>, findings: &mut Findings<'_>) {
    scopes(old.permissions, new.permissions, findings);
    facts(old.overlay, new.overlay, findings);
    filters(old.overlay, new.overlay, findings);
    requirements(old.overlay, new.overlay, findings);
    restrictions(old, new, findings);
    properties(old, new, findings);
    texts(&names(old.overlay), &names(new.overlay), &rules::RUST_NAME_CHANGED, findings);
}

/// The number of scopes of all requests. A scope of several requests is counted for each of them.
pub(crate) fn scopes_of(side: &Access<'_>) -> usize {
    let of_permissions =
        side.permissions.iter().flat_map(|(_, _, scopes)| [&scopes.delegated, &scopes.application]);
    let of_overlay = described(side.overlay).into_iter();
    let of_overlay =
        of_overlay.flat_map(|(_, _, facts)| [facts.delegated.as_ref(), facts.application.as_ref()]);
    of_permissions.chain(of_overlay.flatten()).map(|scopes| scopes.least.len() + scopes.higher.len()).sum()
}

/// Selects the delegated scopes or the scopes of applications.
type ScopesOf = fn(&RequestScopes) -> &Scopes;

/// An operation, with the places of its old and new description.
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

    /// Adds a finding for each text that is in only one of the lists.
    fn compare(
        &self,
        findings: &mut Findings<'_>,
        (removed, added): (&'static Rule, &'static Rule),
        old: &BTreeSet<String>,
        new: &BTreeSet<String>,
    ) {
        for text in old.difference(new) {
            findings.push(self.finding(removed, Some(text.clone()), None));
        }
        for text in new.difference(old) {
            findings.push(self.finding(added, None, Some(text.clone())));
        }
    }
}

fn scopes(old: &Permissions, new: &Permissions, findings: &mut Findings<'_>) {
    // Requests are matched in their normalized form, and reported as written.
    let all = |permissions: &Permissions| -> Vec<(String, String, RequestScopes)> {
        let all = permissions.iter();
        let all = all.map(|(method, path, scopes)| {
            (format!("{method} {path}"), format!("{method} {}", scopes.path), scopes.clone())
        });
        all.collect()
    };
    let (old, new) = (all(old), all(new));
    let matched = lists(
        old.iter().map(|entry| (entry.0.as_str(), entry)),
        new.iter().map(|entry| (entry.0.as_str(), entry)),
    );
    let both = matched.both.iter().map(|(old, new)| (&new.1, Some(&old.2), Some(&new.2)));
    let removed = matched.removed.iter().map(|(_, old)| (&old.1, Some(&old.2), None));
    let added = matched.added.iter().map(|(_, new)| (&new.1, None, Some(&new.2)));
    for (path, old, new) in both.chain(removed).chain(added) {
        let described = Described::new(path.clone(), None, None);
        let none = Scopes::default();
        let kinds: [(&str, ScopesOf); 2] =
            [("delegated", |entry| &entry.delegated), ("application", |entry| &entry.application)];
        for (kind, scopes) in kinds {
            let (before, after) = (old.map_or(&none, scopes), new.map_or(&none, scopes));
            described.scopes(findings, kind, before, after, old.is_some() && new.is_some());
        }
    }
}

impl Described {
    fn scopes(
        &self,
        findings: &mut Findings<'_>,
        kind: &str,
        before: &Scopes,
        after: &Scopes,
        compare_least: bool,
    ) {
        let all = |scopes: &Scopes| {
            let all = scopes.least.iter().chain(&scopes.higher);
            all.map(|scope| format!("{scope} ({kind})")).collect::<BTreeSet<_>>()
        };
        self.compare(findings, (&rules::SCOPE_REMOVED, &rules::SCOPE_ADDED), &all(before), &all(after));
        let least = |scopes: &Scopes| {
            let mut least = scopes.least.clone();
            least.sort();
            format!("{} ({kind})", if least.is_empty() { "none".to_owned() } else { least.join(", ") })
        };
        if compare_least && least(before) != least(after) {
            let rule = &rules::SCOPE_LEAST_PRIVILEGE_CHANGED;
            findings.push(self.finding(rule, Some(least(before)), Some(least(after))));
        }
    }
}

/// The facts of the overlay about requests, by operation and binding, or by method and path.
fn described(overlay: &Overlay) -> Vec<(String, Place, &Facts)> {
    let operations = overlay.operations.iter().map(|entry| {
        let path = format!("{}({})", entry.name.value, entry.binding.value);
        (path, entry.name.place, &entry.facts)
    });
    let requests = overlay.requests.iter();
    let requests = requests.map(|entry| (entry.request.value.clone(), entry.request.place, &entry.facts));
    operations.chain(requests).collect()
}

fn facts(old: &Overlay, new: &Overlay, findings: &mut Findings<'_>) {
    let (old, new) = (described(old), described(new));
    let matched = lists(
        old.iter().map(|entry| (entry.0.as_str(), entry)),
        new.iter().map(|entry| (entry.0.as_str(), entry)),
    );
    for (path, (_, place, entry)) in matched.removed {
        let finding = Finding::new(&rules::REQUEST_FACTS_REMOVED, path).old(facts_text(entry), *place);
        findings.push(finding.rust(major_if(entry.is_long_running)));
    }
    for (path, (_, place, entry)) in matched.added {
        let finding = Finding::new(&rules::REQUEST_FACTS_ADDED, path).new_value(facts_text(entry), *place);
        findings.push(finding.rust(major_if(entry.is_long_running)));
    }
    for ((_, old_place, before), (path, new_place, after)) in matched.both {
        let described = Described { path: path.clone(), old: Some(*old_place), new: Some(*new_place) };
        described.facts(findings, before, after);
    }
}

impl Described {
    fn facts(&self, findings: &mut Findings<'_>, before: &Facts, after: &Facts) {
        let set = |texts: &[String]| texts.iter().cloned().collect::<BTreeSet<_>>();
        let role_rules = (&rules::ROLE_REMOVED, &rules::ROLE_ADDED);
        self.compare(findings, role_rules, &set(&before.roles), &set(&after.roles));
        let clouds = |facts: &Facts| facts.clouds.iter().map(|cloud| cloud.value.clone()).collect();
        let cloud_rules = (&rules::CLOUD_REMOVED, &rules::CLOUD_ADDED);
        self.compare(findings, cloud_rules, &clouds(before), &clouds(after));
        let none = Scopes::default();
        let delegated =
            (before.delegated.as_ref().unwrap_or(&none), after.delegated.as_ref().unwrap_or(&none));
        self.scopes(findings, "delegated", delegated.0, delegated.1, true);
        let application =
            (before.application.as_ref().unwrap_or(&none), after.application.as_ref().unwrap_or(&none));
        self.scopes(findings, "application", application.0, application.1, true);
        let mut differ = |rule, old: String, new: String| {
            if old != new {
                findings.push(self.finding(rule, Some(old), Some(new)));
            }
        };
        differ(&rules::STATUS_CHANGED, statuses(before), statuses(after));
        let is_long = |facts: &Facts| facts.is_long_running.to_string();
        differ(&rules::LONG_RUNNING_CHANGED, is_long(before), is_long(after));
        let page = |facts: &Facts| facts.documentation.clone().unwrap_or_else(|| "none".to_owned());
        differ(&rules::REQUEST_DOCUMENTATION_CHANGED, page(before), page(after));
    }
}

fn statuses(facts: &Facts) -> String {
    let statuses: BTreeSet<_> = facts.statuses.iter().map(u16::to_string).collect();
    statuses.into_iter().collect::<Vec<_>>().join(", ")
}

fn facts_text(facts: &Facts) -> String {
    let clouds: Vec<_> = facts.clouds.iter().map(|cloud| cloud.value.as_str()).collect();
    format!("statuses {}; roles {}; clouds {}", statuses(facts), facts.roles.join(", "), clouds.join(", "))
}

/// Compares mandatory filters: the service refuses a request without its mandatory filter.
fn filters(old: &Overlay, new: &Overlay, findings: &mut Findings<'_>) {
    let filters = |overlay: &Overlay| {
        let all =
            overlay.requests.iter().filter_map(|entry| Some((entry.request.clone(), entry.filter.clone()?)));
        all.collect::<Vec<_>>()
    };
    texts(&filters(old), &filters(new), &rules::REQUIRED_FILTER_CHANGED, findings);
}

/// Compares query options that the service requires.
fn requirements(old: &Overlay, new: &Overlay, findings: &mut Findings<'_>) {
    let options = |overlay: &Overlay| {
        let all = overlay.requirements.iter().map(|entry| {
            let requests = entry.requests.iter().map(|request| format!("{} ", request.value));
            let value = requests.collect::<String>() + &entry.target.value;
            let options: Vec<_> = entry.options.iter().map(|option| option.value.as_str()).collect();
            (Placed { value, place: entry.target.place }, options.join(", "))
        });
        all.collect::<Vec<_>>()
    };
    texts(&options(old), &options(new), &rules::REQUIRED_OPTIONS_CHANGED, findings);
}

/// Compares the requests that the overlay removes from the metadata or adds to it.
fn restrictions(old: &Access<'_>, new: &Access<'_>, findings: &mut Findings<'_>) {
    let models = (old.models, new.models);
    let lists = (&old.overlay.restrictions, &new.overlay.restrictions);
    let sides = (requests(lists.0, "left out"), requests(lists.1, "left out"));
    only_in_one(&sides, models, (&rules::REQUEST_TAKEN_IN, &rules::REQUEST_LEFT_OUT), findings);
    let lists = (&old.overlay.allowances, &new.overlay.allowances);
    let sides = (requests(lists.0, "allowed"), requests(lists.1, "allowed"));
    only_in_one(&sides, models, (&rules::REQUEST_LEFT_OUT, &rules::REQUEST_TAKEN_IN), findings);
}

/// The requests of all entries, such as `delete users`, each with `what`: the text of the finding.
fn requests(entries: &[Restriction], what: &str) -> Vec<Named> {
    let all = entries.iter().flat_map(|entry| {
        entry.requests.iter().map(|request| {
            let path = format!("{} {}", request.value, entry.target.value);
            (Placed { value: path, place: request.place }, what.to_owned())
        })
    });
    all.collect()
}

/// Adds a finding for each entry that is in only one of the lists.
fn only_in_one(
    (old, new): &(Vec<Named>, Vec<Named>),
    (old_models, new_models): (&[&Model], &[&Model]),
    (removed, added): (&'static Rule, &'static Rule),
    findings: &mut Findings<'_>,
) {
    let matched = by_name(old, new);
    for (path, (request, text)) in matched.removed {
        let finding = Finding::new(removed, path).old(text, request.place);
        findings.push(with_rust_verdict(finding, path, old_models));
    }
    for (path, (request, text)) in matched.added {
        let finding = Finding::new(added, path).new_value(text, request.place);
        findings.push(with_rust_verdict(finding, path, new_models));
    }
}

/// Raises the verdict on a request of a navigation property, since adding or removing the request changes a Rust
/// type.
fn with_rust_verdict(finding: Finding, path: &str, models: &[&Model]) -> Finding {
    let Some((request, target)) = path.split_once(' ') else { return finding };
    let property = target.rsplit_once('/').and_then(|(owner, name)| {
        let declared = |model: &&'_ Model| -> Option<PropertyKind> {
            let ty = model.structured(model.find(owner)?)?;
            ty.properties.iter().find(|property| property.name == name).map(|property| property.kind)
        };
        models.iter().find_map(declared)
    });
    let is_of_way = match property {
        Some(PropertyKind::Navigation { is_contained: false }) => {
            request == "reference" || WRITES.contains(&request)
        }
        Some(PropertyKind::Navigation { is_contained: true }) => request == "reference",
        _ => false,
    };
    match is_of_way && finding.verdict.rust == Bump::Minor {
        true => finding.rust(Bump::Major).remark("the navigation property has another type in Rust"),
        false => finding,
    }
}

type Named = (Placed<String>, String);

fn by_name<'a>(old: &'a [Named], new: &'a [Named]) -> crate::pairing::lists::Lists<'a, 'a, Named, &'a str> {
    let named = |list: &'a [Named]| list.iter().map(|entry| (entry.0.value.as_str(), entry));
    lists(named(old), named(new))
}

/// Adds a finding for each text that differs, or is in only one of the lists.
fn texts(old: &[Named], new: &[Named], rule: &'static Rule, findings: &mut Findings<'_>) {
    let matched = by_name(old, new);
    for (path, (name, text)) in matched.removed {
        findings.push(Finding::new(rule, path).old(text, name.place));
    }
    for (path, (name, text)) in matched.added {
        findings.push(Finding::new(rule, path).new_value(text, name.place));
    }
    for ((before, old), (after, new)) in matched.both {
        if old != new {
            let finding = Finding::new(rule, &after.value).old(old, before.place);
            findings.push(finding.new_value(new, after.place));
        }
    }
}

/// Compares the properties about which the overlay says something.
fn properties(old: &Access<'_>, new: &Access<'_>, findings: &mut Findings<'_>) {
    let named = |properties: &[Placed<String>], what: &str| {
        properties.iter().map(|property| (property.clone(), what.to_owned())).collect::<Vec<_>>()
    };
    let models = (old.models, new.models);
    let hidden = |access: &Access<'_>| named(&access.overlay.sensitive, "hidden");
    let rules_of_hidden = (&rules::SENSITIVE_REMOVED, &rules::SENSITIVE_ADDED);
    only_in_one(&(hidden(old), hidden(new)), models, rules_of_hidden, findings);
    let read_only = |access: &Access<'_>| named(&access.overlay.read_only, "read-only");
    let rules_of_read_only = (&rules::READ_ONLY_REMOVED, &rules::READ_ONLY_ADDED);
    only_in_one(&(read_only(old), read_only(new)), models, rules_of_read_only, findings);
}

/// The Rust names of the overlay, by their declarations. Each has the place of the name.
fn names(overlay: &Overlay) -> Vec<Named> {
    let renames = overlay.renames.iter();
    let named = renames.map(|rename| {
        let declaration = Placed { value: rename.target.value.clone(), place: rename.to.place };
        (declaration, rename.to.value.clone())
    });
    named.collect()
}
