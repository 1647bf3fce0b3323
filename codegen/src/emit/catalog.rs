//! The catalog: tables of all known requests. Each part holds the requests that the same features enable.
//!
//! The emitter writes text and no tokens, since the form is simple and the tables are large.

use super::gates;
use super::items::Items;
use super::paths::From;
use super::print::layout::MARGIN;
use crate::rust::names::CATALOG;
use crate::rust::{CatalogPart, Info, Listed, Request, Version};
use crate::text::rust::Quoted;

/// The facts about a request, as a constant expression.
pub(super) fn of_request(request: &Request) -> String {
    format!("&request::row({}, {})", Quoted(&request.info.version), row(&request.info, 0))
}

/// A part of the catalog.
pub(super) fn part(part: &CatalogPart, version: &Version, from: From<'_>, items: &mut Items) {
    items.runtime.insert("request");
    let rows = part.rows.iter().filter_map(|&position| version.catalog.get(position));
    let (mut resources, mut operations) = (String::new(), String::new());
    for listed in rows {
        match listed {
            Listed::Call { info, .. } | Listed::Resource(info) => {
                resources.push_str(&format!("        {},\n", row(info, 2)));
            }
            Listed::Request { path, .. } => {
                operations
                    .push_str(&format!("        {}::INFO,\n", from.always(&path.namespace, &path.ident)));
            }
        }
    }
    let constant = &part.constant;
    let mut text = format!("pub(crate) static {constant}: request::CatalogPart = request::CatalogPart {{\n");
    text.push_str(&match resources.is_empty() {
        true => "    resources: &[],\n".to_owned(),
        false => {
            format!("    resources: &request::rows({}, [\n{resources}    ]),\n", Quoted(&version.version))
        }
    });
    text.push_str(&match operations.is_empty() {
        true => "    operations: &[],\n};\n".to_owned(),
        false => format!("    operations: &[\n{operations}    ],\n}};\n"),
    });
    items.texts.push(text);
}

/// The catalog itself.
pub(super) fn emit(version: &Version, items: &mut Items) {
    items.runtime.insert("request");
    let parts = version.catalog_parts.iter().map(|part| {
        let gate = gates::of_file(&part.features, None, version, "        ");
        format!("{gate}        &super::{},\n", part.constant)
    });
    items.texts.push(format!(
        "/// All requests that are known of the version.\n\
         pub static {CATALOG}: request::Catalog = request::Catalog {{\n    version: {},\n    parts: &[\n{}    ],\n}};\n",
        Quoted(&version.version),
        parts.collect::<String>()
    ));
}

/// The row of a request, as a tuple: on one line, or on several lines where one would be too long.
fn row(info: &Info, depth: usize) -> String {
    let (ty, is_collection) = &info.binding;
    let cells = [
        Quoted(&info.name).to_string(),
        Quoted(info.method).to_string(),
        Quoted(&info.template).to_string(),
        Quoted(ty).to_string(),
        is_collection.to_string(),
        format!("&{}", group("", &facts(info, depth), ("[", "]"), depth + 1)),
    ];
    group("", &cells, ("(", ")"), depth)
}

/// Parts between brackets after a head: all on one line if they fit, otherwise each on a line of its own.
///
/// `depth` is the number of enclosing groups.
fn group(head: &str, parts: &[String], (open, close): (&str, &str), depth: usize) -> String {
    let indent = "    ".repeat(depth);
    let line = format!("{head}{open}{}{close}", parts.join(", "));
    if !line.contains('\n') && (indent.len() + line.len() + 2).cast_signed() < MARGIN {
        return line;
    }
    let parts: Vec<_> = parts.iter().map(|part| format!("{indent}    {part},\n")).collect();
    format!("{head}{open}\n{}{indent}{close}", parts.concat())
}

/// Facts that are known for few requests only.
fn facts(info: &Info, depth: usize) -> Vec<String> {
    let fact = |variant: &str, parts: &[String]| {
        group(&format!("request::Fact::{variant}"), parts, ("(", ")"), depth + 2)
    };
    let list = |items: &[String]| format!("&{}", group("", items, ("[", "]"), depth + 3));
    let texts_of = |items: &[String]| {
        let items: Vec<_> = items.iter().map(|item| Quoted(item).to_string()).collect();
        list(&items)
    };
    let facts = &info.facts;
    let mut texts = Vec::new();
    for (variant, (least, higher)) in [("Delegated", &facts.delegated), ("Application", &facts.application)] {
        if !least.is_empty() || !higher.is_empty() {
            texts.push(fact(variant, &[texts_of(least), texts_of(higher)]));
        }
    }
    if !facts.roles.is_empty() {
        texts.push(fact("Roles", &[texts_of(&facts.roles)]));
    }
    if !facts.clouds.is_empty() {
        let clouds: Vec<_> = facts.clouds.iter().map(|cloud| format!("request::Cloud::{cloud}")).collect();
        texts.push(fact("Clouds", &[list(&clouds)]));
    }
    if !facts.statuses.is_empty() {
        texts.push(fact("Statuses", &[format!("&{:?}", facts.statuses)]));
    }
    if facts.is_long_running {
        texts.push("request::Fact::LongRunning".to_owned());
    }
    texts.extend(facts.documentation.iter().map(|page| fact("Documentation", &[Quoted(page).to_string()])));
    texts.extend(facts.filter.iter().map(|filter| fact("Filter", &[Quoted(filter).to_string()])));
    if !facts.required_options.is_empty() {
        texts.push(fact("RequiredOptions", &[texts_of(&facts.required_options)]));
    }
    texts
}
