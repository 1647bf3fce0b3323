//! Earlier states of the metadata: recognizes young, retracted and restored elements.

use std::collections::{BTreeMap, BTreeSet};

use crate::date::Date;
use crate::finding::Finding;
use crate::rule::Change;
use crate::rules::access::REMOVAL_REVERTED;
use csdl::model::Model;

/// The number of states after which an element is no longer young.
const STATES: usize = 3;
/// The number of days after which an element is no longer young.
const DAYS: i64 = 21;

/// A state of the metadata by its day.
#[derive(Debug, Clone)]
pub struct State {
    date: Date,
    elements: BTreeSet<String>,
}

impl State {
    /// The state of a model on a day.
    pub fn new(date: Date, model: &Model) -> Self {
        Self { date, elements: elements(model) }
    }
}

/// Earlier states, the oldest first.
#[derive(Debug, Clone)]
pub struct History {
    /// States before the new side.
    states: Vec<State>,
    /// The day of the new side.
    now: Date,
}

/// The occurrences of an element in the earlier states.
struct Past {
    /// The first day of the last unbroken series of states that have the element.
    since: Option<Date>,
    /// The number of states in this series.
    states: usize,
    /// The last day before a gap in which the element was missing.
    gone_after: Option<Date>,
}

impl History {
    /// Sorts states, and drops states after the new side.
    pub fn new(mut states: Vec<State>, now: Date) -> Self {
        states.retain(|state| state.date < now);
        states.sort_by_key(|state| state.date);
        Self { states, now }
    }

    fn past(&self, element: &str) -> Past {
        let mut past = Past { since: None, states: 0, gone_after: None };
        let mut last = None;
        for state in &self.states {
            if state.elements.contains(element) {
                past.since.get_or_insert(state.date);
                past.states += 1;
                last = Some(state.date);
            } else if past.since.is_some() {
                past = Past { since: None, states: 0, gone_after: last };
            }
        }
        past
    }

    /// Returns `true` if the first state already had an element, which may be much older.
    fn is_from_the_start(&self, since: Date) -> bool {
        self.states.first().is_some_and(|first| first.date == since)
    }

    fn is_young(&self, past: &Past) -> bool {
        past.since.is_none_or(|since| {
            !self.is_from_the_start(since) && (past.states < STATES || self.now.days_since(since) < DAYS)
        })
    }

    /// Marks additions that are younger than the cool-down, removals of young elements, and restored elements.
    pub(crate) fn mark(&self, findings: &mut Vec<Finding>) {
        let mut reverted: BTreeMap<(Option<String>, Date), Vec<String>> = BTreeMap::new();
        for finding in findings.iter_mut().filter(|finding| !finding.is_access()) {
            let past = self.past(&finding.subject);
            let is_annotation = finding.subject.contains('@');
            match finding.rule.change {
                Change::Added if !is_annotation => {
                    finding.is_young = self.is_young(&past);
                    if let Some(gone_after) = past.gone_after {
                        finding
                            .remarks
                            .push(format!("back: last seen on {gone_after} before it was removed"));
                        let key = (finding.version.clone(), gone_after);
                        reverted.entry(key).or_default().push(finding.subject.clone());
                    } else if finding.is_young {
                        let since = past.since.unwrap_or(self.now);
                        finding.remarks.push(format!("younger than the cool-down: first seen on {since}"));
                    }
                }
                Change::Removed if !is_annotation => {
                    finding.is_young = past.since.is_some() && self.is_young(&past);
                    if let (true, Some(since)) = (finding.is_young, past.since) {
                        finding.remarks.push(format!("retracted: it had been there since {since} only"));
                    }
                }
                _ => {}
            }
        }
        for ((version, gone_after), subjects) in reverted {
            let count = subjects.len();
            let mut note =
                Finding::new(&REMOVAL_REVERTED, format!("{count} removed on or after {gone_after}"));
            note.version = version;
            note.covers = subjects;
            findings.push(note);
        }
    }
}

/// The paths of all types, members, operations and children of the container.
fn elements(model: &Model) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for (_, ty) in model.types() {
        all.insert(ty.name().to_string());
        all.extend(crate::text::members(ty));
    }
    for operation in &model.operations {
        let path = operation.identity(model);
        all.extend(operation.parameters.iter().map(|parameter| format!("{path}/{}", parameter.name)));
        all.insert(path);
    }
    let container = model.container.as_ref().map(ToString::to_string).unwrap_or_default();
    let children = model.roots.iter().map(|root| &root.name);
    let children = children.chain(model.imports.iter().map(|import| &import.name));
    all.extend(children.map(|name| format!("{container}/{name}")));
    all.extend(model.schemas.iter().map(|schema| schema.namespace.clone()));
    all
}
