//! The text form, for a terminal of 80 columns. Lists risky and breaking findings one by one. Counts safe findings by
//! rule, and also very many findings of one rule.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use clap::builder::styling::{AnsiColor, Style};
use graph_models_diff::{Finding, Level};

use super::super::options::DiffOptions;
use super::super::result::{Outcome, before_after, changes};
use super::wrap::{push_wrapped, push_wrapped_after};

/// The number of elements that are named for each rule whose findings are counted together.
const NAMED: usize = 3;
/// The most findings of one rule about access that are listed one by one, unless they break programs. A review of
/// permissions upstream has hundreds.
const ONE_BY_ONE: usize = 36;

pub(super) fn render(outcome: &Outcome, options: &DiffOptions) -> String {
    let view = options.view.view();
    let (word, sentence) = outcome.verdict(view);
    let style = match outcome.report.worst(view) {
        Some(level) => style_of(level),
        None => Style::new().bold(),
    };
    let mut text = format!("{style}{word}{style:#}: ");
    push_wrapped_after(&sentence, word.len() + 2, "    ", &mut text);
    if let Some(warning) = outcome.bulk_warning() {
        push_wrapped(&format!("warning: {warning}"), "", "    ", &mut text);
    }
    let (access, metadata): (Vec<_>, Vec<_>) =
        outcome.listed(options).partition(|finding| finding.is_access());
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in &access {
        *counts.entry(finding.rule.id).or_default() += 1;
    }
    let is_one_of_many = |finding: &Finding| {
        let count = if finding.is_access() { counts.get(finding.rule.id) } else { None };
        count.is_some_and(|&count| count > ONE_BY_ONE)
    };
    let is_folded = |finding: &&Finding| {
        let is_alike = match finding.level(view) {
            Level::Info => true,
            Level::Risky => is_one_of_many(finding),
            Level::Breaking => false,
        };
        is_alike && !options.all && finding.allowed.is_none()
    };
    for (title, findings) in [("", metadata), ("Scopes, roles and clouds:", access)] {
        if !title.is_empty() && !findings.is_empty() {
            text.push_str(&format!("\n{title}\n"));
        }
        let (folded, single): (Vec<_>, Vec<_>) = findings.into_iter().partition(is_folded);
        for finding in single {
            text.push('\n');
            push(outcome, options, finding, &mut text);
        }
        fold(&folded, options, &mut text);
    }
    notes(outcome, &mut text);
    outside(outcome, options, &mut text);
    if outcome.unknown > 0 {
        let note = "note: elements or attributes that this reader does not know were not compared";
        push_wrapped(note, "", "    ", &mut text);
    }
    text
}

/// Findings by level and rule: the number, and the first elements.
fn fold(findings: &[&Finding], options: &DiffOptions, text: &mut String) {
    let mut by_rule: BTreeMap<(Reverse<Level>, &str), Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        let level = finding.level(options.view.view());
        by_rule.entry((Reverse(level), finding.rule.id)).or_default().push(finding);
    }
    for ((Reverse(level), rule), of_rule) in &by_rule {
        let style = style_of(*level);
        text.push_str(&format!("\n{style}{level}{style:#} {rule} ({})\n", of_rule.len()));
        // A request has a finding for each of its scopes, and is named once.
        let mut subjects: Vec<(String, usize)> = Vec::new();
        for finding in of_rule {
            let subject = format!("{}{}", version(finding), finding.subject);
            match subjects.last_mut() {
                Some((last, count)) if *last == subject => *count += 1,
                _ => subjects.push((subject, 1)),
            }
        }
        for (subject, count) in subjects.iter().take(NAMED) {
            let times = if *count == 1 { String::new() } else { format!(" ({count})") };
            push_wrapped(&format!("{subject}{times}"), "    ", "        ", text);
        }
        let named: usize = subjects.iter().take(NAMED).map(|(_, count)| count).sum();
        if of_rule.len() > named {
            let more = of_rule.len() - named;
            push_wrapped(&format!("and {more} more; --all lists them"), "    ", "        ", text);
        }
    }
}

fn version(finding: &Finding) -> String {
    finding.version.as_ref().map(|version| format!("{version} ")).unwrap_or_default()
}

fn notes(outcome: &Outcome, text: &mut String) {
    let notes = outcome.notes();
    if !notes.is_empty() {
        text.push('\n');
    }
    for (rule, count) in notes {
        text.push_str(&format!("note: {} {rule}\n", changes(count)));
        let few = outcome.report.notes.iter().filter(|note| note.rule.id == rule && count <= 5);
        for note in few {
            let shown = format!("{} {}", note.subject, before_after(note, "->"));
            push_wrapped(&shown, "      ", "          ", text);
        }
    }
}

fn outside(outcome: &Outcome, options: &DiffOptions, text: &mut String) {
    let outside = outcome.outside(options.view.view());
    let total: usize = outside.values().sum();
    if total > 0 {
        let levels: Vec<_> = outside.iter().rev().map(|(level, count)| format!("{count} {level}")).collect();
        let more = if options.all { "" } else { "; --all lists them" };
        let levels = levels.join(", ");
        let note = format!("note: {} outside of the slices ({levels}){more}", changes(total));
        push_wrapped(&note, "", "    ", text);
    }
}

fn style_of(level: Level) -> Style {
    match level {
        Level::Breaking => AnsiColor::Red.on_default().bold(),
        Level::Risky => AnsiColor::Yellow.on_default().bold(),
        Level::Info => AnsiColor::Green.on_default(),
    }
}

fn push(outcome: &Outcome, options: &DiffOptions, finding: &Finding, text: &mut String) {
    let level = finding.level(options.view.view());
    let style = style_of(level);
    let word = level.to_string();
    text.push_str(&format!("{style}{word}{style:#} "));
    let subject = format!("{} {}{}", finding.rule.id, version(finding), finding.subject);
    push_wrapped_after(&subject, word.len() + 1, "    ", text);
    let mut add = |line: &str| push_wrapped(line, "    ", "        ", text);
    let change = before_after(finding, "->");
    if !change.is_empty() {
        add(&change);
    }
    let verdict = finding.verdict;
    let (reader, writer, rust) = (verdict.reader, verdict.writer, verdict.rust);
    add(&format!("reader {reader}, writer {writer}, Rust {rust}; {}", finding.fingerprint()));
    for remark in &finding.remarks {
        add(remark);
    }
    if let Some(reason) = &finding.allowed {
        add(&format!("allowed: {reason}"));
    }
    for (what, place) in [("was", finding.old_place), ("is", finding.new_place)] {
        if let Some(place) = outcome.location(place) {
            add(&format!("{what} at {}:{}:{}", place.file, place.line, place.column));
        }
    }
}
