//! The meaning of names as written: aliases to namespaces, text to types.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, closest};
use crate::document::{Document, Schema, TypeReference};
use crate::model::{Model, Primitive, TypeId, TypeTarget, TypeUse};
use crate::source::{FileId, Place};

/// The aliases of every document. An alias is valid in its whole document and nowhere else.
#[derive(Debug)]
pub(super) struct Names {
    aliases: BTreeMap<(FileId, String), String>,
}

impl Names {
    /// Collects the aliases of schemas and of included schemas. An alias of two namespaces in one document is an error.
    pub(super) fn collect(documents: &[Document], diagnostics: &mut Diagnostics) -> Self {
        let mut aliases = BTreeMap::new();
        for (alias, namespace) in documents.iter().flat_map(Document::aliases) {
            let key = (alias.place.file, alias.value.clone());
            let first: &mut String = aliases.entry(key).or_insert_with(|| namespace.to_owned());
            if first != namespace {
                diagnostics.push(
                    Diagnostic::error(format!("alias `{}` stands for two namespaces", alias.value))
                        .at(alias.place, format!("here for `{namespace}`, elsewhere for `{first}`")),
                );
            }
        }
        Self { aliases }
    }

    /// The full form of a qualified name: an alias is replaced by its namespace.
    pub(super) fn expand(&self, name: &str, file: FileId) -> String {
        let expanded = name.rsplit_once('.').and_then(|(qualifier, simple)| {
            let namespace = self.aliases.get(&(file, qualifier.to_owned()))?;
            Some(format!("{namespace}.{simple}"))
        });
        expanded.unwrap_or_else(|| name.to_owned())
    }

    /// A text whose words are replaced by their full forms: a path, members of enumerations, or types in parentheses.
    pub(super) fn expand_words(&self, text: &str, file: FileId) -> String {
        let is_in_word = |character: char| character.is_alphanumeric() || matches!(character, '.' | '_');
        let mut expanded = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(start) = rest.find(is_in_word) {
            let (before, from_word) = rest.split_at(start);
            let end = from_word.find(|character| !is_in_word(character)).unwrap_or(from_word.len());
            let (word, after) = from_word.split_at(end);
            expanded.extend([before, &self.expand(word, file)]);
            rest = after;
        }
        expanded + rest
    }

    /// The declared type that a name stands for, if there is one.
    pub(super) fn declared(&self, model: &Model, name: &str, file: FileId) -> Option<TypeId> {
        // The name is first looked up as written, since most names contain no alias.
        model.find(name).or_else(|| model.find(&self.expand(name, file)))
    }

    /// The declared type that a name stands for. An unknown name is an error with a suggestion.
    pub(super) fn require(
        &self,
        model: &Model,
        name: &str,
        place: Place,
        diagnostics: &mut Diagnostics,
    ) -> Option<TypeId> {
        let found = self.declared(model, name, place.file);
        if found.is_none() {
            // A suggestion needs a search through all names, so it is made only if the problem is kept.
            diagnostics.push(self.unknown(model, name, place, !diagnostics.is_full()));
        }
        found
    }

    /// The type that a reference stands for. An unknown type is an error with a suggestion.
    pub(super) fn type_use(
        &self,
        model: &Model,
        reference: &TypeReference,
        diagnostics: &mut Diagnostics,
    ) -> Option<TypeUse> {
        let target = match Primitive::parse(&reference.name) {
            Some(primitive) => TypeTarget::Primitive(primitive),
            None => {
                TypeTarget::Declared(self.require(model, &reference.name, reference.place, diagnostics)?)
            }
        };
        let untyped = Primitive::untyped(&reference.name);
        Some(TypeUse { target, is_collection: reference.collection, untyped, place: reference.place })
    }

    fn unknown(&self, model: &Model, name: &str, place: Place, has_suggestion: bool) -> Diagnostic {
        let expanded = self.expand(name, place.file);
        let primitives = Primitive::names().map(|name| -> &str { name });
        let candidates = model.type_names().chain(primitives).filter(|_| has_suggestion);
        let diagnostic =
            Diagnostic::error(format!("unknown type `{name}`")).at(place, "not declared in this metadata");
        match closest(&expanded, candidates) {
            Some(meant) => diagnostic.help(format!("a type with a similar name exists: `{meant}`")),
            None => diagnostic,
        }
    }
}

/// All schemas of all documents, in order.
pub(super) fn schemas(documents: &[Document]) -> impl Iterator<Item = &Schema> {
    documents.iter().flat_map(|document| &document.schemas)
}
