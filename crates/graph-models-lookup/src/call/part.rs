//! Paths to structural properties, which the runtime makes from the constants of properties.

use super::expression::Value;
use super::last::open;
use super::{Calls, End, Found, Position};
use graph_models_codegen::rust::{Access, Field, Kind, Struct};

impl<'v> Calls<'v> {
    /// The call at a property, given by the names that lead to it from the entity at the position.
    pub(super) fn part(&self, position: &Position<'v>, names: &[&str], method: &str) -> Option<Found<'v>> {
        let (names, is_raw) = match names {
            [names @ .., "$value"] => (names, true),
            _ => (names, false),
        };
        let path = position.at.filter(|path| !path.is_collection)?;
        let mut structure = self.types.structure(path.entity.as_ref()?);
        let mut expression = position.expression.clone();
        let mut gates = Vec::new();
        let mut template = position.template.clone();
        let mut last: Option<&'v Field> = None;
        for name in names {
            let owner: &'v Struct = structure?;
            let field = owner.fields.iter().find(|field| field.wire.eq_ignore_ascii_case(name))?;
            if field.access() == Access::Navigation {
                return None;
            }
            expression = expression.then("property", vec![Value::Constant { owner, field }]);
            gates.push(&field.gate);
            template.push('/');
            template.push_str(&field.wire);
            structure = match &field.kind {
                Kind::Object(path) => self.types.structure(path),
                _ => None,
            };
            last = Some(field);
        }
        let field = last?;
        let entity = match &field.kind {
            Kind::Object(path) if !field.is_collection() => Some(path),
            _ => None,
        };
        let may_write = position.may_write(path);
        let (request, takes, end) = match (method, entity) {
            ("GET", _) if is_raw => ("raw_value", false, End::ReadMedia("/$value")),
            ("GET", _) if is_stream(field) => ("media", false, End::ReadMedia("")),
            ("GET", Some(_)) => ("get", false, End::Resource("get", entity)),
            ("GET", None) => ("value", false, End::Value),
            ("PATCH", Some(_)) if may_write => ("update", true, End::Resource("update", entity)),
            ("PUT", Some(_)) if may_write => ("replace", true, End::Resource("replace", entity)),
            ("PUT", None) if may_write && field.is_collection() => {
                ("replace", true, End::Resource("replace", None))
            }
            _ => return None,
        };
        let expression = expression.then(request, open(takes));
        let mut found = Found::new(position, expression, end, &path.entity_gate);
        found.gates.extend(gates);
        found.template = template;
        Some(found)
    }
}

/// Returns true for a stream, whose value is bytes and no JSON.
fn is_stream(field: &Field) -> bool {
    matches!(&field.kind, Kind::Primitive(primitive) if primitive.variant == "Stream")
        && !field.is_collection()
}
