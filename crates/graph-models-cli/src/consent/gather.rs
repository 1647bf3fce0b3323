//! Collects the requests whose scopes the user wants: the requests of slices, of a list, or of the source of a program.

use csdl::diagnostic::{Diagnostic, Diagnostics};
use csdl::source::Sources;
use graph_models_codegen::rust::Version;
use graph_models_lookup::call::Calls;
use graph_models_lookup::consent::{Needed, of_request, of_slices};
use graph_models_lookup::source;

use super::source::Program;
use crate::call::why;
use crate::command::ConsentOptions;
use crate::decided;
use crate::failure::Failure;
use crate::report;
use crate::requests::{Listed, short};
use crate::workspace::Workspace;

/// The files that name requests. They are read before any work that takes time.
pub(super) struct Files {
    listed: Option<Listed>,
    program: Option<Program>,
}

/// The requests, and what is missing among them.
#[derive(Default)]
pub(super) struct Gathered {
    pub(super) needed: Vec<Needed>,
    /// The number of requests of the list that no version has.
    pub(super) missing: usize,
    /// The number of places in the source whose requests are not understood.
    pub(super) unclear: usize,
}

impl Files {
    pub(super) fn read(workspace: &Workspace, options: &ConsentOptions) -> Result<Self, Failure> {
        let listed = options.requests.as_deref().map(|file| Listed::read(workspace, file)).transpose()?;
        let program = options.source.as_deref().map(|path| Program::read(workspace, path)).transpose()?;
        Ok(Self { listed, program })
    }

    /// The requests of the files. Without files, the requests of the slices.
    pub(super) fn gather(
        &self,
        versions: &[Version],
        options: &ConsentOptions,
    ) -> Result<(Gathered, Problems<'_>), Failure> {
        let mut gathered = Gathered::default();
        let mut problems = Problems::default();
        if self.listed.is_none() && self.program.is_none() {
            gathered.needed = of_named_slices(versions, &options.slice)?;
            return Ok((gathered, problems));
        }
        let calls: Vec<_> = versions.iter().map(Calls::new).collect();
        if let Some(listed) = &self.listed {
            problems.0.push((&listed.sources, gathered.add_list(listed, &calls)));
        }
        if let Some(program) = &self.program {
            // If there is a list, it is expected to name the requests of the places that are not understood.
            let is_covered = self.listed.is_some();
            problems.0.push((&program.sources, gathered.add_program(program, &calls, is_covered)));
        }
        gathered.needed.sort();
        gathered.needed.dedup();
        Ok((gathered, problems))
    }
}

impl Gathered {
    /// Returns true if no request was found, and no place that may send one.
    pub(super) fn is_empty(&self) -> bool {
        self.needed.is_empty() && self.missing == 0 && self.unclear == 0
    }

    fn add_list(&mut self, listed: &Listed, calls: &[Calls<'_>]) -> Diagnostics {
        let mut problems = Diagnostics::default();
        for request in &listed.requests {
            let text = &request.value;
            match decided::first(calls, text, |calls| of_request(calls, text)) {
                Ok(found) => self.needed.push(found),
                Err(reason) => {
                    let reason = why(text, &reason);
                    let problem = Diagnostic::error(format!("no call: {}: {reason}", short(text)));
                    problems.push(problem.at(request.place, ""));
                    self.missing += 1;
                }
            }
        }
        problems
    }

    fn add_program(&mut self, program: &Program, calls: &[Calls<'_>], is_covered: bool) -> Diagnostics {
        let mut problems = Diagnostics::default();
        for &file in &program.files {
            let text = program.sources.file(file).map_or("", |source| source.text.as_str());
            let found = source::find(calls, text);
            self.needed.extend(found.requests);
            for unclear in found.unclear {
                let problem = format!("not understood: {}", unclear.reason);
                let problem = match is_covered {
                    true => Diagnostic::note(problem),
                    false => Diagnostic::error(problem),
                };
                problems.push(problem.at(file.place(unclear.place), ""));
                self.unclear += usize::from(!is_covered);
            }
        }
        problems
    }
}

/// Problems, each with the files that they are about.
#[derive(Default)]
pub(super) struct Problems<'f>(Vec<(&'f Sources, Diagnostics)>);

impl Problems<'_> {
    pub(super) fn show(&self) {
        for (sources, problems) in &self.0 {
            report::diagnostics(problems, sources);
        }
    }
}

/// The requests of the slices of these names; without names those of all slices.
fn of_named_slices(versions: &[Version], names: &[String]) -> Result<Vec<Needed>, Failure> {
    let slices = || versions.iter().flat_map(|version| &version.slices);
    if let Some(name) = names.iter().find(|name| slices().all(|slice| slice.name != **name)) {
        let known = slices().map(|slice| slice.name.as_str());
        return Err(Failure::unknown(format!("there is no slice `{name}`"), name, known));
    }
    Ok(of_slices(versions, names))
}
