//! `Edm.Binary`: bytes, on the wire as base64.

use std::fmt;
use std::ops::{Deref, DerefMut};

use base64::Engine;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::display::Base64Display;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::text::impl_text;

const LENIENT: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
const STANDARD_ALPHABET: GeneralPurpose = GeneralPurpose::new(&STANDARD, LENIENT);
const URL_ALPHABET: GeneralPurpose = GeneralPurpose::new(&URL_SAFE, LENIENT);

/// `Edm.Binary`: bytes, on the wire as base64.
///
/// Both base64 alphabets are read, with and without padding. The standard alphabet with padding is printed, because
/// Graph sends it, although the OData ABNF requires base64url.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Binary(pub Vec<u8>);

impl Binary {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let engine = if text.contains(['-', '_']) { &URL_ALPHABET } else { &STANDARD_ALPHABET };
        engine.decode(text).ok().map(Self)
    }
}

impl fmt::Display for Binary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&Base64Display::new(&self.0, &STANDARD_ALPHABET), f)
    }
}

/// Prints only the number of bytes: the bytes are of little use in a log, and may be a secret.
impl fmt::Debug for Binary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{} bytes>", self.0.len())
    }
}

impl Deref for Binary {
    type Target = Vec<u8>;

    fn deref(&self) -> &Vec<u8> {
        &self.0
    }
}

impl DerefMut for Binary {
    fn deref_mut(&mut self) -> &mut Vec<u8> {
        &mut self.0
    }
}

impl From<Vec<u8>> for Binary {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl From<Binary> for Vec<u8> {
    fn from(binary: Binary) -> Self {
        binary.0
    }
}

impl_text!(Binary, "base64 text");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_both_alphabets_and_prints_the_standard_one() {
        for text in ["+/8=", "-_8=", "+/8", "-_8"] {
            let binary: Binary = text.parse().unwrap();
            assert_eq!((binary.0.as_slice(), binary.to_string().as_str()), ([251, 255].as_slice(), "+/8="));
        }
        for text in ["+_8=", "a", "a b=", "é"] {
            assert!(text.parse::<Binary>().is_err(), "{text}");
        }
        assert_eq!("".parse::<Binary>().unwrap(), Binary::default());
    }
}
