//! Snippets: the Rust program that sends a documented HTTP request, written for the crate that is generated from the
//! same input.
//!
//! `PATCH /users/{id}` with a body becomes a program that makes a patch by property constants and sends it. The call
//! comes from [`crate::call`]. Must not decide any Rust of the generated crate.

mod asked;
mod body;
mod items;
mod literal;
mod options;
mod path;
mod prelude;
mod program;
mod render;
mod value;

use std::fmt;

use crate::call::{Calls, NoCall};
pub use asked::{Asked, AskedBody};
use program::Program;

/// A program that sends a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// Features of the generated crate that provide the call, besides those of the runtime.
    pub features: Vec<String>,
    /// True if the program uses `serde_json`.
    pub needs_json: bool,
    /// The names that the program imports, as lines `use …;`.
    pub imports: Vec<String>,
    /// The statements of the program behind the one that makes the `client`.
    pub statements: Vec<String>,
    /// The delegated and the application scopes that allow the request. Each entry is sufficient alone.
    pub scopes: (Vec<String>, Vec<String>),
}

/// The reason why there is no snippet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoSnippet {
    /// The request has no typed call.
    NoCall(NoCall),
    /// The body refers to no entity of this version: it has no `@odata.id` with the URL of one.
    NoTarget(String),
    /// The request takes no such query option.
    NoOption(String),
    /// The request takes no body, but one is given.
    NoBody,
}

impl fmt::Display for NoSnippet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoCall(reason) => reason.fmt(f),
            Self::NoTarget(target) if target.is_empty() => {
                f.write_str("the body needs an `@odata.id`: the URL of the entity that is referred to")
            }
            Self::NoTarget(target) => write!(f, "`{target}` is not the URL of an entity of this version"),
            Self::NoOption(name) => write!(f, "the request takes no query option `{name}`"),
            Self::NoBody => f.write_str("the request takes no body"),
        }
    }
}

impl std::error::Error for NoSnippet {}

impl From<NoCall> for NoSnippet {
    fn from(reason: NoCall) -> Self {
        Self::NoCall(reason)
    }
}

/// Writes the program for a request.
///
/// # Errors
///
/// Returns an error if the version has no call for the request, or if the request has a body or options that the call
/// does not take.
pub fn find(calls: &Calls<'_>, asked: &Asked) -> Result<Snippet, NoSnippet> {
    let found = calls.locate(&asked.method, &asked.path)?;
    let mut program = Program::new(calls, &found);
    let mut made = body::made(&mut program, &found, asked)?;
    made.expression.push_str(&program.options(&found, asked)?);
    body::finish(&mut program, made, &found);
    let facts = calls.facts(&asked.method, &found);
    let scopes = facts.map(|facts| (facts.delegated.0.clone(), facts.application.0.clone()));
    Ok(program.snippet(scopes.unwrap_or_default()))
}
