//! Limits of what annotations of some terms say about a declaration: alternate keys, and descriptions.

use std::collections::BTreeMap;

use super::{Inherited, contradictions, excess, inherited};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::{Annotation, Expression};
use crate::limits::{
    FREE_INHERITED_CHARACTERS, INHERITED_PER_CHARACTER, LONGEST_DESCRIPTION, MOST_ALTERNATE_KEY_PROPERTIES,
    MOST_KEY_PROPERTIES,
};
use crate::model::{Annotations, Model, TypeId};

/// Counts the properties of alternate keys. Returns `true` if all numbers are within the limits.
pub(in crate::resolve) fn alternate_keys(model: &Model, diagnostics: &mut Diagnostics) -> bool {
    let mut own = BTreeMap::new();
    for (id, ty) in model.types().filter_map(|(id, _)| Some((id, model.structured(id)?))) {
        let Some(annotation) = ty.annotations.alternate_keys() else { continue };
        let counts: Vec<_> = annotation.keys().map(|key| key.len()).collect();
        if let Some(&count) = counts.iter().find(|&&count| count > MOST_KEY_PROPERTIES) {
            let what = "properties of an alternate key";
            diagnostics.push(excess(count, MOST_KEY_PROPERTIES, what, annotation.place));
            return false;
        }
        own.insert(id, counts.into_iter().sum::<usize>());
    }
    let kind = Inherited {
        of_type: MOST_ALTERNATE_KEY_PROPERTIES,
        ..Inherited::new("properties of alternate keys")
    };
    inherited(&kind, |id| own.get(&id).copied().unwrap_or(0), model, diagnostics)
}

/// Measures descriptions, with those that types inherit with their properties. Returns `true` if all are within the
/// limits.
pub(in crate::resolve) fn descriptions(model: &Model, diagnostics: &mut Diagnostics) -> bool {
    let mut is_within = true;
    contradictions::each(model, &mut |list, name| {
        for annotation in texts(list) {
            if length(annotation) > LONGEST_DESCRIPTION {
                is_within = false;
                diagnostics.push(
                    Diagnostic::error(format!("the description of `{}` is too long", name())).at(
                        annotation.place,
                        format!("there may be at most {LONGEST_DESCRIPTION} characters"),
                    ),
                );
            }
        }
    });
    let own = |id: TypeId| -> usize {
        let properties = model.structured(id).into_iter().flat_map(|ty| &ty.properties);
        properties.flat_map(|property| texts(&property.annotations)).map(length).sum()
    };
    let kind = Inherited {
        what: "characters of descriptions",
        of_type: usize::MAX,
        free: FREE_INHERITED_CHARACTERS,
        per_declared: INHERITED_PER_CHARACTER,
    };
    is_within && inherited(&kind, own, model, diagnostics)
}

/// The annotations with descriptions.
fn texts(list: &Annotations) -> impl Iterator<Item = &Annotation> {
    [list.description_of(), list.long_description_of()].into_iter().flatten()
}

/// The characters of a text.
fn length(annotation: &Annotation) -> usize {
    match &annotation.value {
        Some(Expression::Constant(_, text)) => text.chars().count(),
        _ => 0,
    }
}
