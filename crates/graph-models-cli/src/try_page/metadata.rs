//! Pasted metadata as the input of the generator: all of it, or the part below some roots.

use std::path::Path;

use csdl::source::{Place, Placed, Sources};
use graph_models_codegen::Input;
use graph_models_codegen::input::{Slice, Slices};

use crate::failure::Failure;
use crate::input;
use crate::workspace::Workspace;

/// The name of the metadata in messages.
const METADATA: &str = "metadata.csdl";

/// The name of the list of roots in messages.
const ROOTS: &str = "roots";

/// The input for all of the metadata.
///
/// # Errors
///
/// Returns an error if Graph has no such version.
pub(super) fn all(workspace: &Workspace, metadata: String, version: &str) -> Result<Input, Failure> {
    input::all(workspace, vec![(Path::new(METADATA), metadata)], Some(version))
}

/// The input for the part below the roots. If there are no roots, the input for all of the metadata.
///
/// A root is a path, such as `users` or `me/messages`, or the qualified name of a type or operation.
///
/// # Errors
///
/// Returns an error if Graph has no such version.
pub(super) fn part(
    workspace: &Workspace,
    metadata: String,
    version: &str,
    roots: &str,
) -> Result<Input, Failure> {
    let roots = roots.trim_start_matches('\u{feff}');
    let words: Vec<_> = words(roots).collect();
    if words.is_empty() {
        return all(workspace, metadata, version);
    }
    // Places name a file by its number. The list of roots is the first file here, and also the first file of the input
    // below.
    let file = Sources::default().add(ROOTS, roots);
    let placed = |word: &str| {
        let start = word.as_ptr() as usize - roots.as_ptr() as usize;
        Placed { value: word.to_owned(), place: file.place(start..start + word.len()) }
    };
    let (names, paths): (Vec<_>, Vec<_>) = words.into_iter().partition(|word| is_name(word));
    let description = "The part below the roots".to_owned();
    let slice = Slice {
        roots: paths.into_iter().map(placed).collect(),
        names: names.into_iter().map(placed).collect(),
        ..input::slice("pasted".to_owned(), description, version, vec![METADATA.to_owned()])
    };
    let mut input = Input::from_slices(Slices { slices: vec![slice], place: Place::NOWHERE });
    input.add_source(ROOTS, roots);
    input.add_metadata(METADATA, METADATA, metadata);
    Ok(input)
}

/// The roots of a list. White space or commas separate them, and each may be in quotes.
fn words(roots: &str) -> impl Iterator<Item = &str> {
    let words = roots.split(|c: char| c == ',' || c.is_whitespace());
    words.map(|word| word.trim_matches('"')).filter(|word| !word.is_empty())
}

/// Returns true for a qualified name: it has a dot and no slash. A path can also have a dot, in the name of a type that
/// it leads through.
fn is_name(word: &str) -> bool {
    word.contains('.') && !word.contains('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_are_read_however_they_are_written() {
        let written = "users\n  \"me/messages\",\r\n\"groups\", \t microsoft.graph.user";
        assert_eq!(
            words(written).collect::<Vec<_>>(),
            ["users", "me/messages", "groups", "microsoft.graph.user"]
        );
        assert_eq!(words(" ,\n\"\" ").count(), 0);
        assert!(
            is_name("microsoft.graph.user") && !is_name("users") && !is_name("users/microsoft.graph.guest")
        );
    }

    #[test]
    fn a_root_has_its_place() {
        let input = part(&Workspace::default(), String::new(), "v1.0", "users, me").unwrap();
        let roots = &input.slices().slices[0].roots;
        let places: Vec<_> = roots.iter().map(|root| input.sources().line_column(root.place)).collect();
        assert_eq!(places, [Some((1, 1)), Some((1, 8))]);
        let file = input.sources().file(roots[0].place.file).unwrap();
        assert_eq!(file.name, ROOTS);
    }
}
