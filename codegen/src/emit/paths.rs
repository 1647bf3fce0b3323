//! How one generated item is named from the file of another.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::pieces::Items;
use crate::rust::TypePath;

/// The file that names an item.
#[derive(Clone, Copy)]
pub(super) struct From<'a> {
    pub(super) namespace: &'a [String],
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
