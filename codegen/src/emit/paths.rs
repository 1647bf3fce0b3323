//! The path of a generated item in the file of another item.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::items::Items;
use crate::rust::{PathRef, TypePath};

/// The file that refers to an item.
#[derive(Clone, Copy)]
pub(super) struct From<'a> {
    pub(super) namespace: &'a [String],
}

impl From<'_> {
    /// The path of a type.
    pub(super) fn ty(self, path: &TypePath, items: &mut Items) -> TokenStream {
        self.name(path, &path.ident, items)
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
        let module = path.namespace.iter().map(String::as_str).chain(["paths"]).map(str::to_owned);
        items.used.insert((module.collect(), path.ident.clone()));
        match path.namespace == self.namespace {
            true => path.ident.clone(),
            false => format!("{}paths::{}", self.elsewhere(&path.namespace), path.ident),
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

    fn name(self, path: &TypePath, ident: &str, items: &mut Items) -> TokenStream {
        let name = format_ident!("{ident}");
        items.used.insert((path.namespace.clone(), ident.to_owned()));
        if path.namespace != self.namespace {
            // Up from the file to its namespace, on to the version's module, and down again.
            let up = std::iter::repeat_n(quote!(super::), self.namespace.len() + 1);
            let down = path.namespace.iter().map(|module| format_ident!("{module}"));
            return quote!(#(#up)* #(#down::)* #name);
        }
        quote!(#name)
    }
}
