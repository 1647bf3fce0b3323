//! The text form, for a terminal.

use clap::builder::styling::{AnsiColor, Style};
use graph_models_codegen::text::log::line;
use graph_models_diff::{Finding, Level};

use super::super::options::DiffOptions;
use super::super::result::{Outcome, before_after, changes};

pub(super) fn render(outcome: &Outcome, options: &DiffOptions) -> String {
    let view = options.view.view();
    let (word, sentence) = outcome.verdict(view);
    let style = match outcome.report.worst(view) {
        Some(level) => style_of(level),
        None => Style::new().bold(),
    };
    let mut text = format!("{style}{word}{style:#}: {sentence}\n");
    if let Some(warning) = outcome.bulk_warning() {
        text.push_str(&format!("warning: {warning}\n"));
    }
    let (access, metadata): (Vec<_>, Vec<_>) =
        outcome.listed(options).partition(|finding| finding.is_access());
    for finding in metadata {
        text.push('\n');
        push(outcome, options, finding, &mut text);
    }
    if !access.is_empty() {
        text.push_str("\nScopes, roles and clouds:\n");
    }
    for finding in access {
        text.push('\n');
        push(outcome, options, finding, &mut text);
    }
    let notes = outcome.notes();
    if !notes.is_empty() {
        text.push('\n');
    }
    for (rule, count) in notes {
        text.push_str(&format!("note: {} {rule}\n", changes(count)));
        let few = outcome.report.notes.iter().filter(|note| note.rule.id == rule && count <= 5);
        for note in few {
            text.push_str(&format!(
                "{}\n",
                line(&format!("      {} {}", note.subject, before_after(note, "->")))
            ));
        }
    }
    outside(outcome, options, &mut text);
    if outcome.unknown > 0 {
        text.push_str("note: elements or attributes that this reader does not know were not compared\n");
    }
    text
}

fn outside(outcome: &Outcome, options: &DiffOptions, text: &mut String) {
    let outside = outcome.outside(options.view.view());
    let total: usize = outside.values().sum();
    if total > 0 {
        let levels: Vec<_> = outside.iter().rev().map(|(level, count)| format!("{count} {level}")).collect();
        let more = if options.all { "" } else { "; --all lists them" };
        text.push_str(&format!(
            "note: {} outside of the slices ({}){more}\n",
            changes(total),
            levels.join(", ")
        ));
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
    let version = finding.version.as_ref().map(|version| format!("{version} ")).unwrap_or_default();
    let subject = line(&format!("{} {version}{}", finding.rule.id, finding.subject));
    text.push_str(&format!("{style}{level}{style:#} {subject}\n"));
    let change = before_after(finding, "->");
    if !change.is_empty() {
        text.push_str(&format!("{}\n", line(&format!("    {change}"))));
    }
    let verdict = finding.verdict;
    let (reader, writer, rust) = (verdict.reader, verdict.writer, verdict.rust);
    text.push_str(&format!("    reader {reader}, writer {writer}, Rust {rust}; {}\n", finding.fingerprint()));
    for remark in &finding.remarks {
        text.push_str(&format!("{}\n", line(&format!("    {remark}"))));
    }
    if let Some(reason) = &finding.allowed {
        text.push_str(&format!("{}\n", line(&format!("    allowed: {reason}"))));
    }
    let places = [("was", finding.old_place), ("is", finding.new_place)];
    let places = places.into_iter().filter_map(|(what, place)| {
        let place = outcome.location(place)?;
        Some(format!("{what} at {}:{}:{}", place.file, place.line, place.column))
    });
    let places: Vec<_> = places.collect();
    if !places.is_empty() {
        text.push_str(&format!("{}\n", line(&format!("    {}", places.join(", ")))));
    }
}
