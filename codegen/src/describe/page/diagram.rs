//! Class diagrams in Mermaid: first the relations of resources, then one diagram for each hierarchy.
//!
//! Large diagrams are split, since nobody can read a diagram with many boxes.

use std::collections::BTreeSet;

use super::{Page, short};
use crate::rust::{Field, Flag, Kind, Struct};
use crate::text::mermaid::label;

/// The most boxes with properties in one diagram.
const BOXES: usize = 12;
/// The most members of an enumeration, or properties of a type, that are shown.
const ROWS: usize = 12;

pub(super) fn section(page: &Page<'_>) -> String {
    let mut text = String::from("## How it hangs together\n\n");
    let tops: Vec<_> = page.structs.iter().copied().filter(|ty| page.base(ty).is_none()).collect();
    if tops.is_empty() {
        return text + "There are no types.\n\n";
    }
    text.push_str(
        "A filled diamond: part of, in a path below it or in its value. An arrow: leads to, and comes along when it is \
         expanded. A dotted arrow: its value is one of. A triangle: derived from.\n\n",
    );
    diagrams(&tops, page, &mut text);
    // The diagram of a hierarchy includes the hierarchies inside it.
    for head in tops.iter().filter(|ty| !page.derived(&ty.csdl).is_empty()) {
        text.push_str(&format!("### Types of {}\n\n", short(&head.csdl)));
        diagrams(page.derived(&head.csdl), page, &mut text);
    }
    text
}

/// Draws types in diagrams of at most [`BOXES`] types each.
fn diagrams<'a>(types: &[&'a Struct], page: &Page<'a>, text: &mut String) {
    for part in types.chunks(BOXES) {
        let mut diagram = Diagram::default();
        for ty in part {
            diagram.add(ty, page);
        }
        text.push_str(&diagram.text(page));
    }
}

/// A diagram under construction.
#[derive(Default)]
struct Diagram<'a> {
    boxes: String,
    edges: String,
    /// Types that have a box.
    drawn: BTreeSet<&'a str>,
    /// Bases that edges name.
    bases: Vec<&'a Struct>,
    /// Enumerations that edges name.
    enums: BTreeSet<&'a str>,
}

impl<'a> Diagram<'a> {
    /// A box with the properties that the type declares, and edges to the types of these properties.
    fn add(&mut self, ty: &'a Struct, page: &Page<'a>) {
        if let Some(base) = page.base(ty) {
            self.edges.push_str(&format!("  {} <|-- {}\n", id(&base.csdl), id(&ty.csdl)));
            self.bases.push(base);
        }
        for field in page.own_fields(ty) {
            match &field.kind {
                Kind::Object(path) | Kind::Hierarchy(path) => {
                    let has = |flag| field.flags.contains(&flag);
                    let is_elsewhere = has(Flag::Navigation) && !has(Flag::Contained);
                    self.edge(ty, field, page.find(path), if is_elsewhere { "-->" } else { "*--" });
                }
                Kind::Enum(path) | Kind::Flags(path) => {
                    let name = page.find(path);
                    self.edge(ty, field, name, "..>");
                    self.enums.insert(name);
                }
                Kind::Primitive(_) => {}
            }
        }
        self.type_box(ty, page.own_fields(ty), page);
    }

    fn edge(&mut self, ty: &Struct, field: &Field, target: &str, line: &str) {
        let count = if field.is_collection() { "*" } else { "0..1" };
        let (from, to) = (id(&ty.csdl), id(target));
        self.edges.push_str(&format!("  {from} {line} \"{count}\" {to} : {}\n", label(&field.wire)));
    }

    fn type_box(&mut self, ty: &'a Struct, fields: impl Iterator<Item = &'a Field>, page: &Page<'a>) {
        if !self.drawn.insert(&ty.csdl) {
            return;
        }
        let is_abstract = page.abstracts.contains(ty.csdl.as_str());
        let rows = fields.filter_map(|field| row(field, page)).collect();
        self.class(&ty.csdl, is_abstract.then_some("abstract"), rows);
    }

    fn class(&mut self, csdl: &str, kind: Option<&str>, mut rows: Vec<String>) {
        let hidden = rows.len().saturating_sub(ROWS);
        rows.truncate(ROWS);
        if hidden > 0 {
            rows.push(format!("and {hidden} more"));
        }
        let label =
            if id(csdl) == short(csdl) { String::new() } else { format!("[\"{}\"]", label(short(csdl))) };
        self.boxes.push_str(&format!("  class {}{label}", id(csdl)));
        let kind = kind.map(|kind| format!("<<{kind}>>"));
        let rows: Vec<_> = kind.into_iter().chain(rows).collect();
        if !rows.is_empty() {
            self.boxes.push_str(" {\n");
            for row in rows {
                self.boxes.push_str(&format!("    {row}\n"));
            }
            self.boxes.push_str("  }");
        }
        self.boxes.push('\n');
    }

    fn text(mut self, page: &Page<'a>) -> String {
        // The base of a hierarchy is drawn in each diagram that shows a part of the hierarchy.
        for base in std::mem::take(&mut self.bases) {
            self.type_box(base, base.fields.iter(), page);
        }
        let named = std::mem::take(&mut self.enums);
        for ty in page.enums.iter().filter(|ty| named.contains(ty.csdl.as_str())) {
            let members = ty.variants.iter().map(|member| label(&member.wire)).collect();
            self.class(&ty.csdl, Some("enumeration"), members);
        }
        // Boxes of types without properties have no empty parts.
        let config = "---\nconfig:\n  class:\n    hideEmptyMembersBox: true\n---\n";
        format!("```mermaid\n{config}classDiagram\n  direction LR\n{}{}```\n\n", self.boxes, self.edges)
    }
}

/// The row of a property that is no edge or holds an enumeration.
fn row<'a>(field: &'a Field, page: &Page<'a>) -> Option<String> {
    let ty = match &field.kind {
        Kind::Primitive(primitive) => primitive.variant,
        Kind::Enum(path) | Kind::Flags(path) => short(page.find(path)),
        Kind::Object(_) | Kind::Hierarchy(_) => return None,
    };
    let many = if field.is_collection() { "[]" } else { "" };
    let key = if field.flags.contains(&Flag::Key) { ", key" } else { "" };
    Some(format!("{}: {ty}{many}{key}", label(&field.wire)))
}

/// A name that Mermaid accepts for a box, without dots.
fn id(csdl: &str) -> String {
    short(csdl).replace('.', "_")
}
