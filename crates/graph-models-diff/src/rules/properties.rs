//! Properties and navigation properties.

use crate::rule::Change::{Added, Changed, Removed, Renamed};
use crate::rule::{Rule, rules};
use crate::verdict::Bump;
use crate::verdict::Impact::{Breaking, Risk, Safe};

rules! {
    PROPERTIES:
    PROPERTY_ADDED = Rule::new(
        "property-added",
        (Safe, Safe, Bump::Minor),
        Added,
        "A property is new.",
        "Nothing; deployed programs keep it undeclared.",
    );
    PROPERTY_ADDED_NON_NULLABLE = Rule::new(
        "property-added-non-nullable",
        (Safe, Risk, Bump::Minor),
        Added,
        "A property is new and must not be null.",
        "Find out whether creating the entity now needs it.",
    );
    PROPERTY_REMOVED = Rule::new(
        "property-removed",
        (Risk, Breaking, Bump::Major),
        Removed,
        "A property is gone.",
        "Do not send it any more; deployed readers see it absent.",
    );
    PROPERTY_RENAMED = Rule::new(
        "property-renamed",
        (Breaking, Breaking, Bump::Major),
        Renamed,
        "A property has another name and is otherwise the same.",
        "Rename it in programs; deployed readers see it absent.",
    );
    PROPERTY_CASING_CHANGED = Rule::new(
        "property-casing-changed",
        (Breaking, Breaking, Bump::Major),
        Renamed,
        "The name of a property is written in another case.",
        "Rename it in programs; deployed readers see it absent.",
    );
    PROPERTY_MOVED_TO_BASE = Rule::new(
        "property-moved-to-base",
        (Safe, Safe, Bump::None),
        Changed,
        "A property is now declared by a base of the type.",
        "Nothing; it is inherited.",
    );
    PROPERTY_MOVED_FROM_BASE = Rule::new(
        "property-moved-from-base",
        (Safe, Safe, Bump::None),
        Changed,
        "A property is now declared by the type and no longer by its base.",
        "Nothing for the type; the base has a finding of its own.",
    );
    PROPERTY_TYPE_WIDENED = Rule::new(
        "property-type-widened",
        (Breaking, Safe, Bump::Major),
        Changed,
        "Values of a property may be of more than before.",
        "Read the wider type; deployed readers keep a value beyond the old one as received, and see its field empty.",
    );
    PROPERTY_TYPE_NARROWED = Rule::new(
        "property-type-narrowed",
        (Safe, Risk, Bump::Major),
        Changed,
        "Values of a property are of less than before.",
        "Send the narrower type alone.",
    );
    PROPERTY_TYPE_STRING_TO_ENUM = Rule::new(
        "property-type-string-to-enum",
        (Safe, Risk, Bump::Major),
        Changed,
        "A property of text became an enumeration.",
        "Use its members; other text may be rejected.",
    );
    PROPERTY_TYPE_ENUM_TO_STRING = Rule::new(
        "property-type-enum-to-string",
        (Safe, Risk, Bump::Major),
        Changed,
        "An enumeration became text.",
        "Use text.",
    );
    PROPERTY_TYPE_DEFINITION_CHANGED = Rule::new(
        "property-type-definition-changed",
        (Safe, Safe, Bump::None),
        Changed,
        "A property names its type by a type definition now, or no longer; the type is the same.",
        "Nothing.",
    );
    PROPERTY_TYPE_CHANGED = Rule::new(
        "property-type-changed",
        (Breaking, Breaking, Bump::Major),
        Changed,
        "A property has another type.",
        "Change it in programs; deployed readers keep the value as received and see its field empty, deployed \
         writers may be rejected.",
    );
    PROPERTY_BECAME_COLLECTION = Rule::new(
        "property-became-collection",
        (Breaking, Breaking, Bump::Major),
        Changed,
        "A property holds many values instead of one.",
        "Change it in programs; deployed readers keep the value as received and see its field empty, deployed \
         writers may be rejected.",
    );
    PROPERTY_BECAME_SINGLE = Rule::new(
        "property-became-single",
        (Breaking, Breaking, Bump::Major),
        Changed,
        "A property holds one value instead of many.",
        "Change it in programs; deployed readers keep the value as received and see its field empty, deployed \
         writers may be rejected.",
    );
    PROPERTY_BECAME_NAVIGATION = Rule::new(
        "property-became-navigation",
        (Breaking, Breaking, Bump::Major),
        Changed,
        "A property became a navigation property.",
        "Expand it, or follow its path.",
    );
    NAVIGATION_BECAME_PROPERTY = Rule::new(
        "navigation-became-property",
        (Breaking, Breaking, Bump::Major),
        Changed,
        "A navigation property became a property.",
        "Read it without `$expand`; its path is gone.",
    );
    PROPERTY_NESTING_CHANGED = Rule::new(
        "property-nesting-changed",
        (Safe, Safe, Bump::Major),
        Changed,
        "The field of a property holds its value without its type now, or no longer: a chain of complex types \
         changed.",
        "Reach the value by the methods of `Nested`, or by those of `Option`; the property is the same on the wire.",
    );
    NULLABLE_BECAME_TRUE = Rule::new(
        "nullable-became-true",
        (Safe, Safe, Bump::None),
        Changed,
        "A property may now be null.",
        "Nothing; every field is optional.",
    );
    NULLABLE_BECAME_FALSE = Rule::new(
        "nullable-became-false",
        (Safe, Risk, Bump::None),
        Changed,
        "A property must not be null any more.",
        "Do not clear it.",
    );
    NULLABLE_SPELLED_OUT = Rule::new(
        "nullable-spelled-out",
        (Safe, Safe, Bump::None),
        Changed,
        "`Nullable` is written or left out, and means the same.",
        "Nothing.",
    ).note();
    FACET_TIGHTENED = Rule::new(
        "facet-tightened",
        (Safe, Risk, Bump::None),
        Changed,
        "Values may be shorter or less precise than before.",
        "Check what is sent.",
    );
    FACET_RELAXED = Rule::new(
        "facet-relaxed",
        (Risk, Safe, Bump::None),
        Changed,
        "Values may be longer or more precise than before.",
        "Check buffers and columns that hold them.",
    );
    FACET_CHANGED = Rule::new(
        "facet-changed",
        (Risk, Risk, Bump::None),
        Changed,
        "A facet is another, and neither wider nor narrower.",
        "Check what depends on it.",
    );
    FACET_SPELLED_OTHERWISE = Rule::new(
        "facet-spelled-otherwise",
        (Safe, Safe, Bump::None),
        Changed,
        "A facet is written otherwise, and means the same.",
        "Nothing.",
    ).note();
    DEFAULT_VALUE_CHANGED = Rule::new(
        "default-value-changed",
        (Safe, Risk, Bump::None),
        Changed,
        "The service assumes another value where none is given.",
        "Send the value where it matters.",
    );
    NAV_ADDED = Rule::new(
        "nav-added",
        (Safe, Safe, Bump::Minor),
        Added,
        "A navigation property is new.",
        "Nothing.",
    );
    NAV_REMOVED = Rule::new(
        "nav-removed",
        (Risk, Breaking, Bump::Major),
        Removed,
        "A navigation property is gone, and the paths through it.",
        "Find another path.",
    );
    NAV_RENAMED = Rule::new(
        "nav-renamed",
        (Breaking, Breaking, Bump::Major),
        Renamed,
        "A navigation property has another name and is otherwise the same.",
        "Rename it in programs; paths through it change.",
    );
    NAV_CASING_CHANGED = Rule::new(
        "nav-casing-changed",
        (Breaking, Breaking, Bump::Major),
        Renamed,
        "The name of a navigation property is written in another case.",
        "Rename it in programs; deployed readers see it absent.",
    );
    NAV_TYPE_CHANGED = Rule::new(
        "nav-type-changed",
        (Breaking, Breaking, Bump::Major),
        Changed,
        "A navigation property leads to another type.",
        "Change it in programs.",
    );
    NAV_CARDINALITY_CHANGED = Rule::new(
        "nav-cardinality-changed",
        (Breaking, Breaking, Bump::Major),
        Changed,
        "A navigation property leads to many instead of one, or to one instead of many.",
        "Change it in programs.",
    );
    NAV_CONTAINMENT_CHANGED = Rule::new(
        "nav-containment-changed",
        (Risk, Breaking, Bump::Major),
        Changed,
        "Related entities live below this one now, or no longer.",
        "Check the paths: requests are addressed through containment.",
    );
    NAV_NULLABLE_CHANGED = Rule::new(
        "nav-nullable-changed",
        (Safe, Risk, Bump::None),
        Changed,
        "A navigation property may, or must not, lead nowhere.",
        "Check what clears it.",
    );
    NAV_PARTNER_CHANGED = Rule::new(
        "nav-partner-changed",
        (Safe, Safe, Bump::None),
        Changed,
        "A navigation property has another partner.",
        "Nothing.",
    );
    NAV_CONSTRAINT_ADDED = Rule::new(
        "nav-constraint-added",
        (Safe, Risk, Bump::None),
        Changed,
        "A property must have the value of a property of the related entity.",
        "Send values that agree with the related entity.",
    );
    NAV_CONSTRAINT_REMOVED = Rule::new(
        "nav-constraint-removed",
        (Risk, Safe, Bump::None),
        Changed,
        "A property may differ from the property of the related entity.",
        "Read the property of the related entity where it matters.",
    );
    NAV_CONSTRAINT_CHANGED = Rule::new(
        "nav-constraint-changed",
        (Risk, Risk, Bump::None),
        Changed,
        "Other properties have the values of properties of the related entity.",
        "Check which values agree with the related entity.",
    );
    NAV_ON_DELETE_CHANGED = Rule::new(
        "nav-on-delete-changed",
        (Safe, Risk, Bump::None),
        Changed,
        "Deleting an entity has another effect on the related entities.",
        "Check what else a deletion removes or changes, and whether it still succeeds.",
    );
}
