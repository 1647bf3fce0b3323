//! Enumeration members in a body: members that cannot be sent, and members that need a preference.
//!
//! Graph sends members after `unknownFutureValue` only to clients that request them, and accepts them only from such
//! clients. `unknownFutureValue` itself is a sentinel: the service sends it in place of these members, and a client
//! cannot send it.

use http::{HeaderMap, HeaderValue};

use crate::model::{Members, Model, Ref};
use crate::open_enum::{EnumInfo, Member, SENTINEL};

/// The preference with which Graph sends members after `unknownFutureValue` and accepts them from a client.
pub const INCLUDE_UNKNOWN_ENUM_MEMBERS: &str = "include-unknown-enum-members";

/// Requests the names of members after `unknownFutureValue` instead of the sentinel.
///
/// ```
/// use graph_models_core::request::prefer_unknown_enum_members;
///
/// let mut headers = http::HeaderMap::new();
/// prefer_unknown_enum_members(&mut headers);
/// assert_eq!(headers["prefer"], "include-unknown-enum-members");
/// ```
pub fn prefer_unknown_enum_members(headers: &mut HeaderMap) {
    headers.append("prefer", HeaderValue::from_static(INCLUDE_UNKNOWN_ENUM_MEMBERS));
}

/// The requirements that result from the enumeration members in a body.
#[derive(Debug, Default)]
pub(super) struct Needs {
    /// The path to a property that holds the sentinel, which cannot be sent.
    pub(super) sentinel: Option<String>,
    /// `true` if a member needs the preference.
    pub(super) preference: bool,
}

impl Needs {
    /// Inspects a body.
    pub(super) fn new(body: &dyn Model) -> Self {
        let mut needs = Self::default();
        needs.model(body, &mut Vec::new());
        needs
    }

    fn model(&mut self, model: &dyn Model, path: &mut Vec<&'static str>) {
        for (index, name) in model.info().names().iter().enumerate() {
            path.push(name);
            self.field(model.get(index), path);
            path.pop();
        }
    }

    fn field(&mut self, value: Ref<'_>, path: &mut Vec<&'static str>) {
        match value {
            Ref::Enum(field) => self.member(field.get(), field.info(), path),
            Ref::EnumList(field) | Ref::Flags(field) => self.members(field.get(), field.info(), path),
            Ref::FlagsList(field) => {
                (0..field.count().unwrap_or(0))
                    .for_each(|item| self.members(field.get(item), field.info(), path));
            }
            Ref::Object(field) => field.get().into_iter().for_each(|model| self.model(model, path)),
            Ref::ObjectList(field) => {
                let items = (0..field.count().unwrap_or(0)).filter_map(|item| field.get(item));
                items.for_each(|model| self.model(model, path));
            }
            Ref::Hierarchy(field) => {
                field.get().into_iter().for_each(|variant| self.model(variant.model, path));
            }
            Ref::HierarchyList(field) => {
                let items = (0..field.count().unwrap_or(0)).filter_map(|item| field.get(item));
                items.for_each(|variant| self.model(variant.model, path));
            }
            _ => {}
        }
    }

    fn members(&mut self, members: Option<&dyn Members>, info: EnumInfo, path: &[&'static str]) {
        let Some(members) = members else { return };
        (0..members.len()).for_each(|index| self.member(members.get(index), info, path));
    }

    fn member(&mut self, member: Option<Member<'_>>, info: EnumInfo, path: &[&'static str]) {
        let Some(member) = member else { return };
        if member.text(info) == SENTINEL {
            self.sentinel.get_or_insert_with(|| path.join("/"));
            return;
        }
        let sentinel = info.members().iter().find(|(name, _)| *name == SENTINEL);
        let Some((_, limit)) = sentinel else { return };
        self.preference |= match member {
            Member::Known(index) => info.members().get(index).is_some_and(|(_, value)| value > limit),
            Member::Unknown(_) => true,
        };
    }
}
