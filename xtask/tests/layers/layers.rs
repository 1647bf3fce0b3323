//! The files of a crate, what they name of each other, and the circles that they form.

use std::collections::{BTreeMap, BTreeSet};

use crate::circles::{Graph, circles, shortest};
use crate::names::{Edge, edges};
use crate::tree::{File, tree};

/// The files of a crate, and the references between them.
pub(crate) struct Layers {
    files: Vec<File>,
    pub(crate) edges: Vec<Edge>,
}

impl Layers {
    /// Reads the files of a crate: those of its folder `src`, by their paths there. `root` is one of them.
    pub(crate) fn new(root: &str, files: &BTreeMap<String, String>) -> Self {
        let tree = tree(root, files);
        let edges = edges(&tree);
        Self { files: tree.files, edges }
    }

    /// Returns the references between top-level modules that are part of a circle, as `from to place`.
    pub(crate) fn circles_of_modules(&self) -> Vec<String> {
        let tops: BTreeSet<_> = self.files.iter().filter_map(|file| file.top.as_deref()).collect();
        let tops: Vec<_> = tops.into_iter().collect();
        let top = |file: usize| tops.binary_search(&self.files[file].top.as_deref()?).ok();
        let mut graph = Graph::new();
        let mut steps = Vec::new();
        for edge in &self.edges {
            if let (Some(from), Some(to)) = (top(edge.from), top(edge.to))
                && from != to
            {
                graph.entry(from).or_default().insert(to);
                steps.push((from, to, self.place(edge)));
            }
        }
        let circles = circles(&graph);
        steps.retain(|(from, to, _)| {
            circles.iter().any(|circle| circle.contains(from) && circle.contains(to))
        });
        let mut shown: Vec<_> =
            steps.iter().map(|(from, to, place)| format!("{} {} {place}", tops[*from], tops[*to])).collect();
        shown.dedup();
        shown
    }

    /// Returns the circles of files: for each, the number of its files and the shortest way around.
    ///
    /// A file and the files of the modules inside it may name each other: they are one module, and the file around
    /// declares what the files inside share.
    pub(crate) fn circles_of_files(&self) -> Vec<String> {
        let is_around = |outer: usize, inner: usize| self.files[inner].ancestors.contains(&outer);
        let mut graph = Graph::new();
        for edge in &self.edges {
            if !is_around(edge.from, edge.to) && !is_around(edge.to, edge.from) {
                graph.entry(edge.from).or_default().insert(edge.to);
            }
        }
        let shown = |circle: &BTreeSet<usize>| {
            let way = shortest(&graph, circle);
            let steps: Vec<_> = way.windows(2).map(|step| self.step(step[0], step[1])).collect();
            format!("{} files: {}", circle.len(), steps.join(", "))
        };
        circles(&graph).iter().map(shown).collect()
    }

    /// Returns the references to types that the root of the crate declares.
    pub(crate) fn types_of_the_root(&self) -> Vec<String> {
        let is_type = |edge: &&Edge| {
            edge.to == 0
                && edge.path.split("::").any(|word| word.starts_with(|c: char| c.is_ascii_uppercase()))
        };
        self.edges.iter().filter(is_type).map(|edge| self.shown(edge)).collect()
    }

    /// Returns the first reference of one file to another.
    fn step(&self, from: usize, to: usize) -> String {
        let edge = self.edges.iter().find(|edge| edge.from == from && edge.to == to);
        edge.map(|edge| self.shown(edge)).unwrap_or_default()
    }

    fn shown(&self, edge: &Edge) -> String {
        format!("{} names `{}` of {}", self.place(edge), edge.path, self.files[edge.to].path)
    }

    /// The file and the line of a reference, such as `model/extra.rs:12`.
    fn place(&self, edge: &Edge) -> String {
        format!("{}:{}", self.files[edge.from].path, edge.line)
    }
}
