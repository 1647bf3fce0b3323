//! Failures of a run.

use std::fmt;
use std::process::ExitCode;

use graph_models::client::{Effect, SendError};
use graph_models::request::RequestError;

/// A failure of a run.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Nothing was changed, or the message says what was changed.
    Failed(String),
    /// It is unknown whether the change was made.
    Unknown(String),
    /// The question was not answered with yes.
    Declined,
}

impl Failure {
    pub(crate) fn code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Failed(_) => 1,
            Self::Unknown(_) => 3,
            Self::Declined => 4,
        })
    }

    /// Turns the error of a request that only reads into a failure.
    pub(crate) fn reading(what: &str) -> impl Fn(SendError) -> Self {
        move |error| Self::Failed(format!("cannot read {what}: {}", explain(&error)))
    }

    /// Turns the error of a request that changes something into a failure.
    pub(crate) fn changing(what: &str) -> impl Fn(SendError) -> Self {
        move |error| match error.effect() {
            Effect::NotDone => Self::Failed(format!("did not {what}: {}", explain(&error))),
            Effect::Done => Self::Failed(format!("did {what}, but cannot read the answer: {error}")),
            Effect::Unknown => Self::Unknown(format!(
                "it is not known whether the service did {what}; look before you try again: {}",
                explain(&error)
            )),
        }
    }
}

impl From<RequestError> for Failure {
    fn from(error: RequestError) -> Self {
        Self::Failed(error.to_string())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed(message) | Self::Unknown(message) => f.write_str(message),
            Self::Declined => f.write_str("nothing was done"),
        }
    }
}

/// Returns the text of an error, followed by advice.
pub(crate) fn explain(error: &SendError) -> String {
    let advice = match error.as_graph().map(|said| said.status().as_u16()) {
        Some(401) => "\n  The token is not valid, or has expired.",
        Some(403) => {
            "\n  The token lacks the permission RoleManagementAlert.ReadWrite.Directory (.Read for reading), \
             or the user lacks a role."
        }
        Some(429) => "\n  There were too many requests; try again later.",
        _ => "",
    };
    format!("{error}{advice}")
}
