//! Tests that a number that no double can hold is kept, written back and reported, and that no text is taken for one.

use graph_models_core::request::{Value as Wrapped, decode};
use graph_models_core::{ModelExt, Page, Reading, View, edm, from_str, strict, to_string};

use crate::sample::{Incident, SimpleIncident};

#[test]
fn numbers_out_of_range_are_kept_and_written_back() {
    let long = "9".repeat(400);
    let text = format!(
        r#"{{"value":[{{"id":"1"}},{{"id":"2","activationCount":1e400,"tags":["a",-1e999],"new":{{"x":[{long}]}}}}]}}"#
    );
    let page: Page<SimpleIncident> = from_str(&text).unwrap();
    assert_eq!(to_string(&page).unwrap(), text);
    let second = &page.items()[1];
    assert_eq!((second.id.as_deref(), second.activation_count), (Some("2"), None));
    assert_eq!(second.tags.as_deref().unwrap(), ["a"]);
    assert_eq!(
        page.deviations().to_string(),
        "value[1].activationCount: sample.simpleIncident.activationCount: \
         expected Edm.Int32, found the number 1e400; kept as received\n\
         value[1].tags[1]: sample.simpleIncident.tags: expected Edm.String, found a number; kept as received\n\
         value[1].new.x[0]: sample.simpleIncident.new: \
         expected a number that a double can hold, found a number out of range; kept as received"
    );
    let error = strict::from_str::<Page<SimpleIncident>>(&text).unwrap_err().to_string();
    assert!(
        error.starts_with("value[1].activationCount: sample.simpleIncident.activationCount: "),
        "{error}"
    );
    let answered: Page<SimpleIncident> = decode(http::Response::new(text.as_str())).unwrap();
    assert_eq!(answered, page);
    let view = View::<SimpleIncident>::from_str(r#"{"id":"1","activationCount":1e400,"x":1e400}"#).unwrap();
    assert_eq!(view.get(SimpleIncident::ID).unwrap().as_deref(), Some("1"));
    assert_eq!(view.get(SimpleIncident::ACTIVATION_COUNT).unwrap(), None);
    assert_eq!(view.raw("x"), Some("1e400"));
    // The field that is set takes the place of the number.
    let mut page = page;
    page.items_mut()[1].activation_count = Some(3);
    assert_eq!(to_string(&page).unwrap(), text.replace("1e400", "3"));
}

#[test]
fn a_number_out_of_range_is_no_text_anywhere() {
    for name in ["id", "severity", "modes", "tags", "severities", "lastSeenDateTime", "owner", "related"] {
        let text = format!(r#"{{"{name}":1e400}}"#);
        let value: SimpleIncident = from_str(&text).unwrap();
        assert!(value.kept(name).is_some(), "{name}");
        assert_eq!(to_string(&value).unwrap(), text);
        let told = value.deviations();
        let told: Vec<_> = told.iter().map(|told| (told.path(), told.reading())).collect();
        assert_eq!(told, [(name, Reading::Kept)]);
        assert!(strict::from_str::<SimpleIncident>(&text).is_err());
    }
    let text = r#"{"@odata.type":1e400,"id":"1"}"#;
    let value: Incident = from_str(text).unwrap();
    assert!(value.is_unknown() && value.as_model().odata_type().is_none());
    assert_eq!(to_string(&value).unwrap(), text);
    assert!(strict::from_str::<Incident>(text).is_err());
    let text = r#"{"@odata.etag":1e400,"@odata.id":1e400,"id@odata.context":1e400}"#;
    let value: SimpleIncident = from_str(text).unwrap();
    assert_eq!((value.extra().etag(), value.extra().odata_id()), (None, None));
    assert_eq!(value.annotations("id").context(), None);
    assert_eq!(to_string(&value).unwrap(), text);
    assert!(from_str::<String>("1e400").is_err());
    assert!(decode::<Wrapped<String>, _>(http::Response::new(r#"{"value":1e400}"#)).is_err());
    // A decimal may have any size.
    let digits = "9".repeat(400);
    let read: Wrapped<edm::Decimal> =
        decode(http::Response::new(format!(r#"{{"value":{digits}}}"#))).unwrap();
    assert_eq!(read.value.as_str(), digits);
}

#[test]
fn no_text_of_a_sender_is_taken_for_a_mark() {
    let marked: SimpleIncident = from_str(r#"{"id":"\ud83d","payload":1e400}"#).unwrap();
    // A text in the form of a mark, but without the key of the process, stays a text.
    for text in [
        "{\"id\":\"\u{fffd}\u{e0064}\u{e0038}\u{e0030}\u{e0030}\"}",
        "{\"id\":\"\u{fffd}1e400\",\"x\":\"\u{fffd}\u{e0030}\u{e0030}1e400\"}",
    ] {
        let value: SimpleIncident = from_str(text).unwrap();
        assert!(value.deviations().is_empty());
        assert_eq!(to_string(&value).unwrap(), text);
        assert!(strict::from_str::<SimpleIncident>(text).is_ok());
    }
    assert_eq!(to_string(&marked).unwrap(), r#"{"id":"\ud83d","payload":1e400}"#);
}
