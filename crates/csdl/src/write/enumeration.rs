//! Enumeration types (section 10).
//!
//! Must not compute the value of a member that has none.

use super::writer::{Tag, Writer};
use crate::document::EnumType;

impl Writer {
    /// `EnumType`.
    pub(super) fn enum_type(&mut self, ty: &EnumType) {
        let tag = Tag::new("EnumType")
            .with("Name", &ty.name)
            .maybe("UnderlyingType", ty.underlying_type.as_ref().map(|underlying| underlying.value.as_str()))
            .flag("IsFlags", ty.is_flags);
        self.element(&tag, |writer| {
            writer.described(&ty.annotations, |writer| {
                for member in &ty.members {
                    let value = member.value.as_ref().map(|value| value.value.to_string());
                    let tag = Tag::new("Member").with("Name", &member.name);
                    let tag = tag.maybe("Value", value.as_deref());
                    writer.element(&tag, |writer| writer.described(&member.annotations, |_| {}));
                }
            });
        });
    }
}
