//! Replaces aliases in references to types, so that the references mean the same in another file, and keeps our
//! aliases.
//!
//! Values of annotations stay as they are. Must not check that types exist.

use std::collections::BTreeMap;

use csdl::document::{Document, Operation, Schema, StructuredType};
use csdl::source::Placed;

/// Gives each namespace the alias that it has in our files, or no alias if it has none there.
///
/// An alias has no meaning, but a new one would change every line that refers to a type.
pub(super) fn keep_aliases<'a>(document: &mut Document, ours: impl Iterator<Item = &'a Document>) {
    let ours: BTreeMap<_, _> = ours
        .flat_map(|document| &document.schemas)
        .map(|schema| (schema.namespace.as_str(), &schema.alias))
        .collect();
    let name = |alias: &Option<Placed<String>>| alias.as_ref().map(|alias| alias.value.clone());
    let is_other = |schema: &Schema| {
        ours.get(schema.namespace.as_str()).is_some_and(|alias| name(alias) != name(&schema.alias))
    };
    if !document.schemas.iter().any(is_other) {
        return;
    }
    expand(document);
    for schema in &mut document.schemas {
        if let Some(alias) = ours.get(schema.namespace.as_str()) {
            schema.alias.clone_from(alias);
        }
    }
}

/// Replaces the aliases in all references of a document by their namespaces.
pub(super) fn expand(document: &mut Document) {
    let names = Names(by_alias(document));
    for schema in &mut document.schemas {
        for ty in &mut schema.complex_types {
            names.structured(&mut ty.structured);
        }
        for ty in &mut schema.entity_types {
            names.structured(&mut ty.structured);
        }
        for operation in &mut schema.operations {
            names.operation(operation);
        }
        for term in &mut schema.terms {
            names.name(&mut term.ty.name);
            term.base_term.iter_mut().for_each(|base| names.name(base));
        }
        for container in &mut schema.containers {
            container.extends.iter_mut().for_each(|extended| names.name(&mut extended.value));
            for child in &mut container.children {
                names.name(&mut child.target.value);
            }
        }
    }
}

/// The namespaces of a document by their aliases.
pub(super) fn by_alias(document: &Document) -> BTreeMap<String, String> {
    let aliases = document.aliases().map(|(alias, namespace)| (alias.value.clone(), namespace.to_owned()));
    aliases.collect()
}

/// Namespaces by their aliases.
struct Names(BTreeMap<String, String>);

impl Names {
    fn name(&self, name: &mut String) {
        if let Some((qualifier, simple)) = name.rsplit_once('.')
            && let Some(namespace) = self.0.get(qualifier)
        {
            *name = format!("{namespace}.{simple}");
        }
    }

    /// A path, whose segments may be casts to types.
    fn path(&self, path: &mut String) {
        let segments = path.split('/').map(|segment| {
            let mut segment = segment.to_owned();
            self.name(&mut segment);
            segment
        });
        *path = segments.collect::<Vec<_>>().join("/");
    }

    fn structured(&self, ty: &mut StructuredType) {
        ty.base_type.iter_mut().for_each(|base| self.name(&mut base.value));
        ty.properties.iter_mut().for_each(|property| self.name(&mut property.ty.name));
        for property in &mut ty.navigation_properties {
            self.name(&mut property.ty.name);
            property.partner.iter_mut().for_each(|partner| self.path(partner));
        }
    }

    fn operation(&self, operation: &mut Operation) {
        operation.parameters.iter_mut().for_each(|parameter| self.name(&mut parameter.ty.name));
        operation.return_type.iter_mut().for_each(|returned| self.name(&mut returned.ty.name));
        operation.entity_set_path.iter_mut().for_each(|path| self.path(path));
    }
}
