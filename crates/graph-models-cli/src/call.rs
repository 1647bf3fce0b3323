//! `call`: the typed calls of HTTP requests.

use graph_models_lookup::call::{Calls, NoCall};

use crate::command::CallOptions;
use crate::decided::{self, LookUp};
use crate::failure::Failure;
use crate::report::say;
use crate::requests::{Listed, meant, of_arguments, short};
use crate::workspace::Workspace;

pub(crate) fn run(workspace: &Workspace, options: &CallOptions) -> Result<(), Failure> {
    let mut requests = of_arguments(&options.requests);
    if let Some(file) = &options.file {
        let listed = Listed::read(workspace, file)?;
        requests.extend(listed.requests.into_iter().map(|request| request.value));
    }
    let versions = LookUp::new(&options.look_up).versions(workspace)?;
    let calls: Vec<_> = versions.iter().map(Calls::new).collect();
    let mut missing = 0;
    for request in &requests {
        match decided::first(&calls, request, |calls| calls.find(request)) {
            Ok(_) if options.missing => {}
            Ok(call) => {
                let features = match call.features.as_slice() {
                    [] => String::new(),
                    features => format!("  (features: {})", features.join(",")),
                };
                say!("{request}");
                let module = call.module.map(|module| format!("{module}: ")).unwrap_or_default();
                say!("    {module}{}{features}", call.expression);
            }
            Err(reason) => {
                missing += 1;
                say!("{}", short(request));
                say!("    no call: {}", why(request, &reason));
            }
        }
    }
    match missing {
        0 => Ok(()),
        _ => Err(Failure::Found(format!("requests without a typed call: {missing} of {}", requests.len()))),
    }
}

/// The reason why there is no call, with a suggestion of the request that the user probably meant.
pub(crate) fn why(request: &str, reason: &NoCall) -> String {
    match meant(request).filter(|_| *reason == NoCall::NotARequest) {
        Some(meant) => format!("{reason}; did you mean `{}`?", short(&meant)),
        None => short(&reason.to_string()),
    }
}
