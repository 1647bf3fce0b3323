//! Finds the end of a number of any form.

/// Returns the number at the beginning of a JSON text (RFC 8259, 6).
pub(super) fn literal(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    let digits = |at: usize| bytes.iter().skip(at).take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = usize::from(bytes.first() == Some(&b'-'));
    end += match bytes.get(end)? {
        b'0' => 1,
        b'1'..=b'9' => digits(end),
        _ => return None,
    };
    if bytes.get(end) == Some(&b'.') {
        end += match digits(end + 1) {
            0 => 0,
            fraction => 1 + fraction,
        };
    }
    if let Some(b'e' | b'E') = bytes.get(end) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        end += match digits(end + 1 + sign) {
            0 => 0,
            exponent => 1 + sign + exponent,
        };
    }
    text.get(..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_end_of_a_number() {
        for number in ["0", "-0", "7", "-12", "1.5", "0.25", "1e3", "1E+400", "-1.5e-7", "0e0"] {
            for behind in ["", ",", "]", " 1", "x", ".", ".x", "e", "e+", "-"] {
                let text = format!("{number}{behind}");
                assert_eq!(literal(&text), Some(number), "{text}");
            }
        }
        for text in ["", "-", "+1", ".5", "x", "-x", "e3"] {
            assert_eq!(literal(text), None, "{text}");
        }
        assert_eq!(literal("01"), Some("0"));
    }
}
