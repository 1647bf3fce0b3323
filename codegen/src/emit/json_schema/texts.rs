//! Descriptions as few long texts, which compile faster than many short ones.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::{MODULE, Module};
use crate::rust::division::divide;
use crate::rust::{Text, Version, names};

/// The most descriptions in one file.
const ROWS: usize = 1000;

/// Makes the texts. Returns their paths, the items if one file holds them all, and otherwise the modules that hold
/// them.
pub(super) fn make(version: &Version) -> (Vec<TokenStream>, Vec<String>, Vec<Module>) {
    let texts = version.texts.iter().filter(|(_, text)| !text.text.is_empty());
    let texts: Vec<_> = texts.collect();
    let rows = |texts: &[(&String, &Text)]| -> Vec<_> {
        texts.iter().map(|(name, text)| row(name, &text.text)).collect()
    };
    if texts.is_empty() {
        return (Vec::new(), Vec::new(), Vec::new());
    }
    if texts.len() <= ROWS {
        return (vec![quote!(TEXTS)], vec![item("", &rows(&texts))], Vec::new());
    }
    let mut modules = Vec::new();
    let paths = divide(texts, ROWS, |(name, _)| ((*name).clone(), 1)).into_iter().map(|share| {
        let module = names::part_from(&format!("{MODULE}_texts"), &share.from);
        let ident = format_ident!("{module}");
        modules.push((module, vec![item("pub(super) ", &rows(&share.elements))]));
        quote!(super::#ident::TEXTS)
    });
    (paths.collect(), Vec::new(), modules)
}

/// The most columns of a line of a text.
const WIDTH: usize = 110;

/// The source lines of a row. The row ends with a null character, and does not contain the line ends of the source.
fn row(name: &str, text: &str) -> String {
    // XML cannot contain a null character, but an overlay can.
    let text = text.replace('\0', "\u{fffd}");
    let literal = Literal::string(&format!("{name}: {text}\0")).to_string();
    let literal = literal.strip_prefix('"').and_then(|literal| literal.strip_suffix('"'));
    wrap(literal.unwrap_or_default()) + "\\\n"
}

/// The content of a literal on several lines, each but the last with a backslash at the end. The compiler removes the
/// spaces at the start of a line: therefore spaces are at the ends of lines and never at the start. Very long words
/// are broken after a slash.
fn wrap(content: &str) -> String {
    let mut text = String::with_capacity(content.len() + 8);
    let mut width = 0;
    let mut line_break = |text: &mut String, part: &str, is_wanted: bool| {
        if is_wanted && width > 0 && width + part.len() > WIDTH {
            text.push_str("\\\n    ");
            width = 0;
        }
        text.push_str(part);
        width += part.len();
    };
    for word in content.split_inclusive(' ') {
        let is_wanted = text.ends_with(' ') && word != " ";
        if word.len() <= WIDTH {
            line_break(&mut text, word, is_wanted);
            continue;
        }
        for (index, part) in word.split_inclusive('/').enumerate() {
            line_break(&mut text, part, if index == 0 { is_wanted } else { part != " " });
        }
    }
    text
}

fn item(visibility: &str, rows: &[String]) -> String {
    let rows = rows.concat();
    format!("{visibility}static TEXTS: &str = \"\\\n{rows}\";\n")
}

#[cfg(test)]
mod tests {
    use super::{item, row};

    /// Reads the source as the compiler does.
    fn value(source: &str) -> String {
        let item: syn::ItemStatic = syn::parse_str(source).unwrap();
        let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) = *item.expr else { panic!() };
        text.value()
    }

    #[test]
    fn a_long_row_is_the_same_text_on_several_lines() {
        for words in ["word ", "two  spaces ", "\"quoted\" \\ "] {
            let text = words.repeat(60);
            let source = row("a", &text);
            assert!(source.lines().count() > 1 && source.lines().all(|line| line.len() <= 120), "{source}");
            assert_eq!(value(&item("", &[source])), format!("a: {text}\0"));
        }
    }

    #[test]
    fn a_row_is_one_line_whatever_the_text_is() {
        let rows = [row("a", "\"Quoted\" \\"), row("a/b", "1\0 2\n\u{202e}3\"")];
        assert!(
            rows.iter().all(|row| row.lines().count() == 1 && !row.contains(['\0', '\u{202e}'])),
            "{rows:?}"
        );
        assert_eq!(value(&item("", &rows)), "a: \"Quoted\" \\\0a/b: 1\u{fffd} 2\n\u{202e}3\"\0");
    }
}
