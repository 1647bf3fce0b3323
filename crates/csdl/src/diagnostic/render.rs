//! Shows diagnostics as text, in the style of rustc.
//!
//! Must not know the stage that found a problem, and must not pass text of an input to a terminal unescaped.

use std::collections::BTreeSet;

use annotate_snippets::{Annotation, AnnotationKind, Level, Renderer, Snippet};

use super::excerpt::{self, Excerpt};
use super::{Diagnostic, Diagnostics, Severity};
use crate::source::Sources;
use crate::text::{log, visible};

/// Width of the output. The width is fixed, so that the same problems give the same text everywhere.
const WIDTH: usize = 140;
/// The placeholder for the name of a file during layout: a character that [`visible()`] escapes everywhere else.
const ORIGIN: &str = "\u{f0000}";

/// The style of the output: with colors or without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Style {
    /// Text only.
    Plain,
    /// Text with the color sequences of ANSI terminals.
    Colored,
}

impl Diagnostics {
    /// All problems as text, in the order found and separated by empty lines. Identical problems are shown once.
    pub fn render(&self, sources: &Sources, style: Style) -> String {
        let renderer = match style {
            Style::Plain => Renderer::plain(),
            Style::Colored => Renderer::styled(),
        };
        let renderer = renderer.term_width(WIDTH);
        let mut seen = BTreeSet::new();
        let mut output = String::new();
        for diagnostic in self.iter().filter(|diagnostic| seen.insert(*diagnostic)) {
            if !output.is_empty() {
                output.push('\n');
            }
            output.push_str(&render(diagnostic, sources, &renderer));
            output.push('\n');
        }
        if self.others() > 0 {
            output.push_str(&format!("\n{} more problems are not shown\n", self.others()));
        }
        log::without_marks(output)
    }
}

fn render(diagnostic: &Diagnostic, sources: &Sources, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Note => Level::NOTE,
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    };
    let excerpts = excerpt::excerpts(&diagnostic.labels, sources);
    let report = level
        .primary_title(visible(&diagnostic.message))
        .elements(excerpts.iter().map(snippet))
        .elements(diagnostic.help.iter().map(|help| Level::HELP.message(visible(help))));
    with_origins(&renderer.render(&[report]), &excerpts)
}

fn snippet<'a>(excerpt: &'a Excerpt<'_>) -> Snippet<'a, Annotation<'a>> {
    let marks = excerpt.marks.iter().map(|mark| {
        let kind = if mark.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        let text = Some(visible(&mark.label.text)).filter(|text| !text.is_empty());
        kind.span(mark.range.clone()).label(text)
    });
    Snippet::source(&excerpt.text).path(ORIGIN).line_start(excerpt.first_line).annotations(marks)
}

/// Replaces [`ORIGIN`], and the line and column of the renderer, by the name, line and column of the file. The
/// renderer counts in the text of the excerpt, in which lines are cut and escaped.
fn with_origins(rendered: &str, excerpts: &[Excerpt<'_>]) -> String {
    let mut parts = rendered.split(ORIGIN);
    let mut output = parts.next().unwrap_or_default().to_owned();
    for (part, excerpt) in parts.zip(excerpts) {
        let (line, column) = excerpt.origin;
        output.extend([&excerpt.file_name, ":", &line.to_string(), ":", &column.to_string()]);
        output.push_str(part.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit()));
    }
    output
}

#[cfg(test)]
mod tests;
