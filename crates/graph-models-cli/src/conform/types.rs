//! The Rust types of declared type names.

use std::collections::BTreeMap;

use csdl::diagnostic::{Diagnostic, Diagnostics, closest};
use csdl::source::Placed;
use graph_models_codegen::{GeneratedType, Output};

/// The types that payloads can be declared as.
pub(super) struct Types {
    by_name: BTreeMap<String, Target>,
    /// The names as declared, for messages.
    names: Vec<String>,
}

/// A Rust type, and the form of its payloads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    /// The path of the type in the crate of the runner.
    pub(super) path: String,
    /// True if values are not objects. A response then holds them in `value`.
    pub(super) is_value: bool,
    /// True if the type declares a collection named `value`. An object with `value` is then not always a page.
    pub(super) has_value: bool,
}

/// The primitive types, and the Rust types that hold them.
const PRIMITIVES: [(&str, &str); 18] = [
    ("Edm.Binary", "graph_models_core::edm::Binary"),
    ("Edm.Boolean", "bool"),
    ("Edm.Byte", "u8"),
    ("Edm.Date", "graph_models_core::edm::Date"),
    ("Edm.DateTimeOffset", "graph_models_core::edm::DateTimeOffset"),
    ("Edm.Decimal", "graph_models_core::edm::Decimal"),
    ("Edm.Double", "f64"),
    ("Edm.Duration", "graph_models_core::edm::Duration"),
    ("Edm.Guid", "graph_models_core::edm::Guid"),
    ("Edm.Int16", "i16"),
    ("Edm.Int32", "i32"),
    ("Edm.Int64", "i64"),
    ("Edm.SByte", "i8"),
    ("Edm.Single", "f32"),
    ("Edm.Stream", "graph_models_core::edm::Stream"),
    ("Edm.String", "String"),
    ("Edm.TimeOfDay", "graph_models_core::edm::TimeOfDay"),
    ("Edm.Untyped", "graph_models_core::edm::Json"),
];

impl Types {
    pub(super) fn new(output: &Output) -> Self {
        let mut by_name = BTreeMap::new();
        for (name, ty) in output.types.iter().flatten() {
            by_name.insert(name.to_lowercase(), Target::generated(ty));
        }
        for (name, path) in PRIMITIVES {
            by_name.insert(name.to_lowercase(), Target::value(path));
        }
        // No Rust is generated for a type whose values may be any JSON, but a payload can be declared as such a type.
        let any = output
            .coverage
            .iter()
            .filter_map(|coverage| coverage.omitted.get(graph_models_codegen::ANY_JSON));
        for name in any.flatten() {
            let json = Target { is_value: false, ..Target::value("graph_models_core::edm::Json") };
            by_name.entry(name.to_lowercase()).or_insert(json);
        }
        let names = output.types.iter().flat_map(|types| types.keys().cloned());
        Self { by_name, names: names.collect() }
    }

    /// The type of a name. Case, `#` and a prefix make no difference, and the alias of Graph may replace the
    /// namespace.
    pub(super) fn find(&self, name: &str) -> Option<&Target> {
        let name = name.rsplit_once('#').map_or(name, |(_, name)| name).trim().to_lowercase();
        self.by_name.get(&name).or_else(|| {
            let rest = name.strip_prefix("graph.")?;
            self.by_name.get(&format!("microsoft.graph.{rest}"))
        })
    }
}

impl Types {
    /// The most similar name, with or without its namespace.
    fn nearest(&self, name: &str) -> Option<&str> {
        fn simple(name: &str) -> &str {
            name.rsplit('.').next().unwrap_or(name)
        }
        let names = || self.names.iter().map(String::as_str).chain(PRIMITIVES.map(|(name, _)| name));
        closest(name, names()).or_else(|| {
            let meant = closest(simple(name), names().map(simple))?;
            names().find(|name| simple(name) == meant)
        })
    }

    /// The type of a name. An unknown one is an error.
    pub(super) fn require(&self, name: &Placed<String>, diagnostics: &mut Diagnostics) -> Option<&Target> {
        let found = self.find(&name.value);
        if found.is_none() {
            let problem = Diagnostic::error(format!("the metadata declares no type `{}`", name.value))
                .at(name.place, "");
            diagnostics.push(match self.nearest(&name.value) {
                Some(meant) => problem.help(format!("did you mean `{meant}`?")),
                None => problem.help(
                    "a type is written with its namespace: `microsoft.graph.user`, `Collection(Edm.String)`",
                ),
            });
        }
        found
    }
}

impl Target {
    fn generated(ty: &GeneratedType) -> Self {
        Self {
            path: format!("models::{}", ty.path),
            is_value: ty.is_enum,
            has_value: ty.properties.get("value") == Some(&true),
        }
    }

    fn value(path: &str) -> Self {
        Self { path: path.to_owned(), is_value: true, has_value: false }
    }
}
