//! Identifiers of all generated items. This module is the only place where a name changes its form.

mod files;
mod form;
mod singular;

use std::collections::{BTreeMap, BTreeSet};

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

use csdl::model::{Model, Operation, TypeTarget};
pub(crate) use files::{feature, joined, module, numbered_module, of_features, part_from, place};
pub(crate) use form::{is_identifier, is_keyword, is_reserved};

/// Methods that every tagged enum has.
const METHODS: [&str; 5] = ["as_model", "as_model_mut", "clone", "eq", "is_unknown"];

/// Methods of the prelude that take any value by value, such as `Into::into`. If another method has the same name and
/// takes `&self`, a call finds the method of the prelude first.
pub(crate) const OF_ANY_VALUE: [&str; 2] = ["into", "try_into"];

/// Methods that every typed path has from traits. No step may have such a name: the step would hide the method. On a
/// type that dereferences to the path, the method would hide the step.
pub(crate) const OF_PATHS: [&str; 4] = ["as_path", "clone", "from_path", "raw_value"];

/// `noMfaOnRoleActivation` becomes `NoMfaOnRoleActivation`. Underscores between digits stay, and a character that
/// identifiers cannot have becomes an underscore.
pub fn camel(name: &str) -> String {
    let mut ident = String::with_capacity(name.len());
    for part in
        name.split(|character: char| !character.is_alphanumeric()).map(ToUpperCamelCase::to_upper_camel_case)
    {
        let digits_meet =
            ident.ends_with(|c: char| c.is_ascii_digit()) && part.starts_with(|c: char| c.is_ascii_digit());
        if digits_meet {
            ident.push('_');
        }
        ident.push_str(&part);
    }
    form::ident(ident, 'X')
}

/// The identifier of a type: like [`camel`], but never a name that generated code takes from the prelude.
pub(crate) fn type_ident(name: &str) -> String {
    form::of_type(camel(name))
}

/// `azureADJoin` becomes `azure_ad_join`, `request-id` becomes `request_id`, and `type` becomes `type_`.
pub fn snake(name: &str) -> String {
    form::ident(name.to_snake_case(), 'x')
}

/// The identifier of a field as a method of a tagged enum.
pub(crate) fn method(field: String) -> String {
    let is_taken = METHODS.iter().chain(&OF_ANY_VALUE).any(|method| *method == field);
    if is_taken { format!("{field}_") } else { field }
}

/// The static that lists all requests of a version.
pub(crate) const CATALOG: &str = "CATALOG";

/// The module of typed paths, in the module of their namespace.
pub(crate) const PATHS: &str = "paths";

/// The module of the typed paths to the types of a namespace.
pub(crate) fn paths_of(namespace: &[String]) -> Vec<String> {
    namespace.iter().cloned().chain([PATHS.to_owned()]).collect()
}

/// The variant of a tagged enum for types that the metadata does not have.
pub(crate) const UNKNOWN: &str = "Unknown";

/// The variant of an open enum for members that the metadata does not have.
pub(crate) const UNKNOWN_MEMBER: &str = "UnknownMember";
/// The static of a part of the catalog.
pub(crate) fn catalog_part(name: &str, place: &str) -> String {
    part("REQUESTS", name, place)
}

/// The constant of the schemas of some types.
pub(crate) fn schema_types(name: &str, place: &str) -> String {
    part("TYPES", name, place)
}

/// The static of a part that has a name, from a place of the alphabet on. Two underscores come before the place, since
/// names of features may contain `from` behind one.
fn part(whole: &str, name: &str, place: &str) -> String {
    let of = if name.is_empty() { String::new() } else { format!("_OF_{name}") };
    let from = if place.is_empty() { String::new() } else { format!("__FROM_{place}") };
    format!("{whole}{of}{from}").to_ascii_uppercase()
}

/// The method of typed paths for addresses by names.
pub const BY_PATH: &str = "by_path";

/// The method of typed paths for one item of a collection, by its key.
pub(crate) const ITEM: &str = "item";

/// An identifier in the form of a static: `STALE_SIGN_IN_ALERT_INCIDENT`.
pub(crate) fn shouting(ident: &str) -> String {
    form::ident(ident.to_shouty_snake_case(), 'X')
}

/// The constant of a field. It must differ from the field's method even if the letters have no case.
fn constant(field: &str) -> String {
    // Most identifiers of fields are plain, so that upper case is sufficient.
    let constant = if is_plain_snake(field) { field.to_ascii_uppercase() } else { shouting(field) };
    if constant == field { format!("{constant}_") } else { constant }
}

/// The constants of fields that a type declares, each different from the constants of its bases, which are in
/// `taken`.
pub(crate) fn constants(fields: &[String], taken: &mut BTreeSet<String>) -> Vec<String> {
    let mut constants: Vec<_> = fields.iter().map(|field| constant(field)).collect();
    // Plain constants come first, so that no numbered constant takes one of their names.
    let (mut seen, mut again) = (BTreeSet::new(), Vec::new());
    for (index, constant) in constants.iter().enumerate() {
        if taken.contains(constant) || !seen.insert(constant.clone()) {
            again.push(index);
        }
    }
    taken.append(&mut seen);
    for index in again {
        let Some(constant) = constants.get_mut(index) else { continue };
        let free = numbered(constant, taken);
        taken.insert(free.clone());
        *constant = free;
    }
    constants
}

/// Returns true if each word has only lower-case letters and digits, with one underscore between words.
fn is_plain_snake(ident: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    ident.split('_').all(is_word)
}

/// The argument for the key of one item of a collection. In `alerts/{}/alertIncidents/{}` the keys are `alert_id` and
/// `incident_id`, since the name of the second collection repeats that of the first.
pub(crate) fn key(
    collection: &str,
    parent: Option<&str>,
    property: &str,
    taken: &BTreeSet<String>,
) -> String {
    let item = singular::of_name(collection).to_snake_case();
    let parent = parent.map(|parent| format!("{}_", singular::of_name(parent).to_snake_case()));
    let short =
        parent.and_then(|parent| item.strip_prefix(parent.as_str())).filter(|short| !short.is_empty());
    let property = property.to_snake_case();
    let of = |item: &str| form::ident(format!("{item}_{property}"), 'x');
    let mut candidates = short.into_iter().chain([item.as_str()]).map(of);
    candidates.find(|candidate| !taken.contains(candidate)).unwrap_or_else(|| numbered(&of(&item), taken))
}

/// An identifier with the first number that is not taken.
fn numbered(ident: &str, taken: &BTreeSet<String>) -> String {
    let numbered = |number: usize| format!("{ident}_{number}");
    numbered(number(|number| !taken.contains(&numbered(number))))
}

/// The type of a request: the verb first, then the binding type if there is one, then the suffix that distinguishes
/// overloads.
pub(crate) fn request(operation: &str, binding: &str, is_collection: bool, overload: &str) -> String {
    let collection = if is_collection { "Collection" } else { "" };
    let binding = if binding.is_empty() { String::new() } else { camel(binding) };
    form::of_type(format!("{}{binding}{collection}{overload}", camel(operation)))
}

/// An operation as a method of a typed path.
pub(crate) fn call(operation: &str, overload: &str) -> String {
    if overload.is_empty() { snake(operation) } else { snake(&format!("{operation}{overload}")) }
}

/// The suffixes of all overloaded operations: each operation is distinguished from those with its name and binding
/// type.
pub(crate) fn overloads(model: &Model) -> BTreeMap<usize, String> {
    type Name = (String, Option<(TypeTarget, bool)>);
    let mut groups: BTreeMap<Name, Vec<(usize, &Operation)>> = BTreeMap::new();
    for (index, operation) in model.operations.iter().enumerate() {
        let binding = operation.binding.as_ref().map(|binding| (binding.ty.target, binding.ty.is_collection));
        groups.entry((operation.name.to_string(), binding)).or_default().push((index, operation));
    }
    groups.into_values().flat_map(suffixes).collect()
}

/// The suffixes of the overloads of one operation. The overload with the fewest parameters has none. Each other
/// overload has the names of its parameters, so that a further overload renames no other. Names of parameters that
/// give one suffix get a number.
pub(crate) fn suffixes(mut overloads: Vec<(usize, &Operation)>) -> BTreeMap<usize, String> {
    overloads.sort_by_key(|(index, operation)| (operation.parameters.len(), *index));
    let plain = |operation: &Operation| {
        let names = operation.parameters.iter().map(|parameter| camel(&parameter.name));
        format!("With{}", names.collect::<Vec<_>>().join("And"))
    };
    let mut suffixes = BTreeMap::new();
    let (mut taken, mut again) = (BTreeSet::new(), Vec::new());
    for (index, operation) in overloads.into_iter().skip(1) {
        let suffix = plain(operation);
        if taken.insert(suffix.clone()) {
            suffixes.insert(index, suffix);
        } else {
            again.push((index, suffix));
        }
    }
    // Plain suffixes come first, so that no numbered suffix takes one of them.
    for (index, suffix) in again {
        // A number does not extend another number.
        let joint = if suffix.ends_with(|last: char| last.is_ascii_digit()) { "_" } else { "" };
        let numbered = |number: usize| format!("{suffix}{joint}{number}");
        let free = numbered(number(|number| !taken.contains(&numbered(number))));
        taken.insert(free.clone());
        suffixes.insert(index, free);
    }
    suffixes
}

/// The type of a typed path to one entity, or to a collection of entities.
pub(crate) fn path(entity: &str, is_collection: bool) -> String {
    let entity = entity.trim_end_matches('_');
    if is_collection { format!("{entity}CollectionPath") } else { format!("{entity}Path") }
}

/// The step to a collection. The step to one of its items has the name without a suffix.
pub(crate) fn collection(property: &str) -> String {
    form::ident(format!("{}_collection", property.to_snake_case()), 'x')
}

/// The step to a derived type.
pub(crate) fn cast(derived: &str) -> String {
    form::ident(format!("as_{}", derived.to_snake_case()), 'x')
}

/// The step to an item by an alternate key.
pub(crate) fn by(properties: &[String]) -> String {
    let names: Vec<_> = properties.iter().map(|property| property.to_snake_case()).collect();
    form::ident(format!("by_{}", names.join("_and_")), 'x')
}

/// An identifier that is not taken. The second of two equal identifiers gets the suffix `otherwise`, and all further
/// ones also get a number.
pub(crate) fn free(ident: String, is_taken: impl Fn(&str) -> bool, otherwise: &str) -> String {
    if !is_taken(&ident) {
        return ident;
    }
    let second = format!("{ident}_{otherwise}");
    if !is_taken(&second) {
        return second;
    }
    let numbered = |number: usize| format!("{second}_{number}");
    numbered(number(|number| !is_taken(&numbered(number))))
}

/// Numbers below this one are tried one by one, since few names in a service are equal.
const FEW: usize = 16;

/// A free number, at least two. It is the first free one if the taken numbers have no gap. A binary search needs few
/// steps even if very many names are equal.
pub(crate) fn number(is_free: impl Fn(usize) -> bool) -> usize {
    if let Some(number) = (2..FEW).find(|&number| is_free(number)) {
        return number;
    }
    let (mut taken, mut free) = (FEW - 1, FEW);
    while !is_free(free) {
        (taken, free) = (free, free * 2);
    }
    while free - taken > 1 {
        let middle = taken.midpoint(free);
        if is_free(middle) { free = middle } else { taken = middle }
    }
    free
}

/// The parameter of a function or of a step by keys. It gets a number if another parameter has its name.
pub(crate) fn parameter(name: &str, taken: &BTreeSet<String>) -> String {
    let ident = snake(name);
    if taken.contains(&ident) { numbered(&ident, taken) } else { ident }
}

/// Returns true if a name is no OData identifier: it has a character that becomes an underscore in Rust.
pub(crate) fn is_odd(name: &str) -> bool {
    name.contains(|character: char| !(character.is_alphanumeric() || character == '_'))
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::collections::BTreeSet;

    use super::{camel, constants, free, key, number, snake};

    #[test]
    fn acronyms_are_words() {
        assert_eq!(snake("azureADJoin"), "azure_ad_join");
        assert_eq!(snake("ramInGB"), "ram_in_gb");
        assert_eq!(snake("isMFAEnabled"), "is_mfa_enabled");
        assert_eq!(camel("azureADDevice"), "AzureAdDevice");
    }

    #[test]
    fn digits_stay_apart() {
        assert_eq!(snake("v10_15"), "v10_15");
        assert_eq!(snake("alerts_v2"), "alerts_v2");
        assert_eq!(camel("tls1_2"), "Tls1_2");
        assert_eq!(camel("sp800_53"), "Sp800_53");
        assert_eq!(camel("form_post"), "FormPost");
    }

    #[test]
    fn keywords_take_an_underscore() {
        assert_eq!(snake("type"), "type_");
        assert_eq!(snake("self"), "self_");
        assert_eq!(snake("extra"), "extra_");
        assert_eq!(camel("self"), "Self_");
    }

    #[test]
    fn keys_are_named_by_their_collection() {
        let taken = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<BTreeSet<_>>();
        assert_eq!(key("alerts", None, "id", &taken(&[])), "alert_id");
        assert_eq!(key("alertIncidents", Some("alerts"), "id", &taken(&["alert_id"])), "incident_id");
        assert_eq!(key("policies", None, "id", &taken(&[])), "policy_id");
        assert_eq!(key("userStatuses", None, "id", &taken(&[])), "user_status_id");
        assert_eq!(key("alerts_v2", None, "id", &taken(&[])), "alert_v2_id");
        assert_eq!(key("groups", Some("groups"), "id", &taken(&["group_id"])), "group_id_2");
        assert_eq!(key("groups", None, "id", &taken(&["group_id", "group_id_2"])), "group_id_3");
    }

    #[test]
    fn numbers_are_found_in_few_steps() {
        for taken in (0..100).chain([1 << 10, 1_000_000]) {
            let steps = Cell::new(0);
            let is_free = |number: usize| {
                steps.set(steps.get() + 1);
                number > taken
            };
            assert_eq!(number(is_free), (taken + 1).max(2));
            assert!(steps.get() < 60, "{}", steps.get());
        }
        let is_taken = |ident: &str| ["a", "a_path", "a_path_2"].contains(&ident);
        assert_eq!(free("a".to_owned(), is_taken, "path"), "a_path_3");
    }

    #[test]
    fn constants_are_told_apart() {
        let fields = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        let mut taken = BTreeSet::new();
        assert_eq!(constants(&fields(&["i", "\u{131}", "i_2"]), &mut taken), ["I", "I_3", "I_2"]);
        // The constants of a base are already taken.
        assert_eq!(constants(&fields(&["\u{131}\u{131}", "\u{131}"]), &mut taken), ["II", "I_4"]);
    }
}
