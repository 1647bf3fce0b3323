//! The wrapper around schemas (section 3), schemas (section 5) and terms (section 14.1).
//!
//! Must not know the content of the declarations that it sorts.

use super::writer::{Tag, Writer};
use crate::document::{Annotations, Document, OperationKind, Reference, Schema, Term};

impl Writer {
    /// Writes the document without its first line.
    pub(super) fn document(&mut self, document: &Document) {
        for comment in &document.comments {
            self.comment(comment);
        }
        let root = Tag::new("edmx:Edmx").with("Version", &document.version);
        let root = root.with("xmlns:edmx", "http://docs.oasis-open.org/odata/ns/edmx");
        self.element(&root, |writer| {
            for reference in &document.references {
                writer.reference(reference);
            }
            writer.element(&Tag::new("edmx:DataServices"), |writer| {
                for schema in sorted(&document.schemas, |schema| &schema.namespace) {
                    writer.schema(schema);
                }
            });
        });
    }

    /// `Reference` (section 3.3). The annotations of a reference need the XML namespace that schemas otherwise
    /// declare themselves.
    fn reference(&mut self, reference: &Reference) {
        let mut tag = Tag::new("edmx:Reference").with("Uri", &reference.uri);
        let is_annotated = reference.includes.iter().any(|include| !include.annotations.is_empty());
        if is_annotated || !reference.annotations.is_empty() {
            tag = tag.with("xmlns", "http://docs.oasis-open.org/odata/ns/edm");
        }
        self.element(&tag, |writer| {
            writer.described(&reference.annotations, |writer| {
                for include in &reference.includes {
                    let tag = Tag::new("edmx:Include").with("Namespace", &include.namespace);
                    let tag = tag.maybe("Alias", include.alias.as_ref().map(|alias| alias.value.as_str()));
                    writer.element(&tag, |writer| writer.described(&include.annotations, |_| {}));
                }
                for include in &reference.include_annotations {
                    let tag = Tag::new("edmx:IncludeAnnotations")
                        .with("TermNamespace", &include.term_namespace)
                        .maybe("Qualifier", include.qualifier.as_deref())
                        .maybe("TargetNamespace", include.target_namespace.as_deref());
                    writer.leaf(&tag);
                }
            });
        });
    }

    fn schema(&mut self, schema: &Schema) {
        let tag = Tag::new("Schema")
            .with("Namespace", &schema.namespace)
            .maybe("Alias", schema.alias.as_ref().map(|alias| alias.value.as_str()))
            .with("xmlns", "http://docs.oasis-open.org/odata/ns/edm");
        self.element(&tag, |writer| {
            for ty in sorted(&schema.enum_types, |ty| &ty.name) {
                writer.enum_type(ty);
            }
            for ty in sorted(&schema.type_definitions, |ty| &ty.name) {
                writer.type_definition(ty);
            }
            for ty in sorted(&schema.complex_types, |ty| &ty.structured.name) {
                writer.complex_type(ty);
            }
            for ty in sorted(&schema.entity_types, |ty| &ty.structured.name) {
                writer.entity_type(ty);
            }
            let operations = sorted(&schema.operations, |operation| &operation.name);
            for kind in [OperationKind::Action, OperationKind::Function] {
                let of_kind = operations.iter().filter(|operation| operation.kind == kind);
                of_kind.for_each(|operation| writer.operation(operation));
            }
            for term in sorted(&schema.terms, |term| &term.name) {
                writer.term(term);
            }
            for container in sorted(&schema.containers, |container| &container.name) {
                writer.container(container);
            }
            for group in sorted(&schema.annotations, |group| &group.target.value) {
                writer.annotations_out_of_line(group);
            }
        });
    }

    /// `Term` (section 14.1).
    fn term(&mut self, term: &Term) {
        let tag = Tag::new("Term")
            .with("Name", &term.name)
            .with("Type", &self.names.reference(&term.ty))
            .maybe("BaseTerm", term.base_term.as_deref())
            .boolean("Nullable", term.nullable)
            .maybe("DefaultValue", term.default_value.as_deref())
            .maybe("AppliesTo", term.applies_to.as_deref())
            .facets(&term.facets);
        self.element(&tag, |writer| writer.described(&term.annotations, |_| {}));
    }

    /// `Annotations` (section 5.2).
    fn annotations_out_of_line(&mut self, group: &Annotations) {
        let tag = Tag::new("Annotations")
            .with("Target", &group.target.value)
            .maybe("Qualifier", group.qualifier.as_deref());
        self.element(&tag, |writer| writer.described(&group.annotations, |_| {}));
    }
}

/// Sorts declarations by name. Declarations with one name keep their order.
fn sorted<T>(declarations: &[T], name: impl Fn(&T) -> &String) -> Vec<&T> {
    let mut sorted: Vec<_> = declarations.iter().collect();
    sorted.sort_by(|a, b| name(a).cmp(name(b)));
    sorted
}
