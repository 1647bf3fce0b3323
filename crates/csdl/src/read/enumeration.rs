//! Enumeration types (section 10).
//!
//! Must not compute the value of a member that has none.

use std::ops::RangeInclusive;

use super::element::Element;
use super::reader::Reader;
use crate::diagnostic::Diagnostic;
use crate::document::{EnumType, Member};
use crate::source::Placed;

impl Reader<'_> {
    /// `EnumType`.
    pub(super) fn enum_type(&mut self, mut element: Element<'_, '_>) -> EnumType {
        let Placed { value: name, place } = self.name(&mut element);
        let mut enumeration = EnumType {
            name,
            underlying_type: self.optional_dotted(&mut element, "UnderlyingType"),
            is_flags: self.flag(&mut element, "IsFlags"),
            members: Vec::new(),
            annotations: Vec::new(),
            place,
        };
        let underlying = enumeration.underlying_type.as_ref().map_or("Edm.Int32", |ty| ty.value.as_str());
        let range = values(underlying);
        for child in self.children(&element) {
            match child.edm_name() {
                "Member" => enumeration.members.push(self.member(child, underlying, &range)),
                "Annotation" => enumeration.annotations.extend(self.annotation(child)),
                _ => self.unknown_element(&child, &element),
            }
        }
        enumeration
    }

    /// `Member` (section 10.3).
    fn member(
        &mut self,
        mut element: Element<'_, '_>,
        underlying: &str,
        range: &RangeInclusive<i64>,
    ) -> Member {
        let Placed { value: name, place } = self.member_name(&mut element);
        let value = self.integer(&mut element, "Value");
        if let Some(value) = &value
            && !range.contains(&value.value)
        {
            let message = format!("the value of `{name}` is out of range of `{underlying}`");
            let label = format!("expected {} to {}", range.start(), range.end());
            self.report(Diagnostic::error(message).at(value.place, label));
        }
        Member { name, value, annotations: self.only_annotations(&element), place }
    }
}

/// The range of an underlying type (section 10.1). Any other type is not checked here, and has the full range.
fn values(underlying: &str) -> RangeInclusive<i64> {
    match underlying {
        "Edm.Byte" => 0..=i64::from(u8::MAX),
        "Edm.SByte" => i64::from(i8::MIN)..=i64::from(i8::MAX),
        "Edm.Int16" => i64::from(i16::MIN)..=i64::from(i16::MAX),
        "Edm.Int32" => i64::from(i32::MIN)..=i64::from(i32::MAX),
        _ => i64::MIN..=i64::MAX,
    }
}
