//! Changes that no real update has had yet. A real document gets many edits of every kind at once. Its comparison by
//! meaning is checked against an independent comparison of all attributes.

use std::ops::Range;

use crate::support::cover::{compared, made_up, overlooked};
use crate::support::raw;
use roxmltree::{Document, Node};

/// The number of edits in a document.
const EDITS: usize = 400;

#[test]
fn edits_of_every_kind_are_reported_and_nothing_else() {
    let Some(text) = test_support::real_metadata("beta-ussec.csdl") else { return };
    let text = text.trim_start_matches('\u{feff}');
    let mut kinds = std::collections::BTreeSet::new();
    for seed in 1..=4 {
        let edited = edited(text, seed);
        // The documents are compared in both directions, so that additions also become removals.
        for (old, new) in [(text, edited.as_str()), (&edited, text)] {
            let report = compared(old, new);
            let differences = raw::differences(&raw::read(old), &raw::read(new));
            let overlooked = overlooked(&report, &differences);
            assert!(overlooked.is_empty(), "seed {seed}: not reported:\n{}", overlooked.join("\n"));
            let made_up = made_up(&report, &differences);
            assert!(made_up.is_empty(), "seed {seed}: reported without cause:\n{}", made_up.join("\n"));
            kinds.extend(report.findings.iter().map(|finding| finding.rule.id));
        }
    }
    assert!(kinds.len() > 60, "only {} kinds of changes: {kinds:?}", kinds.len());
}

#[test]
fn types_in_another_case_are_renamed_and_so_are_references_to_them() {
    let Some(text) = test_support::real_metadata("beta-ussec.csdl") else { return };
    let mut renamed = text.clone();
    for (old, new) in [("identitySet", "IdentitySet"), ("device", "Device"), ("riskLevel", "risklevel")] {
        for (before, after) in [("graph.", "\""), ("graph.", ")"), ("graph.", "/"), ("Name=\"", "\" ")] {
            // `Name` is the name of a type here, since no property with these names begins with this attribute.
            let is_name = before.starts_with("Name");
            let lines = renamed.lines().map(|line| {
                let is_type =
                    ["<EntityType ", "<ComplexType ", "<EnumType "].iter().any(|tag| line.contains(tag));
                let is_short = is_name && line.contains(&format!("Name=\"{old}\">")) && is_type;
                let line = if is_short {
                    line.replace(&format!("\"{old}\">"), &format!("\"{new}\">"))
                } else {
                    line.to_owned()
                };
                if is_name && !is_type {
                    line
                } else {
                    line.replace(&format!("{before}{old}{after}"), &format!("{before}{new}{after}"))
                }
            });
            renamed = lines.collect::<Vec<_>>().join("\n");
        }
    }
    let report = compared(&text, &renamed);
    let differences = raw::differences(&raw::read(&text), &raw::read(&renamed));
    assert_eq!(overlooked(&report, &differences), [""; 0]);
    let ids: Vec<_> = report.findings.iter().map(|finding| finding.rule.id).collect();
    assert_eq!(ids, ["type-casing-changed"; 3], "references are notes");
    assert!(report.notes.iter().any(|note| note.rule.id == "type-reference-renamed"));
}

/// Numbers that are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

/// The document with edits at places that do not touch.
fn edited(text: &str, seed: u64) -> String {
    let document = Document::parse(text).unwrap();
    let elements: Vec<_> = document.descendants().filter(Node::is_element).collect();
    let mut random = Random(seed);
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    while edits.len() < EDITS {
        let node = *elements.get(random.below(elements.len())).unwrap();
        // Most properties and members are skipped, so that the few sets and results are also edited.
        let is_common = ["Property", "Member", "PropertyValue", "Record"].contains(&node.tag_name().name());
        if is_common && random.below(8) > 0 {
            continue;
        }
        if let Some(edit) = edit(text, node, &mut random)
            && edits.iter().all(|(range, _)| range.end < edit.0.start || edit.0.end < range.start)
        {
            edits.push(edit);
        }
    }
    edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    let mut edited = text.to_owned();
    for (range, text) in edits {
        edited.replace_range(range, &text);
    }
    edited
}

/// A random edit of an element, if the element allows the drawn kind.
fn edit(text: &str, node: Node<'_, '_>, random: &mut Random) -> Option<(Range<usize>, String)> {
    let remove = || Some((node.range(), String::new()));
    let flip = |name: &str| match node.attribute_node(name) {
        Some(attribute) => Some((attribute.range(), String::new())),
        None => add(text, node, name, "true"),
    };
    let nullable = || match node.attribute_node("Nullable") {
        Some(attribute) => Some((attribute.range(), String::new())),
        None => add(text, node, "Nullable", "false"),
    };
    let is_first = |node: Node<'_, '_>| {
        node.prev_siblings()
            .skip(1)
            .all(|before| !before.is_element() || before.tag_name() != node.tag_name())
    };
    match (node.tag_name().name(), random.below(8)) {
        (
            "Property"
            | "NavigationProperty"
            | "Member"
            | "Action"
            | "Function"
            | "EntitySet"
            | "Singleton"
            | "NavigationPropertyBinding"
            | "Annotations"
            | "Annotation"
            | "Term",
            0,
        ) => remove(),
        ("Property" | "NavigationProperty" | "Parameter" | "ReturnType", 1) => nullable(),
        ("Property" | "NavigationProperty" | "ReturnType", 2) => collection(node),
        ("Property", 3) => set(node, "Type", "Edm.Int32"),
        ("Property" | "Member", 4) => rename(node, |name| format!("{name}Next")),
        ("NavigationProperty", 4) => rename(node, |name| format!("other{name}")),
        ("Property" | "NavigationProperty" | "Singleton" | "EntitySet", 5) => rename(node, str::to_uppercase),
        ("Property", 6) => add(text, node, "MaxLength", "9"),
        ("Property", 7) => add(text, node, "DefaultValue", "x"),
        ("NavigationProperty", 3) => flip("ContainsTarget"),
        ("NavigationProperty", 6) => add(text, node, "Partner", "x"),
        ("NavigationProperty", 7) => {
            let relations = [
                "<OnDelete Action=\"Cascade\" />",
                "<ReferentialConstraint Property=\"id\" ReferencedProperty=\"id\" />",
            ];
            inside(text, node, relations.get(random.below(2))?)
        }
        ("Member", 1) => set(node, "Value", &format!("{}", 100_000 + random.below(1000))),
        ("EnumType", 0) => flip("IsFlags"),
        ("EnumType", 1) => add(text, node, "UnderlyingType", "Edm.Int64"),
        ("EntityType" | "ComplexType", 0) => flip("Abstract"),
        ("EntityType" | "ComplexType", 1) => flip("OpenType"),
        ("EntityType", 2) => flip("HasStream"),
        ("EntityType" | "ComplexType", 3) => {
            node.attribute_node("BaseType").map(|attribute| (attribute.range(), String::new()))
        }
        ("Action" | "Function", 1) => add(text, node, "EntitySetPath", "bindingParameter/x"),
        ("Function", 2) => flip("IsComposable"),
        ("Action", 3) => node.attribute_node("IsBound").map(|attribute| (attribute.range(), String::new())),
        // A function without the parameter could be another overload.
        ("Parameter", 0) if !is_first(node) && node.parent().unwrap().tag_name().name() == "Action" => {
            remove()
        }
        ("Parameter", 3) if !is_first(node) => set(node, "Type", "Edm.Int32"),
        ("Parameter", 4) if !is_first(node) => rename(node, |name| format!("{name}Next")),
        ("Parameter", 5) if !is_first(node) => rename(node, str::to_uppercase),
        ("Parameter", 6) => add(text, node, "Unicode", "false"),
        ("ReturnType", 3) => set(node, "Type", "Edm.Boolean"),
        ("ReturnType", 4) if node.parent().unwrap().tag_name().name() == "Action" => remove(),
        ("EntitySet" | "Singleton", 1) => add(text, node, "IncludeInServiceDocument", "true"),
        ("NavigationPropertyBinding", 1) => set(node, "Target", "elsewhere"),
        ("Annotation", 1) => set(node, "String", "Another text."),
        ("Annotation", 2) => set(node, "Bool", "false"),
        ("PropertyValue", 1) => {
            set(node, "Bool", if node.attribute("Bool") == Some("true") { "false" } else { "true" })
        }
        ("Term", 1) => set(node, "AppliesTo", "Property"),
        ("EntityContainer", 0) => add(text, node, "Extends", "microsoft.graph.Other"),
        _ => None,
    }
}

fn set(node: Node<'_, '_>, name: &str, value: &str) -> Option<(Range<usize>, String)> {
    let attribute = node.attribute_node(name)?;
    (attribute.value() != value).then(|| (attribute.range_value(), value.to_owned()))
}

fn rename(node: Node<'_, '_>, change: impl Fn(&str) -> String) -> Option<(Range<usize>, String)> {
    set(node, "Name", &change(node.attribute("Name")?))
}

fn add(text: &str, node: Node<'_, '_>, name: &str, value: &str) -> Option<(Range<usize>, String)> {
    if node.has_attribute(name) {
        return None;
    }
    let start = node.range().start;
    let end = start + text.get(start..)?.find([' ', '>', '/'])?;
    Some((end..end, format!(" {name}=\"{value}\"")))
}

/// Adds an element to an element that is empty.
fn inside(text: &str, node: Node<'_, '_>, element: &str) -> Option<(Range<usize>, String)> {
    let written = text.get(node.range())?;
    let start = node.range().start + written.strip_suffix("/>")?.len();
    Some((start..node.range().end, format!(">{element}</{}>", node.tag_name().name())))
}

/// `T` becomes `Collection(T)`, and the other way round.
fn collection(node: Node<'_, '_>) -> Option<(Range<usize>, String)> {
    let ty = node.attribute("Type")?;
    let item = ty.strip_prefix("Collection(").and_then(|rest| rest.strip_suffix(')'));
    set(node, "Type", &item.map_or_else(|| format!("Collection({ty})"), str::to_owned))
}
