//! Items: what one type or request needs and brings, as its emitter makes it.

use std::collections::BTreeSet;

/// An item by its module and its identifier.
pub(super) type Name = (Vec<String>, String);

/// The text of one type or request, and the names it uses.
#[derive(Default)]
pub(super) struct Items {
    /// Items, as text.
    pub(super) texts: Vec<String>,
    /// The calls of macros of the runtime that describe them, which stand behind them: a row a line.
    pub(super) tables: String,
    /// Modules of the runtime it uses.
    pub(super) runtime: BTreeSet<&'static str>,
    /// Functions it uses that the runtime has for generated code alone, in its module `__private`.
    pub(super) support: BTreeSet<&'static str>,
    /// Generated items it uses.
    pub(super) used: BTreeSet<Name>,
}
