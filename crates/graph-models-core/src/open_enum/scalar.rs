//! Reads members from scalars: JSON strings and numbers.

use super::{EnumInfo, Members, OwnedMember, classify, classify_number, flags_of_number, read_flags};
use crate::edm::{Form, integer};
use crate::syntax::Scalar;

/// Returns the enum member that a scalar means.
pub(crate) fn read_one(info: EnumInfo, scalar: Scalar<'_>) -> Option<(OwnedMember, Form)> {
    if let Scalar::Text(text) = scalar {
        // Services send `""` mostly where there is no value.
        if text.is_empty() {
            return None;
        }
        let reading = classify(info, text);
        return Some((reading.member, Form::new(reading.is_canonical)));
    }
    let number = integer(scalar)?.0.try_into().ok()?;
    Some((classify_number(info, number), Form::Other))
}

/// Adds the members that a scalar means to an empty set.
pub(crate) fn read_set(info: EnumInfo, scalar: Scalar<'_>, set: &mut dyn Members) -> Option<Form> {
    let mut count = 0;
    let mut add = |member| {
        set.push(member);
        count += 1;
    };
    let is_canonical = if let Scalar::Text(text) = scalar {
        read_flags(info, text, &mut add)
    } else {
        flags_of_number(info, integer(scalar)?.0.try_into().ok()?, &mut add);
        false
    };
    // A member that occurs twice in the scalar is in the set once.
    set.keep_first();
    Some(Form::new(is_canonical && set.len() == count))
}

/// Returns `true` if a scalar may be a set of flags: a string, or a number.
pub(crate) fn is_set(scalar: Scalar<'_>) -> bool {
    match scalar {
        Scalar::Text(_) => true,
        scalar => integer(scalar).is_some_and(|(number, _)| i64::try_from(number).is_ok()),
    }
}
