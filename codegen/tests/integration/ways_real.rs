//! The requests of all paths of Graph, compared with containment in its metadata: no request creates, changes or
//! deletes an entity outside of the path that contains it, and references can be added and removed.
//!
//! This test reads the metadata by rules of its own, so that the generator does not check itself.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use csdl::diagnostic::{Diagnostics, Severity};
use csdl::model::{Model, PropertyKind, TypeId, TypeTarget};
use csdl::source::Sources;
use graph_models_codegen::rust::{Home, Listed, PathRef, PathType, Step, Target, Version};
use graph_models_codegen::{Input, decide};

const FILES: [&str; 2] = ["v1.0.csdl", "beta-ussec.csdl"];
const WRITES: [&str; 4] = ["create", "update", "replace", "delete"];

/// Allows a request on each kind of navigation property that the metadata does not allow.
const OVERLAY: &str = r#"
[[allow]]
target = "microsoft.graph.group/members"
requests = ["create", "delete"]
reason = "A test."

[[allow]]
target = "microsoft.graph.user/manager"
requests = ["update"]
reason = "A test."
"#;

/// The decided Rust of a whole metadata file, with Graph's permissions.
struct Graph {
    model: Model,
    version: Version,
    warnings: Vec<String>,
}

impl Graph {
    fn read(name: &str, overlay: &str) -> Option<Self> {
        let (text, permissions) =
            (test_support::real_metadata(name)?, test_support::real_metadata("permissions.json")?);
        let mut sources = Sources::default();
        let file = sources.add(name, text.clone());
        let model = csdl::model(&sources, &[file], &mut Diagnostics::default());
        let slices = "[all]\nversion = \"v1.0\"\nmetadata = [\"m.csdl\"]\ndescription = \"\"\nall = true\n";
        let mut input = Input::new("slices.toml", slices);
        input.add_metadata("m.csdl", "m.csdl", text);
        input.add_permissions("permissions.json", permissions);
        input.add_overlay("overlay.toml", overlay);
        let mut diagnostics = Diagnostics::default();
        let version = decide(&input, &mut diagnostics).pop().unwrap();
        let warnings = diagnostics.iter().filter(|it| it.severity == Severity::Warning);
        let warnings = warnings.map(|it| format!("{} ({} places)", it.message, it.labels.len())).collect();
        Some(Self { model, version, warnings })
    }

    /// Typed paths by module and name.
    fn paths(&self) -> BTreeMap<PathRef, &PathType> {
        let all = self.version.namespaces.iter().flat_map(|namespace| {
            let paths = namespace.paths.iter();
            paths.map(move |path| {
                let (namespace, ident) = (namespace.path.clone(), path.ident.clone());
                (PathRef { namespace, ident }, path)
            })
        });
        all.collect()
    }

    /// The type that a typed path leads to, as its documentation names it.
    fn ty(&self, path: &PathType) -> TypeId {
        self.model.find(path.docs.concat().split('`').nth(1).unwrap()).unwrap()
    }

    /// Returns `true` if a step leads from its container to a resource that another path contains.
    fn leaves(&self, from: TypeId, step: &Step) -> bool {
        let name = step.template.trim_start_matches('/');
        let name = name.split(['/', '(']).next().unwrap();
        // Keys and casts stay within the container.
        if name.is_empty() || name.starts_with('{') || name.contains('.') {
            return false;
        }
        let property = self.model.effective_property(from, name).unwrap();
        property.kind == PropertyKind::Navigation { is_contained: false }
    }

    /// Returns `true` if the path of a request leads to a resource that another path contains.
    fn is_elsewhere(&self, template: &str) -> bool {
        let mut segments = template.split('/').skip(1).filter(|segment| !segment.starts_with(['{', '$']));
        let name = |segment: &str| segment.split('(').next().unwrap().to_owned();
        let root = name(segments.next().unwrap());
        let mut ty = self.model.roots.iter().find(|it| it.name == root).map(|root| root.ty);
        for segment in segments.map(name) {
            let Some(from) = ty else { return false };
            if let Some(property) = self.model.effective_property(from, &segment) {
                if property.kind == (PropertyKind::Navigation { is_contained: false }) {
                    return true;
                }
                ty = declared(property.ty.target);
            } else if let Some(cast) = self.model.find(&segment) {
                ty = Some(cast);
            } else {
                let simple = segment.rsplit('.').next().unwrap();
                let called = self.model.operations.iter().find(|it| it.name.name == simple);
                ty = called.and_then(|it| declared(it.return_type.as_ref()?.ty.target));
            }
        }
        false
    }

    /// Follows all typed paths. Collects the requests that create, change or delete resources that another path
    /// contains, each with the step that leads to them. Also returns the number of visited states: contained ones,
    /// and others.
    fn writes_elsewhere(&self) -> (BTreeSet<String>, [usize; 2]) {
        let paths = self.paths();
        let mut found = BTreeSet::new();
        let mut seen = BTreeSet::new();
        let mut pending = Vec::new();
        let owned = Home::There;
        let mut arrive = |target: &Target, from: (Home, bool), leaves: bool, name: String| {
            let (home, is_elsewhere) = (follow(target.home, from.0), from.1 || leaves);
            let path = paths.get(&target.path).unwrap();
            let own: &[&str] = if path.is_shared && home == Home::Elsewhere { &[] } else { &path.requests };
            let media = !own.is_empty() && !path.streams.is_empty();
            let all = own.iter().chain(&target.requests).filter(|it| WRITES.contains(it)).copied();
            if is_elsewhere {
                found.extend(all.chain(media.then_some("write media")).map(|it| format!("{it} {name}")));
            }
            let state = (target.path.clone(), home == Home::Elsewhere, is_elsewhere);
            seen.insert(state).then_some((path, home, is_elsewhere))
        };
        for step in self.version.roots.iter().flat_map(|root| &root.steps) {
            pending.extend(arrive(&step.target, (owned, false), false, step.template.clone()));
        }
        while let Some((path, home, is_elsewhere)) = pending.pop() {
            let ty = self.ty(path);
            for step in &path.steps {
                let name = format!("{}{}", self.model.ty(ty).name(), step.template);
                let leaves = self.leaves(ty, step);
                pending.extend(arrive(&step.target, (home, is_elsewhere), leaves, name.clone()));
                if let Some(item) = &step.target.item {
                    pending.extend(arrive(item, (home, is_elsewhere), leaves, name));
                }
            }
            for call in &path.calls {
                let name = format!("{}/{}", self.model.ty(ty).name(), call.ident);
                let result = call.result.as_ref();
                pending.extend(result.and_then(|it| arrive(it, (home, is_elsewhere), false, name)));
            }
        }
        let count = |elsewhere| seen.iter().filter(|state| state.2 == elsewhere).count();
        (found, [count(false), count(true)])
    }

    /// Requests of the catalog that create, change or delete resources that another path contains.
    fn rows_elsewhere(&self) -> Vec<String> {
        let rows = self.version.catalog.iter().filter(|row| matches!(row, Listed::Resource(_)));
        let rows = rows.map(Listed::info).filter(|info| WRITES.contains(&info.name.as_str()));
        let rows = rows.filter(|info| self.is_elsewhere(&info.template));
        rows.map(|info| format!("{} {}", info.method, info.template)).collect()
    }

    /// Requests on a navigation property: on the whole, and on an item of a collection.
    fn on(&self, ty: &str, property: &str) -> (Vec<&str>, Vec<&str>) {
        let id = self.model.find(ty).unwrap();
        let paths = self.paths();
        let from = paths
            .values()
            .find(|path| self.ty(path) == id && path.docs.iter().any(|it| it.starts_with("One ")));
        let requests = |is_item: bool| {
            let prefix = format!("/{property}");
            let is_meant = |step: &&Step| match step.template.strip_prefix(&prefix) {
                Some(rest) => rest.starts_with('/') == is_item && (is_item || rest.is_empty()),
                None => false,
            };
            let step = from.unwrap().steps.iter().find(is_meant);
            let Some(target) = step.map(|step| &step.target) else { return Vec::new() };
            let own = paths.get(&target.path).unwrap().requests.iter();
            let own = own.filter(|it| target.home != Home::Elsewhere || !WRITES.contains(it));
            own.chain(&target.requests).copied().collect()
        };
        (requests(false), requests(true))
    }
}

/// The files without an overlay, which are decided once for all tests.
fn graphs() -> impl Iterator<Item = (&'static str, &'static Graph)> {
    static GRAPHS: LazyLock<Vec<(&str, Graph)>> =
        LazyLock::new(|| FILES.into_iter().map_while(|name| Some((name, Graph::read(name, "")?))).collect());
    GRAPHS.iter().map(|(name, graph)| (*name, graph))
}

fn declared(target: TypeTarget) -> Option<TypeId> {
    match target {
        TypeTarget::Declared(id) => Some(id),
        TypeTarget::Primitive(_) => None,
    }
}

/// The home of a resource, derived from the home of its container.
fn follow(home: Home, from: Home) -> Home {
    if home == Home::Same { from } else { home }
}

#[test]
fn nothing_that_lives_elsewhere_is_written() {
    for (name, graph) in graphs() {
        let (writes, [there, elsewhere]) = graph.writes_elsewhere();
        assert!(there > 500 && elsewhere > 500, "{name}: {there} there, {elsewhere} elsewhere");
        assert_eq!(writes, BTreeSet::new(), "{name}");
        assert_eq!(graph.rows_elsewhere(), [""; 0], "{name}");
        let rows = graph.version.catalog.iter().map(Listed::info);
        let rows = rows.filter(|info| graph.is_elsewhere(&info.template));
        assert!(rows.count() > 300, "{name}: too few rows to tell");
    }
}

#[test]
fn the_overlay_allows_single_ways() {
    for name in FILES {
        let Some(graph) = Graph::read(name, OVERLAY) else { return };
        let (writes, _) = graph.writes_elsewhere();
        let members = [
            "create microsoft.graph.group/members",
            "delete microsoft.graph.group/members",
            "delete microsoft.graph.group/members/{member_id}",
        ];
        let user = graph.model.find("microsoft.graph.user").unwrap();
        let users = std::iter::once(user).chain(graph.model.descendants(user));
        let managers = users.map(|id| format!("update {}/manager", graph.model.ty(id).name()));
        let expected: BTreeSet<_> = members.map(str::to_owned).into_iter().chain(managers).collect();
        assert_eq!(writes, expected, "{name}");
        let rows = graph.rows_elsewhere();
        let allowed = |row: &&String| row.contains("/members") || row.ends_with("/manager");
        assert!(rows.len() >= 3 && rows.iter().all(|row| allowed(&row)), "{name}: {rows:#?}");
    }
}

#[test]
fn references_are_those_of_the_metadata() {
    for (name, graph) in graphs() {
        let many = (
            vec!["list", "count", "add_reference", "remove_reference", "list_references"],
            vec!["get", "remove_reference"],
        );
        for (ty, property) in [
            ("microsoft.graph.group", "members"),
            ("microsoft.graph.group", "owners"),
            ("microsoft.graph.application", "owners"),
            ("microsoft.graph.user", "directReports"),
            ("microsoft.graph.user", "memberOf"),
        ] {
            assert_eq!(graph.on(ty, property), many, "{name}: {ty}/{property}");
        }
        let single = (vec!["get", "set_reference", "remove_reference", "get_reference"], vec![]);
        assert_eq!(graph.on("microsoft.graph.user", "manager"), single, "{name}");
    }
}

#[test]
fn what_lives_at_its_own_path_is_written_there() {
    for (name, graph) in graphs() {
        let paths = graph.paths();
        let find = |ident: &str| paths.values().find(|path| path.ident == ident).unwrap();
        for (ident, requests) in [
            ("UserPath", ["update", "delete"].as_slice()),
            ("DirectoryObjectPath", &["update", "delete"]),
            ("GroupCollectionPath", &["create"]),
            ("MessagePath", &["update", "delete"]),
        ] {
            let path = find(ident);
            assert!(requests.iter().all(|it| path.requests.contains(it)), "{name}: {path:#?}");
        }
    }
}

#[test]
fn contradictions_are_told() {
    for (name, graph) in graphs() {
        let told = |term: &str| {
            format!(
                "`microsoft.graph.directoryObject` has contradicting annotations: \
                 `Org.OData.Capabilities.V1.{term}` (2 places)"
            )
        };
        let terms = [
            "CountRestrictions",
            "ExpandRestrictions",
            "FilterRestrictions",
            "NavigationRestrictions",
            "SkipSupported",
        ];
        let found = graph.warnings.iter().filter(|it| it.contains("contradicting"));
        assert_eq!(found.cloned().collect::<Vec<_>>(), terms.map(told), "{name}");
    }
}
