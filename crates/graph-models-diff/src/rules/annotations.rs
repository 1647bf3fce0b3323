//! Annotations.

use crate::rule::Change::{Added, Changed, Removed};
use crate::rule::{Rule, rules};
use crate::verdict::Bump;
use crate::verdict::Impact::{Breaking, Risk, Safe};

rules! {
    ANNOTATIONS:
    ANN_REVISIONS_DEPRECATED_ADDED = Rule::new(
        "ann-revisions-deprecated-added",
        (Safe, Safe, Bump::Minor),
        Added,
        "An element is announced to go.",
        "Plan to do without it by the date it is removed.",
    );
    ANN_REVISIONS_DEPRECATED_REMOVED = Rule::new(
        "ann-revisions-deprecated-removed",
        (Safe, Safe, Bump::None),
        Removed,
        "An element is no longer announced to go.",
        "Nothing.",
    );
    ANN_REMOVAL_DATE_SHORTENED = Rule::new(
        "ann-removal-date-shortened",
        (Risk, Risk, Bump::None),
        Changed,
        "An element goes earlier than announced before.",
        "Bring the change forward.",
    );
    ANN_REMOVAL_DATE_PASSED = Rule::new(
        "ann-removal-date-passed",
        (Risk, Risk, Bump::None),
        Changed,
        "An element is announced to go by a day that has passed.",
        "Do without it now.",
    );
    ANN_REVISIONS_CHANGED = Rule::new(
        "ann-revisions-changed",
        (Safe, Safe, Bump::None),
        Changed,
        "The history of an element is told otherwise.",
        "Nothing.",
    );
    ANN_CORE_PERMISSIONS_CHANGED = Rule::new(
        "ann-core-permissions-changed",
        (Safe, Risk, Bump::Major),
        Changed,
        "Another may write a property.",
        "Check patches; the constant of the property changes its type where it can no longer, or now, be written.",
    );
    ANN_COMPUTED_ADDED = Rule::new(
        "ann-computed-added",
        (Safe, Risk, Bump::Major),
        Added,
        "The service computes a property.",
        "Do not send it any more.",
    );
    ANN_COMPUTED_REMOVED = Rule::new(
        "ann-computed-removed",
        (Safe, Safe, Bump::Major),
        Removed,
        "The service no longer computes a property.",
        "Nothing; it can be written.",
    );
    ANN_IMMUTABLE_ADDED = Rule::new(
        "ann-immutable-added",
        (Safe, Risk, Bump::Major),
        Added,
        "A property cannot be changed after creation.",
        "Do not patch it any more.",
    );
    ANN_IMMUTABLE_REMOVED = Rule::new(
        "ann-immutable-removed",
        (Safe, Safe, Bump::Major),
        Removed,
        "A property can be changed after creation.",
        "Nothing; it can be written.",
    );
    ANN_CAPABILITY_TIGHTENED = Rule::new(
        "ann-capability-tightened",
        (Safe, Risk, Bump::Major),
        Changed,
        "The service offers less: inserting, changing, filtering, expanding or another capability.",
        "Check requests that rely on it.",
    );
    ANN_CAPABILITY_RELAXED = Rule::new(
        "ann-capability-relaxed",
        (Safe, Safe, Bump::Minor),
        Changed,
        "The service offers more.",
        "Nothing.",
    );
    ANN_CAPABILITY_CHANGED = Rule::new(
        "ann-capability-changed",
        (Safe, Risk, Bump::Major),
        Changed,
        "The service says otherwise what it offers, neither more nor less.",
        "Check requests that rely on it.",
    );
    ANN_OPTIONAL_PARAMETER_ADDED = Rule::new(
        "ann-optional-parameter-added",
        (Safe, Safe, Bump::None),
        Added,
        "A parameter can be left out.",
        "Nothing.",
    );
    ANN_OPTIONAL_PARAMETER_REMOVED = Rule::new(
        "ann-optional-parameter-removed",
        (Safe, Breaking, Bump::None),
        Removed,
        "A parameter can no longer be left out.",
        "Send it.",
    );
    ANN_REQUIRES_EXPLICIT_BINDING_CHANGED = Rule::new(
        "ann-requires-explicit-binding-changed",
        (Safe, Risk, Bump::None),
        Changed,
        "An operation is bound to fewer, or to other, types than its binding type says.",
        "Check where it is called.",
    );
    ANN_ALTERNATE_KEYS_CHANGED = Rule::new(
        "ann-alternate-keys-changed",
        (Safe, Risk, Bump::Major),
        Changed,
        "Entities are addressed by other properties beside the key.",
        "Check paths that use them.",
    );
    ANN_IS_DELTA_CHANGED = Rule::new(
        "ann-is-delta-changed",
        (Safe, Risk, Bump::None),
        Changed,
        "A function answers with changes, or no longer does.",
        "Check programs that track changes.",
    );
    ANN_DESCRIPTION_CHANGED = Rule::new(
        "ann-description-changed",
        (Safe, Safe, Bump::None),
        Changed,
        "A description is new, gone or another.",
        "Nothing.",
    ).note();
    ANN_OTHER_CHANGED = Rule::new(
        "ann-other-changed",
        (Safe, Safe, Bump::None),
        Changed,
        "An annotation without a rule of its own is new, gone or another.",
        "Nothing.",
    ).note();
}
