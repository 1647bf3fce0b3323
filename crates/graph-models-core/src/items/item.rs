//! One item, which is read into the list of an empty page.

use super::error::ItemsError;
use super::position::Position;
use crate::decode::{Attempts, LEVELS, Outcome, Place};
use crate::model::{ListNotes, Model};

/// The name of the list of items.
pub(super) const ITEMS: &str = "value";

/// Reads a text that is an item, at that place of the list, into the empty page.
pub(super) fn read_item(
    text: &str,
    index: usize,
    position: Position,
    page: &mut dyn Model,
) -> Result<(), ItemsError> {
    let mut attempts = Attempts::new(text);
    loop {
        match read(&mut attempts, page, index, false) {
            Ok(Some(outcome)) => {
                note(page, outcome);
                return Ok(());
            }
            Ok(None) => {}
            Err(error) => return Err(item_error(&error, position)),
        }
    }
}

/// Notes in the page what is odd about its item.
pub(super) fn note(page: &mut dyn Model, outcome: Outcome) {
    if !matches!(outcome, Outcome::Plain) {
        let mut notes = ListNotes::default();
        notes.add_item(outcome, 0);
        page.extra_mut().set_list_notes(0, notes);
    }
}

/// An error in an item that begins at that position.
pub(super) fn item_error(error: &serde_json::Error, position: Position) -> ItemsError {
    let from = Position { column: usize::from(LEVELS), ..Position::START };
    ItemsError::moved(error, from, position)
}

/// Tries to read an item into the list of a page.
pub(super) fn read(
    attempts: &mut Attempts<'_>,
    page: &mut dyn Model,
    index: usize,
    is_cut: bool,
) -> serde_json::Result<Option<Outcome>> {
    let list = Place::Property { parent: &Place::Root, info: page.info(), name: ITEMS };
    let mut slot = page.slot(0);
    slot.start();
    attempts.item(&mut slot, &Place::Item { list: &list, index }, is_cut)
}
