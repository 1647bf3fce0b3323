//! The walk along typed paths: by steps, by operations, by names between colons.

use super::expression::{Expression, Value};
use super::facts::called;
use super::segments::{Segment, bare};
use super::ways::{Keys, Way, ways};
use super::{Calls, End, Found, METHODS, NoCall, Position};
use graph_models_codegen::rust::names::BY_PATH;
use graph_models_codegen::rust::{Address, Call, Home, PathType, RequestInput, Response, Step, Target};

/// The place where a walk ended without a call.
pub(super) struct Stop {
    /// The number of segments that were not consumed.
    left: usize,
    pub(super) reason: NoCall,
}

/// The stop with fewer segments left; the first one if both have as many.
pub(super) fn farther(one: Stop, other: Stop) -> Stop {
    if other.left < one.left { other } else { one }
}

/// The keys of a step as arguments.
fn keys(step: &Step, texts: Vec<String>) -> Vec<Value<'_>> {
    let names = step.keys.iter().map(String::as_str).chain(std::iter::repeat("id"));
    texts.into_iter().zip(names).map(|(text, name)| Value::Key { name, text }).collect()
}

impl<'v> Calls<'v> {
    /// Continues the walk, and tries names before keys. A word is read as a key last of all, since it may also be the
    /// name of an operation. The request ends the walk where no segment is left.
    pub(super) fn walk(
        &self,
        position: &Position<'v>,
        method: &str,
        rest: &[Segment],
        keys: Keys,
    ) -> Result<Found<'v>, Stop> {
        if let Some(call) = self.last(position, method, rest) {
            return Ok(call);
        }
        let mut stop = Stop { left: rest.len(), reason: self.reason(position, method, rest) };
        let Some(path) = position.at else { return Err(stop) };
        let mut ways = ways(path.steps.iter(), rest, keys);
        // The path before this position already has a step that reads this segment as a key.
        ways.retain(|way| !(position.is_keyed && is_item(way.step)));
        let (by_word, by_name): (Vec<_>, Vec<_>) = ways.into_iter().partition(|way| way.taken.has_word);
        for way in by_name {
            match self.follow(position, way, method, keys) {
                Ok(call) => return Ok(call),
                Err(found) => stop = farther(stop, found),
            }
        }
        // If the request has no values, the overload without parameters comes first.
        let mut calls: Vec<_> = path.calls.iter().collect();
        calls.sort_by_key(
            |call| matches!(&call.input, RequestInput::Path(arguments) if !arguments.is_empty()),
        );
        for call in calls {
            match self.through(position, call, method, rest, keys) {
                Some(Ok(call)) => return Ok(call),
                Some(Err(found)) => stop = farther(stop, found),
                None => {}
            }
        }
        if let Some((at, rest)) = self.by_names(position, rest) {
            match self.walk(&at, method, rest, keys) {
                Ok(call) => return Ok(call),
                Err(found) => stop = farther(stop, found),
            }
        }
        for way in by_word {
            match self.follow(position, way, method, keys) {
                Ok(call) => return Ok(call),
                Err(found) => stop = farther(stop, found),
            }
        }
        Err(stop)
    }

    /// Continues the walk behind a step.
    pub(super) fn follow(
        &self,
        position: &Position<'v>,
        way: Way<'v, '_>,
        method: &str,
        keys: Keys,
    ) -> Result<Found<'v>, Stop> {
        let step = way.step;
        let mut next = self.enter(position, &step.target);
        let own = position.way.and_then(|way| way.item.as_deref());
        if is_item(step) && own.is_some() {
            next.way = own;
            next.is_owned = is_owned(position.is_owned, own.map_or(Home::Same, |item| item.home));
        }
        next.expression = position.expression.then(step.ident.as_str(), self::keys(step, way.taken.values));
        next.template.push_str(&step.template);
        next.gates.push(&step.gate);
        next.is_keyed = way.is_keyed;
        let items = position.at.and_then(|path| items_beside(step, path));
        next.items = items.map(|items| format!("{}{}", position.template, items.template));
        self.walk(&next, method, way.taken.rest, keys)
    }

    /// The position behind an address by names, and the segments that remain.
    fn by_names<'s>(
        &self,
        position: &Position<'v>,
        rest: &'s [Segment],
    ) -> Option<(Position<'v>, &'s [Segment])> {
        let (address, gate) = position.at?.address.as_ref()?;
        let (values, rest) = names(address, rest)?;
        let (Address::Names(target) | Address::Host(target)) = address;
        let mut at = self.enter(position, target);
        at.expression = position.expression.then(BY_PATH, values);
        at.gates.push(gate);
        // The catalog knows the same entity by its key.
        match (address, &position.items) {
            (Address::Host(_), _) => at.template.push_str("/{id}"),
            (Address::Names(_), Some(items)) => at.template.clone_from(items),
            (Address::Names(_), None) => {}
        }
        Some((at, rest))
    }

    fn enter(&self, position: &Position<'v>, target: &'v Target) -> Position<'v> {
        let at = self.target(target);
        Position {
            at,
            is_owned: is_owned(position.is_owned, target.home),
            way: Some(target),
            expression: Expression::default(),
            template: position.template.clone(),
            gates: position.gates.clone(),
            types: position.types.iter().copied().chain(at.map(|path| path.csdl.as_str())).collect(),
            is_keyed: false,
            items: None,
        }
    }

    /// Walks through an operation: the last segment, or an earlier one if the function is composable.
    fn through(
        &self,
        position: &Position<'v>,
        call: &'v Call,
        method: &str,
        rest: &[Segment],
        keys: Keys,
    ) -> Option<Result<Found<'v>, Stop>> {
        let request = self.request(&call.request)?;
        let (segment, rest) = rest.split_first()?;
        let name = segment.name()?;
        let own = request.segment.trim_start_matches('/');
        if !is_called(own, name) {
            return None;
        }
        let (values, rest) = match rest.split_first() {
            Some((Segment::Values(values), rest)) => (values.as_slice(), rest),
            _ => (&[][..], rest),
        };
        let expression = position.expression.then(call.ident.as_str(), values_of(&call.input, values)?);
        let Some(result) = &call.result else {
            let is_value = matches!(rest, [Segment::Name(name)] if name == "$value");
            let is_end = rest.is_empty() || (is_value && matches!(request.response, Response::Media));
            if is_end && request.info.method != method {
                let (method, others) = (method.to_owned(), vec![request.info.method]);
                let reason = NoCall::NoRequest { method, path: self.shown(&expression), others };
                return Some(Err(Stop { left: 0, reason }));
            }
            return is_end.then(|| Ok(Found::new(position, expression, End::Call(request), &call.gate)));
        };
        let mut next = Position { expression, ..self.enter(position, result) };
        next.gates.push(&call.gate);
        next.template.push_str(called(request));
        Some(self.walk(&next, method, rest, keys))
    }

    fn reason(&self, position: &Position<'v>, method: &str, rest: &[Segment]) -> NoCall {
        let path = self.shown(&position.expression);
        let Some(segment) = rest.first() else {
            let is_there = |other: &&str| *other != method && self.last(position, other, rest).is_some();
            return NoCall::NoRequest {
                method: method.to_owned(),
                path,
                others: METHODS.into_iter().filter(is_there).collect(),
            };
        };
        NoCall::NoWay {
            segment: segment.text(),
            before: path,
            ty: position.at.map(|path| path.csdl.clone()).unwrap_or_default(),
            nearest: self.nearest_way(position, &segment.text()),
        }
    }
}

/// Compares the segment of an operation with a name as written. The reference leaves out the namespace of an operation,
/// also of one that is not in `microsoft.graph` itself.
pub(super) fn is_called(own: &str, written: &str) -> bool {
    let own = bare(own);
    let simple = own.rsplit('.').next().unwrap_or(own);
    own.eq_ignore_ascii_case(bare(written)) || simple.eq_ignore_ascii_case(written)
}

/// Returns true for the step from a collection to one of its items.
fn is_item(step: &Step) -> bool {
    step.template.starts_with("/{")
}

/// The step to the items of a drive, beside a step that leads to a single item such as the root.
pub(super) fn items_beside<'v>(step: &Step, path: &'v PathType) -> Option<&'v Step> {
    path.steps.iter().find(|it| it.template.starts_with("/items/{") && it.target.path == step.target.path)
}

/// Returns true if the entities behind a step belong to the path. `before` says so of the path before the step.
pub(crate) fn is_owned(before: bool, home: Home) -> bool {
    match home {
        Home::There => true,
        Home::Same => before,
        Home::Elsewhere => false,
    }
}

/// The arguments of an operation. `None` if no parameter takes a given value, or if a required value is missing.
fn values_of<'v>(input: &'v RequestInput, values: &[(String, String)]) -> Option<Vec<Value<'v>>> {
    match input {
        RequestInput::None => values.is_empty().then(Vec::new),
        RequestInput::Body(parameters) => {
            values.is_empty().then(|| parameters.required().map(|_| Value::Open).collect())
        }
        RequestInput::Path(arguments) => {
            let mut texts = Vec::new();
            let mut found = 0;
            // Reference pages omit the values of a function if they only name it.
            let is_bare = values.is_empty();
            for argument in arguments {
                let value = values.iter().find(|(name, _)| name.eq_ignore_ascii_case(&argument.field.wire));
                found += usize::from(value.is_some());
                if value.is_none() && !argument.is_optional && !is_bare {
                    return None;
                }
                texts.push(Value::Argument { argument, text: value.map(|(_, value)| value.clone()) });
            }
            (found == values.len()).then_some(texts)
        }
    }
}

/// The values of an address by names, and the segments that remain behind it.
fn names<'v, 's>(address: &Address, rest: &'s [Segment]) -> Option<(Vec<Value<'v>>, &'s [Segment])> {
    let key = |name, text| Value::Key { name, text };
    match (address, rest) {
        (Address::Names(_), [Segment::Between(path), rest @ ..]) => {
            Some((vec![key("path", path.clone())], rest))
        }
        (Address::Host(_), [Segment::Name(host), Segment::Between(path), rest @ ..]) => {
            Some((vec![key("host", host.clone()), key("path", format!("/{path}"))], rest))
        }
        _ => None,
    }
}
