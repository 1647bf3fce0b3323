// A small model in exactly the form that the generator emits, for the tests and examples of the runtime.
//
// Examples of the documentation include this file in a module. So it has no documentation and no attributes of its own.

use graph_models_core::__private::property;
use graph_models_core::{edm, model, open_enum};

/// An open enum.
#[non_exhaustive]
pub enum AlertSeverity {
    /// `unknown`
    Unknown,
    /// `low`
    Low,
    /// `high`
    High,
    /// `unknownFutureValue`
    UnknownFutureValue,
    /// A member that this version does not know.
    UnknownMember(open_enum::UnknownMember),
}

graph_models_core::impl_open_enum! {
    AlertSeverity: "sample.alertSeverity", is_flags: false {
        0 => Unknown = "unknown" as 0,
        1 => Low = "low" as 2,
        2 => High = "high" as 4,
        3 => UnknownFutureValue = "unknownFutureValue" as 127,
    }
}

/// A struct: every field is optional.
#[non_exhaustive]
pub struct SimpleIncident {
    /// `id`, key
    pub id: Option<String>,
    /// `activationCount`
    pub activation_count: Option<i32>,
    /// `severity`
    pub severity: Option<AlertSeverity>,
    /// `lastSeenDateTime`
    pub last_seen_date_time: Option<edm::DateTimeOffset>,
    /// `interval`
    pub interval: Option<edm::Duration>,
    /// `tags`
    pub tags: Option<Vec<String>>,
    /// `severities`
    pub severities: Option<Vec<AlertSeverity>>,
    /// `modes`, an enum with `IsFlags`
    pub modes: Option<open_enum::FlagSet<AlertSeverity>>,
    /// `owner`, a complex type or single navigation: always boxed
    pub owner: Option<Box<Owner>>,
    /// `owners`
    pub owners: Option<Vec<Owner>>,
    /// `related`, a navigation property: present only when expanded
    pub related: model::Expanded<Incident>,
    /// `children`
    pub children: model::Expanded<Vec<Incident>>,
    /// `payload`, `graph.Json` or `Edm.Untyped`: any JSON
    pub payload: Option<edm::Json>,
    /// `secretText`
    pub secret_text: Option<String>,
    extra: model::Extra,
}

graph_models_core::impl_model! {
    SimpleIncident: "sample.simpleIncident", bases: ["sample.incident"], is_open: false, is_tagged: true {
        0 => id: String = "id" [KEY],
        1 => activation_count: Int32 = "activationCount",
        2 => severity: Enum = "severity",
        3 => last_seen_date_time: DateTimeOffset = "lastSeenDateTime" [READ_ONLY],
        4 => interval: Duration = "interval",
        5 => tags: StringList = "tags",
        6 => severities: EnumList = "severities",
        7 => modes: Flags = "modes",
        8 => owner: Object = "owner",
        9 => owners: ObjectList = "owners",
        10 => related: Hierarchy in Expanded.erased = "related" [NAVIGATION],
        11 => children: HierarchyList in Expanded.erased = "children" [NAVIGATION CONTAINED],
        12 => payload: Json = "payload",
        13 => secret_text: String = "secretText" [SENSITIVE],
    }
}

/// A tagged enum: an abstract base and its derived types.
#[non_exhaustive]
pub enum Incident {
    /// `sample.simpleIncident`
    SimpleIncident(Box<SimpleIncident>),
    /// `sample.emptyIncident`
    EmptyIncident(Box<EmptyIncident>),
    /// A derived type that this version does not know: the properties of the base are typed, all others are kept.
    Unknown(Box<IncidentBase>),
}

graph_models_core::impl_hierarchy! {
    Incident: "sample.incident", base: IncidentBase {
        0 => SimpleIncident(SimpleIncident) = "sample.simpleIncident",
        1 => EmptyIncident(EmptyIncident) = "sample.emptyIncident",
    }
}

macro_rules! plain {
    ($name:ident, $csdl:literal, $bases:tt, $is_tagged:literal, $($index:literal $field:ident $wire:literal),*) => {
        /// A struct of strings.
        #[non_exhaustive]
        pub struct $name {
            $(
                /// A string.
                pub $field: Option<String>,
            )*
            extra: model::Extra,
        }

        graph_models_core::impl_model! {
            $name: $csdl, bases: $bases, is_open: false, is_tagged: $is_tagged {
                $($index => $field: String = $wire,)*
            }
        }
    };
}

plain!(Owner, "sample.owner", [], false, 0 display_name "displayName");
plain!(EmptyIncident, "sample.emptyIncident", ["sample.incident"], true, 0 id "id");
plain!(IncidentBase, "sample.incident", [], false, 0 id "id");

/// The constants of properties.
impl SimpleIncident {
    /// `id`
    pub const ID: model::Field<Self, String, model::ReadOnly> = property(0, "id");
    /// `activationCount`
    pub const ACTIVATION_COUNT: model::Field<Self, i32> = property(1, "activationCount");
    /// `severity`
    pub const SEVERITY: model::Field<Self, AlertSeverity> = property(2, "severity");
    /// `interval`
    pub const INTERVAL: model::Field<Self, edm::Duration> = property(4, "interval");
    /// `owner`
    pub const OWNER: model::Field<Self, Box<Owner>> = property(8, "owner");
    /// `tags`
    pub const TAGS: model::Field<Self, Vec<String>> = property(5, "tags");
    /// `related`
    pub const RELATED: model::Field<Self, Incident, model::Navigation> = property(10, "related");
    /// `children`
    pub const CHILDREN: model::Field<Self, Vec<Incident>, model::Navigation> = property(11, "children");
}

impl Incident {
    /// `id`
    pub const ID: model::Field<Self, String, model::ReadOnly> = property(0, "id");
}

impl Owner {
    /// `displayName`
    pub const DISPLAY_NAME: model::Field<Self, String> = property(0, "displayName");
}
