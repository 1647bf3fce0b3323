//! The declarations behind generated types and requests, as texts.

use std::collections::BTreeMap;

use graph_models_codegen::rust::{Access, Field, Kind, Request, RequestInput, Structured, TypePath, Version};

/// The CSDL names of generated types.
pub(super) struct Types<'a>(BTreeMap<&'a TypePath, String>);

impl<'a> Types<'a> {
    pub(super) fn new(version: &'a Version) -> Self {
        let mut types = BTreeMap::new();
        for namespace in &version.namespaces {
            types.extend(namespace.enums.iter().map(|ty| (&ty.path, ty.csdl.clone())));
            for ty in namespace.complex_types.iter().chain(&namespace.entity_types) {
                match ty {
                    // The enum of an abstract base is the type; the struct is listed before or after it.
                    Structured::TaggedEnum(ty) => {
                        types.insert(&ty.path, ty.csdl.clone());
                        types.insert(&ty.base, format!("fields of {}", ty.csdl));
                    }
                    Structured::Struct(ty) => {
                        types.entry(&ty.path).or_insert_with(|| ty.csdl.clone());
                    }
                    Structured::KindEnum(ty) => {
                        types.insert(&ty.path, format!("kinds of {}", ty.csdl));
                    }
                }
            }
            let bodies = namespace.requests.iter().filter_map(|request| Some((request, request.body()?)));
            types.extend(bodies.map(|(request, body)| (&body.body.path, identity(request))));
        }
        Self(types)
    }

    /// The CSDL name of a type.
    pub(super) fn name(&self, path: &TypePath) -> &str {
        self.0.get(path).map(String::as_str).unwrap_or_default()
    }

    pub(super) fn kind(&self, kind: &Kind) -> String {
        match kind {
            Kind::Primitive(primitive) => primitive.variant.to_owned(),
            Kind::Flags(path) => format!("set of {}", self.name(path)),
            Kind::Enum(path) | Kind::Object(path) | Kind::Hierarchy(path) => self.name(path).to_owned(),
        }
    }

    /// The type of a field, and the access to its property.
    pub(super) fn field(&self, field: &Field) -> String {
        let mut text = self.kind(&field.kind);
        if field.is_collection() {
            text = format!("list of {text}");
        }
        if field.is_expanded() {
            text.push_str(", expanded");
        }
        if field.is_nested {
            text.push_str(", nested");
        }
        text.push_str(match field.access() {
            Access::Writable => ", writable",
            Access::ReadOnly => ", read-only",
            Access::Navigation => ", navigation",
        });
        text
    }
}

/// The identity of an operation, in the form of findings: the names of parameters distinguish functions.
pub(super) fn identity(request: &Request) -> String {
    let mut parts = vec![request.info.binding_text()];
    parts.retain(|binding| !binding.is_empty());
    if let RequestInput::Path(arguments) = &request.input {
        let mut names: Vec<_> = arguments.iter().map(|argument| argument.field.wire.clone()).collect();
        names.sort();
        parts.extend(names);
    }
    format!("{}({})", request.info.name, parts.join(", "))
}
