//! Strict reading: a value that is not of its declared type is an error.
//!
//! The state is read only where such a value was found, so that other payloads pay nothing for it. It belongs to the
//! thread: between the caller and the place of the value stand `Deserialize` implementations of other crates.

use std::cell::Cell;

thread_local! {
    static IS_STRICT: Cell<bool> = const { Cell::new(false) };
}

/// Reads with every deviation as an error.
pub(crate) fn strictly<T>(read: impl FnOnce() -> T) -> T {
    let _before = Before(IS_STRICT.replace(true));
    read()
}

/// Returns `true` if a deviation is an error.
#[cold]
pub(super) fn is_strict() -> bool {
    IS_STRICT.get()
}

/// The state to return to, also from a panic.
struct Before(bool);

impl Drop for Before {
    fn drop(&mut self) {
        IS_STRICT.set(self.0);
    }
}
