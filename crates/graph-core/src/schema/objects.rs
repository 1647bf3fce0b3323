//! Structs to objects, and hierarchies to the choice of their types.

use std::borrow::Cow;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::{Described, Schemas, Subschema, derived_name, enums, nullable, primitives};
use crate::model::{FieldInfo, HierarchyInfo, ModelInfo, TYPE_TAG, Type};

/// What `@odata.type` may say.
pub(super) enum Tag<'a> {
    /// Anything: the type is known without it, and a derived type of the future may stand there.
    Any,
    /// That it is this type.
    Constant(&'a str),
    /// Any type but these, or nothing.
    OtherThan(Vec<&'a str>),
}

/// A concrete type of a hierarchy, told by its tag.
pub(super) struct Tagged<T>(PhantomData<T>);

impl<T: Described> JsonSchema for Tagged<T> {
    fn schema_name() -> Cow<'static, str> {
        // That of CSDL: the struct of a base's own fields is one of the concrete types too.
        derived_name(T::kind().name(), "tagged")
    }

    fn schema_id() -> Cow<'static, str> {
        id::<T>("tagged")
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let Type::Object(info) = T::kind() else { return Schema::default() };
        let info = info();
        object(info.name, info, T::schemas(), &Tag::Constant(info.name), generator)
    }
}

/// Values of a hierarchy that are of no known type, or say none.
pub(super) struct Unknown<T>(PhantomData<T>);

impl<T: Described> JsonSchema for Unknown<T> {
    fn schema_name() -> Cow<'static, str> {
        derived_name(T::NAME, "unknown")
    }

    fn schema_id() -> Cow<'static, str> {
        id::<T>("unknown")
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let Type::Hierarchy(info) = T::kind() else { return Schema::default() };
        let (info, base) = (info(), (info().base)());
        let known = info.variants.iter().map(|variant| variant.name).collect();
        let mut schema = object(base.name, base, T::schemas(), &Tag::OtherThan(known), generator);
        let text = match info.untagged() {
            Some(_) => format!("`{}` without a tag, or a type derived from it that is not known.", info.name),
            None => format!("A type derived from `{}` that is not known, or none was named.", info.name),
        };
        schema.insert("description".to_owned(), text.into());
        schema
    }
}

/// Tells the same CSDL name in two versions apart.
fn id<T: Described>(role: &str) -> Cow<'static, str> {
    Cow::Owned(format!("{} ({role})", std::any::type_name::<T>()))
}

/// The object of a struct.
pub(super) fn object(
    name: &str,
    info: &'static ModelInfo,
    schemas: &'static Schemas,
    tag: &Tag<'_>,
    generator: &mut SchemaGenerator,
) -> Schema {
    let mut properties = Map::new();
    properties.insert(TYPE_TAG.to_owned(), tag_schema(tag));
    for field in info.fields {
        properties.insert(field.wire().to_owned(), property(name, info, field, schemas, generator).into());
    }
    let mut schema = Map::new();
    schemas.describe(&[name, info.name], &mut schema);
    schema.insert("type".to_owned(), "object".into());
    schema.insert("properties".to_owned(), properties.into());
    if let Tag::Constant(_) = tag {
        schema.insert("required".to_owned(), json!([TYPE_TAG]));
    }
    schema.insert("x-odata".to_owned(), type_facts(info).into());
    schema.into()
}

fn tag_schema(tag: &Tag<'_>) -> Value {
    match tag {
        Tag::Any => json!({"type": "string"}),
        Tag::Constant(name) => json!({"type": "string", "const": format!("#{name}")}),
        Tag::OtherThan(names) => {
            let known: Vec<_> = names.iter().map(|name| format!("#{name}")).collect();
            json!({"type": "string", "not": {"enum": known}})
        }
    }
}

fn type_facts(info: &ModelInfo) -> Map<String, Value> {
    let mut facts = Map::new();
    facts.insert("name".to_owned(), info.name.into());
    if let Some(base) = info.bases.first() {
        facts.insert("base".to_owned(), (*base).into());
    }
    let key: Vec<_> = info.fields.iter().filter(|field| field.is_key()).map(FieldInfo::wire).collect();
    if !key.is_empty() {
        facts.insert("key".to_owned(), json!(key));
    }
    if info.is_open {
        facts.insert("open".to_owned(), true.into());
    }
    facts
}

/// A property of a struct; its description stands where it is declared: here or at a base.
fn property(
    name: &str,
    info: &'static ModelInfo,
    field: &'static FieldInfo,
    schemas: &'static Schemas,
    generator: &mut SchemaGenerator,
) -> Schema {
    let value = nullable(item(field.kind(), schemas, generator));
    let mut schema = if field.is_collection() {
        schemars::json_schema!({"type": ["array", "null"], "items": value})
    } else {
        value
    };
    let map = schema.ensure_object();
    let owners = [name, info.name].into_iter().chain(info.bases.iter().copied());
    let names: Vec<_> = owners.map(|owner| format!("{owner}/{}", field.wire())).collect();
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    schemas.describe(&names, map);
    if field.is_read_only() || field.is_computed() {
        map.insert("readOnly".to_owned(), true.into());
    }
    map.insert("x-odata".to_owned(), field_facts(field).into());
    schema
}

fn field_facts(field: &FieldInfo) -> Map<String, Value> {
    let mut facts = Map::new();
    let name = field.kind().name();
    let name = if field.is_collection() { format!("Collection({name})") } else { name.to_owned() };
    facts.insert("type".to_owned(), name.into());
    let flags = [
        ("key", field.is_key()),
        ("navigation", field.is_navigation()),
        ("contained", field.is_contained()),
        ("computed", field.is_computed()),
        ("immutable", field.is_immutable()),
        ("sensitive", field.is_sensitive()),
    ];
    facts.extend(
        flags.into_iter().filter(|(_, holds)| *holds).map(|(flag, _)| (flag.to_owned(), true.into())),
    );
    facts
}

/// The value of a property, or of an item of its collection.
fn item(kind: &Type, schemas: &'static Schemas, generator: &mut SchemaGenerator) -> Schema {
    match kind {
        Type::Enum(_) | Type::Object(_) | Type::Hierarchy(_) => {
            match (schemas.reference(kind.name()), kind) {
                (Some(reference), _) => reference(generator),
                // The list of references is generated with the tables; by hand it may be left out.
                (None, Type::Enum(info)) => enums::of_field(info(), schemas),
                (None, _) => schemars::json_schema!({"type": "object"}),
            }
        }
        primitive => primitives::schema(primitive, generator),
    }
}

/// The choice of a hierarchy's types.
pub(super) fn hierarchy(
    info: &'static HierarchyInfo,
    schemas: &'static Schemas,
    variants: &[Subschema],
    unknown: Option<Subschema>,
    generator: &mut SchemaGenerator,
) -> Schema {
    let mut choices: Vec<_> = variants.iter().map(|variant| variant(generator)).collect();
    let mapping: Map<_, _> = info
        .variants
        .iter()
        .zip(&choices)
        .filter_map(|(variant, choice)| Some((format!("#{}", variant.name), choice.get("$ref")?.clone())))
        .collect();
    choices.extend(unknown.map(|unknown| unknown(generator)));
    let mut schema = Map::new();
    schemas.describe(&[info.name], &mut schema);
    schema.insert("oneOf".to_owned(), choices.into_iter().map(Value::from).collect());
    // Only references can be mapped to; a generator that puts schemas in place has none.
    if !mapping.is_empty() {
        schema.insert("discriminator".to_owned(), json!({"propertyName": TYPE_TAG, "mapping": mapping}));
    }
    let mut facts = type_facts((info.base)());
    if info.untagged().is_none() {
        facts.insert("abstract".to_owned(), true.into());
    }
    schema.insert("x-odata".to_owned(), facts.into());
    schema.into()
}
