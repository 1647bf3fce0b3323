//! The public API of the crate that is generated from a model, by declaration: the names of all items, and everything
//! else that programs can observe.
//!
//! Items and their signatures contain the CSDL names of types, so that a new identifier of one type changes only one
//! item.

mod equal;
mod index;
mod listing;
mod names;
mod paths;
pub(crate) mod verdict;

use std::collections::{BTreeMap, BTreeSet};

use crate::input::Side;
use csdl::diagnostic::Diagnostics;
use csdl::model::Model;
use csdl::source::{Place, Placed};
use equal::Equal;
use graph_models_codegen::input::{self, Overlay, Reference};
use graph_models_codegen::rust::Version;
use graph_models_codegen::select::{Slice, resolve};
use graph_models_codegen::{decide_model, graph};

/// An item of the crate: its role, and the declaration from which it is generated.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Item {
    /// The role, for people: `type`, `struct of the base`, `field`.
    role: &'static str,
    /// The declaration, unique in the role.
    path: String,
}

/// The name of an item, and the declarations whose findings can explain a change of the item.
#[derive(Debug, Clone)]
struct Named {
    /// The module, type or typed path in which the identifier is unique.
    scope: String,
    ident: String,
    /// Paths of declarations. A path that begins with a slash is a property of any type.
    subjects: Vec<String>,
}

/// The public API of the crate of one model.
#[derive(Debug, Default)]
pub(crate) struct Api {
    items: BTreeMap<Item, Named>,
    /// Items by scope and identifier.
    owners: BTreeMap<(String, String), Item>,
    /// The signatures of items.
    signatures: BTreeMap<Item, BTreeSet<String>>,
}

/// The APIs of the crates of both sides, without the parts that are equal. The crates contain the slices, or
/// everything if there are no slices. `None` if no crate can be made of one side.
pub(crate) fn of_both(
    old: &Side<'_>,
    new: &Side<'_>,
    overlays: Option<(&Overlay, &Overlay)>,
) -> Option<(Api, Api)> {
    let none = Overlay::default();
    let (before, after) = overlays.unwrap_or((&none, &none));
    let (old, new) = std::thread::scope(|threads| {
        let before = threads.spawn(|| version(old, before));
        let after = version(new, after);
        (before.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), after)
    });
    let (old, new) = (old?, new?);
    let equal = Equal::new(&old, &new);
    Some((listing::list(&old, &equal), listing::list(&new, &equal)))
}

/// The decided Rust of one side.
fn version(side: &Side<'_>, overlay: &Overlay) -> Option<Version> {
    match side.scope {
        Some(scope) => decide_model(side.model, VERSION, scope.slices(), overlay),
        None => decide_model(side.model, VERSION, &everything(side.model), overlay),
    }
}

/// Any version, since no name depends on it.
const VERSION: &str = "v1.0";

impl Api {
    /// Adds an item. The case of declaration names makes no difference, since two cases may give the same identifier.
    fn add(&mut self, role: &'static str, path: &str, named: Named, signatures: Vec<String>) {
        let item = Item { role, path: path.to_lowercase() };
        let named = Named { scope: named.scope.to_lowercase(), ..named };
        let signatures = signatures.into_iter().map(|signature| signature.to_lowercase());
        self.owners.insert((named.scope.clone(), named.ident.clone()), item.clone());
        self.signatures.entry(item.clone()).or_default().extend(signatures);
        self.items.insert(item, named);
    }
}

/// A slice of all declarations.
fn everything(model: &Model) -> Vec<Slice> {
    let config = input::Slice {
        name: "all".to_owned(),
        version: Placed { value: VERSION.to_owned(), place: Place::NOWHERE },
        metadata: Vec::new(),
        description: graph::ROOT_NAMESPACE.to_owned(),
        roots: Vec::new(),
        types: Vec::new(),
        operations: Vec::new(),
        names: Vec::new(),
        exclude: Vec::new(),
        is_all: true,
        has_documents: false,
        reference: Reference::Unknown,
        place: Place::NOWHERE,
    };
    resolve([&config], model, &mut Diagnostics::default())
}
