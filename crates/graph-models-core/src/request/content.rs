//! Bodies of bytes with a media type, in place of the typed body: HTML, MIME, CSV, multipart.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::HeaderValue;

use super::RequestError;
use super::headers::{is_token, list};

/// Bytes with their media type.
///
/// ```
/// use graph_models_core::request::Content;
///
/// let page = Content::html("<html><head><title>A page</title></head></html>");
/// assert_eq!(page.media_type(), "text/html");
/// // A mail in MIME format is sent in base64.
/// let mail = Content::mime("Subject: Hello\r\n\r\nHello");
/// assert_eq!((mail.media_type(), &mail.bytes()[..8]), ("text/plain", &b"U3ViamVj"[..]));
/// assert!(Content::new("text/html\r\nx: y", "").is_err());
/// # Ok::<(), graph_models_core::request::RequestError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Content {
    media_type: String,
    bytes: Bytes,
}

impl Content {
    /// Bytes with a media type, such as `image/png` or `text/csv; charset=utf-8`.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not a media type.
    pub fn new(media_type: impl Into<String>, bytes: impl Into<Bytes>) -> Result<Self, RequestError> {
        let media_type = media_type.into();
        media_type_header(&media_type)?;
        Ok(Self { media_type, bytes: bytes.into() })
    }

    fn fixed(media_type: &str, bytes: impl Into<Bytes>) -> Self {
        Self { media_type: media_type.to_owned(), bytes: bytes.into() }
    }

    /// HTML (`text/html`), such as a page of `OneNote`.
    ///
    /// ```
    /// use graph_models_core::request::Content;
    ///
    /// let page = Content::html("<html><head><title>Plan</title></head></html>");
    /// assert_eq!(page.media_type(), "text/html");
    /// ```
    pub fn html(text: impl Into<String>) -> Self {
        Self::fixed("text/html", text.into())
    }

    /// A table (`text/csv`).
    pub fn csv(text: impl Into<String>) -> Self {
        Self::fixed("text/csv", text.into())
    }

    /// Plain text (`text/plain`).
    pub fn text(text: impl Into<String>) -> Self {
        Self::fixed("text/plain", text.into())
    }

    /// A mail in MIME format, in the form that Outlook accepts: base64 as plain text.
    ///
    /// ```
    /// use graph_models_core::request::Content;
    ///
    /// let mail = Content::mime("To: avery@contoso.com\r\n\r\nHello");
    /// assert_eq!((mail.media_type(), mail.bytes().starts_with(b"VG86")), ("text/plain", true));
    /// ```
    pub fn mime(message: impl AsRef<[u8]>) -> Self {
        Self::fixed("text/plain", STANDARD.encode(message))
    }

    /// Makes a body from JSON text.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not JSON.
    pub fn json(text: impl Into<String>) -> Result<Self, RequestError> {
        let text = text.into();
        // The message of the error has a position, but nothing of the text.
        serde_json::from_str::<serde::de::IgnoredAny>(&text)
            .map_err(|error| RequestError::Body { reason: error.to_string() })?;
        Ok(Self::fixed("application/json", text))
    }

    /// The media type.
    pub fn media_type(&self) -> &str {
        &self.media_type
    }

    /// The bytes.
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }
}

/// Shows the media type and the length, but not the content, which may be secret.
impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Content({}, {:?})", self.bytes.len(), self.media_type)
    }
}

/// The header for a media type: a type, a subtype, and parameters (RFC 9110, 8.3.1).
pub(super) fn media_type_header(text: &str) -> Result<HeaderValue, RequestError> {
    let mut parts = list::split(text, ';');
    let essence = parts.next().and_then(|essence| essence.split_once('/'));
    let is_parameter = |part: &str| {
        part.split_once('=').is_some_and(|(name, value)| {
            let inner = value.strip_prefix('"').and_then(|inner| inner.strip_suffix('"'));
            is_token(name) && (is_token(value) || inner.is_some_and(|inner| !inner.contains('"')))
        })
    };
    let is_valid = text.len() <= 255
        && essence.is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype))
        && parts.all(is_parameter);
    HeaderValue::from_str(text).ok().filter(|_| is_valid).ok_or(RequestError::MediaType)
}

/// A body of several parts (`multipart/form-data`), such as a page of `OneNote` with its images.
///
/// The boundary does not occur in any part. The same parts always give the same bytes.
///
/// ```
/// use graph_models_core::request::Multipart;
///
/// let content = Multipart::new()
///     .part("Presentation", "text/html", "<html><body><img src=\"name:image\"/></body></html>")
///     .part("image", "image/png", vec![0x89, 0x50])
///     .build()?;
/// assert!(content.media_type().starts_with("multipart/form-data; boundary="));
/// # Ok::<(), graph_models_core::request::RequestError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Default)]
#[must_use = "parts become a body with `build`"]
pub struct Multipart {
    parts: Vec<(String, Bytes)>,
    error: Option<RequestError>,
}

impl Multipart {
    /// A body without parts.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a part: its name, its media type, and its content.
    ///
    /// A name may have letters, digits and other printable ASCII except quotes and backslashes.
    pub fn part(mut self, name: &str, media_type: &str, content: impl Into<Bytes>) -> Self {
        let is_named = (1..=255).contains(&name.len())
            && name.bytes().all(|byte| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\'));
        if !is_named {
            self.error.get_or_insert(RequestError::PartName);
        } else if let Err(error) = media_type_header(media_type) {
            self.error.get_or_insert(error);
        } else {
            let head = format!(
                "Content-Disposition: form-data; name=\"{name}\"\r\nContent-Type: {media_type}\r\n\r\n"
            );
            self.parts.push((head, content.into()));
        }
        self
    }

    /// The body.
    ///
    /// # Errors
    ///
    /// Returns an error if a name or a media type is not allowed in a header, or if there is no part.
    pub fn build(self) -> Result<Content, RequestError> {
        if let Some(error) = self.error {
            return Err(error);
        }
        if self.parts.is_empty() {
            return Err(RequestError::Body { reason: "a multipart body needs a part".to_owned() });
        }
        let boundary = self.boundary();
        let mut bytes = Vec::new();
        for (head, content) in &self.parts {
            bytes.extend_from_slice(format!("--{boundary}\r\n{head}").as_bytes());
            bytes.extend_from_slice(content);
            bytes.extend_from_slice(b"\r\n");
        }
        bytes.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        Ok(Content::fixed(&format!("multipart/form-data; boundary={boundary}"), bytes))
    }

    /// A text that occurs in no part. Each further digit is the one that least often follows the text so far. So each
    /// digit reduces the number of places where the text occurs to at most a sixteenth, and the search is short for
    /// any content.
    fn boundary(&self) -> String {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut boundary = "part-boundary-0".to_owned();
        let texts = || self.parts.iter().flat_map(|(head, content)| [head.as_bytes(), content.as_ref()]);
        loop {
            let mut following = [0_usize; 16];
            let mut occurs = false;
            for text in texts() {
                for window in text.windows(boundary.len() + 1) {
                    let Some((last, before)) = window.split_last() else { continue };
                    if before == boundary.as_bytes()
                        && let Some(digit) = DIGITS.iter().position(|digit| digit == last)
                        && let Some(count) = following.get_mut(digit)
                    {
                        *count += 1;
                    }
                }
                occurs = occurs || text.windows(boundary.len()).any(|window| window == boundary.as_bytes());
            }
            if !occurs {
                return boundary;
            }
            let rarest = DIGITS.iter().zip(following).min_by_key(|(_, count)| *count);
            boundary.push(rarest.map_or('0', |(digit, _)| char::from(*digit)));
        }
    }
}

/// Shows the number of parts, but not their content.
impl fmt::Debug for Multipart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Multipart({} parts)", self.parts.len())
    }
}
