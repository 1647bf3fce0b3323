//! Results of operations.

use crate::compare::{annotations, facets};

use crate::compare::annotations::Carrier;
use crate::compare::context::{Context, Subject};
use crate::finding::Finding;
use crate::rules::operations as rules;
use crate::rules::properties as property_rules;
use crate::text;
use crate::verdict::Impact;
use csdl::model::{Annotations, ReturnType};

pub(crate) fn compare(
    context: &mut Context<'_>,
    subject: Subject<'_>,
    old: Option<&ReturnType>,
    new: Option<&ReturnType>,
) {
    let path = format!("{}/$ReturnType", subject.path);
    let old_place = old.map_or(subject.old_place, |result| result.ty.place);
    let new_place = new.map_or(subject.new_place, |result| result.ty.place);
    let subject = Subject { path: &path, owner: "", old_place, new_place };
    let (before, after) = (text::result(context.old, old), text::result(context.new, new));
    let none = Annotations::default();
    let (old_annotations, new_annotations) =
        (old.map_or(&none, |result| &result.annotations), new.map_or(&none, |result| &result.annotations));
    match (old, new) {
        (None, None) => return,
        (None, Some(_)) => context.push(subject.finding(&rules::RETURN_ADDED, before, after)),
        (Some(_), None) => context.push(subject.finding(&rules::RETURN_REMOVED, before, after)),
        (Some(old), Some(new)) => both(context, subject, old, new),
    }
    annotations::compare(context, subject, old_annotations, new_annotations, Carrier::Other);
}

fn both(context: &mut Context<'_>, subject: Subject<'_>, old: &ReturnType, new: &ReturnType) {
    let (before, after) = (context.old.type_text(&old.ty), context.new.type_text(&new.ty));
    if old.ty.is_collection != new.ty.is_collection {
        context.push(subject.finding(&rules::RETURN_COLLECTION_CHANGED, before, after));
    } else if context.is_same_target(&old.ty, &new.ty) {
        context.note_renamed(subject.path, &old.ty, &new.ty);
    } else {
        let mut finding = subject.finding(&rules::RETURN_TYPE_CHANGED, before, after);
        if context.is_narrowed(&old.ty, &new.ty) {
            finding = finding.reader(Impact::Safe).remark("returned values are still values of the old type");
        }
        context.push(finding);
    }
    nullability(context, subject, old, new);
    facets::compare_uses(context, subject, (&old.ty, &old.facets), (&new.ty, &new.facets));
}

fn nullability(context: &mut Context<'_>, subject: Subject<'_>, old: &ReturnType, new: &ReturnType) {
    if old.nullable == new.nullable {
        return;
    }
    let is_nullable = new.nullable.unwrap_or(true);
    let rule = if old.nullable.unwrap_or(true) == is_nullable {
        &property_rules::NULLABLE_SPELLED_OUT
    } else {
        &rules::RETURN_NULLABLE_CHANGED
    };
    let finding: Finding = subject.finding(rule, text::nullable(old.nullable), text::nullable(new.nullable));
    context.push(if is_nullable { finding } else { finding.reader(Impact::Safe) });
}
