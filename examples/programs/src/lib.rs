//! Complete programs, each a file in `src/bin`. The README shows the same text.

/// The Rust of the README is compiled with the documentation tests. It is the text of the programs, and short parts that
/// build on them.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
