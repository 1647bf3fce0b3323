//! Schemas of structs, as objects, and of hierarchies, as a choice of their types.

use std::borrow::Cow;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::{Schemas, Subschema, derived_name, enums, nullable, primitives};
use crate::generated::Generated;
use crate::model::{FieldInfo, HierarchyInfo, Model, ModelInfo, Slot};
use crate::open_enum::EnumInfo;
use crate::syntax::TYPE_TAG;

/// A concrete type of a hierarchy, identified by its tag.
struct Tagged<T>(PhantomData<T>);

impl<T: JsonSchema + Generated<Info = ModelInfo>> JsonSchema for Tagged<T> {
    fn schema_name() -> Cow<'static, str> {
        // The name is based on the CSDL name, because the struct of a base's own properties is among the concrete types
        // too.
        derived_name(T::type_info().name(), "tagged")
    }

    fn schema_id() -> Cow<'static, str> {
        derived_name(&T::schema_id(), "tagged")
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = T::json_schema(generator);
        say_tag(&mut schema, json!({"const": tag(T::type_info().name())}));
        schema.insert("required".to_owned(), json!([TYPE_TAG]));
        schema
    }
}

/// Values of a hierarchy with an unknown tag, or without a tag. They have the properties of the base.
struct Unknown<H, B>(PhantomData<(H, B)>);

impl<H: JsonSchema + Generated<Info = HierarchyInfo>, B: JsonSchema> JsonSchema for Unknown<H, B> {
    fn schema_name() -> Cow<'static, str> {
        derived_name(&H::schema_name(), "unknown")
    }

    fn schema_id() -> Cow<'static, str> {
        derived_name(&H::schema_id(), "unknown")
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let info = H::type_info();
        let mut schema = B::json_schema(generator);
        let known: Vec<_> = info.variants().iter().map(|variant| tag(variant)).collect();
        say_tag(&mut schema, json!({"not": {"enum": known}}));
        let text = match info.untagged() {
            Some(_) => {
                format!("`{}` without a tag, or a type derived from it that is not known.", info.name())
            }
            None => format!("A type derived from `{}` that is not known, or none was named.", info.name()),
        };
        schema.insert("description".to_owned(), text.into());
        schema
    }
}

/// Adds the known values of `@odata.type` to the schema of an object.
///
/// Any text is still accepted: the tag is not needed to know the type, and a derived type may be added in future.
fn say_tag(schema: &mut Schema, known: Value) {
    let tag = schema.pointer_mut(&format!("/properties/{TYPE_TAG}"));
    if let (Some(Value::Object(tag)), Value::Object(known)) = (tag, known) {
        tag.extend(known);
    }
}

/// The name of a type as written in `@odata.type`.
fn tag(name: &str) -> String {
    format!("#{name}")
}

/// The reference to the schema of a concrete type whose tag is required.
pub fn tagged<T: JsonSchema + Generated<Info = ModelInfo>>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<Tagged<T>>()
}

/// The reference to the schema of a hierarchy's values of unknown type. `B` is the struct of the base's own properties.
pub fn unknown<H: JsonSchema + Generated<Info = HierarchyInfo>, B: JsonSchema>(
    generator: &mut SchemaGenerator,
) -> Schema {
    generator.subschema_for::<Unknown<H, B>>()
}

/// The schema of a struct.
pub fn object<T: Model + Default + JsonSchema>(
    schemas: &'static Schemas,
    generator: &mut SchemaGenerator,
) -> Schema {
    // An empty value is needed, because its slots give access to the types of its fields.
    object_of(&T::schema_name(), &mut T::default(), schemas, generator)
}

fn object_of(
    name: &str,
    model: &mut dyn Model,
    schemas: &'static Schemas,
    generator: &mut SchemaGenerator,
) -> Schema {
    let info = model.info();
    let mut properties = Map::new();
    properties.insert(TYPE_TAG.to_owned(), json!({"type": "string"}));
    for (index, field) in info.fields().enumerate() {
        let mut schema = value(field, model.slot(index), schemas, generator);
        describe(name, info, field, schemas, schema.ensure_object());
        properties.insert(field.wire().to_owned(), schema.into());
    }
    let mut schema = Map::new();
    schemas.describe(&[name, info.name()], &mut schema);
    schema.insert("type".to_owned(), "object".into());
    schema.insert("properties".to_owned(), properties.into());
    schema.insert("x-odata".to_owned(), type_facts(info).into());
    schema.into()
}

fn type_facts(info: ModelInfo) -> Map<String, Value> {
    let mut facts = Map::new();
    facts.insert("name".to_owned(), info.name().into());
    if let Some(base) = info.bases().first() {
        facts.insert("base".to_owned(), (*base).into());
    }
    let key: Vec<_> = info.fields().filter(FieldInfo::is_key).map(|field| field.wire()).collect();
    if !key.is_empty() {
        facts.insert("key".to_owned(), json!(key));
    }
    if info.is_open() {
        facts.insert("open".to_owned(), true.into());
    }
    facts
}

/// The schema of a property's value.
fn value(
    field: FieldInfo,
    slot: Slot<'_>,
    schemas: &'static Schemas,
    generator: &mut SchemaGenerator,
) -> Schema {
    let (name, item) = item(field, slot, schemas, generator);
    let item = nullable(item);
    let mut schema = match field.is_collection() {
        true => schemars::json_schema!({"type": ["array", "null"], "items": item}),
        false => item,
    };
    schema.ensure_object().insert("x-odata".to_owned(), field_facts(field, name).into());
    schema
}

/// Adds the description of a property, which is declared by this type or by a base.
fn describe(
    name: &str,
    info: ModelInfo,
    field: FieldInfo,
    schemas: &'static Schemas,
    schema: &mut Map<String, Value>,
) {
    let owners = [name, info.name()].into_iter().chain(info.bases().iter().copied());
    let names: Vec<_> = owners.map(|owner| format!("{owner}/{}", field.wire())).collect();
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    schemas.describe(&names, schema);
    if field.is_read_only() || field.is_computed() {
        schema.insert("readOnly".to_owned(), true.into());
    }
}

fn field_facts(field: FieldInfo, name: &str) -> Map<String, Value> {
    let mut facts = Map::new();
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

/// The schema of a property's value, or of an item of its collection, and the name of its type.
fn item(
    field: FieldInfo,
    slot: Slot<'_>,
    schemas: &'static Schemas,
    generator: &mut SchemaGenerator,
) -> (&'static str, Schema) {
    if let Some(name) = field.kind().name() {
        return (name, primitives::schema(field.kind(), generator));
    }
    let (name, enumeration) = generated_type(slot);
    let schema = match (schemas.reference(name), enumeration) {
        (Some(reference), _) => reference(generator),
        // Generated code always lists its types. For handwritten code, the table of the enumeration is enough.
        (None, Some(info)) => enums::of_field(info, schemas),
        (None, None) => schemars::json_schema!({"type": "object"}),
    };
    (name, schema)
}

/// The CSDL name of the generated type in a field, and the table if it is an enumeration.
fn generated_type(mut slot: Slot<'_>) -> (&'static str, Option<EnumInfo>) {
    let info = slot.enumeration();
    let object = slot.add_object().map(|model| model.info().name());
    (object.unwrap_or_else(|| slot.type_name()), info)
}

/// The schema of a hierarchy: a choice of its types.
pub fn hierarchy<T: Generated<Info = HierarchyInfo>>(
    schemas: &'static Schemas,
    variants: &[Subschema],
    unknown: Subschema,
    generator: &mut SchemaGenerator,
) -> Schema {
    let info = T::type_info();
    let mut choices: Vec<_> = variants.iter().map(|variant| variant(generator)).collect();
    let mapping: Map<_, _> = info
        .variants()
        .iter()
        .zip(&choices)
        .filter_map(|(variant, choice)| Some((tag(variant), choice.get("$ref")?.clone())))
        .collect();
    choices.push(unknown(generator));
    let mut schema = Map::new();
    schemas.describe(&[info.name()], &mut schema);
    schema.insert("oneOf".to_owned(), choices.into_iter().map(Value::from).collect());
    // A generator that inlines schemas has no references to map to.
    if !mapping.is_empty() {
        schema.insert("discriminator".to_owned(), json!({"propertyName": TYPE_TAG, "mapping": mapping}));
    }
    let mut facts = type_facts(info.base());
    if info.untagged().is_none() {
        facts.insert("abstract".to_owned(), true.into());
    }
    schema.insert("x-odata".to_owned(), facts.into());
    schema.into()
}
