//! Class diagrams in Mermaid: first how resources hang together, then a hierarchy each.
//!
//! A diagram of many boxes is read by nobody, so that large ones are split.

use std::collections::BTreeSet;

use super::{Page, csdl, short};
use crate::rust::{Field, Flag, Kind, OpenEnum, Struct, Structured};

/// Boxes with properties in one diagram.
const BOXES: usize = 12;
/// Members shown of an enumeration, and properties of a type.
const ROWS: usize = 12;

pub(super) fn section(page: &Page<'_>) -> String {
    let mut text = String::from("## How it hangs together\n\n");
    let tops: Vec<_> = structs(page).filter(|ty| base(ty, page).is_none()).collect();
    if tops.is_empty() {
        return text + "There are no types.\n\n";
    }
    text.push_str(
        "A filled diamond: part of, in a path below it or in its value. An arrow: leads to, and comes along when it is \
         expanded. A dotted arrow: its value is one \
         of. A triangle: derived from.\n\n",
    );
    for part in tops.chunks(BOXES) {
        let mut diagram = Diagram::default();
        part.iter().for_each(|ty| diagram.add(ty, page));
        text.push_str(&diagram.text(page));
    }
    let mut heads: Vec<_> = structs(page).filter(|ty| !derived(ty, page).is_empty()).collect();
    // A hierarchy inside another is shown with that.
    heads.retain(|ty| base(ty, page).is_none());
    for head in heads {
        text.push_str(&format!("### Types of {}\n\n", short(&head.csdl)));
        for part in derived(head, page).chunks(BOXES) {
            let mut diagram = Diagram::default();
            part.iter().for_each(|ty| diagram.add(ty, page));
            text.push_str(&diagram.text(page));
        }
    }
    text
}

fn structs<'a>(page: &Page<'a>) -> impl Iterator<Item = &'a Struct> {
    page.structured().filter_map(|ty| match ty {
        Structured::Struct(ty) => Some(ty),
        Structured::TaggedEnum(_) => None,
    })
}

/// The base, if it is of the slice: `microsoft.graph.entity` mostly is not.
fn base<'a>(ty: &'a Struct, page: &Page<'_>) -> Option<&'a String> {
    ty.bases.first().filter(|base| page.structured().any(|other| csdl(other) == *base))
}

/// All types below one.
fn derived<'a>(head: &Struct, page: &Page<'a>) -> Vec<&'a Struct> {
    structs(page).filter(|ty| ty.bases.contains(&head.csdl)).collect()
}

/// A diagram in the making.
#[derive(Default)]
struct Diagram<'a> {
    boxes: String,
    edges: String,
    /// Boxes that have been drawn.
    drawn: BTreeSet<&'a str>,
    /// Types that edges name.
    named: BTreeSet<&'a str>,
    enums: Vec<&'a OpenEnum>,
}

impl<'a> Diagram<'a> {
    /// A box with the properties that the type declares, and edges to what they lead to.
    fn add(&mut self, ty: &'a Struct, page: &Page<'a>) {
        let base = base(ty, page);
        if let Some(base) = base {
            self.edges.push_str(&format!("  {} <|-- {}\n", id(base), id(&ty.csdl)));
            self.named.insert(base);
        }
        let inherited = base.and_then(|base| structs(page).find(|other| other.csdl == *base));
        let own = |field: &&Field| {
            inherited.is_none_or(|base| !base.fields.iter().any(|other| other.wire == field.wire))
        };
        let mut rows = Vec::new();
        for field in ty.fields.iter().filter(own) {
            match &field.kind {
                Kind::Object(path) | Kind::Hierarchy(path) => {
                    let target = page.find(path);
                    self.named.extend(target);
                    let has = |flag| field.flags.contains(&flag);
                    let line = if has(Flag::Navigation) && !has(Flag::Contained) { "-->" } else { "*--" };
                    self.edge(ty, field, target.unwrap_or(&path.ident), line);
                }
                Kind::Enum(path) | Kind::Flags(path) => {
                    rows.push(row(field, page.find(path).map_or(&path.ident, short)));
                    self.edge(ty, field, page.find(path).unwrap_or(&path.ident), "..>");
                    let found = page.version.namespaces.iter().flat_map(|namespace| &namespace.enums);
                    self.enums.extend(found.filter(|ty| ty.path == *path));
                }
                Kind::Primitive(primitive) => rows.push(row(field, primitive.variant)),
            }
        }
        let hidden = rows.len().saturating_sub(ROWS);
        rows.truncate(ROWS);
        if hidden > 0 {
            rows.push(format!("and {hidden} more"));
        }
        if page.is_abstract(&ty.csdl) {
            rows.insert(0, "<<abstract>>".to_owned());
        }
        self.class(&ty.csdl, &rows);
        self.drawn.insert(&ty.csdl);
    }

    fn edge(&mut self, ty: &Struct, field: &Field, target: &str, line: &str) {
        let count = if field.is_collection() { "*" } else { "0..1" };
        self.edges.push_str(&format!(
            "  {} {line} \"{count}\" {} : {}\n",
            id(&ty.csdl),
            id(target),
            field.wire
        ));
    }

    fn class(&mut self, csdl: &str, rows: &[String]) {
        let label = if id(csdl) == short(csdl) { String::new() } else { format!("[\"{}\"]", short(csdl)) };
        if rows.is_empty() {
            self.boxes.push_str(&format!("  class {}{label}\n", id(csdl)));
            return;
        }
        self.boxes.push_str(&format!("  class {}{label} {{\n", id(csdl)));
        rows.iter().for_each(|row| self.boxes.push_str(&format!("    {row}\n")));
        self.boxes.push_str("  }\n");
    }

    fn text(mut self, page: &Page<'a>) -> String {
        // The base of a hierarchy's part is drawn with each part, where it has properties.
        let heads: Vec<_> = structs(page)
            .filter(|ty| self.named.contains(ty.csdl.as_str()) && !self.drawn.contains(ty.csdl.as_str()))
            .filter(|ty| self.edges.contains(&format!("  {} <|--", id(&ty.csdl))))
            .collect();
        for head in heads {
            let rows: Vec<_> =
                head.fields.iter().filter_map(|field| own_row(field, page)).take(ROWS).collect();
            self.class(&head.csdl, &rows);
        }
        let mut known = BTreeSet::new();
        for ty in std::mem::take(&mut self.enums) {
            if known.insert(&ty.csdl) {
                let mut rows = vec!["<<enumeration>>".to_owned()];
                rows.extend(ty.variants.iter().take(ROWS).map(|member| member.wire.clone()));
                if ty.variants.len() > ROWS {
                    rows.push(format!("and {} more", ty.variants.len() - ROWS));
                }
                self.class(&ty.csdl, &rows);
            }
        }
        format!(
            "```mermaid\n---\nconfig:\n  class:\n    hideEmptyMembersBox: true\n---\nclassDiagram\n  direction LR\n{}{}```\n\n",
            self.boxes, self.edges
        )
    }
}

fn own_row(field: &Field, page: &Page<'_>) -> Option<String> {
    match &field.kind {
        Kind::Primitive(primitive) => Some(row(field, primitive.variant)),
        Kind::Enum(path) | Kind::Flags(path) => Some(row(field, page.find(path).map_or(&path.ident, short))),
        Kind::Object(_) | Kind::Hierarchy(_) => None,
    }
}

fn row(field: &Field, ty: &str) -> String {
    let many = if field.is_collection() { "[]" } else { "" };
    let key = if field.flags.contains(&Flag::Key) { ", key" } else { "" };
    format!("{}: {ty}{many}{key}", field.wire)
}

/// A name that Mermaid takes for a box: no dots.
fn id(csdl: &str) -> String {
    short(csdl).replace('.', "_")
}
