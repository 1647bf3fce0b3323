//! The catalog: a static for each request that has a type, and tables of all others.
//!
//! Made as text: its form is simple, and there is much of it. Nothing is named by its position, so that a new request
//! changes no line of another.

use super::items::Items;
use super::paths::From;
use super::print::layout::MARGIN;
use super::print::wrap::WIDTH;
use crate::rust::names::CATALOG;
use crate::rust::{Info, Listed, Request, Version};
use crate::text::rust::Quoted;

/// The number of requests in one part: the catalog of a large version is in several files.
pub(super) const PART: usize = 200;

/// The facts about a request, as a constant expression: its static, or a row of its own if another request has the same
/// path.
pub(super) fn of_request(request: &Request, constant: Option<&str>, from: From<'_>) -> String {
    match constant {
        Some(constant) => format!("&{}", from.always(&[], constant)),
        None => format!("&request::row({}, {})", Quoted(&request.info.version), row(&request.info, 0)),
    }
}

/// The table and the statics of a part of the catalog.
pub(super) fn part(number: usize, requests: &[Listed], items: &mut Items) {
    items.runtime.insert("request");
    let resources = requests.iter().filter(|request| matches!(request, Listed::Resource(_)));
    let resources: Vec<_> = resources.map(Listed::info).collect();
    if let Some(first) = resources.first() {
        let mut text = format!(
            "pub(crate) static RESOURCES_{number}: [request::OperationInfo; {}] = request::rows({}, [\n",
            resources.len(),
            Quoted(&first.version)
        );
        for info in resources {
            text.push_str(&row(info, 0));
            text.push_str(",\n");
        }
        text.push_str("]);\n");
        items.texts.push(text);
    }
    for listed in requests {
        let Listed::Request { constant, info, .. } = listed else { continue };
        let head = format!("pub(crate) static {constant}: request::OperationInfo =");
        let (version, one_line) = (Quoted(&info.version), row(info, 0));
        items.texts.push(if !one_line.contains('\n') {
            format!("{head}\n    request::row({version}, {one_line});\n")
        } else if head.len() + 24 <= WIDTH {
            format!("{head} request::row({version}, {one_line});\n")
        } else {
            format!("{head}\n    request::row({version}, {});\n", row(info, 1))
        });
    }
}

/// The catalog itself.
pub(super) fn emit(version: &Version, items: &mut Items) {
    items.runtime.insert("request");
    let parts = (1..).zip(version.catalog.chunks(PART));
    let parts =
        parts.filter(|(_, requests)| requests.iter().any(|request| matches!(request, Listed::Resource(_))));
    let parts: Vec<_> = parts.map(|(number, _)| format!("        &super::RESOURCES_{number},\n")).collect();
    let operations = version.catalog.iter().filter_map(Listed::request);
    let operations = operations.map(|(_, constant)| format!("        &super::{constant},\n"));
    items.texts.push(format!(
        "/// All requests that are known of the version.\npub static {CATALOG}: request::Catalog = request::Catalog {{\n    \
         version: {},\n    resources: &[\n{}    ],\n    operations: &[\n{}    ],\n}};\n",
        Quoted(&version.version),
        parts.concat(),
        operations.collect::<String>()
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

/// Parts between brackets after a head, on one line, or each on a line of its own where they have no room.
///
/// `depth` is the number of groups around this one.
fn group(head: &str, parts: &[String], (open, close): (&str, &str), depth: usize) -> String {
    let indent = "    ".repeat(depth);
    let line = format!("{head}{open}{}{close}", parts.join(", "));
    if !line.contains('\n') && (indent.len() + line.len() + 2).cast_signed() < MARGIN {
        return line;
    }
    let parts: Vec<_> = parts.iter().map(|part| format!("{indent}    {part},\n")).collect();
    format!("{head}{open}\n{}{indent}{close}", parts.concat())
}

/// Facts that are known of few requests only.
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
    texts
}
