//! `call`: the typed calls of HTTP requests.

use std::path::Path;

use graph_models_lookup::call::{Calls, NoCall};

use crate::command::CallOptions;
use crate::decided::{self, LookUp};
use crate::failure::Failure;
use crate::report::say;
use crate::workspace::{Workspace, read};

pub(crate) fn run(workspace: &Workspace, options: &CallOptions) -> Result<(), Failure> {
    let mut requests = options.requests.clone();
    if let Some(file) = &options.file {
        requests.extend(lines(file)?);
    }
    let versions = LookUp::new(&options.look_up).versions(workspace)?;
    let calls: Vec<_> = versions.iter().map(Calls::new).collect();
    let mut missing = 0;
    for request in &requests {
        let found = decided::first(
            &calls,
            |calls| calls.find(request).map(|call| (calls.module(), call)),
            |reason: &NoCall| Some(reason.clone()),
        );
        match found {
            Ok(_) if options.missing => {}
            Ok((module, call)) => {
                let features = call.features.join(",");
                say!("{request}");
                say!("    {module}: {}  (features: {features})", call.expression);
            }
            Err(reason) => {
                missing += 1;
                say!("{request}");
                say!("    no call: {}", reason.unwrap_or(NoCall::NotARequest));
            }
        }
    }
    match missing {
        0 => Ok(()),
        _ => Err(Failure::Found(format!("{missing} of {} requests are no typed calls", requests.len()))),
    }
}

/// The requests of a file, one on each line. A tab ends the request. Empty lines and lines that begin with `#` are
/// skipped.
pub(crate) fn lines(file: &Path) -> Result<Vec<String>, Failure> {
    let text = read(file)?;
    let lines = text.lines().map(|line| line.split('\t').next().unwrap_or_default().trim());
    Ok(lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect())
}
