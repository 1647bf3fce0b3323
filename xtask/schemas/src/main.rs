//! Prints the JSON Schemas of all types in `graph-models` as one JSON value, for `cargo xtask codegen`.
//!
//! The program is a separate crate because it must be compiled after the types are generated, while `xtask` is
//! compiled before.
//!
//! - `documents`: the schema of each root type, by slice and by name. Each one is a complete document.
//! - `components`: the schemas of all types of each slice, in the form in which they refer to each other in OpenAPI.

use std::io::{self, Write};

use graph_models::json_schema::ROOTS;
use graph_models::schema::{Roots, components};
use serde_json::{Map, Value, json};

fn main() -> io::Result<()> {
    let of_slices = || ROOTS.iter().copied().flatten();
    let by_slice = |make: &dyn Fn(&Roots) -> Value| -> Map<String, Value> {
        of_slices().map(|roots| (roots.slice.to_owned(), make(roots))).collect()
    };
    let documents = |roots: &Roots| {
        roots.iter().map(|root| (root.name(), root.document().into())).collect::<Map<_, _>>().into()
    };
    let components = |roots: &Roots| components(roots.iter(), "/components/schemas").into();
    let all = json!({"documents": by_slice(&documents), "components": by_slice(&components)});
    writeln!(io::stdout().lock(), "{all}")
}
