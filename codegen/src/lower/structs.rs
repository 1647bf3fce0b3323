//! Turns entity and complex types into structs and tagged enums.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::context::Context;
use super::kinds::kind;
use super::namespace_table::{IdentRequest, NamespaceTable};
use super::{docs, paths, reference};
use crate::graph::{bases_above, is_hierarchy, subtypes};
use crate::rust::names::{self, UNKNOWN, camel, method, snake};
use crate::rust::{Field, Flag, Struct, Structured, TaggedEnum, TaggedVariant, TypePath};
use csdl::diagnostic::Diagnostics;
use csdl::model::{Property, PropertyKind, StructuredKind, StructuredType, TypeId};
use csdl::source::Placed;

/// Lowers one type to its struct. If types derive from it, also to a tagged enum of them all. The enum of an abstract
/// type comes before the struct. The enum of a concrete type comes after it, and only if the slices have a derived
/// type.
pub(super) fn lower(
    id: TypeId,
    ty: &StructuredType,
    path: &TypePath,
    context: &Context<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Structured> {
    let own = paths::own_struct(id, path, context);
    if !is_hierarchy(id, context.model) {
        return concrete(id, ty, own, context, diagnostics);
    }
    let paragraphs = vec![
        Cow::Owned(format!("The properties that all types derived from `{}` share.", ty.name)),
        Cow::Owned(format!("Values are `{}`, the enum of these types.", path.ident)),
    ];
    let base = fields_struct(id, ty, own, paragraphs, context, diagnostics);
    let paragraphs = described(id, ty, context);
    let tagged = tagged_enum(id, path, paragraphs, &base, context, diagnostics);
    vec![Structured::TaggedEnum(tagged), Structured::Struct(base)]
}

/// Lowers a type whose values are a struct, and its enum of derived types if there is one.
fn concrete(
    id: TypeId,
    ty: &StructuredType,
    path: TypePath,
    context: &Context<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Structured> {
    let kind = context.kinds.get(&id);
    let mut paragraphs = described(id, ty, context);
    if !subtypes(id, context.model).is_empty() {
        let mut text =
            "A value of a derived type is read into this struct without loss: `@odata.type` and what the \
                        struct does not declare are kept."
                .to_owned();
        if let Some(kind) = kind {
            text.push_str(&format!(
                " `narrow()` gives the value as its own type, in the enum `{}`.",
                kind.ident
            ));
        }
        paragraphs.push(Cow::Owned(text));
    }
    let base = fields_struct(id, ty, path, paragraphs, context, diagnostics);
    let kind = kind.map(|kind| {
        let paragraphs = vec![
            Cow::Owned(format!("The types of `{}`, told apart by `@odata.type`.", ty.name)),
            Cow::Owned(format!(
                "Values are `{}`: its `narrow()` gives this enum, and the enum converts into it.",
                base.path.ident
            )),
        ];
        Structured::KindEnum(tagged_enum(id, kind, paragraphs, &base, context, diagnostics))
    });
    std::iter::once(Structured::Struct(base)).chain(kind).collect()
}

fn fields_struct(
    id: TypeId,
    ty: &StructuredType,
    path: TypePath,
    paragraphs: Vec<Cow<'static, str>>,
    context: &Context<'_>,
    diagnostics: &mut Diagnostics,
) -> Struct {
    let model = context.model;
    let mut table = NamespaceTable::default();
    let mut constants = BTreeSet::new();
    let mut fields = Vec::new();
    let properties = model.effective_properties(id);
    for declared in properties.chunk_by(|(one, _), (other, _)| one == other) {
        let request = |&(owner, property): &(TypeId, &Property)| {
            let csdl = format!("{}/{}", model.ty(owner).name(), property.name);
            context.ident_request(csdl, property.place, || snake(&property.name))
        };
        let requests: Vec<_> = declared.iter().map(request).collect();
        // A collision with a chosen name is reported only for the type that declares the property.
        let mut elsewhere = Diagnostics::default();
        let is_own = declared.first().is_some_and(|&(owner, _)| owner == id);
        let idents = table.assign(&requests, if is_own { &mut *diagnostics } else { &mut elsewhere });
        let of_fields = names::constants(&idents, &mut constants);
        for ((&property, request), ident) in
            declared.iter().zip(requests).zip(idents.into_iter().zip(of_fields))
        {
            let is_key = model.is_key(id, &property.1.name);
            fields.extend(field(property, ident, &request.csdl, is_key, context));
        }
    }
    let bases = model.lineage(id).skip(1).map(|(_, base)| base.name.to_string()).collect();
    let derived = subtypes(id, model).into_iter().filter(|id| context.types.contains(id));
    Struct {
        path,
        docs: docs::lines(paragraphs),
        csdl: ty.name.to_string(),
        bases,
        derived: derived.map(|id| model.ty(id).name().to_string()).collect(),
        is_open: ty.is_open,
        is_tagged: model.lineage(id).any(|(id, _)| is_hierarchy(id, model)),
        fields,
    }
}

/// Turns a property into a field; `None` for a navigation property that leads out of the slices.
fn field(
    (owner, property): (TypeId, &Property),
    (ident, constant): (String, String),
    csdl: &str,
    is_key: bool,
    context: &Context<'_>,
) -> Option<Field> {
    let kind = kind(property.ty.target, context)?;
    let (is_navigation, is_contained) = match property.kind {
        PropertyKind::Structural => (false, false),
        PropertyKind::Navigation { is_contained } => (true, is_contained),
    };
    let is_among = |properties: &[Placed<String>]| properties.iter().any(|property| property.value == csdl);
    let flags = [
        (Flag::Key, is_key),
        (Flag::Collection, property.ty.is_collection),
        (Flag::Navigation, is_navigation),
        (Flag::Contained, is_contained),
        (Flag::ReadOnly, property.annotations.is_read_only() || is_among(&context.overlay.read_only)),
        (Flag::Computed, property.annotations.is_computed()),
        (Flag::Immutable, property.annotations.is_immutable()),
        (Flag::Sensitive, property.annotations.is_sensitive() || is_among(&context.overlay.sensitive)),
    ];
    let flags: Vec<_> = flags.into_iter().filter_map(|(flag, holds)| holds.then_some(flag)).collect();
    let mut paragraphs = docs::described(&property.annotations);
    paragraphs.push(Cow::Owned(source(property, &flags, context)));
    Some(Field {
        constant,
        ident,
        docs: docs::lines(paragraphs),
        wire: property.name.clone(),
        kind,
        flags,
        gate: context.reach.of_field(owner, property, context.model),
        is_nested: context.nesting.is_nested(owner, property, context.model),
    })
}

fn source(property: &Property, flags: &[Flag], context: &Context<'_>) -> String {
    let ty = context.model.type_text(&property.ty);
    let mut text = format!("CSDL: `{}`, `{ty}`", property.name);
    for flag in flags {
        text.push_str(match flag {
            Flag::Key => ", key",
            Flag::Navigation => ", navigation property",
            Flag::Contained => ", contained",
            Flag::ReadOnly => ", read-only",
            Flag::Computed => ", computed",
            Flag::Immutable => ", immutable",
            Flag::Collection | Flag::Sensitive => "",
        });
    }
    text.push('.');
    if flags.contains(&Flag::Navigation) {
        text.push_str(" Present only when expanded.");
    }
    text
}

fn tagged_enum(
    id: TypeId,
    path: &TypePath,
    paragraphs: Vec<Cow<'static, str>>,
    base: &Struct,
    context: &Context<'_>,
    diagnostics: &mut Diagnostics,
) -> TaggedEnum {
    let model = context.model;
    let base_id = id;
    let concrete = std::iter::once(id).chain(model.descendants(id)).filter_map(|id| {
        let ty = model.structured(id).filter(|ty| !ty.is_abstract)?;
        Some((id, ty, context.paths.get(&id)?.clone()))
    });
    let concrete: Vec<_> = concrete.collect();
    let request = |(_, ty, content): &(TypeId, &StructuredType, TypePath)| IdentRequest {
        ident: variant_ident(path, content),
        is_chosen: false,
        csdl: ty.name.to_string(),
        place: ty.place,
    };
    let requests: Vec<_> = concrete.iter().map(request).collect();
    let idents = NamespaceTable::reserving(UNKNOWN).assign(&requests, diagnostics);
    let accessors = accessors(&base.fields, &idents);
    let variants = concrete.into_iter().zip(idents).filter(|((id, ..), _)| context.types.contains(id));
    let variants = variants.map(|((id, ty, concrete), ident)| TaggedVariant {
        docs: docs::lines([Cow::Owned(format!("`#{}`", ty.name))]),
        csdl: ty.name.to_string(),
        content: paths::own_struct(id, &concrete, context),
        gate: context.reach.gate(context.reach.ty(base_id), [context.reach.ty(id)]),
        ident,
    });
    let variants = variants.collect();
    let above = bases_above(base_id, model).filter(|base| context.types.contains(base));
    let above = above.filter_map(|base| {
        let gate = context.reach.gate(context.reach.ty(base_id), [context.reach.ty(base)]);
        Some((context.paths.get(&base)?.clone(), gate))
    });
    TaggedEnum {
        path: path.clone(),
        docs: docs::lines(paragraphs),
        csdl: base.csdl.clone(),
        variants,
        base: base.path.clone(),
        accessors,
        above: above.collect(),
    }
}

/// The full name of the type, behind its namespace if the base is in another one. Types of two namespaces may have
/// the same name, and the name of one must not depend on the other.
fn variant_ident(base: &TypePath, content: &TypePath) -> String {
    if base.namespace == content.namespace {
        return content.ident.clone();
    }
    let namespace = content.namespace.iter().map(|module| camel(module));
    namespace.chain([content.ident.clone()]).collect()
}

/// Fields as methods and constants of a tagged enum. Methods avoid the names of the runtime's methods, and constants
/// avoid the names of variants.
fn accessors(fields: &[Field], variants: &[String]) -> Vec<Field> {
    let variants: BTreeSet<_> = variants.iter().map(String::as_str).chain([UNKNOWN]).collect();
    let taken: BTreeSet<_> = fields.iter().map(|field| field.ident.as_str()).collect();
    let accessor = |field: &Field| {
        let mut field = field.clone();
        let ident = method(field.ident.clone());
        if ident != field.ident {
            field.ident = names::free(ident, |ident| taken.contains(ident), "value");
        }
        while variants.contains(field.constant.as_str()) {
            field.constant.push('_');
        }
        field
    };
    fields.iter().map(accessor).collect()
}

fn described(id: TypeId, ty: &StructuredType, context: &Context<'_>) -> Vec<Cow<'static, str>> {
    let mut paragraphs = docs::described(&ty.annotations);
    let mut source = String::from("CSDL: ");
    source.push_str(if ty.is_abstract { "abstract " } else { "" });
    source.push_str(if ty.is_open { "open " } else { "" });
    source.push_str(match ty.kind {
        StructuredKind::Entity { has_stream: true } => "media entity type",
        StructuredKind::Entity { has_stream: false } => "entity type",
        StructuredKind::Complex => "complex type",
    });
    source.push_str(&format!(" `{}`", ty.name));
    if let Some((_, base)) = context.model.lineage(id).nth(1) {
        source.push_str(&format!(", derived from `{}`", base.name));
    }
    source.push('.');
    if let Some(page) = context.reference.of_type(id) {
        source.push_str(&format!(" {}", reference::sentence(&page)));
    }
    paragraphs.push(Cow::Owned(source));
    paragraphs
}
