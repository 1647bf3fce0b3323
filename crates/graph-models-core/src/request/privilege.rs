//! The smallest set of scopes for a set of requests.

use std::collections::BTreeSet;

use super::{OperationInfo, Scopes};

/// The identity on whose behalf requests are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Access {
    /// A signed-in user with a work or school account.
    Delegated,
    /// The application itself.
    Application,
}

impl OperationInfo {
    /// The scopes that allow the request.
    pub fn scopes(&self, access: Access) -> &Scopes {
        match access {
            Access::Delegated => &self.delegated,
            Access::Application => &self.application,
        }
    }
}

/// The scopes that a set of requests needs.
#[derive(Debug, Clone, Default)]
pub struct Privilege {
    /// All required scopes, sorted by name.
    pub scopes: Vec<&'static str>,
    /// Requests without a known scope. They may need more.
    pub unknown: Vec<&'static OperationInfo>,
}

/// The smallest set of scopes that allows all requests. Only the least privileged scopes of each request count.
///
/// A scope that one request needs also serves every other request that it allows. A scope that is not a least
/// privileged scope of any request is never chosen, even if it could replace several others. If there are several
/// smallest sets, the first by name is chosen.
///
/// ```
/// use graph_models_core::request::{Access, Binding, Method, OperationInfo, least_privilege};
///
/// static LIST: OperationInfo = OperationInfo::new("list", "beta", Method::GET, "/alerts", Binding::collection("alert"))
///     .delegated(&["Alert.Read"], &["Alert.ReadWrite"]);
/// static DISMISS: OperationInfo = OperationInfo::new("dismiss", "beta", Method::POST, "/alerts/{id}/dismiss", Binding::one("alert"))
///     .delegated(&["Alert.ReadWrite"], &[]);
///
/// assert_eq!(least_privilege(&[&LIST], Access::Delegated).scopes, ["Alert.Read"]);
/// assert_eq!(least_privilege(&[&LIST, &DISMISS], Access::Delegated).scopes, ["Alert.ReadWrite"]);
/// assert_eq!(least_privilege(&[&LIST], Access::Application).unknown.len(), 1);
/// ```
pub fn least_privilege(requests: &[&'static OperationInfo], access: Access) -> Privilege {
    type Infos = Vec<&'static OperationInfo>;
    let (known, unknown): (Infos, Infos) =
        requests.iter().copied().partition(|request| !request.scopes(access).least.is_empty());
    let known = known.into_iter().map(|request| request.scopes(access));
    Privilege { scopes: least_scopes(known.map(|scopes| (scopes.least, scopes.higher))), unknown }
}

/// The smallest set of scopes that allows all of some requests, each given by its least scopes and its higher ones.
///
/// This function does the work of [`least_privilege`] for requests whose scopes are not constants. Scopes that are
/// needed together are joined by `+`. A request without least scopes needs nothing.
///
/// ```
/// use graph_models_core::request::least_scopes;
///
/// let read = (&["Mail.Read"][..], &["Mail.ReadWrite"][..]);
/// let write = (&["Mail.ReadWrite"][..], &[][..]);
/// assert_eq!(least_scopes([read]), ["Mail.Read"]);
/// assert_eq!(least_scopes([read, write]), ["Mail.ReadWrite"]);
/// ```
pub fn least_scopes<'a, S: AsRef<str> + 'a>(
    requests: impl IntoIterator<Item = (&'a [S], &'a [S])>,
) -> Vec<&'a str> {
    let requests: Vec<_> = requests.into_iter().filter(|(least, _)| !least.is_empty()).collect();
    let candidates: BTreeSet<&'a str> =
        requests.iter().flat_map(|(least, _)| *least).flat_map(|way| all_of(way.as_ref())).collect();
    // The alternatives of each request. Each alternative is a set of scopes that are needed together.
    let mut needs: Vec<Vec<Scoped<'a>>> = Vec::new();
    for (least, higher) in requests {
        let ways = least.iter().chain(higher).map(|way| all_of(way.as_ref()).collect::<Scoped<'a>>());
        let mut ways: Vec<_> = ways.filter(|way| way.is_subset(&candidates)).collect();
        ways.sort();
        ways.dedup();
        if !needs.contains(&ways) {
            needs.push(ways);
        }
    }
    // Requests with the fewest alternatives come first.
    needs.sort_by(|a, b| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
    let mut search = Search { needs: &needs, best: None, steps: 0 };
    search.go(&Scoped::new());
    search.best.unwrap_or_default().into_iter().collect()
}

type Scoped<'a> = BTreeSet<&'a str>;

/// The scopes that one alternative needs together.
fn all_of(way: &str) -> impl Iterator<Item = &str> {
    way.split('+')
}

struct Search<'n, 'a> {
    needs: &'n [Vec<Scoped<'a>>],
    best: Option<Scoped<'a>>,
    steps: usize,
}

/// The limit of the search. Beyond this number of steps the best set so far is taken. Real sets of requests need far
/// fewer steps.
const MOST_STEPS: usize = 100_000;

impl<'a> Search<'_, 'a> {
    fn go(&mut self, chosen: &Scoped<'a>) {
        self.steps += 1;
        let is_worse =
            |best: &Scoped<'a>| (chosen.len(), chosen) >= (best.len(), best) || self.steps > MOST_STEPS;
        if self.best.as_ref().is_some_and(is_worse) {
            return;
        }
        let open = self.needs.iter().find(|ways| !ways.iter().any(|way| way.is_subset(chosen)));
        let Some(ways) = open else {
            self.best = Some(chosen.clone());
            return;
        };
        for way in ways {
            self.go(&chosen.union(way).copied().collect());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Access, least_privilege};
    use crate::request::{Binding, Method, OperationInfo};

    fn request(least: &'static [&'static str], higher: &'static [&'static str]) -> &'static OperationInfo {
        let info = OperationInfo::new("x", "beta", Method::GET, "/x", Binding::one("x"));
        Box::leak(Box::new(info.application(least, higher)))
    }

    fn scopes(requests: &[&'static OperationInfo]) -> Vec<&'static str> {
        least_privilege(requests, Access::Application).scopes
    }

    #[test]
    fn a_scope_that_is_needed_makes_others_superfluous() {
        let (read, write) = (request(&["A.Read"], &["A.Write", "All"]), request(&["A.Write"], &["All"]));
        assert_eq!(scopes(&[]), Vec::<&str>::new());
        assert_eq!(scopes(&[read, read]), ["A.Read"]);
        assert_eq!(scopes(&[read, write]), ["A.Write"]);
        assert_eq!(scopes(&[write, read]), ["A.Write"]);
    }

    #[test]
    fn more_privilege_is_no_bargain() {
        let (a, b) = (request(&["A"], &["All"]), request(&["B"], &["All"]));
        assert_eq!(scopes(&[b, a]), ["A", "B"]);
    }

    #[test]
    fn the_smallest_set_is_found_among_alternatives() {
        let requests = [request(&["A", "B"], &[]), request(&["B", "C"], &[]), request(&["C", "A"], &["B"])];
        assert_eq!(scopes(&requests), ["B"]);
        assert_eq!(scopes(&[request(&["B", "A"], &[])]), ["A"]);
    }

    #[test]
    fn scopes_needed_together_come_together() {
        let (both, one) = (request(&["A+B"], &[]), request(&["C"], &["B"]));
        assert_eq!(scopes(&[both, one]), ["A", "B"]);
        let alone = request(&["A+B", "D"], &[]);
        assert_eq!(scopes(&[alone]), ["D"]);
    }
}
