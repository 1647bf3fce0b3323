//! `snippet`: the Rust program for a documented request.

use std::io::ErrorKind;
use std::path::Path;

use graph_models_lookup::call::Calls;
use graph_models_lookup::snippet::{self, Asked, AskedBody};

use crate::command::SnippetOptions;
use crate::decided::{self, LookUp};
use crate::failure::Failure;
use crate::json_file;
use crate::report;
use crate::requests::{meant, short};
use crate::workspace::Workspace;

pub(crate) fn run(workspace: &Workspace, options: &SnippetOptions) -> Result<(), Failure> {
    let request = options.request.join(" ");
    let asked = asked(workspace, options, &request)?;
    let versions = LookUp::new(&options.look_up).versions(workspace)?;
    let calls: Vec<_> = versions.iter().map(Calls::new).collect();
    let made = decided::first(&calls, &request, |calls| snippet::find(calls, &asked));
    let snippet = made.map_err(|reason| Failure::Found(format!("no snippet: {reason}")))?;
    let manifest = snippet.manifest(env!("CARGO_PKG_VERSION"));
    report::results(&format!("# Cargo.toml\n{manifest}\n// src/main.rs\n{}", snippet.program()));
    Ok(())
}

/// The request with its headers and its body.
fn asked(workspace: &Workspace, options: &SnippetOptions, request: &str) -> Result<Asked, Failure> {
    let mut asked = Asked::parse(request).ok_or_else(|| {
        let problem = format!("`{}` is no method and path, such as `PATCH /users/{{id}}`", short(request));
        let help = meant(request).map(|meant| format!("did you mean `{}`?", short(&meant)));
        Failure::Refused { problem, help: help.into_iter().collect() }
    })?;
    for header in &options.headers {
        asked.headers.push(self::header(header)?);
    }
    let media_type = asked.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
    let media_type = media_type.map(|(_, value)| value.clone());
    if let Some(path) = &options.body {
        asked.body = Some(body(workspace, path, media_type)?);
    }
    Ok(asked)
}

/// A header from its line.
fn header(line: &str) -> Result<(String, String), Failure> {
    let parts = line.split_once(':').map(|(name, value)| (name.trim(), value.trim()));
    let Some((name, value)) = parts.filter(|(name, value)| is_name(name) && is_value(value)) else {
        let problem = format!("`{}` is no header", short(line));
        return Err(Failure::refused(problem, "write it as `Prefer: respond-async`"));
    };
    if name.eq_ignore_ascii_case("authorization") {
        report::remark("the client sets the header Authorization itself, from the token in GRAPH_TOKEN");
    }
    Ok((name.to_owned(), value.to_owned()))
}

/// Returns true for the name of a header: a token, as HTTP calls it.
fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// Returns true for the value of a header, which has no control characters.
fn is_value(value: &str) -> bool {
    !value.chars().any(|c| c.is_control() && c != '\t')
}

/// The body: JSON by its content, or a file that the program reads if the media type is another one.
fn body(workspace: &Workspace, path: &Path, media_type: Option<String>) -> Result<AskedBody, Failure> {
    let is_json = |media_type: &String| media_type.contains("json");
    if let Some(media_type) = media_type.filter(|it| !is_json(it)) {
        // The program reads the file later, so the file must exist.
        let file = std::fs::metadata(path).map_err(Failure::io("read", path))?;
        if file.is_dir() {
            return Err(Failure::io("read", path)(ErrorKind::IsADirectory.into()));
        }
        return Ok(AskedBody::File { path: path.display().to_string(), media_type });
    }
    let remedy = "a body of another media type needs its header: `--header 'Content-Type: text/html'`";
    Ok(AskedBody::Json(json_file::value(workspace, path, remedy)?))
}

#[cfg(test)]
mod tests {
    use super::header;

    #[test]
    fn a_header_has_a_name_and_a_value() {
        let header = |line: &str| header(line).ok();
        assert_eq!(header("Prefer: a=\"b:c\" "), Some(("Prefer".to_owned(), "a=\"b:c\"".to_owned())));
        assert_eq!(header("X-Empty:"), Some(("X-Empty".to_owned(), String::new())));
        for wrong in ["Prefer", ": x", "Pre fer: x", "Prefér: x", "", "A: b\r\nC: d"] {
            assert_eq!(header(wrong), None, "{wrong}");
        }
    }
}
