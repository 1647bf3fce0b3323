//! Annotations of GitHub Actions: `::error file=PROPERTY,line=1::MESSAGE`.

use super::visible;

/// The message of an annotation. Line ends are encoded, and GitHub shows them as line ends. All other hidden
/// characters are spelled out.
pub fn message(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for part in text.split_inclusive(['%', '\r', '\n']) {
        let end = part.chars().next_back().filter(|end| matches!(end, '%' | '\r' | '\n'));
        encoded.push_str(&visible(part.strip_suffix(['%', '\r', '\n']).unwrap_or(part)));
        encoded.push_str(match end {
            Some('%') => "%25",
            Some('\r') => "%0D",
            Some(_) => "%0A",
            None => "",
        });
    }
    encoded
}

/// The value of a property of an annotation.
pub fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{message, property};

    #[test]
    fn an_annotation_is_one_line() {
        assert_eq!(message("50 %\r\n::error::\u{1b}\u{2028}"), r"50 %25%0D%0A::error::\u{1b}\u{2028}");
        assert_eq!(property("a:b,c\n"), "a%3Ab%2Cc%0A");
    }
}
