//! The few source lines that a diagnostic shows.
//!
//! Cuts the lines out of the file before rendering: the renderer indexes all text that it is given, and metadata
//! has 3 MB, sometimes on one line. Must not know the look of a diagnostic.

use std::ops::Range;

use super::Label;
use crate::source::{FileId, SourceFile, Sources};
use crate::text::visible;

/// Number of bytes of a line shown before and after the range of a label.
const CONTEXT: usize = 60;
/// The most bytes shown of the range of a label.
const LONGEST_SPAN: usize = 100;
/// Lines up to this length are shown whole.
const LONGEST_LINE: usize = CONTEXT + LONGEST_SPAN + CONTEXT;
/// Labels at most this many lines apart are shown in one excerpt.
const NEAR: usize = 8;
/// The mark for text that was cut off a line.
const CUT: &str = "...";

/// Consecutive lines of one file, escaped, with marks in them.
#[derive(Debug)]
pub(super) struct Excerpt<'a> {
    /// The lines.
    pub(super) text: String,
    /// Number of the first line, from one.
    pub(super) first_line: usize,
    /// Line and column, in the file, of the first label.
    pub(super) origin: (usize, usize),
    /// Name of the file, escaped.
    pub(super) file_name: String,
    /// The marks: parts of `text` to underline, with their labels.
    pub(super) marks: Vec<Mark<'a>>,
}

/// A label of an excerpt.
#[derive(Debug)]
pub(super) struct Mark<'a> {
    /// Bytes of [`Excerpt::text`].
    pub(super) range: Range<usize>,
    /// The label.
    pub(super) label: &'a Label,
    /// The label is the first of the diagnostic.
    pub(super) primary: bool,
}

/// Labels of one excerpt, each with the number of its line and true for the first label of all.
struct Cluster<'a> {
    file: FileId,
    lines: Range<usize>,
    labels: Vec<(usize, &'a Label, bool)>,
}

/// The excerpts that show all labels, the one with the first label first.
/// A label outside of its file would be left out, but no such label exists.
pub(super) fn excerpts<'a>(labels: &'a [Label], sources: &Sources) -> Vec<Excerpt<'a>> {
    let mut clusters: Vec<Cluster<'a>> = Vec::new();
    for (index, label) in labels.iter().enumerate() {
        let Some((line, _)) = sources.line_column(label.place) else { continue };
        let entry = (line, label, index == 0);
        // A long line is cut around one label, which might cut off another label. So each label gets its own excerpt.
        let is_long = sources.file(label.place.file).and_then(|file| file.line(line)).is_some_and(is_long);
        let near = clusters.iter_mut().find(|cluster| {
            !is_long
                && cluster.file == label.place.file
                && line + NEAR >= cluster.lines.end
                && line <= cluster.lines.start + NEAR
        });
        match near {
            Some(cluster) => {
                cluster.lines = cluster.lines.start.min(line)..cluster.lines.end.max(line + 1);
                cluster.labels.push(entry);
            }
            None => {
                clusters.push(Cluster { file: label.place.file, lines: line..line + 1, labels: vec![entry] });
            }
        }
    }
    clusters.iter().filter_map(|cluster| excerpt(cluster, sources)).collect()
}

fn excerpt<'a>(cluster: &Cluster<'a>, sources: &Sources) -> Option<Excerpt<'a>> {
    let file = sources.file(cluster.file)?;
    let (_, first, _) = cluster.labels.first()?;
    let mut excerpt = Excerpt {
        text: String::new(),
        first_line: cluster.lines.start,
        origin: sources.line_column(first.place)?,
        file_name: visible(&file.name).into_owned(),
        marks: Vec::new(),
    };
    for line in cluster.lines.clone() {
        let labels = cluster.labels.iter().filter(|(of, ..)| *of == line);
        excerpt.push_line(file, file.line(line)?, labels);
    }
    Some(excerpt)
}

impl<'a> Excerpt<'a> {
    fn push_line<'l>(
        &mut self,
        file: &SourceFile,
        line: Range<usize>,
        labels: impl Iterator<Item = &'l (usize, &'a Label, bool)>,
    ) where
        'a: 'l,
    {
        let labels: Vec<_> = labels.collect();
        let focus = labels.first().map_or(line.start, |(_, label, _)| label.place.start as usize);
        let window = window(&file.text, &line, focus);
        let source = file.text.get(window.clone()).unwrap_or_default();
        if window.start > line.start {
            self.text.push_str(CUT);
        }
        let base = self.text.len();
        // An escape is longer than the character, so offsets have to be computed anew.
        let shown = |offset: u32| {
            let offset = (offset as usize).clamp(window.start, window.end) - window.start;
            base + source.get(..offset).map_or(0, |before| visible(before).len())
        };
        for (_, label, primary) in labels {
            let start = shown(label.place.start);
            let range = start..shown(label.place.end).max(start);
            self.marks.push(Mark { range, label, primary: *primary });
        }
        self.text.push_str(&visible(source));
        if window.end < line.end {
            self.text.push_str(CUT);
        }
        self.text.push('\n');
    }
}

fn is_long(line: Range<usize>) -> bool {
    line.len() > LONGEST_LINE
}

/// The part of a line to show so that the byte at `focus` is in it.
fn window(text: &str, line: &Range<usize>, focus: usize) -> Range<usize> {
    if !is_long(line.clone()) {
        return line.clone();
    }
    let start = focus.saturating_sub(CONTEXT).max(line.start);
    let end = (focus + LONGEST_SPAN + CONTEXT).min(line.end);
    text.floor_char_boundary(start)..text.floor_char_boundary(end)
}
