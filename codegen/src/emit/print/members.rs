//! Items with members, as text. Each member has its documentation, and an empty line separates it from the one
//! before.
//!
//! Most members fit on a line and need no layout; only the others are laid out.

use super::layout::{INDENT, Layout, MARGIN};
use crate::emit::gates;
use crate::rust::Gate;
use crate::text::comment;

/// Appends documentation, one comment line for each line.
pub(in crate::emit) fn docs(lines: &[String], indent: &str, text: &mut String) {
    for line in lines {
        let line = comment::line(line.trim_end_matches(' '));
        text.extend([indent, if line.is_empty() { "///" } else { "/// " }, &line, "\n"]);
    }
}

/// An item under construction.
pub(in crate::emit) struct Members {
    text: String,
    is_empty: bool,
}

impl Members {
    /// Begins a type with the attribute `#[non_exhaustive]`.
    pub(in crate::emit) fn of_type(docs: &[String], keyword: &str, ident: &str) -> Self {
        let mut head = String::new();
        self::docs(docs, "", &mut head);
        head.push_str(&format!("#[non_exhaustive]\npub {keyword} {ident} {{\n"));
        Self::new(head)
    }

    /// Begins an item with the text before its members: documentation, attributes, and the line with the opening
    /// brace.
    pub(in crate::emit) fn new(head: String) -> Self {
        Self { text: head, is_empty: true }
    }

    /// Appends the documentation of the next member.
    pub(in crate::emit) fn docs(&mut self, lines: &[String]) {
        if !self.is_empty && !lines.is_empty() {
            self.text.push('\n');
        }
        docs(lines, "    ", &mut self.text);
    }

    /// Appends the attribute that can leave out the next member.
    pub(in crate::emit) fn gate(&mut self, gate: &Gate) {
        self.text.push_str(&gates::attribute(gate, "    "));
    }

    /// Appends a member on one line. If the line would be too long, `wide` lays the member out.
    pub(in crate::emit) fn line(&mut self, line: &[&str], wide: impl FnOnce(&mut Layout)) {
        self.is_empty = false;
        let width: usize = line.iter().map(|word| word.len()).sum();
        if width.cast_signed() + INDENT <= MARGIN {
            self.text.push_str("    ");
            self.text.extend(line.iter().copied());
            self.text.push('\n');
            return;
        }
        let mut layout = Layout::default();
        layout.open(INDENT);
        layout.hard(0);
        wide(&mut layout);
        layout.hard(-INDENT);
        layout.close();
        let laid_out = layout.finish();
        self.text.push_str(laid_out.strip_prefix('\n').unwrap_or(&laid_out));
    }

    /// Appends lines of a member that are never too long.
    pub(in crate::emit) fn lines(&mut self, lines: &str) {
        self.is_empty = false;
        self.text.push_str(lines);
    }

    /// Returns the text of the complete item.
    pub(in crate::emit) fn end(mut self) -> String {
        self.text.push_str("}\n");
        self.text
    }
}

/// Lays out a type. Each pair of angle brackets in it must hold a single type.
pub(in crate::emit) fn lay_out_type(text: &str, layout: &mut Layout) {
    let outer: Vec<_> = text.trim_end_matches('>').split('<').collect();
    for (index, name) in outer.iter().enumerate() {
        if index > 0 {
            layout.word("<");
            layout.open(INDENT);
            layout.zero();
        }
        layout.word(name);
    }
    for _ in 1..outer.len() {
        layout.end_of_list(0);
        layout.close();
        layout.word(">");
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;

    use crate::emit::items::Items;
    use crate::emit::paths::From;
    use crate::emit::print::print_any;
    use crate::emit::{properties, structs, tagged_enums};
    use crate::rust::{
        Field, Flag, Gate, Kind, PrimitiveKind, RustType, Struct, Structured, TaggedEnum, TaggedVariant,
        TypePath,
    };

    /// Structs, enums and constants look as `prettyplease` prints them, however long their names are.
    #[test]
    fn members_are_laid_out_as_all_others() {
        for length in 1..100 {
            let path = |namespace: &[&str]| TypePath {
                namespace: namespace.iter().map(|&module| module.to_owned()).collect(),
                ident: "N".repeat(length),
            };
            let primitive = |rust| Kind::Primitive(PrimitiveKind { variant: "Any", rust });
            let kinds = [
                primitive(RustType::Std("String")),
                primitive(RustType::Std("bool")),
                primitive(RustType::Edm("DateTimeOffset")),
                Kind::Enum(path(&[])),
                Kind::Flags(path(&["other"])),
                Kind::Object(path(&[])),
                Kind::Hierarchy(path(&["other"])),
            ];
            let flags = [vec![], vec![Flag::Collection], vec![Flag::Navigation], vec![Flag::ReadOnly]];
            let fields = kinds.iter().flat_map(|kind| flags.iter().map(move |flags| (kind, flags)));
            let fields = fields.enumerate().map(|(index, (kind, flags))| Field {
                ident: format!("{}{index}", "n".repeat(length)),
                constant: format!("{}{index}", "N".repeat(length)),
                docs: vec![r#"A "field" \ `a`."#.to_owned(), String::new(), "More. ".to_owned()],
                wire: "n".repeat(length),
                kind: kind.clone(),
                flags: flags.clone(),
                gate: Gate::default(),
                is_nested: index % 3 == 0,
            });
            let fields: Vec<_> = fields.collect();
            let variant = |path: TypePath| TaggedVariant {
                ident: "N".repeat(length),
                docs: vec!["One.".to_owned()],
                csdl: String::new(),
                content: path,
                gate: Gate::default(),
            };
            let base = Struct {
                path: path(&[]),
                docs: vec!["A type.".to_owned()],
                csdl: String::new(),
                bases: Vec::new(),
                derived: Vec::new(),
                is_open: false,
                is_tagged: true,
                fields: fields.clone(),
            };
            let tagged = TaggedEnum {
                path: path(&[]),
                docs: vec!["A base.".to_owned()],
                csdl: String::new(),
                variants: vec![variant(path(&[])), variant(path(&["other"]))],
                base: path(&[]),
                accessors: fields,
                above: Vec::new(),
            };
            let (from, mut items) = (From { namespace: &[] }, Items::default());
            structs::emit(&base, from, &mut items);
            tagged_enums::emit(&tagged, from, &mut items);
            properties::emit(&Structured::Struct(base), from, &mut items);
            for text in items.texts {
                let tokens: TokenStream = text.parse().unwrap();
                assert_eq!(text, print_any(&tokens));
            }
        }
    }
}
