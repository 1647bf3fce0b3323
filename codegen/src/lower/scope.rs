//! Who has which identifier: what to do where two declarations would have the same.

use std::collections::{BTreeMap, BTreeSet};

use crate::rust::names::{is_identifier, shouting};
use csdl::diagnostic::{Diagnostic, Diagnostics};
use csdl::source::Place;

/// The identifiers of one scope, each with the declaration it stands for.
#[derive(Debug, Default)]
pub(super) struct Scope {
    reserved: Vec<&'static str>,
    taken: BTreeMap<String, (String, Place)>,
    statics: BTreeMap<String, (String, Place)>,
}

/// A declaration that needs an identifier.
#[derive(Debug)]
pub(super) struct Wish {
    /// What the rules make of its name, or what was chosen by hand.
    pub(super) ident: String,
    /// Whether it was chosen by hand.
    pub(super) is_chosen: bool,
    /// The declaration, as messages name it.
    pub(super) csdl: String,
    /// Where it is.
    pub(super) place: Place,
}

impl Scope {
    /// Gives each of these declarations the identifier it wishes for, or one like it if that is taken: the
    /// first has it. Whoever calls this brings all that are declared together, in the slice or not, so that
    /// a larger slice gives nothing another name. A collision with a name chosen by hand is an error.
    pub(super) fn settle(&mut self, wishes: &[Wish], diagnostics: &mut Diagnostics) -> Vec<String> {
        self.settle_where(wishes, diagnostics, false)
    }

    /// The same for types, whose statics must be free too.
    pub(super) fn settle_items(&mut self, wishes: &[Wish], diagnostics: &mut Diagnostics) -> Vec<String> {
        self.settle_where(wishes, diagnostics, true)
    }

    fn settle_where(&mut self, wishes: &[Wish], diagnostics: &mut Diagnostics, is_item: bool) -> Vec<String> {
        let mut take = |scope: &mut Self, wish: &Wish| {
            let taken = if is_item {
                scope.take_item(&wish.ident, &wish.csdl, wish.place)
            } else {
                scope.take(&wish.ident, &wish.csdl, wish.place)
            };
            taken.unwrap_or_else(|collision| diagnostics.push(collision));
        };
        let chosen: BTreeSet<_> =
            wishes.iter().filter(|wish| wish.is_chosen).map(|wish| wish.ident.as_str()).collect();
        wishes.iter().filter(|wish| wish.is_chosen).for_each(|wish| take(self, wish));
        let plain: BTreeSet<_> = wishes.iter().map(|wish| wish.ident.as_str()).collect();
        let mut idents = Vec::with_capacity(wishes.len());
        for wish in wishes {
            if !wish.is_chosen && chosen.contains(wish.ident.as_str()) {
                take(self, wish); // Says who has it.
            } else if !wish.is_chosen {
                idents.push(self.first_free(wish, &plain, is_item));
                continue;
            }
            idents.push(wish.ident.clone());
        }
        idents
    }

    /// Takes the first identifier like that wished for which nobody has, nor wishes for.
    fn first_free(&mut self, wish: &Wish, plain: &BTreeSet<&str>, is_item: bool) -> String {
        let is_reserved = self.reserved.contains(&wish.ident.as_str());
        let first = if is_reserved { format!("{}_", wish.ident) } else { wish.ident.clone() };
        let others = (2..).map(|number| numbered(&first, number));
        let others = others.filter(|ident| !plain.contains(ident.as_str()));
        let mut candidates = std::iter::once(first.clone()).chain(others);
        let is_taken = |ident: &String| {
            self.taken.contains_key(ident) || (is_item && self.statics.contains_key(&shouting(ident)))
        };
        let ident = candidates.find(|ident| !is_taken(ident)).unwrap_or_default();
        let declared = (wish.csdl.clone(), wish.place);
        if is_item {
            self.statics.insert(shouting(&ident), declared.clone());
        }
        self.taken.insert(ident.clone(), declared);
        ident
    }

    /// Whether an identifier is taken.
    pub(super) fn has(&self, ident: &str) -> bool {
        self.taken.contains_key(ident)
    }

    /// A scope in which generated code itself needs an identifier.
    pub(super) fn reserving(ident: &'static str) -> Self {
        Self { reserved: vec![ident], ..Self::default() }
    }

    /// Takes an identifier for a declaration; a collision, or a text that is no identifier, is an error.
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

    /// Takes an identifier for a type or request, and that of the static that describes it.
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

/// `scope_id_2` and `Red2`, but `Sp800_2`: the number must not become part of another.
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
