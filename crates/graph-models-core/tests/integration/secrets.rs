//! No `Debug` text and no error shows a token, a claim, an id or a value of a filter, or an address that is its own
//! permission. One value of every public type of requests is made, and its text is searched for marks. States stand in
//! `states.rs`, errors in `errors.rs`; `exported.rs` checks that no type is forgotten.
//!
//! Content that the program requested, such as an entity or a page, is data. Its own `Debug` may show what the schema
//! declares, and nothing else: see `received.rs`.

mod errors;
mod exported;
mod received;
mod states;

use std::fmt::Debug;

use crate::calls::{Changes, Report};
use crate::marks::{FILTER, ID, ROWS, debug, get, incident, patch, path, query};
use crate::sample::{Incident, SimpleIncident};
use graph_models_core::request::query::{Filter, Query};
use graph_models_core::request::{
    AddReference, Argument, At, Batch, Body, Call, Content, Count, Create, Delete, GetReference, List,
    ListReferences, Listing, Many, Member, Members, Multipart, NoContent, One, Operation, Part, Path, Prefer,
    ReadMedia, Reference, RemoveReference, Replace, ReplaceItems, Service, SetReference, TypedPath, Update,
    WithCreate, WithDelete, WithOptions, WithReplace, WithUpdate, WriteMedia,
};

#[test]
fn paths_show_their_templates() {
    assert_eq!(format!("{:?}", path().add("/messages", &[])), r#"Path("/users/{id}/messages")"#);
    debug(&path().function("/f", &[("name", Argument::Text(&ID)), ("ids", Argument::Json(&[ID]))]));
    debug(&path().by_names::<Path>("SECRET-ID/SECRET-ID"));
    for argument in [
        Argument::Text(&ID),
        Argument::Plain(&ID),
        Argument::Names(&ID),
        Argument::Json(&ID),
        Argument::Absent,
    ] {
        debug(&argument);
    }
    debug(&path().by::<At>("/x/{y}", &[&ID]));
    debug(&One::<SimpleIncident>::from_path(path()));
    debug(&One::<SimpleIncident>::from_path(path()).property(SimpleIncident::SEVERITY));
    debug(&One::<SimpleIncident>::from_path(path()).property(SimpleIncident::SEVERITY).value());
    debug(&Part::<SimpleIncident>::from_path(path()));
    debug(&Many::<SimpleIncident, One<SimpleIncident>>::from_path(path()).item(ID));
    debug(&Listing::<SimpleIncident, One<SimpleIncident>>::from_path(path()).item(ID));
    debug(&Members::<At, Member<At>>::from_path(path()).item(ID));
    debug(&Reference::<At>::from_path(path()));
    debug(&WithCreate::<At, SimpleIncident>::from_path(path()));
    debug(&WithUpdate::<At, SimpleIncident>::from_path(path()));
    debug(&WithReplace::<At, SimpleIncident>::from_path(path()));
    debug(&WithDelete::<At>::from_path(path()));
    debug(&Service::global().entity_id(&path()).unwrap());
}

#[test]
fn queries_show_the_names_of_their_options() {
    let names = "Query { $expand, $filter, $search, $skiptoken }";
    assert_eq!(
        (format!("{:?}", query()), format!("{:?}", Query::<()>::new())),
        (names.into(), "Query".into())
    );
    assert_eq!(format!("{:?}", SimpleIncident::ID.eq(FILTER)), "Filter(..)");
    debug(&Filter::<SimpleIncident>::raw(FILTER));
    debug(&SimpleIncident::CHILDREN.with(Query::new().filter(Incident::ID.eq(FILTER))));
}

/// Makes all kinds of requests, with marks in the path, the options and the body.
#[test]
fn requests_show_neither_keys_nor_values() {
    fn request<O: Operation + Debug + WithOptions>(operation: O) {
        let operation = operation
            .with_query_option("x", FILTER)
            .header("x-tag", ID)
            .prefer(Prefer::other("y", Some(ID)))
            .workbook_session(ID);
        // The request that is sent has the marks.
        let sent = operation.to_http(&Service::global()).unwrap();
        assert!(sent.uri().to_string().contains(ID), "{}", sent.uri());
        debug(&operation);
        debug(&operation.parts());
        let mut batch = Batch::new(&Service::global());
        debug(&batch.add(&operation).unwrap());
        debug(&batch);
    }
    request(get());
    request(List::<SimpleIncident>::new(&path()).query(query()));
    request(Count::<SimpleIncident>::new(&path()).query(query()));
    request(Create::new(&path(), incident()).query(query()));
    request(Update::<SimpleIncident>::new(&path(), patch()).query(query()));
    request(Replace::new(&path(), incident()).with_body(Content::text(ID)));
    request(ReplaceItems::new(&path(), vec![ID.to_owned()]));
    request(Delete::new(&path()));
    request(AddReference::new(&path(), &path()));
    request(SetReference::new(&path(), &path()));
    request(RemoveReference::new(&path()));
    request(RemoveReference::by_id(&path(), &path()));
    request(ListReferences::new(&path()));
    request(GetReference::new(&path()));
    request(ReadMedia::new(&path()));
    request(WriteMedia::<NoContent>::new(&path(), ID, "text/plain"));
    request(One::<SimpleIncident>::from_path(path()).property(SimpleIncident::SEVERITY).value());
    request(Call::<Report>::new(&ROWS[0], path().add("/report", &[]), incident()));
    request(Call::<Changes>::new(&ROWS[1], path().function("/delta", &[]), ()).query(query()));
}

#[test]
fn bodies_show_their_kind() {
    debug(&Content::html(ID));
    debug(&Multipart::new().part("a", "text/html", ID).build().unwrap());
    debug(&Multipart::new().part("a", "text/html", ID));
    debug(&Body::Json(&incident()));
    debug(&Body::Json(&patch()));
    debug(&Body::Reference(&path()));
    debug(&Body::Bytes(&ID.into(), "text/plain"));
    debug(&Prefer::other("y", Some(ID)));
}
