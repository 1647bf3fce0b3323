//! OpenAPI 3.1 of a slice: paths and operations from its requests. The compiled types make the schemas that the
//! document refers to, and the caller inserts them.

mod answers;
mod security;

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::graph::{CLOUDS, Cloud, GLOBAL};
use crate::rust::endpoints::{self, Body, Endpoint};
use crate::rust::schemas::Schemas;
use crate::rust::{MediaRequest, Parameters, Slice, Version};

/// An OpenAPI description without the schemas of types.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenApi {
    /// The slice.
    pub slice: String,
    document: Value,
}

impl OpenApi {
    /// The whole description, with the schemas of the slice's types by name. The schemas must refer to each other
    /// below `/components/schemas`.
    pub fn with_schemas(&self, schemas: &Map<String, Value>) -> Value {
        let mut document = self.document.clone();
        if let Some(of_document) = document.pointer_mut("/components/schemas").and_then(Value::as_object_mut)
        {
            of_document.extend(schemas.clone());
        }
        document
    }
}

/// Describes the requests of a slice.
pub(crate) fn describe(slice: &Slice, version: &Version, schemas: &Schemas<'_>) -> OpenApi {
    let endpoints = endpoints::of_slice(slice, version, schemas);
    let mut paths: Map<String, Value> = Map::new();
    for endpoint in &endpoints {
        let item = paths.entry(endpoint.info.template.clone()).or_insert_with(|| json!({}));
        if let Some(item) = item.as_object_mut() {
            item.insert(endpoint.info.method.to_lowercase(), operation(endpoint));
        }
    }
    let tags: BTreeSet<_> = endpoints.iter().map(tag).collect();
    let tags: Vec<_> = tags
        .into_iter()
        .map(|tag| json!({"name": tag, "description": format!("Requests on `{tag}`.")}))
        .collect();
    let document = json!({
        "openapi": "3.1.0",
        "info": {
            "title": slice.description,
            "version": version.version,
            "description": format!(
                "The slice `{}` of Microsoft Graph. {} from {}.",
                slice.name, version.made_by.words(), version.inputs.join(", ")
            ),
        },
        "servers": servers(&endpoints, &version.version),
        "tags": tags,
        "paths": paths,
        "components": {
            "schemas": {"error": answers::error_schema()},
            "responses": {"error": answers::error()},
            "securitySchemes": security::schemes(&endpoints),
        },
    });
    OpenApi { slice: slice.name.clone(), document }
}

fn servers(endpoints: &[Endpoint<'_>], version: &str) -> Value {
    let has = |cloud: &str| endpoints.iter().any(|endpoint| endpoint.info.facts.clouds.contains(&cloud));
    let servers = CLOUDS.iter().filter(|cloud| cloud.variant == GLOBAL.variant || has(cloud.variant));
    let server = |Cloud { address, title, .. }: &Cloud| json!({"url": format!("{address}/{version}"), "description": title});
    servers.map(server).collect()
}

/// The group of an operation: the last collection or singleton in the path.
fn tag<'a>(endpoint: &Endpoint<'a>) -> &'a str {
    let resource = resource(endpoint);
    let resource = match MediaRequest::of_name(&endpoint.info.name) {
        Some(_) => resource.rsplit_once('/').map_or(resource, |(entity, _)| entity),
        None => resource,
    };
    let mut names = resource.rsplit('/');
    let name = names.find(|part| !part.is_empty() && !part.starts_with(['{', '$']) && !part.contains('('));
    name.or_else(|| endpoint.info.template.rsplit('/').next()).unwrap_or_default()
}

/// The path of the resource: without the last part, if this is an action or function.
fn resource<'a>(endpoint: &Endpoint<'a>) -> &'a str {
    let template = endpoint.info.template.as_str();
    match endpoint.request {
        Some(_) => template.rsplit_once('/').map_or(template, |(path, _)| path),
        None => template,
    }
}

fn operation(endpoint: &Endpoint<'_>) -> Value {
    let info = endpoint.info;
    let summary = endpoint.summary.split_once(". ").map_or(endpoint.summary.as_str(), |(first, _)| first);
    let mut operation = json!({
        "operationId": operation_id(endpoint),
        "summary": summary.trim_end_matches('.'),
        "description": endpoint.summary,
        "tags": [tag(endpoint)],
        "parameters": parameters(endpoint),
        "responses": answers::responses(endpoint),
        "security": security::requirements(&info.facts),
        "x-odata": {"name": info.name, "binding": info.binding.0},
    });
    let Some(map) = operation.as_object_mut() else { return operation };
    if let Some(body) = &endpoint.body {
        let content = content(body, endpoint);
        map.insert("requestBody".to_owned(), json!({"required": true, "content": content}));
    }
    if let Some(page) = &info.facts.documentation {
        map.insert("externalDocs".to_owned(), json!({"url": page}));
    }
    if !info.facts.roles.is_empty() {
        map.insert("x-roles".to_owned(), json!(info.facts.roles));
    }
    operation
}

/// The content of a body, by media type.
fn content(body: &Body, endpoint: &Endpoint<'_>) -> Value {
    let Body::Schema(name) = body else { return json!({answers::BYTES: {"schema": {}}}) };
    let reference = json!({"$ref": format!("#/components/schemas/{name}")});
    let required = required(endpoint);
    let schema = match required.as_slice() {
        [] => reference,
        // The schemas describe received values, which have no required properties.
        names => json!({"allOf": [reference, {"required": names}]}),
    };
    json!({"application/json": {"schema": schema}})
}

/// The required parameters of an action.
fn required<'a>(endpoint: &Endpoint<'a>) -> Vec<&'a str> {
    let required = endpoint.parameters.into_iter().flat_map(Parameters::required);
    required.map(|field| field.wire.as_str()).collect()
}

/// The names in the path and the kind of request. No two operations share both.
fn operation_id(endpoint: &Endpoint<'_>) -> String {
    if let Some(request) = endpoint.request.filter(|_| endpoint.is_at_own_path) {
        return request.to_string().replace("::", ".");
    }
    let names =
        resource(endpoint).split('/').filter(|part| !part.is_empty() && !part.starts_with(['{', '$']));
    names.chain([endpoint.info.name.as_str()]).collect::<Vec<_>>().join(".")
}

fn parameters(endpoint: &Endpoint<'_>) -> Vec<Value> {
    let mut parameters: Vec<_> = placeholders(&endpoint.info.template)
        .map(|name| json!({"name": name, "in": "path", "required": true, "schema": {"type": "string"}}))
        .collect();
    parameters.extend(answers::query(endpoint));
    parameters
}

fn placeholders(template: &str) -> impl Iterator<Item = &str> {
    template.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name)
}
