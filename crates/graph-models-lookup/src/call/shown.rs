//! Expressions as people read them: keys as they are written in the request, arguments as values of their Rust types,
//! and `…` for values that the request lacks.

use super::Calls;
use super::expression::{Expression, Value};
use crate::literal::{self, Names};
use graph_models_codegen::rust::{Field, OpenEnum, TypePath};
use graph_models_codegen::text::rust::Quoted;

impl<'v> Calls<'v> {
    /// The text of an expression.
    pub(super) fn shown(&self, expression: &Expression<'v>) -> String {
        let methods = expression.methods.iter().map(|method| {
            let arguments: Vec<_> = method.arguments.iter().map(|value| self.argument(value)).collect();
            format!("{}({})", method.ident, arguments.join(", "))
        });
        methods.collect::<Vec<_>>().join(".")
    }

    fn argument(&self, value: &Value<'v>) -> String {
        match value {
            Value::Key { text, .. } => Quoted(text).to_string(),
            Value::Argument { argument, text: Some(text) } => {
                literal::argument(argument, text, &mut FullNames(self))
            }
            Value::Argument { argument, text: None } if argument.is_optional => "None".to_owned(),
            Value::Constant { owner, field } => format!("{}::{}", owner.path, field.constant),
            Value::Argument { .. } | Value::Open => "…".to_owned(),
        }
    }
}

/// Names without imports: each type with its modules below that of the version.
struct FullNames<'c, 'v>(&'c Calls<'v>);

impl<'v> Names<'v> for FullNames<'_, 'v> {
    fn ty(&mut self, path: &TypePath) -> String {
        path.to_string()
    }

    fn open_enum(&self, path: &TypePath) -> Option<&'v OpenEnum> {
        self.0.types.open_enum(path)
    }

    fn uses_crate(&mut self, _path: &str) {}

    fn json_argument_of(&mut self, _field: &'v Field, text: &str) -> String {
        format!("serde_json::from_str({})?", Quoted(text))
    }
}
