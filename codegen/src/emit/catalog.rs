//! What is known of requests, as statics: the catalog of them all, which those that have a type refer to.
//!
//! Made as text: its form is simple, and there is much of it.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::paths::From;
use crate::rust::{Info, Listed, Request, TypePath};
use crate::text::rust::{Quoted, list};

/// Rows in one static: the catalog of a large version is in several files.
pub(super) const ROWS: usize = 200;

/// Where the rows of requests that have a type are: the number of the part, and the position there.
pub(super) type Positions<'a> = BTreeMap<&'a TypePath, (usize, usize)>;

pub(super) fn positions(rows: &[Listed]) -> Positions<'_> {
    let positions = rows.iter().enumerate().filter_map(|(index, row)| match row {
        Listed::Request(path, _) => Some((path, (index / ROWS + 1, index % ROWS))),
        Listed::Resource(_) => None,
    });
    positions.collect()
}

/// What is known of a request, as a constant expression: its row, or a row of its own where another has its path.
pub(super) fn of_request(request: &Request, row: Option<(usize, usize)>, from: From<'_>) -> String {
    match row {
        Some((part, position)) => format!("&{}[{position}]", from.always(&[], &format!("RESOURCES_{part}"))),
        None => format!("&{}[0]", table(&[&request.info])),
    }
}

/// A part of the catalog.
pub(super) fn part(number: usize, rows: &[Listed]) -> String {
    let (count, rows): (_, Vec<_>) = (rows.len(), rows.iter().map(Listed::info).collect());
    let table = table(&rows);
    format!("pub(crate) static RESOURCES_{number}: [request::OperationInfo; {count}] = {table};\n")
}

/// The catalog itself.
pub(super) fn whole(version: &str, parts: usize) -> String {
    let parts: Vec<_> = (1..=parts).map(|number| format!("&super::RESOURCES_{number}")).collect();
    format!(
        "/// All requests that are known of the version.\npub static CATALOG: request::Catalog =\n    request::Catalog {{ version: {}, parts: &[{}] }};\n",
        Quoted(version),
        parts.join(", ")
    )
}

/// A table of what is known of requests, as a constant expression.
fn table(infos: &[&Info]) -> String {
    let version = infos.first().map_or("", |info| info.version.as_str());
    let mut text = format!("request::rows({}, [\n", Quoted(version));
    for info in infos {
        let (ty, is_collection) = &info.binding;
        let _ = writeln!(
            text,
            "    ({}, {}, {}, {}, {is_collection}),",
            Quoted(&info.name),
            Quoted(info.method),
            Quoted(&info.template),
            Quoted(ty)
        );
    }
    text.push_str("], &[");
    let facts = infos.iter().enumerate().map(|(position, info)| (position, facts(info)));
    let facts: Vec<_> = facts.filter(|(_, facts)| !facts.is_empty()).collect();
    for (position, facts) in &facts {
        let _ = write!(text, "\n    ({position}, &[");
        for fact in facts {
            let _ = write!(text, "\n        request::Fact::{fact},");
        }
        text.push_str("\n    ]),");
    }
    text.push_str(if facts.is_empty() { "])" } else { "\n])" });
    text
}

/// What is known beside what each row has.
fn facts(info: &Info) -> Vec<String> {
    let facts = &info.facts;
    let mut texts = Vec::new();
    for (variant, (least, higher)) in [("Delegated", &facts.delegated), ("Application", &facts.application)] {
        if !least.is_empty() || !higher.is_empty() {
            texts.push(format!("{variant}(&{}, &{})", list(least), list(higher)));
        }
    }
    if !facts.roles.is_empty() {
        texts.push(format!("Roles(&{})", list(&facts.roles)));
    }
    if !facts.clouds.is_empty() {
        let clouds: Vec<_> = facts.clouds.iter().map(|cloud| format!("request::Cloud::{cloud}")).collect();
        texts.push(format!("Clouds(&[{}])", clouds.join(", ")));
    }
    if !facts.statuses.is_empty() {
        texts.push(format!("Statuses(&{:?})", facts.statuses));
    }
    if facts.is_long_running {
        texts.push("LongRunning".to_owned());
    }
    texts.extend(facts.documentation.iter().map(|page| format!("Documentation({})", Quoted(page))));
    texts.extend(facts.filter.iter().map(|filter| format!("Filter({})", Quoted(filter))));
    texts
}
