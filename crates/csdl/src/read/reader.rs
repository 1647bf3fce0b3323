//! The state of reading a document: its file, the problems, the unknown content, the depth.
//!
//! Must not know a single element of CSDL.

use std::ops::Range;

use super::element::Element;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::limits::{DEEPEST_ANNOTATION, MOST_UNKNOWN};
use crate::source::{FileId, Place, Placed};

/// Reads one document.
#[derive(Debug)]
pub(super) struct Reader<'d> {
    file: FileId,
    diagnostics: &'d mut Diagnostics,
    unknown: Vec<Placed<String>>,
    depth: usize,
}

impl<'d> Reader<'d> {
    pub(super) fn new(file: FileId, diagnostics: &'d mut Diagnostics) -> Self {
        Self { file, diagnostics, unknown: Vec::new(), depth: 0 }
    }

    /// Makes a place in this document.
    pub(super) fn place(&self, range: Range<usize>) -> Place {
        self.file.place(range)
    }

    /// The place of an element: its name in the start tag.
    pub(super) fn place_of(&self, element: &Element<'_, '_>) -> Place {
        self.place(element.name_range())
    }

    /// Reports a problem.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The unknown content found so far.
    pub(super) fn into_unknown(self) -> Vec<Placed<String>> {
        self.unknown
    }

    /// Ends the attributes of an element and returns the elements inside. Text between them is unexpected.
    pub(super) fn children<'a, 'input>(
        &mut self,
        element: &Element<'a, 'input>,
    ) -> impl Iterator<Item = Element<'a, 'input>> + use<'a, 'input> {
        self.unknown_attributes(element);
        for (text, range) in element.texts() {
            if !text.trim().is_empty() {
                self.remember(format!("text in `{}`", element.written_name()), range);
            }
        }
        element.children()
    }

    /// Ends an element that must be empty.
    pub(super) fn leaf(&mut self, element: &Element<'_, '_>) {
        for child in self.children(element) {
            self.unknown_element(&child, element);
        }
    }

    /// Ends an element that holds only text, and returns the text.
    pub(super) fn text_content(&mut self, element: &Element<'_, '_>) -> String {
        self.unknown_attributes(element);
        for child in element.children() {
            self.unknown_element(&child, element);
        }
        element.texts().map(|(text, _)| text).collect()
    }

    /// Records an element, with its content, that is unknown at its position.
    pub(super) fn unknown_element(&mut self, element: &Element<'_, '_>, parent: &Element<'_, '_>) {
        let what = format!("element `{}` in `{}`", element.written_name(), parent.written_name());
        self.remember(what, element.name_range());
    }

    fn unknown_attributes(&mut self, element: &Element<'_, '_>) {
        for attribute in element.rest() {
            let name = element.source(attribute.range_qname());
            let what = format!("attribute `{name}` of `{}`", element.written_name());
            self.remember(what, attribute.range_value());
        }
    }

    fn remember(&mut self, value: String, range: Range<usize>) {
        let place = self.place(range);
        if self.unknown.len() == MOST_UNKNOWN {
            let message = format!("more than {MOST_UNKNOWN} elements and attributes are not known");
            self.report(
                Diagnostic::error(message).at(place, value.as_str()).help("is this metadata at all?"),
            );
        } else if self.unknown.len() > MOST_UNKNOWN {
            return;
        }
        self.unknown.push(Placed { value, place });
    }

    /// Reads the content of an annotation or expression, unless it is nested too deep.
    pub(super) fn nested<T>(
        &mut self,
        element: &Element<'_, '_>,
        read: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        if self.depth >= DEEPEST_ANNOTATION {
            let place = self.place_of(element);
            let message = format!("annotations are nested deeper than {DEEPEST_ANNOTATION} levels");
            self.report(Diagnostic::error(message).at(place, "this element and its content are not read"));
            return None;
        }
        self.depth += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }
}
