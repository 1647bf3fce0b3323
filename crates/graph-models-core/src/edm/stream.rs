//! `Edm.Stream`: in JSON, a media link of any form.

use serde_json::Value;

/// `Edm.Stream`: any JSON. The content of a stream is not in the payload (OData JSON 4.01, 9).
#[derive(Clone, Debug, PartialEq)]
pub struct Stream(pub Value);

impl serde::Serialize for Stream {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// Prints the JSON.
impl std::fmt::Display for Stream {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for Stream {
    type Err = serde_json::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}
