//! Tests the costs of a type with many properties: a late property costs as much as an early one.

use graph_models_core::from_str;

use crate::wide_type::Wide;

/// Returns the number of allocations for reading a text.
fn allocations(text: &str) -> u64 {
    allocation_counter::measure(|| assert!(from_str::<Wide>(text).is_ok())).count_total
}

#[test]
fn a_text_is_one_allocation_in_any_field() {
    for name in ["f0", "f63", "f64", "f77", "f255"] {
        assert_eq!(allocations(&format!(r#"{{"{name}":"a"}}"#)), 1, "{name}");
    }
    // Nearly as many fields have room for an explicit null.
    for name in ["f0", "f59", "f60", "f62", "f101", "f123"] {
        assert_eq!(allocations(&format!(r#"{{"{name}":null}}"#)), 0, "{name}");
    }
    assert_eq!(allocations(r#"{"f1":"a","f70":"b","f130":"c"}"#), 3);
}
