//! Circles in a graph: sets of nodes that lead to each other. A node that does not lead back to itself is a circle by
//! itself.

use std::collections::{BTreeMap, BTreeSet};

/// Nodes, and the nodes that each of them leads to.
pub(super) type Edges<N> = BTreeMap<N, BTreeSet<N>>;

/// Returns all circles. A circle comes after the circles that it leads to.
///
/// The algorithm is that of Kosaraju, without recursion: the chains could overflow the stack.
pub(super) fn circles<N: Ord + Copy>(edges: &Edges<N>) -> Vec<Vec<N>> {
    let mut back: Edges<N> = BTreeMap::new();
    for (&from, to) in edges {
        for &to in to {
            back.entry(to).or_default().insert(from);
        }
    }
    let mut order = Vec::new();
    let mut seen = BTreeSet::new();
    for &node in edges.keys() {
        order.extend(finished(node, edges, &mut seen));
    }
    let mut seen = BTreeSet::new();
    let starts = order.into_iter().rev();
    let circles = starts.map(|node| finished(node, &back, &mut seen)).filter(|circle| !circle.is_empty());
    let mut circles: Vec<_> = circles.collect();
    circles.reverse();
    circles
}

/// Returns the nodes that a node leads to and that were not seen before, each after the nodes that it leads to.
fn finished<N: Ord + Copy>(start: N, edges: &Edges<N>, seen: &mut BTreeSet<N>) -> Vec<N> {
    let mut finished = Vec::new();
    let next = |node| edges.get(&node).into_iter().flatten().copied();
    let mut way = Vec::new();
    if seen.insert(start) {
        way.push((start, next(start)));
    }
    while let Some((node, rest)) = way.last_mut() {
        let node = *node;
        match rest.find(|&next| seen.insert(next)) {
            Some(found) => way.push((found, next(found))),
            None => {
                finished.push(node);
                way.pop();
            }
        }
    }
    finished
}

#[cfg(test)]
mod tests {
    use super::circles;

    #[test]
    fn a_circle_comes_after_those_that_it_leads_to() {
        // 0 → 1 ⇄ 2 → 3, 4 → 4, 5 → 3
        let edges = [(0, vec![1]), (1, vec![2]), (2, vec![1, 3]), (3, vec![]), (4, vec![4]), (5, vec![3])];
        let edges = edges.map(|(from, to)| (from, to.into_iter().collect())).into();
        let mut found = circles(&edges);
        for circle in &mut found {
            circle.sort_unstable();
        }
        let place = |node| found.iter().position(|circle: &Vec<i32>| circle.contains(&node));
        assert_eq!(found.len(), 5);
        assert!(found.contains(&vec![1, 2]));
        assert!(place(3) < place(2) && place(2) < place(0) && place(3) < place(5));
    }

    #[test]
    fn a_chain_may_be_longer_than_the_stack() {
        let edges = (0..50_000).map(|node| (node, [node + 1].into())).chain([(50_000, [].into())]).collect();
        let found = circles(&edges);
        assert_eq!((found.len(), &found[0], &found[50_000]), (50_001, &vec![50_000], &vec![0]));
    }
}
