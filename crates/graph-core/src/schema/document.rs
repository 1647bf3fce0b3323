//! Whole documents: one a root type, and the schemas of many types side by side.

use schemars::generate::SchemaSettings;
use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value};

use super::Subschema;

/// A type whose values are received or sent by themselves.
#[derive(Debug)]
pub struct Root {
    /// The slice it is of.
    pub slice: &'static str,
    /// Makes the reference to its schema.
    pub reference: Subschema,
}

impl Root {
    /// The name of its schema.
    pub fn name(&self) -> String {
        let path = SchemaSettings::draft2020_12().definitions_path;
        name(&(self.reference)(&mut generator(&path)))
    }

    /// Its schema with all that it refers to, a document by itself.
    pub fn document(&self) -> Schema {
        let settings = SchemaSettings::draft2020_12();
        let schema = settings.meta_schema.clone();
        let mut generator = settings.into_generator();
        let reference = (self.reference)(&mut generator);
        let mut document = json_schema!({"$schema": schema, "title": name(&reference)});
        let definitions = generator.take_definitions(true);
        document.ensure_object().extend(reference.as_object().cloned().unwrap_or_default());
        document.insert("$defs".to_owned(), definitions.into());
        document
    }
}

/// The schemas of many types and of all they refer to, by name, as they refer to each other below a path such as
/// `/components/schemas` in one document.
pub fn components<'a>(roots: impl IntoIterator<Item = &'a Root>, path: &str) -> Map<String, Value> {
    let mut generator = generator(path);
    for root in roots {
        (root.reference)(&mut generator);
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
