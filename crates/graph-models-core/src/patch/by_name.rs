//! Sets properties by their names on the wire: declared properties, dynamic properties, and control information.

use serde_json::Value;

use super::Patchable;
use crate::decode::{read_entries, strictly};
use crate::model::{DELTA, Model, Note, PropertyError, copy, is_control, split_annotation};
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
    if let Some(index) = expansion_of(model, name) {
        let mut changed = target.empty_like();
        let model = changed.as_model_mut();
        copy::copy(target.as_model(), model);
        model.extra_mut().control_mut().remove(name);
        if let Some(expansion) = model.slot(index).into_expansion() {
            expansion.remove_named(name);
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

/// Returns the index of the navigation property that holds the control information with the given name.
fn expansion_of(model: &dyn Model, name: &str) -> Option<usize> {
    let (property, annotation) = split_annotation(name)?;
    let index = model.info().position(property)?;
    let is_held = annotation == DELTA || Note::parse(annotation).is_some();
    is_held.then_some(index).filter(|&index| model.get(index).expansion().is_some())
}
