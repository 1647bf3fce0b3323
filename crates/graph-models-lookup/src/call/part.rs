//! Paths to structural properties, which the runtime makes from the constants of properties.

use super::expression::Value;
use super::{Calls, End, Found, Position};
use graph_models_codegen::rust::{Access, Field, Kind, Struct};

impl<'v> Calls<'v> {
    /// The call at a property, given by the names that lead to it from the entity at the position.
    pub(super) fn part(&self, position: &Position<'v>, names: &[&str], method: &str) -> Option<Found<'v>> {
        let (names, is_raw) = match names {
            [names @ .., "$value"] => (names, true),
            _ => (names, false),
        };
        let path = position.at?;
        let mut structure = self.structure(path.entity.as_ref()?);
        let mut expression = position.expression.clone();
        let mut gates: Vec<_> = position.gates.iter().copied().chain([&path.entity_gate]).collect();
        let mut last: Option<&'v Field> = None;
        for name in names {
            let owner: &'v Struct = structure?;
            let field = owner.fields.iter().find(|field| field.wire.eq_ignore_ascii_case(name))?;
            if field.access() == Access::Navigation {
                return None;
            }
            expression = expression.then("property", vec![Value::Constant { owner, field }]);
            gates.push(&field.gate);
            structure = match &field.kind {
                Kind::Object(path) => self.structure(path),
                _ => None,
            };
            last = Some(field);
        }
        let field = last?;
        let entity = match &field.kind {
            Kind::Object(path) if !field.is_collection() => Some(path),
            _ => None,
        };
        let is_owned = position.is_owned || !path.is_shared;
        let (request, takes, end) = match (method, entity) {
            ("GET", _) if is_raw => ("raw_value", false, End::ReadMedia("/$value")),
            ("GET", Some(_)) => ("get", false, End::Resource("get", entity)),
            ("GET", None) => ("value", false, End::Value),
            ("PATCH", Some(_)) if is_owned => ("update", true, End::Resource("update", entity)),
            ("PUT", Some(_)) if is_owned => ("replace", true, End::Resource("replace", entity)),
            ("PUT", None) if is_owned && field.is_collection() => {
                ("replace", true, End::Resource("replace", None))
            }
            _ => return None,
        };
        let expression = expression.then(request, if takes { vec![Value::Open] } else { Vec::new() });
        Some(Found { expression, end, gates, template: position.template.clone() })
    }
}
