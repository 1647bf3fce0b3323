//! Requests: their path values, their body and what is known of them.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::files::docs;
use super::paths::From;
use super::pieces::Items;
use super::structs;
use crate::rust::{Kind, Parameters, Request, RustType};

pub(super) fn emit(request: &Request, from: From<'_>, items: &mut Items) {
    items.runtime.insert("request");
    declaration(request, from, items);
    info(request, items);
    operation(request, items);
    if let Some(parameters) = &request.parameters {
        structs::emit(&parameters.body, from, items);
    }
}

fn declaration(request: &Request, from: From<'_>, items: &mut Items) {
    let name = format_ident!("{}", request.path.ident);
    let request_docs = docs(&request.docs);
    let keys: Vec<_> = request.keys.iter().map(|key| format_ident!("{}", key.ident)).collect();
    let key_docs = request.keys.iter().map(|key| docs(&key.docs));
    let body = request.parameters.as_ref().map(|parameters| {
        let body = from.ty(&parameters.body.path, items);
        quote! {
            /// The body.
            pub parameters: #body,
        }
    });
    let (arguments, values) = match &request.parameters {
        Some(parameters) => required(parameters, from, items),
        None => (Vec::new(), Vec::new()),
    };
    // What `new` makes of nothing is the default.
    let default = (keys.is_empty() && arguments.is_empty()).then(|| quote!(, Default));
    items.tokens.push(quote! {
        #request_docs
        #[derive(Debug, Clone, PartialEq #default)]
        #[non_exhaustive]
        pub struct #name {
            #(#key_docs pub #keys: String,)*
            #body
        }
    });
    let body = request.parameters.as_ref().map(|parameters| {
        let body = from.ty(&parameters.body.path, items);
        quote!(parameters: #body { #(#values,)* ..#body::default() },)
    });
    items.tokens.push(quote! {
        impl #name {
            /// Makes the request from all that it cannot do without.
            pub fn new(#(#keys: impl Into<String>,)* #(#arguments),*) -> Self {
                Self { #(#keys: #keys.into(),)* #body }
            }
        }
    });
}

/// Arguments for the required parameters, and the fields of the body they become.
fn required(
    parameters: &Parameters,
    from: From<'_>,
    items: &mut Items,
) -> (Vec<TokenStream>, Vec<TokenStream>) {
    let mut arguments = Vec::new();
    let mut values = Vec::new();
    let fields = parameters.body.fields.iter().zip(&parameters.is_required);
    for (field, _) in fields.filter(|&(_, &is_required)| is_required) {
        let ident = format_ident!("{}", field.ident);
        let is_text =
            matches!(&field.kind, Kind::Primitive(primitive) if primitive.rust == RustType::Std("String"));
        if is_text && !field.is_collection() {
            arguments.push(quote!(#ident: impl Into<String>));
            values.push(quote!(#ident: Some(#ident.into())));
        } else {
            let ty = structs::value_type(field, from, items);
            arguments.push(quote!(#ident: #ty));
            values.push(quote!(#ident: Some(#ident)));
        }
    }
    (arguments, values)
}

fn info(request: &Request, items: &mut Items) {
    let info = format_ident!("{}", request.path.info);
    let (csdl, version, template) = (&request.csdl, &request.version, &request.template);
    let (binding, is_collection) = (&request.binding.0, request.binding.1);
    let facts = &request.facts;
    let delegated = scopes(&facts.delegated);
    let application = scopes(&facts.application);
    let roles = &facts.roles;
    let clouds = facts.clouds.iter().map(|cloud| format_ident!("{cloud}"));
    let statuses = facts.statuses.iter().map(|&status| Literal::u16_unsuffixed(status));
    let is_long_running = facts.is_long_running;
    let documentation = match &facts.documentation {
        Some(address) => quote!(Some(#address)),
        None => quote!(None),
    };
    items.tokens.push(quote! {
        static #info: request::OperationInfo = request::OperationInfo {
            name: #csdl,
            version: #version,
            method: request::Method::POST,
            path: #template,
            binding: request::Binding { type_name: #binding, is_collection: #is_collection },
            delegated: #delegated,
            application: #application,
            roles: &[#(#roles),*],
            clouds: &[#(request::Cloud::#clouds),*],
            statuses: &[#(#statuses),*],
            is_long_running: #is_long_running,
            documentation: #documentation,
        };
    });
}

fn scopes((least, higher): &(Vec<String>, Vec<String>)) -> TokenStream {
    quote!(request::Scopes { least: &[#(#least),*], higher: &[#(#higher),*] })
}

fn operation(request: &Request, items: &mut Items) {
    let name = format_ident!("{}", request.path.ident);
    let info = format_ident!("{}", request.path.info);
    let keys = request.keys.iter().map(|key| {
        let (text, ident) = (&key.ident, format_ident!("{}", key.ident));
        quote!((#text, self.#ident.as_str()))
    });
    let body = request.parameters.as_ref().map(|_| {
        items.runtime.insert("model");
        quote! {
            fn body(&self) -> Option<&dyn model::Model> {
                Some(&self.parameters)
            }
        }
    });
    let response = match request.facts.is_long_running {
        true => quote!(request::Accepted),
        false => quote!(request::NoContent),
    };
    items.tokens.push(quote! {
        impl request::Operation for #name {
            type Response = #response;

            fn info(&self) -> &'static request::OperationInfo {
                &#info
            }

            fn keys(&self) -> Vec<(&'static str, &str)> {
                Vec::from([#(#keys),*])
            }

            #body
        }
    });
}
