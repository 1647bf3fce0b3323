//! Kinds of text that are found in place of the expected one: proxies, editors and version control leave them in files.
//!
//! Must not know what was expected.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::source::FileId;

/// A kind of text, recognized by its beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// A web page.
    WebPage,
    /// XML that is no web page.
    Xml,
    /// JSON: an object or a list.
    Json,
    /// The pointer that Git LFS keeps in the place of a file.
    Pointer,
    /// A file in which a merge left a conflict.
    Conflict,
    /// Text of two bytes for a character, read as if it had one.
    Utf16,
}

/// The elements with which web pages begin.
const OF_PAGES: [&str; 9] =
    ["!doctype html", "html", "head", "body", "meta", "title", "script", "style", "center"];

/// The beginning of the pointers of Git LFS.
const POINTER: &str = "version https://git-lfs.github.com/spec/";

impl Kind {
    /// The kind of a text, with the place of its first character. `None` if the beginning of the text shows no kind.
    ///
    /// ```
    /// use csdl::kind::Kind;
    ///
    /// assert_eq!(Kind::of("\n<!-- a page -->\n<html>"), Some((Kind::WebPage, 17..18)));
    /// assert_eq!(Kind::of("[\"a\"]"), Some((Kind::Json, 0..1)));
    /// assert_eq!(Kind::of("[name]"), None);
    /// ```
    pub fn of(text: &str) -> Option<(Self, Range<usize>)> {
        let trimmed = text.trim_start_matches(is_blank);
        let start = text.len() - trimmed.len();
        let at = |kind, rest: &str| {
            let start = text.len() - rest.len();
            (kind, start..start + rest.chars().next().map_or(0, char::len_utf8))
        };
        if trimmed.chars().take(2).any(|c| c == '\0') {
            return Some(at(Self::Utf16, trimmed));
        }
        if trimmed.starts_with(POINTER) {
            return Some(at(Self::Pointer, trimmed));
        }
        if is_mark(trimmed.lines().next().unwrap_or_default()) {
            return Some((Self::Conflict, start..start + MARK.len()));
        }
        if let Some(markup) = markup(trimmed) {
            let rest = markup.get(1..).unwrap_or_default();
            let is_page = OF_PAGES.iter().any(|name| is_named(rest, name));
            return Some(at(if is_page { Self::WebPage } else { Self::Xml }, markup));
        }
        is_json(trimmed).then(|| at(Self::Json, trimmed))
    }

    /// The error for a file in which a merge left a conflict, at the first line that marks one.
    pub fn conflict(text: &str, file: FileId) -> Option<Diagnostic> {
        let problem = Diagnostic::error("a merge left a conflict in this file");
        let problem = problem.at(file.place(first_mark(text)?), "begins here");
        Some(Self::Conflict.remedy().into_iter().fold(problem, Diagnostic::help))
    }

    /// The name of the kind, in words that follow "this is".
    pub fn name(self) -> &'static str {
        match self {
            Self::WebPage => "a web page",
            Self::Xml => "XML",
            Self::Json => "JSON",
            Self::Pointer => "a pointer of Git LFS",
            Self::Conflict => "a conflict of a merge",
            Self::Utf16 => "text in UTF-16",
        }
    }

    /// The remedy, if it does not depend on what was expected.
    pub fn remedy(self) -> Option<&'static str> {
        match self {
            Self::WebPage | Self::Xml | Self::Json => None,
            Self::Pointer => Some("the file itself is elsewhere: `git lfs pull` fetches it"),
            Self::Conflict => Some("decide between both sides, and remove the marks"),
            Self::Utf16 => Some("save the file as UTF-8"),
        }
    }
}

/// The beginning of the line above the first side of a conflict.
const MARK: &str = "<<<<<<<";

/// The place of the first line with which a merge marks a conflict.
fn first_mark(text: &str) -> Option<Range<usize>> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if is_mark(line) {
            return Some(start..start + MARK.len());
        }
        start += line.len();
    }
    None
}

fn is_mark(line: &str) -> bool {
    line.strip_prefix(MARK).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\r', '\n']))
}

fn is_blank(c: char) -> bool {
    matches!(c, '\u{feff}' | ' ' | '\t' | '\r' | '\n')
}

/// The text from the first tag or declaration on, behind comments and the XML declaration.
fn markup(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(is_blank);
        let end = match rest {
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<?") => "?>",
            _ => return rest.starts_with('<').then_some(rest),
        };
        rest = rest.split_once(end)?.1;
    }
}

/// Returns true for the name of a tag or declaration, in any case.
fn is_named(text: &str, name: &str) -> bool {
    let (Some(beginning), Some(rest)) = (text.get(..name.len()), text.get(name.len()..)) else {
        return false;
    };
    beginning.eq_ignore_ascii_case(name) && !rest.starts_with(|c: char| c.is_alphanumeric() || c == ':')
}

/// Returns true for the beginning of an object or a list. A table of TOML begins with the same character as a list.
fn is_json(text: &str) -> bool {
    if text.starts_with('{') {
        return true;
    }
    let Some(mut inside) = text.strip_prefix('[') else { return false };
    inside = inside.trim_start_matches(|c| is_blank(c) || c == '[');
    let word: String = inside.chars().take_while(char::is_ascii_alphabetic).collect();
    let behind = inside.get(word.len()..).unwrap_or_default().trim_start_matches(is_blank);
    match word.as_str() {
        "" => inside.starts_with(['{', ']', '"', '-']) || inside.starts_with(|c: char| c.is_ascii_digit()),
        "true" | "false" | "null" => behind.starts_with(','),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, first_mark};

    fn kind(text: &str) -> Option<Kind> {
        Kind::of(text).map(|(kind, _)| kind)
    }

    #[test]
    fn pages_are_known_in_all_their_forms() {
        for page in [
            "<!DOCTYPE html>\n<html>",
            " \r\n\t<!doctype HTML><html lang=en>",
            "<HTML>",
            "<html><body>Sign in</body></html>",
            "<head><title>404</title></head>",
            "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0\">\n<html/>",
            "<!-- from a proxy -->\n<html/>",
            "\u{feff}<html/>",
            "<script>location='/signin'</script>",
        ] {
            assert_eq!(kind(page), Some(Kind::WebPage), "{page}");
        }
        for xml in
            ["<edmx:Edmx/>", "<?xml version=\"1.0\"?><rss/>", "<htmlx/>", "<html:html/>", "<!DOCTYPE x>"]
        {
            assert_eq!(kind(xml), Some(Kind::Xml), "{xml}");
        }
    }

    #[test]
    fn tables_are_no_lists() {
        for json in ["{}", "[]", "[1]", " [\n{\"a\": 1}]", "[[1], [2]]", "[true, false]", "[\"a\"]", "[-1]"] {
            assert_eq!(kind(json), Some(Kind::Json), "{json}");
        }
        for other in ["[tasks]\n", "[[allow]]\n", "[true]\n", "key = 1", "", "\n", "Not found", "-->"] {
            assert_eq!(kind(other), None, "{other}");
        }
    }

    #[test]
    fn what_version_control_leaves_is_known() {
        assert_eq!(kind("version https://git-lfs.github.com/spec/v1\noid sha256:0\n"), Some(Kind::Pointer));
        assert_eq!(Kind::of("\n<<<<<<< HEAD\n"), Some((Kind::Conflict, 1..8)));
        assert_eq!(first_mark("a\r\n<<<<<<< HEAD\r\nb\n"), Some(3..10));
        assert_eq!(first_mark("a <<<<<<< HEAD\n<<<<<<<<\n"), None);
        assert_eq!(kind("\0<\0?"), Some(Kind::Utf16));
        assert_eq!(kind("<\0?\0"), Some(Kind::Utf16));
    }

    #[test]
    fn beginnings_without_an_end_are_no_markup() {
        for text in ["<!-- no end", "<?xml no end", "<", "<é"] {
            assert!(matches!(kind(text), None | Some(Kind::Xml)), "{text}");
        }
    }
}
