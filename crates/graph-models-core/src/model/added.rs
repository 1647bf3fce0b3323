//! A push to a list that returns the item.

/// Adds an item at the end of a list, and returns it. `Vec::push_mut` would do the same, but needs Rust 1.95.
#[expect(clippy::indexing_slicing, reason = "the item at the former length was added just now")]
pub(super) fn added<T>(list: &mut Vec<T>, item: T) -> &mut T {
    let end = list.len();
    list.push(item);
    &mut list[end]
}
