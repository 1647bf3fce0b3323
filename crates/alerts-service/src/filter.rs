//! `$filter`: comparisons by `eq` and `ne`, joined by `and` and `or`.

use serde_json::Value;

use crate::answer::Failure;

/// A filter.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Filter {
    And(Box<Filter>, Box<Filter>),
    Or(Box<Filter>, Box<Filter>),
    Compare { path: Vec<String>, is_equal: bool, literal: Value },
}

impl Filter {
    pub(crate) fn parse(text: &str) -> Result<Self, Failure> {
        let tokens = tokens(text).ok_or_else(|| invalid(text))?;
        let mut rest = tokens.as_slice();
        match either(&mut rest) {
            Some(filter) if rest.is_empty() => Ok(filter),
            _ => Err(invalid(text)),
        }
    }

    /// Returns `true` if the filter holds. `look_up` returns the value of a property path.
    pub(crate) fn holds(&self, look_up: &dyn Fn(&[String]) -> Option<Value>) -> Result<bool, Failure> {
        match self {
            Self::And(left, right) => Ok(left.holds(look_up)? && right.holds(look_up)?),
            Self::Or(left, right) => Ok(left.holds(look_up)? || right.holds(look_up)?),
            Self::Compare { path, is_equal, literal } => {
                let value = look_up(path).ok_or_else(|| {
                    Failure::bad_request(format!("Could not find a property named '{}'.", path.join("/")))
                })?;
                Ok((value == *literal) == *is_equal)
            }
        }
    }

    /// Returns `true` if every match has this value in this property.
    pub(crate) fn demands(&self, property: &str, value: &str) -> bool {
        match self {
            Self::And(left, right) => left.demands(property, value) || right.demands(property, value),
            Self::Or(left, right) => left.demands(property, value) && right.demands(property, value),
            Self::Compare { path, is_equal, literal } => {
                *is_equal && *path == [property] && literal.as_str() == Some(value)
            }
        }
    }
}

fn invalid(text: &str) -> Failure {
    Failure::bad_request(format!("Invalid filter clause: {text}"))
}

#[derive(Debug, PartialEq)]
enum Token {
    Word(String),
    Text(String),
    Open,
    Close,
}

fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        rest = match first {
            '(' | ')' => {
                tokens.push(if first == '(' { Token::Open } else { Token::Close });
                rest.strip_prefix(first)?
            }
            '\'' => {
                let (literal, after) = quoted(rest.strip_prefix('\'')?)?;
                tokens.push(Token::Text(literal));
                after
            }
            _ => {
                let end = |character: char| character.is_whitespace() || "()'".contains(character);
                let length = rest.find(end).unwrap_or(rest.len());
                let (word, after) = rest.split_at_checked(length)?;
                tokens.push(Token::Word(word.to_owned()));
                after
            }
        }
        .trim_start();
    }
    Some(tokens)
}

/// A literal up to its closing quote, and the rest of the text. Two quotes stand for one.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut literal = String::new();
    let mut rest = text;
    loop {
        let (before, after) = rest.split_once('\'')?;
        literal.push_str(before);
        match after.strip_prefix('\'') {
            Some(after) => {
                literal.push('\'');
                rest = after;
            }
            None => return Some((literal, after)),
        }
    }
}

fn either(rest: &mut &[Token]) -> Option<Filter> {
    let mut filter = both(rest)?;
    while word(rest, "or") {
        filter = Filter::Or(Box::new(filter), Box::new(both(rest)?));
    }
    Some(filter)
}

fn both(rest: &mut &[Token]) -> Option<Filter> {
    let mut filter = term(rest)?;
    while word(rest, "and") {
        filter = Filter::And(Box::new(filter), Box::new(term(rest)?));
    }
    Some(filter)
}

fn term(rest: &mut &[Token]) -> Option<Filter> {
    let (first, after) = rest.split_first()?;
    *rest = after;
    match first {
        Token::Open => {
            let filter = either(rest)?;
            let (Token::Close, after) = rest.split_first()? else { return None };
            *rest = after;
            Some(filter)
        }
        Token::Word(path) => {
            let is_equal = word(rest, "eq");
            if !is_equal && !word(rest, "ne") {
                return None;
            }
            let (literal, after) = rest.split_first()?;
            *rest = after;
            let literal = match literal {
                Token::Text(text) => Value::from(text.as_str()),
                // `true`, `null` and numbers are written as in JSON.
                Token::Word(word) => serde_json::from_str(word).ok()?,
                _ => return None,
            };
            let path = path.split('/').map(str::to_owned).collect();
            Some(Filter::Compare { path, is_equal, literal })
        }
        _ => None,
    }
}

fn word(rest: &mut &[Token], wanted: &str) -> bool {
    match rest.split_first() {
        Some((Token::Word(word), after)) if word == wanted => {
            *rest = after;
            true
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::Filter;

    fn holds(text: &str) -> bool {
        let look_up = |path: &[String]| -> Option<Value> {
            match path.join("/").as_str() {
                "scopeId" => Some(json!("/")),
                "name" => Some(json!("it's")),
                "alertConfiguration/isEnabled" => Some(json!(false)),
                "count" => Some(json!(3)),
                _ => None,
            }
        };
        Filter::parse(text)
            .and_then(|filter| filter.holds(&look_up))
            .unwrap_or_else(|error| panic!("{text}: {error:?}"))
    }

    #[test]
    fn comparisons_are_joined() {
        assert!(holds("scopeId eq '/' and name eq 'it''s'"));
        assert!(holds("alertConfiguration/isEnabled eq false and (count eq 4 or count ne 4)"));
        assert!(!holds("scopeId ne '/' or name eq 'it'"));
    }

    #[test]
    fn what_is_demanded_holds_on_every_way() {
        let demands = |text| Filter::parse(text).expect("it is a filter").demands("scopeId", "/");
        assert!(demands("isActive eq true and (scopeId eq '/')"));
        assert!(!demands("isActive eq true or scopeId eq '/'"));
        assert!(!demands("scopeId ne '/'"));
    }

    #[test]
    fn other_text_is_an_error() {
        for text in
            ["", "scopeId", "scopeId eq", "scopeId eq '/", "scopeId gt 1", "a eq 1 b", "(a eq 1", "a eq b"]
        {
            assert!(Filter::parse(text).is_err(), "{text}");
        }
    }
}
