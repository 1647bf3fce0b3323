//! Full names in annotations: each alias in a term, a path, a member of an enumeration or the type of a record is
//! replaced by its namespace.
//!
//! Must not check that anything with these names exists.

use super::super::names::Names;
use crate::document::{Annotation, ConstantKind, Expression};
use crate::source::FileId;

/// Replaces the aliases in an annotation, in its value and in its own annotations.
pub(super) fn annotation(annotation: &mut Annotation, names: &Names) {
    let file = annotation.place.file;
    annotation.term = names.expand(&annotation.term, file);
    annotation.value.iter_mut().for_each(|value| expression(value, file, names));
    annotation.annotations.iter_mut().for_each(|inner| self::annotation(inner, names));
}

fn expression(value: &mut Expression, file: FileId, names: &Names) {
    let words = |text: &mut String| {
        if text.contains('.') {
            *text = names.expand_words(text, file);
        }
    };
    match value {
        Expression::Constant(ConstantKind::EnumMember, text) | Expression::Path(_, text) => words(text),
        Expression::Constant(..) | Expression::Null => {}
        Expression::Collection(items) => items.iter_mut().for_each(|item| expression(item, file, names)),
        Expression::Record(record) => {
            record.ty.iter_mut().for_each(words);
            for property in &mut record.properties {
                property.value.iter_mut().for_each(|value| expression(value, file, names));
                property.annotations.iter_mut().for_each(|inner| annotation(inner, names));
            }
            record.annotations.iter_mut().for_each(|inner| annotation(inner, names));
        }
        Expression::Dynamic { attributes, operands, .. } => {
            // `Cast` and `IsOf` name a type.
            attributes.iter_mut().filter(|(name, _)| name == "Type").for_each(|(_, ty)| words(ty));
            for operand in operands {
                expression(operand, file, names);
            }
        }
    }
}
