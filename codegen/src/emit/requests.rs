//! Requests: their path, their body and what is known of them.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::catalog;
use super::files::docs;
use super::inputs::{Argument, arguments, item_type};
use super::paths::From;
use super::pieces::Items;
use super::structs;
use crate::rust::{Request, RequestInput, Response};

pub(super) fn emit(request: &Request, row: Option<(usize, usize)>, from: From<'_>, items: &mut Items) {
    items.runtime.insert("request");
    declaration(request, from, items);
    constructors(request, from, items);
    operation(request, row, from, items);
    if let RequestInput::Body(parameters) = &request.input {
        structs::emit(&parameters.body, from, items);
    }
}

fn declaration(request: &Request, from: From<'_>, items: &mut Items) {
    let name = format_ident!("{}", request.path.ident);
    let request_docs = docs(&request.docs);
    let body = match &request.input {
        RequestInput::Body(parameters) => {
            let body = from.ty(&parameters.body.path, items);
            quote! {
                /// The body.
                pub parameters: #body,
            }
        }
        RequestInput::None | RequestInput::Path(_) => TokenStream::new(),
    };
    items.tokens.push(quote! {
        #request_docs
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            pub(crate) path: request::Path,
            #body
        }
    });
}

fn constructors(request: &Request, from: From<'_>, items: &mut Items) {
    let name = format_ident!("{}", request.path.ident);
    let arguments = arguments(&request.input, from, items);
    let declared = arguments.iter().map(|argument| tokens(&format!("{}: {}", argument.ident, argument.ty)));
    let declared: Vec<_> = declared.collect();
    let passed: Vec<_> = arguments.iter().map(|argument| format_ident!("{}", argument.ident)).collect();
    let keys: Vec<_> = request.keys.iter().map(|key| format_ident!("{}", key.ident)).collect();
    let (bound_to, catalog) = (&request.bound_to, tokens(&from.always(&[], "CATALOG")));
    let fields = fields(request, &arguments, from, items);
    // No parameter is called `path_`: only what would be a keyword ends in an underscore.
    items.tokens.push(quote! {
        impl #name {
            /// Makes the request from all that it cannot do without.
            pub fn new(#(#keys: impl std::fmt::Display,)* #(#declared),*) -> Self {
                Self::at(&request::Path::root(&#catalog).add(#bound_to, &[#(&#keys),*]), #(#passed),*)
            }

            pub(crate) fn at(path_: &request::Path, #(#declared),*) -> Self {
                Self { #fields }
            }
        }
    });
}

fn fields(request: &Request, arguments: &[Argument], from: From<'_>, items: &mut Items) -> TokenStream {
    let segment = &request.segment;
    let values = arguments.iter().map(|argument| tokens(&argument.value));
    match &request.input {
        RequestInput::None => quote!(path: path_.add(#segment, &[])),
        RequestInput::Path(_) => quote!(path: path_.function(#segment, &[#(#values),*])),
        RequestInput::Body(parameters) => {
            let body = from.ty(&parameters.body.path, items);
            quote! {
                path: path_.add(#segment, &[]),
                parameters: #body { #(#values,)* ..#body::default() },
            }
        }
    }
}

fn operation(request: &Request, row: Option<(usize, usize)>, from: From<'_>, items: &mut Items) {
    let name = format_ident!("{}", request.path.ident);
    let info = tokens(&catalog::of_request(request, row, from));
    let response = tokens(&response(&request.response, from, items));
    let body = matches!(request.input, RequestInput::Body(_)).then(|| quote!(, parameters));
    items.tokens.push(quote!(graph_core::impl_operation!(#name, #info, #response #body);));
}

fn response(response: &Response, from: From<'_>, items: &mut Items) -> String {
    match response {
        Response::Nothing => "request::NoContent".to_owned(),
        Response::Accepted => "request::Accepted".to_owned(),
        Response::Media => "request::Bytes".to_owned(),
        Response::Model(kind) => item_type(kind, from, items),
        Response::Wrapped(kind) => format!("request::Value<{}>", item_type(kind, from, items)),
        Response::Page(kind) => format!("graph_core::Page<{}>", item_type(kind, from, items)),
    }
}

/// Text that is made here as tokens.
fn tokens(text: &str) -> TokenStream {
    text.parse().unwrap_or_default()
}
