//! The reader on all of Microsoft Graph: nothing is unknown, nothing is lost.
//!
//! The expected counts are those of the start tags in the text, counted without the reader.

use csdl::diagnostic::{Diagnostics, Style};
use csdl::document::{Annotation, ConstantKind, Document, Expression, OperationKind, PathKind, Record};
use csdl::read;
use csdl::source::Sources;

#[test]
fn all_of_v1_0_is_read() {
    let expected = Counts {
        entity_types: 1_182,
        complex_types: 1_779,
        enum_types: 861,
        actions: 857,
        functions: 326,
        terms: 11,
        properties: 10_525,
        navigation_properties: 1_432,
        members: 6_347,
        parameters: 3_032,
        return_types: 889,
        keys: 12,
        container_children: 72,
        bindings: 101,
        annotated_targets: 4_878,
        annotations: 5_922,
        records: 838,
        property_values: 1_135,
        collections: 111,
        enum_members: 161,
        property_paths: 53,
        navigation_property_paths: 18,
    };
    assert_counts("v1.0.csdl", &expected);
}

#[test]
fn all_of_beta_ussec_is_read() {
    let expected = Counts {
        entity_types: 732,
        complex_types: 1_091,
        enum_types: 495,
        actions: 710,
        functions: 251,
        terms: 12,
        properties: 6_765,
        navigation_properties: 1_086,
        members: 2_748,
        parameters: 2_438,
        return_types: 743,
        keys: 17,
        container_children: 81,
        bindings: 74,
        annotated_targets: 285,
        annotations: 899,
        records: 740,
        property_values: 1_031,
        collections: 114,
        enum_members: 74,
        property_paths: 19,
        navigation_property_paths: 28,
    };
    assert_counts("beta-ussec.csdl", &expected);
}

#[test]
fn older_states_are_read() {
    for name in ["v1.0-2026-05-12.csdl", "v1.0-2026-06-22.csdl", "beta-ussec-2026-05-18.csdl"] {
        let Some(text) = test_support::real_metadata(&format!("history/{name}")) else { continue };
        read(&text);
    }
}

/// Reads the document, and asserts that it has no problem and nothing unknown.
fn read(text: &str) -> Document {
    let mut sources = Sources::default();
    let file = sources.add("real.csdl", text);
    let mut diagnostics = Diagnostics::default();
    let document = read::document(&sources, file, &mut diagnostics);
    assert_eq!(diagnostics.render(&sources, Style::Plain), "");
    assert_eq!(document.unknown, []);
    document
}

fn assert_counts(name: &str, expected: &Counts) {
    let Some(text) = test_support::real_metadata(name) else { return };
    assert_eq!(&Counts::of(&read(&text)), expected);
}

/// The counts of a document.
#[derive(Debug, Default, PartialEq)]
struct Counts {
    entity_types: usize,
    complex_types: usize,
    enum_types: usize,
    actions: usize,
    functions: usize,
    terms: usize,
    properties: usize,
    navigation_properties: usize,
    members: usize,
    parameters: usize,
    return_types: usize,
    keys: usize,
    container_children: usize,
    bindings: usize,
    annotated_targets: usize,
    annotations: usize,
    records: usize,
    property_values: usize,
    collections: usize,
    enum_members: usize,
    property_paths: usize,
    navigation_property_paths: usize,
}

impl Counts {
    fn of(document: &Document) -> Self {
        let mut counts = Self::default();
        for schema in &document.schemas {
            counts.entity_types += schema.entity_types.len();
            counts.complex_types += schema.complex_types.len();
            counts.enum_types += schema.enum_types.len();
            counts.terms += schema.terms.len();
            let actions =
                schema.operations.iter().filter(|operation| operation.kind == OperationKind::Action);
            let actions = actions.count();
            counts.actions += actions;
            counts.functions += schema.operations.len() - actions;
            counts.keys += schema.entity_types.iter().filter(|ty| ty.key.is_some()).count();
            let structured = schema.entity_types.iter().map(|ty| &ty.structured);
            for ty in structured.chain(schema.complex_types.iter().map(|ty| &ty.structured)) {
                counts.properties += ty.properties.len();
                counts.navigation_properties += ty.navigation_properties.len();
                counts.annotate(&ty.annotations);
                for property in &ty.properties {
                    counts.annotate(&property.annotations);
                }
                for property in &ty.navigation_properties {
                    counts.annotate(&property.annotations);
                }
            }
            for ty in &schema.enum_types {
                counts.members += ty.members.len();
                counts.annotate(&ty.annotations);
                for member in &ty.members {
                    counts.annotate(&member.annotations);
                }
            }
            for operation in &schema.operations {
                counts.parameters += operation.parameters.len();
                counts.return_types += usize::from(operation.return_type.is_some());
                counts.annotate(&operation.annotations);
                for parameter in &operation.parameters {
                    counts.annotate(&parameter.annotations);
                }
                operation
                    .return_type
                    .iter()
                    .for_each(|return_type| counts.annotate(&return_type.annotations));
            }
            for term in &schema.terms {
                counts.annotate(&term.annotations);
            }
            for container in &schema.containers {
                counts.container_children += container.children.len();
                counts.annotate(&container.annotations);
                for child in &container.children {
                    counts.bindings += child.bindings.len();
                    counts.annotate(&child.annotations);
                }
            }
            counts.annotated_targets += schema.annotations.len();
            for annotations in &schema.annotations {
                counts.annotate(&annotations.annotations);
            }
        }
        counts
    }

    fn annotate(&mut self, annotations: &[Annotation]) {
        self.annotations += annotations.len();
        for annotation in annotations {
            self.annotate(&annotation.annotations);
            if let Some(value) = &annotation.value {
                self.express(value);
            }
        }
    }

    fn express(&mut self, expression: &Expression) {
        match expression {
            Expression::Constant(ConstantKind::EnumMember, _) => self.enum_members += 1,
            Expression::Path(PathKind::PropertyPath, _) => self.property_paths += 1,
            Expression::Path(PathKind::NavigationPropertyPath, _) => self.navigation_property_paths += 1,
            Expression::Constant(..) | Expression::Path(..) | Expression::Null => {}
            Expression::Collection(items) => {
                self.collections += 1;
                for item in items {
                    self.express(item);
                }
            }
            Expression::Record(record) => self.record(record),
            Expression::Dynamic { operands, .. } => {
                for operand in operands {
                    self.express(operand);
                }
            }
        }
    }

    fn record(&mut self, record: &Record) {
        self.records += 1;
        self.property_values += record.properties.len();
        self.annotate(&record.annotations);
        for property in &record.properties {
            self.annotate(&property.annotations);
            if let Some(value) = &property.value {
                self.express(value);
            }
        }
    }
}
