//! Prints the JSON Schemas of all types in `graph-models` as one JSON value, for `cargo xtask codegen`.
//!
//! It is a crate by itself because it must be compiled after the types are generated, and xtask before.
//!
//! - `documents`: the schema of each root type, by slice and by name, a document by itself.
//! - `components`: the schemas of all types of each slice, as they refer to each other in OpenAPI.

use std::io::{self, Write};

use graph_models::json_schema::ROOTS;
use graph_models::schema::{Root, components};
use serde_json::{Map, Value, json};

fn main() -> io::Result<()> {
    let mut slices: Vec<&str> = roots().map(|root| root.slice).collect();
    slices.sort_unstable();
    slices.dedup();
    let of = |slice| roots().filter(move |root| root.slice == slice);
    let by_slice = |make: &dyn Fn(&'static str) -> Value| -> Map<String, Value> {
        slices.iter().map(|slice| ((*slice).to_owned(), make(slice))).collect()
    };
    let documents =
        |slice| Value::Object(of(slice).map(|root| (root.name(), root.document().into())).collect());
    let components = |slice| Value::Object(components(of(slice), "/components/schemas"));
    let all = json!({"documents": by_slice(&documents), "components": by_slice(&components)});
    writeln!(io::stdout().lock(), "{all}")
}

fn roots() -> impl Iterator<Item = &'static Root> {
    ROOTS.iter().copied().flatten()
}
