//! The entry of an update in `CHANGELOG.md`: one line, with the verdict and counts.

use std::collections::BTreeMap;
use std::fmt::Write;

use graph_models_cli::failure::Failure;
use graph_models_cli::report::counted;
use graph_models_codegen::text::markdown;
use graph_models_diff::{Change, Report};

use crate::changelog::{CHANGELOG, UNRELEASED};

const CHANGED: &str = "### Changed";

/// The entry. `origins` are names of inputs, such as `v1.0`, and `verdict` is the sentence of the comparison.
pub(super) fn entry(origins: &[&str], date: &str, verdict: &str, report: &Report) -> String {
    let origins = origins.join(", ");
    let counts = counts(report);
    format!(
        "- Metadata of Microsoft Graph, taken in on {date} ({}). {}{counts}",
        markdown::literal(&origins),
        markdown::literal(verdict)
    )
}

/// Adds an entry at the end of the changes for the next release.
pub(super) fn insert(changelog: &str, entry: &str) -> Result<String, Failure> {
    let lines: Vec<&str> = changelog.lines().collect();
    let Some(unreleased) = lines.iter().position(|line| line.trim_end() == UNRELEASED) else {
        return Err(Failure::Reported(format!(
            "{CHANGELOG} has no line `{UNRELEASED}`; nothing was changed"
        )));
    };
    let end = next(&lines, unreleased + 1, &["## "]);
    let changed = lines.iter().take(end).skip(unreleased).position(|line| line.trim_end() == CHANGED);
    let (position, heading) = match changed {
        Some(changed) => (next(&lines, unreleased + changed + 1, &["## ", "### "]), None),
        None => (end, Some(CHANGED)),
    };
    let (before, after) = lines.split_at(position);
    let filled = before.iter().rposition(|line| !line.trim().is_empty()).map_or(0, |last| last + 1);
    let mut new: Vec<&str> = before.iter().take(filled).copied().collect();
    // An existing list continues; a new one needs an empty line below the heading.
    let is_list = new.last().is_some_and(|line| !line.starts_with('#'));
    if heading.is_some() || !is_list {
        new.push("");
    }
    if let Some(heading) = heading {
        new.extend([heading, ""]);
    }
    new.push(entry);
    if !after.is_empty() {
        new.push("");
        new.extend(after);
    }
    Ok(new.join("\n") + "\n")
}

/// The next line with one of these beginnings, or the end.
fn next(lines: &[&str], from: usize, beginnings: &[&str]) -> usize {
    let is_next = |line: &&str| beginnings.iter().any(|beginning| line.starts_with(beginning));
    lines.iter().skip(from).position(is_next).map_or(lines.len(), |position| from + position)
}

/// The number of changes in the slices: ` Added: 2 types, 1 property. Removed: 1 operation. Otherwise changed: 3.`
fn counts(report: &Report) -> String {
    let mut kinds: BTreeMap<(bool, Kind), usize> = BTreeMap::new();
    let mut others = 0;
    for finding in report.findings.iter().filter(|finding| finding.in_slice) {
        match (finding.rule.change, Kind::of(finding.rule.id)) {
            (Change::Added, Some(kind)) => *kinds.entry((false, kind)).or_default() += 1,
            (Change::Removed, Some(kind)) => *kinds.entry((true, kind)).or_default() += 1,
            _ => others += 1,
        }
    }
    let mut text = String::new();
    for (removed, title) in [(false, "Added"), (true, "Removed")] {
        let of_kind = kinds.iter().filter(|((it, _), _)| *it == removed);
        let counts: Vec<_> = of_kind.map(|((_, kind), count)| kind.counted(*count)).collect();
        if !counts.is_empty() {
            let _ = write!(text, " {title}: {}.", counts.join(", "));
        }
    }
    if others > 0 {
        let _ = write!(text, " Otherwise changed: {others}.");
    }
    text
}

/// The kinds of elements that are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Type,
    Property,
    Member,
    Operation,
    Root,
    Scope,
}

impl Kind {
    /// The kind of element that a rule of addition or removal is about.
    fn of(rule: &str) -> Option<Self> {
        let is = |names: &[&str]| names.iter().any(|name| rule.strip_prefix(name).is_some_and(is_end));
        Some(match () {
            () if is(&["type", "derived-type", "enum", "type-definition"]) => Self::Type,
            () if is(&["property", "nav"]) => Self::Property,
            () if is(&["enum-member"]) => Self::Member,
            () if is(&["action", "function", "overload"]) => Self::Operation,
            () if is(&["entity-set", "singleton", "import"]) => Self::Root,
            () if is(&["scope"]) => Self::Scope,
            () => return None,
        })
    }

    fn counted(self, count: usize) -> String {
        let (one, several) = match self {
            Self::Type => ("type", "types"),
            Self::Property => ("property", "properties"),
            Self::Member => ("member", "members"),
            Self::Operation => ("operation", "operations"),
            Self::Root => ("root", "roots"),
            Self::Scope => ("scope of a request", "scopes of requests"),
        };
        counted(count, one, several)
    }
}

/// Returns `true` for the end of the name of a rule: `-added`, `-removed-with-reason`.
fn is_end(end: &str) -> bool {
    end.starts_with("-added") || end.starts_with("-removed")
}

#[cfg(test)]
mod tests {
    use super::{Kind, insert};

    #[test]
    fn an_entry_is_the_last_of_what_is_changed() {
        let all = "# C\n\n## Unreleased\n\n### Added\n\n- a\n\n### Changed\n\n- b\n\n- c\n\n### Fixed\n\n- d\n\n## 1\n";
        let with_new = all.replace("- c\n", "- c\n- new\n");
        for (before, after) in [
            (all, with_new.as_str()),
            (
                "# C\n\n## Unreleased\n\n## 1\n\n### Changed\n\n- a\n",
                "# C\n\n## Unreleased\n\n### Changed\n\n- new\n\n## 1\n\n### Changed\n\n- a\n",
            ),
            ("## Unreleased\n\n### Changed\n", "## Unreleased\n\n### Changed\n\n- new\n"),
            (
                "## Unreleased\n\n### Fixed\n\n- a",
                "## Unreleased\n\n### Fixed\n\n- a\n\n### Changed\n\n- new\n",
            ),
        ] {
            assert_eq!(insert(before, "- new").unwrap(), after);
        }
        assert!(insert("# C\n\n## 1\n", "- new").is_err());
    }

    #[test]
    fn rules_are_about_kinds() {
        for (rule, kind) in [
            ("type-added", Some(Kind::Type)),
            ("type-definition-removed", Some(Kind::Type)),
            ("property-added-non-nullable", Some(Kind::Property)),
            ("enum-member-added-before-sentinel", Some(Kind::Member)),
            ("enum-removed", Some(Kind::Type)),
            ("overload-added", Some(Kind::Operation)),
            ("entity-set-removed", Some(Kind::Root)),
            ("scope-added", Some(Kind::Scope)),
            ("action-param-added-optional", None),
            ("enum-sentinel-added", None),
            ("read-only-added", None),
        ] {
            assert_eq!(Kind::of(rule), kind, "{rule}");
        }
    }
}
