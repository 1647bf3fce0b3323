//! The Rust of the guide, compiled and run by the documentation tests of this crate.
//!
//! A page that sends requests uses [`Script`], which the page about tests shows. The lines of a page that use `Script`
//! are hidden from readers.

mod pages;
mod script;

pub use script::{Script, answer};
