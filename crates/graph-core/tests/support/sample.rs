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

graph_core::impl_open_enum!(AlertSeverity);

pub(crate) static ALERT_SEVERITY: open_enum::EnumInfo = open_enum::EnumInfo {
    name: "sample.alertSeverity",
    is_flags: false,
    members: &[("unknown", 0), ("low", 2), ("high", 4), ("unknownFutureValue", 127)],
};

impl open_enum::OpenEnum for AlertSeverity {
    fn info() -> &'static open_enum::EnumInfo {
        &ALERT_SEVERITY
    }

    fn member(&self) -> open_enum::Member<'_> {
        match self {
            Self::Unknown => open_enum::Member::Known(0),
            Self::Low => open_enum::Member::Known(1),
            Self::High => open_enum::Member::Known(2),
            Self::UnknownFutureValue => open_enum::Member::Known(3),
            Self::UnknownMember(member) => open_enum::Member::Unknown(member),
        }
    }

    fn from_index(index: usize) -> Option<Self> {
        Some(match index {
            0 => Self::Unknown,
            1 => Self::Low,
            2 => Self::High,
            3 => Self::UnknownFutureValue,
            _ => return None,
        })
    }

    fn from_unknown(member: open_enum::UnknownMember) -> Self {
        Self::UnknownMember(member)
    }
}

/// A struct: every field is optional.
#[derive(Default)]
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

graph_core::impl_model!(SimpleIncident);

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

impl model::Model for SimpleIncident {
    fn info(&self) -> &'static model::ModelInfo {
        &SIMPLE_INCIDENT
    }

    fn slot(&mut self, field: usize) -> model::Slot<'_> {
        match field {
            0 => model::Slot::String(&mut self.id),
            1 => model::Slot::Int32(&mut self.activation_count),
            2 => model::Slot::Enum(&mut self.severity),
            3 => model::Slot::DateTimeOffset(&mut self.last_seen_date_time),
            4 => model::Slot::Duration(&mut self.interval),
            5 => model::Slot::StringList(&mut self.tags),
            6 => model::Slot::EnumList(&mut self.severities),
            7 => model::Slot::Flags(&mut self.modes),
            8 => model::Slot::Object(&mut self.owner),
            9 => model::Slot::ObjectList(&mut self.owners),
            10 => model::Slot::Hierarchy(&mut self.related),
            11 => model::Slot::HierarchyList(&mut self.children),
            12 => model::Slot::Json(&mut self.payload),
            13 => model::Slot::String(&mut self.secret_text),
            _ => model::Slot::Missing,
        }
    }

    fn get(&self, field: usize) -> model::Ref<'_> {
        match field {
            0 => model::Ref::String(&self.id),
            1 => model::Ref::Int32(&self.activation_count),
            2 => model::Ref::Enum(&self.severity),
            3 => model::Ref::DateTimeOffset(&self.last_seen_date_time),
            4 => model::Ref::Duration(&self.interval),
            5 => model::Ref::StringList(&self.tags),
            6 => model::Ref::EnumList(&self.severities),
            7 => model::Ref::Flags(&self.modes),
            8 => model::Ref::Object(&self.owner),
            9 => model::Ref::ObjectList(&self.owners),
            10 => model::Ref::Hierarchy(&self.related),
            11 => model::Ref::HierarchyList(&self.children),
            12 => model::Ref::Json(&self.payload),
            13 => model::Ref::String(&self.secret_text),
            _ => model::Ref::Missing,
        }
    }

    fn extra(&self) -> &model::Extra {
        &self.extra
    }

    fn extra_mut(&mut self) -> &mut model::Extra {
        &mut self.extra
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

graph_core::impl_hierarchy!(Incident);

pub(crate) static INCIDENT: model::HierarchyInfo = model::HierarchyInfo {
    name: "sample.incident",
    variants: &[&SIMPLE_INCIDENT, &EMPTY_INCIDENT],
    base: &INCIDENT_BASE,
};

impl model::Hierarchy for Incident {
    fn hierarchy() -> &'static model::HierarchyInfo {
        &INCIDENT
    }

    fn new(variant: usize) -> Self {
        match variant {
            0 => Self::SimpleIncident(Box::default()),
            1 => Self::EmptyIncident(Box::default()),
            _ => Self::Unknown(Box::default()),
        }
    }

    fn model(&self) -> &dyn model::Model {
        match self {
            Self::SimpleIncident(model) => &**model,
            Self::EmptyIncident(model) => &**model,
            Self::Unknown(model) => &**model,
        }
    }

    fn model_mut(&mut self) -> &mut dyn model::Model {
        match self {
            Self::SimpleIncident(model) => &mut **model,
            Self::EmptyIncident(model) => &mut **model,
            Self::Unknown(model) => &mut **model,
        }
    }
}

impl From<SimpleIncident> for Incident {
    fn from(model: SimpleIncident) -> Self {
        Self::SimpleIncident(Box::new(model))
    }
}

impl From<EmptyIncident> for Incident {
    fn from(model: EmptyIncident) -> Self {
        Self::EmptyIncident(Box::new(model))
    }
}

macro_rules! plain {
    ($name:ident, $info:ident, $csdl:literal, $bases:expr, $($index:literal $field:ident $wire:literal),*) => {
        /// A struct of strings.
        #[derive(Default)]
        #[non_exhaustive]
        pub struct $name {
            $(
                /// A string.
                pub $field: Option<String>,
            )*
            extra: model::Extra,
        }

        graph_core::impl_model!($name);

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

        impl model::Model for $name {
            fn info(&self) -> &'static model::ModelInfo {
                &$info
            }

            fn slot(&mut self, field: usize) -> model::Slot<'_> {
                match field {
                    $($index => model::Slot::String(&mut self.$field),)*
                    _ => model::Slot::Missing,
                }
            }

            fn get(&self, field: usize) -> model::Ref<'_> {
                match field {
                    $($index => model::Ref::String(&self.$field),)*
                    _ => model::Ref::Missing,
                }
            }

            fn extra(&self) -> &model::Extra {
                &self.extra
            }

            fn extra_mut(&mut self) -> &mut model::Extra {
                &mut self.extra
            }
        }
    };
}

plain!(Owner, OWNER, "sample.owner", &[], 0 display_name "displayName");
plain!(EmptyIncident, EMPTY_INCIDENT, "sample.emptyIncident", &["sample.incident"], 0 id "id");
plain!(IncidentBase, INCIDENT_BASE, "sample.incident", &[], 0 id "id");
