//! The path of a generated item in the file of another item.

use proc_macro2::TokenStream;

use super::items::Items;
use crate::rust::names::{PATHS, paths_of};
use crate::rust::{PathRef, TypePath};

/// The file that refers to an item.
#[derive(Clone, Copy)]
pub(super) struct From<'a> {
    pub(super) namespace: &'a [String],
}

impl From<'_> {
    /// The path of a type.
    pub(super) fn ty(self, path: &TypePath, items: &mut Items) -> TokenStream {
        // The text is made of identifiers.
        self.ty_text(path, items).parse().unwrap_or_default()
    }

    /// The path of a type, as text.
    pub(super) fn ty_text(self, path: &TypePath, items: &mut Items) -> String {
        items.used.insert((path.namespace.clone(), path.ident.clone()));
        match path.namespace == self.namespace {
            true => path.ident.clone(),
            false => self.elsewhere(&path.namespace) + &path.ident,
        }
    }

    /// The path of the struct of a typed path, as text.
    pub(super) fn path(self, path: &PathRef, items: &mut Items) -> String {
        items.used.insert((paths_of(&path.namespace), path.ident.clone()));
        match path.namespace == self.namespace {
            true => path.ident.clone(),
            false => format!("{}{PATHS}::{}", self.elsewhere(&path.namespace), path.ident),
        }
    }

    /// The path of an item that every combination of features has, as text.
    pub(super) fn always(self, namespace: &[String], ident: &str) -> String {
        self.elsewhere(namespace) + ident
    }

    /// The path to another namespace: up from the file to its namespace, on to the version's module, and down again.
    fn elsewhere(self, namespace: &[String]) -> String {
        if namespace == self.namespace {
            return "super::".to_owned();
        }
        let up = "super::".repeat(self.namespace.len() + 1);
        namespace.iter().fold(up, |text, module| text + module + "::")
    }
}
