//! Generated types are good citizens of serde: each way to read JSON gives the same value, and formats that are no
//! JSON are refused with a reason.
//!
//! `serde_json` with `arbitrary_precision` is not tested: Cargo would switch the feature on for the whole build. It
//! was checked by hand, and is what the number branches of graph-models-core's `decode` are for.

use crate::codec::Failure;
use crate::generated::VERSIONS;
use serde_json::Value;

#[test]
fn every_way_to_read_json_gives_the_same() {
    let mut ways = 0;
    for ty in VERSIONS.iter().copied().flatten() {
        for vector in ty.vectors() {
            for (way, result) in ty.codec.other_ways(vector.json) {
                ways += 1;
                let at = format!("{} through {way}: {}", ty.path, vector.json);
                match (vector.error, result) {
                    (None, Ok(written)) => assert_eq!(written, vector.json.parse::<Value>().unwrap(), "{at}"),
                    (None, Err(failure)) => panic!("{at}\n{failure:?}"),
                    (Some(_), Err(Failure::Lost(what))) => panic!("{at}\n{what}"),
                    // A value in memory has each key once, whatever it was read from.
                    (Some(part), Ok(_)) if part.contains("twice") || part.contains(".b:") => {
                        assert!(way.ends_with("value"), "{at} is read");
                    }
                    (Some(part), Ok(written)) => panic!("{at} is read as {written} in spite of {part}"),
                    (Some(part), Err(Failure::Refused(error))) => {
                        assert!(error.contains(part), "{at}\n{error}\ninstead of\n{part}");
                    }
                }
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
        // How many entries an object has is not known before they are written, and `postcard` must know.
        assert!(matches!(ty.codec.write_postcard("{}"), Err(Failure::Refused(_))), "{}", ty.path);
        // `postcard` keeps no reasons; a format that does has ours.
        let refused = ty.codec.read_binary(serde_json::json!({}));
        let Err(Failure::Refused(reason)) = refused else { panic!("{}: {refused:?}", ty.path) };
        assert_eq!(reason, "values of Microsoft Graph are read from JSON, not from a binary format");
    }
}
