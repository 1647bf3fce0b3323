//! A secret that was sent, so that errors can mask it in answers of the service.
//!
//! Services quote a secret in many forms: unchanged, percent-encoded, escaped for JSON, Rust or HTML, or in base64.
//! All these forms are found, even if several encodings are combined, and even if only the beginning of a long secret
//! is quoted.

mod search;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use percent_encoding::percent_decode_str;

use search::{ByteSet, Search};

/// The replacement for a secret.
const MASK: &str = "[token]";
/// The shortest base64 part that is searched for. A shorter part could occur by chance.
const MIN_ENCODED: usize = 12;

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
/// The shortest value in the query of an address that is masked alone.
const MIN_VALUE: usize = 16;
/// The number of values of a query that are masked alone, the longest first. A longer query is no address in use.
const MAX_VALUES: usize = 64;

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
    ///
    /// A service may quote only a part of the query. So each value of at least 16 bytes is masked too, as it is written
    /// and decoded.
    pub fn from_address(address: &http::Uri) -> Option<Self> {
        let is_long = |part: &&str| part.len() >= MIN_ADDRESS;
        let secret = address.query().filter(is_long).unwrap_or(address.path());
        let whole = Some(secret).filter(is_long).map(Self::new)?;
        let pairs = address.query().into_iter().flat_map(|query| query.split('&'));
        let mut values: Vec<&str> =
            pairs.map(|pair| pair.split_once('=').map_or(pair, |(_, value)| value)).collect();
        values.retain(|value| value.len() >= MIN_VALUE);
        values.sort_by_key(|value| std::cmp::Reverse(value.len()));
        let mut forms = whole.forms.to_vec();
        for value in values.into_iter().take(MAX_VALUES) {
            let decoded = Cow::from(percent_decode_str(value));
            let decoded = Some(decoded).filter(|it| it.len() >= MIN_VALUE && **it != *value.as_bytes());
            forms.extend(Self::new(value).forms.iter().cloned());
            forms.extend(decoded.iter().flat_map(|decoded| Self::new(decoded).forms.to_vec()));
        }
        Some(Self { forms: forms.into() })
    }

    /// Returns a value that masks the secrets of both.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        Self { forms: self.forms.iter().chain(other.forms.iter()).cloned().collect() }
    }

    /// The text with the secret masked.
    pub fn clean<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.mask(text, MASK)
    }

    /// The body with the secret masked.
    pub fn clean_bytes<'t>(&self, text: &'t [u8]) -> Cow<'t, [u8]> {
        self.mask_bytes(text, MASK)
    }

    /// The text with the secret replaced by `mask`.
    pub(super) fn mask<'t>(&self, text: &'t str, mask: &str) -> Cow<'t, str> {
        match self.mask_bytes(text.as_bytes(), mask) {
            Cow::Borrowed(_) => Cow::Borrowed(text),
            Cow::Owned(bytes) => Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()),
        }
    }

    fn mask_bytes<'t>(&self, text: &'t [u8], mask: &str) -> Cow<'t, [u8]> {
        let mut cleaned: Option<Vec<u8>> = None;
        let begins = self.first_bytes();
        let mut search = Search::default();
        // The bytes before `kept` are in the cleaned text, if there is one.
        let (mut at, mut kept) = (0, 0);
        while let Some(rest) = text.get(at..)
            && let Some(next) = rest.iter().position(|&byte| begins.contains(byte))
        {
            at += next;
            let rest = text.get(at..).unwrap_or_default();
            match self.forms.iter().filter_map(|form| search.length_of(form, rest)).max() {
                Some(length) => {
                    let cleaned = cleaned.get_or_insert_default();
                    cleaned.extend_from_slice(text.get(kept..at).unwrap_or_default());
                    cleaned.extend_from_slice(mask.as_bytes());
                    at += length;
                    kept = at;
                }
                None => at += 1,
            }
        }
        match cleaned {
            Some(mut cleaned) => {
                cleaned.extend_from_slice(text.get(kept..).unwrap_or_default());
                Cow::Owned(cleaned)
            }
            None => Cow::Borrowed(text),
        }
    }

    /// The bytes with which the secret can begin: those of its forms, and the escape signs.
    fn first_bytes(&self) -> ByteSet {
        let mut begins = ByteSet([false; 256]);
        let escapes = if self.forms.is_empty() { &[][..] } else { &b"%\\&"[..] };
        let firsts = self.forms.iter().filter_map(|form| form.first());
        firsts.chain(escapes).for_each(|&byte| begins.add(byte));
        begins
    }
}

/// Shows nothing of the secret.
impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hidden(..)")
    }
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
    fn each_value_of_an_address_is_hidden_alone() {
        let of = |address: &str| Hidden::from_address(&address.parse().unwrap());
        let token = "v1.eyJzaXRlaWQiOiJhYmNkZWYwMTIz";
        let address =
            format!("https://contoso.sharepoint.com/d?UniqueId=1234&Translate=false&tempauth={token}%2Bx");
        let hidden = of(&address).unwrap();
        for (text, shown) in [
            (format!("tempauth={token}%2Bx is over"), "tempauth=[token] is over"),
            (format!("tempauth={token}+x is over"), "tempauth=[token] is over"),
            (format!("{{\"tempauth\": \"{token}\"}}"), "{\"tempauth\": \"[token]\"}"),
            ("the beginning v1.eyJzaXRlaWQiOiJh… is over".to_owned(), "the beginning [token]… is over"),
            ("UniqueId=1234 and Translate=false stay".to_owned(), "UniqueId=1234 and Translate=false stay"),
        ] {
            assert_eq!(hidden.clean(&text), shown);
        }
        // A query without names is a value too.
        assert_eq!(of(&format!("https://a.example/x?{token}")).unwrap().clean(token), MASK);
        // Any number of values is possible.
        let values: Vec<_> = (0..2000).map(|index| format!("v{index}=0123456789abcdef{index}")).collect();
        let hidden = of(&format!("https://a.example/x?{}", values.join("&"))).unwrap();
        assert!(!hidden.clean(&values.join(" ")).contains("0123456789abcdef"));
        assert!(of("https://a.example/x?a=b").is_none());
    }

    #[test]
    fn a_search_allocates_nothing_for_each_byte() {
        let hidden = Hidden::new(SECRET);
        for text in ["a text without a secret, ", "100 % \\u0041 &amp; %41", "0.AbC-d_e~f and 0."] {
            let text = text.repeat(4000);
            let used =
                allocation_counter::measure(|| assert!(matches!(hidden.clean(&text), Cow::Borrowed(_))));
            assert!(used.count_total < 32, "{text:.20}: {used:?}");
        }
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
