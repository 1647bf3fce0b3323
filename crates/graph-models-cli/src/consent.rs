//! `consent`: the least scopes of requests, for people, for an app registration, and as an API manifest.

mod gather;
mod ids;
mod manifest;
mod source;

use std::collections::BTreeMap;

use graph_models_core::request::least_scopes;
use graph_models_lookup::consent::Needed;

use crate::command::{AccessOption, ConsentFormat, ConsentOptions};
use crate::decided::LookUp;
use crate::failure::Failure;
use crate::report::{self, counted, note, say};
use crate::workspace::Workspace;
use gather::{Files, Gathered};
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
    require_no_contradiction(options, &look_up)?;
    let files = Files::read(workspace, options)?;
    let versions = look_up.versions(workspace)?;
    let (gathered, problems) = files.gather(&versions, options)?;
    if gathered.is_empty() {
        return Err(nothing(options));
    }
    let needed = &gathered.needed;
    let consents: Vec<_> = accesses(options.access).iter().map(|&access| consent(needed, access)).collect();
    match options.format {
        ConsentFormat::Table => print(needed, &consents),
        ConsentFormat::AppManifest => {
            let path =
                options.ids.as_deref().ok_or_else(|| Failure::Reported("there are no ids".to_owned()))?;
            let ids = Ids::read(workspace, path)?;
            report::document(&manifest::of_app(&consents, &ids)?)?;
        }
        ConsentFormat::ApiManifest => report::document(&manifest::of_api(needed, &consents))?,
    }
    problems.show();
    finish(&consents, &gathered, look_up.has_no_permissions(workspace))
}

/// The failure of a command without any request.
fn nothing(options: &ConsentOptions) -> Failure {
    match options.source {
        Some(_) => Failure::refused(
            "the source has no typed call",
            "typed calls begin at a function of a module `paths`: `paths::users(id).get()`",
        ),
        None => Failure::refused(
            "the slices have no request",
            "--requests takes a file with a request a line, such as `GET /users/{id}`",
        ),
    }
}

/// Refuses an option that has no effect together with the other options.
fn require_no_contradiction(options: &ConsentOptions, look_up: &LookUp) -> Result<(), Failure> {
    if options.ids.is_some() && options.format != ConsentFormat::AppManifest {
        let help = "add `--format app-manifest`, or leave `--ids` out";
        return Err(Failure::refused("--ids is for the ids in an app manifest", help));
    }
    if look_up.is_whole() && !options.slice.is_empty() {
        let help = "name the file of slices by `--slices FILE`, or the requests by `--requests FILE`";
        return Err(Failure::refused("--slice needs slices, and --metadata alone has none", help));
    }
    Ok(())
}

fn accesses(option: AccessOption) -> &'static [Access] {
    match option {
        AccessOption::Delegated => &[Access::Delegated],
        AccessOption::Application => &[Access::Application],
        AccessOption::Both => &[Access::Delegated, Access::Application],
    }
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
        let scopes_there = counted(scopes.len(), "scope", "scopes");
        say!("{}: {scopes_there} for {}", access.word(), counted(known, "request", "requests"));
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
                let whole = request.scopes_of.as_ref().map(|path| format!(" (scopes of {path})"));
                let whole = whole.unwrap_or_default();
                say!("    {} /{}{}{whole}", request.method, request.version, request.path);
            }
        }
    }
}

/// Lists the requests without known scopes: a program may need more scopes than the printed ones.
fn finish(consents: &[Consent<'_>], gathered: &Gathered, has_no_permissions: bool) -> Result<(), Failure> {
    let mut count = gathered.missing;
    // A request is unknown if it has no scope for any of the shown kinds of access.
    let is_unknown = |request: &&&Needed| consents.iter().all(|consent| consent.unknown.contains(request));
    let first = consents.first().map(|consent| consent.unknown.as_slice()).unwrap_or_default();
    for request in first.iter().filter(is_unknown) {
        count += 1;
        note!("no scopes are known: {} /{}{}", request.method, request.version, request.path);
    }
    let unclear = (gathered.unclear > 0).then(|| {
        let places = counted(gathered.unclear, "place is", "places are");
        format!("{places} not understood: `--requests FILE` adds what is sent there")
    });
    if count == 0 {
        return unclear.map_or(Ok(()), |unclear| Err(Failure::Found(unclear)));
    }
    let remedy = match has_no_permissions {
        true => "; no permissions were read: --permissions FILE takes Graph's permissions.json",
        false => "",
    };
    let requests = counted(count, "request", "requests");
    let unclear = unclear.map(|unclear| format!("; {unclear}")).unwrap_or_default();
    Err(Failure::Found(format!("{requests} may need more than these scopes{remedy}{unclear}")))
}
