//! Documentation of slices for rustdoc: a table of the requests of each slice.

use crate::rust::endpoints::{self, Answer, Endpoint, Shape};
use crate::rust::schemas::Schemas;
use crate::rust::{self, Overview, TypePath, Version};
use crate::text::markdown::{self, code, code_in_table};
use crate::text::rustdoc;

/// The most requests of a version whose slices have tables of requests. Nobody reads a page with more.
const MOST_ROWS: usize = 200;

/// The sections of slices, with links for the module of the version and with links for the module that contains it.
pub(super) fn decide(version: &Version) -> Overview {
    // A slice of everything distinguishes nothing.
    let slices: Vec<_> = version.slices.iter().filter(|slice| !slice.is_all).collect();
    if slices.is_empty() {
        return Overview::default();
    }
    let schemas = Schemas::new(version);
    let (mut inside, mut outside) = (Vec::new(), Vec::new());
    let requests: usize = slices.iter().map(|slice| slice.requests.len()).sum();
    if requests > MOST_ROWS {
        for slice in &slices {
            summary(slice, &mut inside);
        }
        return Overview { inside, outside: table(&slices, version) };
    }
    for slice in slices {
        let endpoints = endpoints::of_slice(slice, version, &schemas);
        section(slice, &endpoints, "", &schemas, &mut inside);
        section(slice, &endpoints, &format!("{}::", version.module), &schemas, &mut outside);
    }
    Overview { inside, outside }
}

/// The section of a slice without its requests.
fn summary(slice: &rust::Slice, lines: &mut Vec<String>) {
    heading(slice, lines);
    let roots: Vec<_> = slice.roots.iter().map(|root| code(root)).collect();
    lines.push(format!("It has {} requests, below {}.", slice.requests.len(), roots.join(", ")));
}

/// A table of the slices of a version, without links: features may leave out the module of the version.
fn table(slices: &[&rust::Slice], version: &Version) -> Vec<String> {
    let mut lines =
        vec![format!("# Version {}: module {}", version.version, code(&version.module)), String::new()];
    lines.extend(["| feature | brings | requests |", "|---|---|---|"].map(str::to_owned));
    lines.extend(slices.iter().map(|slice| {
        let (name, brings) = (code_in_table(&slice.name), markdown::text(&slice.description));
        format!("| {name} | {brings} | {} |", slice.requests.len())
    }));
    lines
}

/// The heading of a slice, and its description.
fn heading(slice: &rust::Slice, lines: &mut Vec<String>) {
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.extend([
        format!("# {}", slice.name),
        String::new(),
        format!("{}.", rustdoc::text(&slice.description)),
    ]);
}

fn section(
    slice: &rust::Slice,
    endpoints: &[Endpoint<'_>],
    module: &str,
    schemas: &Schemas<'_>,
    lines: &mut Vec<String>,
) {
    heading(slice, lines);
    if endpoints.is_empty() {
        return;
    }
    let root = endpoints::common_root(slice, endpoints);
    if !root.is_empty() {
        lines.push(format!("Paths stand below {}.", code(&root)));
    }
    lines.extend(["", "| request | answers | least scopes |", "|---|---|---|"].map(str::to_owned));
    for endpoint in endpoints {
        let info = endpoint.info;
        let mut request = code_in_table(&format!("{} {}", info.method, endpoint.path_below(&root)));
        if let Some(path) = endpoint.request {
            request.push_str(&format!(": {}", link(path, module)));
        }
        let mut scopes = info.facts.delegated.0.clone();
        scopes.extend(
            info.facts.application.0.iter().filter(|it| !info.facts.delegated.0.contains(it)).cloned(),
        );
        let scopes: Vec<_> = scopes.iter().map(|scope| code_in_table(scope)).collect();
        lines.push(format!("| {request} | {} | {} |", answer(endpoint, module, schemas), scopes.join(", ")));
    }
}

fn answer(endpoint: &Endpoint<'_>, module: &str, schemas: &Schemas<'_>) -> String {
    let shown = |shape: &Shape<'_>| match shape {
        Shape::Primitive(name) => code(name),
        Shape::Named(name) => schemas.path(name).map_or_else(|| code(name), |path| link(path, module)),
    };
    match &endpoint.answer {
        Answer::Nothing if endpoint.info.facts.is_long_running => "where to follow the operation".to_owned(),
        Answer::Nothing => "nothing".to_owned(),
        Answer::Value(shape) | Answer::Wrapped(shape) => shown(shape),
        Answer::Page(shape) => format!("a page of {}", shown(shape)),
        Answer::Count => "a number".to_owned(),
        Answer::Media => "bytes".to_owned(),
    }
}

/// A link to a type, from the module of the version or from the module above it.
fn link(path: &TypePath, module: &str) -> String {
    let target = format!("{module}{path}");
    // rustdoc warns about a link target that equals its text.
    if target == path.ident { format!("[`{target}`]") } else { format!("[`{}`]({target})", path.ident) }
}
