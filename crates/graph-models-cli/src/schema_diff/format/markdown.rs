//! The Markdown form, for a pull request: the verdict first, then breaking changes; long lists are folded.

use std::collections::BTreeMap;

use graph_models_codegen::text::markdown;
use graph_models_diff::{Bump, Finding, Impact, Level, Verdict, View};

use super::super::options::DiffOptions;
use super::super::result::{Outcome, changes};

/// The maximum size of a comment on GitHub, minus a reserve for the text of a workflow.
const LONGEST: usize = 60_000;
/// The most rows of a list that is not folded.
const FOLDED: usize = 8;
/// The most characters of a value. Longer values are cut.
const VALUE: usize = 160;

pub(super) fn render(outcome: &Outcome, options: &DiffOptions) -> String {
    // A page that is too long loses rows of safe findings first, the same number in every list, and says so.
    let all = Limits { safe: usize::MAX, others: usize::MAX };
    let safe = [100, 40, 15, 5, 0].map(|safe| Limits { safe, ..all });
    let others = [100, 40, 15, 5, 1].map(|others| Limits { safe: 0, others });
    if options.all {
        return Page { outcome, options, limits: all, longest: usize::MAX }.render();
    }
    let mut text = String::new();
    for limits in [vec![all], safe.to_vec(), others.to_vec()].concat() {
        // Rows beyond the maximum size would be thrown away.
        text = Page { outcome, options, limits, longest: LONGEST }.render();
        if text.len() <= LONGEST {
            break;
        }
    }
    text
}

/// The maximum number of rows in each list.
#[derive(Debug, Clone, Copy)]
struct Limits {
    /// The maximum for lists of safe findings.
    safe: usize,
    /// The maximum for all other lists.
    others: usize,
}

/// A page with a maximum number of rows in each list.
struct Page<'a> {
    outcome: &'a Outcome,
    options: &'a DiffOptions,
    limits: Limits,
    /// A longer page gets no more rows.
    longest: usize,
}

impl Page<'_> {
    fn render(&self) -> String {
        let view = self.options.view.view();
        let (word, sentence) = self.outcome.verdict(view);
        let mut text = format!("**{word}:** {sentence}\n\n");
        text.push_str(&format!("{} → {}\n", code(&self.outcome.old_name), code(&self.outcome.new_name)));
        if let Some(warning) = self.outcome.bulk_warning() {
            text.push_str(&format!("\n> [!WARNING]\n> {warning}\n"));
        }
        let listed: Vec<_> = self.outcome.listed(self.options).collect();
        if listed.iter().any(|finding| finding.allowed.is_none()) {
            text.push_str(&self.table());
        }
        let (allowed, open): (Vec<_>, Vec<_>) = listed.into_iter().partition(|f| f.allowed.is_some());
        let (access, metadata): (Vec<&Finding>, Vec<&Finding>) =
            open.into_iter().partition(|f| f.is_access());
        for (level, title) in [(Level::Breaking, "Breaking"), (Level::Risky, "Risky"), (Level::Info, "Safe")]
        {
            let of_level: Vec<_> = metadata.iter().copied().filter(|f| f.level(view) == level).collect();
            if !of_level.is_empty() {
                text.push_str(&format!("\n### {title} ({})\n", of_level.len()));
                self.groups(&of_level, level == Level::Info, &mut text);
            }
        }
        if !access.is_empty() {
            text.push_str(&format!("\n### Scopes, roles and clouds ({})\n", access.len()));
            self.groups(&access, false, &mut text);
        }
        if !allowed.is_empty() {
            text.push_str(&format!("\n### Allowed ({})\n\n", allowed.len()));
            for (index, finding) in allowed.iter().enumerate() {
                if text.len() > self.longest {
                    text.push_str(&format!("- … and {} more\n", allowed.len() - index));
                    break;
                }
                let reason = finding.allowed.as_deref().unwrap_or_default();
                text.push_str(&format!(
                    "- {} {}: {}\n",
                    code(finding.rule.id),
                    code(&finding.subject),
                    plain(reason)
                ));
            }
        }
        self.footer(&mut text);
        text
    }

    /// The number of findings for each group of programs.
    fn table(&self) -> String {
        let mut text = String::from("\n| For | Breaking | Risky | Safe |\n|---|--:|--:|--:|\n");
        let rows = [
            ("deployed readers", View::Reader),
            ("deployed writers", View::Writer),
            ("the Rust API", View::Rust),
        ];
        for (name, view) in rows {
            let levels = self.outcome.report.levels(view);
            let count = |level| levels.get(&level).copied().unwrap_or_default();
            let (breaking, risky, info) = (count(Level::Breaking), count(Level::Risky), count(Level::Info));
            text.push_str(&format!("| {name} | {breaking} | {risky} | {info} |\n"));
        }
        text
    }

    /// Findings grouped by rule and verdict.
    fn groups(&self, findings: &[&Finding], is_folded: bool, text: &mut String) {
        let mut groups: BTreeMap<_, Vec<&Finding>> = BTreeMap::new();
        for finding in findings {
            let verdict = finding.verdict;
            let worst = std::cmp::Reverse((verdict.reader, verdict.writer, verdict.rust));
            groups.entry((worst, finding.rule.id)).or_default().push(finding);
        }
        for group in groups.values() {
            let Some(first) = group.first() else { continue };
            let meaning = first.rule.meaning.trim_end_matches('.');
            // No remedy is shown if there is nothing to do.
            let remedy = if first.rule.remedy == "Nothing." { "" } else { first.rule.remedy };
            let remedy = format!("{remedy} {}", code(first.rule.id));
            let remedy = remedy.trim_start();
            let whom = whom(first.verdict);
            let is_safe = first.level(self.options.view.view()) == Level::Info;
            let limit = if is_safe { self.limits.safe } else { self.limits.others };
            if is_folded || group.len() > FOLDED {
                let title = format!("{} <b>({})</b> · {whom}", html(meaning), group.len());
                text.push_str(&format!("\n<details><summary>{title}</summary>\n\n"));
                text.push_str(&format!("{remedy}\n\n"));
                self.rows(group, limit, text);
                text.push_str("\n</details>\n");
            } else {
                text.push_str(&format!("\n**{meaning}** · {whom}\n\n{remedy}\n\n"));
                self.rows(group, limit, text);
            }
        }
    }

    /// One row for each finding; several findings of one type are listed below the type.
    fn rows(&self, findings: &[&Finding], limit: usize, text: &mut String) {
        let mut holders: Vec<(String, Vec<&Finding>)> = Vec::new();
        for finding in findings {
            let version = finding.version.as_ref().map(|version| format!("{version}: ")).unwrap_or_default();
            let holder = format!("{version}{}", holder(&finding.subject).0);
            match holders.last_mut() {
                Some((last, of_holder)) if *last == holder => of_holder.push(finding),
                _ => holders.push((holder, vec![finding])),
            }
        }
        let mut left = limit;
        for (holder, of_holder) in holders {
            if left == 0 || text.len() > self.longest {
                break;
            }
            match of_holder.as_slice() {
                [finding] => {
                    let path = path(finding, &finding.subject);
                    text.push_str(&format!("- {path}{}\n", self.change(finding)));
                }
                _ => {
                    text.push_str(&format!("- {}\n", code(&holder)));
                    for finding in of_holder.iter().take(left) {
                        if text.len() > self.longest {
                            break;
                        }
                        let name = self::holder(&finding.subject).1;
                        text.push_str(&format!("  - {}{}\n", code(name), self.change(finding)));
                    }
                }
            }
            left = left.saturating_sub(of_holder.len());
        }
        if findings.len() > limit {
            let (more, command) = (findings.len() - limit, self.outcome.command);
            text.push_str(&match limit {
                0 => format!("- not listed here; `{command} --all` lists all\n"),
                _ => format!("- … and {more} more; `{command} --all` lists all\n"),
            });
        }
    }

    fn change(&self, finding: &Finding) -> String {
        let mut text = match (&finding.old, &finding.new) {
            (Some(old), Some(new)) => {
                let (old, new) = differing(old, new);
                format!(": {} → {}", code(&old), code(&new))
            }
            (Some(one), None) | (None, Some(one)) => format!(": {}", plain(one)),
            (None, None) => String::new(),
        };
        for remark in &finding.remarks {
            text.push_str(&format!("; {}", plain(remark)));
        }
        let place = |place, name: &str| {
            let place = self.outcome.location(place)?;
            // The name of a file is omitted if only one file is compared.
            let is_only = place.file == name;
            Some(if is_only {
                format!("line {}", place.line)
            } else {
                format!("{}:{}", plain(&place.file), place.line)
            })
        };
        let old = place(finding.old_place, &self.outcome.old_name);
        let new = place(finding.new_place, &self.outcome.new_name);
        let lines = match (old, new) {
            (Some(old), Some(new)) if old == new => new,
            (Some(old), Some(new)) => format!("{old} → {}", new.trim_start_matches("line ")),
            (Some(old), None) => format!("was {old}"),
            (None, Some(new)) => new,
            (None, None) => return text,
        };
        text.push_str(&format!(" <sub>{lines}</sub>"));
        text
    }

    fn footer(&self, text: &mut String) {
        let notes = self.outcome.notes();
        let outside = self.outcome.outside(self.options.view.view());
        if notes.is_empty() && outside.is_empty() {
            return;
        }
        text.push_str("\n### Not listed\n\n");
        for (rule, count) in notes {
            let aliases = self.outcome.report.notes.iter().filter(|note| note.rule.id == rule && count <= 5);
            let subjects: Vec<_> = aliases.map(|note| code(&note.subject)).collect();
            let subjects =
                if subjects.is_empty() { String::new() } else { format!(": {}", subjects.join(", ")) };
            text.push_str(&format!("- {} {}{subjects}\n", changes(count), code(rule)));
        }
        let total: usize = outside.values().sum();
        if total > 0 && !self.options.all {
            let levels: Vec<_> =
                outside.iter().rev().map(|(level, count)| format!("{count} {level}")).collect();
            text.push_str(&format!("- {} outside of the slices ({})\n", changes(total), levels.join(", ")));
        }
    }
}

/// A verdict as text, without the groups that it does not concern.
fn whom(verdict: Verdict) -> String {
    let mut parts = Vec::new();
    for (name, impact) in [("readers", verdict.reader), ("writers", verdict.writer)] {
        match impact {
            Impact::Safe => {}
            Impact::Risk => parts.push(format!("risk for {name}")),
            Impact::Breaking => parts.push(format!("breaks {name}")),
        }
    }
    match verdict.rust {
        Bump::None => {}
        Bump::Minor => parts.push("Rust: minor".to_owned()),
        Bump::Major => parts.push("Rust: major".to_owned()),
    }
    if parts.is_empty() { "concerns nobody".to_owned() } else { parts.join(", ") }
}

/// The element that holds another, and the name of the inner one.
fn holder(subject: &str) -> (&str, &str) {
    let path_end = subject.find('@').unwrap_or(subject.len());
    let (path, _) = subject.split_at_checked(path_end).unwrap_or((subject, ""));
    match path.find('/') {
        Some(at) => (subject.get(..at).unwrap_or(subject), subject.get(at + 1..).unwrap_or_default()),
        None => (subject, subject),
    }
}

fn path(finding: &Finding, subject: &str) -> String {
    match &finding.version {
        Some(version) => format!("{} {}", plain(version), code(subject)),
        None => code(subject),
    }
}

/// Text as code, cut if it is too long.
fn code(text: &str) -> String {
    markdown::code(&cut(text))
}

/// Text escaped for Markdown, cut if it is too long.
fn plain(text: &str) -> String {
    markdown::literal(&cut(text))
}

/// Two long values, cut around the place where they begin to differ.
fn differing(old: &str, new: &str) -> (String, String) {
    /// The number of equal characters shown before the difference.
    const CONTEXT: usize = 30;
    if old.chars().count().max(new.chars().count()) <= VALUE {
        return (old.to_owned(), new.to_owned());
    }
    let same = old.chars().zip(new.chars()).take_while(|(old, new)| old == new).count();
    let skipped = same.saturating_sub(CONTEXT);
    let shown = |text: &str| {
        let start = if skipped > 0 { "…" } else { "" };
        format!("{start}{}", text.chars().skip(skipped).collect::<String>())
    };
    (shown(old), shown(new))
}

fn cut(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(VALUE) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or_default()),
        None => line,
    }
}

/// Markdown with code in backticks as HTML, for a summary.
fn html(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let mut output = String::new();
    for (index, part) in escaped.split('`').enumerate() {
        if index > 0 {
            output.push_str(if index % 2 == 1 { "<code>" } else { "</code>" });
        }
        output.push_str(part);
    }
    output
}
