//! Requests: their paths, their bodies and the facts about them.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::inputs::{Argument, arguments, item_type};
use super::items::Items;
use super::paths::From;
use super::print::members::docs;
use super::print::print;
use super::{catalog, structs};
use crate::rust::names::CATALOG;
use crate::rust::{Request, RequestInput, Response};

pub(super) fn emit(request: &Request, from: From<'_>, items: &mut Items) {
    items.runtime.insert("request");
    declaration(request, items);
    constructors(request, from, items);
    operation(request, from, items);
    if let RequestInput::Body(parameters) = &request.input {
        structs::emit(&parameters.body, from, items);
    }
}

fn declaration(request: &Request, items: &mut Items) {
    let mut text = String::new();
    docs(&request.docs, "", &mut text);
    text.push_str(&format!("pub enum {} {{}}\n", request.path.ident));
    items.texts.push(text);
}

fn constructors(request: &Request, from: From<'_>, items: &mut Items) {
    let name = format_ident!("{}", request.path.ident);
    let arguments = arguments(&request.input, from, items);
    let declared = arguments.iter().map(|argument| tokens(&format!("{}: {}", argument.ident, argument.ty)));
    let declared: Vec<_> = declared.collect();
    let passed: Vec<_> = arguments.iter().map(|argument| format_ident!("{}", argument.ident)).collect();
    let keys: Vec<_> = request.keys.iter().map(|key| format_ident!("{}", key.ident)).collect();
    let (bound_to, catalog) = (&request.bound_to, tokens(&from.always(&[], CATALOG)));
    let info = tokens(&catalog::of_request(request));
    let (path, parameters) = call(request, &arguments, from, items);
    // Several keys would be arguments without names, which a caller can swap. Typed paths name each key.
    let new = (keys.len() < 2).then(|| {
        quote! {
            /// Makes the request from its required values.
            pub fn new(#(#keys: impl std::fmt::Display,)* #(#declared),*) -> request::Call<Self> {
                Self::from_path(&request::Path::root(&#catalog).add(#bound_to, &[#(&#keys),*]), #(#passed),*)
            }
        }
    });
    // No parameter is called `path_`: only identifiers that would be keywords end in an underscore.
    items.texts.push(print(quote! {
        impl #name {
            /// Facts about the request.
            pub const INFO: &'static request::OperationInfo = #info;

            #new

            pub(crate) fn from_path(path_: &request::Path, #(#declared),*) -> request::Call<Self> {
                request::Call::new(Self::INFO, #path, #parameters)
            }
        }
    }));
}

/// The path of a call, and its parameters.
fn call(
    request: &Request,
    arguments: &[Argument],
    from: From<'_>,
    items: &mut Items,
) -> (TokenStream, TokenStream) {
    let segment = &request.segment;
    let values = arguments.iter().map(|argument| tokens(&argument.value));
    match &request.input {
        RequestInput::None => (quote!(path_.add(#segment, &[])), quote!(())),
        RequestInput::Path(_) => (quote!(path_.function(#segment, &[#(#values),*])), quote!(())),
        RequestInput::Body(parameters) => {
            let body = from.ty(&parameters.body.path, items);
            let values: Vec<_> = values.collect();
            let value = match values.is_empty() {
                true => quote!(#body::default()),
                false => quote!(#body { #(#values,)* ..#body::default() }),
            };
            (quote!(path_.add(#segment, &[])), value)
        }
    }
}

fn operation(request: &Request, from: From<'_>, items: &mut Items) {
    let name = format_ident!("{}", request.path.ident);
    let response = tokens(&response(&request.response, from, items));
    let parameters = match &request.input {
        RequestInput::Body(parameters) => from.ty(&parameters.body.path, items),
        RequestInput::None | RequestInput::Path(_) => quote!(()),
    };
    items.texts.push(print(quote! {
        impl request::Callable for #name {
            type Parameters = #parameters;
            type Response = #response;
        }
    }));
}

fn response(response: &Response, from: From<'_>, items: &mut Items) -> String {
    match response {
        Response::Nothing => "request::NoContent".to_owned(),
        Response::Accepted => "request::Accepted".to_owned(),
        Response::Media => "request::Bytes".to_owned(),
        Response::Model(kind) => item_type(kind, from, items),
        Response::Wrapped(kind) => format!("request::Value<{}>", item_type(kind, from, items)),
        Response::Page(kind) => format!("graph_models_core::Page<{}>", item_type(kind, from, items)),
    }
}

/// Turns text of this generator into tokens.
fn tokens(text: &str) -> TokenStream {
    text.parse().unwrap_or_default()
}
