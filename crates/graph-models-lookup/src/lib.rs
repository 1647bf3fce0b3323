//! Looks requests, names and scopes up in the Rust that `graph-models-codegen` decides for Microsoft Graph.
//!
//! A program has a request as references document it, or some words, and wants to know what the generated crate has for
//! them:
//!
//! | module | given | found |
//! |---|---|---|
//! | [`call`] | `PATCH /users/{id}` | the typed call, and the features that have it |
//! | [`snippet`] | the same, with query options, headers and a body | the program that sends the request |
//! | [`consent`] | slices, or requests | the scopes that allow each request |
//! | [`source`] | the source of a program | the requests that its typed calls make, with their scopes |
//! | [`find`] | words | roots, requests, types and properties |
//!
//! All of them read decided Rust ([`Version`](graph_models_codegen::rust::Version)), so that they name exactly what the
//! generated crate has. Must not decide any Rust: `graph-models-codegen` does.

pub mod call;
pub mod consent;
pub mod find;
mod literal;
pub mod snippet;
pub mod source;
mod types;

/// The examples of the README. They are tested together with those of the documentation.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
