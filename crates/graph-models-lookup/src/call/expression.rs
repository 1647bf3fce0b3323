//! The expression of a call: methods of typed paths, each on the result of the one before.

use std::borrow::Cow;

use graph_models_codegen::rust::{Argument, Field, Struct};

/// Methods, each called on the result of the one before. The first is a function.
#[derive(Debug, Clone, Default)]
pub(crate) struct Expression<'v> {
    pub(crate) methods: Vec<Method<'v>>,
}

/// A method with its arguments.
#[derive(Debug, Clone)]
pub(crate) struct Method<'v> {
    pub(crate) ident: Cow<'v, str>,
    pub(crate) arguments: Vec<Value<'v>>,
}

/// An argument.
#[derive(Debug, Clone)]
pub(crate) enum Value<'v> {
    /// A key or a relative path with its name, as it is written in the request.
    Key { name: &'v str, text: String },
    /// The argument of a function, as it is written in the request. `None` if the request lacks it.
    Argument { argument: &'v Argument, text: Option<String> },
    /// The constant of a property.
    Constant { owner: &'v Struct, field: &'v Field },
    /// A value that a path does not contain: a body, a parameter or a target.
    Open,
}

impl<'v> Expression<'v> {
    /// The property that the last constant names.
    pub(crate) fn property(&self) -> Option<&'v Field> {
        let arguments = self.methods.iter().rev().flat_map(|method| &method.arguments);
        arguments.into_iter().find_map(|argument| match argument {
            Value::Constant { field, .. } => Some(*field),
            _ => None,
        })
    }

    /// Returns the expression with one more method.
    pub(super) fn then(&self, ident: impl Into<Cow<'v, str>>, arguments: Vec<Value<'v>>) -> Self {
        let mut longer = self.clone();
        longer.methods.push(Method { ident: ident.into(), arguments });
        longer
    }

    /// Returns true if the call needs a value that the path does not contain.
    pub(crate) fn is_open(&self) -> bool {
        self.methods.iter().flat_map(|method| &method.arguments).any(Value::is_open)
    }
}

impl Value<'_> {
    fn is_open(&self) -> bool {
        match self {
            Self::Open => true,
            Self::Argument { argument, text: None } => !argument.is_optional,
            Self::Key { .. } | Self::Argument { .. } | Self::Constant { .. } => false,
        }
    }
}
