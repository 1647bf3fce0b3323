//! The states of the parser of a page, and the results of its steps.

use super::error::ItemsError;

/// The part of the page that comes next. White space is not counted as a part.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Page,
    FirstKey,
    Key,
    Colon(Key),
    Value(Key),
    AfterValue,
    FirstItem,
    Item,
    AfterItem,
    End,
}

/// A key of the page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    /// The key of the list of items.
    Items,
    /// The key of the list of items, a second time.
    ItemsAgain,
    Other,
}

/// The result of one step of the parser.
pub(super) enum Step {
    /// More bytes are needed.
    Wait,
    /// An item was read. Holds its index in the list.
    Item(usize),
    /// The page has ended.
    End,
}

/// The reason why the parser stops.
pub(super) enum Stop {
    /// The page has a fault. The message is made by reading `Parts::faulty` as a page.
    Page,
    Error(ItemsError),
}

/// The result of a search for the end of a part.
pub(super) enum End {
    At(usize),
    /// More bytes are needed.
    Wait,
    /// The part is not valid JSON.
    Wrong,
}
