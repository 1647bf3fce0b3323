//! A page that is read item by item, in pieces of any length, equals the page that is read as a whole.

use graph_models_core::items::{Items, ItemsErrorKind};

use crate::agree_items::{agree, in_pieces};
use crate::payload::{Json, broken};
use crate::random::Random;
use crate::sample::{AlertSeverity, Incident, SimpleIncident};
use crate::types::Kinds;
use crate::{CHANGES, each_changed, seeds};

#[test]
fn pages_at_random() {
    let mut read = 0;
    each_changed(0x57_4ea3, |text, random| {
        let other = Json::object(random, 3).text(random);
        read += u64::from(agree::<Incident>(text.as_bytes(), random));
        for page in [
            format!(r#"{{"@odata.count":1,"value":[{other},{text}],"@odata.nextLink":"https://x/y"}}"#),
            format!(" {{ \"value\" : [\n {text} ,\n{other}\r\n, null ] , \"x\": {text}\n}}\n "),
        ] {
            read += u64::from(agree::<Incident>(page.as_bytes(), random));
            read += u64::from(agree::<Kinds>(page.as_bytes(), random));
            agree::<SimpleIncident>(&broken(page.as_bytes(), random), random);
        }
    });
    // Many payloads must be valid, so that not only errors are compared.
    assert!(read > seeds() * CHANGES, "{read}");
}

#[test]
fn texts_that_are_no_page_or_an_odd_one() {
    let random = &mut Random::new(1);
    let item = r##"{"@odata.type":"#sample.simpleIncident","id":"1","activationCount":"6","owner":{"displayName":"ü"}}"##;
    for text in [
        "",
        " ",
        "\u{feff}{\"value\":[]}",
        "{",
        "{}",
        "{ }",
        "[]",
        "[1",
        "null",
        "12",
        "\"text\"",
        "nul",
        "{,}",
        "{1:2}",
        "{\"value\"}",
        "{\"value\":}",
        "{\"value\":,}",
        "{\"value\":null}",
        "{\"value\":7}",
        "{\"value\":\"\"}",
        "{\"value\":{}}",
        "{\"value\":{\"id\":\"1\",\"new\":1},\"x\":2}",
        "{\"value\":[]",
        "{\"value\":[]}}",
        "{\"value\":[]} x",
        "{\"value\":[]}\n\n{\"value\":[]}",
        "{\"value\":[,]}",
        "{\"value\":[1,]}",
        "{\"value\":[1 2]}",
        "{\"value\":[1}",
        "{\"value\":[12",
        "{\"value\":[12 ",
        "{\"value\":[12,",
        "{\"value\":[12, ",
        "{\"value\":[nul]}",
        "{\"value\":[1.]}",
        "{\"value\":[-]}",
        "{\"value\":[\"a\u{1}b\"]}",
        "{\"value\":[[]],\"value\":[]}",
        "{\"value\":[],\"value\" : [1,2]}",
        "{\"value\":[],\"value\":1}",
        "{\"value\":1,\"value\":[1]}",
        "{\"value\":[],\"x\":1,\"x\":2}",
        "{\"value\":[],}",
        "{\"value\":[] \"x\":1}",
        "{\"\\u0076alue\":[7]}",
        "{\"Value\":[7]}",
        "{\"x\":[1,2],\"value\":[7],\"y\":{\"value\":[8]}}",
        "{\"x\": 1\n,\n\"value\"\n:\n[\n7\n,\n\"x\"\n,\n]\n}",
        "{\"error\":{\"code\":\"x\",\"message\":\"y\"}}",
    ] {
        agree::<i32>(text.as_bytes(), random);
        agree::<Incident>(text.as_bytes(), random);
        agree::<AlertSeverity>(text.as_bytes(), random);
        agree::<String>(text.replace("12", "\"ä\"").as_bytes(), random);
    }
    let page = format!("{{\"@odata.context\":\"x\",\n\"value\":[{item},{item} ],\"@odata.count\":2}}");
    for end in 0..=page.len() {
        agree::<Incident>(&page.as_bytes()[..end], random);
    }
    for levels in 120..132 {
        for item in [
            format!("{}{}", "[".repeat(levels), "]".repeat(levels)),
            format!(r#"{{"payload":{}{}}}"#, "[".repeat(levels), "]".repeat(levels)),
            format!(r#"{{"x":{}{}}}"#, "{\"a\":".repeat(levels), "}".repeat(levels)),
        ] {
            let page = format!(r#"{{"x":{item},"value":[{item}]}}"#);
            agree::<SimpleIncident>(page.as_bytes(), random);
            agree::<SimpleIncident>(format!(r#"{{"value":[{{}},{item}]}}"#).as_bytes(), random);
        }
    }
}

#[test]
fn an_escape_that_is_too_short_has_the_message_of_the_whole_page() {
    let random = &mut Random::new(3);
    for escape in
        ["\\u", "\\ud", "\\u12", "\\ud83", "\\ud83d", "\\ud83d\\u", "\\ud83d\\ud", "\\\\u", "\\x", "\\"]
    {
        for item in [
            format!(r#""{escape}""#),
            format!(r#"{{"id":"{escape}"}}"#),
            format!(r#"{{"id":["{escape}"]}}"#),
            format!(r#"{{"{escape}":1}}"#),
        ] {
            for behind in [
                &b""[..],
                b"]",
                b"]}",
                b"]}\n",
                b",{}]}",
                b"]\xff",
                b":\"x\"}",
                b"}",
                b":",
                b"\xff]}",
                b"]}\xe2\x82",
                b" ,\"\xe2\x82\xac",
            ] {
                for before in ["{\"value\":[{},", "{\"x\":", "{\"value\":[],\"x\":"] {
                    let page = [before.as_bytes(), item.as_bytes(), behind].concat();
                    agree::<String>(&page, random);
                    agree::<Incident>(&page, random);
                }
            }
        }
    }
}

#[test]
fn bytes_that_are_no_text_end_the_items() {
    let random = &mut Random::new(2);
    for broken in [&b"\xff"[..], b"\xc3", b"\xc3(", b"\xf0\x9f\x98"] {
        for [before, behind] in [
            [r#"{"value":[{"id":"1"},{"id":"a"#, r#"b"}]}"#],
            [r#"{"value":[{"id":"1"}"#, r#",{"id":"2"}]}"#],
            [r#"{"value":[{"id":"1"},"#, r#"{"id":"2"}]}"#],
            [r#"{"value":[{"id":"1"}],"x":"a"#, r#"b","y":1}"#],
            [r#"{"value":[{"id":"1"}],"#, r#""y":1}"#],
            [r#"{"value":[{"id":"1"}]}"#, ""],
            ["", "{}"],
        ] {
            let text = [before.as_bytes(), broken, behind.as_bytes()].concat();
            assert!(!agree::<SimpleIncident>(&text, random));
            let (items, _) = in_pieces(&text, Items::<SimpleIncident>::new(), || 3);
            assert_eq!(items.len(), usize::from(!before.is_empty()));
        }
        // Only the page shows the end of a number or a word.
        for bare in ["7", "-", "7.", "1e", "tru", "null"] {
            for behind in ["", "7", "}", ",{\"id\":\"2\"}]}", "    ,{\"id\":\"2\"}]}"] {
                let before = format!("{{\"value\":[{{\"id\":\"1\"}}, {bare}");
                assert!(!agree::<SimpleIncident>(
                    &[before.as_bytes(), broken, behind.as_bytes()].concat(),
                    random
                ));
            }
        }
    }
}

#[test]
fn what_is_longer_than_the_limit_is_refused_with_its_place() {
    let long = "x".repeat(100);
    let page = format!("{{\"value\":[{{\"id\":\"1\"}},\n {{\"id\":\"{long}\"}}]}}");
    for piece in [1, 8, 1000] {
        let of = |limit: usize, page: &str| {
            let items = Items::<SimpleIncident>::new().with_longest_item(limit);
            in_pieces(page.as_bytes(), items, || piece)
        };
        let (items, end) = of(100, &page);
        let error = end.unwrap_err();
        assert_eq!((items.len(), error.kind()), (1, ItemsErrorKind::TooLong));
        assert_eq!(error.to_string(), "value[1]: the item is longer than 100 bytes at line 2 column 1");
        assert!(of(109, &page).1.is_ok());
        assert!(of(108, &page).1.is_err());

        let page = format!("{{\"x\":\"{long}\",\"value\":[]}}");
        let error = of(100, &page).1.unwrap_err();
        assert_eq!((error.kind(), error.line(), error.column()), (ItemsErrorKind::TooLong, Some(1), Some(5)));
        let page = format!("{{\"value\":[]{}}}", " ".repeat(200));
        assert_eq!(of(100, &page).1.unwrap_err().kind(), ItemsErrorKind::TooLong);
        // White space between items is not kept.
        let page = format!("{{\"value\":[{}]}}", " ".repeat(200));
        assert!(of(100, &page).1.is_ok());
    }
}

#[test]
fn texts_of_items_are_read_as_strictly_as_items() {
    let of = |page: &'static str| {
        let mut items = Items::<SimpleIncident>::new().strict();
        items.feed(page.as_bytes());
        items
    };
    for odd in [r#"{"activationCount":"6"}"#, r#"{"id":"\ud83d"}"#, r#"{"x":1,"x":2}"#, "5"] {
        let page = format!(r#"{{"value":[{{"id":"1"}},{odd}]}}"#).leak();
        let mut items = of(page);
        assert!(items.next_text().unwrap().unwrap().view().unwrap().is_some());
        let second = items.next_text().unwrap().unwrap();
        let (read, view) = (second.read().unwrap_err(), second.view().unwrap_err());
        assert_eq!((read.kind(), &read), (ItemsErrorKind::Data, &view), "{odd}");
        let mut tolerant = Items::<SimpleIncident>::new();
        tolerant.feed(page.as_bytes());
        tolerant.next_text().unwrap().unwrap();
        assert!(tolerant.next_text().unwrap().unwrap().read().is_ok());
    }
    // So is the rest of the page.
    for page in [
        r#"{"value":[],"x":"\ud83d"}"#,
        r#"{"value":[],"x":1,"x":2}"#,
        r#"{"value":{"id":5}}"#,
        r#"{"value":{"id":"1"}}"#,
    ] {
        let mut items = of(page);
        let error = items.next_text().unwrap_err();
        assert_eq!(error.kind(), ItemsErrorKind::Data);
        assert_eq!(items.next_text().unwrap_err(), error);
        assert_eq!(items.finish().unwrap_err(), error);
    }
}

#[test]
fn items_that_are_not_taken_are_not_lost_in_silence() {
    let mut items = Items::<i32>::new();
    items.feed(b"{\"value\":[1,2]}");
    assert_eq!(items.next_item().unwrap().unwrap().into_value(), Some(1));
    assert_eq!(items.finish().unwrap_err().to_string(), "an item was not taken before the end");

    let mut items = Items::<i32>::new();
    items.feed(b"{\"value\":[1,x]}");
    assert_eq!(items.next_item().unwrap().unwrap().index(), 0);
    let error = items.next_item().unwrap_err();
    assert_eq!(items.next_item().unwrap_err(), error);
    items.feed(b"more");
    assert_eq!(items.finish().unwrap_err(), error);
}
