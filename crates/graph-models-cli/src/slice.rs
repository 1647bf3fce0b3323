//! `slice`: the content of slices, and the reasons for it.

use csdl::diagnostic::Diagnostics;
use graph_models_codegen::{Input, holdings, why};

use crate::command::SliceCommand;
use crate::failure::Failure;
use crate::options::SlicesOption;
use crate::report::{self, say};
use crate::workspace::Workspace;

/// The conclusion from errors in the input.
const NOTHING_FOUND: &str = "nothing was looked up";

pub(crate) fn run(workspace: &Workspace, command: &SliceCommand) -> Result<(), Failure> {
    match command {
        SliceCommand::Why { name, slices } => explain(name, &input(workspace, slices)?),
        SliceCommand::Show { name, slices } => show(name.as_deref(), &input(workspace, slices)?),
    }
}

fn input(workspace: &Workspace, slices: &SlicesOption) -> Result<Input, Failure> {
    workspace.read_input(&workspace.slices_file(slices.slices.as_deref()))
}

fn explain(name: &str, input: &Input) -> Result<(), Failure> {
    let mut diagnostics = Diagnostics::default();
    let chains = why(input, name, &mut diagnostics);
    report::require_no_errors(&diagnostics, input.sources(), NOTHING_FOUND)?;
    if chains.is_empty() {
        return Err(Failure::Reported(format!("no slice holds `{name}`")));
    }
    for chain in chains {
        say!("{}:", chain.slice);
        for (depth, line) in chain.lines.iter().enumerate() {
            say!("  {}{line}", "  ".repeat(depth));
        }
    }
    Ok(())
}

fn show(name: Option<&str>, input: &Input) -> Result<(), Failure> {
    let mut diagnostics = Diagnostics::default();
    let mut holdings = holdings(input, &mut diagnostics);
    report::require_no_errors(&diagnostics, input.sources(), NOTHING_FOUND)?;
    if let Some(name) = name {
        let known = holdings.iter().map(|holding| holding.summary.name.as_str());
        let unknown = Failure::unknown(format!("there is no slice `{name}`"), name, known);
        holdings.retain(|holding| holding.summary.name == name);
        if holdings.is_empty() {
            return Err(unknown);
        }
    }
    for holding in holdings {
        say!("{}", holding.summary);
        for ty in holding.types {
            say!("  {ty}");
        }
        for operation in holding.operations {
            let note =
                if operation.has_request { "" } else { "; no request: no path leads to what it is bound to" };
            say!("  {}  {}{note}", operation.name, operation.kind);
        }
    }
    Ok(())
}
