//! Snippets: the Rust program that sends a documented HTTP request, for the crate that is generated from the same input.
//!
//! `PATCH /users/{id}` with a body becomes a program that makes a patch by property constants and sends it. The call
//! comes from [`crate::call`]. Must not decide any Rust of the generated crate.

mod asked;
mod body;
mod index;
mod literal;
mod options;
mod path;
mod program;
mod render;
mod value;

use std::fmt;

use crate::call::{Calls, NoCall};
pub use asked::{Asked, AskedBody};
use index::Index;
use program::Program;

/// A program that sends a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// Features of the generated crate that have the call, besides those of the runtime.
    pub features: Vec<String>,
    /// True if the program uses `serde_json`.
    pub needs_json: bool,
    /// The names that the program imports, as lines `use …;`.
    pub imports: Vec<String>,
    /// The statements of the program behind the one that makes the `client`.
    pub statements: Vec<String>,
    /// Scopes, each enough alone, with which the program may send the request: delegated, application.
    pub scopes: (Vec<String>, Vec<String>),
}

/// The reason why there is no snippet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoSnippet {
    /// The request is no typed call.
    NoCall(NoCall),
    /// The reference in the body leads to no entity of this version: the body has no `@odata.id` of one.
    NoTarget(String),
    /// The request takes no such query option.
    NoOption(String),
    /// The request takes no body, and there is one.
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

/// The snippets of one version.
pub struct Snippets<'c, 'v> {
    calls: &'c Calls<'v>,
    index: Index<'v>,
}

impl<'c, 'v> Snippets<'c, 'v> {
    /// Indexes the types of the version that the calls are of.
    pub fn new(calls: &'c Calls<'v>) -> Self {
        Self { calls, index: Index::new(calls.version()) }
    }

    /// Writes the program for a request.
    ///
    /// # Errors
    ///
    /// The request is no call of the version, or it has a body or options that the call does not take.
    pub fn find(&self, asked: &Asked) -> Result<Snippet, NoSnippet> {
        let found = self.calls.locate(&asked.method, &asked.path)?;
        let mut program = Program::new(self.calls, &self.index, &found);
        let mut made = body::made(&mut program, &found, asked)?;
        made.expression.push_str(&program.options(&found, asked)?);
        body::finish(&mut program, made, &found);
        let facts = self.calls.facts(&asked.method, &found);
        let scopes = facts.map(|facts| (facts.delegated.0.clone(), facts.application.0.clone()));
        Ok(program.snippet(scopes.unwrap_or_default()))
    }
}

impl fmt::Debug for Snippets<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Snippets({})", self.calls.version().version)
    }
}
