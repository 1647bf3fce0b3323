//! Lists of names: on one line, or with one name a line, so that another name changes one line.

/// The most columns of a line with several names.
const WIDTH: usize = 100;

/// Writes names between a head and an end: `use super::{A, B};`. One name has no braces.
pub(in crate::emit) fn named(head: &str, names: &[&str], end: &str, indent: &str) -> String {
    match names {
        [name] => format!("{indent}{head}{name}{end}\n"),
        _ => listed(&format!("{head}{{"), names, &format!("}}{end}"), indent),
    }
}

/// Writes words between an opening and a closing mark.
pub(in crate::emit) fn listed(open: &str, words: &[impl AsRef<str>], close: &str, indent: &str) -> String {
    let words: Vec<_> = words.iter().map(AsRef::as_ref).collect();
    let line = format!("{indent}{open}{}{close}\n", words.join(", "));
    if line.len() <= WIDTH {
        return line;
    }
    let lines = words.iter().fold(String::new(), |lines, word| lines + &format!("{indent}    {word},\n"));
    format!("{indent}{open}\n{lines}{indent}{close}\n")
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn a_long_list_has_one_name_a_line() {
        assert_eq!(named("use super::", &["A"], ";", ""), "use super::A;\n");
        assert_eq!(named("use super::", &["A", "B"], ";", "  "), "  use super::{A, B};\n");
        let long = ["A".repeat(50), "B".repeat(50)];
        let [a, b] = &long;
        let expected = format!("use super::{{\n    {a},\n    {b},\n}};\n");
        assert_eq!(named("use super::", &[a, b], ";", ""), expected);
    }
}
