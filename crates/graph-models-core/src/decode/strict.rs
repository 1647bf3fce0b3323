//! Strict reading: a value that is not of its declared type is an error.
//!
//! The flag is looked up only for an odd value, so that regular payloads do not pay for it. It is thread-local, because
//! `Deserialize` implementations of other crates are between the caller and the value and cannot pass it on.

use std::cell::Cell;

thread_local! {
    static IS_STRICT: Cell<bool> = const { Cell::new(false) };
}

/// Runs a read in which every deviation is an error.
pub(crate) fn strictly<T>(read: impl FnOnce() -> T) -> T {
    let _before = Before(IS_STRICT.replace(true));
    read()
}

/// Returns `true` if a deviation is an error.
#[cold]
pub(super) fn is_strict() -> bool {
    IS_STRICT.get()
}

/// The former value of the flag. It is restored on drop, also after a panic.
struct Before(bool);

impl Drop for Before {
    fn drop(&mut self) {
        IS_STRICT.set(self.0);
    }
}
