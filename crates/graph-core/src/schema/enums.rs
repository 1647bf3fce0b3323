//! Open enumerations: known members are listed, any other text is a member of the future.

use schemars::{Schema, json_schema};
use serde_json::{Map, Value, json};

use super::Schemas;
use crate::open_enum::EnumInfo;

/// The schema of a property's value: one member, or a set of them.
pub(super) fn of_field(info: &'static EnumInfo, schemas: &Schemas) -> Schema {
    if info.is_flags { set(info, schemas) } else { member(info, schemas) }
}

/// One member.
pub(super) fn member(info: &'static EnumInfo, schemas: &Schemas) -> Schema {
    let names: Vec<_> = info.members.iter().map(|(name, _)| *name).collect();
    open(info, schemas, json!({"enum": names}))
}

/// Members between commas, in any order.
pub(super) fn set(info: &'static EnumInfo, schemas: &Schemas) -> Schema {
    let names: Vec<_> = info.members.iter().map(|(name, _)| *name).collect();
    let names = names.join("|");
    open(info, schemas, json!({"pattern": format!("^({names})(,({names}))*$")}))
}

fn open(info: &'static EnumInfo, schemas: &Schemas, mut known: Value) -> Schema {
    if info.members.is_empty() {
        known = json!({});
    }
    let mut schema = json_schema!({"type": "string", "anyOf": [known, {"type": "string"}]});
    let map = schema.ensure_object();
    schemas.describe(&[info.name], map);
    map.insert("x-odata".to_owned(), facts(info, schemas).into());
    schema
}

fn facts(info: &'static EnumInfo, schemas: &Schemas) -> Map<String, Value> {
    let members = info.members.iter().map(|(name, value)| {
        let mut member = Map::from_iter([("value".to_owned(), Value::from(*value))]);
        schemas.describe(&[&format!("{}/{name}", info.name)], &mut member);
        ((*name).to_owned(), Value::from(member))
    });
    let mut facts = Map::new();
    facts.insert("name".to_owned(), info.name.into());
    if info.is_flags {
        facts.insert("flags".to_owned(), true.into());
    }
    facts.insert("members".to_owned(), Value::from(members.collect::<Map<_, _>>()));
    facts
}
