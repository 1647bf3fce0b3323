//! How one generated item is named from the file of another.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::files::Items;
use crate::rust::{FileKind, PathRef, TypePath};

/// The file that names an item.
#[derive(Clone, Copy)]
pub(super) struct From<'a> {
    pub(super) namespace: &'a [String],
    pub(super) file: FileKind,
}

impl From<'_> {
    /// The type.
    pub(super) fn ty(self, path: &TypePath, items: &mut Items) -> TokenStream {
        self.name(path, &path.ident, items)
    }

    /// The static that describes the type.
    pub(super) fn info(self, path: &TypePath, items: &mut Items) -> TokenStream {
        self.name(path, &path.info, items)
    }

    /// The type, as text.
    pub(super) fn ty_text(self, path: &TypePath, items: &mut Items) -> String {
        if path.namespace == self.namespace {
            self.ty(path, items);
            return path.ident.clone();
        }
        self.elsewhere(&path.namespace) + &path.ident
    }

    /// A typed path, as text.
    pub(super) fn path(self, path: &PathRef) -> String {
        match path.namespace == self.namespace {
            true => path.ident.clone(),
            false => format!("{}paths::{}", self.elsewhere(&path.namespace), path.ident),
        }
    }

    /// The catalog of the version, as text.
    pub(super) fn catalog(self) -> String {
        self.elsewhere(&[]) + "CATALOG"
    }

    /// Up from the file to its namespace, on to the version's module, and down again.
    fn elsewhere(self, namespace: &[String]) -> String {
        let up = "super::".repeat(self.namespace.len() + 1);
        namespace.iter().fold(up, |text, module| text + module + "::")
    }

    fn name(self, path: &TypePath, ident: &str, items: &mut Items) -> TokenStream {
        let name = format_ident!("{ident}");
        if path.namespace != self.namespace {
            // Up from the file to its namespace, on to the version's module, and down again.
            let up = std::iter::repeat_n(quote!(super::), self.namespace.len() + 1);
            let down = path.namespace.iter().map(|module| format_ident!("{module}"));
            return quote!(#(#up)* #(#down::)* #name);
        }
        if path.file != self.file {
            items.siblings.insert(ident.to_owned());
        }
        quote!(#name)
    }
}
