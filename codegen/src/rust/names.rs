//! Identifiers: the only place where a name changes its form.

use std::collections::{BTreeMap, BTreeSet};

use heck::{ToKebabCase, ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

use csdl::model::{Model, TypeTarget};

/// Keywords of Rust 2024, strict and reserved, and the field names of the runtime.
/// One of these takes a trailing underscore.
const RESERVED: [&str; 54] = [
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do",
    "dyn", "else", "enum", "extern", "extra", "false", "final", "fn", "for", "gen", "if", "impl", "in",
    "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof", "union", "unsafe",
    "unsized", "use", "virtual", "where", "while", "yield",
];

/// Names of the prelude that generated code uses, and `K`, the parameter of typed paths; a type of that name takes a
/// trailing underscore.
const PRELUDE: [&str; 10] =
    ["Box", "Default", "From", "Into", "K", "None", "Option", "Some", "String", "Vec"];

/// Modules that generated files import, and files; a namespace of that name takes a trailing underscore.
/// So does one that begins with such a name and an underscore, as files of features do: `enums_mail`.
const IMPORTED: [&str; 18] = [
    "catalog",
    "complex_types",
    "edm",
    "entity_types",
    "enums",
    "graph_models_core",
    "json_schema",
    "model",
    "open_enum",
    "operations",
    "paths",
    "roots",
    "typed_paths",
    "properties",
    "request",
    "requests",
    "resources",
    "std",
];

/// Methods that every tagged enum has.
const METHODS: [&str; 5] = ["as_model", "as_model_mut", "clone", "eq", "is_unknown"];

/// `noMfaOnRoleActivation` is `NoMfaOnRoleActivation`. Underscores between digits stay, and what no identifier has is one.
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
    unreserved(startable(ident, 'X'))
}

/// A type: as [`camel`], but never named as what generated code takes from the prelude.
pub(crate) fn type_ident(name: &str) -> String {
    let ident = camel(name);
    if PRELUDE.contains(&ident.as_str()) { format!("{ident}_") } else { ident }
}

/// `azureADJoin` is `azure_ad_join`, `request-id` is `request_id`, `type` is `type_`.
pub fn snake(name: &str) -> String {
    unreserved(startable(name.to_snake_case(), 'x'))
}

/// A text as identifier: led by a letter if it has none to start with, without what Rust does not allow.
/// `_1st` is `x1st`, `_` is `x`.
fn startable(text: String, lead: char) -> String {
    if parses(&text) || RESERVED.contains(&text.as_str()) {
        return text;
    }
    let allowed = text.chars().filter(|character| parses(&format!("x{character}")));
    let ident: String = allowed.collect();
    if parses(&ident) { ident } else { format!("{lead}{ident}") }
}

/// A field's identifier as that of a method of a tagged enum.
pub(crate) fn method(field: String) -> String {
    if METHODS.contains(&field.as_str()) { format!("{field}_") } else { field }
}

/// The static that lists all requests of a version.
pub(crate) const CATALOG: &str = "CATALOG";

/// The method of typed paths for addresses by names.
pub(crate) const BY_PATH: &str = "by_path";

/// An identifier as that of a static: `STALE_SIGN_IN_ALERT_INCIDENT`.
pub(crate) fn shouting(ident: &str) -> String {
    ident.to_shouty_snake_case()
}

/// The constant of a field. Where letters have no case, it must differ from the field's method.
pub(crate) fn constant(field: &str) -> String {
    // Names of fields are of one form, so that letters need no second look.
    let constant = if is_plain_snake(field) { field.to_ascii_uppercase() } else { shouting(field) };
    if constant == field { format!("{constant}_") } else { constant }
}

/// Returns true if each word has only small letters and digits, with one underscore between words.
fn is_plain_snake(ident: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    ident.split('_').all(is_word)
}

/// A module: as a field, but never named as what generated files import.
pub(crate) fn module(name: &str) -> String {
    let ident = snake(name);
    let is_taken = IMPORTED.iter().filter_map(|taken| ident.strip_prefix(taken));
    let is_taken = is_taken.into_iter().any(|rest| rest.is_empty() || rest.starts_with('_'));
    if is_taken { format!("{ident}_") } else { ident }
}

/// The Cargo feature of a namespace: `microsoft.graph` is `graph`, what is below it goes without that.
pub(crate) fn feature(namespace: &str) -> String {
    let parts: Vec<_> =
        namespace.split('.').filter(|part| !part.is_empty()).map(ToKebabCase::to_kebab_case).collect();
    if parts.is_empty() { "graph".to_owned() } else { parts.join("-") }
}

/// The field for the key of one item of a collection: in `alerts/{}/alertIncidents/{}` they are
/// `alert_id` and `incident_id`, since the second collection's name repeats the first's.
pub(crate) fn key(collection: &str, parent: Option<&str>, property: &str, taken: &[String]) -> String {
    let item = singular(collection).to_snake_case();
    let parent = parent.map(|parent| format!("{}_", singular(parent).to_snake_case()));
    let short =
        parent.and_then(|parent| item.strip_prefix(parent.as_str())).filter(|short| !short.is_empty());
    let property = property.to_snake_case();
    let candidates = short.into_iter().chain([item.as_str()]).map(|item| format!("{item}_{property}"));
    let numbered = (2..).map(|number| format!("{item}_{property}_{number}"));
    let mut free = candidates.chain(numbered).filter(|candidate| !taken.contains(candidate));
    free.next().unwrap_or_default()
}

/// A request of its own: verb first, then what it is bound to, if anything, then what tells it from other overloads.
pub(crate) fn request(operation: &str, binding: &str, is_collection: bool, overload: &str) -> String {
    let collection = if is_collection { "Collection" } else { "" };
    let binding = if binding.is_empty() { String::new() } else { camel(binding) };
    format!("{}{binding}{collection}{overload}", camel(operation))
}

/// An operation as a method of a typed path.
pub(crate) fn call(operation: &str, overload: &str) -> String {
    if overload.is_empty() { snake(operation) } else { snake(&format!("{operation}{overload}")) }
}

/// The suffixes of overloaded functions. The overload with the fewest parameters has none. Each other overload has the
/// names of its parameters, so that a further overload renames no other.
pub(crate) fn overloads(model: &Model) -> BTreeMap<usize, String> {
    type Name = (String, Option<(TypeTarget, bool)>);
    let mut groups: BTreeMap<Name, Vec<usize>> = BTreeMap::new();
    for (index, operation) in model.operations.iter().enumerate() {
        let binding = operation.binding.as_ref().map(|binding| (binding.ty.target, binding.ty.is_collection));
        groups.entry((operation.name.to_string(), binding)).or_default().push(index);
    }
    let mut suffixes = BTreeMap::new();
    for mut group in groups.into_values() {
        let parameters = |index: usize| model.operations.get(index).map(|operation| &operation.parameters);
        group.sort_by_key(|&index| (parameters(index).map_or(0, Vec::len), index));
        for index in group.into_iter().skip(1) {
            let names = parameters(index).into_iter().flatten().map(|parameter| camel(&parameter.name));
            suffixes.insert(index, format!("With{}", names.collect::<Vec<_>>().join("And")));
        }
    }
    suffixes
}

/// A typed path to one entity, or to a collection of them.
pub(crate) fn path(entity: &str, is_collection: bool) -> String {
    let entity = entity.trim_end_matches('_');
    if is_collection { format!("{entity}CollectionPath") } else { format!("{entity}Path") }
}

/// A way to a collection, where the way to one of its items has the name alone.
pub(crate) fn collection(property: &str) -> String {
    format!("{}_collection", property.to_snake_case())
}

/// A way to a derived type.
pub(crate) fn cast(derived: &str) -> String {
    format!("as_{}", derived.to_snake_case())
}

/// A way to an item by an alternate key.
pub(crate) fn by(properties: &[String]) -> String {
    let names: Vec<_> = properties.iter().map(|property| property.to_snake_case()).collect();
    format!("by_{}", names.join("_and_"))
}

/// An identifier that is not taken: of two alike the second says what it is.
pub(crate) fn free(ident: String, taken: &BTreeSet<String>, otherwise: &str) -> String {
    if taken.contains(&ident) { free(format!("{ident}_{otherwise}"), taken, otherwise) } else { ident }
}

/// A parameter of a function on the way, numbered if another has its name.
pub(crate) fn parameter(name: &str, taken: &[String]) -> String {
    let ident = snake(name);
    let numbered = (2..).map(|number| format!("{ident}_{number}"));
    let mut free = std::iter::once(ident.clone()).chain(numbered).filter(|ident| !taken.contains(ident));
    free.next().unwrap_or_default()
}

/// The singular of an English plural, as far as the names of collections need it.
fn singular(plural: &str) -> String {
    let replace = |suffix: &str, by: &str| plural.strip_suffix(suffix).map(|stem| format!("{stem}{by}"));
    replace("ies", "y")
        .or_else(|| {
            ["sses", "xes", "ches", "shes"].iter().find_map(|&end| replace(end, end.strip_suffix("es")?))
        })
        .or_else(|| if plural.ends_with("ss") { None } else { replace("s", "") })
        .unwrap_or_else(|| plural.to_owned())
}

fn unreserved(ident: String) -> String {
    if RESERVED.contains(&ident.as_str()) { format!("{ident}_") } else { ident }
}

/// Returns true if a type, or any item, cannot have this name.
pub(crate) fn is_reserved(text: &str, is_type: bool) -> bool {
    RESERVED.contains(&text) || (is_type && PRELUDE.contains(&text))
}

/// Returns true if a name is no identifier of OData: it has a character that becomes an underscore in Rust.
pub(crate) fn is_odd(name: &str) -> bool {
    name.contains(|character: char| !(character.is_alphanumeric() || character == '_'))
}

/// Returns true if a text is a valid identifier.
pub(crate) fn is_identifier(text: &str) -> bool {
    !RESERVED.contains(&text) && parses(text)
}

fn parses(text: &str) -> bool {
    // Nearly all are of these letters, and are known without a parser.
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let is_plain = text.starts_with(|first: char| first.is_ascii_alphabetic()) && text.bytes().all(is_word);
    if is_plain && !RESERVED.contains(&text) {
        return true;
    }
    text != "_" && syn::parse_str::<syn::Ident>(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{camel, key, singular, snake};

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
        assert_eq!(key("alerts", None, "id", &[]), "alert_id");
        assert_eq!(key("alertIncidents", Some("alerts"), "id", &["alert_id".to_owned()]), "incident_id");
        assert_eq!(key("policies", None, "id", &[]), "policy_id");
        assert_eq!(key("groups", Some("groups"), "id", &["group_id".to_owned()]), "group_id_2");
    }

    #[test]
    fn plurals() {
        for (plural, one) in
            [("classes", "class"), ("access", "access"), ("inboxes", "inbox"), ("users", "user")]
        {
            assert_eq!(singular(plural), one);
        }
    }
}
