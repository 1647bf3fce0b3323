//! The options of all commands about messages.

use std::sync::OnceLock;

use clap::{Args, ValueEnum};

/// The options of all commands about messages.
#[derive(Debug, Default, Clone, Copy, Args)]
#[command(next_help_heading = "Messages")]
pub struct ReportOptions {
    /// Form of messages on the standard error stream
    #[arg(long, global = true, value_enum, value_name = "FORMAT", default_value_t)]
    pub error_format: ErrorFormat,
    /// Print only results, findings and errors: no summaries, no remarks
    #[arg(long, short, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Also name the files that are read, and the time that the command takes
    #[arg(long, short, global = true)]
    pub verbose: bool,
}

/// The form of messages.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ErrorFormat {
    /// For people
    #[default]
    Human,
    /// For programs: one JSON object per line, as message.schema.json of graph-models-cli describes it
    Json,
}

impl ReportOptions {
    /// The options about messages on a command line whose other arguments are wrong.
    pub(crate) fn of_command_line() -> Self {
        let arguments: Vec<_> = std::env::args().skip(1).collect();
        let is_json = arguments.iter().any(|argument| argument == "--error-format=json")
            || arguments.windows(2).any(|pair| pair == ["--error-format", "json"]);
        let error_format = if is_json { ErrorFormat::Json } else { ErrorFormat::Human };
        Self { error_format, ..Self::default() }
    }

    pub(super) fn is_json(self) -> bool {
        self.error_format == ErrorFormat::Json
    }

    pub(super) fn shows_progress(self) -> bool {
        !self.quiet && !self.is_json()
    }
}

static SETTINGS: OnceLock<ReportOptions> = OnceLock::new();

/// Sets the options, before a command runs. The options belong to the process, like the streams. A second call changes
/// nothing.
pub fn set(options: ReportOptions) {
    let _ = SETTINGS.set(options);
}

pub(super) fn get() -> ReportOptions {
    SETTINGS.get().copied().unwrap_or_default()
}
