//! Tests that a page that is read item by item, in chunks of any length, equals the page that is read as a whole.

use graph_models_core::items::{Items, ItemsError, ItemsErrorKind, PageItem};
use graph_models_core::model::Item;
use graph_models_core::{Page, deviations, from_slice, strict, to_value};
use serde_json::Value;

use crate::payload::{Json, broken};
use crate::random::Random;
use crate::sample::{AlertSeverity, Incident, SimpleIncident};
use crate::types::{Kinds, marked};
use crate::{Both, CHANGES, each_changed, seeds};

/// The items of a page, and the result at its end.
type Read<T> = (Vec<PageItem<T>>, Result<Page<T>, ItemsError>);

/// Reads a page in chunks; `length` returns the length of each chunk.
fn in_pieces<T: Item>(bytes: &[u8], mut items: Items<T>, mut length: impl FnMut() -> usize) -> Read<T> {
    let (mut read, mut rest) = (Vec::new(), bytes);
    while !rest.is_empty() {
        let (piece, behind) = rest.split_at(length().clamp(1, rest.len()));
        rest = behind;
        items.feed(piece);
        loop {
            match items.next_item() {
                Ok(Some(item)) => read.push(item),
                Ok(None) => break,
                Err(error) => return (read, Err(error)),
            }
        }
    }
    (read, items.finish())
}

/// Reads a page in chunks, and each item from its text.
fn as_texts<T: Item>(bytes: &[u8], piece: usize) -> Read<T> {
    let (mut read, mut items) = (Vec::new(), Items::<T>::new());
    for piece in bytes.chunks(piece) {
        items.feed(piece);
        loop {
            match items.next_text().and_then(|item| item.map(|item| item.read()).transpose()) {
                Ok(Some(item)) => read.push(item),
                Ok(None) => break,
                Err(error) => return (read, Err(error)),
            }
        }
    }
    (read, items.finish())
}

/// Returns the JSON from which an item was decoded.
fn json<T: Both + Item>(item: &PageItem<T>) -> Value {
    match (item.received(), item.value()) {
        (Some(received), _) => received.clone(),
        (None, Some(value)) => to_value(value).unwrap_or_else(|error| error.to_string().into()),
        (None, None) => panic!("an item is a value, or was received as something else"),
    }
}

/// Returns facts for a comparison: the JSON of the items, the rest of the page, and all deviations.
fn facts<T: Both + Item>(
    items: &[PageItem<T>],
    rest: &Page<T>,
) -> (Vec<Value>, Result<Value, String>, Vec<String>) {
    let mut around = to_value(rest).map_err(|error| error.to_string());
    if let Ok(Value::Object(around)) = &mut around {
        around.remove("value");
    }
    let mut told: Vec<String> =
        items.iter().flat_map(PageItem::deviations).map(|it| it.to_string()).collect();
    told.extend(rest.deviations().iter().map(ToString::to_string));
    told.sort();
    (items.iter().map(json).collect(), around, told)
}

/// Returns `true` if the message is the same as for the whole page. Another message is accepted if it is about a later
/// fault, and the first fault is outside of the items.
fn is_told(whole: &serde_json::Error, own: &ItemsError) -> bool {
    let is_later = (own.line(), own.column()) > (Some(whole.line()), Some(whole.column()));
    let text = whole.to_string();
    // If an object is no page and has characters behind it, either fault may be reported.
    let is_no_page =
        own.to_string().starts_with("expected a page") && text.starts_with("trailing characters");
    text == own.to_string() || is_later && !text.starts_with("value[") || is_no_page
}

/// Reads a page as a whole and item by item.
#[track_caller]
fn agree<T: Both + Item>(bytes: &[u8], random: &mut Random) -> bool {
    let shown = || String::from_utf8_lossy(bytes).into_owned();
    // Marks move columns, and a text that is not valid UTF-8 gets no marks if it is read as a whole.
    let has_marks = marked(&shown()).is_some();
    let whole = from_slice::<Page<T>>(bytes);
    let (items, end) = in_pieces(bytes, Items::<T>::new(), || bytes.len());
    match (&whole, &end) {
        (Ok(whole), Ok(rest)) => {
            let (items, around, told) = facts(&items, rest);
            let mut expected: Vec<_> = deviations(whole).iter().map(ToString::to_string).collect();
            expected.sort();
            assert_eq!(told, expected, "{}", shown());
            let mut whole = to_value(whole).map_err(|error| error.to_string());
            // An undeclared property with a declared name cannot be encoded in either case.
            if let Ok(whole) = &mut whole {
                let list = whole.as_object_mut().unwrap().remove("value").unwrap();
                let list = if list.is_array() { list } else { vec![list].into() };
                assert_eq!(Value::from(items), list, "{}", shown());
            }
            assert_eq!(around, whole, "{}", shown());
        }
        (Err(whole), Err(end)) => {
            assert!(has_marks || is_told(whole, end), "{whole}\n{end}\n{}", shown());
        }
        (Ok(_), Err(end)) => panic!("refused: {end}\n{}", shown()),
        (Err(whole), Ok(_)) => panic!("not refused: {whole}\n{}", shown()),
    }
    for most in [1, 7, 64] {
        let (cut, cut_end) =
            in_pieces(bytes, Items::<T>::new(), || usize::try_from(1 + random.below(most)).unwrap());
        assert_eq!(cut.len(), items.len(), "{}", shown());
        match (&end, &cut_end) {
            (Ok(end), Ok(cut_end)) => assert_eq!(facts(&items, end), facts(&cut, cut_end), "{}", shown()),
            (Err(end), Err(cut_end)) => assert_eq!(end, cut_end, "{}", shown()),
            (end, cut_end) => panic!("{end:?} {cut_end:?} {}", shown()),
        }
    }
    let (texts, texts_end) = as_texts::<T>(bytes, 11);
    match (&end, &texts_end) {
        // A single item without a list is part of the page at the end.
        (Ok(end), Ok(rest)) if !rest.items().is_empty() => {
            assert_eq!((texts.len(), rest.items().len(), items.len()), (0, 1, 1), "{}", shown());
            assert_eq!(end.count(), rest.count());
        }
        (Ok(end), Ok(rest)) => assert_eq!(facts(&items, end), facts(&texts, rest), "{}", shown()),
        // Only the page shows where a number or a word ends, so the kind of error may be another one.
        (Err(end), Err(rest)) => {
            assert!(end == rest || rest.kind() == ItemsErrorKind::Syntax, "{end} {rest}");
        }
        (end, rest) => panic!("{end:?} {rest:?} {}", shown()),
    }
    let (_, own) = in_pieces(bytes, Items::<T>::new().strict(), || 9);
    let whole = strict::from_slice::<Page<T>>(bytes);
    match (&whole, &own) {
        (Err(whole), Err(own)) => assert!(has_marks || is_told(whole, own), "{whole}\n{own}\n{}", shown()),
        _ => assert_eq!(whole.is_ok(), own.is_ok(), "{}", shown()),
    }
    end.is_ok()
}

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
    // Most pages must be valid, so that the test compares more than errors.
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
        // White space between items is not stored.
        let page = format!("{{\"value\":[{}]}}", " ".repeat(200));
        assert!(of(100, &page).1.is_ok());
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
