//! Finds circles in a graph.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The nodes that each node leads to.
pub(crate) type Graph = BTreeMap<usize, BTreeSet<usize>>;

/// Returns the sets of nodes that lead to each other: every set with more than one node.
pub(crate) fn circles(graph: &Graph) -> Vec<BTreeSet<usize>> {
    let reached: BTreeMap<_, _> = graph.keys().map(|&node| (node, reached(graph, node))).collect();
    let mut circles = BTreeSet::new();
    for (&node, targets) in &reached {
        let leads_back = |other: &usize| reached.get(other).is_some_and(|targets| targets.contains(&node));
        let circle: BTreeSet<_> = targets.iter().copied().filter(leads_back).collect();
        if circle.len() > 1 {
            circles.insert(circle);
        }
    }
    circles.into_iter().collect()
}

/// Returns the nodes that a node leads to, directly or through others.
fn reached(graph: &Graph, from: usize) -> BTreeSet<usize> {
    let mut reached = BTreeSet::new();
    let mut open = vec![from];
    while let Some(node) = open.pop() {
        open.extend(graph.get(&node).into_iter().flatten().filter(|target| reached.insert(**target)));
    }
    reached
}

/// Returns the shortest way from one of the nodes back to it: each node once, the first one also as the last.
pub(crate) fn shortest(graph: &Graph, circle: &BTreeSet<usize>) -> Vec<usize> {
    circle.iter().filter_map(|&node| way_back(graph, node)).min_by_key(Vec::len).unwrap_or_default()
}

fn way_back(graph: &Graph, start: usize) -> Option<Vec<usize>> {
    let mut before = BTreeMap::new();
    let mut open = VecDeque::from([start]);
    while let Some(node) = open.pop_front() {
        for &target in graph.get(&node).into_iter().flatten() {
            if target == start {
                let mut way = vec![start, node];
                while let Some(&node) = way.last().and_then(|node| before.get(node)) {
                    way.push(node);
                }
                way.reverse();
                return Some(way);
            }
            before.entry(target).or_insert_with(|| {
                open.push_back(target);
                node
            });
        }
    }
    None
}
