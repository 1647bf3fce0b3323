//! Path templates: the segments of a path as text, with a named placeholder for each key.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::docs;
use crate::graph::ROOT_NAMESPACE;
use crate::rust::names;
use crate::rust::{Field, KeyField, RequestInput};
use crate::select::{Path, Segment};
use csdl::model::{KeyProperty, Model, Operation, Primitive, TypeId, TypeTarget};

/// The keys of a template under construction.
#[derive(Debug, Default)]
pub(super) struct Keys {
    pub(super) fields: Vec<KeyField>,
    taken: BTreeSet<String>,
    collections: Vec<String>,
    is_plain: bool,
}

impl Keys {
    /// Makes keys whose names are those of their properties, without the collection.
    pub(super) fn plain() -> Self {
        Self { is_plain: true, ..Self::default() }
    }

    /// Makes keys that avoid the names of parameters, since `new` takes both.
    pub(super) fn not_named_as<'f>(parameters: impl IntoIterator<Item = &'f Field>) -> Self {
        let taken = parameters.into_iter().map(|parameter| parameter.ident.clone()).collect();
        Self { taken, ..Self::default() }
    }

    /// The segment of a key: `/{alert_id}`, or `(a='{thing_a}',b={thing_b})`.
    pub(super) fn segment(
        &mut self,
        collection: &str,
        ty: TypeId,
        properties: &[KeyProperty],
        model: &Model,
    ) -> String {
        let segment = match properties {
            [property] => format!("/{{{}}}", self.take(collection, property.name())),
            _ => self.alternate(collection, ty, properties, model),
        };
        self.collections.push(collection.to_owned());
        segment
    }

    /// The segment of a key that names its properties, each by its alias: `(a='{thing_a}',b={thing_b})`.
    pub(super) fn alternate(
        &mut self,
        collection: &str,
        ty: TypeId,
        properties: &[KeyProperty],
        model: &Model,
    ) -> String {
        let parts: Vec<_> = properties
            .iter()
            .map(|property| part(property, &self.take(collection, property.name()), ty, model))
            .collect();
        format!("({})", parts.join(","))
    }

    /// The call of a function with its parameters as keys: `/block(address='{address}')`.
    pub(super) fn call(&mut self, function: usize, model: &Model) -> String {
        let Some(operation) = model.operations.get(function) else { return String::new() };
        let mut parts = Vec::new();
        for parameter in &operation.parameters {
            let ident = names::parameter(&parameter.name, &self.taken);
            let text = format!("Parameter `{}` of `{}`.", parameter.name, operation.name);
            self.fields.push(KeyField { ident: ident.clone(), docs: docs::lines([Cow::Owned(text)]) });
            parts.push(match is_text(parameter.ty.target, model) {
                true => format!("{}='{{{ident}}}'", parameter.name),
                false => format!("{}={{{ident}}}", parameter.name),
            });
            self.taken.insert(ident);
        }
        format!("{}({})", segment(operation), parts.join(","))
    }

    fn take(&mut self, collection: &str, property: &str) -> String {
        let parent = self.collections.last().map(String::as_str);
        let ident = match self.is_plain {
            true => names::parameter(property, &self.taken),
            false => names::key(collection, parent, property, &self.taken),
        };
        let text = format!("`{property}` of the item of `{collection}`.");
        self.fields.push(KeyField { ident: ident.clone(), docs: docs::lines([Cow::Owned(text)]) });
        self.taken.insert(ident.clone());
        ident
    }
}

/// One property of a key: strings are quoted.
fn part(property: &KeyProperty, ident: &str, ty: TypeId, model: &Model) -> String {
    let name = property.name();
    let target = model.property_at(ty, &property.path).map(|property| property.ty.target);
    match target.is_none_or(|target| is_text(target, model)) {
        true => format!("{name}='{{{ident}}}'"),
        false => format!("{name}={{{ident}}}"),
    }
}

/// Returns true if a literal of the type has quotes: strings and members of enumerations.
fn is_text(target: TypeTarget, model: &Model) -> bool {
    match target {
        TypeTarget::Primitive(primitive) => primitive == Primitive::String,
        TypeTarget::Declared(id) => match model.ty(id) {
            csdl::model::Type::Definition(ty) => ty.underlying == Primitive::String,
            csdl::model::Type::Enum(_) | csdl::model::Type::Structured(_) => true,
        },
    }
}

/// The path template below the version.
pub(super) fn template(path: &Path, keys: &mut Keys, model: &Model) -> String {
    let mut template = String::new();
    let mut last_name = "";
    for segment in &path.segments {
        match segment {
            Segment::Name(name) => {
                template.push('/');
                template.push_str(name);
                last_name = name;
            }
            Segment::Call(function) => template.push_str(&keys.call(*function, model)),
            Segment::Cast(id) => template.push_str(&format!("/{}", model.ty(*id).name())),
            Segment::Key { ty, properties } => {
                template.push_str(&keys.segment(last_name, *ty, properties, model));
            }
        }
    }
    template
}

/// The parameters of a function as a template contains them: `(start='{start}')`.
pub(super) fn arguments(input: &RequestInput) -> String {
    let RequestInput::Path(arguments) = input else { return String::new() };
    let parts = arguments.iter().filter(|argument| !argument.is_optional);
    let parts: Vec<_> = parts.map(|argument| format!("{0}={{{0}}}", argument.field.wire)).collect();
    format!("({})", parts.join(","))
}

/// The segment that calls an operation. The service's own namespace can be omitted; any other must be named.
pub(super) fn segment(operation: &Operation) -> String {
    match operation.name.namespace == ROOT_NAMESPACE {
        true => format!("/{}", operation.name.name),
        false => format!("/{}", operation.name),
    }
}
