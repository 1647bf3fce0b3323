//! The command line of the tool.

mod address;
mod try_page;

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::after_help;
use crate::options::{GenerateOptions, InputOptions, SlicesOption};
use crate::report::ReportOptions;
use crate::schema_diff::DiffOptions;
pub use try_page::TryOptions;

/// Types and requests of Microsoft Graph, from its metadata.
#[derive(Debug, Parser)]
#[command(name = "graph-models", version, after_help = after_help!(
    "PROGRAM find send mail --metadata v1.0.csdl",
    "PROGRAM snippet 'PATCH /users/{id}' --body user.json --metadata v1.0.csdl",
    "PROGRAM generate --out src/graph",
))]
pub struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) report: ReportOptions,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Generates Rust: modules, or a crate of its own
    #[command(
        after_help = after_help!(
            "PROGRAM generate --out src/graph",
            "PROGRAM generate --out src/graph --check",
            "PROGRAM generate --all --metadata v1.0.csdl --out graph --crate-name graph",
        ),
        mut_arg("out", |out| out.required(true))
    )]
    Generate(GenerateOptions),
    /// Compares two states of metadata: breaking changes, for readers, writers and Rust, and likely mistakes upstream
    #[command(after_help = after_help!(
        "PROGRAM diff old.csdl new.csdl",
        "PROGRAM diff old.csdl new.csdl --slices schemas/slices.toml --fail-on risky",
        "PROGRAM diff main..HEAD --format markdown --output report.md",
    ))]
    Diff(Box<DiffOptions>),
    /// Checks, formats and extracts metadata
    #[command(after_help = after_help!(
        "PROGRAM schema stat v1.0.csdl",
        "PROGRAM schema check --against v1.0.csdl",
    ))]
    Schema {
        #[command(subcommand)]
        command: SchemaCommand,
    },
    /// Prints the completions for a shell, which the shell can read
    #[command(after_help = after_help!(
        "PROGRAM completions bash > ~/.local/share/bash-completion/completions/graph-models",
        "PROGRAM completions fish > ~/.config/fish/completions/graph-models.fish",
        "PROGRAM completions zsh > ~/.zfunc/_graph-models",
    ))]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    #[command(flatten)]
    Shared(SharedCommand),
}

/// The commands that have one name everywhere.
#[derive(Debug, Subcommand)]
pub enum SharedCommand {
    /// Decodes and encodes recorded payloads as the types of a metadata file, and reports any loss
    #[command(after_help = after_help!(
        "PROGRAM conform --metadata v1.0.csdl --manifest payloads/list.tsv",
        "PROGRAM conform --metadata v1.0.csdl --manifest payloads/list.tsv --strict --format json",
    ))]
    Conform(ConformOptions),
    /// Shows the content of slices, and the reasons for it
    #[command(after_help = after_help!(
        "PROGRAM slice show",
        "PROGRAM slice why microsoft.graph.user",
    ))]
    Slice {
        /// The command.
        #[command(subcommand)]
        command: SliceCommand,
    },
    /// Prints the typed calls of HTTP requests, with the features that have them: `call 'PATCH /users/{id}'`
    #[command(after_help = after_help!(
        "PROGRAM call 'PATCH /users/{id}'",
        "PROGRAM call 'GET /me/messages' --metadata v1.0.csdl",
        "PROGRAM call --file requests.txt --missing",
    ))]
    Call(CallOptions),
    /// Finds roots, requests, types and properties by words: `find send mail`
    #[command(after_help = after_help!(
        "PROGRAM find send mail",
        "PROGRAM find displayName --metadata v1.0.csdl --limit 5",
    ))]
    Find(FindOptions),
    /// Prints the Rust program that sends a documented HTTP request: `snippet 'PATCH /users/{id}' --body user.json`
    #[command(after_help = after_help!(
        "PROGRAM snippet 'GET /users?$select=id,displayName&$top=5'",
        "PROGRAM snippet 'PATCH /users/{id}' --body user.json",
        "PROGRAM snippet 'GET /users/$count' --header 'ConsistencyLevel: eventual'",
    ))]
    Snippet(SnippetOptions),
    /// Prints the least scopes of requests: as a table, for an app registration, as an API manifest
    #[command(after_help = after_help!(
        "PROGRAM consent --slice mail",
        "PROGRAM consent --requests requests.txt --access application",
        "PROGRAM consent --source src",
        "PROGRAM consent --slice mail --format app-manifest --ids provisioningInfo.json",
    ))]
    Consent(ConsentOptions),
    /// Serves a page: paste metadata or a payload, see the Rust, the value, the difference of two versions
    ///
    /// Prints the address of the page, and serves it until Ctrl-C. Open the address in a browser. The page has three
    /// tabs:
    ///
    /// Rust: the Rust that `generate` makes of metadata. Compare: the findings of `diff` about two versions of
    /// metadata. Payload: the value that `conform` reads from JSON, and everything that is odd about it. This tab
    /// compiles the types, so it needs cargo.
    ///
    /// The page needs no network. Programs on this machine can reach the page. Other machines and other sites cannot.
    #[command(after_help = after_help!("PROGRAM try", "PROGRAM try --address 8080 --metadata v1.0.csdl"))]
    Try(TryOptions),
}

/// The options of `find`.
#[derive(Debug, Args)]
pub struct FindOptions {
    /// Words that every result must contain
    #[arg(required = true)]
    pub text: Vec<String>,
    /// The metadata.
    #[command(flatten)]
    pub look_up: InputOptions,
    /// The most entries to list
    #[arg(long, value_name = "N", default_value_t = NonZeroUsize::MIN.saturating_add(19))]
    pub limit: NonZeroUsize,
    /// Form of the results
    #[arg(long, value_enum, default_value_t = OutputFormat::Text)]
    pub format: OutputFormat,
}

/// The options of `snippet`.
#[derive(Debug, Args)]
pub struct SnippetOptions {
    /// A method and a path, with query options: `GET /users?$select=id`
    #[arg(required = true)]
    pub request: Vec<String>,
    /// File with the body: JSON, unless a header names another media type
    #[arg(long, value_name = "FILE")]
    pub body: Option<PathBuf>,
    /// A header, such as `Prefer: respond-async`; may be given several times
    #[arg(long = "header", value_name = "HEADER")]
    pub headers: Vec<String>,
    /// The metadata.
    #[command(flatten)]
    pub look_up: InputOptions,
}

/// The options of `consent`.
#[derive(Debug, Args)]
pub struct ConsentOptions {
    /// Requests of this slice; may be given several times [default: all slices]
    #[arg(long, value_name = "NAME", conflicts_with_all = ["requests", "source"])]
    pub slice: Vec<String>,
    /// File with one request on each line, such as `GET /users/{id}`
    #[arg(long, value_name = "FILE")]
    pub requests: Option<PathBuf>,
    /// The Rust source of a program, a folder or a file: its typed calls give the requests. Calls that are not
    /// understood are listed; add their requests by `--requests`
    #[arg(long, value_name = "DIR")]
    pub source: Option<PathBuf>,
    /// The identity on whose behalf the requests are made
    #[arg(long, value_enum, default_value_t = AccessOption::Both)]
    pub access: AccessOption,
    /// Form of the results
    #[arg(long, value_enum, default_value_t = ConsentFormat::Table)]
    pub format: ConsentFormat,
    /// File with the ids of scopes, for `app-manifest`: Graph's provisioningInfo.json, or the answer to `GET
    /// /servicePrincipals(appId='00000003-0000-0000-c000-000000000000')`
    #[arg(long, value_name = "FILE", required_if_eq("format", "app-manifest"))]
    pub ids: Option<PathBuf>,
    /// The metadata.
    #[command(flatten)]
    pub look_up: InputOptions,
}

/// The identity on whose behalf requests are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AccessOption {
    /// A signed-in user
    Delegated,
    /// The application itself
    Application,
    /// Either
    Both,
}

/// The form of scopes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ConsentFormat {
    /// A table for people
    Table,
    /// `requiredResourceAccess` of an app registration
    AppManifest,
    /// An API manifest, with the requests
    ApiManifest,
}

/// The options of `call`.
#[derive(Debug, Args)]
pub struct CallOptions {
    /// Requests: a method and a path, such as `GET /users/{id}/messages`
    #[arg(required_unless_present = "file")]
    pub requests: Vec<String>,
    /// A file with one request on each line
    #[arg(long, value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Prints only the requests without a typed call
    #[arg(long)]
    pub missing: bool,
    /// The metadata.
    #[command(flatten)]
    pub look_up: InputOptions,
}

/// The commands about slices.
#[derive(Debug, Subcommand)]
pub enum SliceCommand {
    /// Prints the chain of declarations that took a type or operation into each slice
    #[command(after_help = after_help!(
        "PROGRAM slice why microsoft.graph.user",
        "PROGRAM slice why sendMail --slices schemas/slices.toml",
    ))]
    Why {
        /// A qualified or simple name, or the name of an operation with its binding type: `ns.action(ns.type)`
        name: String,
        /// The slices.
        #[command(flatten)]
        slices: SlicesOption,
    },
    /// Prints the content of slices, with counts
    #[command(after_help = after_help!(
        "PROGRAM slice show",
        "PROGRAM slice show mail",
    ))]
    Show {
        /// Only this slice
        name: Option<String>,
        /// The slices.
        #[command(flatten)]
        slices: SlicesOption,
    },
}

/// The commands about metadata.
#[derive(Debug, Subcommand)]
pub enum SchemaCommand {
    /// Compares every declaration of our metadata with the same one in a whole metadata file
    #[command(after_help = after_help!(
        "PROGRAM schema check --against v1.0.csdl",
        "PROGRAM schema check --against v1.0.csdl --version v1.0",
    ))]
    Check(CheckOptions),
    /// Counts the declarations of a metadata file
    #[command(after_help = after_help!(
        "PROGRAM schema stat v1.0.csdl",
    ))]
    Stat(StatOptions),
    /// Writes metadata in canonical form
    #[command(after_help = after_help!(
        "PROGRAM schema fmt",
        "PROGRAM schema fmt --check schemas/v1.0",
    ))]
    Fmt(FormatOptions),
    /// Extracts from a whole metadata file the part that the slices of a version need, and keeps our descriptions
    #[command(after_help = after_help!(
        "PROGRAM schema extract --from v1.0.csdl",
        "PROGRAM schema extract --from v1.0.csdl --version v1.0 --out new",
    ))]
    Extract(ExtractOptions),
    /// Extracts from Graph's permissions.json the scopes of the requests of the slices
    #[command(after_help = after_help!(
        "PROGRAM schema permissions --from permissions.json",
        "PROGRAM schema permissions --from permissions.json --check",
    ))]
    Permissions(PermissionsOptions),
}

/// The options of `conform`.
#[derive(Debug, Args)]
pub struct ConformOptions {
    /// A whole metadata file
    #[arg(long, value_name = "FILE")]
    pub metadata: PathBuf,
    /// List of payloads: tab-separated, with the columns `file` (beside the list), `type` and `shape`
    #[arg(long, value_name = "TSV")]
    pub manifest: PathBuf,
    /// Refuse payloads with a value that is not of its declared type
    #[arg(long)]
    pub strict: bool,
    /// The crate graph-models-core to decode with: a folder, or a version [default: the version of this program]
    #[arg(long, value_name = "PATH")]
    pub runtime: Option<String>,
    /// Form of the results
    #[arg(long, value_enum, default_value_t = OutputFormat::Text)]
    pub format: OutputFormat,
}

/// The form of results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OutputFormat {
    /// For people
    Text,
    /// For programs
    Json,
}

/// The options of `schema check`.
#[derive(Debug, Args)]
pub struct CheckOptions {
    /// A whole metadata file
    #[arg(long, value_name = "FILE")]
    pub against: PathBuf,
    /// The slices.
    #[command(flatten)]
    pub slices: SlicesOption,
    /// Version of the whole file; needed if the slices have several versions
    #[arg(long, value_name = "VERSION")]
    pub version: Option<String>,
}

/// The options of `schema fmt`.
#[derive(Debug, Args)]
pub struct FormatOptions {
    /// Write nothing; list the files that are not in canonical form, and fail if there are any
    #[arg(long)]
    pub check: bool,
    /// Metadata files, or folders of them [default: the metadata that schemas/slices.toml names]
    #[arg(value_name = "FILES")]
    pub files: Vec<PathBuf>,
}

/// The options of `schema extract`.
#[derive(Debug, Args)]
pub struct ExtractOptions {
    /// A whole metadata file
    #[arg(long, value_name = "WHOLE")]
    pub from: PathBuf,
    /// The slices.
    #[command(flatten)]
    pub slices: SlicesOption,
    /// Folder to write to [default: the folder of the file of slices]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Version of the whole file; needed if the slices have several versions
    #[arg(long, value_name = "VERSION")]
    pub version: Option<String>,
}

/// The options of `schema permissions`.
#[derive(Debug, Args)]
pub struct PermissionsOptions {
    /// Graph's permissions.json
    #[arg(long, value_name = "FILE")]
    pub from: PathBuf,
    /// The slices.
    #[command(flatten)]
    pub slices: SlicesOption,
    /// Write nothing; fail if permissions.toml beside the slices is not up to date
    #[arg(long)]
    pub check: bool,
}

/// The options of `schema stat`.
#[derive(Debug, Args)]
pub struct StatOptions {
    /// A metadata file
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}
