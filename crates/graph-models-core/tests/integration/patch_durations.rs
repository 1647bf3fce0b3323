//! Tests of patches that change durations to equal ones.

use crate::sample::Incident;
use graph_models_core::model::{Extra, Nested};
use graph_models_core::{Patch, edm, from_value, to_value};
use serde_json::{Value, json};

struct Rule {
    every: Option<edm::Duration>,
    waits: Option<Vec<edm::Duration>>,
    inner: Option<Box<Rule>>,
    rules: Option<Vec<Rule>>,
    far: Nested<Rule>,
    incident: Option<Incident>,
    incidents: Option<Vec<Incident>>,
    extra: Extra,
}

graph_models_core::impl_model! {
    Rule: "sample.rule", bases: [], is_open: false, is_tagged: false {
        0 => every: Duration = "every",
        1 => waits: DurationList = "waits",
        2 => inner: Object = "inner",
        3 => rules: ObjectList = "rules",
        4 => far: Object in Expanded.erased = "far",
        5 => incident: Hierarchy = "incident",
        6 => incidents: HierarchyList = "incidents",
    }
}

/// Returns an object with the duration at every place that can have one.
fn places(duration: &str) -> [Value; 8] {
    let incident = json!({"@odata.type": "#sample.simpleIncident", "interval": duration});
    [
        json!({"every": duration}),
        json!({"waits": ["PT1M", duration]}),
        json!({"inner": {"inner": {"every": duration}}}),
        json!({"rules": [{}, {"every": duration}]}),
        json!({"far": {"waits": [duration]}}),
        json!({"incident": incident}),
        json!({"incidents": [incident]}),
        json!({"incident": {"@odata.type": "#sample.simpleIncident", "children@delta": [incident]}}),
    ]
}

fn sent(old: &Value, new: &Value) -> Value {
    let read = |value: &Value| from_value::<Rule>(value.clone()).unwrap();
    to_value(&Patch::diff(&read(old), &read(new)).unwrap()).unwrap()
}

#[test]
fn months_and_years_differ_from_days() {
    for (days, calendar) in [("P30D", "P1M"), ("P365D", "P1Y"), ("P31DT1H", "P1M1DT1H"), ("-P30D", "-P1M")] {
        assert_eq!(days.parse::<edm::Duration>().unwrap(), calendar.parse().unwrap());
        for (old, new) in places(days).into_iter().zip(places(calendar)) {
            assert_eq!(sent(&old, &new), new);
            assert_eq!(sent(&new, &old), old);
            assert_eq!(sent(&new, &new), json!({}));
        }
    }
}

#[test]
fn a_received_array_does_not_replace_a_duration_that_was_set() {
    for (received, set, written) in [
        (json!({"every": ["P1M"]}), "P30D", json!({"every": "P30D"})),
        (json!({"every": ["P30D"]}), "P1M", json!({"every": "P1M"})),
        (json!({"every": ["P1M"]}), "P1M", json!({"every": ["P1M"]})),
        (json!({"every": ["PT24H"]}), "P1D", json!({"every": ["PT24H"]})),
    ] {
        let mut rule: Rule = from_value(received).unwrap();
        rule.every = Some(set.parse().unwrap());
        assert_eq!(to_value(&rule).unwrap(), written);
    }
    let mut rule: Rule = from_value(json!({"waits": "P1M"})).unwrap();
    rule.waits = Some(vec!["P30D".parse().unwrap()]);
    assert_eq!(to_value(&rule).unwrap(), json!({"waits": ["P30D"]}));
}

#[test]
fn other_forms_of_one_duration_do_not_differ() {
    for (one, other) in [("PT24H", "P1D"), ("P2W", "P14D"), ("PT60M", "PT1H"), ("PT1.50S", "PT1.5S")] {
        for (old, new) in places(one).into_iter().zip(places(other)) {
            assert_eq!(sent(&old, &new), json!({}));
        }
    }
}
