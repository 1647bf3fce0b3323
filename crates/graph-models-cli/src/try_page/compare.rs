//! The tab Compare: the findings about two pasted versions.

use serde::Deserialize;
use serde_json::{Value, json};

use super::answer;
use crate::schema_diff::{NamedText, compare_texts};
use crate::workspace::Workspace;

/// A question of the page.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// The older CSDL.
    old: String,
    /// The newer CSDL.
    new: String,
    /// The service makes no promises.
    is_beta: bool,
}

/// Compares.
pub(super) fn answer(workspace: &Workspace, asked: Asked) -> Value {
    let old = NamedText { name: "old.csdl", text: asked.old };
    let new = NamedText { name: "new.csdl", text: asked.new };
    let (compared, messages) = compare_texts(workspace, old, new, asked.is_beta);
    answer::shown(&json!({"compared": compared, "messages": messages}))
}
