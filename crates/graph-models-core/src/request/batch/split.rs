//! Splits requests into parts that each fit into one batch.

use super::{BatchError, BatchId, MAX_REQUESTS};

/// Splits the requests. Requests that depend on each other, directly or indirectly, stay in one part.
///
/// A dependency on a request outside `ids` is ignored. Each part keeps the order of the requests.
pub(super) fn split<'a>(
    ids: &[BatchId],
    after: impl Fn(BatchId) -> &'a [BatchId],
) -> Result<Vec<Vec<BatchId>>, BatchError> {
    let mut parts: Vec<Vec<BatchId>> = Vec::new();
    for group in groups(ids, after) {
        if group.len() > MAX_REQUESTS {
            return Err(BatchError::TooManyDependent { count: group.len() });
        }
        match parts.iter_mut().find(|part| part.len() + group.len() <= MAX_REQUESTS) {
            Some(part) => part.extend(group),
            None => parts.push(group),
        }
    }
    for part in &mut parts {
        part.sort_unstable();
    }
    Ok(parts)
}

/// Groups of requests that depend on each other, in the order of their first requests.
fn groups<'a>(ids: &[BatchId], after: impl Fn(BatchId) -> &'a [BatchId]) -> Vec<Vec<BatchId>> {
    let mut groups: Vec<Vec<BatchId>> = Vec::new();
    for &id in ids {
        // A request comes after its dependencies, so their groups exist already.
        let others = after(id);
        let mut joined: Option<usize> = None;
        let mut index = 0;
        while let Some(group) = groups.get(index) {
            let depends = group.iter().any(|member| others.contains(member));
            match (depends, joined) {
                (true, None) => joined = Some(index),
                (true, Some(first)) => {
                    let group = groups.remove(index);
                    groups.get_mut(first).into_iter().for_each(|into| into.extend(&group));
                    continue;
                }
                (false, _) => {}
            }
            index += 1;
        }
        match joined.and_then(|index| groups.get_mut(index)) {
            Some(group) => group.push(id),
            None => groups.push(vec![id]),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(count: usize, after: &[&[BatchId]]) -> Result<Vec<Vec<usize>>, BatchError> {
        let ids: Vec<_> = (0..count).map(BatchId).collect();
        let parts = split(&ids, |id| after.get(id.0).copied().unwrap_or_default())?;
        Ok(parts.into_iter().map(|part| part.into_iter().map(|id| id.0).collect()).collect())
    }

    #[test]
    fn parts_are_full_and_in_order() {
        assert_eq!(parts(0, &[]), Ok(vec![]));
        assert_eq!(parts(20, &[]), Ok(vec![(0..20).collect()]));
        assert_eq!(parts(45, &[]), Ok(vec![(0..20).collect(), (20..40).collect(), (40..45).collect()]));
    }

    #[test]
    fn what_depends_stays_together() {
        // The last request depends on the first one and on 30, which depends on 3: so all of them together would fill
        // three batches.
        let mut after: Vec<Vec<BatchId>> = vec![Vec::new(); 42];
        after[30] = vec![BatchId(3)];
        after[41] = vec![BatchId(30), BatchId(0)];
        let after: Vec<&[BatchId]> = after.iter().map(Vec::as_slice).collect();
        let parts = parts(42, &after).unwrap();
        assert_eq!(parts.iter().map(Vec::len).collect::<Vec<_>>(), [20, 20, 2]);
        let together = parts.iter().find(|part| part.contains(&41)).unwrap();
        assert!([0, 3, 30].iter().all(|id| together.contains(id)));
        let mut all: Vec<_> = parts.concat();
        all.sort_unstable();
        assert_eq!(all, (0..42).collect::<Vec<_>>());
    }

    #[test]
    fn a_chain_that_is_too_long_is_an_error() {
        let chain: Vec<Vec<BatchId>> =
            (0..21_usize).map(|id| id.checked_sub(1).map(BatchId).into_iter().collect()).collect();
        let chain: Vec<&[BatchId]> = chain.iter().map(Vec::as_slice).collect();
        assert!(parts(20, &chain).is_ok());
        assert_eq!(parts(21, &chain), Err(BatchError::TooManyDependent { count: 21 }));
    }
}
