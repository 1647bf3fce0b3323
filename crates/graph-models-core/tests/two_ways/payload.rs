//! Random JSON text with a given order of keys, with duplicate keys, and with any form of numbers and strings.

use crate::random::Random;

/// Keys: most have a meaning for the types, some do not.
const KEYS: &[&str] = &[
    "id",
    "activationCount",
    "severity",
    "lastSeenDateTime",
    "interval",
    "tags",
    "severities",
    "modes",
    "owner",
    "owners",
    "related",
    "children",
    "payload",
    "secretText",
    "displayName",
    "boolean",
    "byte",
    "sByte",
    "int16",
    "int32",
    "int64",
    "single",
    "double",
    "decimal",
    "guid",
    "date",
    "time",
    "instant",
    "duration",
    "binary",
    "stream",
    "json",
    "text",
    "booleans",
    "bytes",
    "int64s",
    "doubles",
    "decimals",
    "texts",
    "instants",
    "streams",
    "jsons",
    "member",
    "members",
    "flags",
    "flagSets",
    "object",
    "objects",
    "incident",
    "incidents",
    "kinds",
    "name",
    "friend",
    "friends",
    "@odata.type",
    "@odata.type",
    "@odata.etag",
    "@odata.id",
    "@odata.context",
    "value",
    "owner@odata.context",
    "children@odata.count",
    "children@odata.nextLink",
    "children@odata.context",
    "related@odata.context",
    "children@delta",
    "children@odata.bind",
    "#action",
    "undeclared",
    "ID",
    "",
    "ü",
    "error",
];

/// Scalars, as they are written.
const ATOMS: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "1",
    "-1",
    "6",
    "255",
    "256",
    "-129",
    "32768",
    "2147483648",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "18446744073709551615",
    "18446744073709551616",
    "999999999999999999",
    "-0",
    "0.0",
    "1.0",
    "1.50",
    "-1.5",
    "1e3",
    "1E+2",
    "1e-7",
    "1e400",
    "0.1",
    "0.30000000000000004",
    "1e39",
    "123456789012345678901234567890",
    "1.7976931348623157e308",
    "5e-324",
    "01",
    "-",
    "1.",
    ".5",
    "+1",
    "1e",
    "NaN",
    "nul",
    "\"\"",
    "\"1\"",
    "\"6\"",
    "\"-7\"",
    "\"true\"",
    "\"low\"",
    "\"HIGH\"",
    "\"4\"",
    "\"low,high\"",
    "\"low, new\"",
    "\"low,low\"",
    "\"new\"",
    "\"INF\"",
    "\"-INF\"",
    "\"NaN\"",
    "\"0.5\"",
    "\"1.2345678901234567890\"",
    "\"2024-02-29\"",
    "\"2023-02-29\"",
    "\"07:59:59\"",
    "\"2024-02-29T07:59:59Z\"",
    "\"2024-02-29T07:59:59.1234567+02:00\"",
    "\"2016-12-31T23:59:60Z\"",
    "\"2024-02-29T07:59:59\"",
    "\"P30D\"",
    "\"PT24H\"",
    "\"-P1Y\"",
    "\"00000000-0000-0000-0000-00000000000a\"",
    "\"00000000-0000-0000-0000-00000000000A\"",
    "\"+/8=\"",
    "\"-_8\"",
    "\"YQ==\\r\\n\"",
    "\"#sample.simpleIncident\"",
    "\"sample.emptyincident\"",
    "\"#sample.emptyIncident\"",
    "\"https://x/$metadata#sample.simpleIncident\"",
    "\"#sample.new\"",
    "\"#sample.incident\"",
    "\"#sample.dog\"",
    "\"#sample.animal\"",
    "\"a\\nb\\u00e4\\ud83d\\ude00\\\"\\\\\\/\"",
    "\"\\ud83d\"",
    "\"\\ude00\\ud83d\"",
    "\"\\u0000\"",
    "\"{}[],:\"",
    "\"@odata.type\"",
    "\"\\\"@odata.type\"",
    "\"Ünïcödé 😀\"",
    "\"\u{7f}\"",
    "\"\u{fffd}\u{e0064}\"",
    "\"\\x\"",
    "\"a long text without anything that could be odd about it\"",
    "\"\\u12\"",
    "\"\u{1}\"",
];

/// JSON as it is written.
#[derive(Clone, Debug)]
pub(crate) enum Json {
    Atom(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

fn pick<'a>(random: &mut Random, from: &[&'a str]) -> &'a str {
    from[usize::try_from(random.below(from.len() as u64)).unwrap()]
}

fn index(random: &mut Random, length: usize) -> usize {
    usize::try_from(random.below(length as u64)).unwrap()
}

impl Json {
    /// Returns an object with keys that mostly differ, and values that mostly fit the type.
    pub(crate) fn object(random: &mut Random, depth: u64) -> Self {
        let mut entries: Vec<(String, Self)> = Vec::new();
        for _ in 0..random.below(7) {
            let key = pick(random, KEYS).to_owned();
            if !entries.iter().any(|(known, _)| *known == key) {
                let value = Self::fitting(&key, random, depth);
                entries.push((key, value));
            }
        }
        Self::Object(entries)
    }

    fn value(random: &mut Random, depth: u64) -> Self {
        match random.below(8) {
            0 if depth > 0 => Self::object(random, depth - 1),
            1 if depth > 0 => {
                Self::List((0..random.below(4)).map(|_| Self::value(random, depth - 1)).collect())
            }
            _ => Self::Atom(pick(random, ATOMS).to_owned()),
        }
    }

    /// Returns a value that mostly fits the property with the given name.
    fn fitting(key: &str, random: &mut Random, depth: u64) -> Self {
        if random.below(12) == 0 {
            return Self::value(random, depth);
        }
        let atom = |random: &mut Random, atoms: &[&str]| Self::Atom(pick(random, atoms).to_owned());
        let one: fn(&mut Random, u64) -> Self = match key {
            "tags" | "texts" => |random, _| Self::Atom(format!("\"text {}\"", random.below(9))),
            "severities" | "members" | "flagSets" => |random, _| {
                Self::Atom(pick(random, &["\"low\"", "\"HIGH\"", "\"new\"", "4", "null"]).to_owned())
            },
            "booleans" => |random, _| Self::Atom(pick(random, &["true", "false", "\"true\""]).to_owned()),
            "bytes" | "int64s" | "doubles" | "decimals" => {
                |random, _| Self::Atom(pick(random, &["1", "7", "1.5", "\"8\"", "200", "-0"]).to_owned())
            }
            "instants" => {
                |random, _| Self::Atom(pick(random, &["\"2024-02-29T07:59:59Z\"", "\"\""]).to_owned())
            }
            "owners" | "objects" | "children" | "incidents" | "kinds" | "friends" | "value"
            | "children@delta" => |random, depth| Self::object(random, depth.saturating_sub(1)),
            "streams" | "jsons" => |random, depth| Self::value(random, depth.saturating_sub(1)),
            "owner" | "related" | "object" | "incident" | "friend" => {
                return Self::object(random, depth.saturating_sub(1));
            }
            "@odata.type" => {
                let tags = ["simpleIncident", "emptyIncident", "new", "incident", "dog", "animal", "kinds"];
                return Self::Atom(format!("\"#sample.{}\"", pick(random, &tags)));
            }
            "id" | "secretText" | "displayName" | "text" | "name" | "@odata.etag" => {
                return atom(
                    random,
                    &["\"\"", "\"a b\"", "\"ü\\n\"", "\"an id that is long enough\"", "null"],
                );
            }
            "activationCount" | "byte" | "int32" | "int64" | "children@odata.count" => {
                return atom(random, &["0", "7", "42", "1.0", "\"6\"", "null"]);
            }
            "instant" | "lastSeenDateTime" => return atom(random, &["\"2024-02-29T07:59:59.5Z\"", "null"]),
            _ => return Self::value(random, depth),
        };
        Self::List((0..random.below(4)).map(|_| one(random, depth)).collect())
    }

    /// Makes one change at a random place.
    pub(crate) fn change(&mut self, random: &mut Random) {
        let down = random.below(3) > 0;
        match self {
            Self::Object(entries) if down && !entries.is_empty() => {
                let at = index(random, entries.len());
                entries[at].1.change(random);
            }
            Self::List(items) if down && !items.is_empty() => {
                let at = index(random, items.len());
                items[at].change(random);
            }
            Self::Object(entries) if !entries.is_empty() => {
                let (one, other) = (index(random, entries.len()), index(random, entries.len()));
                match random.below(8) {
                    0 => drop(entries.remove(one)),
                    1 => pick(random, KEYS).clone_into(&mut entries[one].0),
                    2 => entries.insert(other, entries[one].clone()),
                    // A key comes again with another value.
                    6 => {
                        let name = entries[one].0.clone();
                        let value = Self::fitting(&name, random, 2);
                        entries.insert(other, (name, value));
                    }
                    7 => {
                        let (name, mut value) = entries[one].clone();
                        value.change(random);
                        entries.insert(other, (name, value));
                    }
                    3 => entries.insert(other, (pick(random, KEYS).to_owned(), Self::value(random, 2))),
                    _ => entries.swap(one, other),
                }
            }
            _ => self.replace(random),
        }
    }

    fn replace(&mut self, random: &mut Random) {
        *self = match random.below(5) {
            0 => Self::List(vec![self.clone()]),
            1 => Self::object(random, 2),
            // The nesting depth is close to the limit.
            2 if random.below(4) == 0 => {
                let levels = 118 + random.below(12);
                (0..levels).fold(self.clone(), |inner, _| match random.below(2) {
                    0 => Self::List(vec![inner]),
                    _ => Self::Object(vec![("children".to_owned(), inner)]),
                })
            }
            _ => Self::value(random, 1),
        };
    }

    /// Returns the text, with random white space and escapes.
    pub(crate) fn text(&self, random: &mut Random) -> String {
        let mut text = String::new();
        let is_plain = random.below(2) == 0;
        self.write(&mut text, random, is_plain);
        text
    }

    fn write(&self, text: &mut String, random: &mut Random, is_plain: bool) {
        let space = |text: &mut String, random: &mut Random| {
            if !is_plain && random.below(4) == 0 {
                text.push_str(pick(random, &[" ", "\n", "\t", "\r\n", "  "]));
            }
        };
        space(text, random);
        match self {
            Self::Atom(atom) => text.push_str(atom),
            Self::List(items) => {
                text.push('[');
                for (index, item) in items.iter().enumerate() {
                    text.push_str(if index > 0 { "," } else { "" });
                    item.write(text, random, is_plain);
                }
                space(text, random);
                text.push(']');
            }
            Self::Object(entries) => {
                text.push('{');
                for (index, (key, value)) in entries.iter().enumerate() {
                    text.push_str(if index > 0 { "," } else { "" });
                    space(text, random);
                    let first = key.chars().next().filter(|_| !is_plain && random.below(8) == 0);
                    match first {
                        Some(first) => {
                            let rest = &key[first.len_utf8()..];
                            text.push_str(&format!("\"\\u{:04X}{rest}\"", u32::from(first)));
                        }
                        None => text.push_str(&format!("\"{key}\"")),
                    }
                    space(text, random);
                    text.push(':');
                    value.write(text, random, is_plain);
                }
                space(text, random);
                text.push('}');
            }
        }
        space(text, random);
    }
}

/// Bytes that have a meaning in JSON, and some that are not allowed.
const BYTES: &[u8] = b"\"\\{}[],:0-.eEtfn u/ \n\r\t\x00\x1f\x7f\x80\xc3\xff";

/// Returns the bytes with one or two random edits: a byte changed, inserted or removed, some bytes repeated, or the end
/// cut off.
pub(crate) fn broken(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut broken = bytes.to_vec();
    for _ in 0..=random.below(2) {
        let at = index(random, broken.len().max(1)).min(broken.len().saturating_sub(1));
        let byte = BYTES[index(random, BYTES.len())];
        match random.below(6) {
            0 => broken.truncate(at),
            1 => broken.insert(at, byte),
            2 if !broken.is_empty() => drop(broken.remove(at)),
            3 => {
                let end = (at + 1 + index(random, 8)).min(broken.len());
                let part = broken.get(at..end).unwrap_or_default().to_vec();
                broken.splice(at..at, part);
            }
            _ if !broken.is_empty() => broken[at] = byte,
            _ => {}
        }
    }
    broken
}
