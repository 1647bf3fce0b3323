//! An operation that goes on, in exactly the shape the generator emits.

use graph_core::model;

/// An operation.
#[derive(Default)]
#[non_exhaustive]
pub struct LongRunningOperation {
    /// `id`, key
    pub id: Option<String>,
    /// `status`
    pub status: Option<String>,
    /// `statusDetail`
    pub status_detail: Option<String>,
    extra: model::Extra,
}

graph_core::impl_model!(LongRunningOperation);

pub(crate) static LONG_RUNNING_OPERATION: model::ModelInfo = model::ModelInfo {
    name: "sample.longRunningOperation",
    bases: &[],
    is_open: false,
    is_tagged: false,
    fields: &[
        model::FieldInfo::new("id", model::Type::String).key(),
        model::FieldInfo::new("status", model::Type::String),
        model::FieldInfo::new("statusDetail", model::Type::String),
    ],
};

impl model::Model for LongRunningOperation {
    fn info(&self) -> &'static model::ModelInfo {
        &LONG_RUNNING_OPERATION
    }

    fn slot(&mut self, field: usize) -> model::Slot<'_> {
        match field {
            0 => model::Slot::String(&mut self.id),
            1 => model::Slot::String(&mut self.status),
            2 => model::Slot::String(&mut self.status_detail),
            _ => model::Slot::Missing,
        }
    }

    fn get(&self, field: usize) -> model::Ref<'_> {
        match field {
            0 => model::Ref::String(&self.id),
            1 => model::Ref::String(&self.status),
            2 => model::Ref::String(&self.status_detail),
            _ => model::Ref::Missing,
        }
    }

    fn extra(&self) -> &model::Extra {
        &self.extra
    }

    fn extra_mut(&mut self) -> &mut model::Extra {
        &mut self.extra
    }
}
