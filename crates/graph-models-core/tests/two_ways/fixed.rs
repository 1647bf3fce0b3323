//! Payloads for which the two readers could differ; each tests one rule.

use graph_models_core::request::{Value, Wrapped, decode};
use graph_models_core::{Page, from_str};

use crate::agree::{agree, agree_on_all};
use crate::sample::{AlertSeverity, Incident, SimpleIncident};
use crate::types::{Animal, Kinds};

#[test]
fn texts_that_are_nearly_json() {
    let object = r#"{"id":"1","owner":{"displayName":"x"}}"#;
    for text in [
        "",
        " ",
        "null",
        "nullx",
        "null null",
        "[]",
        "{}",
        "{,}",
        "{\"id\":\"1\",}",
        "{\"id\" \"1\"}",
        "{\"tags\":[\"a\",]}",
        "{\"tags\":[,]}",
        "{\"tags\":[\"a\" \"b\"]}",
        "{\"tags\":[\"a\"}",
        "{\"id\":\"1\"]",
        "{id:\"1\"}",
        "{\"payload\":truex}",
        "\"text\"",
        "1",
    ] {
        agree_on_all(text);
    }
    for text in ["\u{feff}", "x", "{}", ",", "\0", "/* */", " \n"] {
        agree_on_all(&format!("{text}{object}"));
        agree_on_all(&format!("{object}{text}"));
    }
    for end in 0..object.len() {
        agree_on_all(&object[..end]);
    }
}

#[test]
fn a_byte_order_mark_stands_before_a_text_once() {
    let object = r#"{"id":"1","activationCount":"6","x":[1]}"#;
    let page = format!(r#"{{"value":[{object}]}}"#);
    let random = &mut crate::random::Random::new(4);
    for (text, is_read) in [
        (format!("\u{feff}{object}"), true),
        (format!("\u{feff} {object}"), true),
        (format!("\u{feff}\u{feff}{object}"), false),
        (format!(" \u{feff}{object}"), false),
        (format!("{object}\u{feff}"), false),
        (format!("\u{feff}[{object}"), false),
        ("\u{feff}".to_owned(), false),
    ] {
        assert_eq!(agree::<SimpleIncident>(&text), is_read, "{text:?}");
        assert_eq!(crate::agree_views::agree_on_all(text.as_bytes()) > 0, is_read, "{text:?}");
    }
    for (text, is_read) in [
        (format!("\u{feff}{page}"), true),
        (format!("\u{feff}\n{page}"), true),
        (format!("\u{feff}\u{feff}{page}"), false),
        (format!("{{\"value\":[\u{feff}{object}]}}"), false),
        (format!("\u{feff}{page}x"), false),
    ] {
        assert_eq!(agree::<Page<SimpleIncident>>(&text), is_read, "{text:?}");
        assert_eq!(crate::agree_items::agree::<SimpleIncident>(text.as_bytes(), random), is_read, "{text:?}");
    }
    // Positions count from behind the mark, as they do without one.
    let message = |text: &str| from_str::<SimpleIncident>(text).unwrap_err().to_string();
    assert_eq!(message("\u{feff}{\"id\":x}"), message("{\"id\":x}"));
    let broken = [&b"\xef\xbb\xbf"[..], b"{\"id\":\"\xff\"}"].concat();
    let message =
        |bytes: &[u8]| graph_models_core::from_slice::<SimpleIncident>(bytes).unwrap_err().to_string();
    assert_eq!(message(&broken), message(&broken[3..]));
    let lists = format!("\u{feff}[{object},{object}]");
    assert_eq!(from_str::<Vec<SimpleIncident>>(&lists).unwrap().len(), 2);
    assert_eq!(from_str::<Option<SimpleIncident>>("\u{feff}null").unwrap(), None);
    assert_eq!(from_str::<i32>("\u{feff}7").unwrap(), 7);
}

#[test]
fn levels_end_where_they_end_for_serde() {
    for key in ["payload", "children", "owner", "undeclared", "id"] {
        for levels in 120..132 {
            let lists = format!(r#"{{"{key}":{}{}}}"#, "[".repeat(levels), "]".repeat(levels));
            let objects = format!("{}1{}", format!(r#"{{"{key}":"#).repeat(levels), "}".repeat(levels));
            agree::<SimpleIncident>(&lists);
            agree::<Page<SimpleIncident>>(&format!(r#"{{"value":[{lists},{objects}]}}"#));
            agree::<Incident>(&objects);
        }
    }
    for levels in 40..66 {
        let objects = format!("{}{}", r#"{"children":["#.repeat(levels), "]}".repeat(levels));
        assert_eq!(agree::<SimpleIncident>(&objects), levels <= 63, "{levels}");
        let late = r#","@odata.type":"#;
        let late = format!("]{late}\"#sample.simpleIncident\"}}").repeat(levels);
        assert_eq!(agree::<Incident>(&format!("{}{late}", r#"{"children":["#.repeat(levels))), levels <= 63);
    }
}

#[test]
fn tags_stand_anywhere() {
    let tag = r##""@odata.type":"#sample.simpleIncident""##;
    let escaped = r##""\u0040odata.type":"#sample.simpleIncident""##;
    let inner = format!(r#""related":{{"id":"2","children":[{{"id":"3",{tag}}}],{tag}}}"#);
    for text in [
        format!(r#"{{"id":"1",{tag}}}"#),
        format!(r#"{{"id":"1",{escaped}}}"#),
        format!(r#"{{{inner},{tag},"id":"1"}}"#),
        format!("{{{inner}}}"),
        format!(r#"{{"related":{{{tag}}},"id":"1"}}"#),
        format!(r#"{{"id":"@odata.type","x":{{{tag}}},{tag}}}"#),
        format!(r#"{{"\"@odata.type":"\"@odata.type\":",{tag}}}"#),
        format!("{{{tag},{tag}}}"),
        format!(r##"{{"\u0040odata.type":"#sample.emptyIncident",{tag}}}"##),
        format!(r##"{{"id":"1","\u0040odata.type":"#sample.emptyIncident",{tag},"x":1}}"##),
        format!(r##"{{"id":"\n",{tag},"@odata.type":"#sample.emptyIncident"}}"##),
        format!(r#"{{"id":"1",{tag},{tag}}}"#),
        format!(r#"{{"id":"1",{tag},"id":"2"}}"#),
        format!(r#"{{"id":"1","id":"2",{tag}}}"#),
        r#"{"id":"1","@odata.type":null}"#.to_owned(),
        r#"{"@odata.type":null,"id":"1"}"#.to_owned(),
        r##"{"@odata.type":["#sample.simpleIncident"],"id":"1"}"##.to_owned(),
        r##"{"x":1,"@odata.type":5,"@odata.type":"#sample.simpleIncident"}"##.to_owned(),
        format!(r#"{{"activationCount":"many","new":[1],"children@odata.count":2,{tag}}}"#),
        format!(r#"{{ "id" : "1" , "tags" : [ ] , {tag} }}"#),
    ] {
        agree_on_all(&text);
        agree::<Page<Incident>>(&format!(r#"{{"value":[{text},{text}]}}"#));
        agree::<Page<Animal>>(&format!(r#"{{"value":[{text},{{"friend":{text}}}]}}"#));
    }
}

#[test]
fn values_of_every_kind_in_every_place() {
    let values = [
        "null",
        "true",
        "\"\"",
        "\"6\"",
        "\"low\"",
        "0",
        "-0",
        "7",
        "1.5",
        "1e2",
        "1e999",
        "99999999999999999999",
        "[]",
        "{}",
        "[null]",
        "[7]",
        "[\"low\"]",
        "[[]]",
        "[{}]",
        "[[{}]]",
        "[{\"x\":[1]},{}]",
        "[{\"x\":1,\"x\":2}]",
        "{\"x\":1}",
        "{\"x\":1,\"x\":2}",
        "\"\\ud83d\"",
        "{\"$serde_json::private::Number\":\"1\"}",
    ];
    let info = graph_models_core::ModelExt::info(&Kinds::default());
    for name in info.names() {
        for value in values {
            agree::<Kinds>(&format!(r#"{{"{name}":{value}}}"#));
            agree::<Kinds>(&format!(r#"{{"text":"a","{name}":[{value},{value}],"undeclared":{value}}}"#));
            for other in ["null", "[]", "{}", "\"low\"", "7", "[{\"x\":1,\"x\":2}]"] {
                agree::<Kinds>(&format!(r#"{{"{name}":{value},"{name}":{other}}}"#));
                agree::<Kinds>(&format!(r#"{{"{name}":{other},"text":"a","{name}":{value}}}"#));
            }
        }
    }
}

#[test]
fn many_undeclared_names() {
    let entries: Vec<String> = (0..40).map(|index| format!(r#""new{index}":{index}"#)).collect();
    agree_on_all(&format!("{{{}}}", entries.join(",")));
    for twice in [0, 15, 16, 17, 39] {
        agree_on_all(&format!("{{{},\"new{twice}\":1}}", entries.join(",")));
    }
    let inner: Vec<String> = (0..2000).map(|index| format!(r#""{index}":{{"\u0061{index}":1}}"#)).collect();
    let inner = inner.join(",");
    assert!(agree::<SimpleIncident>(&format!(r##"{{"new":{{{inner}}},"#new":[{{{inner}}}]}}"##)));
    for twice in ["0", "15", "39", "1999", "\\u0037"] {
        assert!(agree::<SimpleIncident>(&format!(r#"{{"new":[{{{inner},"{twice}":1}}]}}"#)));
        assert!(agree::<SimpleIncident>(&format!(r#"{{"new":{{"a":1,"b":{{"{twice}":2}},"\u0061":1}}}}"#)));
        assert!(agree::<SimpleIncident>(&format!(r#"{{{inner},"{twice}":1}}"#)));
    }
}

#[test]
fn a_lone_surrogate_is_marked_by_both() {
    let text = r#"{"id":"cut \ud83d","x":"\ude00","payload":{"\ud83d":["\ud83d\ude00"]}}"#;
    agree_on_all(text);
    let value: SimpleIncident = from_str(text).unwrap();
    assert_eq!(graph_models_core::to_string(&value).unwrap().matches("\\ud83d").count(), 2);
    // A text that is cut off in an escape, or has an invalid one, has the fault that serde reports.
    for text in [
        text,
        r#"{"id":"\ud83d\ude00\ud83d\ud83d\u0041"}"#,
        r#"{"id":"\ud83d\uD83D","x":"\ud83d\u12g4\ude00"}"#,
    ] {
        for end in 0..text.len() {
            agree_on_all(&text[..end]);
            agree_on_all(&format!("{}\"}}", &text[..end]));
        }
    }
}

#[test]
fn a_number_out_of_range_is_marked_by_both() {
    let long = "7".repeat(400);
    for number in ["1e400", "-1E+999", "0.5e400", &long] {
        for text in [
            format!(
                r#"{{"id":{number},"activationCount":[{number}],"x":{{"y":[{number},"\ud83d"]}},"payload":{number}}}"#
            ),
            format!(
                r#"{{"tags":[{number},"a"],"severity":{number},"modes":{number},"@odata.etag":{number}}}"#
            ),
            format!(r#"{{"@odata.type":{number},"children@odata.nextLink":{number},"owners":{number}}}"#),
            format!(
                r#"{{"id":{number},"id":"1","x":{number},"x":2,"decimal":{number},"doubles":[1,{number}]}}"#
            ),
            format!(r#"{{"id":{number}"#),
            format!(r#"{{"id":{number}x}}"#),
            format!(r#"{{"id":0{number}}}"#),
            number.to_owned(),
        ] {
            agree_on_all(&text);
        }
        let text =
            format!(r#"{{"tags":[{number},"{number}"],"owner":{number},"x":[{number},{{"y":{number}}}]}}"#);
        let value: SimpleIncident = from_str(&text).unwrap();
        assert_eq!(graph_models_core::to_string(&value).unwrap(), text);
    }
}

/// Reads a wrapped value with both readers: as an answer, and by the traits of serde.
#[track_caller]
fn agree_on_wrapped<T: Wrapped + PartialEq + std::fmt::Debug>(text: &str) {
    let own = decode::<Value<T>, _>(http::Response::new(text)).map(|value| value.value);
    let serde = serde_json::from_str::<Value<T>>(text).map(|value| value.value);
    match (own, serde) {
        (Ok(own), Ok(serde)) => assert!(own == serde || text.contains("NaN"), "{own:?} {serde:?} {text}"),
        (Err(own), Err(serde)) => {
            let (own, serde) = (own.to_string(), serde.to_string());
            // An answer without a body has its own message.
            assert!(own.contains(&serde) || text.is_empty(), "{own}\n{serde}\n{text}");
        }
        (own, serde) => panic!("{own:?} {serde:?} {text}"),
    }
}

#[test]
fn wrapped_values() {
    let values = [
        "null",
        "true",
        "\"\"",
        "\"6\"",
        "\"low\"",
        "\"a\\n\"",
        "0",
        "-0",
        "7",
        "1.5",
        "99999999999999999999",
        "[]",
        "{}",
        "[null]",
        "[7]",
        "[7,8.0,\"9\"]",
        "[\"low\",\"HIGH\"]",
        "[[7]]",
        "[{}]",
        "[{\"id\":\"1\"},null]",
        "{\"id\":\"1\"}",
        "{\"id\":\"1\",\"id\":\"2\"}",
        "\"INF\"",
        "NaN",
        "\"a\"x",
        "",
    ];
    for value in values {
        for text in [
            format!(r#"{{"value":{value}}}"#),
            format!(
                r#" {{ "@odata.context" : "x" , "\u0076alue" : {value} , "more":[1e999,{{"a":1,"a":2}}] }} "#
            ),
            format!(r#"{{"value":{value},"value":{value}}}"#),
            format!(r#"{{"Value":{value}}}"#),
            format!(r#"{{"value":{value}}}x"#),
            format!(r#"{{"more":[,],"value":{value}}}"#),
            value.to_owned(),
        ] {
            agree_on_wrapped::<i32>(&text);
            agree_on_wrapped::<f64>(&text);
            agree_on_wrapped::<String>(&text);
            agree_on_wrapped::<Option<String>>(&text);
            agree_on_wrapped::<Option<Vec<i32>>>(&text);
            agree_on_wrapped::<Vec<f64>>(&text);
            agree_on_wrapped::<Vec<AlertSeverity>>(&text);
            agree_on_wrapped::<Vec<SimpleIncident>>(&text);
            agree_on_wrapped::<Option<Incident>>(&text);
        }
    }
}
