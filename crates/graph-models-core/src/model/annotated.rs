//! Control information of one property: what `property@odata.…` says, typed.

use serde_json::Value;

use super::Control;

/// The control information of one property, or of the entity itself as a media entity: `property@odata.…`.
///
/// ```
/// # #[path = "../../tests/support/sample.rs"] mod sample;
/// use graph_models_core::ModelExt;
///
/// let incident: sample::SimpleIncident = graph_models_core::from_str(
///     r#"{"children@odata.count": 7, "children@odata.nextLink": "https://graph.microsoft.com/beta/next", "children": []}"#,
/// )?;
/// let children = incident.extra().property("children");
/// assert_eq!(children.count(), Some(7));
/// assert_eq!(children.next_link(), Some("https://graph.microsoft.com/beta/next"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Annotated<'a> {
    control: &'a Control,
    property: &'a str,
}

impl<'a> Annotated<'a> {
    /// That of a property by its name on the wire; with an empty name, that of the whole object.
    pub(super) const fn new(control: &'a Control, property: &'a str) -> Self {
        Self { control, property }
    }

    /// The value of an annotation by its name with `@`, such as `@odata.count` or `@microsoft.graph.tips`.
    pub fn get(self, annotation: &str) -> Option<&'a Value> {
        let mut entries = self.control.iter();
        entries.find(|(name, _)| name.strip_prefix(self.property) == Some(annotation)).map(|(_, value)| value)
    }

    fn text(self, annotation: &str) -> Option<&'a str> {
        self.get(annotation)?.as_str()
    }

    /// `@odata.context`: what the value is (OData JSON 4.01, 4.5.1).
    pub fn context(self) -> Option<&'a str> {
        self.text("@odata.context")
    }

    /// `@odata.type`: the type of a value that the schema does not declare (OData JSON 4.01, 4.5.3).
    pub fn odata_type(self) -> Option<&'a str> {
        self.text("@odata.type")
    }

    /// `@odata.count`: how many items there are, here and on further pages (OData JSON 4.01, 4.5.4).
    pub fn count(self) -> Option<i64> {
        let count = self.get("@odata.count")?;
        // With IEEE754Compatible=true the count is text (OData JSON 4.01, 3.2).
        count.as_i64().or_else(|| count.as_str()?.parse().ok())
    }

    /// `@odata.nextLink`: where further items are; opaque, to be used as it is (OData JSON 4.01, 4.5.5).
    pub fn next_link(self) -> Option<&'a str> {
        self.text("@odata.nextLink")
    }

    /// `@odata.deltaLink`: where later changes are; opaque, to be used as it is (OData JSON 4.01, 4.5.7).
    pub fn delta_link(self) -> Option<&'a str> {
        self.text("@odata.deltaLink")
    }

    /// `@odata.id`: the entity-id, a URL that may be relative (OData JSON 4.01, 4.5.8).
    pub fn odata_id(self) -> Option<&'a str> {
        self.text("@odata.id")
    }

    /// `@odata.etag`: the version of the entity, opaque (OData JSON 4.01, 4.5.10).
    pub fn etag(self) -> Option<&'a str> {
        self.text("@odata.etag")
    }

    /// `@odata.navigationLink`: where the related entities are (OData JSON 4.01, 4.5.11).
    pub fn navigation_link(self) -> Option<&'a str> {
        self.text("@odata.navigationLink")
    }

    /// `@odata.associationLink`: where the references to related entities are (OData JSON 4.01, 4.5.11).
    pub fn association_link(self) -> Option<&'a str> {
        self.text("@odata.associationLink")
    }

    /// `@odata.mediaReadLink`: where a stream is read (OData JSON 4.01, 4.5.14).
    pub fn media_read_link(self) -> Option<&'a str> {
        self.text("@odata.mediaReadLink")
    }

    /// `@odata.mediaEditLink`: where a stream is written (OData JSON 4.01, 4.5.14).
    pub fn media_edit_link(self) -> Option<&'a str> {
        self.text("@odata.mediaEditLink")
    }

    /// `@odata.mediaContentType`: the media type of a stream, as `image/jpeg` (OData JSON 4.01, 4.5.14).
    pub fn media_content_type(self) -> Option<&'a str> {
        self.text("@odata.mediaContentType")
    }

    /// `@odata.mediaEtag`: the version of a stream, opaque (OData JSON 4.01, 4.5.14).
    pub fn media_etag(self) -> Option<&'a str> {
        self.text("@odata.mediaEtag")
    }
}
