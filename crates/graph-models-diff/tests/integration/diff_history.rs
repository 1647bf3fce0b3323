//! Checks that findings require the same release as the generated crates do. Every historic state of the metadata is
//! generated as a whole, and the public APIs are compared as text, forwards, and backwards from the newest state.
//!
//! The test needs real metadata. A missing file gives a line on the terminal, and is an error if `CI` is set.

use crate::support::api;
use csdl::diagnostic::{Diagnostics, Style};
use csdl::model::Model;
use csdl::source::Sources;
use graph_models_codegen::{Input, generate};
use graph_models_diff::{Bump, Options, Report, Side, compare};

/// The states of each version, the oldest first.
const STATES: [&[&str]; 2] = [
    &[
        "history/v1.0-2022-07-21.csdl",
        "history/v1.0-2022-10-05.csdl",
        "history/v1.0-2026-05-12.csdl",
        "history/v1.0-2026-06-22.csdl",
        "v1.0.csdl",
    ],
    &[
        "history/beta-ussec-2022-11-24.csdl",
        "history/beta-ussec-2023-02-15.csdl",
        "history/beta-ussec-2026-05-18.csdl",
        "beta-ussec.csdl",
    ],
];

/// Updates whose required release is debatable: the older and the newer state, the release by the findings, and the
/// reason.
const ARGUABLE: [(&str, &str, Bump, &str); 0] = [];

/// A state: its metadata, and the public API of its crate.
struct State {
    name: &'static str,
    model: Model,
    api: api::Api,
}

#[test]
fn the_release_is_that_of_the_public_api() {
    let mut wrong = Vec::new();
    let mut compared = 0;
    for names in STATES {
        let states: Vec<_> = std::thread::scope(|threads| {
            let states: Vec<_> = names.iter().map(|name| threads.spawn(|| state(name))).collect();
            states.into_iter().filter_map(|state| state.join().unwrap()).collect()
        });
        let forwards = states.windows(2).filter_map(|pair| Some((pair.first()?, pair.last()?)));
        let backwards = states.last().zip(states.iter().nth_back(1));
        for (old, new) in forwards.chain(backwards) {
            compared += 1;
            wrong.extend(disagreement(old, new));
        }
    }
    assert!(compared == 9 || std::env::var_os("CI").is_none(), "{compared} updates");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The text for an update whose findings require another release than the APIs.
fn disagreement(old: &State, new: &State) -> Option<String> {
    let report = compared(old, new);
    let (claimed, actual) = (report.bump(), api::bump(&old.api, &new.api));
    let arguable = ARGUABLE.iter().find(|(before, after, ..)| (*before, *after) == (old.name, new.name));
    let allowed = arguable.map_or(actual, |(.., bump, _)| *bump);
    let gone: Vec<_> = old.api.difference(&new.api).take(5).collect();
    let text =
        format!("{} to {}: findings say {claimed}, the crates {actual}; gone: {gone:#?}", old.name, new.name);
    // Each change of the crate must have a finding that explains it.
    let is_explained = report.findings.iter().all(|finding| finding.rule.id != "rust-api-changed");
    (claimed != allowed || !is_explained).then_some(text)
}

fn compared(old: &State, new: &State) -> Report {
    let old = Side { model: &old.model, scope: None };
    let new = Side { model: &new.model, scope: None };
    compare(&old, &new, &Options::default())
}

fn state(name: &'static str) -> Option<State> {
    let text = test_support::real_metadata(name)?;
    let mut sources = Sources::default();
    let file = sources.add(name, text.clone());
    let model = csdl::model(&sources, &[file], &mut Diagnostics::default());
    let slices =
        "[all]\nversion = \"v1.0\"\nmetadata = [\"graph.csdl\"]\ndescription = \"All\"\nall = true\n";
    let mut input = Input::new("slices.toml", slices);
    input.add_metadata("graph.csdl", name, text);
    let output = generate(&input);
    let said = output.diagnostics.render(input.sources(), Style::Plain);
    assert!(!output.diagnostics.has_errors(), "{name}:\n{said}");
    Some(State { name, model, api: api::of(&output.files) })
}
