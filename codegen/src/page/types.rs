//! Every type with its properties, and every enumeration with its members.

use super::{Page, link, short};
use crate::rust::{Field, Flag, Kind, OpenEnum, Struct, Structured};

pub(super) fn section(page: &Page<'_>) -> String {
    let mut text = String::from(
        "## Types\n\nAny property may be absent or null: `$select` leaves out what is not asked for.\n\n",
    );
    let mut own_fields = Vec::new();
    for ty in page.structured() {
        match ty {
            // Its struct follows, and has the properties.
            Structured::TaggedEnum(ty) => own_fields.push(ty.csdl.as_str()),
            Structured::Struct(ty) => {
                text.push_str(&structured(ty, own_fields.contains(&ty.csdl.as_str()), page))
            }
        }
    }
    text.push_str("## Enumerations\n\nA member that is not listed may come at any time.\n\n");
    let enums = page.version.namespaces.iter().flat_map(|namespace| &namespace.enums);
    for ty in enums.filter(|ty| page.types.contains(&ty.csdl)) {
        text.push_str(&enumeration(ty, page));
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

fn structured(ty: &Struct, is_base: bool, page: &Page<'_>) -> String {
    let mut text = format!("### {}\n\n", short(&ty.csdl));
    let mut sentences = vec![page.text(&ty.csdl)];
    if page.is_deprecated(&ty.csdl) {
        sentences.push("**Deprecated.**".to_owned());
    }
    let base = ty.bases.first().filter(|base| page.types.contains(*base));
    if let Some(base) = base {
        sentences.push(format!("Has all properties of {} too.", link(base)));
    }
    if is_base {
        let derived: Vec<_> = derived(&ty.csdl, page).into_iter().map(link).collect();
        sentences.push(format!("`@odata.type` says which it is: {}.", derived.join(", ")));
    }
    if ty.is_open {
        sentences.push("Open: it may have any other property.".to_owned());
    }
    sentences.retain(|sentence| !sentence.is_empty());
    if !sentences.is_empty() {
        text.push_str(&format!("{}\n\n", sentences.join(" ")));
    }
    let fields: Vec<_> =
        ty.fields.iter().filter_map(|field| Some((field, owner(field, ty, base, page)?))).collect();
    if fields.is_empty() {
        return text;
    }
    text.push_str("| Property | Type | Meaning |\n|---|---|---|\n");
    for (field, owner) in fields {
        let name = format!("{owner}/{}", field.wire);
        let meaning = [page.text(&name), facts(field, page.is_deprecated(&name))];
        let meaning: Vec<_> = meaning.into_iter().filter(|part| !part.is_empty()).collect();
        text.push_str(&format!("| `{}` | {} | {} |\n", field.wire, type_of(field, page), meaning.join(" ")));
    }
    text.push('\n');
    text
}

/// The type that declares a property; `None` if that is a base which has a table of its own.
fn owner<'a>(field: &Field, ty: &'a Struct, base: Option<&'a String>, page: &Page<'_>) -> Option<&'a str> {
    if base.is_some_and(|base| has(base, field, page)) {
        return None;
    }
    let owners = std::iter::once(&ty.csdl).chain(&ty.bases);
    let described =
        owners.clone().find(|owner| page.version.texts.contains_key(&format!("{owner}/{}", field.wire)));
    Some(described.unwrap_or(&ty.csdl))
}

fn has(csdl: &str, field: &Field, page: &Page<'_>) -> bool {
    page.structured().any(|ty| match ty {
        Structured::Struct(ty) => ty.csdl == csdl && ty.fields.iter().any(|other| other.wire == field.wire),
        Structured::TaggedEnum(_) => false,
    })
}

/// The concrete types of a hierarchy, but for the base itself.
fn derived<'a>(csdl: &str, page: &Page<'a>) -> Vec<&'a str> {
    let types = page.structured().filter_map(|ty| match ty {
        Structured::Struct(ty) if ty.bases.iter().any(|base| base == csdl) => Some(ty.csdl.as_str()),
        _ => None,
    });
    types.collect()
}

fn type_of(field: &Field, page: &Page<'_>) -> String {
    let name = match &field.kind {
        Kind::Primitive(primitive) => format!("`{}`", primitive.variant),
        Kind::Enum(path) | Kind::Flags(path) | Kind::Object(path) | Kind::Hierarchy(path) => {
            link(page.find(path).unwrap_or(&path.ident))
        }
    };
    if field.is_collection() { format!("collection of {name}") } else { name }
}

fn facts(field: &Field, is_deprecated: bool) -> String {
    let flags = field.flags.iter().filter_map(|flag| match flag {
        Flag::Key => Some("key"),
        Flag::Navigation => Some("expanded on request"),
        Flag::Contained => Some("contained"),
        Flag::ReadOnly | Flag::Computed => Some("read-only"),
        Flag::Immutable => Some("set on creation only"),
        Flag::Sensitive => Some("secret"),
        Flag::Collection => None,
    });
    let mut facts: Vec<_> = flags.collect();
    facts.dedup();
    if is_deprecated {
        facts.push("deprecated");
    }
    if facts.is_empty() { String::new() } else { format!("*({})*", facts.join(", ")) }
}

fn enumeration(ty: &OpenEnum, page: &Page<'_>) -> String {
    let mut text = format!("### {}\n\n", short(&ty.csdl));
    let description = page.text(&ty.csdl);
    if !description.is_empty() {
        text.push_str(&format!("{description}\n\n"));
    }
    if ty.is_flags {
        text.push_str("Several members at once stand between commas.\n\n");
    }
    text.push_str("| Member | Value | Meaning |\n|---|---|---|\n");
    for member in &ty.variants {
        let meaning = page.text(&format!("{}/{}", ty.csdl, member.wire));
        text.push_str(&format!("| `{}` | {} | {meaning} |\n", member.wire, member.value));
    }
    text.push('\n');
    text
}
