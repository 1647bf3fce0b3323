//! What is known of requests, as statics: the catalog of them all, which those that have a type refer to.
//!
//! Made as text: its form is simple, and there is much of it.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::paths::From;
use crate::rust::{Info, Listed, Request, TypePath};

/// Rows in one static: the catalog of a large version is in several files.
pub(super) const ROWS: usize = 200;

/// Where the rows of requests that have a type are: the number of the part, and the position there.
pub(super) fn positions(rows: &[Listed]) -> BTreeMap<&TypePath, (usize, usize)> {
    let positions = rows.iter().enumerate().filter_map(|(index, row)| match row {
        Listed::Request(path, _) => Some((path, (index / ROWS + 1, index % ROWS))),
        Listed::Resource(_) => None,
    });
    positions.collect()
}

/// What is known of a request, as a constant expression: its row, or a row of its own where another has its path.
pub(super) fn of_request(request: &Request, row: Option<(usize, usize)>, from: From<'_>) -> String {
    match row {
        Some((part, position)) => {
            format!("{}[{position}]", from.always(&[], &format!("RESOURCES_{part}")))
        }
        None => format!("&{}", info(&request.info)),
    }
}

/// A part of the catalog.
pub(super) fn part(number: usize, rows: &[Listed]) -> String {
    let rows: String = rows.iter().map(|row| format!("    &{},\n", info(row.info()))).collect();
    format!("pub(crate) static RESOURCES_{number}: &[&request::OperationInfo] = &[\n{rows}];\n")
}

/// The catalog itself.
pub(super) fn whole(version: &str, parts: usize) -> String {
    let parts: Vec<_> = (1..=parts).map(|number| format!("super::RESOURCES_{number}")).collect();
    format!(
        "/// All requests that are known of the version.\npub static CATALOG: request::Catalog =\n    request::Catalog {{ version: {version:?}, parts: &[{}] }};\n",
        parts.join(", ")
    )
}

/// What is known of a request, as a constant expression.
fn info(info: &Info) -> String {
    let facts = &info.facts;
    let binding = if info.binding.1 { "collection" } else { "one" };
    let mut text = format!(
        "request::OperationInfo::new(\n        {:?},\n        {:?},\n        request::Method::{},\n        {:?},\n        request::Binding::{binding}({:?}),\n    )",
        info.name, info.version, info.method, info.template, info.binding.0
    );
    let mut add = |call: String| {
        let _ = write!(text, "\n    .{call}");
    };
    for (method, (least, higher)) in [("delegated", &facts.delegated), ("application", &facts.application)] {
        if !least.is_empty() || !higher.is_empty() {
            add(format!("{method}(&{least:?}, &{higher:?})"));
        }
    }
    if !facts.roles.is_empty() {
        add(format!("roles(&{:?})", facts.roles));
    }
    if !facts.clouds.is_empty() {
        let clouds: Vec<_> = facts.clouds.iter().map(|cloud| format!("request::Cloud::{cloud}")).collect();
        add(format!("clouds(&[{}])", clouds.join(", ")));
    }
    if !facts.statuses.is_empty() {
        add(format!("statuses(&{:?})", facts.statuses));
    }
    if facts.is_long_running {
        add("long_running()".to_owned());
    }
    if let Some(page) = &facts.documentation {
        add(format!("documentation({page:?})"));
    }
    if let Some(filter) = &facts.filter {
        add(format!("filter({filter:?})"));
    }
    text
}
