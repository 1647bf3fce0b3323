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
/// If one request needs a certain scope, that scope also serves every other request it allows. A scope that is not
/// among the least privileged of any request is never chosen, even if it could replace several others. Of several
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
    let candidates: BTreeSet<&'static str> =
        known.iter().flat_map(|request| request.scopes(access).least).flat_map(|way| all_of(way)).collect();
    // For each request, the alternatives; each alternative is a set of scopes needed together.
    let mut needs: Vec<Vec<Scoped>> = Vec::new();
    for request in known {
        let scopes = request.scopes(access);
        let ways = scopes.least.iter().chain(scopes.higher).map(|way| all_of(way).collect::<Scoped>());
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
    Privilege { scopes: search.best.unwrap_or_default().into_iter().collect(), unknown }
}

type Scoped = BTreeSet<&'static str>;

/// The scopes that one alternative needs together.
fn all_of(way: &'static str) -> impl Iterator<Item = &'static str> {
    way.split('+')
}

struct Search<'a> {
    needs: &'a [Vec<Scoped>],
    best: Option<Scoped>,
    steps: usize,
}

/// The limit of the search. Beyond it the best set so far is taken; real sets of requests stay far below.
const MOST_STEPS: usize = 100_000;

impl Search<'_> {
    fn go(&mut self, chosen: &Scoped) {
        self.steps += 1;
        let is_worse =
            |best: &Scoped| (chosen.len(), chosen) >= (best.len(), best) || self.steps > MOST_STEPS;
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
