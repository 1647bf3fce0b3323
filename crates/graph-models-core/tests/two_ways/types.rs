//! Types of every kind for the tests.

use graph_models_core::{edm, open_enum};

use crate::sample::{AlertSeverity, Incident, Owner};

model! {
    Kinds, "sample.kinds", [];
    0 boolean "boolean" Boolean, bool;
    1 byte "byte" Byte, u8;
    2 s_byte "sByte" SByte, i8;
    3 int16 "int16" Int16, i16;
    4 int32 "int32" Int32, i32;
    5 int64 "int64" Int64, i64;
    6 single "single" Single, f32;
    7 double "double" Double, f64;
    8 decimal "decimal" Decimal, edm::Decimal;
    9 guid "guid" Guid, edm::Guid;
    10 date "date" Date, edm::Date;
    11 time "time" TimeOfDay, edm::TimeOfDay;
    12 instant "instant" DateTimeOffset, edm::DateTimeOffset;
    13 duration "duration" Duration, edm::Duration;
    14 binary "binary" Binary, edm::Binary;
    15 stream "stream" Stream, edm::Stream;
    16 json "json" Json, edm::Json;
    17 text "text" String, String;
    18 booleans "booleans" BooleanList, Vec<bool>;
    19 bytes "bytes" ByteList, Vec<u8>;
    20 int64s "int64s" Int64List, Vec<i64>;
    21 doubles "doubles" DoubleList, Vec<f64>;
    22 decimals "decimals" DecimalList, Vec<edm::Decimal>;
    23 texts "texts" StringList, Vec<String>;
    24 instants "instants" DateTimeOffsetList, Vec<edm::DateTimeOffset>;
    25 streams "streams" StreamList, Vec<edm::Stream>;
    26 jsons "jsons" JsonList, Vec<edm::Json>;
    27 member "member" Enum, AlertSeverity;
    28 members "members" EnumList, Vec<AlertSeverity>;
    29 flags "flags" Flags, open_enum::FlagSet<AlertSeverity>;
    30 flag_sets "flagSets" FlagsList, Vec<open_enum::FlagSet<AlertSeverity>>;
    31 object "object" Object, Box<Owner>;
    32 objects "objects" ObjectList, Vec<Owner>;
    33 incident "incident" Hierarchy, Incident;
    34 incidents "incidents" HierarchyList, Vec<Incident>;
    35 inner "kinds" Object, Box<Kinds>;
}

model! {
    AnimalBase, "sample.animal", [];
    0 name "name" String, String;
}

model! {
    Dog, "sample.dog", ["sample.animal"];
    0 name "name" String, String;
    1 kinds "kinds" ObjectList, Vec<Kinds>;
    2 friend "friend" Hierarchy, Animal;
    3 friends "friends" HierarchyList, Vec<Animal>;
}

/// A tagged enum of a concrete base.
pub(crate) enum Animal {
    #[allow(clippy::enum_variant_names, reason = "a variant has the full name of its type")]
    Animal(Box<AnimalBase>),
    Dog(Box<Dog>),
    Unknown(Box<AnimalBase>),
}

graph_models_core::impl_hierarchy! {
    Animal: "sample.animal", base: AnimalBase {
        0 => Animal(AnimalBase) = "sample.animal",
        1 => Dog(Dog) = "sample.dog",
    }
}
