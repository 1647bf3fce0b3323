//! Tests that every form that strict reading refuses is listed, and the reverse: forms of ids, texts that are no
//! Unicode, and `""` for an enum member.

use std::fmt::Debug;

use graph_models_core::open_enum::FlagSet;
use graph_models_core::{
    Document, FromJson, ModelExt, Reading, ToJson, deviations, edm, from_str, strict, to_string,
};

use crate::sample::{AlertSeverity, Incident, SimpleIncident};

model! {
    Forms, "sample.forms", [];
    0 guid "guid" Guid, edm::Guid;
    1 guids "guids" GuidList, Vec<edm::Guid>;
    2 streams "streams" StreamList, Vec<edm::Stream>;
    3 flag_sets "flagSets" FlagsList, Vec<FlagSet<AlertSeverity>>;
}

/// Reads a text that is written back as it is. Returns the paths of its deviations and how they were read; strict
/// reading refuses the text if there are some.
#[track_caller]
fn told<T: FromJson + ToJson + Document + PartialEq + Debug>(text: &str) -> Vec<(String, Reading)> {
    let value: T = from_str(text).unwrap();
    assert_eq!(to_string(&value).unwrap(), text);
    let told: Vec<_> =
        deviations(&value).iter().map(|told| (told.path().to_owned(), told.reading())).collect();
    assert_eq!(strict::from_str::<T>(text).is_err(), !told.is_empty(), "{text}");
    told
}

#[test]
fn a_guid_has_one_form() {
    const GUID: &str = "01234567-89ab-cdef-0123-456789abcdef";
    for usual in [GUID.to_owned(), GUID.to_uppercase()] {
        assert_eq!(told::<Forms>(&format!(r#"{{"guid":"{usual}","guids":["{usual}"]}}"#)), []);
    }
    for other in [format!("{{{GUID}}}"), format!("urn:uuid:{GUID}"), GUID.replace('-', "")] {
        let text = format!(r#"{{"guid":"{other}","guids":["{GUID}","{other}"]}}"#);
        let value: Forms = from_str(&text).unwrap();
        assert_eq!(value.guid.as_ref().map(ToString::to_string).as_deref(), Some(GUID));
        let expected = ["guid", "guids[1]"].map(|path| (path.to_owned(), Reading::Understood));
        assert_eq!(told::<Forms>(&text), expected);
    }
}

#[test]
fn a_lone_surrogate_is_told_wherever_it_stands() {
    for (text, path) in [
        (r#"{"severity":"x\ud83d"}"#, "severity"),
        (r#"{"severities":["low","x\ud83d"]}"#, "severities[1]"),
        (r#"{"modes":"low,x\ud83d"}"#, "modes"),
        (r##"{"@odata.type":"#sample.simpleIncident\ud83d"}"##, "@odata.type"),
        (r#"{"tags":["\ud83d"]}"#, "tags[0]"),
        (r#"{"owner":{"displayName":"\ud83d"}}"#, "owner.displayName"),
        (r#"{"payload":{"a":["\ud83d"]}}"#, "payload.a[0]"),
    ] {
        assert_eq!(told::<SimpleIncident>(text), [(path.to_owned(), Reading::Understood)]);
    }
    let tag = r##"{"@odata.type":"#sample.new\ud83d","id":"1"}"##;
    assert_eq!(told::<Incident>(tag), [("@odata.type".to_owned(), Reading::Understood)]);
    for (text, path) in [
        (r#"{"streams":[{"a":"\ud83d"}]}"#, "streams[0].a"),
        (r#"{"streams":[null,[1,"\ud83d"]]}"#, "streams[1][1]"),
        (r#"{"flagSets":["low","low,\ud83d"]}"#, "flagSets[1]"),
    ] {
        assert_eq!(told::<Forms>(text), [(path.to_owned(), Reading::Understood)]);
    }
}

#[test]
fn an_empty_text_is_no_member() {
    let text = r#"{"severity":"","severities":["","low"]}"#;
    let mut value: SimpleIncident = from_str(text).unwrap();
    assert_eq!((&value.severity, value.kept("severity")), (&None, Some(&"".into())));
    assert_eq!(value.severities.as_deref(), Some(&[AlertSeverity::Low][..]));
    let expected = ["severity", "severities[0]"].map(|path| (path.to_owned(), Reading::Kept));
    assert_eq!(told::<SimpleIncident>(text), expected);
    value.severity = Some(AlertSeverity::High);
    assert_eq!(to_string(&value).unwrap(), r#"{"severity":"high","severities":["","low"]}"#);
    // A set may be empty.
    assert_eq!(told::<SimpleIncident>(r#"{"modes":""}"#), []);
}
