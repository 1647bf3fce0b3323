//! A request as documentation writes it: with method, path, query options, headers and body.

use serde_json::Value;

use crate::call::written::Written;

/// A documented request.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Asked {
    /// The HTTP method.
    pub method: String,
    /// The path below the version.
    pub path: String,
    /// Query options, decoded, in the order of the request.
    pub options: Vec<(String, String)>,
    /// Headers, in the order of the request.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Option<AskedBody>,
}

/// The body of a documented request.
#[derive(Debug, Clone, PartialEq)]
pub enum AskedBody {
    /// JSON.
    Json(Value),
    /// Bytes of a media type, which the program reads from a file.
    File {
        /// The path of the file, as the program opens it.
        path: String,
        /// The media type.
        media_type: String,
    },
}

impl Asked {
    /// Reads a method and a path with query options: `GET /users?$select=id`. `None` if the text is something else.
    ///
    /// ```
    /// use graph_models_lookup::snippet::Asked;
    ///
    /// let asked = Asked::parse("GET https://graph.microsoft.com/v1.0/users?$filter=startswith(mail,%27a%27)").unwrap();
    /// assert_eq!((asked.method.as_str(), asked.path.as_str()), ("GET", "users"));
    /// assert_eq!(asked.options, [("$filter".to_owned(), "startswith(mail,'a')".to_owned())]);
    /// ```
    pub fn parse(request: &str) -> Option<Self> {
        let Written { method, address } = Written::parse(request)?;
        let options = address.query.split('&').filter(|option| !option.is_empty()).map(|option| {
            let (name, value) = option.split_once('=').unwrap_or((option, ""));
            (decoded(name), decoded(value))
        });
        let (method, path) = (method.to_owned(), address.path.to_owned());
        Some(Self { method, path, options: options.collect(), ..Self::default() })
    }
}

/// Decodes a text of a query: percent-encoding, and `+` for a space.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, behind @ ..] = rest {
        let (byte, behind) = match (first, behind) {
            (b'+', _) => (b' ', behind),
            (b'%', [high, low, after @ ..]) => match (digit(*high), digit(*low)) {
                (Some(high), Some(low)) => (16 * high + low, after),
                _ => (b'%', behind),
            },
            _ => (*first, behind),
        };
        bytes.push(byte);
        rest = behind;
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}
