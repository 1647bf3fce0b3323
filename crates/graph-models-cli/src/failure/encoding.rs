//! The encodings of files that are not UTF-8.

use std::fmt;

/// The probable encoding of a file that is not UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Text in UTF-16, by the mark at its beginning.
    Utf16,
    /// Something compressed by gzip.
    Gzip,
    /// A ZIP archive.
    Zip,
    /// Anything else.
    Other {
        /// The line of the first invalid byte, from 1.
        line: usize,
        /// The column of this byte in characters, from 1.
        column: usize,
    },
}

impl Encoding {
    /// The encoding of bytes that are not UTF-8 from an offset on.
    pub fn of(bytes: &[u8], invalid_from: usize) -> Self {
        if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
            return Self::Utf16;
        }
        if bytes.starts_with(b"\x1f\x8b") {
            return Self::Gzip;
        }
        if bytes.starts_with(b"PK\x03\x04") {
            return Self::Zip;
        }
        let before = bytes.get(..invalid_from).and_then(|bytes| std::str::from_utf8(bytes).ok());
        let before = before.unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        Self::Other { line: before.matches('\n').count() + 1, column: line.chars().count() + 1 }
    }

    /// The remedy.
    pub(super) fn remedy(self) -> &'static str {
        match self {
            Self::Utf16 | Self::Other { .. } => "save the file as UTF-8",
            Self::Gzip => "decompress it: `gunzip`, or download it with `curl --compressed`",
            Self::Zip => "name a file that was taken out of the archive",
        }
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Utf16 => f.write_str("is text in UTF-16, and not in UTF-8"),
            Self::Gzip => f.write_str("is compressed by gzip"),
            Self::Zip => f.write_str("is a ZIP archive"),
            Self::Other { line, column } => write!(f, "is not UTF-8 (line {line}, column {column})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Encoding;

    #[test]
    fn encodings_are_known_by_their_beginnings() {
        let of = |bytes: &[u8]| {
            let invalid_from = std::str::from_utf8(bytes).unwrap_err().valid_up_to();
            Encoding::of(bytes, invalid_from)
        };
        assert_eq!(of(b"\xff\xfe<\0"), Encoding::Utf16);
        assert_eq!(of(b"\xfe\xff\0<"), Encoding::Utf16);
        assert_eq!(of(b"\x1f\x8b\x08"), Encoding::Gzip);
        assert_eq!(of(b"PK\x03\x04\xff"), Encoding::Zip);
        assert_eq!(of(b"M\xfcller"), Encoding::Other { line: 1, column: 2 });
        assert_eq!(
            of("a\r\n\u{e9}x\u{e9}".as_bytes().split_last().unwrap().1),
            Encoding::Other { line: 2, column: 3 }
        );
        assert_eq!(of(b"\n\n\xff"), Encoding::Other { line: 3, column: 1 });
    }
}
