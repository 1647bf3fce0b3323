//! SECURITY.md names each limit of metadata with its value.

use std::fs;

#[test]
fn the_page_names_each_limit() {
    let folder = env!("CARGO_MANIFEST_DIR");
    let limits = fs::read_to_string(format!("{folder}/src/limits.rs")).unwrap();
    let page = fs::read_to_string(format!("{folder}/../../SECURITY.md")).unwrap();
    let mut count = 0;
    for line in limits.lines().filter_map(|line| line.strip_prefix("pub const ")) {
        let (name, rest) = line.split_once(": usize = ").unwrap();
        let value = rest.trim_end_matches(';');
        let row = page.lines().find(|row| row.starts_with('|') && row.contains(&format!("`{name}`")));
        let row = row.unwrap_or_else(|| panic!("SECURITY.md does not name `{name}`"));
        assert!(row.contains(&shown(value)), "SECURITY.md: `{name}` is {}: {row}", shown(value));
        count += 1;
    }
    assert!(count > 10, "{count} limits");
}

/// A value in the form of the page: `256 << 20` becomes 256 MiB, `4_096` becomes 4,096.
fn shown(value: &str) -> String {
    match value.split_once(" << 20") {
        Some((mebibytes, _)) => format!("{mebibytes} MiB"),
        None => value.replace('_', ","),
    }
}
