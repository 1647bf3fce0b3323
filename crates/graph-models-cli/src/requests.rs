//! Requests as people write them: on the command line, and in files with one on each line.

use std::path::Path;

use csdl::diagnostic::Diagnostic;
use csdl::kind::Kind;
use csdl::source::{Placed, Sources};
use graph_models_lookup::call::METHODS;

use crate::failure::Failure;
use crate::report;
use crate::workspace::{Workspace, read};

/// The most characters of a request in a message.
const LONGEST: usize = 400;

/// The requests of a file, with their places in it.
pub(crate) struct Listed {
    pub(crate) sources: Sources,
    pub(crate) requests: Vec<Placed<String>>,
}

impl Listed {
    /// Reads a file with one request on each line. A tab ends the request. Empty lines and lines that begin with `#`
    /// are skipped.
    pub(crate) fn read(workspace: &Workspace, path: &Path) -> Result<Self, Failure> {
        let mut sources = Sources::default();
        let file = sources.add(workspace.shown(path), read(path)?);
        let text = sources.file(file).map_or("", |source| source.text.as_str());
        if let Some((kind, place)) = Kind::of(text) {
            let problem = Diagnostic::error(format!("this is {}, and no list of requests", kind.name()));
            let problem = problem.at(file.place(place), "begins here");
            let help = kind.remedy().unwrap_or("a line is a method and a path, such as `GET /users/{id}`");
            return Err(report::problem(problem.help(help), &sources, "nothing was looked up"));
        }
        let mut requests = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let cell = line.split('\t').next().unwrap_or_default();
            let request = cell.trim();
            let at = start + (cell.len() - cell.trim_start().len());
            start += line.len();
            if !request.is_empty() && !request.starts_with('#') {
                let place = file.place(at..at + request.len());
                requests.push(Placed { value: request.to_owned(), place });
            }
        }
        if requests.is_empty() {
            let problem = format!("there is no request in {}", workspace.shown(path));
            return Err(Failure::refused(
                problem,
                "a line is a method and a path, such as `GET /users/{id}`; lines that begin with `#` are skipped",
            ));
        }
        Ok(Self { sources, requests })
    }
}

/// The requests of a command line: a method stands before its path in the same argument or in the one before.
pub(crate) fn of_arguments(arguments: &[String]) -> Vec<String> {
    let mut requests: Vec<String> = Vec::new();
    let mut method: Option<&String> = None;
    for argument in arguments {
        match method.take() {
            Some(method) => requests.push(format!("{method} {argument}")),
            None if METHODS.contains(&argument.as_str()) => method = Some(argument),
            None => requests.push(argument.clone()),
        }
    }
    requests.extend(method.cloned());
    requests
}

/// The request that the user probably meant by a text that is no request.
pub(crate) fn meant(text: &str) -> Option<String> {
    let text = text.trim();
    match text.split_once(char::is_whitespace) {
        Some((word, path)) => {
            let method = word.to_ascii_uppercase();
            (word != method && METHODS.contains(&method.as_str()))
                .then(|| format!("{method} {}", path.trim()))
        }
        None if text.starts_with('/') || text.starts_with("https://") => Some(format!("GET {text}")),
        None => None,
    }
}

/// A request in a message. A very long request is cut.
pub(crate) fn short(request: &str) -> String {
    match request.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", request.get(..end).unwrap_or_default()),
        None => request.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, meant, of_arguments, short};

    #[test]
    fn a_method_and_its_path_may_be_two_arguments() {
        let of = |arguments: &[&str]| {
            of_arguments(&arguments.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(of(&["GET", "/me", "POST /users"]), ["GET /me", "POST /users"]);
        assert_eq!(of(&["GET"]), ["GET"]);
        assert_eq!(of(&["GET", "GET", "/me"]), ["GET GET", "/me"]);
    }

    #[test]
    fn a_request_without_its_method_is_understood() {
        assert_eq!(meant("get  /users").as_deref(), Some("GET /users"));
        assert_eq!(meant("/users").as_deref(), Some("GET /users"));
        assert_eq!(
            meant("https://graph.microsoft.com/v1.0/me").as_deref(),
            Some("GET https://graph.microsoft.com/v1.0/me")
        );
        assert_eq!(meant("users"), None);
        assert_eq!(meant("GET /users"), None);
        assert_eq!(meant("got /users"), None);
    }

    #[test]
    fn long_requests_are_cut_between_characters() {
        let text = "é".repeat(LONGEST);
        assert_eq!(short(&text), text);
        assert_eq!(short(&format!("{text}a")), format!("{text}…"));
    }
}
