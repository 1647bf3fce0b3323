//! The catalog: what is known of all requests of a version, as one static.

use proc_macro2::TokenStream;
use quote::quote;

use super::files::Items;
use super::paths::From;
use super::requests;
use crate::rust::{Listed, Version};

pub(super) fn emit(version: &Version, from: From<'_>, items: &mut Items) {
    items.runtime.insert("request");
    let rows: Vec<_> = version.catalog.iter().map(|row| self::row(row, from, items)).collect();
    let name = &version.version;
    items.tokens.push(quote! {
        /// All requests that are known of the version.
        pub static CATALOG: request::Catalog = request::Catalog {
            version: #name,
            operations: &[#(#rows),*],
        };
    });
}

fn row(row: &Listed, from: From<'_>, items: &mut Items) -> TokenStream {
    match row {
        Listed::Request(path, _) => {
            let info = from.info(path, items);
            quote!(&#info)
        }
        Listed::Resource(info) => {
            let info = requests::info(info);
            quote!(&#info)
        }
    }
}
