//! Requests: their path, their body and what is known of them.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::files::{Items, docs};
use super::inputs::{Argument, arguments, item_type};
use super::paths::From;
use super::structs;
use crate::rust::{Info, Request, RequestInput, Response};

pub(super) fn emit(request: &Request, from: From<'_>, items: &mut Items) {
    items.runtime.insert("request");
    declaration(request, from, items);
    constructors(request, from, items);
    operation(request, from, items);
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
            path: request::Path,
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
    let (bound_to, catalog) = (&request.bound_to, tokens(&from.catalog()));
    let fields = fields(request, &arguments, from, items);
    items.tokens.push(quote! {
        impl #name {
            /// Makes the request from all that it cannot do without.
            pub fn new(#(#keys: impl std::fmt::Display,)* #(#declared),*) -> Self {
                let path = request::Path::root(&#catalog).add(#bound_to, &[#(&#keys),*]);
                Self::at(&path, #(#passed),*)
            }

            pub(crate) fn at(path: &request::Path, #(#declared),*) -> Self {
                Self { #fields }
            }
        }
    });
}

fn fields(request: &Request, arguments: &[Argument], from: From<'_>, items: &mut Items) -> TokenStream {
    let segment = &request.segment;
    let values = arguments.iter().map(|argument| tokens(&argument.value));
    match &request.input {
        RequestInput::None => quote!(path: path.add(#segment, &[])),
        RequestInput::Path(_) => quote!(path: path.function(#segment, &[#(#values),*])),
        RequestInput::Body(parameters) => {
            let body = from.ty(&parameters.body.path, items);
            quote! {
                path: path.add(#segment, &[]),
                parameters: #body { #(#values,)* ..#body::default() },
            }
        }
    }
}

fn operation(request: &Request, from: From<'_>, items: &mut Items) {
    let name = format_ident!("{}", request.path.ident);
    let info = format_ident!("{}", request.path.info);
    let value = self::info(&request.info);
    let response = tokens(&response(&request.response, from, items));
    let body = matches!(request.input, RequestInput::Body(_)).then(|| quote!(, parameters));
    items.tokens.push(quote!(pub(crate) static #info: request::OperationInfo = #value;));
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

/// What is known of a request, as a constant expression.
pub(super) fn info(info: &Info) -> TokenStream {
    let (name, version, template) = (&info.name, &info.version, &info.template);
    let method = format_ident!("{}", info.method);
    let (ty, bound) = (&info.binding.0, if info.binding.1 { "collection" } else { "one" });
    let bound = format_ident!("{bound}");
    let facts = &info.facts;
    let scopes = |method: &str, (least, higher): &(Vec<String>, Vec<String>)| {
        let method = format_ident!("{method}");
        let has_any = !least.is_empty() || !higher.is_empty();
        has_any.then(|| quote!(.#method(&[#(#least),*], &[#(#higher),*])))
    };
    let delegated = scopes("delegated", &facts.delegated);
    let application = scopes("application", &facts.application);
    let roles = (!facts.roles.is_empty()).then(|| {
        let roles = &facts.roles;
        quote!(.roles(&[#(#roles),*]))
    });
    let clouds = (!facts.clouds.is_empty()).then(|| {
        let clouds = facts.clouds.iter().map(|cloud| format_ident!("{cloud}"));
        quote!(.clouds(&[#(request::Cloud::#clouds),*]))
    });
    let statuses = (!facts.statuses.is_empty()).then(|| {
        let statuses = facts.statuses.iter().map(|&status| Literal::u16_unsuffixed(status));
        quote!(.statuses(&[#(#statuses),*]))
    });
    let is_long_running = facts.is_long_running.then(|| quote!(.long_running()));
    let documentation = facts.documentation.as_ref().map(|page| quote!(.documentation(#page)));
    let filter = facts.filter.as_ref().map(|filter| quote!(.filter(#filter)));
    quote! {
        request::OperationInfo::new(
            #name,
            #version,
            request::Method::#method,
            #template,
            request::Binding::#bound(#ty),
        )
        #delegated #application #roles #clouds #statuses #is_long_running #documentation #filter
    }
}

/// Text that is made here as tokens.
fn tokens(text: &str) -> TokenStream {
    text.parse().unwrap_or_default()
}
