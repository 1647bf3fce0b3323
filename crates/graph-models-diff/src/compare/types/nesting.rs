//! Fields that began or ceased to hold their value without its type, since chains of complex types became longer or
//! shorter.

use std::collections::BTreeMap;

use crate::compare::context::{Context, Subject};
use crate::rules::properties as rules;
use csdl::model::{Model, Property, PropertyKind, TypeId};
use graph_models_codegen::Nesting;

pub(crate) fn compare(context: &mut Context<'_>) {
    let (before, after) = (Nesting::new(context.old), Nesting::new(context.new));
    let pairs = context.pairs;
    for &(was, is, _) in &pairs.both {
        let properties = context.old.structured(was).map(|ty| ty.properties.as_slice()).unwrap_or_default();
        if properties.is_empty() {
            continue;
        }
        let declared = declared(context.new, is);
        for old in properties {
            let Some(&(owner, new)) = declared.get(old.name.as_str()) else { continue };
            // A change of the type has a separate finding.
            let is_same = old.kind == PropertyKind::Structural
                && new.kind == PropertyKind::Structural
                && old.ty.is_collection == new.ty.is_collection
                && context.is_same_target(&old.ty, &new.ty);
            let forms = (before.is_nested(was, old, context.old), after.is_nested(owner, new, context.new));
            if is_same && forms.0 != forms.1 {
                report(context, is, (old, new), forms);
            }
        }
    }
}

/// The properties of a type by their names, own and inherited, each with the first type that declares it.
fn declared(model: &Model, id: TypeId) -> BTreeMap<&str, (TypeId, &Property)> {
    let properties = model.effective_properties(id).into_iter().rev();
    properties.map(|(owner, property)| (property.name.as_str(), (owner, property))).collect()
}

fn report(context: &mut Context<'_>, ty: TypeId, (old, new): (&Property, &Property), forms: (bool, bool)) {
    let name = context.new.ty(ty).name().to_string();
    let path = format!("{name}/{}", new.name);
    let subject = Subject { path: &path, owner: &name, old_place: old.place, new_place: new.place };
    let shown = |is_nested| if is_nested { "Nested" } else { "Option" };
    let finding = subject.finding(&rules::PROPERTY_NESTING_CHANGED, shown(forms.0), shown(forms.1));
    context.push_of_type(finding, &name);
}
