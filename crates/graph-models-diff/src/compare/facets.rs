//! Facets: relaxed, tightened or otherwise changed limits of values.

use crate::compare::context::{Context, Subject};

use crate::rules::properties as rules;
use crate::text;
use csdl::document::Facets;
use csdl::model::{Model, Primitive, Type, TypeTarget, TypeUse};

/// The primitive type of a value, directly or by a type definition.
pub(crate) fn primitive(model: &Model, ty: &TypeUse) -> Option<Primitive> {
    match ty.target {
        TypeTarget::Primitive(primitive) => Some(primitive),
        TypeTarget::Declared(id) => match model.ty(id) {
            Type::Definition(definition) => Some(definition.underlying),
            Type::Structured(_) | Type::Enum(_) => None,
        },
    }
}

/// Compares the facets of two uses of types: one finding for each facet that differs.
pub(crate) fn compare_uses(
    context: &mut Context<'_>,
    subject: Subject<'_>,
    (was, old): (&TypeUse, &Facets),
    (is, new): (&TypeUse, &Facets),
) {
    let name = |model: &Model, ty: &TypeUse| {
        // A type of geography or geometry has no variant of its own.
        ty.untyped.or_else(|| primitive(model, ty).map(Primitive::name)).unwrap_or_default()
    };
    let (was, is) = (name(context.old, was), name(context.new, is));
    compare(context, subject, (was, old), (is, new));
}

/// Compares the facets of two primitive types, given by their names: one finding for each facet that differs. The
/// meaning of an absent facet depends on the type.
pub(crate) fn compare(
    context: &mut Context<'_>,
    subject: Subject<'_>,
    (old_type, old): (&str, &Facets),
    (new_type, new): (&str, &Facets),
) {
    if old == new {
        return;
    }
    for ((name, was), (_, is)) in text::facets(old).into_iter().zip(text::facets(new)) {
        if was == is {
            continue;
        }
        let before = effective(name, was.as_deref(), old_type);
        let after = effective(name, is.as_deref(), new_type);
        let rule = match (room(name, before.as_deref()), room(name, after.as_deref())) {
            _ if before == after => &rules::FACET_SPELLED_OTHERWISE,
            (Some(was), Some(is)) if is > was => &rules::FACET_RELAXED,
            (Some(was), Some(is)) if is < was => &rules::FACET_TIGHTENED,
            _ => &rules::FACET_CHANGED,
        };
        let shown = |value: Option<String>| format!("{name} {}", value.as_deref().unwrap_or("not given"));
        let finding = subject.finding(rule, shown(was), shown(is));
        context.push_of_type(finding, subject.owner);
    }
}

/// The value that holds: the given one in lower case, or the default of the facet (section 7.2). `None` if an absent
/// facet limits nothing.
fn effective(name: &str, value: Option<&str>, type_name: &str) -> Option<String> {
    // Version 4.0 writes `Variable`, version 4.01 `variable`.
    if let Some(value) = value {
        return Some(value.to_ascii_lowercase());
    }
    let default = match name {
        "Scale" => "0",
        "Unicode" => "true",
        // Without the facet, a time has no fraction of a second, and a decimal has any number of digits.
        "Precision" if matches!(type_name, "Edm.DateTimeOffset" | "Edm.Duration" | "Edm.TimeOfDay") => "0",
        "SRID" if type_name.starts_with("Edm.Geography") => "4326",
        "SRID" if type_name.starts_with("Edm.Geometry") => "0",
        _ => return None,
    };
    Some(default.to_owned())
}

/// The size of the range of values that a facet allows. `None` if such ranges of this facet cannot be compared.
fn room(name: &str, value: Option<&str>) -> Option<u64> {
    match (name, value) {
        ("MaxLength" | "Precision", None)
        | ("MaxLength", Some("max"))
        | ("Scale", Some("variable" | "floating")) => Some(u64::MAX),
        ("MaxLength" | "Precision" | "Scale", Some(number)) => number.parse().ok(),
        ("Unicode", Some("false")) => Some(0),
        ("Unicode", Some("true")) => Some(1),
        _ => None,
    }
}
