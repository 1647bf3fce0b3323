//! Tests of every primitive in every valid form: decoded, kept, and written back. Invalid forms are refused.

use graph_models_core::{deviations, edm, from_str, from_value, strict, to_string, to_value};
use serde_json::{Value, json};

model! {
    Primitives, "sample.primitives", [];
    0 boolean "boolean" Boolean, bool;
    1 byte "byte" Byte, u8;
    2 s_byte "sByte" SByte, i8;
    3 int16 "int16" Int16, i16;
    4 int32 "int32" Int32, i32;
    5 int64 "int64" Int64, i64;
    6 single "single" Single, f32;
    7 double "double" Double, f64;
    8 decimal "decimal" Decimal, edm::Decimal;
    9 string "string" String, String;
    10 guid "guid" Guid, edm::Guid;
    11 date "date" Date, edm::Date;
    12 time "time" TimeOfDay, edm::TimeOfDay;
    13 instant "instant" DateTimeOffset, edm::DateTimeOffset;
    14 duration "duration" Duration, edm::Duration;
    15 binary "binary" Binary, edm::Binary;
    16 stream "stream" Stream, edm::Stream;
    17 json "json" Json, edm::Json;
    18 int64s "int64s" Int64List, Vec<i64>;
    19 doubles "doubles" DoubleList, Vec<f64>;
    20 decimals "decimals" DecimalList, Vec<edm::Decimal>;
    21 guids "guids" GuidList, Vec<edm::Guid>;
    22 jsons "jsons" JsonList, Vec<edm::Json>;
    23 streams "streams" StreamList, Vec<edm::Stream>;
}

#[track_caller]
fn round_trip(name: &str, value: &Value) -> Primitives {
    let payload = json!({ name: value });
    let model: Primitives = from_str(&payload.to_string()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(to_value(&model).unwrap(), payload);
    assert_eq!(from_str::<Primitives>(&to_string(&model).unwrap()).unwrap(), model);
    assert_eq!(from_value::<Primitives>(payload).unwrap(), model);
    assert_eq!(model.clone(), model);
    model
}

#[test]
fn every_form_is_kept() {
    let forms = [
        ("boolean", json!([true, false])),
        ("byte", json!([0, 255, 5.0])),
        ("sByte", json!([-128, 127])),
        ("int16", json!([-32768, 32767])),
        ("int32", json!([-2_147_483_648_i64, 2_147_483_647])),
        ("int64", json!([i64::MIN, i64::MAX, "9223372036854775807", "-5", "007", 1e3])),
        ("single", json!([0.1, 1, 16_777_217, 0.123_456_789_012_345, "INF", "-INF", "NaN", 1e-50])),
        ("double", json!([0.1, 1, -1, u64::MAX, "INF", "-INF", "NaN", 1e300, -0.0])),
        (
            "decimal",
            json!([1.50, "1.50", 5.0, 5, -5, u64::MAX, "0.1234567890123456789", "1e3", 1e300, 1e-300]),
        ),
        ("string", json!(["", "null", "ä\u{0}\""])),
        ("guid", json!(["01234567-89ab-cdef-0123-456789abcdef", "01234567-89AB-CDEF-0123-456789ABCDEF"])),
        ("date", json!(["2024-02-29", "0001-01-01"])),
        ("time", json!(["07:59", "07:59:59.123", "07:59:59.123456789012"])),
        ("instant", json!(["2024-02-29T07:59:59Z", "2024-02-29T07:59:59.000+02:00"])),
        ("duration", json!(["PT1H", "PT60M", "P1W"])),
        ("binary", json!(["+/8=", "-_8", ""])),
        ("stream", json!(["https://example.com", {"a": 1}])),
        ("json", json!([1, "x", {"a": [null]}, [], false])),
    ];
    for (name, values) in &forms {
        for value in values.as_array().unwrap() {
            round_trip(name, value);
        }
        round_trip(name, &Value::Null);
    }
    for (name, form) in
        [("int64s", "int64"), ("doubles", "double"), ("decimals", "decimal"), ("guids", "guid")]
    {
        let (_, values) = forms.iter().find(|(name, _)| *name == form).unwrap();
        round_trip(name, values);
    }
    round_trip("jsons", &json!([null, 1, [2]]));
    round_trip("streams", &json!([null, "x"]));
    round_trip("int64s", &json!([null, "1", null, 2]));
}

#[test]
fn every_form_is_understood() {
    assert_eq!(round_trip("int64", &json!("-5")).int64, Some(-5));
    assert_eq!(round_trip("int64", &json!(1e3)).int64, Some(1000));
    assert_eq!(round_trip("double", &json!("-INF")).double, Some(f64::NEG_INFINITY));
    assert_eq!(round_trip("double", &json!(1)).double, Some(1.0));
    assert_eq!(round_trip("single", &json!(0.1)).single, Some(0.1));
    assert_eq!(
        round_trip("decimal", &json!("0.1234567890123456789")).decimal.unwrap().as_str(),
        "0.1234567890123456789"
    );
    assert_eq!(round_trip("binary", &json!("-_8")).binary.unwrap().0, [251, 255]);
}

#[test]
fn a_changed_value_is_written_canonically() {
    let mut model = round_trip("int64s", &json!(["1", "2"]));
    model.int64s.as_mut().unwrap()[0] = 3;
    assert_eq!(to_value(&model).unwrap(), json!({"int64s": [3, "2"]}));
    let mut model = round_trip("guid", &json!("01234567-89AB-CDEF-0123-456789ABCDEF"));
    model.guid = Some(edm::Guid::NIL);
    assert_eq!(to_value(&model).unwrap(), json!({"guid": "00000000-0000-0000-0000-000000000000"}));
    let mut model = round_trip("double", &json!(1));
    model.double = Some(2.0);
    assert_eq!(to_string(&model).unwrap(), r#"{"double":2.0}"#);
}

#[test]
fn what_is_no_value_of_the_type() {
    let wrong = [
        ("boolean", json!(["true", 1])),
        ("byte", json!([256, -1, "1", 1.5])),
        ("sByte", json!([128])),
        ("int16", json!([32768])),
        ("int32", json!([2_147_483_648_i64, "5", 1e300])),
        ("int64", json!([u64::MAX, "9223372036854775808", "", "x", 1e17, 0.5])),
        ("single", json!([1e39, "1.5", "inf", true])),
        ("double", json!(["1.5", "Infinity", "", true])),
        ("decimal", json!(["INF", "", "x", true])),
        ("string", json!([1, true, {}])),
        ("guid", json!(["x", 1])),
        ("date", json!(["2024-02-30", "2024-02-29T00:00:00Z"])),
        ("time", json!(["24:00"])),
        ("instant", json!(["2024-02-29", 0])),
        ("duration", json!(["1 day", 0])),
        ("binary", json!(["a", 0])),
    ];
    for (name, values) in wrong {
        for value in values.as_array().unwrap().iter().chain([&json!([])]) {
            let payload = json!({ name: value }).to_string();
            let error = strict::from_str::<Primitives>(&payload).map(drop).expect_err(&payload).to_string();
            assert!(error.starts_with(&format!("sample.primitives.{name}: expected ")), "{error}");
            // Tolerant reading keeps the value, and reports a deviation.
            let model: Primitives = from_str(&payload).expect(&payload);
            assert_eq!(to_string(&model).unwrap(), payload);
            let told: Vec<_> = deviations(&model).into_iter().collect();
            assert_eq!((told.len(), told[0].path()), (1, name), "{payload}");
            assert!(error.starts_with(told[0].message()), "{error}\n{}", told[0]);
        }
    }
}

#[test]
fn primitives_stand_alone() {
    let instant: edm::DateTimeOffset = from_str("\"2024-02-29T07:59:59Z\"").unwrap();
    assert_eq!(to_string(&instant).unwrap(), "\"2024-02-29T07:59:59Z\"");
    assert_eq!(from_str::<edm::Decimal>("1.5").unwrap().as_str(), "1.5");
    assert!(from_str::<edm::Guid>("null").is_err());
    let error = from_str::<edm::Guid>("\"x\"").unwrap_err().to_string();
    assert!(
        error.contains("expected Edm.Guid") && error.ends_with("found a text at line 1 column 3"),
        "{error}"
    );
}
