//! Enumerations and their members.

use crate::rule::Change::{Added, Changed, Removed, Renamed};
use crate::rule::{Rule, rules};
use crate::verdict::Bump;
use crate::verdict::Impact::{Breaking, Risk, Safe};

rules! {
    ENUMS:
    ENUM_ADDED = Rule::new(
        "enum-added",
        (Safe, Safe, Bump::Minor),
        Added,
        "An enumeration is new.",
        "Nothing.",
    );
    ENUM_REMOVED = Rule::new(
        "enum-removed",
        (Safe, Breaking, Bump::Major),
        Removed,
        "An enumeration is gone.",
        "Find out whether it is an accident upstream before you release.",
    );
    ENUM_MEMBER_ADDED_AFTER_SENTINEL = Rule::new(
        "enum-member-added-after-sentinel",
        (Safe, Safe, Bump::Minor),
        Added,
        "A member is new, beyond `unknownFutureValue`.",
        "Nothing; the service shows it only to those who ask for it.",
    );
    ENUM_MEMBER_ADDED_BEFORE_SENTINEL = Rule::new(
        "enum-member-added-before-sentinel",
        (Risk, Safe, Bump::Minor),
        Added,
        "A member is new, at or before `unknownFutureValue`: Graph's own rules forbid that.",
        "Expect it as an unknown member in deployed programs.",
    );
    ENUM_MEMBER_ADDED_NO_SENTINEL = Rule::new(
        "enum-member-added-no-sentinel",
        (Risk, Safe, Bump::Minor),
        Added,
        "A member is new in an enumeration without `unknownFutureValue`.",
        "Expect it as an unknown member in deployed programs.",
    );
    ENUM_MEMBER_REMOVED = Rule::new(
        "enum-member-removed",
        (Safe, Breaking, Bump::Major),
        Removed,
        "A member is gone.",
        "Do not send it any more; it may be an accident upstream.",
    );
    ENUM_MEMBER_RENAMED = Rule::new(
        "enum-member-renamed",
        (Risk, Breaking, Bump::Major),
        Renamed,
        "A member has another name and the same value.",
        "Rename it in programs.",
    );
    ENUM_MEMBER_CASING_CHANGED = Rule::new(
        "enum-member-casing-changed",
        (Risk, Breaking, Bump::Major),
        Renamed,
        "The name of a member is written in another case.",
        "Rename it in programs; reading ignores the case.",
    );
    ENUM_VALUE_CHANGED = Rule::new(
        "enum-value-changed",
        (Safe, Safe, Bump::None),
        Changed,
        "A member has another value, which is not what is sent.",
        "Nothing.",
    );
    ENUM_FLAGS_VALUE_CHANGED = Rule::new(
        "enum-flags-value-changed",
        (Safe, Safe, Bump::None),
        Changed,
        "A flag has another value, which is not what is sent.",
        "Check programs that keep flags as numbers.",
    );
    ENUM_SENTINEL_ADDED = Rule::new(
        "enum-sentinel-added",
        (Safe, Safe, Bump::Minor),
        Added,
        "An enumeration has `unknownFutureValue` now: later members will be hidden.",
        "Ask for unknown members where they matter.",
    );
    ENUM_SENTINEL_MOVED = Rule::new(
        "enum-sentinel-moved",
        (Risk, Risk, Bump::None),
        Changed,
        "`unknownFutureValue` has another value: other members are hidden, and rejected when sent.",
        "Ask for unknown members where they matter.",
    );
    ENUM_SENTINEL_REMOVED = Rule::new(
        "enum-sentinel-removed",
        (Risk, Safe, Bump::Major),
        Removed,
        "`unknownFutureValue` is gone: no member is hidden any more.",
        "Expect unknown members in deployed programs.",
    );
    ENUM_BECAME_FLAGS = Rule::new(
        "enum-became-flags",
        (Breaking, Safe, Bump::Major),
        Changed,
        "Values became sets of members.",
        "Use the flag set; deployed readers see an unknown member where there are several.",
    );
    ENUM_BECAME_PLAIN = Rule::new(
        "enum-became-plain",
        (Safe, Breaking, Bump::Major),
        Changed,
        "Values are no longer sets of members.",
        "Send one member.",
    );
    ENUM_UNDERLYING_TYPE_CHANGED = Rule::new(
        "enum-underlying-type-changed",
        (Safe, Safe, Bump::None),
        Changed,
        "Members have values of another integer type.",
        "Nothing; names are sent.",
    );
}
