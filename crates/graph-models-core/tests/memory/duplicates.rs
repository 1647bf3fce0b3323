//! Tests of the cost of many duplicate keys: the memory is in proportion to the text.

use allocation_counter::AllocationInfo;
use graph_models_core::{View, deviations, from_str};

use crate::sample::{Incident, SimpleIncident};

/// Returns texts with the given number of duplicate keys: one key or many, in every place.
fn texts(many: usize) -> Vec<String> {
    let repeated = |entry: &str| format!("{{{}}}", vec![entry; many].join(","));
    let names: Vec<_> = (0..many / 2).map(|index| format!(r#""x{index}":1"#)).collect();
    let names = names.join(",");
    let severities = vec![r#""HIGH""#; many].join(",");
    vec![
        repeated(r#""id":"1""#),
        repeated(r#""activationCount":"x""#),
        repeated(r#""owner":{"x":1,"x":2}"#),
        repeated(r#""children":[]"#),
        repeated(r#""children@odata.count":1"#),
        repeated(r#""children@odata.count":-1,"@x.y":1"#),
        repeated(r#""children@delta":[]"#),
        repeated(r#""x":1"#),
        repeated(r#""x":{"y":1,"y":2}"#),
        repeated(r#""@odata.type":"x""#),
        format!(r#"{{"x":{},"payload":{}}}"#, repeated(r#""y":1"#), repeated(r#""y":[]"#)),
        format!("{{{names},{names}}}"),
        format!(r#"{{"x":{{{names},{names}}}}}"#),
        format!(r#"{{"severities":[{severities}],{}"#, &repeated(r#""id":"1""#)[1..]),
    ]
}

/// Reads a text in every way. Returns the allocations of reading it and of listing its deviations.
fn cost(text: &str) -> AllocationInfo {
    let late = format!(r##"{},"@odata.type":"#sample.simpleIncident"}}"##, &text[..text.len() - 1]);
    allocation_counter::measure(|| {
        let value: SimpleIncident = from_str(text).unwrap();
        assert!(!deviations(&value).is_empty());
        assert!(View::<SimpleIncident>::from_str(text).is_ok());
        assert!(serde_json::from_str::<SimpleIncident>(text).is_ok());
        assert!(from_str::<Incident>(&late).is_ok() && serde_json::from_str::<Incident>(&late).is_ok());
    })
}

/// Returns the peak of memory for each byte of the text.
fn peak(text: &str, used: &AllocationInfo) -> u64 {
    used.bytes_max / u64::try_from(text.len()).unwrap()
}

/// Memory grows with the text, however often a key occurs, and however deep.
#[test]
fn many_duplicates_cost_no_more_than_their_text() {
    for (few, many) in texts(2_000).iter().zip(texts(16_000)) {
        let (short, long) = (cost(few), cost(&many));
        let bytes = peak(&many, &long);
        assert!(bytes < 200, "{bytes} for {many:.30}");
        // For eight times the text, linear work allocates about eight times the memory.
        assert!(long.bytes_total < short.bytes_total * 16, "{short:?} and {long:?} for {many:.30}");
    }
    let deep = (0..100).fold("1".to_owned(), |inner, _| format!(r#"{{"a":1,"a":{inner}}}"#));
    let text = format!(r#"{{"x":{deep},"owner":{deep}}}"#);
    let bytes = peak(&text, &cost(&text));
    assert!(bytes < 200, "{bytes}");
}
