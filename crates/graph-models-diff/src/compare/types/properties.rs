//! Properties: added, removed, moved, renamed, and changed ones.

use crate::compare::{annotations, facets};

use super::relations;
use crate::compare::annotations::Carrier;
use crate::compare::context::{Context, Subject};
use crate::finding::Finding;
use crate::rule::Rule;
use crate::rules::properties as rules;
use crate::text;
use crate::verdict::{Bump, Impact};
use csdl::model::{Annotations, Model, Primitive, Property, PropertyKind, Type, TypeId, TypeTarget, TypeUse};
use graph_models_codegen::rust::names::snake;

/// Makes a finding harmless for all programs, with the reason as a remark.
pub(crate) fn harmless(finding: Finding, why: &str) -> Finding {
    finding.reader(Impact::Safe).writer(Impact::Safe).rust(Bump::None).remark(why)
}

/// Returns `true` if clients may write a property. The generator uses the same rule. Keys are set only once, on
/// creation.
fn is_writable(property: &Property, is_key: bool) -> bool {
    let is_settled = is_read_only(&property.annotations) || property.annotations.is_immutable();
    !property.is_navigation() && !is_key && !is_settled
}

/// Returns `true` if only the service sets the value.
fn is_read_only(annotations: &Annotations) -> bool {
    annotations.is_read_only() || annotations.is_computed()
}

fn path(subject: Subject<'_>, property: &Property) -> String {
    format!("{}/{}", subject.path, property.name)
}

/// Reports a removed property. `remark` names the base if the property was inherited.
pub(crate) fn removed(
    context: &mut Context<'_>,
    subject: Subject<'_>,
    property: &Property,
    remark: Option<String>,
) {
    let rule = if property.is_navigation() { &rules::NAV_REMOVED } else { &rules::PROPERTY_REMOVED };
    let shown = text::property(context.old, property);
    let mut finding = Finding::new(rule, path(subject, property)).old(shown, property.place);
    if is_read_only(&property.annotations) {
        finding = finding.writer(Impact::Safe).remark("read-only");
    }
    finding.remarks.extend(remark);
    let finding = context.soften(finding, &property.annotations);
    context.push_of_type(finding, subject.owner);
}

/// Reports an added property. `remark` names the base if the property is inherited.
pub(crate) fn added(
    context: &mut Context<'_>,
    subject: Subject<'_>,
    property: &Property,
    remark: Option<String>,
) {
    let rule = match property.kind {
        PropertyKind::Navigation { .. } => &rules::NAV_ADDED,
        // The items of a collection must not be null, but the collection may be empty.
        PropertyKind::Structural if property.nullable == Some(false) && !property.ty.is_collection => {
            &rules::PROPERTY_ADDED_NON_NULLABLE
        }
        PropertyKind::Structural => &rules::PROPERTY_ADDED,
    };
    let shown = text::property(context.new, property);
    let mut finding = Finding::new(rule, path(subject, property)).new_value(shown, property.place);
    if finding.verdict.writer > Impact::Safe && is_read_only(&property.annotations) {
        finding = finding.writer(Impact::Safe).remark("read-only");
    }
    finding.remarks.extend(remark);
    context.push_of_type(finding, subject.owner);
}

pub(crate) fn moved_to_base(context: &mut Context<'_>, subject: Subject<'_>, old: &Property, new: &Property) {
    moved(context, subject, &rules::PROPERTY_MOVED_TO_BASE, old, new);
}

pub(crate) fn moved_from_base(
    context: &mut Context<'_>,
    subject: Subject<'_>,
    old: &Property,
    new: &Property,
) {
    moved(context, subject, &rules::PROPERTY_MOVED_FROM_BASE, old, new);
}

fn moved(
    context: &mut Context<'_>,
    subject: Subject<'_>,
    rule: &'static Rule,
    old: &Property,
    new: &Property,
) {
    let finding = Finding::new(rule, path(subject, new))
        .old(text::property(context.old, old), old.place)
        .new_value(text::property(context.new, new), new.place);
    context.push(finding);
}

/// Reports a renamed property.
pub(crate) fn renamed(
    context: &mut Context<'_>,
    subject: Subject<'_>,
    old: &Property,
    new: &Property,
    is_casing: bool,
) {
    let rule = match (new.is_navigation(), is_casing) {
        (false, true) => &rules::PROPERTY_CASING_CHANGED,
        (false, false) => &rules::PROPERTY_RENAMED,
        (true, true) => &rules::NAV_CASING_CHANGED,
        (true, false) => &rules::NAV_RENAMED,
    };
    let mut finding = Finding::new(rule, path(subject, old))
        .old(&old.name, old.place)
        .new_value(&new.name, new.place)
        .covering(vec![path(subject, new)]);
    if snake(&old.name) == snake(&new.name) {
        finding = finding.rust(Bump::None).remark("the Rust name is the same");
    }
    context.push_of_type(finding, subject.owner);
}

/// Compares two declarations of one property; `was` and `is` are the types that have it.
pub(crate) fn compare(
    context: &mut Context<'_>,
    subject: Subject<'_>,
    (was, old): (TypeId, &Property),
    (is, new): (TypeId, &Property),
) {
    let path = path(subject, new);
    let subject = Subject { path: &path, old_place: old.place, new_place: new.place, ..subject };
    let is_read_only = is_read_only(&old.annotations) && is_read_only(&new.annotations);
    let push = |context: &mut Context<'_>, mut finding: Finding| {
        if is_read_only && finding.verdict.writer > Impact::Safe {
            finding = finding.writer(Impact::Safe).remark("read-only");
        }
        context.push_of_type(finding, subject.owner);
    };
    if let Some(rule) = type_rule(context, old, new) {
        let (before, after) = (shown_type(context.old, old), shown_type(context.new, new));
        let mut finding = subject.finding(rule, before, after);
        // A number always fits the wider type. An object of the base type may not be of the expected type.
        if context.is_widened(&old.ty, &new.ty) {
            finding = finding.writer(Impact::Breaking);
        }
        push(context, finding);
    } else {
        context.note_renamed(&path, &old.ty, &new.ty);
    }
    if let (
        PropertyKind::Navigation { is_contained: before },
        PropertyKind::Navigation { is_contained: after },
    ) = (old.kind, new.kind)
        && before != after
    {
        let shown = |contained| format!("ContainsTarget {contained}");
        let mut finding = subject.finding(&rules::NAV_CONTAINMENT_CHANGED, shown(before), shown(after));
        if after {
            // Containment adds paths. Paths through an entity set remain if there is one.
            finding = finding.writer(Impact::Risk);
        }
        push(context, finding);
    }
    nullability(context, subject, old, new, push);
    let spelled = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".to_owned());
    if old.default_value != new.default_value {
        let (before, after) = (spelled(&old.default_value), spelled(&new.default_value));
        push(context, subject.finding(&rules::DEFAULT_VALUE_CHANGED, before, after));
    }
    if old.partner != new.partner {
        let (before, after) = (spelled(&old.partner), spelled(&new.partner));
        push(context, subject.finding(&rules::NAV_PARTNER_CHANGED, before, after));
    }
    relations::compare(context, subject, old, new);
    facets::compare_uses(context, subject, (&old.ty, &old.facets), (&new.ty, &new.facets));
    let carrier = Carrier::Property {
        was_writable: is_writable(old, context.old.is_key(was, &old.name)),
        is_writable: is_writable(new, context.new.is_key(is, &new.name)),
    };
    annotations::compare(context, subject, &old.annotations, &new.annotations, carrier);
}

fn nullability(
    context: &mut Context<'_>,
    subject: Subject<'_>,
    old: &Property,
    new: &Property,
    push: impl Fn(&mut Context<'_>, Finding),
) {
    if old.nullable == new.nullable {
        return;
    }
    // Without `Nullable`, null is allowed (section 7.2.1).
    let rule = match (old.nullable.unwrap_or(true), new.nullable.unwrap_or(true)) {
        (before, after) if before == after => &rules::NULLABLE_SPELLED_OUT,
        _ if new.is_navigation() => &rules::NAV_NULLABLE_CHANGED,
        (_, true) => &rules::NULLABLE_BECAME_TRUE,
        (_, false) => &rules::NULLABLE_BECAME_FALSE,
    };
    let finding = subject.finding(rule, text::nullable(old.nullable), text::nullable(new.nullable));
    // A value that is now optional can still be sent.
    push(context, if new.nullable.unwrap_or(true) { finding.writer(Impact::Safe) } else { finding });
}

/// The type as text, with a mark for a navigation property.
fn shown_type(model: &Model, property: &Property) -> String {
    let ty = model.type_text(&property.ty);
    if property.is_navigation() { format!("{ty}, navigation") } else { ty }
}

/// The rule for a change of type; `None` if the type is the same.
fn type_rule(context: &Context<'_>, old: &Property, new: &Property) -> Option<&'static Rule> {
    match (old.is_navigation(), new.is_navigation()) {
        (false, true) => return Some(&rules::PROPERTY_BECAME_NAVIGATION),
        (true, false) => return Some(&rules::NAVIGATION_BECAME_PROPERTY),
        _ => {}
    }
    let is_same = context.is_same_target(&old.ty, &new.ty);
    if new.is_navigation() {
        return match (is_same, old.ty.is_collection == new.ty.is_collection) {
            (true, true) => None,
            (false, true) => Some(&rules::NAV_TYPE_CHANGED),
            (_, false) => Some(&rules::NAV_CARDINALITY_CHANGED),
        };
    }
    match (old.ty.is_collection, new.ty.is_collection) {
        (false, true) => return Some(&rules::PROPERTY_BECAME_COLLECTION),
        (true, false) => return Some(&rules::PROPERTY_BECAME_SINGLE),
        _ if is_same => return None,
        _ => {}
    }
    Some(if is_same_by_definition(context, &old.ty, &new.ty) {
        &rules::PROPERTY_TYPE_DEFINITION_CHANGED
    } else if is_within(&old.ty, &new.ty) || context.is_widened(&old.ty, &new.ty) {
        &rules::PROPERTY_TYPE_WIDENED
    } else if is_within(&new.ty, &old.ty) || context.is_narrowed(&old.ty, &new.ty) {
        &rules::PROPERTY_TYPE_NARROWED
    } else if is_text(&old.ty) && is_enum(context.new, &new.ty) {
        &rules::PROPERTY_TYPE_STRING_TO_ENUM
    } else if is_enum(context.old, &old.ty) && is_text(&new.ty) {
        &rules::PROPERTY_TYPE_ENUM_TO_STRING
    } else {
        &rules::PROPERTY_TYPE_CHANGED
    })
}

fn is_text(ty: &TypeUse) -> bool {
    ty.target == TypeTarget::Primitive(Primitive::String)
}

fn is_enum(model: &Model, ty: &TypeUse) -> bool {
    matches!(ty.target, TypeTarget::Declared(id) if matches!(model.ty(id), Type::Enum(_)))
}

/// Returns `true` if both mean the same primitive type, directly or by a type definition.
fn is_same_by_definition(context: &Context<'_>, old: &TypeUse, new: &TypeUse) -> bool {
    let (before, after) = (facets::primitive(context.old, old), facets::primitive(context.new, new));
    before.is_some() && before == after && (old.untyped, new.untyped) == (None, None)
}

/// Returns `true` if every value of the narrow primitive type is a value of the wide one.
fn is_within(narrow: &TypeUse, wide: &TypeUse) -> bool {
    use Primitive::{Byte, Decimal, Double, Int16, Int32, Int64, SByte, Single};
    match (narrow.target, wide.target) {
        (TypeTarget::Primitive(narrow), TypeTarget::Primitive(wide)) => {
            let wider: &[Primitive] = match narrow {
                Byte | SByte => &[Int16, Int32, Int64, Single, Double, Decimal],
                Int16 => &[Int32, Int64, Single, Double, Decimal],
                Int32 => &[Int64, Double, Decimal],
                Int64 => &[Decimal],
                Single => &[Double],
                _ => &[],
            };
            wider.contains(&wide)
        }
        _ => false,
    }
}
