//! A small service, and a slice of it.

#![allow(dead_code, reason = "not every test needs all of it")]

use super::folder::Folder;

pub(crate) const METADATA: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:DataServices>
    <Schema Namespace="microsoft.graph" Alias="graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="task">
        <Key>
          <PropertyRef Name="id" />
        </Key>
        <Property Name="id" Type="Edm.String" Nullable="false" />
        <Property Name="title" Type="Edm.String" />
        <NavigationProperty Name="notes" Type="Collection(graph.note)" ContainsTarget="true" />
      </EntityType>
      <EntityType Name="note">
        <Key>
          <PropertyRef Name="id" />
        </Key>
        <Property Name="id" Type="Edm.String" Nullable="false" />
      </EntityType>
      <EntityContainer Name="service">
        <EntitySet Name="tasks" EntityType="graph.task" />
      </EntityContainer>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>
"#;

/// The key of a slice that contains the whole service.
pub(crate) const ROOT: &str = "roots = [\"tasks\"]";

/// A slice of v1.0 with these keys in addition to version, metadata and description.
pub(crate) fn slices(keys: &str) -> String {
    table("tasks", "v1.0", "graph.csdl", keys)
}

/// A table of a file of slices.
pub(crate) fn table(name: &str, version: &str, metadata: &str, keys: &str) -> String {
    format!(
        "[{name}]\nversion = \"{version}\"\nmetadata = [\"{metadata}\"]\ndescription = \"Tasks\"\n{keys}\n"
    )
}

/// A folder with the service and a slice of it.
pub(crate) fn folder(keys: &str) -> Folder {
    Folder::with(&[("slices.toml", &slices(keys)), ("graph.csdl", METADATA)], &[])
}
