//! The program while it is written: its imports, its statements and the features that it needs.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Snippet;
use super::prelude;
use crate::call::{Calls, Found};
use graph_models_codegen::rust::{Gate, TypePath};
use graph_models_codegen::text::rust::Quoted;

/// Names that the program already uses: those of Rust's prelude, of the runtime's prelude, and those that the program
/// imports. A type with such a name is written with its module.
const TAKEN: [&str; 50] = [
    "AsMut",
    "AsRef",
    "Box",
    "Client",
    "Clone",
    "Content",
    "Copy",
    "Default",
    "Drop",
    "EntityId",
    "Eq",
    "Err",
    "Extend",
    "FlagSet",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "GraphError",
    "Hierarchy",
    "Into",
    "IntoIterator",
    "Iterator",
    "Model",
    "ModelExt",
    "None",
    "Ok",
    "OpenEnum",
    "Operation",
    "Option",
    "Ord",
    "Page",
    "PartialEq",
    "PartialOrd",
    "Patch",
    "Patchable",
    "Prefer",
    "Query",
    "Result",
    "Send",
    "Service",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TypedPath",
    "Vec",
];

/// JSON with more values than this is written as a text: the macro `json!` recurses for each value.
const MOST_VALUES: usize = 16;

/// The most characters of an argument. A longer one becomes a variable.
const LONGEST_ARGUMENT: usize = 60;

/// The program while it is written.
pub(super) struct Program<'c, 'v> {
    pub(super) calls: &'c Calls<'v>,
    /// Items of the module of the version: types, modules, `self`.
    items: BTreeSet<String>,
    /// Items of the generated crate, by their paths in it.
    crate_items: BTreeSet<String>,
    gates: Vec<&'v Gate>,
    /// The CSDL names of the types on the way to the request.
    types: Vec<&'v str>,
    features: Vec<String>,
    names: BTreeSet<String>,
    needs_json: bool,
    statements: Vec<String>,
}

impl<'c, 'v> Program<'c, 'v> {
    pub(super) fn new(calls: &'c Calls<'v>, found: &Found<'v>) -> Self {
        let names = ["client", "request", "answer", "item", "content"].map(str::to_owned).into();
        Self {
            calls,
            items: BTreeSet::new(),
            crate_items: BTreeSet::new(),
            gates: found.gates.clone(),
            types: found.types.clone(),
            features: calls.features(found),
            names,
            needs_json: false,
            statements: Vec::new(),
        }
    }

    /// The name of a type, which the program imports.
    pub(super) fn ty(&mut self, path: &TypePath) -> String {
        match path.namespace.split_first() {
            None if TAKEN.contains(&path.ident.as_str()) => {
                self.items.insert("self".to_owned());
                format!("{}::{}", self.calls.version().module, path.ident)
            }
            None => {
                self.items.insert(path.ident.clone());
                path.ident.clone()
            }
            Some((first, _)) => {
                self.items.insert(first.clone());
                path.to_string()
            }
        }
    }

    /// Imports an item of the module of the version, such as `paths`.
    pub(super) fn uses(&mut self, item: &str) {
        self.items.insert(item.to_owned());
    }

    /// Imports an item of the generated crate.
    pub(super) fn uses_crate(&mut self, path: &str) {
        self.crate_items.insert(path.to_owned());
    }

    /// Notes that the program needs the features of a gate.
    pub(super) fn needs(&mut self, gate: &'v Gate) {
        self.gates.push(gate);
    }

    /// Notes that the program needs the features of a further path.
    pub(super) fn needs_path(&mut self, found: &Found<'v>) {
        for feature in self.calls.features(found) {
            if !self.features.contains(&feature) {
                self.features.push(feature);
            }
        }
    }

    /// A name for a variable that no other variable has.
    pub(super) fn name(&mut self, wanted: &str) -> String {
        let mut name = wanted.to_owned();
        let mut number = 2;
        while !self.names.insert(name.clone()) {
            name = format!("{wanted}_{number}");
            number += 1;
        }
        name
    }

    /// Adds a statement.
    pub(super) fn push(&mut self, statement: String) {
        self.statements.push(statement);
    }

    /// The expression, or a variable for it if it is long.
    pub(super) fn variable(&mut self, wanted: &str, expression: String) -> String {
        if expression.len() <= LONGEST_ARGUMENT {
            return expression;
        }
        let name = self.name(wanted);
        self.push(format!("let {name} = {expression};"));
        name
    }

    /// A mark of the present statements and names, for [`Self::back`].
    pub(super) fn mark(&self) -> (usize, BTreeSet<String>) {
        (self.statements.len(), self.names.clone())
    }

    /// Drops the statements and names since a mark.
    pub(super) fn back(&mut self, (statements, names): (usize, BTreeSet<String>)) {
        self.statements.truncate(statements);
        self.names = names;
    }

    /// Notes that the program uses `serde_json`.
    pub(super) fn uses_json(&mut self) {
        self.needs_json = true;
    }

    /// An expression of the type `serde_json::Value`.
    pub(super) fn json(&mut self, value: &Value) -> String {
        self.needs_json = true;
        match count(value) {
            0..=MOST_VALUES => format!("serde_json::json!({})", tokens(value)),
            _ => format!("serde_json::from_str::<serde_json::Value>({})?", text(value)),
        }
    }

    /// An expression that converts into `serde_json::Value`.
    pub(super) fn json_argument(&mut self, value: &Value) -> String {
        match value {
            Value::Null => "()".to_owned(),
            Value::Bool(value) => value.to_string(),
            Value::String(text) => Quoted(text).to_string(),
            Value::Number(number) => match (number.as_i64(), number.as_u64()) {
                (Some(small), _) if i32::try_from(small).is_ok() => small.to_string(),
                (Some(large), _) => format!("{large}_i64"),
                (None, Some(large)) => format!("{large}_u64"),
                (None, None) => number.as_f64().map_or_else(|| self.json(value), |it| format!("{it:?}")),
            },
            Value::Array(_) | Value::Object(_) => self.json(value),
        }
    }

    /// The finished snippet.
    pub(super) fn snippet(mut self, scopes: (Vec<String>, Vec<String>)) -> Snippet {
        self.calls.add_features(&mut self.features, &self.gates, &self.types);
        let module = &self.calls.version().module;
        if prelude::is_used(&self.statements) {
            self.crate_items.insert("prelude::*".to_owned());
        }
        let mut imports: Vec<_> =
            self.crate_items.iter().map(|path| format!("use graph_models::{path};")).collect();
        let items: Vec<_> = self.items.iter().map(String::as_str).collect();
        imports.push(format!("use graph_models::{module}::{{{}}};", items.join(", ")));
        Snippet {
            features: self.features,
            needs_json: self.needs_json,
            imports,
            statements: self.statements,
            scopes,
        }
    }
}

/// The number of values in JSON.
fn count(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(count).sum::<usize>(),
        Value::Object(entries) => 1 + entries.values().map(count).sum::<usize>(),
        _ => 1,
    }
}

/// JSON in the syntax of the macro `json!`.
fn tokens(value: &Value) -> String {
    match value {
        Value::String(text) => Quoted(text).to_string(),
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(tokens).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(entries) => {
            let entry = |(name, value): (&String, &Value)| format!("{}: {}", Quoted(name), tokens(value));
            let entries: Vec<_> = entries.iter().map(entry).collect();
            format!("{{{}}}", entries.join(", "))
        }
        scalar => scalar.to_string(),
    }
}

/// JSON as a raw string literal.
pub(super) fn text(value: &Value) -> String {
    let text = format!("{value:#}");
    // Invisible characters, and those that would end the literal, are escaped.
    let is_plain = !text.contains("\"#")
        && !text.contains(graph_models_codegen::text::is_dangerous)
        && !text.contains('\r');
    if is_plain { format!("r#\"{text}\"#") } else { Quoted(&value.to_string()).to_string() }
}
