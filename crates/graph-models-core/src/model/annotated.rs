//! Control information of one property: typed access to `property@odata.…`.

use std::fmt;

use serde_json::Value;

use super::{Control, ErasedExpansion, Extra, Note, link_text};
use crate::syntax::{TYPE_TAG, string_text};

/// The control information of one property (`property@odata.…`), or of a media entity's own stream (`@odata.…`).
///
/// The methods know the names of OData 4.0, such as `@odata.nextLink`, by which Graph answers. OData 4.01 also allows
/// names without `odata.`; these are kept like any other control information, and [`get`](Self::get) returns them. Only
/// [changes](crate::request::Change) know removed items by both names.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
/// use graph_models_core::ModelExt;
///
/// let incident: sample::SimpleIncident = graph_models_core::from_str(
///     r#"{"children@odata.count": 7, "children@odata.nextLink": "https://graph.microsoft.com/beta/next", "children": []}"#,
/// )?;
/// let children = incident.annotations("children");
/// assert_eq!(children.count(), Some(7));
/// assert_eq!(children.next_link(), Some("https://graph.microsoft.com/beta/next"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy)]
pub struct Annotated<'a> {
    control: &'a Control,
    property: &'a str,
    expansion: Option<&'a ErasedExpansion>,
}

impl<'a> Annotated<'a> {
    /// Returns the control information of a property, by its name on the wire. An empty name stands for the whole
    /// object.
    ///
    /// A navigation property holds the control information of its expansion. All other control information is in the
    /// object.
    pub(super) const fn new(
        control: &'a Control,
        property: &'a str,
        expansion: Option<&'a ErasedExpansion>,
    ) -> Self {
        Self { control, property, expansion }
    }

    /// Returns the value of an annotation. The name begins with `@`, such as `@odata.count` or `@microsoft.graph.tips`.
    pub fn get(self, annotation: &str) -> Option<&'a Value> {
        if let Some(expansion) = self.expansion
            && let Some(value) = Note::parse(annotation).and_then(|note| expansion.notes().get(note))
        {
            return Some(value);
        }
        let mut entries = self.control.kept();
        entries
            .find(|(name, _)| name.strip_prefix(self.property) == Some(annotation))
            .map(|(_, kept)| kept.get())
    }

    fn link(self, note: Note) -> Option<&'a str> {
        link_text(self.get(note.name())?).filter(|link| !link.is_empty())
    }

    fn text(self, annotation: &str) -> Option<&'a str> {
        string_text(self.get(annotation)?)
    }

    /// `@odata.context`: describes the value (OData JSON 4.01, 4.5.1).
    pub fn context(self) -> Option<&'a str> {
        self.text(Note::Context.name())
    }

    /// `@odata.type`: the type of a value that the schema does not declare (OData JSON 4.01, 4.5.3).
    pub fn odata_type(self) -> Option<&'a str> {
        self.text(TYPE_TAG)
    }

    /// `@odata.count`: the number of items on this and further pages (OData JSON 4.01, 4.5.4).
    pub fn count(self) -> Option<i64> {
        count_number(self.get(Note::Count.name())?)
    }

    /// `@odata.nextLink`: the address of further items. The address is opaque: send it unchanged (OData JSON 4.01,
    /// 4.5.5).
    ///
    /// An empty address counts as missing, and an array with one address as this address.
    pub fn next_link(self) -> Option<&'a str> {
        self.link(Note::NextLink)
    }

    /// `@odata.deltaLink`: the address of later changes. The address is opaque: send it unchanged (OData JSON 4.01,
    /// 4.5.7).
    ///
    /// An empty address counts as missing, and an array with one address as this address.
    pub fn delta_link(self) -> Option<&'a str> {
        self.link(Note::DeltaLink)
    }

    /// `@odata.id`: the entity-id, a URL that may be relative (OData JSON 4.01, 4.5.8).
    pub fn odata_id(self) -> Option<&'a str> {
        self.text("@odata.id")
    }

    /// `@odata.etag`: the version of the entity. The text is opaque (OData JSON 4.01, 4.5.10).
    pub fn etag(self) -> Option<&'a str> {
        self.text("@odata.etag")
    }

    /// `@odata.navigationLink`: the address of the related entities (OData JSON 4.01, 4.5.11).
    pub fn navigation_link(self) -> Option<&'a str> {
        self.text("@odata.navigationLink")
    }

    /// `@odata.associationLink`: the address of the references to related entities (OData JSON 4.01, 4.5.11).
    pub fn association_link(self) -> Option<&'a str> {
        self.text("@odata.associationLink")
    }

    /// `@odata.mediaReadLink`: the address to read a stream (OData JSON 4.01, 4.5.14).
    pub fn media_read_link(self) -> Option<&'a str> {
        self.text("@odata.mediaReadLink")
    }

    /// `@odata.mediaEditLink`: the address to write a stream (OData JSON 4.01, 4.5.14).
    pub fn media_edit_link(self) -> Option<&'a str> {
        self.text("@odata.mediaEditLink")
    }

    /// `@odata.mediaContentType`: the media type of a stream, such as `image/jpeg` (OData JSON 4.01, 4.5.14).
    pub fn media_content_type(self) -> Option<&'a str> {
        self.text("@odata.mediaContentType")
    }

    /// `@odata.mediaEtag`: the version of a stream. The text is opaque (OData JSON 4.01, 4.5.14).
    pub fn media_etag(self) -> Option<&'a str> {
        self.text("@odata.mediaEtag")
    }
}

impl Extra {
    /// Returns the control information of the value itself. It has more methods than `Extra`, such as the links of a
    /// media entity.
    pub fn annotations(&self) -> Annotated<'_> {
        Annotated::new(self.control(), "", None)
    }

    /// `@odata.etag`: the version of the entity. The text is opaque (OData JSON 4.01, 4.5.10).
    pub fn etag(&self) -> Option<&str> {
        self.annotations().etag()
    }

    /// `@odata.id`: the entity-id, a URL that may be relative (OData JSON 4.01, 4.5.8).
    pub fn odata_id(&self) -> Option<&str> {
        self.annotations().odata_id()
    }

    /// `@odata.context`: describes the payload (OData JSON 4.01, 4.5.1).
    pub fn context(&self) -> Option<&str> {
        self.annotations().context()
    }

    /// `@odata.count`: the number of items on all pages (OData JSON 4.01, 4.5.4).
    pub fn count(&self) -> Option<i64> {
        self.annotations().count()
    }

    /// `@odata.nextLink`: the address of the next page. The address is opaque: send it unchanged (OData JSON 4.01,
    /// 4.5.5). See [`Annotated::next_link`].
    pub fn next_link(&self) -> Option<&str> {
        self.annotations().next_link()
    }

    /// `@odata.deltaLink`: the address of later changes. The address is opaque: send it unchanged (OData JSON 4.01,
    /// 4.5.7). See [`Annotated::delta_link`].
    pub fn delta_link(&self) -> Option<&str> {
        self.annotations().delta_link()
    }
}

/// Prints only the name of the property: links may contain tokens, and the object has control information of others.
impl fmt::Debug for Annotated<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Annotated").field("property", &self.property).finish_non_exhaustive()
    }
}

/// Returns the number in the JSON of a count. It is a string with `IEEE754Compatible=true` (OData JSON 4.01, 3.2).
pub(crate) fn count_number(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_information_has_typed_accessors() {
        let mut extra = Extra::default();
        for (name, value) in [("@odata.etag", "W/1"), ("@odata.id", "u/1"), ("@odata.count", "12")] {
            extra.control_mut().insert(name, value.into()).unwrap();
        }
        assert_eq!((extra.etag(), extra.odata_id(), extra.count()), (Some("W/1"), Some("u/1"), Some(12)));
        assert_eq!((extra.context(), extra.next_link(), extra.delta_link()), (None, None, None));
        extra.control_mut().insert("photo@odata.mediaContentType", "image/jpeg".into()).unwrap();
        let of = |property| Annotated::new(extra.control(), property, None);
        assert_eq!(of("photo").media_content_type(), Some("image/jpeg"));
        assert_eq!(of("hoto").media_content_type(), None);
        assert_eq!((of("photo").etag(), extra.annotations().media_content_type()), (None, None));
    }
}
