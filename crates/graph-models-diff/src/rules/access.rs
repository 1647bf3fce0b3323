//! Scopes, roles, clouds, and other facts of the files beside the metadata.

use crate::rule::Change::{Added, Changed, Removed};
use crate::rule::{Rule, rules};
use crate::verdict::Bump;
use crate::verdict::Impact::{Breaking, Risk, Safe};

rules! {
    ACCESS:
    SCOPE_ADDED = Rule::new(
        "scope-added",
        (Safe, Safe, Bump::None),
        Added,
        "Another scope suffices for a request.",
        "Nothing.",
    ).access();
    SCOPE_REMOVED = Rule::new(
        "scope-removed",
        (Safe, Risk, Bump::None),
        Removed,
        "A scope no longer suffices for a request.",
        "Ask for consent to another one before the change is deployed.",
    ).access();
    SCOPE_LEAST_PRIVILEGE_CHANGED = Rule::new(
        "scope-least-privilege-changed",
        (Safe, Risk, Bump::None),
        Changed,
        "Another scope is the least privileged for a request.",
        "Review which scopes programs ask for.",
    ).access();
    ROLE_ADDED = Rule::new(
        "role-added",
        (Safe, Safe, Bump::None),
        Added,
        "Another role suffices for a request.",
        "Nothing.",
    ).access();
    ROLE_REMOVED = Rule::new(
        "role-removed",
        (Safe, Risk, Bump::None),
        Removed,
        "A role no longer suffices for a request.",
        "Assign another one.",
    ).access();
    CLOUD_ADDED = Rule::new(
        "cloud-added",
        (Safe, Safe, Bump::None),
        Added,
        "Another cloud offers a request.",
        "Nothing.",
    ).access();
    CLOUD_REMOVED = Rule::new(
        "cloud-removed",
        (Risk, Breaking, Bump::None),
        Removed,
        "A cloud no longer offers a request.",
        "Do without it there.",
    ).access();
    STATUS_CHANGED = Rule::new(
        "status-changed",
        (Risk, Safe, Bump::None),
        Changed,
        "A request succeeds with other statuses.",
        "Check programs that expect a certain one.",
    ).access();
    LONG_RUNNING_CHANGED = Rule::new(
        "long-running-changed",
        (Risk, Safe, Bump::Major),
        Changed,
        "The work of a request goes on after the answer, or no longer does.",
        "Follow the operation that the answer names, or do not; the type of the answer changes with it.",
    ).access();
    REQUEST_FACTS_ADDED = Rule::new(
        "request-facts-added",
        (Safe, Safe, Bump::None),
        Added,
        "A request is described in the overlay.",
        "Nothing.",
    ).access();
    REQUEST_FACTS_REMOVED = Rule::new(
        "request-facts-removed",
        (Safe, Risk, Bump::None),
        Removed,
        "A request is no longer described in the overlay.",
        "Nothing, unless programs rely on the statuses, roles or clouds.",
    ).access();
    REQUEST_DOCUMENTATION_CHANGED = Rule::new(
        "request-documentation-changed",
        (Safe, Safe, Bump::None),
        Changed,
        "The reference page of a request is another.",
        "Nothing.",
    ).access().note();
    SENSITIVE_ADDED = Rule::new(
        "sensitive-added",
        (Safe, Safe, Bump::None),
        Added,
        "A property is hidden from `Debug`.",
        "Nothing.",
    ).access();
    SENSITIVE_REMOVED = Rule::new(
        "sensitive-removed",
        (Risk, Safe, Bump::None),
        Removed,
        "A property is no longer hidden from `Debug`.",
        "Check logs.",
    ).access();
    READ_ONLY_ADDED = Rule::new(
        "read-only-added",
        (Safe, Safe, Bump::Major),
        Added,
        "Clients cannot write a property, says the overlay.",
        "Do not patch it any more; its constant changes its type.",
    ).access();
    READ_ONLY_REMOVED = Rule::new(
        "read-only-removed",
        (Safe, Safe, Bump::Major),
        Removed,
        "The overlay no longer says that clients cannot write a property.",
        "Nothing; it can be written.",
    ).access();
    REQUIRED_FILTER_CHANGED = Rule::new(
        "required-filter-changed",
        (Safe, Risk, Bump::None),
        Changed,
        "The service refuses a request without another filter.",
        "Send it.",
    ).access();
    REQUIRED_OPTIONS_CHANGED = Rule::new(
        "required-options-changed",
        (Safe, Risk, Bump::None),
        Changed,
        "The service refuses to read a resource without other query options.",
        "Send them.",
    ).access();
    REQUEST_LEFT_OUT = Rule::new(
        "request-left-out",
        (Safe, Safe, Bump::Major),
        Added,
        "The crate no longer has a request, or the way through a navigation property, since the overlay leaves it \
         out or no longer allows it.",
        "Do without it; it never worked.",
    ).access();
    REQUEST_TAKEN_IN = Rule::new(
        "request-taken-in",
        (Safe, Safe, Bump::Minor),
        Removed,
        "The crate has a request that it had not: the overlay no longer leaves it out, or allows it.",
        "Nothing.",
    ).access();
    RUST_NAME_CHANGED = Rule::new(
        "rust-name-changed",
        (Safe, Safe, Bump::Major),
        Changed,
        "The overlay gives a declaration another Rust name.",
        "Rename it in programs.",
    ).access();
    REMOVAL_REVERTED = Rule::new(
        "removal-reverted",
        (Safe, Safe, Bump::None),
        Changed,
        "Elements that had been removed are back.",
        "Nothing; they were removed by accident or retracted.",
    ).note();
}
