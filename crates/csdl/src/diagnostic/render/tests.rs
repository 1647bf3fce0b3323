//! Tests of the rendered text of diagnostics.

use super::*;
use crate::source::FileId;

fn sources(text: &str) -> (Sources, FileId) {
    let mut sources = Sources::default();
    let file = sources.add("a.csdl", text);
    (sources, file)
}

fn plain(sources: &Sources, list: impl IntoIterator<Item = Diagnostic>) -> String {
    let mut diagnostics = Diagnostics::default();
    list.into_iter().for_each(|diagnostic| diagnostics.push(diagnostic));
    diagnostics.render(sources, Style::Plain)
}

#[test]
fn near_labels_share_an_excerpt_and_far_ones_do_not() {
    let (sources, file) = sources(&"0123456789\n".repeat(40));
    let diagnostic = Diagnostic::error("two things of one name")
        .at(file.place(44..47), "the second")
        .at(file.place(11..14), "the first")
        .at(file.place(335..338), "far away")
        .help("rename one");
    insta::assert_snapshot!(plain(&sources, [diagnostic]), @r#"
    error: two things of one name
      --> a.csdl:5:1
       |
     2 | 0123456789
       | --- the first
    ...
     5 | 0123456789
       | ^^^ the second
       |
      ::: a.csdl:31:6
       |
    31 | 0123456789
       |      --- far away
       |
       = help: rename one
    "#);
}

#[test]
fn a_long_line_is_cut_around_the_place() {
    let text = format!("<a>\n{}<here/>{}\n</a>", "<x/>".repeat(300_000), "<y/>".repeat(300_000));
    let start = text.find("here").unwrap();
    let (sources, file) = sources(&text);
    let output = plain(&sources, [Diagnostic::error("found").at(file.place(start..start + 4), "here")]);
    assert!(output.len() < 1_000);
    insta::assert_snapshot!(output, @r#"
    error: found
     --> a.csdl:2:1200002
      |
    2 | ...x/><x/><x/><x/><x/><x/><x/><x/><x/><x/><x/><x/><x/><x/><x/><here/><y/><y/><y/><y/><y/><y/><y/><y/><y/><y/><y/><y/><y/><y/><y/><y/>...
      |                                                                ^^^^ here
    "#);
}

#[test]
fn each_label_of_a_long_line_is_seen() {
    let (sources, file) = sources(&format!("<a/>{}<b/>", " ".repeat(1_000)));
    let diagnostic = Diagnostic::error("two").at(file.place(1_005..1_006), "b").at(file.place(1..2), "a");
    let output = plain(&sources, [diagnostic]);
    assert!(output.contains("--> a.csdl:1:1006\n") && output.contains("::: a.csdl:1:2\n"), "{output}");
    assert!(output.contains("^ b\n") && output.contains("- a\n"), "{output}");
}

#[test]
fn a_long_place_is_cut_and_one_of_several_lines_ends_with_the_first() {
    let (sources, file) = sources(&format!("{}\nnext", "\u{e9}".repeat(1_000)));
    let diagnostic = Diagnostic::error("long").at(file.place(0..2_004), "all of it");
    insta::assert_snapshot!(plain(&sources, [diagnostic]), @r#"
    error: long
     --> a.csdl:1:1
      |
    1 | éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé...
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ all of it
    "#);
}

#[test]
fn nothing_from_the_input_reaches_the_terminal_raw() {
    let mut sources = Sources::default();
    let file = sources.add("a\u{1b}[2J.csdl", "<a\tb='\u{1b}[31m\u{202e}x'/>");
    let diagnostic = Diagnostic::warning("bad \u{1b}[0m").at(file.place(6..16), "\u{7}").help("\u{9b}");
    let output = plain(&sources, [diagnostic]);
    assert!(!output.contains(|c: char| c.is_control() && c != '\n' || c == '\u{202e}'));
    insta::assert_snapshot!(output, @r#"
    warning: bad \u{1b}[0m
     --> a\u{1b}[2J.csdl:1:7
      |
    1 | <a    b='\u{1b}[31m\u{202e}x'/>
      |          ^^^^^^^^^^^^^^^^^^^^ \u{7}
      |
      = help: \u{9b}
    "#);
}

#[test]
fn identical_ones_are_shown_once_and_the_order_stays() {
    let (sources, file) = sources("abc");
    let list = ["b", "a", "b"].map(|message| Diagnostic::note(message).at(file.place(0..1), ""));
    insta::assert_snapshot!(plain(&sources, list), @r#"
    note: b
     --> a.csdl:1:1
      |
    1 | abc
      | ^

    note: a
     --> a.csdl:1:1
      |
    1 | abc
      | ^
    "#);
}

#[test]
fn places_at_the_end_or_outside_do_no_harm() {
    let (full, file) = sources("abc\n");
    let (empty, _) = sources("");
    let at = |start, end| Diagnostic::error("end").at(file.place(start..end), "here");
    insta::assert_snapshot!(plain(&full, [at(3, 3), at(4, 4), at(2, 900), at(900, 901)]), @r#"
    error: end
     --> a.csdl:1:4
      |
    1 | abc
      |    ^ here

    error: end
     --> a.csdl:2:1
      |
    2 |
      | ^ here

    error: end
     --> a.csdl:1:3
      |
    1 | abc
      |   ^ here

    error: end
    "#);
    insta::assert_snapshot!(plain(&empty, [at(0, 0), Diagnostic::error("no place")]), @r#"
    error: end
     --> a.csdl:1:1
      |
    1 |
      | ^ here

    error: no place
    "#);
}

#[test]
fn colors_are_opt_in() {
    let (sources, file) = sources("abc");
    let mut diagnostics = Diagnostics::default();
    diagnostics.push(Diagnostic::error("red").at(file.place(0..1), ""));
    assert!(diagnostics.render(&sources, Style::Colored).contains('\u{1b}'));
    assert!(!diagnostics.render(&sources, Style::Plain).contains('\u{1b}'));
}
