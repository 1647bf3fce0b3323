//! Types and operations as text, as CSDL writes them, and the type that an operation is bound to.

use super::{Model, Operation, Parameter, TypeId, TypeTarget, TypeUse};
use crate::document::OperationKind;

impl Model {
    /// The name of a type: `microsoft.graph.user`, `Edm.String`.
    pub fn target_text(&self, target: TypeTarget) -> String {
        match target {
            TypeTarget::Primitive(primitive) => primitive.name().to_owned(),
            TypeTarget::Declared(id) => self.ty(id).name().to_string(),
        }
    }

    /// A type in use: `Collection(microsoft.graph.user)`.
    pub fn type_text(&self, ty: &TypeUse) -> String {
        let name = match (ty.target, ty.untyped) {
            (TypeTarget::Primitive(_), Some(written)) => written.to_owned(),
            _ => self.target_text(ty.target),
        };
        if ty.is_collection { format!("Collection({name})") } else { name }
    }
}

impl Operation {
    /// The declared type that the operation is bound to, and `true` for a collection of it.
    pub fn bound_to(&self) -> Option<(TypeId, bool)> {
        let ty = &self.binding.as_ref()?.ty;
        Some((ty.target.declared()?, ty.is_collection))
    }

    /// The binding type; empty for an operation that is not bound.
    pub fn binding_text(&self, model: &Model) -> String {
        self.binding.as_ref().map(|binding| model.type_text(&binding.ty)).unwrap_or_default()
    }

    /// Qualified name and binding type: `microsoft.graph.remediate(microsoft.graph.alert)`.
    pub fn signature(&self, model: &Model) -> String {
        format!("{}({})", self.name, self.binding_text(model))
    }

    /// The text that distinguishes overloads (sections 12.2 and 12.4): [`Operation::signature`], and for a function
    /// also the names of its parameters in alphabetical order.
    pub fn identity(&self, model: &Model) -> String {
        let text = |binding: &Parameter| model.type_text(&binding.ty);
        let mut parts: Vec<String> = self.binding.iter().map(text).collect();
        if self.kind == OperationKind::Function {
            let mut parameters: Vec<_> = self.parameters.iter().map(|it| it.name.clone()).collect();
            parameters.sort();
            parts.extend(parameters);
        }
        format!("{}({})", self.name, parts.join(", "))
    }
}
