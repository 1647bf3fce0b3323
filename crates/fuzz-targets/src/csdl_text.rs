//! Reads and resolves CSDL, and writes it in canonical form.

use csdl::diagnostic::{Diagnostics, Style};
use csdl::source::Sources;
use csdl::statistics::Statistics;
use csdl::{model, read, require_declarations, require_lossless, statistics, write};

/// The result of reading and resolving a text. If a text gives no error, its canonical form gives none either.
struct Read {
    canonical: String,
    statistics: Statistics,
    is_model: bool,
}

/// Checks that the canonical form of CSDL has the same meaning as the CSDL, and that writing the canonical form again
/// does not change it.
pub fn csdl(data: &[u8]) -> bool {
    let Some(first) = read(&String::from_utf8_lossy(data)) else { return false };
    let text = &first.canonical;
    let again = read(text).unwrap_or_else(|| panic!("the canonical form is refused:\n{text}"));
    assert_eq!(again.canonical, *text);
    assert_eq!(again.statistics, first.statistics, "{text}");
    assert_eq!(again.is_model, first.is_model, "{text}");
    first.is_model
}

fn read(text: &str) -> Option<Read> {
    let mut sources = Sources::default();
    let file = sources.add("x.csdl", text);
    let mut diagnostics = Diagnostics::default();
    let document = read::document(&sources, file, &mut diagnostics);
    require_lossless(&document, &mut diagnostics);
    require_declarations(&document, file, &mut diagnostics);
    let mut of_model = Diagnostics::default();
    model(&sources, &[file], &mut of_model);
    let mut of_statistics = Diagnostics::default();
    let statistics = statistics(&sources, file, &mut of_statistics);
    for diagnostics in [&diagnostics, &of_model, &of_statistics] {
        are_shown(diagnostics, &sources);
    }
    let canonical = write::document(&document);
    (!diagnostics.has_errors()).then(|| Read { canonical, statistics, is_model: !of_model.has_errors() })
}

/// Asserts that problems have places in the sources, and that their text contains no character that controls a
/// terminal.
pub(crate) fn are_shown(diagnostics: &Diagnostics, sources: &Sources) {
    let shown = diagnostics.render(sources, Style::Plain);
    let is_control = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    assert!(!shown.contains(is_control), "{shown:?}");
    for label in diagnostics.iter().flat_map(|diagnostic| &diagnostic.labels) {
        let text = &sources.file(label.place.file).unwrap().text;
        assert!(text.get(label.place.start as usize..label.place.end as usize).is_some(), "{shown}");
    }
}
