//! The facts in the overlay and the permissions. An entry that applies to nothing is an error.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::unknown::unknown;
use crate::graph::CLOUDS;
use crate::input::{
    Facts, Overlay, Permissions, Rename, RequestFacts as RequestEntry, Scopes, Slices, normal,
};
use crate::rust::names::{is_identifier, is_reserved};
use crate::rust::{Info, RequestFacts};
use csdl::diagnostic::{Diagnostic, Diagnostics};
use csdl::model::{Model, Operation, Type};
use csdl::source::{Place, Placed};

/// Rust names by CSDL name.
pub(super) fn renames(overlay: &Overlay) -> BTreeMap<&str, &str> {
    overlay.renames.iter().map(|rename| (rename.target.value.as_str(), rename.to.value.as_str())).collect()
}

/// The entries of the overlay about requests, by normalized method and path.
pub(super) fn requests(overlay: &Overlay) -> BTreeMap<String, &RequestEntry> {
    let mut requests = BTreeMap::new();
    for entry in &overlay.requests {
        requests.entry(normal_request(&entry.request.value)).or_insert(entry);
    }
    requests
}

/// The facts in the overlay and the permissions about an action or function. The path distinguishes entries for one
/// path.
pub(super) fn of_operation(
    operation: &Operation,
    method: &str,
    template: &str,
    context: &Context<'_>,
) -> RequestFacts {
    let name = operation.name.to_string();
    let binding = operation.binding_text(context.model);
    let entry = context
        .overlay
        .operations
        .iter()
        .find(|entry| entry.name.value == name && entry.binding.value == binding);
    facts(entry.map(|entry| &entry.facts), method, template, context)
}

/// The facts in the overlay and the permissions about any other request.
pub(super) fn of_request(method: &str, template: &str, context: &Context<'_>) -> RequestFacts {
    // Most runs have no entries, and need not normalize the path.
    let find = || context.requests.get(&format!("{method} {}", normal(template))).copied();
    let entry = if context.requests.is_empty() { None } else { find() };
    let facts = facts(entry.map(|entry| &entry.facts), method, template, context);
    RequestFacts { filter: entry.and_then(|entry| entry.filter.clone()), ..facts }
}

fn facts(entry: Option<&Facts>, method: &str, template: &str, context: &Context<'_>) -> RequestFacts {
    let mut facts = RequestFacts::default();
    let both = |scopes: &Scopes| (scopes.least.clone(), scopes.higher.clone());
    if let Some(entry) = entry {
        facts.roles.clone_from(&entry.roles);
        facts.statuses.clone_from(&entry.statuses);
        let variant = |name: &str| CLOUDS.iter().find(|cloud| cloud.name == name).map(|cloud| cloud.variant);
        facts.clouds = entry.clouds.iter().filter_map(|cloud| variant(&cloud.value)).collect();
        facts.is_long_running = entry.is_long_running;
        facts.documentation.clone_from(&entry.documentation);
        facts.delegated = entry.delegated.as_ref().map(both).unwrap_or_default();
        facts.application = entry.application.as_ref().map(both).unwrap_or_default();
    }
    if let Some(scopes) = context.permissions.find(method, template) {
        facts.delegated = both(&scopes.delegated);
        facts.application = both(&scopes.application);
    }
    facts
}

/// A normalized method and path.
fn normal_request(request: &str) -> String {
    match request.split_once(' ') {
        Some((method, path)) => format!("{method} {}", normal(path)),
        None => request.to_owned(),
    }
}

/// Checks that every entry of the overlay is about something declared in one of the models and, where it overrides,
/// changes something. Entries about requests can only be checked when the requests are decided ([`check_requests`]).
pub(crate) fn check(
    models: &[&Model],
    slices: &Slices,
    overlay: &Overlay,
    permissions: &Permissions,
    diagnostics: &mut Diagnostics,
) {
    let slices: BTreeSet<String> = slices.slices.iter().map(|slice| slice.name.clone()).collect();
    let facts = overlay.operations.iter().map(|entry| &entry.facts);
    for facts in facts.chain(overlay.requests.iter().map(|entry| &entry.facts)) {
        require(&facts.slice, "slice", &slices, diagnostics);
    }
    // The names of all declarations. They are collected only if there are entries.
    let declared: LazyCell<BTreeSet<String>, _> =
        LazyCell::new(|| models.iter().flat_map(|model| declarations(model)).collect());
    for rename in &overlay.renames {
        require(&rename.target, "declaration", &declared, diagnostics);
        check_name(rename, diagnostics);
        let simple = rename.target.value.rsplit(['.', '/']).next().unwrap_or_default();
        if [crate::rust::names::camel(simple), crate::rust::names::snake(simple)].contains(&rename.to.value) {
            diagnostics.push(
                Diagnostic::error("this entry changes nothing").at(rename.to.place, "already its name"),
            );
        }
    }
    let properties: LazyCell<BTreeSet<String>, _> =
        LazyCell::new(|| models.iter().flat_map(|model| properties(model)).collect());
    for property in overlay.sensitive.iter().chain(&overlay.read_only) {
        require(property, "property", &properties, diagnostics);
    }
    let resources: LazyCell<BTreeSet<String>, _> = LazyCell::new(|| {
        let roots = models.iter().flat_map(|model| model.roots.iter().map(|root| root.name.clone()));
        let functions = models.iter().flat_map(|model| {
            let composable = model.operations.iter().filter(|operation| operation.is_composable);
            composable.map(|function| function.signature(model))
        });
        properties.iter().cloned().chain(roots).chain(functions).collect()
    });
    for restriction in overlay.restrictions.iter().chain(&overlay.allowances) {
        let what = "navigation property, entity set, singleton or composable function";
        require(&restriction.target, what, &resources, diagnostics);
    }
    super::capabilities::check(models, overlay, diagnostics);
    super::required::check(models, overlay, diagnostics);
    check_read_only(models, overlay, diagnostics);
    let entries = overlay.operations.iter().map(|entry| (&entry.name, &entry.binding));
    let operations = LazyCell::new(|| bindings(models));
    for (name, binding) in entries.clone() {
        require_operation(name, binding, &operations, diagnostics);
    }
    let both = |(name, binding): (&Placed<String>, &Placed<String>)| {
        (format!("{}({})", name.value, binding.value), name.place)
    };
    once(entries.map(both), diagnostics);
    let place = |target: &Placed<String>| (target.value.clone(), target.place);
    let request = |request: &Placed<String>| (normal_request(&request.value), request.place);
    once(overlay.requests.iter().map(|entry| request(&entry.request)), diagnostics);
    once(permissions.entries.iter().map(request), diagnostics);
    once(overlay.renames.iter().map(|rename| place(&rename.target)), diagnostics);
    once(overlay.sensitive.iter().map(place), diagnostics);
    once(overlay.read_only.iter().map(place), diagnostics);
    once(overlay.restrictions.iter().map(|entry| place(&entry.target)), diagnostics);
    once(overlay.allowances.iter().map(|entry| place(&entry.target)), diagnostics);
    let requirements = overlay.requirements.iter().flat_map(|entry| {
        let name = &entry.target.value;
        let requests = entry.requests.iter().map(move |request| format!("{} {name}", request.value));
        let all = if entry.requests.is_empty() { vec![name.clone()] } else { requests.collect() };
        all.into_iter().map(|request| (request, entry.target.place))
    });
    once(requirements, diagnostics);
}

/// Checks that properties marked as read-only are not read-only already.
fn check_read_only(models: &[&Model], overlay: &Overlay, diagnostics: &mut Diagnostics) {
    for entry in &overlay.read_only {
        let Some((owner, name)) = entry.value.rsplit_once('/') else { continue };
        let found = models.iter().filter_map(|model| model.structured(model.find(owner)?));
        let mut found =
            found.flat_map(|ty| &ty.properties).filter(|property| property.name == name).peekable();
        if found.peek().is_some() && found.all(|property| property.annotations.is_read_only()) {
            diagnostics.push(
                Diagnostic::error("this entry changes nothing").at(entry.place, "read-only in the metadata"),
            );
        }
    }
}

/// Checks that every entry about a request is about a generated one, and that the overlay has scopes only for
/// requests without scopes in the permissions.
pub(crate) fn check_requests(
    listed: &[&Info],
    overlay: &Overlay,
    permissions: &Permissions,
    diagnostics: &mut Diagnostics,
) {
    let request = |info: &Info| format!("{} {}", info.method, normal(&info.template));
    let known: LazyCell<BTreeSet<String>, _> =
        LazyCell::new(|| listed.iter().map(|info| request(info)).collect());
    let about = overlay.requests.iter().map(|entry| &entry.request).chain(&permissions.entries);
    for request in about {
        let compared = Placed { value: normal_request(&request.value), place: request.place };
        require(&compared, "request", &known, diagnostics);
    }
    let requests = requests(overlay);
    let superfluous = |facts: &Facts| facts.delegated.is_some() || facts.application.is_some();
    for info in listed.iter().filter(|info| permissions.find(info.method, &info.template).is_some()) {
        let binding = info.binding_text();
        let operation =
            overlay.operations.iter().find(|it| it.name.value == info.name && it.binding.value == binding);
        let other = requests.get(&request(info));
        let entries = operation.map(|it| (&it.facts, it.name.place));
        for (_, place) in entries
            .into_iter()
            .chain(other.map(|it| (&it.facts, it.request.place)))
            .filter(|it| superfluous(it.0))
        {
            diagnostics.push(
                Diagnostic::error("the scopes of this entry change nothing")
                    .at(place, "the permissions have scopes for it"),
            );
        }
    }
}

/// Reports a chosen name that is not a valid identifier.
fn check_name(rename: &Rename, diagnostics: &mut Diagnostics) {
    let name = &rename.to.value;
    let is_type = !rename.target.value.contains('/');
    if is_reserved(name, is_type) {
        diagnostics.push(
            Diagnostic::error(format!("`{name}` is reserved"))
                .at(rename.to.place, "a keyword of Rust, or a name that generated code needs itself"),
        );
    } else if !is_identifier(name) {
        diagnostics
            .push(Diagnostic::error(format!("`{name}` is not a Rust identifier")).at(rename.to.place, ""));
    } else if is_type && name.starts_with(|first: char| first.is_ascii_lowercase()) {
        diagnostics.push(
            Diagnostic::error(format!("`{name}` cannot be the name of a type"))
                .at(rename.to.place, "begins with a small letter, as the names of modules do"),
        );
    }
}

/// Reports a second entry about the same target, since it would be unclear which entry counts.
fn once(targets: impl Iterator<Item = (String, Place)>, diagnostics: &mut Diagnostics) {
    let mut seen = BTreeMap::new();
    for (target, place) in targets {
        match seen.get(&target) {
            None => {
                seen.insert(target, place);
            }
            Some(&first) => diagnostics.push(
                Diagnostic::error(format!("a second entry for `{target}`"))
                    .at(place, "the second")
                    .at(first, "the first"),
            ),
        }
    }
}

/// Reports an operation whose name or whose binding type does not exist.
fn require_operation(
    name: &Placed<String>,
    binding: &Placed<String>,
    operations: &BTreeMap<String, Vec<String>>,
    diagnostics: &mut Diagnostics,
) {
    let Some(bindings) = operations.get(&name.value) else {
        diagnostics.push(unknown(name, "operation", operations.keys()));
        return;
    };
    if !bindings.contains(&binding.value) {
        diagnostics.push(
            Diagnostic::error(format!(
                "this entry applies to nothing: `{}` is not bound to `{}`",
                name.value, binding.value
            ))
            .at(binding.place, "")
            .help(format!("it is bound to: {}", bindings.join(", "))),
        );
    }
}

fn require(name: &Placed<String>, what: &str, known: &BTreeSet<String>, diagnostics: &mut Diagnostics) {
    if !known.contains(&name.value) {
        diagnostics.push(unknown(name, what, known.iter()));
    }
}

/// The binding types of all operations by name, those of overloads in the order of declaration.
fn bindings(models: &[&Model]) -> BTreeMap<String, Vec<String>> {
    let mut bindings: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for model in models {
        for operation in &model.operations {
            bindings.entry(operation.name.to_string()).or_default().push(operation.binding_text(model));
        }
    }
    bindings.values_mut().for_each(Vec::dedup);
    bindings
}

fn declarations(model: &Model) -> Vec<String> {
    let mut names = Vec::new();
    for (_, ty) in model.types() {
        let name = ty.name().to_string();
        match ty {
            Type::Structured(ty) => {
                names.extend(ty.properties.iter().map(|property| format!("{name}/{}", property.name)));
            }
            Type::Enum(ty) => names.extend(ty.members.iter().map(|member| format!("{name}/{}", member.name))),
            Type::Definition(_) => {}
        }
        names.push(name);
    }
    names.extend(super::overloads::targets(model));
    for operation in &model.operations {
        names.extend(
            operation.parameters.iter().map(|parameter| format!("{}/{}", operation.name, parameter.name)),
        );
    }
    names
}

fn properties(model: &Model) -> Vec<String> {
    let structured = model.types().filter_map(|(id, _)| model.structured(id));
    structured
        .flat_map(|ty| ty.properties.iter().map(|property| format!("{}/{}", ty.name, property.name)))
        .collect()
}
