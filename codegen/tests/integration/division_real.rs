//! The division of the service into slices: everything in v1.0 is below a root, and each root belongs to one slice.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use csdl::diagnostic::Diagnostics;
use csdl::model::{Model, PropertyKind, TypeId, TypeTarget};
use csdl::source::Sources;
use graph_models_codegen::Input;
use graph_models_codegen::input::Slice;

/// The end of a root: an entity set or singleton, or a step, which is a navigation property and the type that declares
/// it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    Root(String),
    Step(String, String),
}

/// The problems of the division of one version, one line each.
///
/// A path belongs to the slice with the longest root, and a step at the end of a root is cut on all paths. So no root
/// may be named twice, and no step may end the roots of two slices.
fn problems(slices: &[&Slice], model: &Model, is_whole: bool) -> Vec<String> {
    let mut problems = Vec::new();
    let mut roots: BTreeMap<&str, &str> = BTreeMap::new();
    let mut ends: BTreeMap<End, BTreeSet<&str>> = BTreeMap::new();
    for slice in slices {
        for root in &slice.roots {
            let name = slice.name.as_str();
            if let Some(other) = roots.insert(&root.value, name) {
                problems.push(format!("`{}` is a root twice: of {other} and {name}", root.value));
            }
            match end(&root.value, model) {
                Ok(end) => _ = ends.entry(end).or_default().insert(name),
                Err(segment) => problems.push(format!("{name}: `{}` has no `{segment}`", root.value)),
            }
        }
    }
    for (end, slices) in &ends {
        if slices.len() > 1 {
            problems.push(format!("{end:?} is the end of roots of {slices:?}"));
        }
    }
    let is_root = |name: &str| ends.contains_key(&End::Root(name.to_owned()));
    let missing = model.roots.iter().filter(|root| is_whole && !is_root(&root.name));
    problems.extend(missing.map(|root| format!("`{}` is a root of no slice", root.name)));
    problems
}

/// The end of a path of navigation properties, or the segment that is no navigation property.
fn end<'p>(path: &'p str, model: &Model) -> Result<End, &'p str> {
    let mut found: Option<(End, TypeId)> = None;
    for name in path.split('/').filter(|segment| !segment.starts_with('{')) {
        let next = match &found {
            None => {
                let root = model.roots.iter().find(|root| root.name == name);
                root.map(|root| (End::Root(name.to_owned()), root.ty))
            }
            Some((_, ty)) => step(*ty, name, model),
        };
        found = Some(next.ok_or(name)?);
    }
    found.map(|(end, _)| end).ok_or(path)
}

fn step(ty: TypeId, name: &str, model: &Model) -> Option<(End, TypeId)> {
    let properties = model.effective_properties(ty).into_iter();
    let mut navigation = properties.filter(|(_, it)| matches!(it.kind, PropertyKind::Navigation { .. }));
    let (owner, property) = navigation.find(|(_, property)| property.name == name)?;
    match property.ty.target {
        TypeTarget::Declared(id) => {
            Some((End::Step(model.ty(owner).name().to_string(), name.to_owned()), id))
        }
        TypeTarget::Primitive(_) => None,
    }
}

fn model(text: &str) -> Model {
    let mut sources = Sources::default();
    let file = sources.add("whole.csdl", text);
    csdl::model(&sources, &[file], &mut Diagnostics::default())
}

fn of_version<'i>(input: &'i Input, version: &str) -> Vec<&'i Slice> {
    input.slices().slices.iter().filter(|slice| slice.version.value == version).collect()
}

#[test]
fn the_shipped_slices_divide_the_service() {
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas");
    let input = Input::new("slices.toml", fs::read_to_string(schemas.join("slices.toml")).unwrap());
    assert!(!input.slice_problems().has_errors());
    for (version, file) in [("beta", "beta-ussec.csdl"), ("v1.0", "v1.0.csdl")] {
        let slices = of_version(&input, version);
        // The slices of beta are only a part of the version. Those of v1.0 cover the whole version as soon as there
        // is one.
        let is_whole = version == "v1.0" && !slices.is_empty();
        assert!(is_whole || version != "beta" || !slices.is_empty());
        let Some(text) = test_support::real_metadata(file) else { continue };
        assert_eq!(problems(&slices, &model(&text), is_whole), [""; 0], "{version}");
    }
}

const METADATA: &str = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
<edmx:DataServices><Schema Namespace="n" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="user"><Key><PropertyRef Name="id" /></Key><Property Name="id" Type="Edm.String" />
  <Property Name="name" Type="Edm.String" />
  <NavigationProperty Name="messages" Type="Collection(n.message)" ContainsTarget="true" /></EntityType>
<EntityType Name="message"><Key><PropertyRef Name="id" /></Key><Property Name="id" Type="Edm.String" /></EntityType>
<EntityContainer Name="c"><EntitySet Name="users" EntityType="n.user" /><Singleton Name="me" Type="n.user" />
</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>"#;

#[test]
fn a_mistake_of_a_division_is_found() {
    let of = |tables: &[(&str, &str)]| {
        let tables = tables.iter().map(|(name, roots)| {
            format!(
                "[{name}]\nversion = \"v1.0\"\nmetadata = [\"x\"]\ndescription = \"x\"\nroots = [{roots}]\n"
            )
        });
        let input = Input::new("slices.toml", tables.collect::<String>());
        problems(&of_version(&input, "v1.0"), &model(METADATA), true)
    };
    let mail = ("mail", r#""users/messages", "me/messages""#);
    assert_eq!(of(&[("users", r#""users", "me""#), mail]), [""; 0]);
    assert_eq!(of(&[("users", r#""users""#), mail]), ["`me` is a root of no slice"]);
    assert_eq!(
        of(&[("users", r#""users", "me""#), ("me", r#""me""#)]),
        ["`me` is a root twice: of me and users", r#"Root("me") is the end of roots of {"me", "users"}"#]
    );
    assert_eq!(
        of(&[("users", r#""users", "me", "users/messages""#), ("mail", r#""me/messages""#)]),
        [r#"Step("n.user", "messages") is the end of roots of {"mail", "users"}"#]
    );
    assert_eq!(
        of(&[("users", r#""users", "me", "users/name", "people""#)]),
        ["users: `users/name` has no `name`", "users: `people` has no `people`"]
    );
}
