//! Query options that the service requires: the overlay names them at navigation properties, and requests on a
//! resource by such a property need them.

use super::context::Context;
use super::unknown::unknown;
use crate::input::{Overlay, Requirement};
use crate::rust::Info;
use csdl::diagnostic::Diagnostics;
use csdl::model::{Model, Property, TypeId};

/// The options that reading the value of a property requires.
pub(super) fn of_property(owner: TypeId, property: &Property, context: &Context<'_>) -> Vec<String> {
    of_request(None, owner, property, context)
}

/// The options that a request on the value of a property requires, or those of all requests that read it.
fn of_request(
    request: Option<&str>,
    owner: TypeId,
    property: &Property,
    context: &Context<'_>,
) -> Vec<String> {
    let is_it = |entry: &&Requirement| {
        let is_meant = match request {
            None => entry.requests.is_empty(),
            Some(request) => entry.requests.iter().any(|it| it.value == request),
        };
        let parts =
            entry.target.value.rsplit_once('/').filter(|(_, name)| is_meant && *name == property.name);
        parts.is_some_and(|(ty, _)| context.model.ty(owner).name().to_string() == ty)
    };
    let entry = context.overlay.requirements.iter().find(is_it);
    entry.map(|it| it.options.iter().map(|option| option.value.clone()).collect()).unwrap_or_default()
}

/// Adds the options that a request requires because of its path.
pub(super) fn add(info: &mut Info, context: &Context<'_>) {
    // Few paths have the name of such a property, and only these are followed.
    let is_named =
        |target: &str| target.rsplit_once('/').is_some_and(|(_, name)| info.template.contains(name));
    if !context.overlay.requirements.iter().any(|it| is_named(&it.target.value)) {
        return;
    }
    let Some(end) = End::new(&info.template, context.model) else { return };
    let request = (info.method != "GET").then_some(info.name.as_str());
    if request.is_some() || !end.is_item {
        info.facts.required_options = of_request(request, end.owner, end.property, context);
    }
}

/// The last property in the path of a request.
struct End<'m> {
    owner: TypeId,
    property: &'m Property,
    /// True if a key follows.
    is_item: bool,
}

impl<'m> End<'m> {
    /// Follows the path of a request. It may end in `$count` or in an operation, which have no property.
    fn new(template: &str, model: &'m Model) -> Option<Self> {
        let mut segments = template.split('/').skip(1).peekable();
        let root = segments.next()?;
        let mut ty = model.roots.iter().find(|it| it.name == bare(root))?.ty;
        let mut end: Option<Self> = None;
        while let Some(segment) = segments.next() {
            let name = bare(segment);
            if let Some(derived) = model.find(name) {
                ty = derived;
            } else if !name.is_empty() {
                let mut properties = model.effective_properties(ty).into_iter();
                let Some((owner, property)) = properties.find(|(_, it)| it.name == name) else {
                    // Paths go on from the results of functions.
                    return end.filter(|_| segments.peek().is_none());
                };
                ty = property.ty.target.declared()?;
                end = Some(Self { owner, property, is_item: false });
            }
            if let Some(end) = end.as_mut().filter(|_| name != segment) {
                end.is_item = true;
            }
        }
        end
    }
}

/// A segment without a key.
fn bare(segment: &str) -> &str {
    segment.split(['(', '{']).next().unwrap_or_default()
}

/// Checks that each entry of the overlay is about a navigation property of one of the models.
pub(super) fn check(models: &[&Model], overlay: &Overlay, diagnostics: &mut Diagnostics) {
    for entry in &overlay.requirements {
        let target = &entry.target;
        let has_it = |model: &&Model| {
            let Some((owner, name)) = target.value.rsplit_once('/') else { return false };
            let ty = model.find(owner).and_then(|id| model.structured(id));
            ty.is_some_and(|ty| ty.properties.iter().any(|it| it.name == name && it.is_navigation()))
        };
        if !models.iter().any(has_it) {
            let known: Vec<_> = models.iter().flat_map(|model| navigation_properties(model)).collect();
            diagnostics.push(unknown(target, "navigation property", known.iter()));
        }
    }
}

fn navigation_properties(model: &Model) -> Vec<String> {
    let types = model.types().filter_map(|(id, _)| model.structured(id));
    let properties = types.flat_map(|ty| ty.properties.iter().map(move |property| (ty, property)));
    let navigation = properties.filter(|(_, property)| property.is_navigation());
    navigation.map(|(ty, property)| format!("{}/{}", ty.name, property.name)).collect()
}
