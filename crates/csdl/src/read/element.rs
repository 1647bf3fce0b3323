//! An element whose attributes are taken one by one.
//!
//! An attribute that is not taken is reported as unknown, so that nothing is lost silently. Must not know which
//! attributes an element of CSDL has.

use std::ops::Range;

use roxmltree::{Attribute, Node};

/// The namespace of schemas.
const EDM: &str = "http://docs.oasis-open.org/odata/ns/edm";
/// The namespace of the wrapper around schemas.
const EDMX: &str = "http://docs.oasis-open.org/odata/ns/edmx";

/// An element being read.
#[derive(Debug)]
pub(super) struct Element<'a, 'input> {
    node: Node<'a, 'input>,
    /// The attributes that were not taken yet, in the order written.
    attributes: Vec<Attribute<'a, 'input>>,
}

impl<'a, 'input> Element<'a, 'input> {
    pub(super) fn new(node: Node<'a, 'input>) -> Self {
        Self { node, attributes: node.attributes().collect() }
    }

    /// The name of an element of a schema; empty for other elements.
    pub(super) fn edm_name(&self) -> &'input str {
        self.name_in(EDM)
    }

    /// The name of an element of the wrapper; empty for other elements.
    pub(super) fn edmx_name(&self) -> &'input str {
        self.name_in(EDMX)
    }

    fn name_in(&self, namespace: &str) -> &'input str {
        match self.node.tag_name().namespace() {
            Some(found) if found == namespace => self.node.tag_name().name(),
            _ => "",
        }
    }

    /// The name without a prefix, without regard to the namespace.
    pub(super) fn local_name(&self) -> &'input str {
        self.node.tag_name().name()
    }

    /// The namespace, empty if there is none.
    pub(super) fn namespace(&self) -> &'a str {
        self.node.tag_name().namespace().unwrap_or_default()
    }

    /// The name as written, with its prefix.
    pub(super) fn written_name(&self) -> &'input str {
        self.source(self.name_range())
    }

    /// The place of the name in the start tag.
    pub(super) fn name_range(&self) -> Range<usize> {
        let start = self.node.range().start + 1;
        let tag = self.source(start..self.node.range().end);
        let length = tag.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
        start..start + length.unwrap_or(tag.len())
    }

    /// Text of the document.
    pub(super) fn source(&self, range: Range<usize>) -> &'input str {
        self.node.document().input_text().get(range).unwrap_or_default()
    }

    /// Takes the attribute of this name. Like all attributes of CSDL, the attribute has no namespace.
    pub(super) fn take(&mut self, name: &str) -> Option<Attribute<'a, 'input>> {
        self.take_first(|candidate| candidate == name)
    }

    /// Takes the first attribute without a namespace whose name passes.
    pub(super) fn take_first(&mut self, passes: impl Fn(&str) -> bool) -> Option<Attribute<'a, 'input>> {
        let of = |attribute: &Attribute<'_, '_>| attribute.namespace().is_none() && passes(attribute.name());
        let index = self.attributes.iter().position(of)?;
        Some(self.attributes.remove(index))
    }

    /// The attributes that were not taken.
    pub(super) fn rest(&self) -> &[Attribute<'a, 'input>] {
        &self.attributes
    }

    /// The elements directly inside.
    pub(super) fn children(&self) -> impl Iterator<Item = Element<'a, 'input>> + use<'a, 'input> {
        self.node.children().filter(Node::is_element).map(Element::new)
    }

    /// The pieces of text directly inside, each with its range. Comments separate the pieces.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&'a str, Range<usize>)> + use<'a, 'input> {
        self.node.children().filter(Node::is_text).filter_map(|node| Some((node.text()?, node.range())))
    }
}
