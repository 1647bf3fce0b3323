//! Every type with its properties, and every enumeration with its members.

use super::{Page, code_in_table, link, short};
use crate::rust::{Field, Flag, Kind, OpenEnum, Struct};
use crate::text::markdown;

pub(super) fn section(page: &Page<'_>) -> String {
    let mut text = String::from(
        "## Types\n\nAny property may be absent or null: `$select` leaves out what is not asked for.\n\n",
    );
    for ty in &page.structs {
        text.push_str(&structured(ty, page));
    }
    text.push_str("## Enumerations\n\nA member that is not listed may come at any time.\n\n");
    for ty in &page.enums {
        text.push_str(&enumeration(ty, page));
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

fn structured<'a>(ty: &'a Struct, page: &Page<'a>) -> String {
    let mut text = format!("### {}\n\n", short(&ty.csdl));
    let mut sentences = vec![page.paragraph(&ty.csdl)];
    if page.is_deprecated(&ty.csdl) {
        sentences.push("**Deprecated.**".to_owned());
    }
    if let Some(base) = page.base(ty) {
        sentences.push(format!("Has all properties of {} too.", link(&base.csdl)));
    }
    let derived: Vec<_> = page.derived(&ty.csdl).iter().map(|ty| link(&ty.csdl)).collect();
    if !derived.is_empty() {
        sentences.push(format!("`@odata.type` says which it is: {}.", derived.join(", ")));
    }
    if ty.is_open {
        sentences.push("Open: it may have any other property.".to_owned());
    }
    if let Some(page) = page.version.pages.get(&ty.csdl) {
        sentences.push(format!("{}.", markdown::link("Reference", page)));
    }
    sentences.retain(|sentence| !sentence.is_empty());
    if !sentences.is_empty() {
        text.push_str(&format!("{}\n\n", sentences.join(" ")));
    }
    let mut rows = String::new();
    for field in page.own_fields(ty) {
        let name = format!("{}/{}", owner(field, ty, page), field.wire);
        let meaning = [page.text(&name), facts(field, page.is_deprecated(&name))];
        let meaning: Vec<_> = meaning.into_iter().filter(|part| !part.is_empty()).collect();
        rows.push_str(&format!(
            "| {} | {} | {} |\n",
            code_in_table(&field.wire),
            type_of(field, page),
            meaning.join(" ")
        ));
    }
    if !rows.is_empty() {
        text.push_str(&format!("| Property | Type | Meaning |\n|---|---|---|\n{rows}\n"));
    }
    text
}

/// The type whose declaration of the property has a description: the type itself or one of its bases. The type itself
/// if there is no description.
fn owner<'a>(field: &Field, ty: &'a Struct, page: &Page<'_>) -> &'a str {
    let mut owners = std::iter::once(&ty.csdl).chain(&ty.bases);
    let described = owners.find(|owner| page.version.texts.contains_key(&format!("{owner}/{}", field.wire)));
    described.unwrap_or(&ty.csdl)
}

fn type_of<'a>(field: &'a Field, page: &Page<'a>) -> String {
    let name = match &field.kind {
        Kind::Primitive(primitive) => code_in_table(primitive.variant),
        Kind::Enum(path) | Kind::Flags(path) | Kind::Object(path) | Kind::Hierarchy(path) => {
            link(page.find(path))
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
    let description = page.paragraph(&ty.csdl);
    if !description.is_empty() {
        text.push_str(&format!("{description}\n\n"));
    }
    if ty.is_flags {
        text.push_str("Several members at once stand between commas.\n\n");
    }
    text.push_str("| Member | Value | Meaning |\n|---|---|---|\n");
    for member in &ty.variants {
        let meaning = page.text(&format!("{}/{}", ty.csdl, member.wire));
        text.push_str(&format!("| {} | {} | {meaning} |\n", code_in_table(&member.wire), member.value));
    }
    text.push('\n');
    text
}
