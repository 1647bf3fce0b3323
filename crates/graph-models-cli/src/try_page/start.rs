//! The content of the page at the start: a small example, or the metadata of a file.

use std::path::Path;

use serde::Serialize;

use crate::failure::Failure;
use crate::input;
use crate::workspace::read;

/// The texts of all fields.
#[derive(Debug, Serialize)]
pub(super) struct Start {
    metadata: String,
    version: String,
    roots: &'static str,
    /// The newer metadata of the comparison; the older one is the metadata above.
    newer: &'static str,
    payload: &'static str,
    #[serde(rename = "type")]
    ty: &'static str,
}

impl Start {
    /// The metadata of the file, or the example.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be read, or is not UTF-8.
    pub(super) fn new(metadata: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = metadata else {
            return Ok(Self {
                metadata: include_str!("example/metadata.csdl").to_owned(),
                version: "beta".to_owned(),
                roots: "identityGovernance/roleManagementAlerts",
                newer: include_str!("example/newer.csdl"),
                payload: include_str!("example/payload.json"),
                ty: "microsoft.graph.unifiedRoleManagementAlert",
            });
        };
        Ok(Self {
            metadata: read(path)?,
            version: input::guess(path),
            roots: "",
            newer: "",
            payload: "{}",
            ty: "",
        })
    }
}
