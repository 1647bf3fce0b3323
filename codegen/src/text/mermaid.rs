//! Labels in Mermaid diagrams.

/// A text as a label or a part of it. Characters that are no part of a name are written by number, in Mermaid's form
/// `#35;`.
pub(crate) fn label(text: &str) -> String {
    let mut label = String::with_capacity(text.len());
    for character in text.chars() {
        match character.is_alphanumeric() || matches!(character, '_' | '.') {
            true => label.push(character),
            false => label.push_str(&format!("#{};", u32::from(character))),
        }
    }
    label
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_label_ends_no_diagram() {
        assert_eq!(super::label("a_b.c"), "a_b.c");
        assert_eq!(super::label("a\n```\"}"), "a#10;#96;#96;#96;#34;#125;");
    }
}
