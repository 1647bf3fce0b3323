//! The entity container, schemas and terms.

use crate::rule::Change::{Added, Changed, Removed, Renamed};
use crate::rule::{Rule, rules};
use crate::verdict::Bump;
use crate::verdict::Impact::{Breaking, Risk, Safe};

rules! {
    SERVICE:
    ENTITY_SET_ADDED = Rule::new(
        "entity-set-added",
        (Safe, Safe, Bump::Minor),
        Added,
        "An entity set is new.",
        "Nothing; requests below it are new as well.",
    );
    ENTITY_SET_REMOVED = Rule::new(
        "entity-set-removed",
        (Breaking, Breaking, Bump::Major),
        Removed,
        "An entity set is gone, and all paths that begin with it.",
        "Find another path.",
    );
    SINGLETON_ADDED = Rule::new(
        "singleton-added",
        (Safe, Safe, Bump::Minor),
        Added,
        "A singleton is new.",
        "Nothing.",
    );
    SINGLETON_REMOVED = Rule::new(
        "singleton-removed",
        (Breaking, Breaking, Bump::Major),
        Removed,
        "A singleton is gone, and all paths that begin with it.",
        "Find another path.",
    );
    ROOT_KIND_CHANGED = Rule::new(
        "root-kind-changed",
        (Breaking, Breaking, Bump::Major),
        Changed,
        "An entity set became a singleton, or the other way round.",
        "Change the paths.",
    );
    ROOT_TYPE_CHANGED = Rule::new(
        "root-type-changed",
        (Breaking, Breaking, Bump::Major),
        Changed,
        "An entity set or singleton is of another type.",
        "Change the type in programs.",
    );
    CONTAINER_NAME_CASING = Rule::new(
        "container-name-casing",
        (Safe, Risk, Bump::None),
        Renamed,
        "The name of an entity set, singleton or import is written in another case.",
        "Check proxies and caches that compare paths; Graph itself ignores the case.",
    );
    NAV_BINDING_CHANGED = Rule::new(
        "nav-binding-changed",
        (Safe, Risk, Bump::None),
        Changed,
        "The entity set of the targets of a navigation property changed.",
        "Check links that are built by hand.",
    );
    SERVICE_DOCUMENT_CHANGED = Rule::new(
        "service-document-changed",
        (Safe, Safe, Bump::None),
        Changed,
        "The service document lists an element, or no longer does.",
        "Nothing.",
    );
    IMPORT_ADDED = Rule::new(
        "import-added",
        (Safe, Safe, Bump::Minor),
        Added,
        "An unbound operation has a path now.",
        "Nothing.",
    );
    IMPORT_REMOVED = Rule::new(
        "import-removed",
        (Safe, Breaking, Bump::Major),
        Removed,
        "An unbound operation has no path any more.",
        "Find another way.",
    );
    IMPORT_CHANGED = Rule::new(
        "import-changed",
        (Safe, Breaking, Bump::Major),
        Changed,
        "An import leads to another operation.",
        "Check what the path does now.",
    );
    IMPORT_ENTITY_SET_CHANGED = Rule::new(
        "import-entity-set-changed",
        (Safe, Safe, Bump::None),
        Changed,
        "The entity set of an import changed.",
        "Nothing.",
    );
    CONTAINER_ADDED = Rule::new(
        "container-added",
        (Safe, Safe, Bump::None),
        Added,
        "An entity container is new.",
        "Nothing.",
    );
    CONTAINER_REMOVED = Rule::new(
        "container-removed",
        (Safe, Safe, Bump::None),
        Removed,
        "An entity container is gone; what it held is reported for itself.",
        "Nothing.",
    );
    CONTAINER_EXTENDS_CHANGED = Rule::new(
        "container-extends-changed",
        (Risk, Risk, Bump::None),
        Changed,
        "The entity container extends another.",
        "Check what it takes in from there.",
    );
    SCHEMA_ADDED = Rule::new(
        "schema-added",
        (Safe, Safe, Bump::Minor),
        Added,
        "A namespace is new.",
        "Nothing.",
    );
    SCHEMA_REMOVED = Rule::new(
        "schema-removed",
        (Safe, Breaking, Bump::Major),
        Removed,
        "A namespace is gone.",
        "Find out whether it is an accident upstream before you release.",
    );
    SCHEMA_ALIAS_CHANGED = Rule::new(
        "schema-alias-changed",
        (Safe, Safe, Bump::None),
        Changed,
        "A namespace has another alias; all names mean what they meant.",
        "Nothing.",
    ).note();
    TERM_ADDED = Rule::new(
        "term-added",
        (Safe, Safe, Bump::None),
        Added,
        "A term is new.",
        "Nothing.",
    );
    TERM_REMOVED = Rule::new(
        "term-removed",
        (Safe, Safe, Bump::None),
        Removed,
        "A term is gone.",
        "Nothing.",
    );
    TERM_CHANGED = Rule::new(
        "term-changed",
        (Safe, Safe, Bump::None),
        Changed,
        "A term is declared otherwise.",
        "Nothing.",
    );
}
