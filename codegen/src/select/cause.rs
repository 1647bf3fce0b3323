//! The reasons for the content of a slice.

use std::collections::{BTreeMap, BTreeSet};

use csdl::model::{Model, TypeId};

/// The cause of a type or an operation in a slice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// A path of `roots`.
    Root(String),
    /// An entry of `types` or `operations`.
    Named,
    /// `all = true`.
    All,
    /// A property of a type, by its name.
    Property(TypeId, String),
    /// A base: a value of the derived type may appear wherever the base is expected.
    Derived(TypeId),
    /// The type that an operation is bound to.
    Bound(TypeId),
    /// An operation that takes or returns the type, by its position in [`Model::operations`].
    Operation(usize),
}

/// The nearest cause of each declaration.
#[derive(Debug, Clone, Default)]
pub struct Causes {
    /// The causes of types.
    pub types: BTreeMap<TypeId, Cause>,
    /// The causes of operations, by their positions in [`Model::operations`].
    pub operations: BTreeMap<usize, Cause>,
}

/// A declaration in a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Link {
    /// A type.
    Type(TypeId),
    /// An operation, by its position in [`Model::operations`].
    Operation(usize),
}

impl Causes {
    /// The chain that leads to a declaration, one line for each link: from the entry in `slices.toml` down to the
    /// declaration. `None` if the slice does not contain it.
    pub fn chain(&self, link: Link, model: &Model) -> Option<Vec<String>> {
        let mut lines = Vec::new();
        let mut current = Some(link);
        let mut seen = BTreeSet::new();
        while let Some(link) = current.filter(|&link| seen.insert(link)) {
            let (cause, name) = match link {
                Link::Type(id) => (self.types.get(&id)?, model.ty(id).name().to_string()),
                Link::Operation(index) => {
                    let operation = model.operations.get(index)?;
                    (self.operations.get(&index)?, operation.signature(model))
                }
            };
            let (reason, next) = match cause {
                Cause::Root(path) => (format!("at the end of the root `{path}`"), None),
                Cause::Named => ("listed by name".to_owned(), None),
                Cause::All => ("`all = true`".to_owned(), None),
                Cause::Property(owner, property) => {
                    (format!("property `{property}` of"), Some(Link::Type(*owner)))
                }
                Cause::Derived(base) => ("derived from".to_owned(), Some(Link::Type(*base))),
                Cause::Bound(id) => ("bound to".to_owned(), Some(Link::Type(*id))),
                Cause::Operation(index) => ("taken or returned by".to_owned(), Some(Link::Operation(*index))),
            };
            lines.push(format!("{name}: {reason}"));
            current = next;
        }
        Some(lines)
    }
}
