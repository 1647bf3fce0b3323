//! `diff-allow.toml`: findings of a comparison that people accept, each with a reason and a last day.

use serde::Deserialize;

use csdl::diagnostic::{Diagnostic, Diagnostics, closest};
use csdl::source::{FileId, Place, Placed, Sources};
use graph_models_codegen::input::{Text, parse, require_reason};

/// The form of a file of allowed findings.
const FORM: &str = "an entry is `[[allow]]` with a `fingerprint`, or with `rule` and `path`, and with `reason` and \
    `expires`";

/// The entries of a file.
#[derive(Debug, Clone, Default)]
pub struct Allows {
    /// The entries in the order of the file.
    pub entries: Vec<AllowEntry>,
}

/// One entry: a fingerprint, or a rule and a path.
#[derive(Debug, Clone)]
pub struct AllowEntry {
    /// The fingerprint of one finding.
    pub fingerprint: Option<String>,
    /// The id of a rule.
    pub rule: Option<String>,
    /// The path of an element; a `*` at the end stands for any text.
    pub path: Option<String>,
    /// The reason.
    pub reason: Placed<String>,
    /// The last day on which the entry applies.
    pub expires: Placed<String>,
    /// The part of the entry that names the finding.
    pub place: Place,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    allow: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    fingerprint: Option<Text>,
    rule: Option<Text>,
    path: Option<Text>,
    reason: Text,
    expires: Text,
}

impl Allows {
    /// Reads a file.
    pub fn read(sources: &Sources, file: FileId, diagnostics: &mut Diagnostics) -> Self {
        let content: File = parse(sources, file, FORM, diagnostics).unwrap_or_default();
        let entries = content.allow.into_iter().filter_map(|entry| self::entry(entry, file, diagnostics));
        Self { entries: entries.collect() }
    }
}

fn entry(entry: Entry, file: FileId, diagnostics: &mut Diagnostics) -> Option<AllowEntry> {
    let reason = entry.reason.placed(file);
    require_reason(&reason, diagnostics);
    let [fingerprint, rule, path] =
        [entry.fingerprint, entry.rule, entry.path].map(|text| text.map(|text| text.placed(file)));
    let place = match (&fingerprint, &rule, &path) {
        (Some(fingerprint), None, None) => fingerprint.place,
        (None, Some(rule), Some(path)) => {
            check_rule(rule, diagnostics);
            path.place
        }
        _ => {
            let diagnostic =
                Diagnostic::error("an entry names a finding by its fingerprint, or by rule and path");
            diagnostics.push(diagnostic.at(reason.place, "in this entry"));
            return None;
        }
    };
    let value = |text: Option<Placed<String>>| text.map(|text| text.value);
    Some(AllowEntry {
        fingerprint: value(fingerprint),
        rule: value(rule),
        path: value(path),
        reason,
        expires: entry.expires.placed(file),
        place,
    })
}

fn check_rule(rule: &Placed<String>, diagnostics: &mut Diagnostics) {
    if crate::rules::find(&rule.value).is_some() {
        return;
    }
    let unknown = Diagnostic::error(format!("unknown rule `{}`", rule.value)).at(rule.place, "");
    diagnostics.push(match closest(&rule.value, crate::rules::all().map(|rule| rule.id)) {
        Some(meant) => unknown.help(format!("did you mean `{meant}`?")),
        None => unknown.help("`cargo xtask schema-diff rules` lists them"),
    });
}
