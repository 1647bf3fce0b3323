//! A secret that was sent, so that errors can mask it in answers of the service.
//!
//! Services quote a secret in many forms: unchanged, percent-encoded, escaped for JSON, Rust or HTML, or in base64.
//! All these forms are found, even if several encodings are combined, and even if only the beginning of a long secret
//! is quoted.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};

/// The replacement for a secret.
const MASK: &str = "[token]";
/// The number of leading characters of a secret that are masked even if the rest is missing.
const BEGINNING: usize = 16;
/// The shortest base64 part that is searched for. A shorter part could occur by chance.
const MIN_ENCODED: usize = 12;
/// The number of nested encodings that are recognised. Each encoding encodes the escape sign of the one before.
const MAX_DEPTH: usize = 4;
/// The number of backslashes before a character that are recognised as its escape.
const MAX_BACKSLASHES: usize = 64;

/// A secret that errors must not show: the access token that was sent.
///
/// An HTTP adapter puts the secret into the extensions of the response. Errors made from that response, or from an
/// answer in a batch response, then mask the secret everywhere: in `Display`, in `Debug`, in every text and in the
/// body. Successful answers stay unchanged.
///
/// ```
/// use graph_models_core::request::{Hidden, NoContent, decode};
///
/// let mut answer = http::Response::builder().status(401).body(
///     r#"{"error": {"code": "InvalidToken", "message": "open%2Dsesame is not valid."}}"#,
/// )?;
/// answer.extensions_mut().insert(Hidden::new("open-sesame"));
/// let error = decode::<NoContent, _>(answer).unwrap_err();
/// assert_eq!(error.to_string(), "401 Unauthorized: InvalidToken: [token] is not valid.");
/// # Ok::<(), http::Error>(())
/// ```
#[derive(Clone)]
pub struct Hidden {
    /// The secret, and its forms in base64.
    forms: Arc<[Vec<u8>]>,
}

/// The shortest part of an address that is masked.
const MIN_ADDRESS: usize = 8;

impl Hidden {
    /// A secret to be masked. An empty secret matches nothing.
    pub fn new(secret: impl AsRef<[u8]>) -> Self {
        let secret = secret.as_ref();
        let mut forms = vec![secret.to_vec()];
        // Base64 encodes groups of three bytes, so the encoded form depends on the offset of the secret in its group.
        for before in 0..3 {
            let bytes = [vec![0; before].as_slice(), secret].concat();
            let first = (before * 8).div_ceil(6);
            let last = bytes.len() * 8 / 6;
            for encoded in [STANDARD_NO_PAD.encode(&bytes), URL_SAFE_NO_PAD.encode(&bytes)] {
                let middle = encoded.get(first..last).unwrap_or_default().as_bytes();
                if middle.len() >= MIN_ENCODED && !forms.iter().any(|form| form == middle) {
                    forms.push(middle.to_vec());
                }
            }
        }
        forms.retain(|form| !form.is_empty());
        Self { forms: forms.into() }
    }

    /// The part of an address that is its permission: the query, or the path if there is no query. `None` if it is so
    /// short that it occurs in texts by chance.
    pub fn of_address(address: &http::Uri) -> Option<Self> {
        let is_long = |part: &&str| part.len() >= MIN_ADDRESS;
        let secret = address.query().filter(is_long).unwrap_or(address.path());
        Some(secret).filter(is_long).map(Self::new)
    }

    /// Returns a value that masks the secrets of both.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        Self { forms: self.forms.iter().chain(other.forms.iter()).cloned().collect() }
    }

    /// The text with the secret masked.
    pub fn clean<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match self.clean_bytes(text.as_bytes()) {
            Cow::Borrowed(_) => Cow::Borrowed(text),
            Cow::Owned(bytes) => Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()),
        }
    }

    /// The body with the secret masked.
    pub fn clean_bytes<'t>(&self, text: &'t [u8]) -> Cow<'t, [u8]> {
        let mut cleaned: Option<Vec<u8>> = None;
        let (mut rest, mut kept) = (text, 0);
        while let Some(&byte) = rest.first() {
            let found = self.forms.iter().filter_map(|form| length_of(form, rest)).max();
            if let Some(length) = found {
                let cleaned = cleaned.get_or_insert_with(|| text.get(..kept).unwrap_or_default().to_vec());
                cleaned.extend_from_slice(MASK.as_bytes());
                rest = rest.get(length..).unwrap_or_default();
                continue;
            }
            match &mut cleaned {
                Some(cleaned) => cleaned.push(byte),
                None => kept += 1,
            }
            rest = rest.get(1..).unwrap_or_default();
        }
        cleaned.map_or(Cow::Borrowed(text), Cow::Owned)
    }
}

/// Shows nothing of the secret.
impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hidden(..)")
    }
}

/// The length of the secret at the beginning of a text: the whole secret, or its first [`BEGINNING`] bytes or more.
fn length_of(secret: &[u8], text: &[u8]) -> Option<usize> {
    let mut ends = vec![0];
    let mut longest = 0;
    for (count, &byte) in secret.iter().enumerate() {
        let next = ends.iter().flat_map(|&end| {
            let rest = text.get(end..).unwrap_or_default();
            lengths(rest, byte).into_iter().map(move |length| end + length)
        });
        let mut next: Vec<usize> = next.collect();
        next.sort_unstable();
        next.dedup();
        let Some(&last) = next.last() else {
            return (count >= BEGINNING).then_some(longest);
        };
        longest = last;
        ends = next;
    }
    Some(longest)
}

/// The possible lengths of one byte at the beginning of a text: one for each encoding that is found there.
///
/// An escape character may itself be encoded, and then has several lengths.
fn lengths(text: &[u8], byte: u8) -> Vec<usize> {
    let mut lengths = match text.first() {
        Some(b'%') => percent(text, byte),
        Some(b'\\') => backslash(text, byte),
        Some(b'&') => entity(text, byte),
        _ => Vec::new(),
    };
    if text.first() == Some(&byte) {
        lengths.push(1);
    }
    lengths
}

/// Percent-encoding: `%2D`, `%252D` and so on.
fn percent(text: &[u8], byte: u8) -> Vec<usize> {
    let mut lengths = Vec::new();
    let mut digits = text.get(1..).unwrap_or_default();
    for depth in 0..MAX_DEPTH {
        if digits.get(..2).and_then(hexadecimal) == Some(u32::from(byte)) {
            lengths.push(depth * 2 + 3);
        }
        let Some(deeper) = digits.strip_prefix(b"25") else { break };
        digits = deeper;
    }
    lengths
}

/// Backslash escapes: `\u002d`, `\u{2d}`, `\x2d`, `\/` and so on.
///
/// Backslashes double each time a text is quoted inside another text. Up to [`MAX_BACKSLASHES`] are recognised.
fn backslash(text: &[u8], byte: u8) -> Vec<usize> {
    let count = text.iter().take(MAX_BACKSLASHES).take_while(|&&byte| byte == b'\\').count();
    let rest = text.get(count..).unwrap_or_default();
    let is_it = |digits: Option<&[u8]>| digits.and_then(hexadecimal) == Some(u32::from(byte));
    let braced = || rest.iter().take(10).position(|&byte| byte == b'}');
    let mut lengths: Vec<usize> = match byte {
        b'\\' => (1..=MAX_DEPTH).map(|depth| 1 << depth).filter(|&length| length <= count).collect(),
        _ => Vec::new(),
    };
    let after = match rest.first() {
        Some(b'u') if rest.get(1) == Some(&b'{') => {
            braced().filter(|&end| is_it(rest.get(2..end))).map(|end| end + 1)
        }
        Some(b'u' | b'U') => is_it(rest.get(1..5)).then_some(5),
        Some(b'x' | b'X') => is_it(rest.get(1..3)).then_some(3),
        Some(&sign) => (sign == byte && !byte.is_ascii_alphanumeric()).then_some(1),
        None => None,
    };
    lengths.extend(after.map(|after| count + after));
    lengths
}

/// HTML character references: `&#45;`, `&#x2d;`, `&amp;`, also `&amp;#45;`.
fn entity(text: &[u8], byte: u8) -> Vec<usize> {
    let mut lengths = Vec::new();
    let mut before = 1;
    for _ in 0..MAX_DEPTH {
        let rest = text.get(before..).unwrap_or_default();
        let Some(end) = rest.iter().take(10).position(|&byte| byte == b';') else { break };
        let found = match rest.get(..end).unwrap_or_default() {
            b"amp" => Some(u32::from(b'&')),
            b"lt" => Some(u32::from(b'<')),
            b"gt" => Some(u32::from(b'>')),
            b"quot" => Some(u32::from(b'"')),
            b"apos" => Some(u32::from(b'\'')),
            [b'#', b'x' | b'X', digits @ ..] => hexadecimal(digits),
            [b'#', digits @ ..] => std::str::from_utf8(digits).ok().and_then(|digits| digits.parse().ok()),
            _ => None,
        };
        if found == Some(u32::from(byte)) {
            lengths.push(before + end + 1);
        }
        if !rest.starts_with(b"amp;") {
            break;
        }
        before += 4;
    }
    lengths
}

fn hexadecimal(digits: &[u8]) -> Option<u32> {
    let digits = std::str::from_utf8(digits).ok()?;
    let is_plain = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    is_plain.then(|| u32::from_str_radix(digits, 16).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
    use proptest::prelude::*;

    const SECRET: &str = "0.AbC-d_e~f+g/h==.%41\\&\"x";

    fn clean(text: &str) -> String {
        Hidden::new(SECRET).clean(text).into_owned()
    }

    #[test]
    fn a_secret_is_hidden_however_it_is_written() {
        let percent = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let every = |write: &dyn Fn(char) -> String| SECRET.chars().map(write).collect::<String>();
        let json = serde_json::to_string(SECRET).unwrap();
        let json = json.trim_matches('"').to_owned();
        for written in [
            SECRET.to_owned(),
            percent(SECRET),
            percent(&percent(SECRET)),
            percent(SECRET).to_lowercase().replace("abc", "AbC"),
            json.clone(),
            json.replace('/', "\\/"),
            serde_json::to_string(&json).unwrap().trim_matches('"').to_owned(),
            every(&|c| format!("\\u{:04x}", u32::from(c))),
            every(&|c| format!("\\\\u{:04X}", u32::from(c))),
            every(&|c| format!("\\u{{{:x}}}", u32::from(c))),
            every(&|c| format!("\\x{:02x}", u32::from(c))),
            every(&|c| format!("%{:02x}", u32::from(c))),
            every(&|c| format!("&#{};", u32::from(c))),
            every(&|c| format!("&#x{:x};", u32::from(c))),
            format!("{SECRET:?}").trim_matches('"').to_owned(),
        ] {
            assert_eq!(clean(&format!("é {written}, {written}!")), "é [token], [token]!", "{written}");
        }
    }

    #[test]
    fn base64_and_the_beginning_are_hidden() {
        for before in ["", "B", "Be", "Bearer ", "user:"] {
            let text = format!("{before}{SECRET}, and more");
            for encoded in [STANDARD_NO_PAD.encode(&text), URL_SAFE_NO_PAD.encode(&text)] {
                let shown = clean(&encoded);
                assert!(shown.contains("[token]") && shown.len() + 20 < encoded.len(), "{shown}");
            }
        }
        assert_eq!(clean("0.AbC-d_e~f+g/h=… is not valid"), "[token]… is not valid");
        assert_eq!(clean("0.AbC-d_e"), "0.AbC-d_e");
    }

    #[test]
    fn other_texts_stay() {
        for text in ["", "The token is not valid.", "%41\\u0041&amp;", "%", "\\", "&", "\\u00", "%2", "é&#x;"]
        {
            assert!(matches!(Hidden::new(SECRET).clean(text), Cow::Borrowed(same) if same == text), "{text}");
            assert_eq!(Hidden::new("").clean(text), text);
        }
        assert_eq!(format!("{:?}", Hidden::new(SECRET)), "Hidden(..)");
    }

    proptest! {
        #[test]
        fn no_secret_is_left(
            secret in "[!-~]{1,40}",
            around in "[ -~é]{0,20}",
            ways in prop::collection::vec(0..6_u8, 40),
        ) {
            let written: String = secret
                .chars()
                .zip(ways)
                .map(|(c, way)| match way {
                    0 => format!("%{:02X}", u32::from(c)),
                    1 => format!("\\u{:04x}", u32::from(c)),
                    2 => format!("&#{};", u32::from(c)),
                    3 => format!("%25{:02x}", u32::from(c)),
                    _ => c.to_string(),
                })
                .collect();
            let hidden = Hidden::new(&secret);
            let shown = hidden.clean(&format!("é{written}é")).into_owned();
            prop_assert!(shown.contains(MASK), "{shown}");
            let twice = format!("{around}é{secret}é{around}");
            let left = hidden.clean(&twice).replace(MASK, "é");
            prop_assert!(!left.contains(&secret), "{left}");
        }
    }
}
