//! Turns enumeration types into open enums.

use std::borrow::Cow;

use super::context::Context;
use super::docs;
use super::namespace_table::NamespaceTable;
use crate::graph::SENTINEL;
use crate::rust::names::{UNKNOWN_MEMBER, camel};
use crate::rust::{EnumVariant, OpenEnum, TypePath};
use csdl::diagnostic::Diagnostics;
use csdl::model::{EnumType, Member};

pub(super) fn lower(
    ty: &EnumType,
    path: TypePath,
    context: &Context<'_>,
    diagnostics: &mut Diagnostics,
) -> OpenEnum {
    let request = |member: &Member| {
        context.ident_request(format!("{}/{}", ty.name, member.name), member.place, || camel(&member.name))
    };
    let requests: Vec<_> = ty.members.iter().map(request).collect();
    let idents = NamespaceTable::reserving(UNKNOWN_MEMBER).assign(&requests, diagnostics);
    let mut variants = Vec::with_capacity(ty.members.len());
    for (member, ident) in ty.members.iter().zip(idents) {
        let mut paragraphs = docs::described(&member.annotations);
        if paragraphs.is_empty() && member.name == SENTINEL {
            let sentinel =
                "Stands for members that are sent only to clients that ask for them. Cannot be sent.";
            paragraphs.push(sentinel.into());
        }
        paragraphs.push(format!("CSDL: `{}` = {}.", member.name, member.value).into());
        let docs = docs::lines(paragraphs);
        variants.push(EnumVariant { ident, docs, wire: member.name.clone(), value: member.value });
    }
    let mut paragraphs = docs::described(&ty.annotations);
    let kind =
        if ty.is_flags { "enumeration type whose values are sets of members" } else { "enumeration type" };
    paragraphs.push(Cow::Owned(format!("CSDL: {kind} `{}`.", ty.name)));
    OpenEnum {
        path,
        docs: docs::lines(paragraphs),
        csdl: ty.name.to_string(),
        is_flags: ty.is_flags,
        variants,
    }
}
