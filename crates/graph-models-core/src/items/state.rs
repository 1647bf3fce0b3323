//! The states of a page that is read item by item, and the results of its steps.

use super::error::ItemsError;

/// The part that comes next, apart from white space.
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
    /// That of the list of items.
    Items,
    /// The same once more.
    ItemsAgain,
    Other,
}

/// The result of a step.
pub(super) enum Step {
    /// More bytes are needed.
    Wait,
    /// An item was read; its place in the list.
    Item(usize),
    /// The page has ended.
    End,
}

/// The reason why there is no further step.
pub(super) enum Stop {
    /// Something is wrong with the page. Reading `Parts::faulty` as a page makes the message.
    Page,
    Error(ItemsError),
}

/// The end of a part.
pub(super) enum End {
    At(usize),
    /// More bytes are needed.
    Wait,
    /// The part is no JSON.
    Wrong,
}
