//! Quoted texts in arguments and options of OData.

/// Splits a text into its quoted texts, without quotes, and the rest. A doubled quote stands for one quote. A text whose
/// quote is not closed reaches to the end.
pub(super) fn split_literals(text: &str) -> (Vec<String>, String) {
    let (mut literals, mut rest) = (Vec::new(), String::new());
    let mut chars = text.chars().peekable();
    while let Some(quote) = chars.next() {
        if !matches!(quote, '\'' | '"') {
            rest.push(quote);
            continue;
        }
        let mut literal = String::new();
        while let Some(c) = chars.next() {
            if c == quote && chars.next_if_eq(&quote).is_none() {
                break;
            }
            literal.push(c);
        }
        literals.push(literal);
        rest.push(' ');
    }
    (literals, rest)
}

#[cfg(test)]
mod tests {
    use super::split_literals;

    #[test]
    fn quotes_are_doubled_inside() {
        for (text, literals, rest) in [
            ("a eq 'b' and c eq 'd''e'", &["b", "d'e"][..], "a eq   and c eq  "),
            ("'a\"b' \"c'd\"", &["a\"b", "c'd"], "   "),
            ("x eq 'open", &["open"], "x eq  "),
            ("''", &[""], " "),
            ("plain", &[], "plain"),
        ] {
            assert_eq!(
                split_literals(text),
                (literals.iter().map(|it| (*it).to_owned()).collect(), rest.to_owned())
            );
        }
    }
}
