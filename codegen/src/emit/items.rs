//! Items: the text of one type or request as its emitter makes it, with the names that the text needs.

use std::collections::BTreeSet;

use crate::rust::Gate;

/// An item by its module and its identifier.
pub(super) type Name = (Vec<String>, String);

/// The text of one type or request, and the names it uses.
#[derive(Default)]
pub(super) struct Items {
    /// Items, as text.
    pub(super) texts: Vec<String>,
    /// The calls of runtime macros that describe the items, with one line per row. They come after the items.
    pub(super) tables: String,
    /// Modules of the runtime that the text uses.
    pub(super) runtime: BTreeSet<&'static str>,
    /// Functions of the runtime's module `__private` that the text uses.
    pub(super) support: BTreeSet<&'static str>,
    /// Generated items that the text uses.
    pub(super) used: BTreeSet<Name>,
    /// Generated items that elements behind gates use.
    pub(super) gated: BTreeSet<(Name, Gate)>,
}

impl Items {
    /// Emits an element of the item, which may be behind a gate. The item may be compiled without the names that such
    /// an element uses.
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
