//! References to types, by alias if the namespace has one.
//!
//! Must not check that types exist.

use std::collections::BTreeMap;

use crate::document::{Document, TypeReference};

/// The aliases of a document by namespace.
#[derive(Debug)]
pub(super) struct Names {
    aliases: BTreeMap<String, String>,
}

impl Names {
    /// Collects the aliases that stand for exactly one namespace.
    pub(super) fn new(document: &Document) -> Self {
        let mut aliases = BTreeMap::new();
        for schema in &document.schemas {
            let Some(alias) = &schema.alias else { continue };
            let is_namespace = document.schemas.iter().any(|other| other.namespace == alias.value);
            let mut others = document.aliases().filter(|(other, _)| other.value == alias.value);
            if !is_namespace && others.all(|(_, namespace)| namespace == schema.namespace) {
                aliases.entry(schema.namespace.clone()).or_insert_with(|| alias.value.clone());
            }
        }
        Self { aliases }
    }

    /// A qualified name with the alias instead of the namespace.
    pub(super) fn short(&self, name: &str) -> String {
        let short = name.rsplit_once('.').and_then(|(namespace, simple)| {
            let alias = self.aliases.get(namespace)?;
            Some(format!("{alias}.{simple}"))
        });
        short.unwrap_or_else(|| name.to_owned())
    }

    /// The value of `Type`.
    pub(super) fn reference(&self, reference: &TypeReference) -> String {
        let name = self.short(&reference.name);
        if reference.collection { format!("Collection({name})") } else { name }
    }
}
