//! The error for an entry that applies to nothing.

use csdl::diagnostic::{Diagnostic, closest};
use csdl::source::Placed;

/// The error for a name that is none of the known ones.
pub(super) fn unknown<'a>(
    name: &Placed<String>,
    what: &str,
    known: impl Iterator<Item = &'a String>,
) -> Diagnostic {
    let unknown =
        Diagnostic::error(format!("this entry applies to nothing: there is no {what} `{}`", name.value))
            .at(name.place, "");
    match closest(&name.value, known.map(String::as_str)) {
        Some(meant) => unknown.help(format!("did you mean `{meant}`?")),
        None => unknown.help("remove the entry if metadata no longer has what it is about"),
    }
}
