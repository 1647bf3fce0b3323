//! Allowed findings: every entry must apply to a finding, and expires.

pub(crate) mod file;

use crate::date::Date;

use crate::allow::file::{AllowEntry, Allows};
use crate::report::Report;
use csdl::diagnostic::{Diagnostic, Diagnostics};

/// Marks the findings that entries allow. An expired entry, or an entry without a finding, is an error.
pub fn allow(report: &mut Report, allows: &Allows, today: Date, diagnostics: &mut Diagnostics) {
    for entry in &allows.entries {
        let Some(expires) = Date::parse(&entry.expires.value) else {
            let problem = format!("`{}` is not a day", entry.expires.value);
            let diagnostic = Diagnostic::error(problem).at(entry.expires.place, "");
            diagnostics.push(diagnostic.help("write it as year, month and day: 2026-06-30"));
            continue;
        };
        if expires < today {
            let problem = format!("this entry expired on {expires}");
            let diagnostic = Diagnostic::error(problem).at(entry.expires.place, "before today");
            diagnostics.push(diagnostic.help("remove it, or decide again and give it a new date"));
            continue;
        }
        let mut is_used = false;
        for finding in report.findings.iter_mut().filter(|finding| matches(entry, finding)) {
            finding.allowed = Some(entry.reason.value.clone());
            is_used = true;
        }
        if !is_used {
            let diagnostic =
                Diagnostic::error("this entry allows nothing").at(entry.place, "no finding matches");
            diagnostics.push(
                diagnostic.help("remove it once the change it is about is no longer in the comparison"),
            );
        }
    }
}

fn matches(entry: &AllowEntry, finding: &crate::finding::Finding) -> bool {
    if let Some(fingerprint) = &entry.fingerprint {
        return *fingerprint == finding.fingerprint();
    }
    let is_path = |path: &String| match path.strip_suffix('*') {
        Some(start) => finding.subject.starts_with(start),
        None => *path == finding.subject,
    };
    entry.rule.as_deref() == Some(finding.rule.id) && entry.path.as_ref().is_some_and(is_path)
}
