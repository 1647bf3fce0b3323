//! The search for secrets in a request: in each header, in the whole target, and in the body.

use std::borrow::Cow;

use crate::host::Received;

/// The places of a request that hold one of the secrets, each with the secret.
pub(crate) fn in_request(received: &Received, secrets: &[&str]) -> Vec<String> {
    let target = &received.target;
    let mut places = vec![
        ("the target".to_owned(), Cow::Borrowed(target.as_bytes())),
        ("the target".to_owned(), Cow::Owned(percent_decoded(target))),
        ("the body".to_owned(), Cow::Borrowed(&*received.body)),
    ];
    for (name, value) in &received.headers {
        places.push((format!("the name of a header `{name}`"), Cow::Borrowed(name.as_str().as_bytes())));
        places.push((format!("the header `{name}`"), Cow::Borrowed(value.as_bytes())));
    }
    let mut found = Vec::new();
    for (place, text) in places {
        for secret in secrets.iter().filter(|secret| holds(&text, secret)) {
            found.push(format!("{} {target}: {place} holds `{secret}`", received.method));
        }
    }
    found.dedup();
    found
}

/// Returns `true` if the text holds the secret, in upper or lower case.
fn holds(text: &[u8], secret: &str) -> bool {
    let secret = secret.as_bytes();
    secret.is_empty() || text.windows(secret.len()).any(|part| part.eq_ignore_ascii_case(secret))
}

/// The bytes of a text with percent-encoding.
fn percent_decoded(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, others @ ..] = rest {
        let escaped =
            others.get(..2).filter(|_| *first == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        match escaped.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = others.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = others;
            }
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::HeaderMap;

    use super::*;

    fn request(target: &str, header: (&'static str, &'static str), body: &'static str) -> Received {
        let mut headers = HeaderMap::new();
        headers.insert(header.0, header.1.parse().expect("a value"));
        Received {
            method: "GET".to_owned(),
            target: target.to_owned(),
            headers,
            body: Bytes::from_static(body.as_bytes()),
        }
    }

    #[test]
    fn a_secret_is_found_wherever_it_stands() {
        let secrets = ["quiet mouse", "4711"];
        let found = |target, header, body| in_request(&request(target, header, body), &secrets);
        let plain = ("accept", "*/*");
        assert_eq!(found("/file?tempauth=1", plain, "content"), [""; 0]);
        for (target, header, body) in [
            ("/quiet%20mouse", plain, ""),
            ("/file?a=b&c=4711", plain, ""),
            ("/%34%37%31%31", plain, ""),
            ("/file", ("x-any-header", "the QUIET mouse"), ""),
            ("/file", ("authorization", "Bearer 4711"), ""),
            ("/file", ("x-4711", "1"), ""),
            ("/file", plain, "a quiet mouse"),
        ] {
            assert_eq!(found(target, header, body).len(), 1, "{target} {header:?} {body}");
        }
        // Text that only looks like an escape stays text.
        for target in ["/%4", "/%zz", "/%", "/%+4%+7"] {
            assert_eq!(found(target, plain, ""), [""; 0], "{target}");
        }
    }
}
