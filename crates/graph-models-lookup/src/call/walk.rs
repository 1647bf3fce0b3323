//! The walk along typed paths: by steps, by operations, by names between colons.

use super::expression::{Expression, Value};
use super::segments::{self, Keys, Segment, bare};
use super::{Calls, End, Found, METHODS, NoCall, Position, nearest};
use graph_models_codegen::rust::{Address, Call, Home, RequestInput, Response, Step, Target};

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
pub(super) fn keys(step: &Step, texts: Vec<String>) -> Vec<Value<'_>> {
    let names = step.keys.iter().map(String::as_str).chain(std::iter::repeat("id"));
    texts.into_iter().zip(names).map(|(text, name)| Value::Key { name, text }).collect()
}

impl<'v> Calls<'v> {
    /// Continues the walk, and tries names before keys. The request ends the walk where no segment is left.
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
        let steps =
            path.steps.iter().filter_map(|step| Some((step, segments::take(&step.template, rest, keys)?)));
        let mut steps: Vec<_> = steps.collect();
        // A segment is never read as a key if a step has its name.
        steps.sort_by_key(|(_, (values, rest))| (rest.len(), !values.is_empty()));
        for (step, (values, rest)) in steps {
            let mut next = self.enter(position, &step.target);
            let own = position.way.and_then(|way| way.item.as_deref());
            if step.template.starts_with("/{") && own.is_some() {
                next.way = own;
                next.is_owned = is_owned(position, own.map_or(Home::Same, |item| item.home));
            }
            next.expression = position.expression.then(step.ident.as_str(), self::keys(step, values));
            next.template.push_str(&step.template);
            next.gates.push(&step.gate);
            match self.walk(&next, method, rest, keys) {
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
        let by_names = path.address.as_ref().and_then(|way| Some((way, names(&way.0, rest)?)));
        if let Some(((address, gate), (next, rest))) = by_names {
            let (Address::Names(target) | Address::Host(target)) = address;
            let mut at = self.enter(position, target);
            at.expression = position.expression.then("by_path", next);
            at.gates.push(gate);
            match self.walk(&at, method, rest, keys) {
                Ok(call) => return Ok(call),
                Err(found) => stop = farther(stop, found),
            }
        }
        Err(stop)
    }

    fn enter(&self, position: &Position<'v>, target: &'v Target) -> Position<'v> {
        Position {
            at: self.target(target),
            is_owned: is_owned(position, target.home),
            way: Some(target),
            expression: Expression::default(),
            template: position.template.clone(),
            gates: position.gates.clone(),
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
        let (Segment::Name(name), rest) = rest.split_first()? else {
            return None;
        };
        let own = request.segment.trim_start_matches('/');
        if !is_called(own, name) {
            return None;
        }
        let (values, rest) = match rest.split_first() {
            Some((Segment::Values(values), rest)) => (values.as_slice(), rest),
            _ => (&[][..], rest),
        };
        let expression = position.expression.then(call.ident.as_str(), values_of(&call.input, values)?);
        let gates: Vec<_> = position.gates.iter().copied().chain([&call.gate]).collect();
        let Some(result) = &call.result else {
            let is_value = matches!(rest, [Segment::Name(name)] if name == "$value");
            let is_end = rest.is_empty() || (is_value && matches!(request.response, Response::Media));
            if is_end && request.info.method != method {
                let (method, others) = (method.to_owned(), vec![request.info.method]);
                let reason = NoCall::NoRequest { method, path: expression.to_string(), others };
                return Some(Err(Stop { left: 0, reason }));
            }
            return is_end.then(|| {
                Ok(Found { expression, end: End::Call(request), gates, template: position.template.clone() })
            });
        };
        let next = Position {
            at: self.target(result),
            is_owned: is_owned(position, result.home),
            way: Some(result),
            expression,
            template: position.template.clone(),
            gates,
        };
        Some(self.walk(&next, method, rest, keys))
    }

    fn reason(&self, position: &Position<'v>, method: &str, rest: &[Segment]) -> NoCall {
        let path = position.expression.to_string();
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
            nearest: nearest(&segment.text(), position.at.iter().flat_map(|path| &path.steps)),
        }
    }
}

/// Compares the segment of an operation with a name as written. The reference leaves out the namespace of an operation,
/// also of one that is not in `microsoft.graph` itself.
fn is_called(own: &str, written: &str) -> bool {
    let own = bare(own);
    let simple = own.rsplit('.').next().unwrap_or(own);
    own.eq_ignore_ascii_case(bare(written)) || simple.eq_ignore_ascii_case(written)
}

fn is_owned(position: &Position<'_>, home: Home) -> bool {
    match home {
        Home::There => true,
        Home::Same => position.is_owned,
        Home::Elsewhere => false,
    }
}

/// The arguments of an operation. `None` if no parameter takes a given value, or if a required value is missing.
fn values_of<'v>(input: &'v RequestInput, values: &[(String, String)]) -> Option<Vec<Value<'v>>> {
    match input {
        RequestInput::None => values.is_empty().then(Vec::new),
        RequestInput::Body(parameters) => {
            let required = parameters.is_required.iter().filter(|&&is_required| is_required).count();
            values.is_empty().then(|| vec![Value::Open; required])
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
