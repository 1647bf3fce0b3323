//! The measurements as a table.

use std::fmt;

use graph_models_cli::report::say;

use super::measure::Cost;

/// Rows: the measurement, our value, and the value of the usual style.
#[derive(Debug, Default)]
pub(super) struct Table(Vec<(String, Cost, Cost)>);

impl Table {
    pub(super) fn add(&mut self, what: &str, ours: &Cost, theirs: &Cost) {
        let ratio = |ours: f64, theirs: f64| if theirs == 0.0 { 0.0 } else { ours / theirs };
        say!(
            "{what}: {:.3} of the yardstick's time, {:.3} of its user time, {:.3} of its memory",
            ratio(ours.seconds, theirs.seconds),
            ratio(ours.user, theirs.user),
            ratio(ours.memory, theirs.memory)
        );
        self.0.push((what.to_owned(), ours.clone(), theirs.clone()));
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "\n| what | time, s | yardstick | ratio | user, s | yardstick | ratio | peak memory, MB | yardstick | ratio | artifact, MB | yardstick | ratio |"
        )?;
        writeln!(f, "|---|---|---|---|---|---|---|---|---|---|---|---|---|")?;
        for (what, ours, theirs) in &self.0 {
            write!(f, "| {what} | {}", triple(ours.seconds, theirs.seconds))?;
            write!(f, " | {}", triple(ours.user, theirs.user))?;
            write!(f, " | {}", triple(ours.memory, theirs.memory))?;
            writeln!(f, " | {} |", triple(ours.artifact, theirs.artifact))?;
        }
        Ok(())
    }
}

/// Our value, the value of the usual style, and the ratio. A missing value is a dash.
fn triple(ours: f64, theirs: f64) -> String {
    if ours == 0.0 || theirs == 0.0 {
        return "- | - | -".to_owned();
    }
    format!("{ours:.2} | {theirs:.2} | {:.3}", ours / theirs)
}
