//! The expression of a call in a program: keys are variables, and arguments have their Rust types.

use super::program::Program;
use crate::call::Expression;
use crate::call::expression::{Method, Value};
use crate::literal::{self, Names};
use graph_models_codegen::rust::{Argument, Field, OpenEnum, TypePath};
use graph_models_codegen::text::rust::Quoted;

impl<'v> Program<'_, 'v> {
    /// The expression. The given arguments stand for values that the path does not contain.
    pub(super) fn expression(&mut self, expression: &Expression<'v>, open: &[String]) -> String {
        self.uses("paths");
        let mut text = "paths::".to_owned();
        for (index, method) in expression.methods.iter().enumerate() {
            text.push_str(if index == 0 { "" } else { "." });
            text.push_str(&self.method(method, open));
        }
        text
    }

    fn method(&mut self, method: &Method<'v>, open: &[String]) -> String {
        let mut arguments = Vec::new();
        let mut is_filled = false;
        for value in &method.arguments {
            match value {
                Value::Open if is_filled => {}
                Value::Open => {
                    is_filled = true;
                    arguments.extend(open.iter().cloned());
                }
                value => arguments.push(self.argument(value)),
            }
        }
        format!("{}({})", method.ident, arguments.join(", "))
    }

    fn argument(&mut self, value: &Value<'v>) -> String {
        match value {
            Value::Key { name, text } => {
                let name = self.name(name);
                self.push(format!("let {name} = {};", Quoted(text)));
                name
            }
            Value::Argument { argument, text } => self.function_argument(argument, text.as_deref()),
            Value::Constant { owner, field } => {
                self.needs(&field.gate);
                let ty = self.ty(&owner.path);
                format!("{ty}::{}", field.constant)
            }
            Value::Open => String::new(),
        }
    }

    /// The argument of a function. If the request has no value, a variable of its name is used.
    fn function_argument(&mut self, argument: &'v Argument, text: Option<&str>) -> String {
        match (text, argument.is_optional) {
            (None, true) => "None".to_owned(),
            (None, false) => literal::argument(argument, &format!("{{{}}}", argument.field.wire), self),
            (Some(text), _) => literal::argument(argument, text, self),
        }
    }

    /// An expression that parses JSON text when the program runs.
    fn parsed_json(&mut self, text: &str) -> String {
        self.uses_json();
        format!("serde_json::from_str({})?", Quoted(text))
    }
}

impl<'v> Names<'v> for Program<'_, 'v> {
    fn ty(&mut self, path: &TypePath) -> String {
        self.ty(path)
    }

    fn open_enum(&self, path: &TypePath) -> Option<&'v OpenEnum> {
        self.calls.types.open_enum(path)
    }

    fn uses_crate(&mut self, path: &str) {
        self.uses_crate(path);
    }

    fn json_argument_of(&mut self, field: &'v Field, text: &str) -> String {
        let json = serde_json::from_str::<serde_json::Value>(text).ok();
        let value = json.and_then(|value| self.exactly(field, &value));
        // The text is no value of the type, so the program parses it and fails.
        value.unwrap_or_else(|| self.parsed_json(text))
    }
}
