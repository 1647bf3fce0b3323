//! Tables of facts about requests, built from literals at compile time.
//!
//! A catalog has thousands of rows. With a function call for each row, the compiler would check thousands of blocks.
//! Literals cost hardly any time.

#![allow(clippy::indexing_slicing, reason = "it happens at compile time: a wrong index does not compile")]

use std::mem::{forget, replace};

use super::{Binding, Cloud, Method, OperationInfo, Scopes};

/// One request: name, method, path, binding type, true if the request is bound to a collection of the type, and rarer
/// facts.
pub type Row = (&'static str, &'static str, &'static str, &'static str, bool, &'static [Fact]);

/// A fact that few requests have.
#[derive(Debug, Clone, Copy)]
pub enum Fact {
    /// [`OperationInfo::delegated`]: the least privileged scopes, then the higher ones.
    Delegated(&'static [&'static str], &'static [&'static str]),
    /// [`OperationInfo::application`]: the least privileged scopes, then the higher ones.
    Application(&'static [&'static str], &'static [&'static str]),
    /// [`OperationInfo::roles`]
    Roles(&'static [&'static str]),
    /// [`OperationInfo::clouds`]
    Clouds(&'static [Cloud]),
    /// [`OperationInfo::statuses`]
    Statuses(&'static [u16]),
    /// [`OperationInfo::is_long_running`]
    LongRunning,
    /// [`OperationInfo::documentation`]
    Documentation(&'static str),
    /// [`OperationInfo::filter`]
    Filter(&'static str),
    /// [`OperationInfo::required_options`]
    RequiredOptions(&'static [&'static str]),
}

/// Builds the facts about all requests of a version, from one row each.
pub const fn rows<const N: usize>(version: &'static str, rows: [Row; N]) -> [OperationInfo; N] {
    let mut infos = [const { OperationInfo::new("", "", Method::GET, "", Binding::one("")) }; N];
    let mut index = 0;
    while index < N {
        // `forget`, because nothing can be dropped at compile time.
        forget(replace(&mut infos[index], row(version, rows[index])));
        index += 1;
    }
    infos
}

/// Builds the facts about one request of a version.
pub const fn row(version: &'static str, row: Row) -> OperationInfo {
    let (name, verb, path, type_name, is_collection, facts) = row;
    let mut info =
        OperationInfo::new(name, version, method(verb), path, Binding { type_name, is_collection });
    let mut index = 0;
    while index < facts.len() {
        add(&mut info, facts[index]);
        index += 1;
    }
    info
}

const fn add(info: &mut OperationInfo, fact: Fact) {
    match fact {
        Fact::Delegated(least, higher) => info.delegated = Scopes { least, higher },
        Fact::Application(least, higher) => info.application = Scopes { least, higher },
        Fact::Roles(roles) => info.roles = roles,
        Fact::Clouds(clouds) => info.clouds = clouds,
        Fact::Statuses(statuses) => info.statuses = statuses,
        Fact::LongRunning => info.is_long_running = true,
        Fact::Documentation(page) => info.documentation = Some(page),
        Fact::Filter(filter) => info.filter = Some(filter),
        Fact::RequiredOptions(options) => info.required_options = options,
    }
}

#[allow(clippy::panic, reason = "it happens at compile time: such a row does not compile")]
const fn method(verb: &str) -> Method {
    match verb.as_bytes() {
        b"GET" => Method::GET,
        b"POST" => Method::POST,
        b"PATCH" => Method::PATCH,
        b"PUT" => Method::PUT,
        b"DELETE" => Method::DELETE,
        _ => panic!("requests have no other method"),
    }
}
