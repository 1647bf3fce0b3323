//! Encoders: they write text of an input into an output. Each kind of place in an output has an encoder.
//!
//! | place | encoder | characters that are encoded |
//! |---|---|---|
//! | prose of a terminal or a diagnostic | [`visible`] | characters that are hidden, move the cursor or reorder text |
//! | line of a terminal or of a CI log | [`log::line`] | the same characters, and commands of CI systems |
//! | annotation of GitHub Actions | [`github`] | line ends, `%`, and in properties `:` and `,` |
//! | comment of Rust or TOML, line of rustdoc | [`comment::line`] | line ends, control characters, marks that turn the direction |
//! | comment of HTML or Markdown | [`comment::html`] | the same, and `--` |
//! | Markdown | [`markdown`] | marks of Markdown and HTML, in tables `\|` as well |
//! | Markdown of rustdoc | `rustdoc` | the same; nothing becomes a code block, since rustdoc runs those |
//! | string of Rust | [`rust`] | quotes, backslashes, invisible characters |
//! | string or key of TOML | [`toml`] | quotes, backslashes, control characters |
//! | JSON text | [`json`] | hidden characters |
//! | XML 1.0 | [`xml`] | markup, and characters that XML does not have |
//! | label of a Mermaid diagram | `mermaid` | all characters except letters, digits and a few marks |
//!
//! Must not know what a text means. No encoder fails: characters that a place cannot hold are spelled out.

pub mod comment;
pub mod github;
pub mod json;
pub mod markdown;
pub(crate) mod mermaid;
pub mod rust;
pub(crate) mod rustdoc;
pub mod toml;

pub use csdl::text::{log, visible, xml};

/// Returns true for a character that ends a line, controls a device, or changes the direction of text.
///
/// A compiler ends a comment at the first kind, TOML refuses the second, and `rustc` refuses the third.
pub fn is_dangerous(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
