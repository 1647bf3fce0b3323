//! The scopes of many requests together are as few as possible: the test compares them with a search through all sets.

use std::collections::BTreeSet;

use csdl::diagnostic::Diagnostics;
use csdl::source::Sources;
use graph_models_codegen::input::{Permissions, Scopes};
use graph_models_core::request::least_scopes;

/// The scopes of one way to allow a request. All of them are needed together.
type Way<'s> = BTreeSet<&'s str>;

/// The smallest set of scopes, found by trying all sets. If several sets are equally small, the first by name.
fn smallest<'s>(requests: &[&'s Scopes]) -> Vec<&'s str> {
    let all_of = |way: &'s String| way.split('+').collect::<Way<'s>>();
    let requests = requests.iter().filter(|scopes| !scopes.least.is_empty());
    let candidates: Way<'s> = requests.clone().flat_map(|scopes| &scopes.least).flat_map(all_of).collect();
    let ways = requests.map(|scopes| scopes.least.iter().chain(&scopes.higher).map(all_of));
    let mut open: Vec<BTreeSet<Way<'s>>> =
        ways.map(|ways| ways.filter(|way| way.is_subset(&candidates)).collect()).collect();
    // A request with only one way needs the scopes of this way.
    let mut chosen = Way::new();
    loop {
        open.retain(|ways| !ways.iter().any(|way| way.is_subset(&chosen)));
        let Some(position) = open.iter().position(|ways| ways.len() == 1) else { break };
        chosen.extend(open.remove(position).into_iter().flatten());
    }
    // Requests without a common scope are decided separately.
    let mut parts: Vec<(Way<'s>, Vec<BTreeSet<Way<'s>>>)> = Vec::new();
    for ways in open {
        let mut scopes: Way<'s> = ways.iter().flatten().copied().filter(|it| !chosen.contains(it)).collect();
        let mut needs = vec![ways];
        while let Some(position) = parts.iter().position(|(others, _)| !others.is_disjoint(&scopes)) {
            let (others, theirs) = parts.remove(position);
            scopes.extend(others);
            needs.extend(theirs);
        }
        parts.push((scopes, needs));
    }
    for (scopes, needs) in parts {
        let scopes: Vec<_> = scopes.into_iter().collect();
        assert!(scopes.len() <= 16, "too many to try: {}", scopes.len());
        let sets = (0_u32..1 << scopes.len()).map(|bits| {
            let chosen = scopes.iter().enumerate().filter(|(index, _)| bits >> index & 1 == 1);
            chosen.map(|(_, scope)| *scope).collect::<Vec<_>>()
        });
        let is_enough = |set: &Vec<&str>| {
            let has = |scope: &&str| set.contains(scope) || chosen.contains(scope);
            needs.iter().all(|ways| ways.iter().any(|way| way.iter().all(&has)))
        };
        let best = sets.filter(is_enough).min_by(|one, other| (one.len(), one).cmp(&(other.len(), other)));
        chosen.extend(best.unwrap());
    }
    chosen.into_iter().collect()
}

fn require_smallest(requests: &[&Scopes]) {
    let found =
        least_scopes(requests.iter().map(|scopes| (scopes.least.as_slice(), scopes.higher.as_slice())));
    assert_eq!(found, smallest(requests));
}

#[test]
fn scopes_of_200_requests_of_graph_are_as_few_as_possible() {
    let Some(text) = test_support::real_metadata("permissions.json") else { return };
    let mut sources = Sources::default();
    let file = sources.add("permissions.json", text);
    let (mut permissions, mut diagnostics) = (Permissions::default(), Diagnostics::default());
    permissions.read(&sources, file, &mut diagnostics);
    assert!(!diagnostics.has_errors());
    let mut random = fastrand::Rng::with_seed(20);
    for is_delegated in [true, false] {
        let known = permissions.iter().map(|(.., scopes)| match is_delegated {
            true => &scopes.delegated,
            false => &scopes.application,
        });
        let known: Vec<_> = known.filter(|scopes| !scopes.least.is_empty()).collect();
        for size in [2, 5, 20, 200] {
            for _ in 0..200 {
                let requests: Vec<_> = (0..size).map(|_| known[random.usize(..known.len())]).collect();
                require_smallest(&requests);
            }
        }
    }
}

/// Scopes that overlap more than those of Graph.
#[test]
fn scopes_of_200_invented_requests_are_as_few_as_possible() {
    let mut random = fastrand::Rng::with_seed(21);
    for _ in 0..200 {
        let scope = |random: &mut fastrand::Rng| format!("Scope{:02}", random.u8(..14));
        let way = |random: &mut fastrand::Rng| match random.u8(..8) {
            0 => format!("{}+{}", scope(random), scope(random)),
            _ => scope(random),
        };
        let requests: Vec<_> = (0..200)
            .map(|_| {
                let least = vec![way(&mut random)];
                let higher = (0..random.usize(..4)).map(|_| way(&mut random)).collect();
                Scopes { least, higher }
            })
            .collect();
        // Few requests leave more choices than many requests.
        for count in [4, 12, 200] {
            require_smallest(&requests.iter().take(count).collect::<Vec<_>>());
        }
    }
}
