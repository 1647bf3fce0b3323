//! The requests that the Rust source of a program makes by typed calls: the way back of [`call`](crate::call).
//!
//! A chain of methods that begins at a function of a module `paths` is followed along decided Rust. A path may be kept
//! in a variable of the same function. All other uses of a path (as an argument, in a field, as a result, a generic
//! path) are reported as unclear, with their places: such a program may make more requests than are found.
//!
//! Reads tokens and no syntax tree, so that the arguments of macros are read too.

mod scan;
mod tokens;
mod uses;

use std::ops::Range;

use crate::call::Calls;
use crate::consent::Needed;
use scan::Scan;
use tokens::{Token, tokens};
use uses::Uses;

/// The result of reading a source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The requests, each with the scopes that allow it, in the order of the text.
    pub requests: Vec<Needed>,
    /// The places whose requests are not understood.
    pub unclear: Vec<Unclear>,
}

/// A place whose requests are not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unclear {
    /// The place in the text.
    pub place: Range<usize>,
    /// The reason.
    pub reason: String,
}

/// Finds the requests of a source. Code under `#[cfg(test)]` is left out.
///
/// ```
/// # use csdl::diagnostic::Diagnostics;
/// # use graph_models_codegen::{Input, decide};
/// # use graph_models_lookup::call::Calls;
/// # let metadata = r#"
/// #     <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
/// #         <Schema Namespace="microsoft.graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
/// #             <EntityType Name="task">
/// #                 <Key><PropertyRef Name="id" /></Key>
/// #                 <Property Name="id" Type="Edm.String" Nullable="false" />
/// #             </EntityType>
/// #             <EntityContainer Name="service">
/// #                 <EntitySet Name="tasks" EntityType="microsoft.graph.task" />
/// #             </EntityContainer>
/// #         </Schema>
/// #     </edmx:DataServices></edmx:Edmx>"#;
/// # let slices = "[tasks]\nversion = \"v1.0\"\nmetadata = [\"m\"]\ndescription = \"Tasks\"\nroots = [\"tasks\"]";
/// # let mut input = Input::new("slices.toml", slices);
/// # input.add_metadata("m", "m", metadata);
/// # let versions = decide(&input, &mut Diagnostics::default());
/// use graph_models_lookup::source;
///
/// let calls: Vec<_> = versions.iter().map(Calls::new).collect();
/// let found = source::find(&calls, "use crate::v1_0::paths; fn f() { send(&paths::tasks(id).get()) }");
/// assert_eq!((found.requests[0].method.as_str(), found.requests[0].path.as_str()), ("GET", "/tasks/{task_id}"));
/// assert_eq!(found.unclear, []);
/// ```
pub fn find(calls: &[Calls<'_>], text: &str) -> Found {
    let all = tokens(text);
    let uses = Uses::of(&all);
    let mut found = Scan::new(calls, &all, &behind_groups(&all), &uses).run();
    found.unclear.dedup_by(|one, other| one.place == other.place);
    found
}

/// For the position of each opening bracket, the position behind its closing bracket.
fn behind_groups(tokens: &[Token<'_>]) -> Vec<usize> {
    let mut behind = vec![tokens.len(); tokens.len()];
    let mut open = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        match token.text {
            "(" | "[" | "{" => open.push(index),
            ")" | "]" | "}" => {
                if let Some(place) = open.pop().and_then(|open: usize| behind.get_mut(open)) {
                    *place = index + 1;
                }
            }
            _ => {}
        }
    }
    behind
}
