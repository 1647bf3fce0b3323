//! Whether a value that is not of its declared type is an error.
//!
//! Asked for where such a value was found and nowhere else, so that it costs other payloads nothing. It is a state of the
//! thread: between the one who asks for it and the place of the value stand `Deserialize` implementations of any crate.

use std::cell::Cell;

thread_local! {
    static IS_STRICT: Cell<bool> = const { Cell::new(false) };
}

/// Reads with every deviation as an error.
pub(crate) fn strictly<T>(read: impl FnOnce() -> T) -> T {
    let _before = Before(IS_STRICT.replace(true));
    read()
}

/// Whether a deviation is an error.
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
