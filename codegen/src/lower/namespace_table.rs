//! Namespace tables: the identifiers of declarations, and the rules for collisions.

use std::collections::{BTreeMap, BTreeSet};

use crate::rust::names::{is_identifier, number, numbered_module, shouting};
use csdl::diagnostic::{Diagnostic, Diagnostics};
use csdl::source::Place;

/// The identifiers of one table, each with its declaration.
#[derive(Debug, Default)]
pub(super) struct NamespaceTable {
    reserved: Vec<&'static str>,
    taken: BTreeMap<String, (String, Place)>,
    statics: BTreeMap<String, (String, Place)>,
    /// True if the identifiers are names of modules.
    is_of_modules: bool,
}

/// A declaration that needs an identifier.
#[derive(Debug)]
pub(super) struct IdentRequest {
    /// The identifier that the rules make of the name, or the chosen identifier.
    pub(super) ident: String,
    /// True for an identifier that must not be numbered in a collision: the overlay chose it, or the CSDL name is no
    /// identifier of OData.
    pub(super) is_chosen: bool,
    /// The CSDL name, for messages.
    pub(super) csdl: String,
    /// The place of the declaration.
    pub(super) place: Place,
}

impl NamespaceTable {
    /// Assigns an identifier to each declaration: the requested one, or a numbered one if the requested one is taken.
    /// The first declaration keeps the plain identifier. Callers pass all declared items, inside and outside of the
    /// slices, so that a larger slice renames nothing. A collision with a chosen identifier is an error.
    pub(super) fn assign(&mut self, requests: &[IdentRequest], diagnostics: &mut Diagnostics) -> Vec<String> {
        self.assign_where(requests, diagnostics, false)
    }

    /// Assigns identifiers like [`Self::assign`], for types and requests. The names of their statics must also be
    /// free.
    pub(super) fn assign_items(
        &mut self,
        requests: &[IdentRequest],
        diagnostics: &mut Diagnostics,
    ) -> Vec<String> {
        self.assign_where(requests, diagnostics, true)
    }

    fn assign_where(
        &mut self,
        requests: &[IdentRequest],
        diagnostics: &mut Diagnostics,
        is_item: bool,
    ) -> Vec<String> {
        let take = |table: &mut Self, request: &IdentRequest, diagnostics: &mut Diagnostics| {
            let taken = if is_item {
                table.take_item(&request.ident, &request.csdl, request.place)
            } else {
                table.take(&request.ident, &request.csdl, request.place)
            };
            taken.unwrap_or_else(|collision| diagnostics.push(collision));
        };
        let chosen: BTreeSet<_> = requests
            .iter()
            .filter(|request| request.is_chosen)
            .map(|request| request.ident.as_str())
            .collect();
        requests
            .iter()
            .filter(|request| request.is_chosen)
            .for_each(|request| take(self, request, diagnostics));
        let plain: BTreeSet<_> = requests.iter().map(|request| request.ident.as_str()).collect();
        let mut idents = Vec::with_capacity(requests.len());
        for request in requests {
            if !request.is_chosen && chosen.contains(request.ident.as_str()) {
                take(self, request, diagnostics); // Reports the declaration that has the identifier.
            } else if !request.is_chosen {
                idents.push(self.first_free(request, &plain, is_item, diagnostics));
                continue;
            }
            idents.push(request.ident.clone());
        }
        idents
    }

    /// Takes the requested identifier. If it is taken, takes the first numbered form that no declaration has or
    /// requests.
    fn first_free(
        &mut self,
        request: &IdentRequest,
        plain: &BTreeSet<&str>,
        is_item: bool,
        diagnostics: &mut Diagnostics,
    ) -> String {
        let is_reserved = self.reserved.contains(&request.ident.as_str());
        let first = if is_reserved { format!("{}_", request.ident) } else { request.ident.clone() };
        let is_taken = |ident: &String| {
            self.taken.contains_key(ident) || (is_item && self.statics.contains_key(&shouting(ident)))
        };
        let is_free = |ident: String| !plain.contains(ident.as_str()) && !is_taken(&ident);
        let ident = match is_taken(&first) {
            false => first.clone(),
            true => {
                let numbered: fn(&str, usize) -> String =
                    if self.is_of_modules { numbered_module } else { numbered };
                numbered(&first, number(|number| is_free(numbered(&first, number))))
            }
        };
        let declared = (request.csdl.clone(), request.place);
        if let Some((other, place)) = self.taken.get(&first).filter(|_| is_item) {
            diagnostics.push(
                Diagnostic::warning(format!(
                    "`{}` is `{ident}` in Rust, since `{other}` is `{first}`",
                    request.csdl
                ))
                .at(request.place, "gets a number")
                .at(*place, "has the name")
                .help(remedy(&request.csdl)),
            );
        }
        if is_item {
            self.statics.insert(shouting(&ident), declared.clone());
        }
        self.taken.insert(ident.clone(), declared);
        ident
    }

    /// Returns true if an identifier is taken.
    pub(super) fn has(&self, ident: &str) -> bool {
        self.taken.contains_key(ident)
    }

    /// Makes a table with an identifier that generated code itself needs.
    pub(super) fn reserving(ident: &'static str) -> Self {
        Self { reserved: vec![ident], ..Self::default() }
    }

    /// Makes a table for the names of modules.
    pub(super) fn of_modules() -> Self {
        Self { is_of_modules: true, ..Self::default() }
    }

    /// Takes an identifier for a declaration; A collision is an error, and so is a text that is no identifier.
    pub(super) fn take(&mut self, ident: &str, csdl: &str, place: Place) -> Result<(), Diagnostic> {
        if !is_identifier(ident) {
            return Err(Diagnostic::error(format!("`{csdl}` gives no Rust identifier"))
                .at(place, format!("would be `{ident}`"))
                .help(remedy(csdl)));
        }
        if self.reserved.contains(&ident) {
            return Err(Diagnostic::error(format!("`{csdl}` cannot be `{ident}` in Rust"))
                .at(place, "stands for whatever metadata does not have")
                .help(remedy(csdl)));
        }
        insert(&mut self.taken, ident, csdl, place)
    }

    /// Takes an identifier for a type or request, and another for its static.
    pub(super) fn take_item(&mut self, ident: &str, csdl: &str, place: Place) -> Result<(), Diagnostic> {
        self.take(ident, csdl, place)?;
        insert(&mut self.statics, &shouting(ident), csdl, place)
    }
}

fn insert(
    taken: &mut BTreeMap<String, (String, Place)>,
    ident: &str,
    csdl: &str,
    place: Place,
) -> Result<(), Diagnostic> {
    if let Some((other, first)) = taken.get(ident) {
        return Err(Diagnostic::error(format!("`{csdl}` and `{other}` are both `{ident}` in Rust"))
            .at(place, "this one")
            .at(*first, "and this one")
            .help(remedy(csdl)));
    }
    taken.insert(ident.to_owned(), (csdl.to_owned(), place));
    Ok(())
}

/// Appends a number to an identifier: `scope_id_2` and `Red2`, but `Sp800_2`, so that the number does not extend
/// another number.
fn numbered(ident: &str, number: usize) -> String {
    let ident = ident.trim_end_matches('_');
    let is_snake = ident.starts_with(|first: char| first.is_lowercase());
    let ends_in_digit = ident.ends_with(|last: char| last.is_ascii_digit());
    if is_snake || ends_in_digit { format!("{ident}_{number}") } else { format!("{ident}{number}") }
}

fn remedy(csdl: &str) -> String {
    format!(
        "choose another name in the overlay: `[[rename]]`, `target = \"{csdl}\"`, `to = \"...\"`, `reason = \"...\"`"
    )
}
