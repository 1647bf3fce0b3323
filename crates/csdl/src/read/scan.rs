//! Checks XML before it is parsed. Text is refused if the work of the parser would exceed a small multiple of its
//! length.
//!
//! The check follows the text as the parser does, up to the first mistake, which the parser then reports. Must not
//! know CSDL.

use crate::limits::{
    BYTES_PER_PART, FREE_PARTS, LONGEST_DOCUMENT, LONGEST_XML_NAME, MOST_ATTRIBUTES, MOST_PREFIXES,
};

/// The reason for a refusal, and the offset of the element that exceeds a limit.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excess {
    pub(super) reason: String,
    pub(super) offset: usize,
}

/// Counts the parts that the parser would compare and keep.
pub(super) fn check(text: &str) -> Result<(), Excess> {
    length(text.len())?;
    let mut scan = Scan { text, parts: 0, scopes: Vec::new() };
    let mut end = 0;
    while let Some(start) = text.get(end..).and_then(|rest| rest.find('<')) {
        scan.parts += usize::from(start > 0);
        let Some(next) = scan.markup(end + start)? else { return Ok(()) };
        end = next;
    }
    Ok(())
}

fn length(length: usize) -> Result<(), Excess> {
    match length > LONGEST_DOCUMENT {
        true => Err(Excess {
            reason: format!(
                "the document has {} MB; metadata has at most {} MB",
                length >> 20,
                LONGEST_DOCUMENT >> 20
            ),
            offset: 0,
        }),
        false => Ok(()),
    }
}

struct Scan<'t> {
    text: &'t str,
    /// The number of elements, attributes and pieces of text so far.
    parts: usize,
    /// The number of prefixes that are declared at each open element and its ancestors.
    scopes: Vec<usize>,
}

impl Scan<'_> {
    /// Skips a tag, comment or instruction, and returns the offset behind it. `None` if it has no end.
    fn markup(&mut self, start: usize) -> Result<Option<usize>, Excess> {
        let rest = self.text.get(start..).unwrap_or_default();
        let behind = |open: &str, close: &str| {
            let inside = rest.strip_prefix(open)?;
            Some(inside.find(close).map(|end| start + open.len() + end + close.len()))
        };
        let passed = behind("<!--", "-->").or_else(|| behind("<![CDATA[", "]]>"));
        if let Some(end) = passed.or_else(|| behind("<?", "?>")) {
            self.parts += 1;
            self.density(start)?;
            return Ok(end);
        }
        if rest.starts_with("<!") {
            return Ok(None);
        }
        if rest.starts_with("</") {
            self.scopes.pop();
            return Ok(rest.find('>').map(|end| start + end + 1));
        }
        self.element(start)
    }

    fn element(&mut self, start: usize) -> Result<Option<usize>, Excess> {
        let around = self.scopes.last().copied().unwrap_or(0);
        let (mut attributes, mut prefixes) = (0, around);
        let mut position = start + 1;
        let name = self.text.as_bytes().get(position..).unwrap_or_default();
        let is_end = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
        if name.len() > LONGEST_XML_NAME && !name.iter().take(LONGEST_XML_NAME + 1).any(is_end) {
            return Err(long_name(start));
        }
        loop {
            let rest = self.text.get(position..).unwrap_or_default();
            let Some(length) = rest.find(['=', '>']) else { return Ok(None) };
            let before = rest.get(..length).unwrap_or_default();
            position += length + 1;
            if rest.as_bytes().get(length) == Some(&b'>') {
                if !before.ends_with('/') {
                    self.scopes.push(prefixes);
                }
                self.parts += 1 + attributes;
                self.density(start)?;
                return Ok(Some(position));
            }
            attributes += 1;
            let name = before.split_ascii_whitespace().next_back().unwrap_or_default();
            if name.len() > LONGEST_XML_NAME {
                return Err(long_name(start));
            }
            prefixes += usize::from(name.starts_with("xmlns"));
            if attributes > MOST_ATTRIBUTES {
                return Err(excess(start, "attributes", MOST_ATTRIBUTES));
            }
            if prefixes > MOST_PREFIXES {
                return Err(excess(start, "prefixes in scope", MOST_PREFIXES));
            }
            // The value is in quotes and may contain any character.
            let rest = self.text.get(position..).unwrap_or_default();
            let value = rest.trim_ascii_start();
            let Some(quote) = value.chars().next().filter(|quote| matches!(quote, '"' | '\'')) else {
                return Ok(None);
            };
            let Some(end) = value.get(1..).and_then(|value| value.find(quote)) else { return Ok(None) };
            position += rest.len() - value.len() + end + 2;
        }
    }

    /// Compares the number of parts with the length of the text so far, so that a long end of the text permits no
    /// more parts.
    fn density(&self, offset: usize) -> Result<(), Excess> {
        match self.parts > FREE_PARTS + offset / BYTES_PER_PART {
            true => Err(Excess {
                reason: format!(
                    "the document has {} elements, attributes and pieces of text in {offset} bytes; \
                     metadata has at most one for {BYTES_PER_PART} bytes",
                    self.parts
                ),
                offset,
            }),
            false => Ok(()),
        }
    }
}

fn long_name(offset: usize) -> Excess {
    Excess {
        reason: format!("an element or attribute has a name of more than {LONGEST_XML_NAME} bytes"),
        offset,
    }
}

fn excess(offset: usize, what: &str, most: usize) -> Excess {
    Excess { reason: format!("an element has more than {most} {what}"), offset }
}

#[cfg(test)]
mod tests {
    use super::{Excess, check, length};
    use crate::limits::{
        BYTES_PER_PART, FREE_PARTS, LONGEST_DOCUMENT, LONGEST_XML_NAME, MOST_ATTRIBUTES, MOST_PREFIXES,
    };

    fn element(count: usize, name: &str) -> String {
        let attributes = (0..count).map(|number| format!(" {name}{number} = '>\"<a b=c'"));
        format!("<!-- <x --><?p <x ?><a><![CDATA[<x]]><b{}/></a>", attributes.collect::<String>())
    }

    #[test]
    fn attributes_are_limited() {
        assert_eq!(check(&element(MOST_ATTRIBUTES, "n")), Ok(()));
        let excess = check(&element(MOST_ATTRIBUTES + 1, "n")).unwrap_err();
        assert_eq!(excess.offset, element(0, "n").find("<b").unwrap());
        assert!(excess.reason.contains("attributes"), "{}", excess.reason);
    }

    #[test]
    fn prefixes_are_limited_with_those_around() {
        assert_eq!(check(&element(MOST_PREFIXES, "xmlns:n")), Ok(()));
        assert!(check(&element(MOST_PREFIXES + 1, "xmlns:n")).unwrap_err().reason.contains("prefixes"));
        let nested = |depth: usize| {
            let open = (0..depth).map(|number| format!("<a xmlns:p{number}=''>"));
            format!("{}{}", open.collect::<String>(), "</a>".repeat(depth))
        };
        assert_eq!(check(&nested(MOST_PREFIXES)), Ok(()));
        assert!(check(&nested(MOST_PREFIXES + 1)).is_err());
        // Declarations in sibling elements are not in one scope.
        assert_eq!(check(&format!("<a>{}</a>", "<b xmlns='x'></b><c xmlns='x'/>".repeat(1_000))), Ok(()));
    }

    #[test]
    fn names_are_limited() {
        let long = |length: usize| "n".repeat(length);
        for (length, is_read) in [(LONGEST_XML_NAME, true), (LONGEST_XML_NAME + 1, false)] {
            for end in ["/>", ">", " a='b'/>", "\n/>"] {
                assert_eq!(check(&format!("<{}{end}", long(length))).is_ok(), is_read, "{length}{end}");
            }
            assert_eq!(check(&format!("<a {}='b'/>", long(length))).is_ok(), is_read, "{length}");
        }
        assert_eq!(check(&format!("<{}", long(LONGEST_XML_NAME))), Ok(()));
    }

    #[test]
    fn parts_are_limited_by_the_length() {
        let dense = |count: usize| "<a/>".repeat(count);
        // The text has the free parts, and one more part for the bytes of each part before.
        let most = FREE_PARTS * BYTES_PER_PART / (BYTES_PER_PART - 4);
        assert_eq!(check(&dense(most - 1)), Ok(()));
        assert!(check(&dense(most + 2)).unwrap_err().reason.contains("for 8 bytes"));
        assert_eq!(check(&"<abcdefghijklm/>\n".repeat(most)), Ok(()));
    }

    #[test]
    fn documents_are_limited() {
        assert_eq!(length(LONGEST_DOCUMENT), Ok(()));
        assert!(length(LONGEST_DOCUMENT + 1).is_err());
    }

    #[test]
    fn mistakes_are_left_to_the_parser() {
        for text in [
            "",
            "<",
            "<a",
            "<a b",
            "<a b=",
            "<a b=c",
            "<a b='",
            "<!-- ",
            "<![CDATA[",
            "<?",
            "<!DOCTYPE",
            "</a",
            "</a></b>",
            "a>",
        ] {
            assert_eq!(check(text), Ok::<(), Excess>(()), "{text}");
        }
    }
}
