//! Searches a list from the place at which the item most likely is.

/// Returns the index of the wanted item. The search begins at `start`, where the item most likely is.
#[inline]
pub(crate) fn position_from<T>(items: &[T], start: usize, is_it: impl Fn(&T) -> bool) -> Option<usize> {
    let (before, behind) = items.split_at_checked(start).unwrap_or((items, &[]));
    let later = behind.iter().position(&is_it).map(|index| before.len() + index);
    later.or_else(|| before.iter().position(is_it))
}
