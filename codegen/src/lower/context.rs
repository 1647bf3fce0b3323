//! Names and inputs shared by all parts of lowering.

use std::collections::{BTreeMap, BTreeSet};

use super::namespace_table::IdentRequest;
use super::nesting::Nesting;
use super::reach::Reach;
use super::reference::Reference;
use crate::input::{Overlay, Permissions, RequestFacts};
use crate::rust::{TypePath, names};
use csdl::model::{Model, TypeId};
use csdl::source::Place;

/// Names and inputs shared by all parts of lowering.
pub(super) struct Context<'a> {
    pub(super) model: &'a Model,
    pub(super) version: &'a str,
    pub(super) overlay: &'a Overlay,
    /// The entries of the overlay about requests, by normalized method and path.
    pub(super) requests: BTreeMap<String, &'a RequestFacts>,
    pub(super) permissions: &'a Permissions,
    /// The addresses of pages of types and requests.
    pub(super) reference: Reference<'a>,
    /// All types of all slices.
    pub(super) types: BTreeSet<TypeId>,
    /// The modules of each namespace.
    pub(super) modules: BTreeMap<String, Vec<String>>,
    /// Rust names by CSDL name, if the overlay has one.
    pub(super) renames: BTreeMap<&'a str, &'a str>,
    /// Identifiers of all types, inside and outside of the slices.
    pub(super) paths: BTreeMap<TypeId, TypePath>,
    /// Identifiers of the structs of abstract bases.
    pub(super) base_idents: BTreeMap<TypeId, String>,
    /// The enums that structs of concrete bases narrow to, by the base. Only those that a slice needs.
    pub(super) kinds: BTreeMap<TypeId, TypePath>,
    /// The slices that take in each item, if items need features.
    pub(super) reach: Reach,
    /// The complex types that have typed paths, since paths lead on from them.
    pub(super) leading: &'a BTreeSet<TypeId>,
    /// The places of complex types in the chains that they form.
    pub(super) nesting: Nesting,
}

impl Context<'_> {
    /// The modules from the module of the version down to a namespace.
    pub(super) fn module_path(&self, namespace: &str) -> Vec<String> {
        self.modules.get(namespace).cloned().unwrap_or_default()
    }

    /// The path of a type or request with this identifier.
    pub(super) fn type_path(&self, namespace: &str, ident: String) -> TypePath {
        TypePath { namespace: self.module_path(namespace), ident }
    }

    /// The identifier chosen by hand for a declaration, if the overlay has one.
    pub(super) fn renamed(&self, csdl: &str) -> Option<String> {
        self.renames.get(csdl).map(|&ident| ident.to_owned())
    }

    /// The request for the identifier of a declaration: the one in the overlay, or else the one that the rules make
    /// of its name.
    pub(super) fn ident_request(
        &self,
        csdl: String,
        place: Place,
        rule: impl FnOnce() -> String,
    ) -> IdentRequest {
        let chosen = self.renamed(&csdl);
        let is_odd = csdl.rsplit_once('/').is_some_and(|(_, member)| names::is_odd(member));
        IdentRequest {
            is_chosen: chosen.is_some() || is_odd,
            ident: chosen.unwrap_or_else(rule),
            csdl,
            place,
        }
    }
}
