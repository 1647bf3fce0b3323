//! Filters: boolean expressions, combined with the necessary parentheses.
//!
//! ```
//! # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
//! use graph_models_core::request::query::{Filter, item};
//! use sample::SimpleIncident;
//!
//! let filter = SimpleIncident::ID.ne("1").and(SimpleIncident::TAGS.any(item().eq("a")).or(Filter::<SimpleIncident>::raw("activationCount mod 2 eq 0")));
//! assert_eq!(filter.to_string(), "id ne '1' and (tags/any(x:x eq 'a') or (activationCount mod 2 eq 0))");
//! ```

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Not;

use super::literal::Comparable;
use super::property::cast;
use crate::model::Item;

/// A boolean expression about a value of `M`.
///
/// A filter is made from properties (`SCOPE_ID.eq("/")`, `NAME.starts_with("a")`, `TAGS.any(…)`) or from
/// [raw](Self::raw) text. `Display` writes it as OData, not percent-encoded.
pub struct Filter<M> {
    pieces: Vec<Piece>,
    binds: Binds,
    model: PhantomData<fn() -> M>,
}

#[derive(Clone, PartialEq, Eq)]
enum Piece {
    /// Fixed text.
    Text(Cow<'static, str>),
    /// A path from the value under test; empty for the value itself.
    Path(String),
    /// An expression about the items of a collection, with a variable for the item.
    Lambda(Vec<Piece>),
}

/// The precedence of an expression's outermost operator, weakest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binds {
    /// Raw text, which may contain any operator.
    Unknown,
    Or,
    And,
    Whole,
}

impl<M> Filter<M> {
    /// Makes a filter from raw text. In combinations the text is put in parentheses. Inside `any` and `all` the
    /// variable of the item is `x`; at the next level of nesting it is `x2`, and so on.
    pub fn raw(text: impl Into<String>) -> Self {
        Self::new(vec![Piece::Text(Cow::Owned(text.into()))], Binds::Unknown)
    }

    /// The same filter without its type.
    pub(super) fn erase(self) -> Filter<()> {
        Filter::new(self.pieces, self.binds)
    }

    fn new(pieces: Vec<Piece>, binds: Binds) -> Self {
        Self { pieces, binds, model: PhantomData }
    }

    /// The filter `path operator value`.
    pub(super) fn compare<V>(path: String, operator: &str, value: &impl Comparable<V>) -> Self {
        let mut text = format!(" {operator} ");
        value.write(&mut text);
        Self::new(vec![Piece::Path(path), Piece::Text(Cow::Owned(text))], Binds::Whole)
    }

    /// The filter of a path followed by text.
    pub(super) fn followed(path: String, text: &'static str) -> Self {
        Self::new(vec![Piece::Path(path), Piece::Text(Cow::Borrowed(text))], Binds::Whole)
    }

    /// The filter `path in (value,value)`. OData has no empty list, so the filter is `false` if there are no values.
    pub(super) fn one_of<V, C: Comparable<V>>(path: String, values: impl IntoIterator<Item = C>) -> Self {
        let mut text = String::new();
        for value in values {
            text.push_str(if text.is_empty() { " in (" } else { "," });
            value.write(&mut text);
        }
        if text.is_empty() {
            return Self::new(vec![Piece::Text(Cow::Borrowed("false"))], Binds::Whole);
        }
        text.push(')');
        Self::new(vec![Piece::Path(path), Piece::Text(Cow::Owned(text))], Binds::Whole)
    }

    /// The filter `function(path,value)`.
    pub(super) fn call<V>(function: &str, path: String, value: &impl Comparable<V>) -> Self {
        let mut text = ",".to_owned();
        value.write(&mut text);
        text.push(')');
        let pieces = vec![
            Piece::Text(Cow::Owned(format!("{function}("))),
            Piece::Path(path),
            Piece::Text(Cow::Owned(text)),
        ];
        Self::new(pieces, Binds::Whole)
    }

    /// The filter `path/quantifier(x:filter)`.
    pub(super) fn lambda<T>(path: &str, quantifier: &str, filter: Filter<T>) -> Self {
        let path = if path.is_empty() { quantifier.to_owned() } else { format!("{path}/{quantifier}") };
        Self::new(vec![Piece::Path(path), Piece::Lambda(filter.pieces)], Binds::Whole)
    }

    /// The pieces, in parentheses if their precedence is lower than `binds`.
    fn at_least(self, binds: Binds) -> Vec<Piece> {
        if self.binds >= binds {
            return self.pieces;
        }
        let mut pieces = vec![Piece::Text(Cow::Borrowed("("))];
        pieces.extend(self.pieces);
        pieces.push(Piece::Text(Cow::Borrowed(")")));
        pieces
    }

    fn join(self, word: &'static str, binds: Binds, other: Self) -> Self {
        let mut pieces = self.at_least(binds);
        pieces.push(Piece::Text(Cow::Borrowed(word)));
        pieces.extend(other.at_least(binds));
        Self::new(pieces, binds)
    }

    /// Both filters hold.
    pub(super) fn both(self, other: Self) -> Self {
        self.join(" and ", Binds::And, other)
    }

    /// Returns the opposite filter: it matches the values that this filter does not match.
    #[must_use]
    #[expect(clippy::should_implement_trait, reason = "it is implemented too, and this needs no import")]
    pub fn not(self) -> Self {
        !self
    }
}

impl<M: Item> Filter<M> {
    /// Returns a filter for the values that both filters match. The other filter may be for a type derived from `M`.
    #[must_use]
    pub fn and<D: Item + Into<M>>(self, other: Filter<D>) -> Self {
        self.both(other.of_base())
    }

    /// Returns a filter for the values that at least one of the filters matches. The other filter may be for a type
    /// derived from `M`.
    #[must_use]
    pub fn or<D: Item + Into<M>>(self, other: Filter<D>) -> Self {
        self.join(" or ", Binds::Or, other.of_base())
    }

    /// The filter for a value of the base type `B`. Its properties are written after the name of their own type.
    pub(super) fn of_base<B: Item>(mut self) -> Filter<B>
    where
        M: Into<B>,
    {
        for piece in &mut self.pieces {
            if let Piece::Path(path) = piece {
                *path = cast::<M, B>(std::mem::take(path));
            }
        }
        Filter::new(self.pieces, self.binds)
    }
}

impl<M> Not for Filter<M> {
    type Output = Self;

    fn not(self) -> Self {
        let mut pieces = vec![Piece::Text(Cow::Borrowed("not ("))];
        pieces.extend(self.pieces);
        pieces.push(Piece::Text(Cow::Borrowed(")")));
        Self::new(pieces, Binds::Whole)
    }
}

/// Writes pieces. Inside a lambda, paths begin with the variable of the innermost lambda.
fn write(pieces: &[Piece], depth: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for piece in pieces {
        match piece {
            Piece::Text(text) => f.write_str(text)?,
            Piece::Path(path) => match (depth, path.as_str()) {
                (0, "") => f.write_str("$it")?,
                (0, path) => f.write_str(path)?,
                (_, "") => variable(depth, f)?,
                (_, path) => {
                    variable(depth, f)?;
                    write!(f, "/{path}")?;
                }
            },
            Piece::Lambda(body) => {
                f.write_str("(")?;
                variable(depth + 1, f)?;
                f.write_str(":")?;
                write(body, depth + 1, f)?;
                f.write_str(")")?;
            }
        }
    }
    Ok(())
}

/// Writes the variable of a lambda: `x`, `x2` inside another lambda, and so on.
fn variable(depth: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match depth {
        1 => f.write_str("x"),
        _ => write!(f, "x{depth}"),
    }
}

impl<M> fmt::Display for Filter<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write(&self.pieces, 0, f)
    }
}

/// Shows no compared value, since it may name a person. `Display` writes the whole expression.
impl<M> fmt::Debug for Filter<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Filter(..)")
    }
}

// A derived impl would require `M: Clone`, although there is no value of `M`.
impl<M> Clone for Filter<M> {
    fn clone(&self) -> Self {
        Self::new(self.pieces.clone(), self.binds)
    }
}

impl<M> PartialEq for Filter<M> {
    fn eq(&self, other: &Self) -> bool {
        self.pieces == other.pieces
    }
}

impl<M> Eq for Filter<M> {}
