//! Compares a view with the decoded value, property by property.

use std::fmt::Debug;

use graph_models_core::__private::property;
use graph_models_core::model::{Field, FieldKind, ModelExt};
use graph_models_core::view::{ViewValue, Viewable};
use graph_models_core::{View, edm, from_slice, open_enum};

use crate::agree::Both;
use crate::sample::{AlertSeverity, Incident, Owner, SimpleIncident};
use crate::types::{Animal, Dog, Kinds};

/// A type whose views are compared property by property.
trait Compare: Viewable + Both {
    /// Compares the properties of a view with the fields of the decoded value.
    fn compare(view: &View<'_, Self>, value: &Self);
}

/// Reads a text as a view and as a value, and asserts that the results are equal. Returns `true` for a value.
#[track_caller]
fn agree<T: Compare>(bytes: &[u8]) -> bool {
    let shown = || String::from_utf8_lossy(bytes).into_owned();
    match (View::<T>::from_slice(bytes), from_slice::<T>(bytes)) {
        (Ok(view), Ok(value)) => {
            compare(&view, &value);
            true
        }
        (Err(own), Err(whole)) => {
            assert_eq!(own.to_string(), whole.to_string(), "{}", shown());
            false
        }
        (Err(own), Ok(_)) => panic!("no view: {own}\n{}", shown()),
        (Ok(_), Err(whole)) => panic!("a view, but no value: {whole}\n{}", shown()),
    }
}

/// Compares a view with the decoded value as a whole.
#[track_caller]
fn compare<T: Compare>(view: &View<'_, T>, value: &T) {
    let read = view.read().unwrap();
    // NaN is not equal to itself.
    assert!(read == *value || view.text().contains("NaN"), "{}", view.text());
    T::compare(view, value);
}

/// Compares a property without parts.
#[track_caller]
fn same<T, V, A, F>(view: &View<'_, T>, property: Field<T, V, A>, field: &F)
where
    T: Viewable + Into<T>,
    V: ViewValue,
    A: FieldKind<V>,
    for<'t> V::View<'t>: Debug,
    F: Debug,
{
    let seen = view.get(property).unwrap();
    assert_eq!(format!("{seen:?}"), format!("{field:?}"), "{property:?} of {}", view.text());
}

/// Compares an object, if there is one.
#[track_caller]
fn same_object<T: Compare>(view: Option<View<'_, T>>, field: Option<&T>) {
    match (view, field) {
        (Some(view), Some(field)) => compare(&view, field),
        (view, field) => assert_eq!(view.is_some(), field.is_some(), "{view:?}"),
    }
}

/// Compares a list of objects, if there is one.
#[track_caller]
fn same_objects<T: Compare>(views: Option<Vec<View<'_, T>>>, field: Option<&[T]>) {
    assert_eq!(views.as_ref().map(Vec::len), field.map(<[T]>::len));
    for (view, field) in views.into_iter().flatten().zip(field.into_iter().flatten()) {
        compare(&view, field);
    }
}

/// Compares the content that a type does not declare.
fn same_rest<T: Viewable>(view: &View<'_, T>, extra: &graph_models_core::Extra) {
    for (name, value) in extra.undeclared().iter().chain(extra.control().iter()) {
        assert_eq!(view.json(name).unwrap().as_ref(), Some(value), "{name} of {}", view.text());
    }
    assert_eq!(view.json("a name that is not there").unwrap(), None);
    assert_eq!(view.names().count(), view.names().filter(|name| view.raw(name).is_some()).count());
}

impl Compare for Owner {
    fn compare(view: &View<'_, Self>, value: &Self) {
        same(view, Self::DISPLAY_NAME, &value.display_name);
        same_rest(view, value.extra());
    }
}

impl Compare for SimpleIncident {
    fn compare(view: &View<'_, Self>, value: &Self) {
        same(view, Self::TAGS, &value.tags);
        same(view, Self::ID, &value.id);
        same(view, Self::ACTIVATION_COUNT, &value.activation_count);
        same(view, Self::SEVERITY, &value.severity);
        same(view, Self::INTERVAL, &value.interval);
        same_object(view.view(Self::OWNER).unwrap(), value.owner.as_deref());
        same_object(view.view(Self::RELATED).unwrap(), value.related.get());
        same_objects(view.views(Self::CHILDREN).unwrap(), value.children.get().map(Vec::as_slice));
        same_rest(view, value.extra());
    }
}

impl Compare for Incident {
    fn compare(view: &View<'_, Self>, value: &Self) {
        let simple = match value {
            Self::SimpleIncident(simple) => Some(&**simple),
            _ => None,
        };
        let id = graph_models_core::__private::shared_text(value, 0);
        assert_eq!(view.get(Self::ID).unwrap().as_deref(), id);
        let count = simple.and_then(|simple| simple.activation_count);
        assert_eq!(view.get(SimpleIncident::ACTIVATION_COUNT).unwrap(), count);
        let owner = simple.and_then(|simple| simple.owner.as_deref());
        same_object(view.view(SimpleIncident::OWNER).unwrap(), owner);
        same_rest(view, value.as_model().extra());
    }
}

impl Compare for Animal {
    fn compare(view: &View<'_, Self>, value: &Self) {
        const FRIENDS: Field<Dog, Vec<Animal>> = property(3, "friends");
        let friends = match value {
            Self::Dog(dog) => dog.friends.as_deref(),
            _ => None,
        };
        same_objects(view.views(FRIENDS).unwrap(), friends);
        same_rest(view, value.as_model().extra());
    }
}

macro_rules! kinds {
    ($view:ident $value:ident $($position:literal $field:ident $wire:literal $rust:ty;)*) => {
        $(same($view, property::<Kinds, $rust, graph_models_core::model::Writable>($position, $wire), &$value.$field);)*
    };
}

impl Compare for Kinds {
    fn compare(view: &View<'_, Self>, value: &Self) {
        const OBJECT: Field<Kinds, Box<Owner>> = property(31, "object");
        const OBJECTS: Field<Kinds, Vec<Owner>> = property(32, "objects");
        const INCIDENT: Field<Kinds, Incident> = property(33, "incident");
        const INCIDENTS: Field<Kinds, Vec<Incident>> = property(34, "incidents");
        const INNER: Field<Kinds, Box<Kinds>> = property(35, "kinds");

        kinds! {
            view value
            17 text "text" String;
            0 boolean "boolean" bool;
            1 byte "byte" u8;
            2 s_byte "sByte" i8;
            3 int16 "int16" i16;
            4 int32 "int32" i32;
            5 int64 "int64" i64;
            6 single "single" f32;
            7 double "double" f64;
            8 decimal "decimal" edm::Decimal;
            9 guid "guid" edm::Guid;
            10 date "date" edm::Date;
            11 time "time" edm::TimeOfDay;
            12 instant "instant" edm::DateTimeOffset;
            13 duration "duration" edm::Duration;
            14 binary "binary" edm::Binary;
            15 stream "stream" edm::Stream;
            16 json "json" edm::Json;
            18 booleans "booleans" Vec<bool>;
            19 bytes "bytes" Vec<u8>;
            20 int64s "int64s" Vec<i64>;
            21 doubles "doubles" Vec<f64>;
            22 decimals "decimals" Vec<edm::Decimal>;
            23 texts "texts" Vec<String>;
            24 instants "instants" Vec<edm::DateTimeOffset>;
            25 streams "streams" Vec<edm::Stream>;
            26 jsons "jsons" Vec<edm::Json>;
            27 member "member" AlertSeverity;
            28 members "members" Vec<AlertSeverity>;
            29 flags "flags" open_enum::FlagSet<AlertSeverity>;
            30 flag_sets "flagSets" Vec<open_enum::FlagSet<AlertSeverity>>;
        }
        same_object(view.view(OBJECT).unwrap(), value.object.as_deref());
        same_objects(view.views(OBJECTS).unwrap(), value.objects.as_deref());
        same_object(view.view(INCIDENT).unwrap(), value.incident.as_ref());
        same_objects(view.views(INCIDENTS).unwrap(), value.incidents.as_deref());
        same_object(view.view(INNER).unwrap(), value.inner.as_deref());
        same_rest(view, value.extra());
    }
}

/// Reads a text as all kinds of types.
#[track_caller]
pub(crate) fn agree_on_all(bytes: &[u8]) -> usize {
    usize::from(agree::<SimpleIncident>(bytes))
        + usize::from(agree::<Incident>(bytes))
        + usize::from(agree::<Kinds>(bytes))
        + usize::from(agree::<Animal>(bytes))
        + usize::from(agree::<Owner>(bytes))
}
