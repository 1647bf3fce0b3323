// A long-running operation, in exactly the form that the generator emits. Examples include this file like `sample.rs`.

use graph_models_core::model;

/// A long-running operation.
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

graph_models_core::impl_model! {
    LongRunningOperation: "sample.longRunningOperation", bases: [], is_open: false, is_tagged: false {
        0 => id: String = "id" [KEY],
        1 => status: String = "status",
        2 => status_detail: String = "statusDetail",
    }
}
