//! Whole JSON Schema documents: one for each root type, or one with the schemas of many types.

use schemars::generate::SchemaSettings;
use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use super::others::{PAGE, page};
use super::{Schemas, Subschema, derived_name};

/// The types of a slice that are sent or received as whole bodies.
#[derive(Debug)]
pub struct Roots {
    /// The slice.
    pub slice: &'static str,
    /// Data shared by the schemas.
    pub schemas: &'static Schemas,
    /// The CSDL names of the types.
    pub types: &'static [&'static str],
    /// The CSDL names of the types that are received in pages.
    pub pages: &'static [&'static str],
}

impl Roots {
    /// Returns the root types that are compiled in. Disabled features leave out some types.
    pub fn iter(&self) -> impl Iterator<Item = Root> {
        let types = self.types.iter().map(|name| (*name, false));
        let all = types.chain(self.pages.iter().map(|name| (*name, true)));
        all.filter_map(|(name, is_page)| Some(Root { item: self.schemas.reference(name)?, is_page }))
    }
}

/// A type that is sent or received as a whole body.
#[derive(Clone, Copy, Debug)]
pub struct Root {
    /// Returns the reference to the schema of the type.
    item: Subschema,
    /// `true` if the body is a page of the type.
    is_page: bool,
}

impl Root {
    /// The name of the schema.
    pub fn name(&self) -> String {
        let path = SchemaSettings::draft2020_12().definitions_path;
        name(&self.reference(&mut generator(&path)))
    }

    /// The schema and all schemas it refers to, as a document of its own.
    pub fn document(&self) -> Schema {
        let settings = SchemaSettings::draft2020_12();
        let schema = settings.meta_schema.clone();
        let mut generator = settings.into_generator();
        let reference = self.reference(&mut generator);
        let mut document = json_schema!({"$schema": schema, "title": name(&reference)});
        let definitions = generator.take_definitions(true);
        document.ensure_object().extend(reference.as_object().cloned().unwrap_or_default());
        document.insert("$defs".to_owned(), definitions.into());
        document
    }

    /// The reference to the schema, in a document for one version of Graph.
    fn reference(&self, generator: &mut SchemaGenerator) -> Schema {
        let item = (self.item)(generator);
        if !self.is_page {
            return item;
        }
        let of_item = item.get("$ref").and_then(Value::as_str).unwrap_or_default();
        let reference = json!({"$ref": derived_name(of_item, PAGE)});
        let name = derived_name(&name(&item), PAGE).into_owned();
        generator.definitions_mut().insert(name, page(item).into());
        Schema::try_from(reference).unwrap_or_default()
    }
}

/// The schemas of many types of one version and of all types they refer to, by name.
///
/// Their references fit a document that has its schemas below `path`, such as `/components/schemas`.
pub fn components(roots: impl IntoIterator<Item = Root>, path: &str) -> Map<String, Value> {
    let mut generator = generator(path);
    for root in roots {
        root.reference(&mut generator);
    }
    generator.take_definitions(true)
}

fn generator(path: &str) -> SchemaGenerator {
    SchemaSettings::draft2020_12()
        .with(|settings| settings.definitions_path = path.to_owned().into())
        .into_generator()
}

/// The name in a reference.
fn name(reference: &Schema) -> String {
    let path = reference.get("$ref").and_then(Value::as_str).unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default().to_owned()
}
