//! Finds the paths that permissions name in the model. People use these URLs, whether or not they are the shortest
//! ones.

mod complete;

use std::collections::BTreeMap;

use super::capabilities::{self, Allowed};
use super::context::Context;
use super::reference::{self, Origin};
use super::template::Keys;
use super::{catalog, facts, requests};
use crate::input::simple;
use crate::rust::{Info, KeyField, Listed, MediaRequest, Request, TypePath};
use csdl::model::{Model, Operation, QualifiedName, TypeId};

pub(super) use complete::complete;

/// A request on a path that permissions name.
pub(super) struct Permitted {
    info: Info,
    /// The place of an action or function.
    place: Option<Place>,
}

/// The place where an action or function is called.
struct Place {
    /// The Rust type of the request.
    request: TypePath,
    /// The path as the permissions name it.
    path: String,
    /// The template before the segment of the action or function.
    bound_to: String,
    /// The keys in the template.
    keys: Vec<KeyField>,
    /// The type at the end of the template.
    target: TypeId,
    /// True after a navigation property that is not contained.
    is_elsewhere: bool,
}

/// The requests in the permissions that the slices have, with their paths in the model.
pub(super) fn find(requests: &BTreeMap<usize, Request>, context: &Context<'_>) -> Vec<Permitted> {
    let walk = Walk::new(requests, context);
    let all = context.permissions.iter();
    all.filter_map(|(method, path, _)| walk.request(method, path, Keys::default())).collect()
}

/// The rows of the requests in the catalog.
pub(super) fn rows(permitted: Vec<Permitted>) -> impl Iterator<Item = Listed> {
    permitted.into_iter().map(|Permitted { info, place }| match place {
        Some(place) => Listed::Call { path: place.request, info },
        None => Listed::Resource(info),
    })
}

/// A position on the walk along a path.
#[derive(Clone)]
struct At {
    template: String,
    target: TypeId,
    is_collection: bool,
    /// True after a navigation property that is not contained.
    is_elsewhere: bool,
    allowed: Allowed,
    collection: String,
    /// The type that declares `collection` as a property. `None` if `collection` names an entity set, a singleton or
    /// a function.
    parent: Option<TypeId>,
    /// True for the result of a function.
    is_called: bool,
}

impl At {
    fn origin(&self) -> Origin<'_> {
        match self.parent {
            _ if self.is_called => Origin::Result,
            Some(parent) => Origin::Property(parent, &self.collection),
            None => Origin::Root(&self.collection),
        }
    }
}

struct Walk<'a> {
    context: &'a Context<'a>,
    requests: &'a BTreeMap<usize, Request>,
    /// Positions of operations by binding type, true for a collection of it, and name in lower case.
    operations: BTreeMap<(TypeId, bool, String), usize>,
}

impl<'a> Walk<'a> {
    fn new(requests: &'a BTreeMap<usize, Request>, context: &'a Context<'a>) -> Self {
        let mut operations = BTreeMap::new();
        for &index in requests.keys() {
            let Some(operation) = context.model.operations.get(index) else { continue };
            if let Some((id, is_collection)) = operation.bound_to() {
                let name = simple(&operation.name.to_string());
                // Permissions do not distinguish overloads, so the first one stands for all.
                operations.entry((id, is_collection, name)).or_insert(index);
            }
        }
        Self { context, requests, operations }
    }

    fn model(&self) -> &'a Model {
        self.context.model
    }

    /// The request of a method on a normalized path.
    fn request(&self, method: &str, path: &str, mut keys: Keys) -> Option<Permitted> {
        let mut segments = path.split('/').skip(1).peekable();
        let mut at = self.root(segments.next()?)?;
        while let Some(segment) = segments.next() {
            if segments.peek().is_none()
                && let Some((info, request)) = self.last(method, segment, &at)
            {
                let place = request.map(|request| Place {
                    request: request.path.clone(),
                    path: path.to_owned(),
                    bound_to: at.template,
                    keys: keys.fields,
                    target: at.target,
                    is_elsewhere: at.is_elsewhere,
                });
                return Some(Permitted { info, place });
            }
            at = self.next(segment, &at, &mut keys)?;
        }
        let (name, method) = match (method, at.is_collection) {
            ("GET", true) => ("list", "GET"),
            ("POST", _) => ("create", "POST"),
            ("GET", false) => ("get", "GET"),
            ("PATCH", false) => ("update", "PATCH"),
            ("PUT", false) => ("replace", "PUT"),
            ("DELETE", false) => ("delete", "DELETE"),
            _ => return None,
        };
        let is_there = self.context.types.contains(&at.target) && at.allowed.contains(name);
        is_there.then(|| Permitted { info: self.info(name, method, at.template.clone(), &at), place: None })
    }

    fn root(&self, name: &str) -> Option<At> {
        let root = self.model().roots.iter().find(|root| root.name.eq_ignore_ascii_case(name))?;
        Some(At {
            template: format!("/{}", root.name),
            target: root.ty,
            is_collection: root.is_collection,
            is_elsewhere: false,
            allowed: capabilities::of_root(root, self.context),
            collection: root.name.clone(),
            parent: None,
            is_called: false,
        })
    }

    fn next(&self, segment: &str, at: &At, keys: &mut Keys) -> Option<At> {
        if segment == "{id}" {
            let properties = self.model().effective_key(at.target);
            let is_item = at.is_collection && !properties.is_empty();
            let key = is_item.then(|| keys.segment(&at.collection, at.target, properties, self.model()))?;
            let mut item =
                At { template: format!("{}{key}", at.template), is_collection: false, ..at.clone() };
            item.allowed.remove("create");
            return Some(item);
        }
        let derived = self.model().descendants(at.target).into_iter();
        let last = segment.rsplit('.').next().unwrap_or_default();
        // Normalizing a name takes time, and few names end like the segment. Only these names are normalized.
        let is_meant = |name: &QualifiedName| {
            name.name.eq_ignore_ascii_case(last) && simple(&name.to_string()) == segment
        };
        let cast = derived.map(|id| (id, self.model().ty(id).name())).find(|(_, name)| is_meant(name));
        if let Some((target, name)) = cast {
            return Some(At { template: format!("{}/{name}", at.template), target, ..at.clone() });
        }
        if let Some(result) = self.called(segment, at, keys) {
            return Some(result);
        }
        if at.is_collection {
            return None;
        }
        let properties = self.model().effective_properties(at.target);
        let found = properties.into_iter().find(|(_, property)| property.name.eq_ignore_ascii_case(segment));
        let (owner, property) = found?;
        let target = property.ty.target.declared()?;
        let allowed = capabilities::of_step(owner, property, at.is_elsewhere, self.context);
        allowed.contains("path").then(|| At {
            template: format!("{}/{}", at.template, property.name),
            target,
            is_collection: property.ty.is_collection,
            is_elsewhere: at.is_elsewhere || !capabilities::is_contained(property),
            allowed,
            collection: property.name.clone(),
            parent: Some(at.target),
            is_called: false,
        })
    }

    /// The operation of that name that can be called at the position.
    fn operation(&self, name: &str, at: &At) -> Option<(usize, &'a Operation)> {
        let mut bases = self.model().lineage(at.target).map(|(id, _)| id);
        let index = bases.find_map(|id| self.operations.get(&(id, at.is_collection, name.to_owned())))?;
        Some((*index, self.model().operations.get(*index)?))
    }

    /// The result of a composable function.
    fn called(&self, segment: &str, at: &At, keys: &mut Keys) -> Option<At> {
        let (index, operation) = self.operation(segment, at)?;
        let returned = operation.return_type.as_ref().filter(|_| operation.is_composable)?;
        let target = returned.ty.target.declared()?;
        let is_collection = returned.ty.is_collection;
        Some(At {
            template: format!("{}{}", at.template, keys.call(index, self.model())),
            target,
            is_collection,
            is_elsewhere: at.is_elsewhere,
            allowed: capabilities::of_result(operation, self.context),
            collection: operation.name.name.clone(),
            parent: None,
            is_called: true,
        })
    }

    /// The request at a segment that can only end a path: `$count`, a stream, or an action or function, which has a
    /// request of its own.
    fn last(&self, method: &str, segment: &str, at: &At) -> Option<(Info, Option<&'a Request>)> {
        if segment == "$count" && at.is_collection && method == "GET" && at.allowed.contains("count") {
            let template = format!("{}/$count", at.template);
            return Some((self.info("count", "GET", template, at), None));
        }
        if let Some((segment, is_deletable)) = self.stream(segment, at) {
            let request = MediaRequest::of_method(method).filter(|it| is_deletable || !it.deletes())?;
            let template = format!("{}/{segment}", at.template);
            return Some((self.info(request.name(), request.method(), template, at), None));
        }
        let (index, operation) = self.operation(segment, at)?;
        let request = self.requests.get(&index)?;
        let expected = requests::method(operation.kind);
        let suffix = request.info.template.strip_prefix(&request.bound_to)?;
        let template = format!("{}{suffix}", at.template);
        let facts = facts::of_operation(operation, expected, &template, self.context);
        (method == expected).then(|| {
            let mut info = Info { template, facts, ..request.info.clone() };
            reference::complete(&mut info, || self.context.reference.of_operation(operation));
            (info, Some(request))
        })
    }

    /// The segment of a stream: `$value` for the content of a media entity, or the name of a property. The flag is true
    /// for a media entity, since its content can be deleted.
    fn stream(&self, segment: &str, at: &At) -> Option<(&'a str, bool)> {
        if at.is_collection || !self.context.types.contains(&at.target) {
            return None;
        }
        if segment == "$value" {
            let is_media = at.allowed.contains("media");
            return is_media.then(|| ("$value", capabilities::has_stream(at.target, self.model())));
        }
        let properties = self.model().effective_properties(at.target).into_iter();
        let mut streams = properties.filter(|(_, property)| capabilities::is_stream(property));
        let found = streams.find(|(_, property)| property.name.eq_ignore_ascii_case(segment));
        found.map(|(_, property)| (property.name.as_str(), false))
    }

    fn info(&self, name: &str, method: &'static str, template: String, at: &At) -> Info {
        let resource = (at.target, at.is_collection);
        catalog::info(name, method, template, resource, at.origin(), self.context)
    }
}
