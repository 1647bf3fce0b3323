//! Structs to objects, and hierarchies to the choice of their types.

use std::borrow::Cow;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::{Schemas, Subschema, derived_name, enums, nullable, primitives};
use crate::model::{FieldInfo, Generated, HierarchyInfo, ModelInfo, TYPE_TAG, Type};

/// A concrete type of a hierarchy, told by its tag.
struct Tagged<T>(PhantomData<T>);

impl<T: JsonSchema + Generated<Info = ModelInfo>> JsonSchema for Tagged<T> {
    fn schema_name() -> Cow<'static, str> {
        // That of CSDL: the struct of a base's own fields is one of the concrete types too.
        derived_name(T::table().name, "tagged")
    }

    fn schema_id() -> Cow<'static, str> {
        derived_name(&T::schema_id(), "tagged")
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = T::json_schema(generator);
        say_tag(&mut schema, json!({"const": tag(T::table().name)}));
        schema.insert("required".to_owned(), json!([TYPE_TAG]));
        schema
    }
}

/// Values of a hierarchy that are of no known type, or say none: what the base has.
struct Unknown<H, B>(PhantomData<(H, B)>);

impl<H: JsonSchema + Generated<Info = HierarchyInfo>, B: JsonSchema> JsonSchema for Unknown<H, B> {
    fn schema_name() -> Cow<'static, str> {
        derived_name(&H::schema_name(), "unknown")
    }

    fn schema_id() -> Cow<'static, str> {
        derived_name(&H::schema_id(), "unknown")
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let info = H::table();
        let mut schema = B::json_schema(generator);
        let known: Vec<_> = info.variants.iter().map(|variant| tag(variant.name)).collect();
        say_tag(&mut schema, json!({"not": {"enum": known}}));
        let text = match info.untagged() {
            Some(_) => format!("`{}` without a tag, or a type derived from it that is not known.", info.name),
            None => format!("A type derived from `{}` that is not known, or none was named.", info.name),
        };
        schema.insert("description".to_owned(), text.into());
        schema
    }
}

/// Adds what is known of `@odata.type` to the schema of an object, which lets it be any text: the type is known without
/// it there, and a derived type of the future may stand there.
fn say_tag(schema: &mut Schema, known: Value) {
    let tag = schema.pointer_mut(&format!("/properties/{TYPE_TAG}"));
    if let (Some(Value::Object(tag)), Value::Object(known)) = (tag, known) {
        tag.extend(known);
    }
}

/// A type as `@odata.type` names it.
fn tag(name: &str) -> String {
    format!("#{name}")
}

/// The reference to the schema of a concrete type where only its tag tells it from others.
pub fn tagged<T: JsonSchema + Generated<Info = ModelInfo>>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<Tagged<T>>()
}

/// The reference to the schema of a hierarchy's values that are of no known type; its base's struct is `B`.
pub fn unknown<H: JsonSchema + Generated<Info = HierarchyInfo>, B: JsonSchema>(
    generator: &mut SchemaGenerator,
) -> Schema {
    generator.subschema_for::<Unknown<H, B>>()
}

/// The object of a struct.
pub fn object<T: Generated<Info = ModelInfo>>(
    name: &str,
    schemas: &'static Schemas,
    generator: &mut SchemaGenerator,
) -> Schema {
    object_of(name, T::table(), schemas, generator)
}

fn object_of(
    name: &str,
    info: &'static ModelInfo,
    schemas: &'static Schemas,
    generator: &mut SchemaGenerator,
) -> Schema {
    let mut properties = Map::new();
    properties.insert(TYPE_TAG.to_owned(), json!({"type": "string"}));
    for field in info.fields {
        properties.insert(field.wire().to_owned(), property(name, info, field, schemas, generator).into());
    }
    let mut schema = Map::new();
    schemas.describe(&[name, info.name], &mut schema);
    schema.insert("type".to_owned(), "object".into());
    schema.insert("properties".to_owned(), properties.into());
    schema.insert("x-odata".to_owned(), type_facts(info).into());
    schema.into()
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
pub fn hierarchy<T: Generated<Info = HierarchyInfo>>(
    name: &str,
    schemas: &'static Schemas,
    variants: &[Subschema],
    unknown: Subschema,
    generator: &mut SchemaGenerator,
) -> Schema {
    let info = T::table();
    let mut choices: Vec<_> = variants.iter().map(|variant| variant(generator)).collect();
    let mapping: Map<_, _> = info
        .variants
        .iter()
        .zip(&choices)
        .filter_map(|(variant, choice)| Some((format!("#{}", variant.name), choice.get("$ref")?.clone())))
        .collect();
    choices.push(unknown(generator));
    let mut schema = Map::new();
    schemas.describe(&[name], &mut schema);
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
