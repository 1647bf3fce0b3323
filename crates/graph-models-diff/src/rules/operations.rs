//! Actions and functions.

use crate::rule::Change::{Added, Changed, Removed, Renamed};
use crate::rule::{Rule, rules};
use crate::verdict::Bump;
use crate::verdict::Impact::{Breaking, Risk, Safe};

rules! {
    OPERATIONS:
    ACTION_ADDED = Rule::new(
        "action-added",
        (Safe, Safe, Bump::Minor),
        Added,
        "An action is new.",
        "Nothing.",
    );
    ACTION_REMOVED = Rule::new(
        "action-removed",
        (Safe, Breaking, Bump::Major),
        Removed,
        "An action is gone.",
        "Find another way; deployed programs get an error.",
    );
    FUNCTION_ADDED = Rule::new(
        "function-added",
        (Safe, Safe, Bump::Minor),
        Added,
        "A function is new.",
        "Nothing.",
    );
    FUNCTION_REMOVED = Rule::new(
        "function-removed",
        (Safe, Breaking, Bump::Major),
        Removed,
        "A function is gone.",
        "Find another way; deployed programs get an error.",
    );
    OVERLOAD_ADDED = Rule::new(
        "overload-added",
        (Safe, Safe, Bump::Minor),
        Added,
        "An operation is new beside others of the same name.",
        "Nothing.",
    );
    OPERATION_CASING_CHANGED = Rule::new(
        "operation-casing-changed",
        (Safe, Breaking, Bump::Major),
        Renamed,
        "The name of an operation is written in another case.",
        "Rename it in programs.",
    );
    OPERATION_KIND_CHANGED = Rule::new(
        "operation-kind-changed",
        (Breaking, Breaking, Bump::Major),
        Changed,
        "An action became a function, or the other way round: method and path change.",
        "Call it the new way.",
    );
    BOUND_CHANGED = Rule::new(
        "bound-changed",
        (Breaking, Breaking, Bump::Major),
        Changed,
        "An operation became bound or unbound: its path changes.",
        "Call it by the new path.",
    );
    BINDING_TYPE_WIDENED = Rule::new(
        "binding-type-widened",
        (Safe, Safe, Bump::Major),
        Changed,
        "An operation is now bound to a base of its binding type.",
        "Requests in use go on; in programs use the request named after the base.",
    );
    BINDING_TYPE_NARROWED = Rule::new(
        "binding-type-narrowed",
        (Safe, Breaking, Bump::Major),
        Changed,
        "An operation is now bound to a derived type of its binding type.",
        "Call it on the derived type.",
    );
    BINDING_TYPE_CHANGED = Rule::new(
        "binding-type-changed",
        (Safe, Breaking, Bump::Major),
        Changed,
        "An operation is bound to another type.",
        "Call it by the new path.",
    );
    BINDING_COLLECTION_CHANGED = Rule::new(
        "binding-collection-changed",
        (Safe, Breaking, Bump::Major),
        Changed,
        "An operation is bound to a collection now, or to a single one.",
        "Call it by the new path.",
    );
    BINDING_PARAMETER_CHANGED = Rule::new(
        "binding-parameter-changed",
        (Safe, Safe, Bump::None),
        Changed,
        "The binding parameter is named or annotated otherwise; it is not sent.",
        "Nothing.",
    );
    ACTION_PARAM_ADDED_OPTIONAL = Rule::new(
        "action-param-added-optional",
        (Safe, Safe, Bump::Minor),
        Added,
        "A parameter is new and can be left out.",
        "Nothing.",
    );
    ACTION_PARAM_ADDED_REQUIRED = Rule::new(
        "action-param-added-required",
        (Safe, Breaking, Bump::Major),
        Added,
        "A parameter is new and must be sent.",
        "Send it.",
    );
    ACTION_PARAM_REMOVED = Rule::new(
        "action-param-removed",
        (Safe, Breaking, Bump::Major),
        Removed,
        "A parameter is gone.",
        "Do not send it any more.",
    );
    ACTION_PARAM_CASING_CHANGED = Rule::new(
        "action-param-casing-changed",
        (Safe, Breaking, Bump::Major),
        Renamed,
        "The name of a parameter is written in another case.",
        "Rename it in programs.",
    );
    ACTION_PARAM_TYPE_CHANGED = Rule::new(
        "action-param-type-changed",
        (Safe, Breaking, Bump::Major),
        Changed,
        "A parameter has another type.",
        "Send the new type.",
    );
    ACTION_PARAM_NULLABLE_CHANGED = Rule::new(
        "action-param-nullable-changed",
        (Safe, Breaking, Bump::Major),
        Changed,
        "A parameter may, or must not, be left out.",
        "Check the arguments of `new`.",
    );
    ACTION_PARAM_REORDERED = Rule::new(
        "action-param-reordered",
        (Safe, Safe, Bump::None),
        Changed,
        "Parameters are declared in another order; they are sent by name.",
        "Nothing.",
    );
    FUNCTION_PARAM_TYPE_CHANGED = Rule::new(
        "function-param-type-changed",
        (Safe, Breaking, Bump::Major),
        Changed,
        "A parameter of a function has another type.",
        "Send the new type.",
    );
    FUNCTION_PARAM_NULLABLE_CHANGED = Rule::new(
        "function-param-nullable-changed",
        (Safe, Breaking, Bump::None),
        Changed,
        "A parameter of a function may, or must not, be null.",
        "Check what is sent.",
    );
    FUNCTION_PARAM_REORDERED = Rule::new(
        "function-param-reordered",
        (Safe, Safe, Bump::Major),
        Changed,
        "Parameters of a function are declared in another order; they are sent by name, and are arguments in that \
         order.",
        "Check the order of arguments.",
    );
    RETURN_ADDED = Rule::new(
        "return-added",
        (Risk, Safe, Bump::Major),
        Changed,
        "An operation that returned nothing now returns something.",
        "Read it, or ignore the body.",
    );
    RETURN_REMOVED = Rule::new(
        "return-removed",
        (Breaking, Safe, Bump::Major),
        Changed,
        "An operation no longer returns anything.",
        "Do not read the body.",
    );
    RETURN_TYPE_CHANGED = Rule::new(
        "return-type-changed",
        (Breaking, Safe, Bump::Major),
        Changed,
        "An operation returns another type.",
        "Read the new type.",
    );
    RETURN_COLLECTION_CHANGED = Rule::new(
        "return-collection-changed",
        (Breaking, Safe, Bump::Major),
        Changed,
        "An operation returns many instead of one, or one instead of many.",
        "Read the new shape.",
    );
    RETURN_NULLABLE_CHANGED = Rule::new(
        "return-nullable-changed",
        (Risk, Safe, Bump::None),
        Changed,
        "The result may, or must not, be null.",
        "Expect an empty answer where it may.",
    );
    FUNCTION_COMPOSABLE_CHANGED = Rule::new(
        "function-composable-changed",
        (Safe, Risk, Bump::Major),
        Changed,
        "The result of a function can, or cannot, be addressed further.",
        "Check paths that go on after the function.",
    );
    ENTITY_SET_PATH_CHANGED = Rule::new(
        "entity-set-path-changed",
        (Safe, Safe, Bump::None),
        Changed,
        "The entity set path, which says where the returned entities live, changed.",
        "Nothing.",
    );
}
