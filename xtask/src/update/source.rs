//! The source of an input: a file, or an address.
//!
//! An address comes from a command line or from another file, and its text goes to logs and into the repository. So
//! an address is shown without its query and fragment, and an address with a user name or password is refused.

use std::collections::BTreeSet;
use std::path::PathBuf;

use graph_models_cli::failure::Failure;
use xtask_codegen::workspace::shown;

/// The versions of Graph, as files and addresses name them.
const VERSIONS: [&str; 2] = ["beta", "v1.0"];
/// The most characters of an address.
const LONGEST: usize = 2_000;

/// The source of an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Source {
    /// A file.
    File(PathBuf),
    /// An address with `https`, or with `http` on this machine.
    Address(String),
}

impl Source {
    /// Reads a source from the command line.
    pub(super) fn parse(text: &str) -> Result<Self, Failure> {
        let Some((scheme, rest)) = text.split_once("://") else { return Ok(Self::File(PathBuf::from(text))) };
        let refused = |problem: &str| Err(Failure::Reported(format!("{}: {problem}", without_query(text))));
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        if authority.contains('@') {
            return Err(Failure::Reported(
                "an address with a user or a password is not taken: it would be recorded".to_owned(),
            ));
        }
        if authority.is_empty() || !text.bytes().all(|byte| byte.is_ascii_graphic()) || text.len() > LONGEST {
            return refused("this is no address");
        }
        match scheme.to_ascii_lowercase().as_str() {
            "https" => Ok(Self::Address(text.to_owned())),
            "http" if is_loopback(authority) => Ok(Self::Address(text.to_owned())),
            "http" => refused("what is generated must not depend on a connection without TLS; use https"),
            _ => refused("a source is a file, or an address that begins with https://"),
        }
    }

    /// The name in messages.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::File(path) => shown(path),
            Self::Address(address) => without_query(address).to_owned(),
        }
    }

    /// The name in the provenance. For a file it is only the file name, since folders differ between machines.
    pub(super) fn recorded(&self) -> String {
        match self {
            Self::File(path) => {
                path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
            }
            Self::Address(address) => without_query(address).to_owned(),
        }
    }

    /// Returns `true` if requests can be conditional. An address with a query cannot, since it is recorded without
    /// the query.
    pub(super) fn has_conditions(&self) -> bool {
        matches!(self, Self::Address(address) if without_query(address) == address)
    }
}

/// A source of metadata, and its version: `beta=FILE`, or a source that names a version.
pub(super) fn versioned(text: &str, versions: &BTreeSet<String>) -> Result<(String, Source), Failure> {
    let known = |version: &str| match versions.contains(version) {
        true => Ok(version.to_owned()),
        false => Err(Failure::Reported(format!("no slice is of version `{version}`"))),
    };
    if let Some((version, source)) = text.split_once('=')
        && VERSIONS.contains(&version)
    {
        return Ok((known(version)?, Source::parse(source)?));
    }
    let source = Source::parse(text)?;
    let naming = source.recorded();
    let named: Vec<_> = VERSIONS.into_iter().filter(|version| naming.contains(version)).collect();
    let version = match (named.as_slice(), versions.first()) {
        ([version], _) => known(version)?,
        ([], Some(only)) if versions.len() == 1 => only.clone(),
        _ => {
            let shown = source.shown();
            return Err(Failure::Reported(format!(
                "of which version is {shown}? write --metadata v1.0={shown} or beta={shown}"
            )));
        }
    };
    Ok((version, source))
}

/// An address without query and fragment.
fn without_query(address: &str) -> &str {
    address.split(['?', '#']).next().unwrap_or_default()
}

/// Returns `true` for unambiguous names of this machine.
fn is_loopback(authority: &str) -> bool {
    ["127.0.0.1", "[::1]", "localhost"].into_iter().any(|host| {
        let port = authority.strip_prefix(host);
        port.is_some_and(|port| port.is_empty() || port.strip_prefix(':').is_some_and(is_number))
    })
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::PathBuf;

    use super::{Source, versioned};

    #[test]
    fn an_address_is_safe_to_ask_and_to_record() {
        for address in [
            "https://graph.microsoft.com/v1.0/$metadata",
            "HTTPS://example.com",
            "http://127.0.0.1:8080/x",
            "http://[::1]/x",
            "http://localhost:1/x",
        ] {
            assert_eq!(Source::parse(address).unwrap(), Source::Address(address.to_owned()));
        }
        for (address, problem) in [
            ("https://me:secret@example.com/x", "a user or a password"),
            ("http://me@127.0.0.1/x", "a user or a password"),
            ("http://example.com/x", "without TLS"),
            ("http://127.0.0.1.example.com/x", "without TLS"),
            ("http://localhost:1x/x", "without TLS"),
            ("ftp://example.com/x", "begins with https"),
            ("file:///etc/passwd", "no address"),
            ("https://", "no address"),
            ("https://a b/", "no address"),
            ("https://a\u{1b}[1m/", "no address"),
            ("https://\u{e4}.example/", "no address"),
        ] {
            let error = Source::parse(address).unwrap_err().to_string();
            assert!(error.contains(problem) && !error.contains("secret"), "{address}: {error}");
        }
    }

    #[test]
    fn neither_a_query_nor_a_folder_is_recorded() {
        let address = Source::parse("https://example.com/beta?token=secret#x").unwrap();
        assert_eq!((address.shown(), address.recorded()), twice("https://example.com/beta"));
        assert!(!address.has_conditions());
        assert!(Source::parse("https://example.com/beta").unwrap().has_conditions());
        let file = Source::parse("/home/me/v1.0.csdl").unwrap();
        assert_eq!(file.recorded(), "v1.0.csdl");
        assert!(!file.has_conditions());
    }

    #[test]
    fn a_version_is_named_or_follows_from_the_source() {
        let both = BTreeSet::from(["beta".to_owned(), "v1.0".to_owned()]);
        let beta = BTreeSet::from(["beta".to_owned()]);
        let version = |text: &str, versions| versioned(text, versions).map(|(version, _)| version);
        assert_eq!(version("https://example.com/v1.0/$metadata", &both).unwrap(), "v1.0");
        assert_eq!(version("beta=https://example.com/v1.0/$metadata", &both).unwrap(), "beta");
        assert_eq!(version("beta/v1.0-Prod.csdl", &both).unwrap(), "v1.0");
        assert_eq!(version("graph.csdl", &beta).unwrap(), "beta");
        let file = versioned("v1.0=beta.csdl", &both).unwrap();
        assert_eq!(file, ("v1.0".to_owned(), Source::File(PathBuf::from("beta.csdl"))));
        for (text, versions) in [
            ("graph.csdl", &both),
            ("beta-v1.0.csdl", &both),
            ("v1.0.csdl", &beta),
            ("v1.0=beta.csdl", &beta),
        ] {
            assert!(version(text, versions).is_err(), "{text}");
        }
    }

    fn twice(text: &str) -> (String, String) {
        (text.to_owned(), text.to_owned())
    }
}
