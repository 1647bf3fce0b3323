//! Reads one item into the list of an empty page.

use super::error::ItemsError;
use super::position::Position;
use crate::decode::{Attempts, LEVELS, Outcome, Part};
use crate::model::{ITEMS, ListNotes, Model, Place};

/// Reads the text of an item into the empty page. `index` is the place of the item in its list, for messages.
pub(super) fn read_item(
    text: &str,
    index: usize,
    position: Position,
    page: &mut dyn Model,
) -> Result<(), ItemsError> {
    let mut attempts = Attempts::new(text);
    loop {
        match read(&mut attempts, Part::Item, index, page) {
            Ok(Some(outcome)) => {
                note(page, outcome);
                return Ok(());
            }
            Ok(None) => {}
            Err(error) => return Err(item_error(&error, position)),
        }
    }
}

/// Records in the page how its item was received.
pub(super) fn note(page: &mut dyn Model, outcome: Outcome) {
    if !matches!(outcome, Outcome::Plain) {
        let mut notes = ListNotes::default();
        notes.add_item(outcome, 0);
        page.extra_mut().set_list_notes(0, ITEMS, notes);
    }
}

/// Converts an error in an item. `position` is the beginning of the item in the whole text.
pub(super) fn item_error(error: &serde_json::Error, position: Position) -> ItemsError {
    let from = Position { column: usize::from(LEVELS), ..Position::START };
    ItemsError::moved(error, from, position)
}

/// Tries to read an item into the list of a page. Returns `None` if another attempt is needed.
pub(super) fn read(
    attempts: &mut Attempts<'_>,
    part: Part,
    index: usize,
    page: &mut dyn Model,
) -> serde_json::Result<Option<Outcome>> {
    let list = Place::Property { parent: &Place::Root, info: page.info(), name: ITEMS };
    let mut slot = page.slot(0);
    slot.start();
    attempts.part(part, &mut slot, &Place::Item { list: &list, index })
}
