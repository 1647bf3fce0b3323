//! `call`: the typed calls of HTTP requests.

use std::fs;
use std::path::Path;

use csdl::diagnostic::Diagnostics;
use graph_models_codegen::call::{Calls, NoCall, TypedCall};
use graph_models_codegen::{Features, Options, decide};

use crate::command::CallOptions;
use crate::failure::Failure;
use crate::report::{self, say};
use crate::workspace::Workspace;

pub(crate) fn run(workspace: &Workspace, options: &CallOptions) -> Result<(), Failure> {
    let mut requests = options.requests.clone();
    if let Some(file) = &options.file {
        requests.extend(lines(file)?);
    }
    let mut input = workspace.read_input(&workspace.slices_file(options.slices.as_deref()))?;
    input.set_options(Options { features: Features::Slices, ..Options::default() });
    let mut diagnostics = Diagnostics::default();
    let versions = decide(&input, &mut diagnostics);
    if diagnostics.has_errors() {
        report::diagnostics(&diagnostics, input.sources());
        return Err(Failure::Reported("nothing was looked up".to_owned()));
    }
    let calls: Vec<_> =
        versions.iter().map(|version| (version.module.as_str(), Calls::new(version))).collect();
    let mut missing = 0;
    for request in &requests {
        match find(request, &calls) {
            Ok(_) if options.missing => {}
            Ok((module, call)) => {
                let features = call.features.join(",");
                say!("{request}");
                say!("    {module}: {}  (features: {features})", call.expression);
            }
            Err(reason) => {
                missing += 1;
                say!("{request}");
                say!("    no call: {reason}");
            }
        }
    }
    match missing {
        0 => Ok(()),
        _ => Err(Failure::Found(format!("{missing} of {} requests are no typed calls", requests.len()))),
    }
}

/// The call of the first version that has it; otherwise the reason of the first version that has the root.
fn find<'v>(request: &str, calls: &[(&'v str, Calls<'_>)]) -> Result<(&'v str, TypedCall), NoCall> {
    let mut reasons = Vec::new();
    for (module, calls) in calls {
        match calls.find(request) {
            Ok(call) => return Ok((module, call)),
            Err(reason) => reasons.push(reason),
        }
    }
    reasons.sort_by_key(|reason| matches!(reason, NoCall::NoRoot(_)));
    Err(reasons.into_iter().next().unwrap_or(NoCall::NotARequest))
}

/// The requests of a file: one a line. A tab ends the request, empty lines and lines with `#` are left out.
fn lines(file: &Path) -> Result<Vec<String>, Failure> {
    let text = fs::read_to_string(file).map_err(Failure::io("read", file))?;
    let lines = text.lines().map(|line| line.split('\t').next().unwrap_or_default().trim());
    Ok(lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect())
}
