//! Clears members of JSON objects without a type, such as undeclared properties.

use serde_json::{Map, Value};

use super::left_out::LeftOut;
use crate::model::is_control;
use crate::syntax::TYPE_TAG;

/// Adds null to an object for each member that only the old object has. Does not change other values.
pub(super) fn clear(before: &Value, after: &mut Value, left_out: &mut LeftOut) {
    let (Value::Object(before), Value::Object(after)) = (before, after) else { return };
    if tag(before) != tag(after) {
        // Nothing is known of the two types, and a service may reject a property of the old type.
        return;
    }
    for (name, old) in before.iter().filter(|(_, old)| !old.is_null()) {
        if let Some(new) = after.get_mut(name) {
            left_out.inside(name, |left_out| clear(old, new, left_out));
        } else if is_control(name) {
            let is_null = |property: &str| after.get(property).is_none_or(Value::is_null);
            left_out.push_removed(name, |property| before.contains_key(property) && is_null(property));
        } else {
            after.insert(name.clone(), Value::Null);
        }
    }
}

/// Returns `@odata.type`. A null names no type.
fn tag(object: &Map<String, Value>) -> Option<&Value> {
    object.get(TYPE_TAG).filter(|tag| !tag.is_null())
}
