//! `snippet`: the Rust program for a documented request.

use std::path::Path;

use graph_models_lookup::call::Calls;
use graph_models_lookup::snippet::{Asked, AskedBody, NoSnippet, Snippet, Snippets};

use crate::command::SnippetOptions;
use crate::decided::{self, LookUp};
use crate::failure::Failure;
use crate::report;
use crate::workspace::{Workspace, read};

pub(crate) fn run(workspace: &Workspace, options: &SnippetOptions) -> Result<(), Failure> {
    let asked = asked(options)?;
    let versions = LookUp::new(&options.look_up).versions(workspace)?;
    let calls: Vec<_> = versions.iter().map(Calls::new).collect();
    let reason = |reason: &NoSnippet| match reason {
        NoSnippet::NoCall(reason) => Some(reason.clone()),
        _ => None,
    };
    let made = decided::first(&calls, |calls| Snippets::new(calls).find(&asked), reason);
    match made {
        Ok(snippet) => print(&snippet),
        Err(Some(reason)) => return Err(Failure::Found(format!("no snippet: {reason}"))),
        Err(None) => {
            return Err(Failure::Reported("there is no version to look the request up in".to_owned()));
        }
    }
    Ok(())
}

fn print(snippet: &Snippet) {
    let manifest = snippet.manifest(env!("CARGO_PKG_VERSION"));
    report::results(&format!("# Cargo.toml\n{manifest}\n// src/main.rs\n{}", snippet.program()));
}

/// The request with its headers and its body.
fn asked(options: &SnippetOptions) -> Result<Asked, Failure> {
    let problem = "this is no method and path, such as `PATCH /users/{id}`";
    let mut asked = Asked::parse(&options.request).ok_or_else(|| Failure::Reported(problem.to_owned()))?;
    for header in &options.headers {
        let (name, value) = header.split_once(':').ok_or_else(|| {
            Failure::Reported(format!("`{header}` is no header; write it as `Prefer: respond-async`"))
        })?;
        asked.headers.push((name.trim().to_owned(), value.trim().to_owned()));
    }
    let media_type = asked.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
    let media_type = media_type.map(|(_, value)| value.clone());
    if let Some(path) = &options.body {
        asked.body = Some(body(path, media_type)?);
    }
    Ok(asked)
}

/// The body: JSON by its content, or a file that the program reads if the media type is another one.
fn body(path: &Path, media_type: Option<String>) -> Result<AskedBody, Failure> {
    let is_json = |media_type: &String| media_type.contains("json");
    if let Some(media_type) = media_type.filter(|it| !is_json(it)) {
        // The program reads the file later, so the file must exist.
        std::fs::metadata(path).map_err(Failure::io("read", path))?;
        return Ok(AskedBody::File { path: path.display().to_string(), media_type });
    }
    let text = read(path)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let value = serde_json::from_str(text).map_err(|error| {
        Failure::Reported(format!(
            "{} is no JSON: {error}; name the media type of another body, as `--header 'Content-Type: text/html'`",
            path.display()
        ))
    })?;
    Ok(AskedBody::Json(value))
}
