//! The answers of requests, and the query options that shape them.

use serde_json::{Map, Value, json};

use crate::rust::endpoints::{Answer, Endpoint, Shape};

/// The media type of bytes.
pub(super) const BYTES: &str = "application/octet-stream";

/// The answers by status.
pub(super) fn responses(endpoint: &Endpoint<'_>) -> Value {
    let mut responses = Map::new();
    for status in endpoint.statuses() {
        responses.insert(status.to_string(), response(endpoint, status));
    }
    for class in ["4XX", "5XX"] {
        responses.insert(class.to_owned(), json!({"$ref": "#/components/responses/error"}));
    }
    responses.into()
}

fn response(endpoint: &Endpoint<'_>, status: u16) -> Value {
    let content = match &endpoint.answer {
        Answer::Nothing => None,
        _ if status == 204 => None,
        Answer::Value(shape) => Some(("application/json", schema(shape, ""))),
        Answer::Wrapped(shape) => {
            let value = schema(shape, "");
            Some(("application/json", json!({"type": "object", "properties": {"value": value}})))
        }
        Answer::Page(Shape::Primitive(name)) => {
            let items = primitive(name);
            let value = json!({"type": "array", "items": items});
            let page = json!({"type": "object", "properties": {"value": value}, "required": ["value"]});
            Some(("application/json", page))
        }
        Answer::Page(shape) => Some(("application/json", schema(shape, "-page"))),
        Answer::Count => Some(("text/plain", json!({"type": "integer"}))),
        Answer::Media => Some((BYTES, json!({}))),
    };
    let mut response = Map::new();
    response.insert("description".to_owned(), description(status).into());
    if let Some((media, schema)) = content {
        response.insert("content".to_owned(), json!({media: {"schema": schema}}));
    }
    if endpoint.info.facts.is_long_running {
        let location = json!({
            "description": "The operation to follow until it has ended.",
            "schema": {"type": "string"},
        });
        response.insert("headers".to_owned(), json!({"Location": location}));
    }
    response.into()
}

fn description(status: u16) -> &'static str {
    match status {
        201 => "Created.",
        202 => "Accepted: the work goes on.",
        204 => "Done; there is nothing to return.",
        _ => "Success.",
    }
}

fn schema(shape: &Shape<'_>, suffix: &str) -> Value {
    match shape {
        Shape::Named(name) => json!({"$ref": format!("#/components/schemas/{name}{suffix}")}),
        Shape::Primitive(name) => primitive(name),
    }
}

/// The schema of a primitive result, which has no declared type.
fn primitive(name: &str) -> Value {
    match name {
        "Boolean" => json!({"type": "boolean"}),
        "Byte" | "SByte" | "Int16" | "Int32" | "Int64" => json!({"type": "integer"}),
        "Single" | "Double" | "Decimal" => json!({"type": ["number", "string"]}),
        "Stream" | "Json" => json!({}),
        _ => json!({"type": "string"}),
    }
}

/// Query options (OData URL conventions 4.01, 5.1), and the filter that some requests require.
pub(super) fn query(endpoint: &Endpoint<'_>) -> Vec<Value> {
    let is_get = endpoint.info.method == "GET";
    let options: &[(&str, &str, &str)] = match &endpoint.answer {
        Answer::Page(_) if is_get => &[
            ("$filter", "string", "Which items, as an expression."),
            ("$select", "string", "Which properties, between commas."),
            ("$expand", "string", "Which related entities come along, between commas."),
            ("$orderby", "string", "In which order."),
            ("$top", "integer", "How many items a page has at most."),
            ("$skip", "integer", "How many items are left out at the start."),
            ("$count", "boolean", "Whether the number of all items comes along."),
        ],
        Answer::Value(_) if is_get => &[
            ("$select", "string", "Which properties, between commas."),
            ("$expand", "string", "Which related entities come along, between commas."),
        ],
        Answer::Count => &[("$filter", "string", "Which items, as an expression.")],
        _ => &[],
    };
    let facts = &endpoint.info.facts;
    let parameters = options.iter().map(|(name, ty, description)| {
        let mut parameter =
            json!({"name": name, "in": "query", "description": description, "schema": {"type": ty}});
        let filter = facts.filter.as_deref().filter(|_| *name == "$filter");
        let is_required = filter.is_some() || facts.required_options.iter().any(|option| option == name);
        if let Some(map) = parameter.as_object_mut().filter(|_| is_required) {
            map.insert("required".to_owned(), true.into());
            if let Some(filter) = filter {
                map.insert("example".to_owned(), filter.into());
            }
        }
        parameter
    });
    let is_other = |option: &&String| !options.iter().any(|(name, ..)| name == option);
    let others = facts.required_options.iter().filter(is_other);
    let others = others
        .map(|option| json!({"name": option, "in": "query", "required": true, "schema": {"type": "string"}}));
    parameters.chain(others).collect()
}

/// The answer to a request that failed.
pub(super) fn error() -> Value {
    let schema = json!({"$ref": "#/components/schemas/error"});
    json!({"description": "The request failed.", "content": {"application/json": {"schema": schema}}})
}

/// The schema of an error body (OData JSON 4.01, 21). No type of the metadata describes it.
pub(super) fn error_schema() -> Value {
    let text = |description: &str| json!({"type": "string", "description": description});
    json!({
        "description": "Why a request failed.",
        "type": "object",
        "required": ["error"],
        "properties": {"error": {
            "type": "object",
            "properties": {
                "code": text("Machine-readable; may be empty."),
                "message": text("For developers; may change."),
                "innerError": {
                    "type": "object",
                    "description": "The more specific error behind this one, with what support asks for.",
                    "properties": {
                        "date": text("When it happened."),
                        "request-id": text("Identifies the request to the service."),
                        "client-request-id": text("Identifies the request to the client."),
                    },
                },
            },
        }},
    })
}
