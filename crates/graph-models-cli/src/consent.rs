//! `consent`: the least scopes of requests, for people, for an app registration, and as an API manifest.

mod ids;
mod manifest;

use std::collections::BTreeMap;

use graph_models_codegen::rust::Version;
use graph_models_core::request::least_scopes;
use graph_models_lookup::call::{Calls, NoCall};
use graph_models_lookup::consent::{Needed, of_request, of_slices};

use crate::call;
use crate::command::{AccessOption, ConsentFormat, ConsentOptions};
use crate::decided::{self, LookUp};
use crate::failure::Failure;
use crate::report::{self, note, say};
use crate::workspace::Workspace;
use ids::Ids;

/// An identity on whose behalf requests are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Access {
    Delegated,
    Application,
}

impl Access {
    fn word(self) -> &'static str {
        match self {
            Self::Delegated => "delegated",
            Self::Application => "application",
        }
    }

    /// Scopes of a request: the least privileged ones, then the higher ones.
    fn of(self, needed: &Needed) -> &(Vec<String>, Vec<String>) {
        match self {
            Self::Delegated => &needed.delegated,
            Self::Application => &needed.application,
        }
    }
}

/// The scopes that requests need together.
struct Consent<'n> {
    access: Access,
    scopes: Vec<&'n str>,
    /// Requests without a known scope.
    unknown: Vec<&'n Needed>,
}

pub(crate) fn run(workspace: &Workspace, options: &ConsentOptions) -> Result<(), Failure> {
    let look_up = LookUp::new(&options.look_up);
    let versions = look_up.versions(workspace)?;
    let (needed, missing) = needed(&versions, options)?;
    if needed.is_empty() && missing.is_empty() {
        let help = "--requests takes a file with a request a line, such as `GET /users/{id}`";
        return Err(Failure::refused("there is no request", help));
    }
    let consents: Vec<_> = accesses(options.access).iter().map(|&access| consent(&needed, access)).collect();
    match options.format {
        ConsentFormat::Table => print(&needed, &consents),
        ConsentFormat::AppManifest => {
            let path =
                options.ids.as_deref().ok_or_else(|| Failure::Reported("there are no ids".to_owned()))?;
            let ids = Ids::read(workspace, path)?;
            report::document(&format!("{:#}", manifest::of_app(&consents, &ids)?));
        }
        ConsentFormat::ApiManifest => {
            report::document(&format!("{:#}", manifest::of_api(&needed, &consents)));
        }
    }
    finish(&consents, &missing, look_up.has_no_permissions())
}

fn accesses(option: AccessOption) -> &'static [Access] {
    match option {
        AccessOption::Delegated => &[Access::Delegated],
        AccessOption::Application => &[Access::Application],
        AccessOption::Both => &[Access::Delegated, Access::Application],
    }
}

type Missing = Vec<(String, NoCall)>;

/// The requests of the slices or of the file, and the requests that no version has.
fn needed(versions: &[Version], options: &ConsentOptions) -> Result<(Vec<Needed>, Missing), Failure> {
    let Some(file) = &options.requests else {
        let slices = || versions.iter().flat_map(|version| &version.slices);
        if let Some(name) = options.slice.iter().find(|name| slices().all(|slice| slice.name != **name)) {
            let known = slices().map(|slice| slice.name.as_str());
            return Err(Failure::unknown(format!("there is no slice `{name}`"), name, known));
        }
        return Ok((of_slices(versions, &options.slice), Vec::new()));
    };
    let requests = call::lines(file)?;
    let calls: Vec<_> = versions.iter().map(Calls::new).collect();
    let (mut needed, mut missing) = (Vec::new(), Vec::new());
    for request in requests {
        let found = decided::first(
            &calls,
            |calls| of_request(calls, &request),
            |reason: &NoCall| Some(reason.clone()),
        );
        match found {
            Ok(found) => needed.push(found),
            Err(reason) => missing.push((request, reason.unwrap_or(NoCall::NotARequest))),
        }
    }
    needed.sort();
    needed.dedup();
    Ok((needed, missing))
}

fn consent(needed: &[Needed], access: Access) -> Consent<'_> {
    let scopes = needed.iter().map(|request| access.of(request));
    let scopes = least_scopes(scopes.map(|(least, higher)| (least.as_slice(), higher.as_slice())));
    let unknown = needed.iter().filter(|request| access.of(request).0.is_empty()).collect();
    Consent { access, scopes, unknown }
}

/// The scopes, each with the requests that it allows.
fn print(needed: &[Needed], consents: &[Consent<'_>]) {
    for Consent { access, scopes, unknown } in consents {
        let known = needed.len() - unknown.len();
        let scopes_word = if scopes.len() == 1 { "scope" } else { "scopes" };
        say!("{}: {} {scopes_word} for {known} requests", access.word(), scopes.len());
        let mut allowed: BTreeMap<&str, Vec<&Needed>> = BTreeMap::new();
        for request in needed {
            let (least, higher) = access.of(request);
            let is_chosen = |way: &&String| way.split('+').all(|scope| scopes.contains(&scope));
            if let Some(way) = least.iter().chain(higher).find(is_chosen) {
                way.split('+').for_each(|scope| allowed.entry(scope).or_default().push(request));
            }
        }
        for (scope, requests) in allowed {
            say!("  {scope}");
            for request in requests {
                say!("    {} /{}{}", request.method, request.version, request.path);
            }
        }
    }
}

/// Names the requests whose scopes nobody knows: a program with the listed scopes may lack some.
fn finish(consents: &[Consent<'_>], missing: &Missing, has_no_permissions: bool) -> Result<(), Failure> {
    for (request, reason) in missing {
        note!("no call: {request}: {reason}");
    }
    let mut count = missing.len();
    // A request is unknown if it has no scope for any of the shown kinds of access.
    let is_unknown = |request: &&&Needed| consents.iter().all(|consent| consent.unknown.contains(request));
    let first = consents.first().map(|consent| consent.unknown.as_slice()).unwrap_or_default();
    for request in first.iter().filter(is_unknown) {
        count += 1;
        note!("no scopes are known: {} /{}{}", request.method, request.version, request.path);
    }
    if count == 0 {
        return Ok(());
    }
    let remedy = match has_no_permissions {
        true => "; no permissions were read: --permissions FILE takes Graph's permissions.json",
        false => "",
    };
    Err(Failure::Found(format!("{count} requests may need more than these scopes{remedy}")))
}
