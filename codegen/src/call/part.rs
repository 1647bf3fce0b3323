//! Paths to structural properties, which the runtime makes from the constants of properties.

use super::{Calls, Position};
use crate::rust::{Access, Field, Kind, Struct};

impl<'v> Calls<'v> {
    /// The call at a property of what stands at the position, and true for one that writes.
    pub(super) fn part(
        &self,
        position: &Position<'v>,
        names: &[&str],
        method: &str,
    ) -> Option<(String, bool)> {
        let (names, is_raw) = match names {
            [names @ .., "$value"] => (names, true),
            _ => (names, false),
        };
        let mut structure = self.structure(position.at?.entity.as_ref()?);
        let mut expression = String::new();
        let mut last: Option<&Field> = None;
        for name in names {
            let owner: &Struct = structure?;
            let field = owner.fields.iter().find(|field| field.wire.eq_ignore_ascii_case(name))?;
            if field.access() == Access::Navigation {
                return None;
            }
            expression.push_str(&format!("property({}::{}).", owner.path.ident, field.constant));
            structure = match &field.kind {
                Kind::Object(path) => self.structure(path),
                _ => None,
            };
            last = Some(field);
        }
        let field = last?;
        let is_complex = matches!(field.kind, Kind::Object(_)) && !field.is_collection();
        let is_owned = position.is_owned || !position.at?.is_shared;
        let (call, is_written) = match (method, is_complex) {
            ("GET", _) if is_raw => ("raw_value()", false),
            ("GET", true) => ("get()", false),
            ("GET", false) => ("value()", false),
            ("PATCH", true) if is_owned => ("update(…)", true),
            ("PUT", true) if is_owned => ("replace(…)", true),
            _ => return None,
        };
        Some((expression + call, is_written))
    }
}
