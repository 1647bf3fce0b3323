//! The end of an operation, and the words for it in all parts of Graph.

/// The end of a long-running operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Outcome {
    /// The operation succeeded.
    Succeeded,
    /// The operation ended, and did only a part of the work.
    PartlySucceeded,
    /// The operation failed.
    Failed,
    /// The operation ended before its work was done: it was cancelled, abandoned or skipped, or its time was over.
    Stopped,
}

const SUCCEEDED: [&str; 5] = ["succeeded", "successful", "success", "completed", "complete"];

const PARTLY: [&str; 4] =
    ["completedWithErrors", "completedWithError", "partiallySucceeded", "partiallySuccessful"];

const FAILED: [&str; 4] = ["failed", "failure", "error", "submissionFailed"];

const STOPPED: [&str; 7] =
    ["cancelled", "canceled", "abandoned", "skipped", "timedOut", "aborted", "expired"];

impl Outcome {
    /// The end that a status stands for, in upper or lower case. `None` while the operation runs, and for unknown
    /// words.
    ///
    /// ```
    /// use graph_models_core::request::Outcome;
    ///
    /// assert_eq!(Outcome::from_status("Completed"), Some(Outcome::Succeeded));
    /// assert_eq!(Outcome::from_status("completedWithErrors"), Some(Outcome::PartlySucceeded));
    /// assert_eq!(Outcome::from_status("inProgress"), None);
    /// ```
    pub fn from_status(status: &str) -> Option<Self> {
        let is_one_of = |words: &[&str]| words.iter().any(|word| status.eq_ignore_ascii_case(word));
        if is_one_of(&SUCCEEDED) {
            Some(Self::Succeeded)
        } else if is_one_of(&PARTLY) {
            Some(Self::PartlySucceeded)
        } else if is_one_of(&FAILED) {
            Some(Self::Failed)
        } else if is_one_of(&STOPPED) {
            Some(Self::Stopped)
        } else {
            None
        }
    }
}
