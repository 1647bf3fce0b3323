//! Tests of generated types with serde: each way to read JSON gives the same value, and formats other than JSON are
//! refused with a reason.
//!
//! `serde_json` with `arbitrary_precision` is not tested, because Cargo would enable the feature for the whole build.
//! It was checked by hand. The code for `NUMBER_KEY` in `decode` of graph-models-core exists for this feature.

use crate::codec::{Failure, Vector};
use crate::generated::VERSIONS;
use serde_json::Value;

/// Checks that one way of reading keeps the vector, or refuses it with the given error.
fn agree(vector: Vector, error: Option<&str>, way: &str, result: Result<Value, Failure>, at: &str) {
    match (error, result) {
        (None, Ok(written)) => assert_eq!(written, vector.json.parse::<Value>().unwrap(), "{at}"),
        (None, Err(failure)) => panic!("{at}\n{failure:?}"),
        (Some(_), Err(Failure::Lost(what))) => panic!("{at}\n{what}"),
        // A value in memory has no duplicate keys, so this way of reading cannot find them.
        (Some(_), Ok(_)) if vector.has_twice() => assert!(way.ends_with("value"), "{at} is read"),
        (Some(part), Ok(written)) => panic!("{at} is read as {written} in spite of {part}"),
        (Some(part), Err(Failure::Refused(error))) => {
            assert!(error.contains(part), "{at}\n{error}\ninstead of\n{part}");
        }
    }
}

#[test]
fn every_way_to_read_json_gives_the_same() {
    let mut ways = 0;
    for ty in VERSIONS.iter().copied().flatten() {
        for vector in ty.vectors() {
            for (way, result) in ty.codec.other_ways(vector.json) {
                ways += 1;
                let at = format!("{} through {way}: {}", ty.path, vector.json);
                agree(vector, vector.error.filter(|_| vector.is_refused_always()), way, result, &at);
            }
            for (way, result) in ty.codec.other_strict_ways(vector.json) {
                ways += 1;
                let at = format!("{} through {way}: {}", ty.path, vector.json);
                agree(vector, vector.error, way, result, &at);
            }
        }
    }
    assert!(ways > 0);
}

#[test]
fn a_binary_format_is_refused_with_a_reason() {
    for ty in VERSIONS.iter().copied().flatten() {
        for bytes in [&b""[..], b"{}", &[0; 64], &[255; 64]] {
            assert!(
                matches!(ty.codec.read_postcard(bytes), Err(Failure::Refused(_))),
                "{}: {bytes:?}",
                ty.path
            );
        }
        // `postcard` needs the number of entries before an object is written, but the number is not known then.
        assert!(matches!(ty.codec.write_postcard("{}"), Err(Failure::Refused(_))), "{}", ty.path);
        // `postcard` drops the text of errors. Another format keeps it.
        let refused = ty.codec.read_binary(serde_json::json!({}));
        let Err(Failure::Refused(reason)) = refused else { panic!("{}: {refused:?}", ty.path) };
        assert_eq!(reason, "values of Microsoft Graph are read from JSON, not from a binary format");
    }
}
