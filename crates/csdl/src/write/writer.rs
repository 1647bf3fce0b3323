//! Elements, attributes and indentation.
//!
//! Must not know a single element of CSDL.

use super::names::Names;
use crate::text::xml;

/// Writes one document.
#[derive(Debug)]
pub(super) struct Writer {
    /// The form of references to types.
    pub(super) names: Names,
    text: String,
    depth: usize,
}

/// A start tag: a name, and attributes in the order they are given.
#[derive(Debug)]
pub(super) struct Tag<'a> {
    name: &'a str,
    attributes: String,
}

impl<'a> Tag<'a> {
    pub(super) fn new(name: &'a str) -> Self {
        Self { name, attributes: String::new() }
    }

    /// An attribute.
    pub(super) fn with(mut self, name: &str, value: &str) -> Self {
        self.attributes.extend([" ", name, "=\"", &xml::attribute(value), "\""]);
        self
    }

    /// An attribute that may be absent.
    pub(super) fn maybe(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// A boolean that may be absent; absent means neither true nor false.
    pub(super) fn boolean(self, name: &str, value: Option<bool>) -> Self {
        self.maybe(name, value.map(|value| if value { "true" } else { "false" }))
    }

    /// A boolean whose absence means false.
    pub(super) fn flag(self, name: &str, value: bool) -> Self {
        self.boolean(name, value.then_some(true))
    }
}

impl Writer {
    pub(super) fn new(names: Names) -> Self {
        let text = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned();
        Self { names, text, depth: 0 }
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    /// A comment on lines of its own.
    pub(super) fn comment(&mut self, text: &str) {
        self.indent();
        self.text.extend(["<!--", &xml::comment(text), "-->\n"]);
    }

    /// An element with the content that `inside` writes; an empty element if `inside` writes nothing.
    pub(super) fn element(&mut self, tag: &Tag<'_>, inside: impl FnOnce(&mut Self)) {
        self.start(tag);
        let end_of_start = self.text.len();
        self.text.push_str(">\n");
        let empty = self.text.len();
        self.depth += 1;
        inside(self);
        self.depth -= 1;
        if self.text.len() == empty {
            self.text.truncate(end_of_start);
            self.text.push_str(" />\n");
        } else {
            self.indent();
            self.end(tag);
        }
    }

    /// An element that holds nothing.
    pub(super) fn leaf(&mut self, tag: &Tag<'_>) {
        self.element(tag, |_| {});
    }

    /// An element that holds text, on one line.
    pub(super) fn text(&mut self, tag: &Tag<'_>, text: &str) {
        if text.is_empty() {
            return self.leaf(tag);
        }
        self.start(tag);
        self.text.push('>');
        self.text.push_str(&xml::content(text));
        self.end(tag);
    }

    fn start(&mut self, tag: &Tag<'_>) {
        self.indent();
        self.text.extend(["<", tag.name, &tag.attributes]);
    }

    fn end(&mut self, tag: &Tag<'_>) {
        self.text.extend(["</", tag.name, ">\n"]);
    }

    fn indent(&mut self) {
        self.text.extend(std::iter::repeat_n("  ", self.depth));
    }
}
