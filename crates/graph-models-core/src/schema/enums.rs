//! Schemas of open enumerations: known members are listed, and any other text is accepted as a future member.

use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use super::Schemas;
use crate::generated::Generated;
use crate::open_enum::EnumInfo;

/// The schema of a property: one member, or a set of members.
pub(super) fn of_field(info: EnumInfo, schemas: &Schemas) -> Schema {
    let member = member_of(info, schemas);
    if info.is_flags() { set(info, member) } else { member }
}

/// The schema of one member.
pub fn member<T: Generated<Info = EnumInfo>>(schemas: &'static Schemas, _: &mut SchemaGenerator) -> Schema {
    member_of(T::type_info(), schemas)
}

fn member_of(info: EnumInfo, schemas: &Schemas) -> Schema {
    let known = if info.members().is_empty() { json!({}) } else { json!({"enum": names(info)}) };
    // The empty text is no member.
    let mut schema = json_schema!({"type": "string", "minLength": 1, "anyOf": [known, {"type": "string"}]});
    let map = schema.ensure_object();
    schemas.describe(&[info.name()], map);
    map.insert("x-odata".to_owned(), facts(info, schemas).into());
    schema
}

/// The schema of a set: members separated by commas, in any order. It is made from the schema of one member.
pub(super) fn set(info: EnumInfo, mut member: Schema) -> Schema {
    // The empty text is the empty set.
    member.remove("minLength");
    let names = names(info).join("|");
    match member.pointer_mut("/anyOf/0") {
        Some(known) if !info.members().is_empty() => {
            *known = json!({"pattern": format!("^({names})(,({names}))*$")});
        }
        _ => {}
    }
    member
}

fn names(info: EnumInfo) -> Vec<&'static str> {
    info.members().iter().map(|(name, _)| *name).collect()
}

fn facts(info: EnumInfo, schemas: &Schemas) -> Map<String, Value> {
    let members = info.members().iter().map(|(name, value)| {
        let mut member = Map::from_iter([("value".to_owned(), Value::from(*value))]);
        schemas.describe(&[&format!("{}/{name}", info.name())], &mut member);
        ((*name).to_owned(), Value::from(member))
    });
    let mut facts = Map::new();
    facts.insert("name".to_owned(), info.name().into());
    if info.is_flags() {
        facts.insert("flags".to_owned(), true.into());
    }
    facts.insert("members".to_owned(), Value::from(members.collect::<Map<_, _>>()));
    facts
}
