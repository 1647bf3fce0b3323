//! Sets properties by their names on the wire: declared properties, dynamic properties, and control information.

use serde_json::Value;

use super::Patchable;
use crate::decode::{read_entries, strictly};
use crate::model::{Model, PropertyError, copy, expansion_part, is_control};
use crate::syntax::TYPE_TAG;

/// Sets the property with the given name. See [`Patchable::set_by_name`].
pub(super) fn set_by_name<X: Patchable>(
    target: &mut X,
    name: &str,
    value: Value,
) -> Result<(), PropertyError> {
    if name == TYPE_TAG {
        return Err(PropertyError::new(
            &"`@odata.type` follows from the value: see `Extra::force_odata_type`",
        ));
    }
    let read = |model: &mut dyn Model, value: Value| {
        strictly(|| read_entries(model, vec![(name.to_owned(), value)]))
            .map_err(|error| PropertyError::new(&error))
    };
    let model = target.as_model_mut();
    if let Some((index, part)) = expansion_part(model, name) {
        let mut changed = target.empty_like();
        let model = changed.as_model_mut();
        copy::copy(target.as_model(), model);
        model.extra_mut().control_mut().remove(name);
        if let Some(expansion) = model.slot(index).into_expansion() {
            expansion.remove(part);
        }
        read(model, value)?;
        *target = changed;
        return Ok(());
    }
    let Some(index) = model.info().position(name) else {
        let extra = model.extra_mut();
        let inserted = if is_control(name) {
            extra.control_mut().insert(name, value)
        } else {
            extra.undeclared_mut().insert(name, value)
        };
        return inserted.map(|_| ()).map_err(|error| PropertyError::new(&error));
    };
    let mut changed = target.empty_like();
    let model = changed.as_model_mut();
    copy::copy_except(target.as_model(), model, index);
    read(model, value)?;
    *target = changed;
    Ok(())
}
