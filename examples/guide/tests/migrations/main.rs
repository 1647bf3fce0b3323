//! The pages about moving from other crates have tables of code for the other crate and for this one. All code for this
//! crate is in `here.rs`, which is compiled.

mod here;

use std::fs;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

#[test]
fn what_stands_here_is_compiled() {
    let folder = env!("CARGO_MANIFEST_DIR");
    let compiled = without_space(
        &fs::read_to_string(format!("{folder}/tests/migrations/here.rs")).unwrap(),
    );
    for (page, least) in
        [("from-json-value", 12), ("from-graph-rs-sdk", 20), ("from-kiota", 20)]
    {
        let text = fs::read_to_string(format!("{folder}/../../guide/src/{page}.md")).unwrap();
        let expressions = here(&text);
        assert!(expressions.len() > least, "{page}.md: {expressions:?}");
        for expression in expressions {
            // An ellipsis stands for parts that do not matter.
            for part in expression.split('…').map(without_space).filter(|part| part.len() > 3)
            {
                assert!(
                    compiled.contains(&part),
                    "{page}.md: `{expression}` is not in here.rs"
                );
            }
        }
    }
}

/// The code in the last column of the tables of a page.
fn here(page: &str) -> Vec<String> {
    let (mut column, mut found) = (0, Vec::new());
    for event in Parser::new_ext(page, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::TableRow) => column = 0,
            Event::End(TagEnd::TableCell) => column += 1,
            Event::Code(code) if column == 1 => found.push(code.into_string()),
            _ => {}
        }
    }
    found
}

fn without_space(text: &str) -> String {
    text.split_whitespace().collect()
}
