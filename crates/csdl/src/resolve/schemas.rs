//! Schemas and terms: they are kept unchanged, except that names are written in full.

use super::names::{Names, schemas};
use crate::document::{self, Document};
use crate::model::{Annotations, Model, QualifiedName, Schema, Term};

/// Keeps every schema and term.
pub(super) fn keep(documents: &[Document], names: &Names, model: &mut Model) {
    for schema in schemas(documents) {
        model.schemas.push(Schema {
            namespace: schema.namespace.clone(),
            alias: schema.alias.as_ref().map(|alias| alias.value.clone()),
            place: schema.place,
        });
        model.terms.extend(schema.terms.iter().map(|term| self::term(&schema.namespace, term, names)));
    }
}

fn term(namespace: &str, term: &document::Term, names: &Names) -> Term {
    let expand = |name: &str| names.expand(name, term.place.file);
    let ty = expand(&term.ty.name);
    Term {
        name: QualifiedName { namespace: namespace.to_owned(), name: term.name.clone() },
        ty: if term.ty.collection { format!("Collection({ty})") } else { ty },
        nullable: term.nullable,
        base_term: term.base_term.as_deref().map(expand),
        default_value: term.default_value.clone(),
        applies_to: term.applies_to.clone(),
        facets: term.facets.clone(),
        annotations: Annotations(term.annotations.clone()),
        place: term.place,
    }
}
