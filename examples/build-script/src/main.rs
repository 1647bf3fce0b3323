//! Reads a shelf of a library with types that `build.rs` generated, and prints what stands on it.

include!(concat!(env!("OUT_DIR"), "/graph.rs"));

use v1_0::example::library::{Item, Shelf};

const SHELF: &str = r##"{
    "id": "A1",
    "items": [
        {"@odata.type": "#example.library.book", "id": "1", "title": "Walden", "binding": "hardcover"},
        {"@odata.type": "#example.library.map", "id": "2", "title": "Concord", "scale": 25000},
        {"@odata.type": "#example.library.globe", "id": "3", "title": "Earth", "radius": 20}
    ]
}"##;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for line in lines(SHELF)? {
        println!("{line}");
    }
    Ok(())
}

fn lines(shelf: &str) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let shelf: Shelf = graph_models_core::from_str(shelf)?;
    let lines = shelf.items.iter().flatten().map(|item| {
        let title = item.title().unwrap_or_default();
        match item {
            Item::Book(book) => {
                let binding = book.binding.as_ref().map(ToString::to_string).unwrap_or_default();
                format!("{title}, a {binding}")
            }
            Item::Map(map) => format!("{title}, a map of 1:{}", map.scale.unwrap_or_default()),
            _ => format!("{title}, something new"),
        }
    });
    Ok(lines.collect())
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_was_generated_reads_a_shelf() {
        let lines = super::lines(super::SHELF).unwrap();
        assert_eq!(lines, ["Walden, a hardcover", "Concord, a map of 1:25000", "Earth, something new"]);
    }
}
