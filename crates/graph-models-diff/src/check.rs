//! `schema check`: whether a pruned metadata file says of each of its declarations what a whole one says.
//!
//! Compares names, types, nullability, bases, flags, keys, members, parameters and containment; not
//! annotations, since descriptions are our own. Declarations that only the whole file has are no difference.

use std::collections::BTreeSet;

use graph_models_codegen::Input;
use graph_models_codegen::select::{Selection, Slice, select};

use csdl::diagnostic::{Diagnostic, Diagnostics, closest};
use csdl::document::Facets;
use csdl::model::{
    EnumType, Model, Operation, Parameter, Property, PropertyKind, StructuredType, Type, TypeDefinition,
};
use csdl::source::Place;

/// How many declarations were compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Types.
    pub types: usize,
    /// Actions and functions.
    pub operations: usize,
    /// Entity sets and singletons.
    pub roots: usize,
}

impl std::ops::AddAssign for Comparison {
    fn add_assign(&mut self, other: Self) {
        self.types += other.types;
        self.operations += other.operations;
        self.roots += other.roots;
    }
}

/// The result of [`check_against`].
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// How much was compared.
    pub comparison: Comparison,
    /// Whether both sides could be read and compared, so that all errors are differences.
    pub is_compared: bool,
    /// Each difference is an error.
    pub diagnostics: Diagnostics,
}

/// Compares the metadata of all slices with a whole metadata file: its name and its text.
/// Types that only stand in the paths to what is generated may lack properties, nothing else may.
pub fn check_against(input: &mut Input, name: impl Into<String>, whole: impl Into<String>) -> Checked {
    let mut diagnostics = input.problems();
    let file = input.add_source(name, whole);
    let selections = select(input, &mut diagnostics);
    let whole = csdl::model(input.sources(), &[file], &mut diagnostics);
    let selections = selections.unwrap_or_default();
    if diagnostics.has_errors() {
        return Checked { diagnostics, ..Checked::default() };
    }
    let mut comparison = Comparison::default();
    for Selection { model, slices, .. } in &selections {
        comparison += compare(model, &whole, &ancestors(model, slices), &mut diagnostics);
    }
    if comparison == Comparison::default() {
        let problem = Diagnostic::error("there is nothing to compare").at(
            input.slices().place,
            "the metadata of these slices has no type, operation, entity set or singleton",
        );
        diagnostics.push(problem);
        return Checked { diagnostics, ..Checked::default() };
    }
    Checked { comparison, is_compared: true, diagnostics }
}

/// Types whose values no slice receives or sends: they stand only in paths.
fn ancestors(model: &Model, slices: &[Slice]) -> BTreeSet<String> {
    let needed: BTreeSet<_> = slices
        .iter()
        .flat_map(|slice| &slice.types)
        .flat_map(|&id| model.lineage(id).map(|(id, _)| id).collect::<Vec<_>>())
        .collect();
    let others = model.types().filter(|(id, _)| !needed.contains(id));
    others.map(|(_, ty)| ty.name().to_string()).collect()
}

/// Compares every declaration of `ours` with that of `whole`; each difference is an error with both places.
/// The types named in `ancestors` may lack properties: they stand only in the paths to what is generated.
fn compare(
    ours: &Model,
    whole: &Model,
    ancestors: &BTreeSet<String>,
    diagnostics: &mut Diagnostics,
) -> Comparison {
    let mut compared = Comparison::default();
    let mut differences = Differences { ours, whole, diagnostics };
    for (_, ty) in ours.types() {
        compared.types += 1;
        let name = ty.name().to_string();
        match whole.find(&name) {
            Some(other) => differences.ty(ty, whole.ty(other), ancestors.contains(&name)),
            None => {
                differences.missing(
                    &format!("type `{name}`"),
                    ty.place(),
                    closest(&name, whole.type_names()),
                );
            }
        }
    }
    for operation in &ours.operations {
        compared.operations += 1;
        differences.operation(operation);
    }
    for root in &ours.roots {
        compared.roots += 1;
        let what = format!("`{}` of the entity container", root.name);
        match whole.roots.iter().find(|other| other.name == root.name) {
            None => differences.missing(
                &what,
                root.place,
                closest(&root.name, whole.roots.iter().map(|root| root.name.as_str())),
            ),
            Some(other) => {
                let describe = |model: &Model, root: &csdl::model::Root| {
                    let kind = if root.is_collection { "entity set" } else { "singleton" };
                    format!("{kind} of `{}`", model.ty(root.ty).name())
                };
                differences.same(
                    &what,
                    "type",
                    describe(ours, root),
                    describe(whole, other),
                    root.place,
                    other.place,
                );
            }
        }
    }
    compared
}

struct Differences<'a> {
    ours: &'a Model,
    whole: &'a Model,
    diagnostics: &'a mut Diagnostics,
}

impl Differences<'_> {
    fn ty(&mut self, ours: &Type, whole: &Type, is_ancestor: bool) {
        match (ours, whole) {
            (Type::Structured(ours), Type::Structured(whole)) => self.structured(ours, whole, is_ancestor),
            (Type::Enum(ours), Type::Enum(whole)) => self.enumeration(ours, whole),
            (Type::Definition(ours), Type::Definition(whole)) => self.definition(ours, whole),
            _ => self.differ(
                &format!("`{}`", ours.name()),
                "kind of type",
                "one",
                "another",
                ours.place(),
                whole.place(),
            ),
        }
    }

    fn structured(&mut self, ours: &StructuredType, whole: &StructuredType, is_ancestor: bool) {
        let what = format!("`{}`", ours.name);
        let base = |model: &Model, ty: &StructuredType| ty.base.map(|base| model.ty(base).name().to_string());
        let (our_base, whole_base) = (base(self.ours, ours), base(self.whole, whole));
        let rows = [
            ("kind", format!("{:?}", ours.kind), format!("{:?}", whole.kind)),
            ("BaseType", format!("{our_base:?}"), format!("{whole_base:?}")),
            ("Abstract", ours.is_abstract.to_string(), whole.is_abstract.to_string()),
            ("OpenType", ours.is_open.to_string(), whole.is_open.to_string()),
            ("Key", format!("{:?}", ours.key), format!("{:?}", whole.key)),
        ];
        for (property, our, other) in rows {
            self.same(&what, property, our, other, ours.place, whole.place);
        }
        for property in &ours.properties {
            let what = format!("`{}/{}`", ours.name, property.name);
            match whole.properties.iter().find(|other| other.name == property.name) {
                Some(other) => self.property(&what, property, other),
                None => {
                    let known = whole.properties.iter().map(|property| property.name.as_str());
                    self.missing(&what, property.place, closest(&property.name, known));
                }
            }
        }
        if !is_ancestor {
            let lacks = whole
                .properties
                .iter()
                .filter(|other| ours.properties.iter().all(|own| own.name != other.name));
            lacks.for_each(|other| self.lacks(&what, &other.name, ours.place, other.place));
        }
    }

    fn property(&mut self, what: &str, ours: &Property, whole: &Property) {
        let kind = |property: &Property| match property.kind {
            PropertyKind::Structural => "structural".to_owned(),
            PropertyKind::Navigation { is_contained } => format!("navigation, ContainsTarget {is_contained}"),
        };
        let rows = [
            ("kind", kind(ours), kind(whole)),
            ("Type", self.ours.type_text(&ours.ty), self.whole.type_text(&whole.ty)),
            ("Nullable", nullable(ours.nullable), nullable(whole.nullable)),
            ("DefaultValue", format!("{:?}", ours.default_value), format!("{:?}", whole.default_value)),
            ("facets", facets(&ours.facets), facets(&whole.facets)),
            ("Partner", format!("{:?}", ours.partner), format!("{:?}", whole.partner)),
        ];
        for (property, our, other) in rows {
            self.same(what, property, our, other, ours.place, whole.place);
        }
    }

    fn enumeration(&mut self, ours: &EnumType, whole: &EnumType) {
        let what = format!("`{}`", ours.name);
        self.same(
            &what,
            "IsFlags",
            ours.is_flags.to_string(),
            whole.is_flags.to_string(),
            ours.place,
            whole.place,
        );
        let underlying = (ours.underlying.name().to_owned(), whole.underlying.name().to_owned());
        self.same(&what, "UnderlyingType", underlying.0, underlying.1, ours.place, whole.place);
        for member in &ours.members {
            let what = format!("`{}/{}`", ours.name, member.name);
            match whole.members.iter().find(|other| other.name == member.name) {
                Some(other) => {
                    self.same(
                        &what,
                        "Value",
                        member.value.to_string(),
                        other.value.to_string(),
                        member.place,
                        other.place,
                    );
                }
                None => {
                    let known = whole.members.iter().map(|member| member.name.as_str());
                    self.missing(&what, member.place, closest(&member.name, known));
                }
            }
        }
        let lacks =
            whole.members.iter().filter(|other| ours.members.iter().all(|own| own.name != other.name));
        lacks.for_each(|other| self.lacks(&what, &other.name, ours.place, other.place));
    }

    fn definition(&mut self, ours: &TypeDefinition, whole: &TypeDefinition) {
        let what = format!("`{}`", ours.name);
        let underlying = (ours.underlying.name().to_owned(), whole.underlying.name().to_owned());
        self.same(&what, "UnderlyingType", underlying.0, underlying.1, ours.place, whole.place);
        self.same(&what, "facets", facets(&ours.facets), facets(&whole.facets), ours.place, whole.place);
    }

    fn operation(&mut self, ours: &Operation) {
        let what = format!("`{}` bound to `{}`", ours.name, binding(self.ours, ours));
        let overload = self.whole.operations.iter().find(|other| {
            other.name == ours.name
                && binding(self.whole, other) == binding(self.ours, ours)
                && (ours.kind == csdl::document::OperationKind::Action || names(other) == names(ours))
        });
        let Some(whole) = overload else {
            self.missing(&what, ours.place, None);
            return;
        };
        let result = |model: &Model, operation: &Operation| match &operation.return_type {
            None => "nothing".to_owned(),
            Some(result) => format!("{} {}", model.type_text(&result.ty), nullable(result.nullable)),
        };
        let parameters = |model: &Model, operation: &Operation| {
            let all = operation.binding.iter().chain(&operation.parameters);
            let all = all.map(|parameter| parameter_text(model, parameter));
            all.collect::<Vec<_>>().join("; ")
        };
        let rows = [
            ("kind", format!("{:?}", ours.kind), format!("{:?}", whole.kind)),
            ("parameters", parameters(self.ours, ours), parameters(self.whole, whole)),
            ("ReturnType", result(self.ours, ours), result(self.whole, whole)),
            ("IsComposable", ours.is_composable.to_string(), whole.is_composable.to_string()),
            ("EntitySetPath", format!("{:?}", ours.entity_set_path), format!("{:?}", whole.entity_set_path)),
        ];
        for (property, our, other) in rows {
            self.same(&what, property, our, other, ours.place, whole.place);
        }
    }

    fn same(
        &mut self,
        what: &str,
        property: &str,
        ours: impl AsRef<str>,
        whole: impl AsRef<str>,
        our_place: Place,
        whole_place: Place,
    ) {
        let (ours, whole) = (ours.as_ref(), whole.as_ref());
        if ours != whole {
            self.differ(what, property, ours, whole, our_place, whole_place);
        }
    }

    fn differ(
        &mut self,
        what: &str,
        property: &str,
        ours: &str,
        whole: &str,
        our_place: Place,
        whole_place: Place,
    ) {
        self.diagnostics.push(
            Diagnostic::error(format!("{property} of {what} differs"))
                .at(our_place, format!("here: {ours}"))
                .at(whole_place, format!("there: {whole}")),
        );
    }

    fn missing(&mut self, what: &str, place: Place, meant: Option<&str>) {
        let missing =
            Diagnostic::error(format!("{what} is not in the whole metadata")).at(place, "declared here");
        self.diagnostics.push(match meant {
            Some(meant) => missing.help(format!("there is `{meant}`")),
            None => missing,
        });
    }

    fn lacks(&mut self, what: &str, name: &str, our_place: Place, whole_place: Place) {
        self.diagnostics.push(
            Diagnostic::error(format!("{what} lacks `{name}`"))
                .at(our_place, "declared here")
                .at(whole_place, "declared there"),
        );
    }
}

fn names(operation: &Operation) -> BTreeSet<&str> {
    operation.parameters.iter().map(|parameter| parameter.name.as_str()).collect()
}

/// Absent and `true` mean the same for a single value, but are told apart: our file repeats the whole one.
fn nullable(nullable: Option<bool>) -> String {
    nullable.map_or_else(|| "Nullable not given".to_owned(), |nullable| format!("Nullable={nullable}"))
}

fn facets(facets: &Facets) -> String {
    let text = |name: &str, value: &Option<String>| value.as_ref().map(|value| format!("{name}={value}"));
    let unicode = facets.unicode.map(|unicode| format!("Unicode={unicode}"));
    let given = [
        text("MaxLength", &facets.max_length),
        text("Precision", &facets.precision),
        text("Scale", &facets.scale),
        unicode,
        text("SRID", &facets.srid),
    ];
    given.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn binding(model: &Model, operation: &Operation) -> String {
    operation.binding.as_ref().map(|binding| model.type_text(&binding.ty)).unwrap_or_default()
}

fn parameter_text(model: &Model, parameter: &Parameter) -> String {
    let ty = model.type_text(&parameter.ty);
    format!("{}: {ty} {} {}", parameter.name, nullable(parameter.nullable), facets(&parameter.facets))
}
