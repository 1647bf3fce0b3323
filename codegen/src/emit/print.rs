//! Turns tokens into text: headers, formatting, empty lines.
//!
//! `shapes` and `layout` print most items in the style of `prettyplease`. They are faster, since `prettyplease`
//! parses each item into a syntax tree. In whole v1.0 (16.5 MB) 8 % of the text goes through `shapes`, 13 % are long
//! members that `layout` breaks, and 0.6 % goes through `prettyplease`; emitters write the rest as text. With
//! `prettyplease` for all items, generation took 2.5 to 3.8 s instead of 0.9 to 1.4 s (three runs each on two busy
//! cores), and 2.4 s of processor time instead of 0.8 s. Tests compare both printers.

pub(super) mod layout;
pub(super) mod list;
pub(super) mod members;
mod shapes;
pub(super) mod table;
mod trees;
pub(super) mod wrap;

use proc_macro2::TokenStream;

use crate::input::MadeBy;
use crate::text::comment;
use trees::Tree;
use wrap::{append as append_wrapped, wrap};

/// The start of every file: its inputs, the place for edits, and its content.
pub(crate) fn header(made_by: MadeBy, inputs: &[String], title: &str) -> String {
    let inputs =
        inputs.iter().map(|input| format!("`{}`", comment::line(input))).collect::<Vec<_>>().join(", ");
    wrap(format!(
        "// {} from {inputs}: do not edit.\n// {}\n\n//! {title}\n",
        made_by.words(),
        made_by.remedy()
    ))
}

/// A whole file: header, module documentation, and items with an empty line between.
pub(super) fn file(made_by: MadeBy, inputs: &[String], title: &str, items: &[String]) -> String {
    let mut text = header(made_by, inputs, title);
    text.reserve(items.iter().map(|item| item.len() + 1).sum());
    for item in items.iter().filter(|item| !item.is_empty()) {
        text.push('\n');
        append_wrapped(item, &mut text);
    }
    text
}

/// Tokens as text.
pub(super) fn print(tokens: TokenStream) -> String {
    let trees = Tree::all(tokens);
    match shapes::print(&trees) {
        Some(text) => space_out(&text),
        None => print_any(&Tree::tokens(trees)),
    }
}

/// Any tokens as text. The tokens come from `quote!`, so that they should always parse. If they do not, they are
/// written unformatted, and the compiler reports the error.
pub(super) fn print_any(tokens: &TokenStream) -> String {
    match syn::parse2::<syn::File>(tokens.clone()) {
        Ok(parsed) => space_out(&prettyplease::unparse(&parsed)),
        Err(_) => format!("{tokens}\n"),
    }
}

/// Inserts empty lines before documented fields, documented variants and functions. Tokens cannot contain empty
/// lines.
pub(super) fn space_out(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + text.len() / 16);
    let mut before = "{";
    for line in text.lines() {
        let starts_member = ["    ///", "    #[inline]", "    fn ", "    pub fn ", "    pub(crate) fn "]
            .iter()
            .any(|start| line.starts_with(start));
        let is_within_member = ["    ///", "    #[inline]"].iter().any(|start| before.starts_with(start));
        if starts_member && !before.ends_with('{') && !is_within_member {
            spaced.push('\n');
        }
        spaced.push_str(line);
        spaced.push('\n');
        before = line;
    }
    spaced
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;

    use super::{Tree, print_any, shapes, space_out};

    /// Items that are laid out here look as `prettyplease` prints them, however long their names are.
    #[test]
    fn known_shapes_are_laid_out_as_all_others() {
        let items = [
            r#"impl NAME { /// A "type" \ of `ns.X`.
               pub const ONE: Option<Vec<super::super::NAME>> = A; #[doc = r" A \ b."] const TWO: Option<Box<open_enum::FlagSet<NAME>>> = NAME;
               #[doc = ""] pub const NAME: &'static NAME = NAME; }"#,
            r#"pub(crate) const NAME: model::ModelInfo = model::ModelInfo { name: "NAME", bases: &["NAME", "other"], is_open: false,
               of: A { b: 1 }, fields: &[ model::FieldInfo::new("NAME", model::Type::String), model::FieldInfo::new("id",
               model::Type::Object(&super::NAME)).key().collection(), model::FieldInfo::new("NAME", model::Type::Enum(&NAME)).key()], };"#,
            r#"pub(crate) const NAME: open_enum::EnumInfo = open_enum::EnumInfo { name: "e", none: &[], members: &[("NAME", 1), ("b", -2)], };"#,
            r#"impl super::NAME { #[doc = " `id`"] pub const NAME: model::Field<Self, Vec<NAME>, model::Navigation> = model::Field::new(0, "NAME");
               pub const ID: model::Field<Self, String> = model::Field::new(1, "NAME"); }"#,
            r#"impl NAME { /// A name.
               #[inline] pub fn name(&self) -> Option<&Vec<super::NAME>> { model::field::<Vec<super::NAME>>(self.as_model(), 3).map(String::as_str) }
               pub fn new(NAME: impl std::fmt::Display, b: Vec<NAME>,) -> Self { Self::at(&request::Path::root(&super::CATALOG).add("NAME", &[&NAME, &b]), b) }
               pub(crate) fn plain(path_: &request::Path,) -> request::NAME<Self> { request::NAME::at(Self::INFO, path_.add("/NAME", &[]), ()) }
               pub(crate) fn at(path_: &request::Path, b: impl Into<NAME>) -> Self { Self { path: path_.add("NAME", &[]), parameters: NAME {
               b: Some(b.into()), ..NAME::default() }, } }
               pub fn none() -> Self { Self { path: path_.function("x", &[("NAME", request::Argument::Text(&NAME))]) } } }"#,
            r"impl request::Callable for NAME { type Parameters = super::NAME; type Response = graph_models_core::Page<open_enum::FlagSet<super::NAME>>;
               type NAME = (); }",
            r"impl NAME { /// What is known of it.
               pub const INFO: &'static request::NAME = &super::super::NAME_27[152]; pub const OTHER: &'static NAME = &NAME[0]; }",
            "use graph_models_core::NAME; use super::{NAME, NAME, B, NAME}; use super::paths::{NAME}; use super::{a, b, NAME, c, d, e, f, g, h, i, j, k};",
            r#"#[cfg(all(feature = "a", any(feature = "NAME", feature = "b")))] use NAME;"#,
            r#"pub(super) const NAME: &NAME = &NAME { texts: &[super::json_schema::NAME, TEXTS], none: &[], types: &[&NAME,
               #[cfg(any(feature = "a", feature = "NAME"))] &super::a::NAME, #[cfg(feature = "b")] &B] };"#,
            r#"pub const ROOTS: &[schema::Roots] = &[schema::Roots { slice: "NAME", schemas: SCHEMAS, types: &["NAME", "b"], pages: &[] }];"#,
        ];
        for item in items {
            for length in 1..100 {
                let item = item.replace("NAME", &"N".repeat(length));
                let tokens: TokenStream = item.parse().unwrap();
                let laid_out = shapes::print(&Tree::all(tokens.clone())).expect(&item);
                assert_eq!(space_out(&laid_out), print_any(&tokens));
            }
        }
    }

    #[test]
    fn what_is_not_known_is_left_to_prettyplease() {
        for item in [
            "fn f() {}",
            "impl A {}",
            "pub struct Unit;",
            "const A: u8 = 1 + 2;",
            "const A: &[u8] = &[1, 2];",
            "const A: B = f([b]);",
        ] {
            assert_eq!(shapes::print(&Tree::all(item.parse().unwrap())), None);
        }
    }
}
