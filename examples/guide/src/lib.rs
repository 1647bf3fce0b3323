//! The Rust of the guide, compiled and run by the documentation tests of this crate.
//!
//! A page that sends requests does it over [`Script`], which the page about tests shows. Its parts of a page are hidden
//! from readers.

mod pages;
mod script;

pub use script::{Script, answer};
