//! Values of primitive types from JSON, as expressions of exactly their Rust type.

use serde_json::Value;

use super::program::Program;
use crate::literal::{integer, parsed};
use graph_models_codegen::rust::PrimitiveKind;
use graph_models_codegen::text::rust::Quoted;

/// The expression of a value from JSON. `None` if the JSON is no value of the type, or if the type would write it
/// differently.
pub(super) fn of_json(
    primitive: PrimitiveKind,
    value: &Value,
    program: &mut Program<'_, '_>,
) -> Option<String> {
    match (primitive.variant, value) {
        ("Json", value) => Some(program.json(value)),
        ("Boolean", Value::Bool(value)) => Some(value.to_string()),
        ("String", Value::String(text)) => Some(format!("{}.to_owned()", Quoted(text))),
        ("Byte" | "SByte" | "Int16" | "Int32" | "Int64", Value::Number(number)) => {
            integer(primitive, number.as_i64()?)
        }
        ("Double", Value::Number(number)) => Some(format!("{:?}", number.as_f64()?)),
        ("Single", Value::Number(number)) => Some(format!("{:?}_f32", number.as_f64()?)),
        ("Decimal", Value::Number(number)) => Some(parsed(primitive, &number.to_string(), program)),
        (variant, Value::String(text)) if is_of(variant, text) => Some(parsed(primitive, text, program)),
        _ => None,
    }
}

/// An example value of a type that has no literal.
pub(super) fn example(primitive: PrimitiveKind, variant: &str, program: &mut Program<'_, '_>) -> String {
    let text = match variant {
        "Guid" => "00000000-0000-0000-0000-000000000000",
        "Date" => "2026-01-01",
        "DateTimeOffset" => "2026-01-01T00:00:00Z",
        "TimeOfDay" => "00:00:00",
        "Duration" => "PT0S",
        _ => "0",
    };
    parsed(primitive, text, program)
}

/// Returns true if a text is a value of a type, in the form in which the type writes it.
fn is_of(variant: &str, text: &str) -> bool {
    match variant {
        "Guid" => is_shaped(text, "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"),
        "Date" => is_date(text),
        "TimeOfDay" => is_time(text),
        "DateTimeOffset" => text.split_once('T').is_some_and(|(date, time)| {
            let time = time.strip_suffix('Z').or_else(|| {
                let (time, offset) = time.split_at_checked(time.len().checked_sub(6)?)?;
                let is_offset = is_shaped(offset, "+dd:dd") || is_shaped(offset, "-dd:dd");
                is_offset.then_some(time)
            });
            is_date(date) && time.is_some_and(is_time)
        }),
        "Duration" => is_duration(text),
        "Binary" => is_base64(text),
        _ => false,
    }
}

/// Compares a text with a pattern, in which `d` stands for a digit and `x` for a lower-case hexadecimal digit.
fn is_shaped(text: &str, pattern: &str) -> bool {
    let fits = |(byte, pattern): (u8, u8)| match pattern {
        b'd' => byte.is_ascii_digit(),
        b'x' => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
        other => byte == other,
    };
    text.len() == pattern.len() && text.bytes().zip(pattern.bytes()).all(fits)
}

fn is_date(text: &str) -> bool {
    let number =
        |range: std::ops::Range<usize>| text.get(range).and_then(|digits| digits.parse::<u16>().ok());
    let (Some(year), Some(month), Some(day)) = (number(0..4), number(5..7), number(8..10)) else {
        return false;
    };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    is_shaped(text, "dddd-dd-dd") && (1..=days).contains(&day)
}

fn is_time(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').map_or((text, None), |(whole, part)| (whole, Some(part)));
    let part = |range: std::ops::Range<usize>| whole.get(range).and_then(|digits| digits.parse::<u8>().ok());
    let is_fraction =
        |part: &str| (1..=9).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_digit());
    is_shaped(whole, "dd:dd:dd")
        && matches!((part(0..2), part(3..5), part(6..8)), (Some(0..=23), Some(0..=59), Some(0..=59)))
        && fraction.is_none_or(is_fraction)
}

/// Returns true for a duration of whole numbers. Other durations are set as JSON.
fn is_duration(text: &str) -> bool {
    let Some(parts) = text.strip_prefix('P') else { return false };
    let (days, times) = parts.split_once('T').map_or((parts, None), |(days, times)| (days, Some(times)));
    let is_in_order = |mut text: &str, units: &str| {
        for unit in units.chars() {
            if let Some((number, rest)) = text.split_once(unit)
                && (1..=6).contains(&number.len())
                && number.bytes().all(|byte| byte.is_ascii_digit())
            {
                text = rest;
            }
        }
        text.is_empty()
    };
    let has_times = times.is_none_or(|times| !times.is_empty() && is_in_order(times, "HMS"));
    (!days.is_empty() || times.is_some()) && is_in_order(days, "D") && has_times
}

fn is_base64(text: &str) -> bool {
    let digits = text.trim_end_matches('=');
    let padding = text.len() - digits.len();
    let is_digit = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    // The unused bits of the last character must be zero.
    let is_last = |last: Option<u8>| match padding {
        1 => last.is_some_and(|last| b"AEIMQUYcgkosw048".contains(&last)),
        2 => last.is_some_and(|last| b"AQgw".contains(&last)),
        _ => true,
    };
    text.len().is_multiple_of(4)
        && padding <= 2
        && digits.bytes().all(is_digit)
        && is_last(digits.bytes().last())
}

#[cfg(test)]
mod tests {
    use super::is_of;

    #[test]
    fn a_text_is_a_value_of_its_type_or_not() {
        for (variant, good, bad) in [
            ("Guid", "0f8fad5b-d9cb-469f-a165-70867728950e", "0F8FAD5B-D9CB-469F-A165-70867728950E"),
            ("Date", "2024-02-29", "2023-02-29"),
            ("Date", "2023-12-31", "2023-13-01"),
            ("TimeOfDay", "07:59:59.999", "24:00:00"),
            ("DateTimeOffset", "2024-02-29T07:59:59Z", "2024-02-29T07:59:59"),
            ("DateTimeOffset", "2024-04-30T07:59:59.1234567+02:00", "String (timestamp)"),
            ("Duration", "PT1H30M", "PT"),
            ("Duration", "P180D", "180"),
            ("Binary", "AAECAw==", "AAECAw"),
            ("Binary", "", "AAECAx=="),
        ] {
            assert!(is_of(variant, good), "{variant}: {good}");
            assert!(!is_of(variant, bad), "{variant}: {bad}");
        }
    }
}
