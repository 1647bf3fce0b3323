//! Splits a document into several files, so that each file is easy to review. A declaration always stays in the same
//! file.
//!
//! Each namespace has a file. The root namespace has a file for each first letter of the names, and one for the
//! entity container. Annotations out of line are not kept. Must not know where the document comes from.

use std::collections::BTreeMap;

use super::references;
use crate::graph::ROOT_NAMESPACE;
use csdl::document::{Document, Schema};

/// The file of the entity container.
const SERVICE: &str = "service.csdl";

/// The parts of a document by the names of their files.
///
/// The reader accepts only identifiers separated by dots as a namespace. So no namespace can lead to another folder.
pub(super) fn split(mut document: Document) -> BTreeMap<String, Document> {
    // An alias is valid only in its own file.
    references::expand(&mut document);
    let mut files = Files::default();
    document.schemas.into_iter().for_each(|schema| files.add(schema));
    let documents = files.0.into_iter().map(|(file, schemas)| {
        let schemas = schemas.into_values().collect();
        (file, Document { version: document.version.clone(), schemas, ..Document::default() })
    });
    documents.collect()
}

/// The schemas of each file by their namespaces.
#[derive(Default)]
struct Files(BTreeMap<String, BTreeMap<String, Schema>>);

impl Files {
    /// Distributes the declarations of a schema.
    fn add(&mut self, mut schema: Schema) {
        let containers = std::mem::take(&mut schema.containers);
        let enum_types = std::mem::take(&mut schema.enum_types);
        let type_definitions = std::mem::take(&mut schema.type_definitions);
        let complex_types = std::mem::take(&mut schema.complex_types);
        let entity_types = std::mem::take(&mut schema.entity_types);
        let operations = std::mem::take(&mut schema.operations);
        let terms = std::mem::take(&mut schema.terms);
        schema.annotations.clear();
        let empty = &schema;
        for container in containers {
            self.schema(SERVICE, empty).containers.push(container);
        }
        for ty in enum_types {
            self.schema(&file(empty, &ty.name), empty).enum_types.push(ty);
        }
        for ty in type_definitions {
            self.schema(&file(empty, &ty.name), empty).type_definitions.push(ty);
        }
        for ty in complex_types {
            self.schema(&file(empty, &ty.structured.name), empty).complex_types.push(ty);
        }
        for ty in entity_types {
            self.schema(&file(empty, &ty.structured.name), empty).entity_types.push(ty);
        }
        for operation in operations {
            self.schema(&file(empty, &operation.name), empty).operations.push(operation);
        }
        for term in terms {
            self.schema(&file(empty, &term.name), empty).terms.push(term);
        }
    }

    /// The schema of a namespace in a file. Names that differ only in case share a file, since many systems do not
    /// distinguish them.
    fn schema(&mut self, file: &str, empty: &Schema) -> &mut Schema {
        let known = self.0.keys().find(|known| known.eq_ignore_ascii_case(file)).cloned();
        let schemas = self.0.entry(known.unwrap_or_else(|| file.to_owned())).or_default();
        schemas.entry(empty.namespace.clone()).or_insert_with(|| empty.clone())
    }
}

/// The file of a declaration.
fn file(schema: &Schema, name: &str) -> String {
    let namespace = &schema.namespace;
    if namespace != ROOT_NAMESPACE {
        return format!("{namespace}.csdl");
    }
    let first = name.chars().next().map(|first| first.to_ascii_lowercase());
    let letter = first.filter(char::is_ascii_lowercase).unwrap_or('_');
    format!("{namespace}.{letter}.csdl")
}
