//! Earlier states of the metadata: what is young, what was retracted, and what came back.

use std::collections::{BTreeMap, BTreeSet};

use crate::date::Date;
use crate::finding::Finding;
use crate::rule::Change;
use crate::rules::access::REMOVAL_REVERTED;
use csdl::model::Model;

/// An element is young until it is in this many states.
const STATES: usize = 3;
/// And until it is this many days old.
const DAYS: i64 = 21;

/// A state of the metadata by its day.
#[derive(Debug, Clone)]
pub struct State {
    date: Date,
    elements: BTreeSet<String>,
}

impl State {
    /// The state that a model is.
    pub fn of(date: Date, model: &Model) -> Self {
        Self { date, elements: elements(model) }
    }
}

/// Earlier states, the oldest first.
#[derive(Debug, Clone)]
pub struct History {
    /// All before the new side.
    states: Vec<State>,
    /// The day of the new side.
    now: Date,
}

/// Where an element was and is, as far as the states tell.
struct Past {
    /// The first day of the last run of states that have it.
    since: Option<Date>,
    /// How many states that run has.
    states: usize,
    /// The day it was seen for the last time, before it was gone for a while.
    gone_after: Option<Date>,
}

impl History {
    /// Puts states in order. Those after the new side say nothing of its past, and are left out.
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

    /// Whether an element that is in all states is as old as they are, and who knows how old.
    fn is_from_the_start(&self, since: Date) -> bool {
        self.states.first().is_some_and(|first| first.date == since)
    }

    fn is_young(&self, past: &Past) -> bool {
        past.since.is_none_or(|since| {
            !self.is_from_the_start(since) && (past.states < STATES || self.now.days_since(since) < DAYS)
        })
    }

    /// Marks additions that are younger than the cool-down, removals of what was young, and what came back.
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
