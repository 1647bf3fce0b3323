//! Answers that differ from the metadata, as public reports about Graph show them: each is read, nothing of it is lost,
//! and strict reading names what is odd.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use graph_models::request::Change;
use graph_models::v1_0::{AssignedLicense, DirectoryObject, DriveItem, FileAttachment, Message, User};
use graph_models::{Page, deviations, from_str, strict, to_string, to_value};
use serde_json::Value;

/// Reads a text. The deviations are those expected, one a line, and strict reading refuses them.
macro_rules! read {
    ($ty:ty, $text:expr, $odd:expr) => {{
        let (text, odd): (&str, &str) = ($text, $odd);
        let value: $ty = from_str(text).unwrap();
        assert_eq!(deviations(&value).to_string(), odd, "{text}");
        match strict::from_str::<$ty>(text) {
            Ok(same) => assert!(odd.is_empty() && same == value, "{text}"),
            Err(error) => assert!(!odd.is_empty() && error.to_string().contains(": "), "{error}"),
        }
        value
    }};
}

/// Like `read!`. The value is written as it was received, and `serde_json` reads the same value.
/// It cannot read a lone surrogate.
macro_rules! keep {
    ($ty:ty, $text:expr, $odd:expr) => {{
        let value = read!($ty, $text, $odd);
        assert_eq!(serde_json::from_str::<$ty>($text).unwrap(), value);
        assert_eq!(to_value(&value).unwrap(), serde_json::from_str::<Value>($text).unwrap());
        value
    }};
}

#[test]
fn base64_may_have_line_ends() {
    let text =
        r##"{"@odata.type": "#microsoft.graph.fileAttachment", "id": "1", "contentBytes": "QUJD\r\nREVG"}"##;
    let file = keep!(
        FileAttachment,
        text,
        "microsoft.graph.fileAttachment.contentBytes: expected Edm.Binary (base64), found a text; read for \
         what it means"
    );
    assert_eq!(file.content_bytes.unwrap().0, b"ABCDEF");
}

#[test]
fn a_delta_of_a_drive_tells_deleted_items_by_a_facet() {
    let text = r#"{"value": [{"id": "1", "deleted": {"state": "deleted"}, "file": {}, "size": 0},
        {"id": "2", "folder": {"childCount": 3}, "root": {},
         "parentReference": {"driveId": "b!x", "path": "/drive/root:"},
         "@microsoft.graph.downloadUrl": "https://x/y"}]}"#;
    let page = keep!(Page<DriveItem>, text, "");
    let removed = page.into_changes().filter(|change| matches!(change, Change::Removed { .. }));
    assert_eq!(removed.count(), 1);
}

#[test]
fn the_last_instant_of_the_calendar_has_seven_digits() {
    let text = r#"{"value": [{"id": "1", "createdDateTime": "9999-12-31T23:59:59.9999999Z"}, {"id": "2"}]}"#;
    let page = keep!(Page<User>, text, "");
    assert!(page.items()[0].created_date_time.is_some());
}

#[test]
fn a_boolean_comes_as_text() {
    let odd = "microsoft.graph.user.accountEnabled: expected Edm.Boolean, found the text \"true\"; read \
               for what it means";
    assert_eq!(keep!(User, r#"{"accountEnabled": "true"}"#, odd).account_enabled, Some(true));
}

#[test]
fn a_text_comes_as_a_number() {
    let odd = "microsoft.graph.user.employeeId: expected Edm.String, found a number; kept as received";
    assert_eq!(keep!(User, r#"{"employeeId": 12345}"#, odd).employee_id, None);
}

#[test]
fn an_empty_text_is_no_guid() {
    let odd = "microsoft.graph.assignedLicense.skuId: expected Edm.Guid (such as \
        \"01234567-89ab-cdef-0123-456789abcdef\"), found a text; kept as received";
    assert_eq!(keep!(AssignedLicense, r#"{"skuId": ""}"#, odd).sku_id, None);
}

#[test]
fn a_number_past_its_range_costs_nothing_else() {
    let odd = "folder.childCount: microsoft.graph.folder.childCount: expected Edm.Int32, found the number \
               4294967296; kept as received";
    let item = keep!(DriveItem, r#"{"id": "1", "folder": {"childCount": 4294967296}}"#, odd);
    assert_eq!((item.id.as_deref(), item.folder.unwrap().child_count), (Some("1"), None));
}

#[test]
fn a_list_comes_as_its_only_item() {
    let user = keep!(
        User,
        r#"{"businessPhones": "555"}"#,
        "microsoft.graph.user.businessPhones: expected a collection of Edm.String, found a text; read for what it means"
    );
    assert_eq!(user.business_phones.unwrap(), ["555"]);
}

#[test]
fn a_type_may_be_null_and_a_link_empty() {
    let page = keep!(
        Page<DirectoryObject>,
        r#"{"value": [{"@odata.type": null, "id": "1"}]}"#,
        "value[0].@odata.type: microsoft.graph.directoryObject.@odata.type: expected Edm.String, found null; read as \
         absent"
    );
    assert_eq!(page.items()[0].id.as_deref(), Some("1"));
    let page = keep!(Page<User>, r#"{"value":[],"@odata.nextLink":""}"#, "");
    assert!(page.items().is_empty());
}

#[test]
fn half_a_character_costs_no_other_message() {
    let text = r#"{"value":[{"id":"1","bodyPreview":"cut \ud83d"},{"id":"2","bodyPreview":"ok"}]}"#;
    let page = read!(
        Page<Message>,
        text,
        "value[0].bodyPreview: microsoft.graph.message.bodyPreview: expected text of Unicode, found a text with a lone \
         surrogate; read for what it means"
    );
    assert_eq!(page.items()[1].body_preview.as_deref(), Some("ok"));
    let written = to_string(&page).unwrap();
    assert!(written.contains(r#""bodyPreview":"cut \ud83d""#), "{written}");
}
