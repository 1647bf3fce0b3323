//! Complete programs, each a file in `src/bin`. The README shows the same text.

/// The documentation tests compile the Rust of the README: the text of the programs, and short parts that build on
/// them.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
