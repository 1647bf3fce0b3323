//! What is said on the terminal.

use std::io::IsTerminal;

use graph_codegen::diagnostic::{Diagnostics, Style};
use graph_codegen::source::Sources;

use crate::failure::Failure;

/// Shows what was found, on the standard error stream.
pub(crate) fn diagnostics(diagnostics: &Diagnostics, sources: &Sources) {
    let style = if std::io::stderr().is_terminal() { Style::Colored } else { Style::Plain };
    let text = diagnostics.render(sources, style);
    if !text.is_empty() {
        anstream::eprintln!("{}", text.trim_end());
    }
}

/// Shows why a command failed.
pub(crate) fn failure(failure: &Failure) {
    anstream::eprintln!("error: {failure}");
}
