//! `find`: roots, requests, types and properties by words.

mod cache;

use graph_models_lookup::find::{Entry, Index, Kind};
use serde_json::{Value, json};

use crate::command::{FindOptions, OutputFormat};
use crate::decided::LookUp;
use crate::failure::Failure;
use crate::options::InputOptions;
use crate::report::{self, say};
use crate::workspace::Workspace;
use cache::Cache;

pub(crate) fn run(workspace: &Workspace, options: &FindOptions) -> Result<(), Failure> {
    let text = options.text.join(" ");
    if !text.contains(char::is_alphanumeric) {
        return Err(Failure::refused("there is no word to look for", "say for example `find send mail`"));
    }
    let indexes = indexes(workspace, &options.look_up)?;
    let all = indexes.iter().flat_map(|(module, index)| {
        index.find(&text).into_iter().map(move |found| (found.score, module.as_str(), found.entry))
    });
    let mut found: Vec<_> = all.collect();
    found.sort_by(|(one, ..), (other, ..)| other.cmp(one));
    let count = found.len();
    found.truncate(options.limit.get());
    match options.format {
        OutputFormat::Text => {
            for (_, module, entry) in &found {
                print(module, entry);
            }
            if count > found.len() {
                say!("{} of {count} are listed; --limit lists more", found.len());
            }
        }
        OutputFormat::Json => {
            let rows: Vec<_> = found.iter().map(|(_, module, entry)| row(module, entry)).collect();
            report::document(&rows)?;
        }
    }
    if count == 0 { Err(nothing(&text, &indexes)) } else { Ok(()) }
}

/// The failure of a search without a result, with a suggestion of the words that the user probably meant.
fn nothing(text: &str, indexes: &[(String, Index)]) -> Failure {
    let meant = indexes.iter().find_map(|(_, index)| index.nearest(text));
    let meant = meant.map(|meant| format!("; did you mean `{meant}`?")).unwrap_or_default();
    Failure::Found(format!("nothing has all of these words: {text}{meant}"))
}

/// The indexes of all versions, each with its module.
fn indexes(workspace: &Workspace, options: &InputOptions) -> Result<Vec<(String, Index)>, Failure> {
    let look_up = LookUp::new(options);
    let cache = Cache::new(&look_up.contents(workspace)?);
    if let Some(indexes) = cache.read() {
        return Ok(indexes);
    }
    let versions = look_up.versions(workspace)?;
    let indexes = versions.iter().map(|version| (version.module.clone(), Index::new(version)));
    let indexes: Vec<_> = indexes.collect();
    cache.write(&indexes);
    Ok(indexes)
}

/// Prints an entry on two lines: its name, and its Rust with features and scopes.
fn print(module: &str, entry: &Entry) {
    match entry.kind {
        Kind::Request => say!("{}", entry.name),
        kind => say!("{} {}", kind.word(), entry.name),
    }
    let mut facts = Vec::new();
    if !entry.features.is_empty() {
        facts.push(format!("features: {}", entry.features.join(",")));
    }
    let (delegated, application) = &entry.scopes;
    if !delegated.is_empty() && delegated == application {
        facts.push(format!("delegated and application: {}", delegated.join(" or ")));
    } else {
        for (access, scopes) in [("delegated", delegated), ("application", application)] {
            if !scopes.is_empty() {
                facts.push(format!("{access}: {}", scopes.join(" or ")));
            }
        }
    }
    let facts = if facts.is_empty() { String::new() } else { format!("  ({})", facts.join("; ")) };
    say!("    {module}: {}{facts}", entry.rust);
}

fn row(module: &str, entry: &Entry) -> Value {
    json!({
        "kind": entry.kind.word(),
        "name": entry.name,
        "module": module,
        "rust": entry.rust,
        "features": entry.features,
        "delegated": entry.scopes.0,
        "application": entry.scopes.1,
        "description": entry.description,
    })
}
