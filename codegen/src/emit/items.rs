//! Items: what one type or request needs and brings, as its emitter makes it.

use std::collections::BTreeSet;

use crate::rust::Gate;

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
    /// Generated items that elements behind gates use.
    pub(super) gated: BTreeSet<(Name, Gate)>,
}

impl Items {
    /// Emits an element of the item, which may stand behind a gate. What such an element uses does not have to be there
    /// with the item.
    pub(super) fn behind<T>(&mut self, gate: &Gate, emit: impl FnOnce(&mut Self) -> T) -> T {
        if gate.is_open() {
            return emit(self);
        }
        let used = std::mem::take(&mut self.used);
        let emitted = emit(self);
        let of_element = std::mem::replace(&mut self.used, used);
        self.gated.extend(of_element.into_iter().map(|name| (name, gate.clone())));
        emitted
    }
}
