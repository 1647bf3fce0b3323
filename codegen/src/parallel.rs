//! Two computations in parallel.

use std::panic::resume_unwind;

/// Runs two closures, each on a core where there are two. A panic of either is passed on.
pub(crate) fn join<A, B: Send>(one: impl FnOnce() -> A, other: impl FnOnce() -> B + Send) -> (A, B) {
    std::thread::scope(|scope| {
        let other = scope.spawn(other);
        let one = one();
        match other.join() {
            Ok(other) => (one, other),
            Err(panic) => resume_unwind(panic),
        }
    })
}
