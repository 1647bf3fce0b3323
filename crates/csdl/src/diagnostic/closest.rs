//! "Did you mean": the existing name that is most similar to an unknown one.
//!
//! Must not decide whether a name is wrong.

/// Returns the candidate most similar to `name`, if one is similar enough.
///
/// Letter case counts less than letters: a name that differs only in case is the best suggestion. Among equally good
/// candidates, the first in alphabetical order wins, so that messages do not vary.
///
/// ```
/// use csdl::diagnostic::closest;
/// assert_eq!(closest("Edm.Strng", ["Edm.Single", "Edm.String"]), Some("Edm.String"));
/// assert_eq!(closest("USER", ["users", "user"]), Some("user"));
/// assert_eq!(closest("user", ["longRunningOperation"]), None);
/// ```
pub fn closest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = name.to_lowercase();
    let length = folded.chars().count();
    let limit = |lower: &str| ((length - shared(&folded, lower)) / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (candidate.to_lowercase(), candidate))
        // The distance is at least the difference in length; this check is cheaper than computing the distance.
        .filter(|(lower, _)| lower.chars().count().abs_diff(length) <= limit(lower))
        .filter_map(|(lower, candidate)| {
            let distance = strsim::damerau_levenshtein(&folded, &lower);
            (distance <= limit(&lower)).then_some((distance, candidate))
        })
        .map(|(distance, candidate)| (distance, strsim::damerau_levenshtein(name, candidate), candidate))
        .min()
        .map(|(_, _, candidate)| candidate)
}

/// The length of the qualifiers that two names share. Being in the same namespace does not make `microsoft.graph.one`
/// similar to `microsoft.graph.two`.
fn shared(name: &str, candidate: &str) -> usize {
    let same = name.chars().zip(candidate.chars()).take_while(|(left, right)| left == right);
    let qualifiers = same.enumerate().filter(|(_, (character, _))| matches!(character, '.' | '/'));
    qualifiers.last().map_or(0, |(index, _)| index + 1)
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn case_counts_less_than_letters() {
        assert_eq!(closest("edm.string", ["Edm.Strinh", "Edm.String"]), Some("Edm.String"));
        assert_eq!(closest("aBC", ["ABC", "abC"]), Some("ABC"), "then the order as text decides");
    }

    #[test]
    fn lengths_are_in_characters() {
        assert_eq!(closest("\u{e9}\u{e9}", ["\u{e9}"]), Some("\u{e9}"));
    }

    #[test]
    fn shared_qualifiers_do_not_count() {
        assert_eq!(closest("microsoft.graph.one", ["microsoft.graph.two"]), None);
        assert_eq!(closest("n.user/nam", ["n.user/id", "n.user/name"]), Some("n.user/name"));
        assert_eq!(closest("Edm.", ["Edm.Int32"]), None);
    }

    #[test]
    fn nothing_alike_is_nothing() {
        assert_eq!(closest("", ["user"]), None);
        assert_eq!(closest("user", []), None);
    }
}
