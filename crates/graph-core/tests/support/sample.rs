//! A small model in exactly the shape the generator emits, for the tests of the runtime.

use graph_core::{edm, model, open_enum};

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
    /// A member this version does not know.
    UnknownMember(open_enum::UnknownMember),
}

pub(crate) static ALERT_SEVERITY: open_enum::EnumInfo = open_enum::EnumInfo {
    name: "sample.alertSeverity",
    is_flags: false,
    members: &[("unknown", 0), ("low", 2), ("high", 4), ("unknownFutureValue", 127)],
};

graph_core::impl_open_enum! {
    AlertSeverity: ALERT_SEVERITY {
        0 => Unknown,
        1 => Low,
        2 => High,
        3 => UnknownFutureValue,
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
    /// `related`, of a type with derived types: the tagged enum boxes its variants itself
    pub related: Option<Incident>,
    /// `children`
    pub children: Option<Vec<Incident>>,
    /// `payload`, `graph.Json` or `Edm.Untyped`: any JSON
    pub payload: Option<edm::Json>,
    /// `secretText`
    pub secret_text: Option<String>,
    extra: model::Extra,
}

pub(crate) static SIMPLE_INCIDENT: model::ModelInfo = model::ModelInfo {
    name: "sample.simpleIncident",
    bases: &["sample.incident"],
    is_open: false,
    is_tagged: true,
    fields: &[
        model::FieldInfo::new("id", model::Type::String).key(),
        model::FieldInfo::new("activationCount", model::Type::Int32),
        model::FieldInfo::new("severity", model::Type::Enum(&ALERT_SEVERITY)),
        model::FieldInfo::new("lastSeenDateTime", model::Type::DateTimeOffset).read_only(),
        model::FieldInfo::new("interval", model::Type::Duration),
        model::FieldInfo::new("tags", model::Type::String).collection(),
        model::FieldInfo::new("severities", model::Type::Enum(&ALERT_SEVERITY)).collection(),
        model::FieldInfo::new("modes", model::Type::Enum(&ALERT_SEVERITY)),
        model::FieldInfo::new("owner", model::Type::Object(&OWNER)),
        model::FieldInfo::new("owners", model::Type::Object(&OWNER)).collection(),
        model::FieldInfo::new("related", model::Type::Hierarchy(&INCIDENT)).navigation(),
        model::FieldInfo::new("children", model::Type::Hierarchy(&INCIDENT))
            .collection()
            .navigation()
            .contained(),
        model::FieldInfo::new("payload", model::Type::Json),
        model::FieldInfo::new("secretText", model::Type::String).sensitive(),
    ],
};

graph_core::impl_model! {
    SimpleIncident: SIMPLE_INCIDENT {
        0 => id: String,
        1 => activation_count: Int32,
        2 => severity: Enum,
        3 => last_seen_date_time: DateTimeOffset,
        4 => interval: Duration,
        5 => tags: StringList,
        6 => severities: EnumList,
        7 => modes: Flags,
        8 => owner: Object,
        9 => owners: ObjectList,
        10 => related: Hierarchy,
        11 => children: HierarchyList,
        12 => payload: Json,
        13 => secret_text: String,
    }
}

/// A tagged enum: an abstract base and its derived types.
#[non_exhaustive]
pub enum Incident {
    /// `sample.simpleIncident`
    SimpleIncident(Box<SimpleIncident>),
    /// `sample.emptyIncident`
    EmptyIncident(Box<EmptyIncident>),
    /// A derived type this version does not know: the base's fields typed, all else kept.
    Unknown(Box<IncidentBase>),
}

pub(crate) static INCIDENT: model::HierarchyInfo = model::HierarchyInfo {
    name: "sample.incident",
    variants: &[&SIMPLE_INCIDENT, &EMPTY_INCIDENT],
    base: &INCIDENT_BASE,
};

graph_core::impl_hierarchy! {
    Incident: INCIDENT {
        0 => SimpleIncident(SimpleIncident),
        1 => EmptyIncident(EmptyIncident),
    }
}

macro_rules! plain {
    ($name:ident, $info:ident, $csdl:literal, $bases:expr, $($index:literal $field:ident $wire:literal),*) => {
        /// A struct of strings.
        #[non_exhaustive]
        pub struct $name {
            $(
                /// A string.
                pub $field: Option<String>,
            )*
            extra: model::Extra,
        }

        pub(crate) static $info: model::ModelInfo = model::ModelInfo {
            name: $csdl,
            bases: $bases,
            is_open: false,
            is_tagged: {
                const BASES: &[&str] = $bases;
                !BASES.is_empty()
            },
            fields: &[$(model::FieldInfo::new($wire, model::Type::String)),*],
        };

        graph_core::impl_model! {
            $name: $info {
                $($index => $field: String,)*
            }
        }
    };
}

plain!(Owner, OWNER, "sample.owner", &[], 0 display_name "displayName");
plain!(EmptyIncident, EMPTY_INCIDENT, "sample.emptyIncident", &["sample.incident"], 0 id "id");
plain!(IncidentBase, INCIDENT_BASE, "sample.incident", &[], 0 id "id");
