//! Inputs as texts: read from a file, or downloaded by the program `xtask-download`.
//!
//! Must not know what is in the texts, beyond the features that distinguish metadata and permissions from other files.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use csdl::kind;
use graph_models_cli::failure::{Encoding, Failure};
use serde_json::Value;
use sha2::{Digest, Sha256};
use xtask_codegen::workspace::{cargo, root};

use super::provenance::Entry;
use super::source::Source;

/// The most bytes of an input. Metadata of Graph has some 4 to 8 million.
const MOST: u64 = 64 << 20;

/// The kind of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Metadata,
    Permissions,
}

impl Kind {
    fn media_type(self) -> &'static str {
        match self {
            Self::Metadata => "application/xml",
            // Servers of files send JSON as plain text.
            Self::Permissions => "*/*",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Metadata => "metadata",
            Self::Permissions => "permissions.json",
        }
    }
}

/// A text, and the facts that are recorded about it.
#[derive(Debug, Clone)]
pub(super) struct Fetched {
    pub(super) text: String,
    pub(super) mark: Mark,
}

/// The marks that identify a state of a source.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    pub(super) sha256: String,
    pub(super) etag: Option<String>,
    pub(super) last_modified: Option<String>,
}

/// Gets an input. `None` if the address says that nothing changed since the known answer.
pub(super) fn fetch(
    source: &Source,
    kind: Kind,
    known: Option<&Entry>,
    timeout: u64,
) -> Result<Option<Fetched>, Failure> {
    let (bytes, answer) = match source {
        Source::File(path) => (read(path)?, Value::Null),
        Source::Address(address) => {
            let folder = tempfile::tempdir().map_err(Failure::io("write to", &std::env::temp_dir()))?;
            let file = folder.path().join("answer");
            let answer = download(address, &source.shown(), kind, known, timeout, &file)?;
            if answer.get("state").and_then(Value::as_str) == Some("unchanged") {
                return Ok(None);
            }
            (read(&file)?, answer)
        }
    };
    let sha256 = hex(&Sha256::digest(&bytes));
    let text = text(bytes, kind, &source.shown())?;
    let header = |name| answer.get(name).and_then(Value::as_str).map(str::to_owned);
    let mark = Mark { sha256, etag: header("etag"), last_modified: header("lastModified") };
    Ok(Some(Fetched { text, mark }))
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let found = std::fs::metadata(path).map_err(Failure::io("read", path))?;
    // A pipe has no length to be limited, and may never end.
    if !found.is_file() {
        return Err(Failure::Reported(format!("{} is no file", path.display())));
    }
    if found.len() > MOST {
        return Err(Failure::Reported(format!("{} is longer than {MOST} bytes", path.display())));
    }
    std::fs::read(path).map_err(Failure::io("read", path))
}

/// Runs the program that downloads. It is compiled on demand, since no other command needs the network.
fn download(
    address: &str,
    shown: &str,
    kind: Kind,
    known: Option<&Entry>,
    timeout: u64,
    output: &Path,
) -> Result<Value, Failure> {
    let cargo = cargo();
    let mut command = Command::new(&cargo);
    command.current_dir(root()).args(["run", "--quiet", "--package", "xtask-download", "--", address]);
    command.arg("--output").arg(output).args(["--accept", kind.media_type()]);
    command.arg(format!("--timeout={timeout}")).arg(format!("--max-size={MOST}"));
    if let Some(known) = known {
        let conditions = [("--etag", &known.etag), ("--last-modified", &known.last_modified)];
        for (name, value) in conditions {
            command.args(value.iter().map(|value| format!("{name}={value}")));
        }
    }
    let result = command.stderr(Stdio::inherit()).output().map_err(Failure::io("run", &cargo))?;
    if !result.status.success() {
        return Err(Failure::Reported(format!("{shown} was not downloaded; nothing was changed")));
    }
    serde_json::from_slice(&result.stdout)
        .map_err(|error| Failure::io("read what was printed by", &cargo)(io::Error::from(error)))
}

/// The text of an input, without a byte order mark.
fn text(bytes: Vec<u8>, kind: Kind, shown: &str) -> Result<String, Failure> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let encoding = Encoding::of(error.as_bytes(), error.utf8_error().valid_up_to());
        Failure::Reported(format!("{shown} {encoding}"))
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let found = kind::Kind::of(text).map(|(found, _)| found);
    let is_object = || text.trim_start().starts_with('{');
    let problem = match (found, kind) {
        (Some(kind::Kind::Xml), Kind::Metadata) => return Ok(text.to_owned()),
        (Some(kind::Kind::Json), Kind::Permissions) if is_object() => return Ok(text.to_owned()),
        (Some(kind::Kind::Json), Kind::Permissions) => "JSON of another form",
        (Some(found), _) => found.name(),
        (None, _) if text.trim().is_empty() => "empty",
        (None, _) => "something else",
    };
    Err(Failure::Reported(format!("{shown} is {problem}, and not {}", kind.name())))
}

/// Bytes as hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 0xf)]).collect()
}

#[cfg(test)]
mod tests {
    use super::{Kind, text};

    #[test]
    fn what_is_no_input_is_told_by_its_beginning() {
        let read = |text: &str, kind| super::text(text.as_bytes().to_vec(), kind, "x");
        assert_eq!(read("\u{feff}<edmx:Edmx/>", Kind::Metadata).unwrap(), "<edmx:Edmx/>");
        assert_eq!(read("\n{}", Kind::Permissions).unwrap(), "\n{}");
        for (text, kind, expected) in [
            ("", Kind::Metadata, "x is empty, and not metadata"),
            ("<!-- (C) -->\r\n<!DOCTYPE html>", Kind::Metadata, "x is a web page, and not metadata"),
            ("<HTML lang=\"en\">", Kind::Permissions, "x is a web page, and not permissions.json"),
            ("{\"error\": {}}", Kind::Metadata, "x is JSON, and not metadata"),
            ("error: 503", Kind::Metadata, "x is something else, and not metadata"),
            ("[]", Kind::Permissions, "x is JSON of another form, and not permissions.json"),
        ] {
            assert_eq!(read(text, kind).unwrap_err().to_string(), expected);
        }
        let error = text(vec![b'<', 0xff], Kind::Metadata, "x").unwrap_err();
        assert_eq!(error.to_string(), "x is not UTF-8 (line 1, column 2)");
    }
}
