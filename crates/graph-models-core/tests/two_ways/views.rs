//! Each property of a view has the value of the decoded field, and the errors of a view are the errors of decoding.

use crate::agree_views::agree_on_all;
use crate::payload::broken;
use crate::{CHANGES, each_changed, seeds};

#[test]
fn random_views() {
    let mut read = 0;
    each_changed(0x7133, |text, random| {
        read += agree_on_all(text.as_bytes());
        agree_on_all(&broken(text.as_bytes(), random));
    });
    assert!(read > usize::try_from(seeds() * CHANGES).unwrap() * 2, "{read}");
}

#[test]
fn views_of_odd_texts() {
    for text in [
        "",
        "null",
        "[]",
        "{}",
        "{",
        "{}x",
        " { } ",
        "\u{feff}{}",
        "{\"id\":1e999}",
        "{\"x\":1e999,\"tags\":[\"a\",1e999],\"payload\":{\"a\":[1e999]},\"severity\":1e999}",
        "{\"owner\":{\"displayName\":1e999},\"decimal\":1e999,\"json\":1e999,\"double\":-1e999}",
        "{\"members\":[\"low\",\"\\ud83d\",\"high\"],\"flagSets\":[\"low\",\"\\ud83d\"],\"texts\":[\"a\",\"\\ud83d\"]}",
        "{\"members\":[\"low\",1e999],\"flagSets\":[\"low\",1e999],\"doubles\":[1,1e999]}",
        "{\"id\":1e999.}",
        "{\"id\":1e999,}",
        "{\"x\":\"\\ud83d\"}",
        "{\"x\":\"\\ud83d\\x\"}",
        "{\"\\ud83d\":1,\"\\ud83d\":2}",
        "{\"id\":\"a\\ud83d\",\"displayName\":\"\\ude00\"}",
        "{\"id\":1,\"id\":2}",
        "{\"id\":\"1\",\"\\u0069d\":\"2\"}",
        "{\"owner\":{\"displayName\":1,\"displayName\":2}}",
        "{\"owner\":[{\"displayName\":\"a\"}],\"object\":[{\"displayName\":\"a\"},null]}",
        "{\"owners\":{\"displayName\":\"a\"},\"objects\":{\"displayName\":\"a\"}}",
        "{\"tags\":\"a\",\"texts\":\"a\"}",
        "{\"texts\":[\"a\",1]}",
        "{\"texts\":[]}",
        "{\"payload\":{\"a\":1,\"a\":2}}",
        "{\"json\":null,\"stream\":{}}",
        "{\"new\":{\"a\":[1,{\"b\":1,\"b\":2}]}}",
    ] {
        agree_on_all(text.as_bytes());
    }
    let entries: Vec<String> = (0..400).map(|index| format!(r#""new{index}":{index}"#)).collect();
    assert_eq!(agree_on_all(format!("{{{}}}", entries.join(",")).as_bytes()), 5);
    for twice in [0, 15, 99, 399] {
        assert_eq!(agree_on_all(format!("{{{},\"new{twice}\":1}}", entries.join(",")).as_bytes()), 5);
    }
    for levels in 120..132 {
        agree_on_all(format!(r#"{{"new":{}{}}}"#, "[".repeat(levels), "]".repeat(levels)).as_bytes());
    }
}
