//! The walk over the tokens of a source: chains of methods, variables that hold paths, and what remains unclear.

use super::tokens::{Kind, Token};
use super::uses::{Uses, end_of};
use super::{Found, Unclear};
use crate::call::Calls;
use crate::call::typed::{Next, Reached};
use crate::consent::Needed;

/// Methods that take a path as the target of a reference, and send nothing to it.
const OF_TARGETS: [&str; 4] = ["add_reference", "set_reference", "remove_reference", "entity_id"];

/// Methods of paths that make no request and no other path.
const HARMLESS: [&str; 3] = ["as_path", "to_string", "fmt"];

/// The deepest nesting of arguments. The scan is recursive.
const DEEPEST: usize = 100;

/// A path that a variable holds, with the version that it belongs to.
type Held<'c, 'v> = (&'c Calls<'v>, Reached<'v>);

/// A variable.
struct Variable<'t, 'c, 'v> {
    name: &'t str,
    /// `None` for a variable that holds something else.
    path: Option<Held<'c, 'v>>,
    /// The number of braces around it.
    depth: usize,
}

/// The result of following a chain.
enum End<'c, 'v> {
    /// The chain ends with a path.
    Path(Held<'c, 'v>),
    /// The chain made a request, or its end is reported as unclear.
    Done,
}

pub(super) struct Scan<'a, 't, 'c, 'v> {
    calls: &'c [Calls<'v>],
    tokens: &'a [Token<'t>],
    /// For the position of each opening bracket, the position behind its closing bracket.
    groups: &'a [usize],
    uses: &'a Uses,
    /// The number of arguments around the present one.
    nesting: usize,
    variables: Vec<Variable<'t, 'c, 'v>>,
    depth: usize,
    found: Found,
}

impl<'a, 't, 'c, 'v> Scan<'a, 't, 'c, 'v> {
    pub(super) fn new(
        calls: &'c [Calls<'v>],
        tokens: &'a [Token<'t>],
        groups: &'a [usize],
        uses: &'a Uses,
    ) -> Self {
        let found = Found::default();
        Self { calls, tokens, groups, uses, nesting: 0, variables: Vec::new(), depth: 0, found }
    }

    pub(super) fn run(mut self) -> Found {
        self.scan(0, self.tokens.len(), "");
        self.found
    }

    fn token(&self, at: usize) -> Option<&'a Token<'t>> {
        self.tokens.get(at)
    }

    fn is(&self, at: usize, sign: &str) -> bool {
        self.token(at).is_some_and(|token| token.is(sign))
    }

    /// The name at a position.
    fn name(&self, at: usize) -> Option<&'t str> {
        self.token(at).filter(|token| token.kind == Kind::Ident).map(|token| token.text)
    }

    /// The position behind the group that opens at a position.
    fn behind(&self, open: usize) -> usize {
        self.groups.get(open).copied().unwrap_or(self.tokens.len())
    }

    /// Scans the tokens from one position to another: the arguments of a method, or everything.
    fn scan(&mut self, start: usize, end: usize, method: &str) {
        if self.nesting == DEEPEST {
            self.unclear(start, start + 1, "this is nested too deeply");
            return;
        }
        self.nesting += 1;
        let mut at = start;
        while at < end {
            at = self.step(at, method).max(at + 1);
        }
        self.nesting -= 1;
    }

    /// Reads the construct that begins at a position, and returns the position behind it.
    fn step(&mut self, at: usize, method: &str) -> usize {
        let Some(token) = self.token(at) else { return at + 1 };
        match token.text {
            "{" => self.depth += 1,
            "}" => {
                self.depth = self.depth.saturating_sub(1);
                let depth = self.depth;
                self.variables.retain(|variable| variable.depth <= depth);
            }
            "use" => return end_of(self.tokens, at),
            "#" if self.is_of_tests(at) => return self.behind_item(at),
            "let" => return self.binding(at, method),
            "." => return self.unknown(at),
            "TypedPath" => {
                self.unclear(at, at + 1, "the requests of a generic path are known where it is made");
            }
            _ if token.kind == Kind::Ident => return self.expression(at, method),
            _ => {}
        }
        at + 1
    }

    /// Returns true for the attribute `#[cfg(test)]`.
    fn is_of_tests(&self, at: usize) -> bool {
        let words = ["#", "[", "cfg", "(", "test", ")", "]"];
        words
            .iter()
            .enumerate()
            .all(|(index, word)| self.token(at + index).is_some_and(|it| it.text == *word))
    }

    /// The position behind the item that attributes at a position belong to.
    fn behind_item(&self, at: usize) -> usize {
        let mut at = at;
        while self.is(at, "#") {
            at = self.behind(at + 1);
        }
        while let Some(token) = self.token(at) {
            match token.text {
                "{" => return self.behind(at),
                "(" | "[" => at = self.behind(at),
                ";" => return at + 1,
                _ => at += 1,
            }
        }
        at
    }

    /// A variable: `let name = …;`. Other patterns hold no path.
    fn binding(&mut self, at: usize, method: &str) -> usize {
        let named =
            if self.token(at + 1).is_some_and(|token| token.is_word("mut")) { at + 2 } else { at + 1 };
        let Some(name) = self.name(named) else { return at + 1 };
        let value = match self.token(named + 1) {
            Some(token) if token.is("=") => named + 2,
            // The type of the variable.
            Some(token) if token.is(":") => {
                let end = end_of(self.tokens, named);
                let sign = (named..end).find(|&at| self.is(at, "="));
                self.scan(named + 2, sign.unwrap_or(end), method);
                match sign {
                    Some(sign) => sign + 1,
                    None => return end,
                }
            }
            _ => return at + 1,
        };
        let start = if self.is(value, "&") { value + 1 } else { value };
        let (end, path) = match self.chain(start) {
            Some((end, End::Path(path))) if self.is(end, ";") => (end, Some(path)),
            Some((end, End::Path(_))) => {
                self.unclear(start, end, ESCAPES);
                (end, None)
            }
            Some((end, End::Done)) => (end, None),
            None => (value, None),
        };
        self.variables.push(Variable { name, path, depth: self.depth });
        end
    }

    /// A name that may begin a chain, or may be the type of a path.
    fn expression(&mut self, at: usize, method: &str) -> usize {
        if let Some((end, found)) = self.chain(at) {
            if matches!(found, End::Path(_)) && !OF_TARGETS.contains(&method) {
                self.unclear(at, end, ESCAPES);
            }
            return end;
        }
        let (path, end) = self.path(at);
        let last = path.last().copied().unwrap_or_default();
        let is_path_type = |calls: &Calls<'_>| last.contains("Path") && calls.is_path_type(last);
        if self.calls.iter().any(is_path_type) && self.is_of_paths(&path) {
            self.unclear(at, end, "the requests of a path are known where it is made");
        }
        end
    }

    /// A path of names, and the position behind it.
    fn path(&self, at: usize) -> (Vec<&'t str>, usize) {
        let mut path = Vec::new();
        let mut end = at;
        while let Some(name) = self.name(end) {
            path.push(name);
            end += 1;
            match self.is(end, "::") && self.name(end + 1).is_some() {
                true => end += 1,
                false => break,
            }
        }
        (path, end)
    }

    /// Returns true if a path may stand for an item of a module `paths`.
    fn is_of_paths(&self, path: &[&str]) -> bool {
        self.uses.full(path).iter().any(|full| full.iter().any(|name| name == "paths"))
    }

    /// Follows the chain that begins at a position. `None` if none does.
    fn chain(&mut self, at: usize) -> Option<(usize, End<'c, 'v>)> {
        let is_inside = at > 0 && (self.is(at - 1, ".") || self.is(at - 1, "::"));
        if is_inside || self.name(at).is_none() {
            return None;
        }
        let (path, end) = self.path(at);
        if let [name] = path.as_slice()
            && !self.is(end, "(")
        {
            let variable = self.variables.iter().rev().find(|variable| variable.name == *name)?;
            let held = variable.path.clone()?;
            // A field or an argument of the same name begins with its name.
            return if self.is(end, ":") { None } else { Some(self.follow(end, held)) };
        }
        if !self.is(end, "(") {
            return None;
        }
        if let Some(needed) = self.by_type(&path) {
            self.found.requests.push(needed);
            return Some((end, End::Done));
        }
        let held = self.beginning(at, end, &path)?;
        let behind = self.behind(end);
        self.scan(end + 1, behind.saturating_sub(1), "");
        Some(self.follow(behind, held))
    }

    /// The path that a function makes.
    fn beginning(&mut self, at: usize, end: usize, path: &[&str]) -> Option<Held<'c, 'v>> {
        let mut found: Vec<Held<'c, 'v>> = Vec::new();
        for full in self.uses.full(path) {
            let names: Vec<_> = full.iter().map(String::as_str).collect();
            let calls: &'c [Calls<'v>] = self.calls;
            for calls in calls.iter().filter(|calls| is_of_version(calls, self.calls, &names)) {
                let reached = match names.as_slice() {
                    [.., "paths", function] => calls.root(function),
                    [.., "paths", ty, function] => calls.below_singleton(ty, function),
                    _ => None,
                };
                found.extend(reached.map(|reached| (calls, reached)));
            }
        }
        if found.len() > 1 {
            self.unclear(at, end, "several versions have this path, and no import names one");
            return None;
        }
        found.pop()
    }

    /// The request that the constructor of a request type makes.
    fn by_type(&self, path: &[&str]) -> Option<Needed> {
        let [.., ty, function] = path else { return None };
        if !function.starts_with("new") {
            return None;
        }
        let known = self.uses.full(path);
        self.calls.iter().find_map(|calls| {
            let is_its = known.iter().any(|full| full.iter().any(|name| name == calls.module()));
            let (method, template, facts) = calls.by_type(ty).filter(|_| is_its)?;
            Some(Needed::new(calls.version(), method, template, Some(facts)))
        })
    }

    /// Follows methods from a path.
    fn follow(&mut self, start: usize, held: Held<'c, 'v>) -> (usize, End<'c, 'v>) {
        let (calls, mut reached) = held;
        let mut at = start;
        loop {
            let method = self.name(at + 1).filter(|_| self.is(at, ".") && self.is(at + 2, "("));
            let Some(method) = method else { return (at, End::Path((calls, reached))) };
            let end = self.behind(at + 2);
            let next = match method {
                "property" => calls.property(&reached, &self.path(at + 3).0).map(Next::Path),
                _ => calls.next(&reached, method),
            };
            match next {
                Some(Next::Path(next)) => {
                    self.scan(at + 3, end.saturating_sub(1), method);
                    reached = next;
                }
                Some(Next::Request(sent)) => {
                    let is_change = self.is(end, ".") && self.name(end + 1) == Some("as_changes");
                    let http = if is_change && sent.is_content() { "PATCH" } else { sent.method };
                    let scoped = calls.scopes_of(&sent, http);
                    let needed = Needed::with_scopes(calls.version(), http, &sent.path(), scoped);
                    self.found.requests.push(needed);
                    self.scan(at + 3, end.saturating_sub(1), method);
                    return (end, End::Done);
                }
                None if ["clone", "to_owned"].contains(&method) => {}
                None if HARMLESS.contains(&method) => return (end, End::Done),
                None => {
                    self.unclear(at + 1, at + 2, "the path has no step, property or request of this name");
                    return (end, End::Done);
                }
            }
            at = end;
        }
    }

    /// A method of an unknown value. If it may be a chain of typed paths, reports the chain as unclear:
    /// `self.user.messages().list()`.
    fn unknown(&mut self, at: usize) -> usize {
        let Some(step) = self.name(at + 1).filter(|_| self.is(at + 2, "(")) else { return at + 1 };
        let end = self.behind(at + 2);
        let method = self.name(end + 1).filter(|_| self.is(end, ".") && self.is(end + 2, "("));
        if let Some(method) = method
            && self.calls.iter().any(|calls| calls.may_be_chain(step, method))
        {
            self.unclear(at + 1, end + 2, "the path before this is not known here");
        }
        self.scan(at + 3, end.saturating_sub(1), step);
        end
    }

    fn unclear(&mut self, first: usize, behind: usize, reason: &str) {
        let Some(start) = self.token(first).map(|token| token.start) else { return };
        let last = self.token(behind.saturating_sub(1).max(first));
        let end = last.map_or(start, |token| token.start + token.text.len());
        self.found.unclear.push(Unclear { place: start..end.max(start), reason: reason.to_owned() });
    }
}

/// The reason why a path that leaves its function is unclear.
const ESCAPES: &str = "this path leaves the function, or is kept in more than a variable";

/// Returns true unless the names are those of another version.
fn is_of_version(calls: &Calls<'_>, all: &[Calls<'_>], names: &[&str]) -> bool {
    names.contains(&calls.module()) || !all.iter().any(|other| names.contains(&other.module()))
}
