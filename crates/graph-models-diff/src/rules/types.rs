//! Types, and their derivation from each other.

use crate::rule::Change::{Added, Changed, Removed, Renamed};
use crate::rule::{Rule, rules};
use crate::verdict::Bump;
use crate::verdict::Impact::{Breaking, Risk, Safe};

rules! {
    TYPES:
    TYPE_ADDED = Rule::new(
        "type-added",
        (Safe, Safe, Bump::Minor),
        Added,
        "An entity type or complex type is new.",
        "Nothing; it is there to be used.",
    );
    DERIVED_TYPE_ADDED = Rule::new(
        "derived-type-added",
        (Risk, Safe, Bump::Minor),
        Added,
        "A type is new below a base that programs know.",
        "Expect it as `Unknown` in deployed programs; add an arm where each variant matters.",
    );
    TYPE_REMOVED = Rule::new(
        "type-removed",
        (Safe, Breaking, Bump::Major),
        Removed,
        "A type is gone.",
        "Find out whether it is an accident upstream before you release; use of the type must go.",
    );
    DERIVED_TYPE_REMOVED = Rule::new(
        "derived-type-removed",
        (Risk, Breaking, Bump::Major),
        Removed,
        "A type is gone that was a variant of its base.",
        "Find out whether it is an accident upstream before you release; its arm must go.",
    );
    TYPE_RENAMED = Rule::new(
        "type-renamed",
        (Risk, Breaking, Bump::Major),
        Renamed,
        "A type has another name and about the same members.",
        "Rename it in programs; `@odata.type` and cast segments change with it.",
    );
    TYPE_CASING_CHANGED = Rule::new(
        "type-casing-changed",
        (Risk, Breaking, Bump::Major),
        Renamed,
        "The name of a type is written in another case.",
        "Rename it in programs; `@odata.type` and cast segments change with it.",
    );
    TYPE_MOVED_NAMESPACE = Rule::new(
        "type-moved-namespace",
        (Breaking, Breaking, Bump::Major),
        Renamed,
        "A type is in another namespace.",
        "Import it from its new module; `@odata.type` and cast segments change with it.",
    );
    TYPE_KIND_CHANGED = Rule::new(
        "type-kind-changed",
        (Risk, Breaking, Bump::Major),
        Changed,
        "An entity type became a complex type, an enumeration or a type definition, or the other way round.",
        "Check where it is addressed by a path of its own, and what holds its values.",
    );
    TYPE_DEFINITION_ADDED = Rule::new(
        "type-definition-added",
        (Safe, Safe, Bump::None),
        Added,
        "A type definition is new.",
        "Nothing.",
    );
    TYPE_DEFINITION_REMOVED = Rule::new(
        "type-definition-removed",
        (Safe, Safe, Bump::None),
        Removed,
        "A type definition is gone.",
        "Nothing; what used it is reported for itself.",
    );
    TYPE_DEFINITION_UNDERLYING_CHANGED = Rule::new(
        "type-definition-underlying-changed",
        (Breaking, Breaking, Bump::Major),
        Changed,
        "A type definition stands for another primitive type.",
        "Change the type in programs.",
    );
    BASE_TYPE_CHANGED = Rule::new(
        "base-type-changed",
        (Safe, Safe, Bump::None),
        Changed,
        "A type has another base, and lost neither a member nor its key.",
        "Nothing for the type itself; hierarchies and added members are reported for themselves.",
    );
    BASE_TYPE_CHANGED_MEMBERS_LOST = Rule::new(
        "base-type-changed-members-lost",
        (Risk, Breaking, Bump::Major),
        Changed,
        "A type has another base, and lost members or its key with the old one.",
        "See the findings of the members.",
    );
    HIERARCHY_JOINED = Rule::new(
        "hierarchy-joined",
        (Risk, Safe, Bump::Minor),
        Changed,
        "A type that was there already now derives from another: the tagged enum gains a variant.",
        "Expect it as `Unknown` in deployed programs; add an arm where each variant matters.",
    );
    HIERARCHY_LEFT = Rule::new(
        "hierarchy-left",
        (Risk, Breaking, Bump::Major),
        Changed,
        "A type no longer derives from another: the tagged enum loses a variant.",
        "Remove its arm, and do not send it where the base is expected.",
    );
    HIERARCHY_BEGAN = Rule::new(
        "hierarchy-began",
        (Risk, Safe, Bump::Major),
        Changed,
        "A type became an abstract base of others: its struct became a tagged enum.",
        "Match on the enum where programs had the struct; the fields are in `<Name>Base`.",
    );
    HIERARCHY_ENDED = Rule::new(
        "hierarchy-ended",
        (Risk, Safe, Bump::Major),
        Changed,
        "A type is no longer an abstract base of others: its tagged enum became a struct.",
        "Use the struct where programs matched on the enum; `narrow()` gives the types derived from a concrete one.",
    );
    ABSTRACT_BECAME_TRUE = Rule::new(
        "abstract-became-true",
        (Risk, Breaking, Bump::Major),
        Changed,
        "A type can no longer be instantiated.",
        "Create one of its derived types instead.",
    );
    ABSTRACT_BECAME_FALSE = Rule::new(
        "abstract-became-false",
        (Risk, Safe, Bump::Major),
        Changed,
        "A type can now be instantiated itself.",
        "Expect values of the base, perhaps without `@odata.type`.",
    );
    OPEN_TYPE_ADDED = Rule::new(
        "open-type-added",
        (Safe, Safe, Bump::None),
        Changed,
        "Instances may now have properties that are not declared.",
        "Nothing; they are kept.",
    );
    OPEN_TYPE_REMOVED = Rule::new(
        "open-type-removed",
        (Safe, Risk, Bump::None),
        Changed,
        "Instances may no longer have properties that are not declared.",
        "Do not send undeclared properties any more.",
    );
    HAS_STREAM_CHANGED = Rule::new(
        "has-stream-changed",
        (Safe, Risk, Bump::Major),
        Changed,
        "Entities gained or lost a stream of their own.",
        "Check use of `/$value`.",
    );
    KEY_CHANGED = Rule::new(
        "key-changed",
        (Risk, Breaking, Bump::Major),
        Changed,
        "Other properties make up the key, own or inherited.",
        "Build paths with the new key.",
    );
    JSON_TYPE_ENDED = Rule::new(
        "json-type-ended",
        (Safe, Risk, Bump::Major),
        Changed,
        "A complex type that declared nothing, and stood for any JSON, now declares something.",
        "Use its struct where programs had JSON.",
    );
    JSON_TYPE_BEGAN = Rule::new(
        "json-type-began",
        (Safe, Risk, Bump::Major),
        Changed,
        "A complex type declares nothing any more, and stands for any JSON.",
        "Use JSON where programs had its struct.",
    );
    TYPE_REFERENCE_RENAMED = Rule::new(
        "type-reference-renamed",
        (Safe, Safe, Bump::None),
        Changed,
        "A declaration refers to the same type by its new name.",
        "Nothing; the type's own finding says it all.",
    ).note();
}
