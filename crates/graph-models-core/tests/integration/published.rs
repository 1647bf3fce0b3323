//! Tests with unusual content from published responses and from the OData ABNF: nothing may be lost.

use crate::sample::{AlertSeverity, Incident, SimpleIncident};
use graph_models_core::{Page, edm, from_str, to_string};
use serde_json::Value;

model! {
    Values, "sample.values", [];
    0 int "int" Int32, i32;
    1 long "long" Int64, i64;
    2 double "double" Double, f64;
    3 single "single" Single, f32;
    4 decimal "decimal" Decimal, edm::Decimal;
    5 date "date" Date, edm::Date;
    6 time "time" TimeOfDay, edm::TimeOfDay;
    7 instant "instant" DateTimeOffset, edm::DateTimeOffset;
    8 duration "duration" Duration, edm::Duration;
    9 guid "guid" Guid, edm::Guid;
    10 binary "binary" Binary, edm::Binary;
    11 stream "stream" Stream, edm::Stream;
    12 json "json" Json, edm::Json;
    13 value "value" StringList, Vec<String>;
    14 ints "ints" Int32List, Vec<i32>;
    15 text "text" String, String;
}

/// Decodes a text, encodes the value, and compares both texts as parsed JSON.
#[track_caller]
fn keeps<T: graph_models_core::FromJson + graph_models_core::ToJson>(text: &str) {
    let value: T = from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let written = to_string(&value).unwrap();
    let (sent, written): (Value, Value) = (text.parse().unwrap(), written.parse().unwrap());
    assert_eq!(written, sent);
}

#[track_caller]
fn keeps_values(name: &str, forms: &[&str]) {
    for form in forms {
        keeps::<Values>(&format!(r#"{{"{name}": {form}}}"#));
    }
}

#[test]
fn numbers_in_every_notation() {
    keeps_values("int", &["1.0", "1e3", "1E+3", "-0", "-0.0", "0", "null", "-2147483648", "2.147483647e9"]);
    keeps_values("ints", &["[]", "[1.0, null, 1e3, -0, null]", "[null]", "null"]);
    keeps_values(
        "long",
        &["9007199254740993", "9223372036854775807", "1.0", "-0", r#""-0""#, r#""+5""#, r#""007""#],
    );
    let doubles = [
        "0.10",
        "1E+2",
        "1e-7",
        "-0",
        "-0.0",
        "5",
        "18446744073709551615",
        "18446744073709551616",
        "5e-324",
        "1.7976931348623157e308",
        "0.30000000000000004",
        "123456789.123456789123456789",
        r#""NaN""#,
        r#""-INF""#,
    ];
    keeps_values("double", &doubles);
    keeps_values("single", &["0.10", "1E+2", "16777217", "0.1234567890123", "-0.0", r#""INF""#]);
    keeps_values("decimal", &["0.10", "1E+2", "-0", "-0.0", "18446744073709551616", "0.30000000000000004"]);
    keeps_values("decimal", &[r#""1.10""#, r#""-0""#, r#""+1.5""#, r#""1e-2""#]);
}

#[test]
fn texts_in_every_form_of_the_abnf() {
    keeps_values("date", &[r#""0000-01-01""#, r#""10000-01-01""#, r#""-0001-12-31""#, r#""0001-01-01""#]);
    keeps_values("time", &[r#""00:00""#, r#""23:59:59.999999999999""#, r#""12:00:00.0000000""#]);
    let instants = [
        r#""0000-01-01T00:00:00Z""#,
        r#""10000-01-01T00:00Z""#,
        r#""-0001-12-31T23:59:60Z""#,
        r#""2024-02-29T23:59:59.123456789012-00:00""#,
        r#""2024-02-29T00:00:00+14:00""#,
    ];
    keeps_values("instant", &instants);
    let durations = [
        "P3D",
        "-P3D",
        "+P3D",
        "P0D",
        "PT0S",
        "PT0.000S",
        "-PT1H30M",
        "P1DT2H3M4.5S",
        "PT36H",
        "PT100000S",
        "PT0.123456789012345S",
    ];
    for duration in durations {
        keeps_values("duration", &[&format!("\"{duration}\"")]);
    }
    let guids = [
        "0123ABCD-89AB-CDEF-0123-456789ABCDEF",
        "{0123abcd-89ab-cdef-0123-456789abcdef}",
        "0123abcd89abcdef0123456789abcdef",
        "00000000-0000-0000-0000-000000000000",
    ];
    for guid in guids {
        keeps_values("guid", &[&format!("\"{guid}\"")]);
    }
    keeps_values(
        "binary",
        &[r#""""#, r#""-_8""#, r#""-_8=""#, r#""+/8=""#, r#""+\/8""#, r#""AQ""#, r#""AQ==""#],
    );
    keeps_values("stream", &["null", r#""x""#, "{}", "[]"]);
    keeps_values(
        "json",
        &["null", "1", "-0", "1.0", r#""x""#, "[]", "[[null], {}]", r#"{"@odata.type": "x", "a.b": [1e3]}"#],
    );
}

#[test]
fn texts_with_escapes_and_of_any_length() {
    keeps_values(
        "text",
        &[r#""""#, r#""\u0000\u001f\"\\\/\b\f\n\r\t""#, r#""\ud83d\ude00 \u00e4""#, "\"\u{feff}\u{2028}\""],
    );
    keeps::<Values>(&format!(r#"{{"text": "{}", "x": "{0}"}}"#, "ä\\n".repeat(500_000)));
    keeps::<Values>(r#"{"\u0074ext": "an escaped name", "\ud83d\ude00": 1}"#);
    let nested = format!("{}1{}", r#"{"a":["#.repeat(50), "]}".repeat(50));
    keeps::<Values>(&format!(r#"{{"undeclared": {nested}, "json": {nested}}}"#));
}

#[test]
fn names_of_any_kind() {
    keeps::<Values>(
        r##"{"@odata.context": "c", "@odata.type": "#sample.values", "@odata.unheard.of": {"a": [null]}, "@removed":
        {"reason": "changed"}, "#sample.act": {}, "text@odata.type": "#String", "text": "a", "text@org.term": null,
        "unknown@odata.type": "#Int64", "a.b": 1, "a@b.c": 2, "@": 3, "": 4, "odata.type": 5, "@type": "x", "@odata.Type": 6,
        "Text": "in other case", "value@odata.nextLink": "n", "value": ["a", null], "nav@odata.bind": ["x"],
        "null": null, "nulls": [null]}"##,
    );
    keeps::<SimpleIncident>(
        r##"{"owner": {"@odata.type": "#sample.owner", "displayName": "a", "a.b": null}, "owners": [{"@odata.type":
        "sample.owner"}, {"@odata.type": "#sample.ownerOfAnotherKind", "x": 1}, null], "tags@odata.type":
        "#Collection(String)", "children@odata.context": "c", "children": [{"@odata.id": "i"}], "related@odata.navigationLink": "n"}"##,
    );
}

#[test]
fn types_of_any_kind() {
    for tag in [
        "",
        r##""@odata.type": "#sample.simpleIncident""##,
        r#""@odata.type": "sample.SimpleIncident""#,
        r#""@odata.type": "https://example.com/v1.0/$metadata#sample.simpleIncident""#,
        r##""@odata.type": "#sample.incident""##,
        r##""@odata.type": "#sample.unheardOf""##,
        r#""@odata.type": """#,
    ] {
        let (before, after) = if tag.is_empty() { ("", "") } else { (", ", ",") };
        keeps::<Incident>(&format!(r#"{{"activationCount": 1, "a@b": null{before}{tag}}}"#));
        keeps::<Incident>(&format!(r#"{{{tag}{after}"severity": "", "x": [{{"{}": 1}}]}}"#, "@odata.type"));
        keeps::<SimpleIncident>(&format!(
            r#"{{{tag}{after}"related": {{{tag}}}, "children": [{{{tag}}}, null]}}"#
        ));
        keeps::<Page<Incident>>(&format!(r#"{{"value": [null, {{{tag}}}]}}"#));
    }
}

#[test]
fn enums_of_any_kind() {
    for form in [r#""""#, r#""HIGH""#, r#"" high""#, "null", "4", "4.0", "-1", r#""4""#, r#""low,high""#] {
        keeps::<SimpleIncident>(&format!(
            r#"{{"severity": {form}, "modes": {form}, "severities": [{form}, {form}]}}"#
        ));
    }
    keeps::<Page<AlertSeverity>>(r#"{"value": ["low", null, "LOW", "new", 4, ""]}"#);
}

#[test]
fn pages_of_any_kind() {
    for page in [
        r#"{"@odata.nextLink": "n", "@odata.count": 2, "value": [{"int": 1}, {}], "other": [1]}"#,
        r#"{"value": [], "@odata.nextLink": "n", "@odata.deltaLink": null, "tips": {"a": 1}}"#,
        r#"{"@odata.context": "c", "value": [null]}"#,
        r#"{"value": [{"value": ["a"], "@odata.type": "x"}], "@odata.type": "y", "value@odata.count": 1}"#,
    ] {
        keeps::<Page<Values>>(page);
    }
    keeps::<Page<String>>(r#"{"value": ["", null, "\u00e4"]}"#);
    keeps::<Page<i64>>(r#"{"value": [1, "2", null, 3.0, -0]}"#);
    keeps::<Page<f64>>(r#"{"value": [1, 1.10, "NaN"]}"#);
    keeps::<Page<edm::Guid>>(r#"{"value": ["0123ABCD-89AB-CDEF-0123-456789ABCDEF"]}"#);
    keeps::<Page<edm::Json>>(r#"{"value": [1, null, [null], {"a": {}}]}"#);
    // If an answer has other content than the expected object, the content is kept as undeclared properties.
    keeps::<SimpleIncident>(r#"{"error": {"code": "", "innererror": null}, "value": {"id": "1"}}"#);
    keeps::<SimpleIncident>(r#"{"@odata.context": "c", "value": null}"#);
}
