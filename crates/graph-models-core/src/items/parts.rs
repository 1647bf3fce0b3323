//! Splits a page into its parts: the items, which are read one by one, and the rest of the page, which is read at the
//! end.
//!
//! The parser finds the end of each part. It reads items with the cursor that also reads whole pages. The rest of the
//! page is collected as the text of a page without items, and is read as such. If the page has a fault, a text with the
//! same fault is read in the same way, to make the message.

use super::error::{ItemsError, ItemsErrorKind};
use super::item::{item_error, note, read, read_item};
use super::position::Position;
use super::state::{End, Key, State, Step, Stop};
use super::text::Text;
use crate::decode::{Attempts, LEVELS, Part, entries_ahead, read_ahead};
use crate::model::{ITEMS, Model};
use crate::syntax::{EntryPlaces, Extent, JsonPart, ObjectEntries, Retreat, SPACE};

/// The length of the longest escape in bytes: `\u` and four digits.
const LONGEST_ESCAPE: usize = 6;

/// The position of the last item in the text.
#[derive(Default)]
struct LastItem {
    start: usize,
    end: usize,
    /// The positions of the item's entries. The list is reused for each item.
    entries: EntryPlaces,
    /// The item is a valid object, so `entries` is filled.
    has_entries: bool,
}

/// The state of the parser.
pub(super) struct Parts {
    text: Text,
    /// The rest of the page, without items, as far as it was read.
    around: String,
    /// The position of the end of the list: first in `around`, then in the whole text.
    cut: Option<(Position, Position)>,
    state: State,
    /// The search for the end of the current part, and the index that the search has reached. `None` before the first
    /// attempt to find the end.
    extent: Option<(Extent, usize)>,
    /// The number of bytes in the tail of the text (bytes that are no UTF-8) that the search has passed.
    over_tail: usize,
    /// The length that the current part had when it was found to be invalid JSON.
    wrong: Option<usize>,
    /// The fault is in the tail of the text, so the message needs the tail. Otherwise the message is made without the
    /// tail, so that it does not depend on how the bytes are split into chunks.
    needs_tail: bool,
    last: LastItem,
    /// The number of items that were read.
    count: usize,
    /// The index of the next tag in the text, as the cursor has found it.
    next_tag: usize,
    /// The page had the key of the list.
    has_value: bool,
    /// A byte order mark may come: no text was read yet.
    may_have_mark: bool,
    /// The limit for the bytes of one item, and for the bytes of the rest of the page.
    pub(super) limit: usize,
}

impl Parts {
    pub(super) fn new(limit: usize) -> Self {
        Self {
            text: Text::default(),
            around: String::new(),
            cut: None,
            state: State::Page,
            extent: None,
            over_tail: 0,
            wrong: None,
            needs_tail: false,
            last: LastItem::default(),
            count: 0,
            next_tag: 0,
            has_value: false,
            may_have_mark: true,
            limit,
        }
    }

    /// Adds the next bytes of the text.
    pub(super) fn feed(&mut self, bytes: &[u8]) {
        if let Some((_, at)) = &mut self.extent {
            *at -= self.text.at;
        }
        (self.last.start, self.last.end, self.next_tag) = (0, 0, 0);
        self.last.has_entries = false;
        self.text.feed(bytes);
    }

    /// Moves to the next item, or to the end of the page. Reads the item into the empty page, unless only its text is
    /// requested.
    pub(super) fn step(&mut self, page: &mut dyn Model, as_text: bool) -> Result<Step, Stop> {
        loop {
            self.space()?;
            let Some(byte) = self.text.peek() else {
                return if self.text.broken().is_some() { self.fault() } else { Ok(Step::Wait) };
            };
            match (self.state, byte) {
                (State::Page, b'{') => self.keep(1, State::FirstKey)?,
                (State::FirstKey | State::AfterValue, b'}') => {
                    self.keep(1, State::End)?;
                    return Ok(Step::End);
                }
                (State::AfterValue, b',') => self.keep(1, State::Key)?,
                (State::Colon(key), b':') if key != Key::ItemsAgain => self.keep(1, State::Value(key))?,
                (State::Value(Key::Items), b'[') => self.keep(1, State::FirstItem)?,
                (State::FirstKey | State::Key, b'"') | (State::Page | State::Value(_), _) => {
                    match self.end()? {
                        End::Wait => return Ok(Step::Wait),
                        End::At(end) if self.state == State::Page && !self.has_escape_behind(end) => {
                            return Ok(Step::Wait);
                        }
                        End::At(end) if end > self.text.at && self.state != State::Page => self.part(end)?,
                        End::At(_) => return self.fault(),
                        End::Wrong => return Err(Stop::Page),
                    }
                }
                (State::FirstItem | State::AfterItem, b']') => {
                    self.cut = Some((self.end_of_around(""), self.position()));
                    self.keep(1, State::AfterValue)?;
                }
                (State::AfterItem, b',') => {
                    self.text.use_to(self.text.at + 1);
                    self.state = State::Item;
                }
                (State::FirstItem | State::Item, _) => return self.item(page, as_text),
                _ => return self.fault(),
            }
        }
    }

    /// Stops at a byte that is not allowed here. Before that byte there may be an escape that is too short, which is
    /// the first fault of the page.
    fn fault(&mut self) -> Result<Step, Stop> {
        if self.has_escape_behind(self.text.at) { Err(Stop::Page) } else { Ok(Step::Wait) }
    }

    /// Returns `true` if enough bytes follow for an error message about an invalid escape: further bytes would not
    /// change the message. Notes if some of them are in the tail.
    fn has_escape_behind(&mut self, end: usize) -> bool {
        let has_escape = self.text.len() >= end - self.text.at + LONGEST_ESCAPE;
        self.needs_tail |= has_escape && self.text.as_str().len() < end + LONGEST_ESCAPE;
        has_escape
    }

    /// Moves past a key, or past a value that is not the list of items.
    fn part(&mut self, end: usize) -> Result<(), Stop> {
        let length = end - self.text.at;
        if matches!(self.state, State::Value(_)) {
            return self.keep(length, State::AfterValue);
        }
        let is_items = crate::from_str::<String>(self.text.part(end)).is_ok_and(|key| key == ITEMS);
        let key = match is_items {
            false => Key::Other,
            true if std::mem::replace(&mut self.has_value, true) => Key::ItemsAgain,
            true => Key::Items,
        };
        self.keep(length, State::Colon(key))
    }

    /// Reads the item at the current position, or moves past it.
    fn item(&mut self, page: &mut dyn Model, as_text: bool) -> Result<Step, Stop> {
        self.last.has_entries = false;
        if self.extent.is_none() && as_text {
            let found = entries_ahead(self.text.as_str(), self.text.at, &mut self.last.entries);
            if let Ok(end) = found {
                self.last.has_entries = true;
                return self.has_passed(end);
            }
        } else if self.extent.is_none() {
            let mut slot = page.slot(0);
            slot.start();
            let read = read_ahead(self.text.as_str(), self.text.at, &mut self.next_tag, &mut slot);
            if let Ok((outcome, end)) = read {
                note(page, outcome);
                return self.has_passed(end);
            }
        }
        let end = match self.end()? {
            End::Wait => return Ok(Step::Wait),
            End::Wrong => return Err(self.wrong_item(page)),
            End::At(end) if end == self.text.at => return Err(Stop::Page),
            End::At(end) => end,
        };
        if self.ends_in_escape(end, page) {
            let is_there = self.has_escape_behind(end);
            return if is_there { Err(self.wrong_item(page)) } else { Ok(Step::Wait) };
        }
        if !as_text {
            match read_item(self.text.part(end), self.count, self.position(), page) {
                Ok(()) => {}
                Err(error) => return Err(self.stop(error)),
            }
        }
        self.has_passed(end)
    }

    /// Returns `true` if the item that ends at `end` has a fault, perhaps an escape that is too short at its end: the
    /// parser then also takes the bytes behind the item for a part of the escape.
    fn ends_in_escape(&self, end: usize, page: &mut dyn Model) -> bool {
        let item = self.text.part(end);
        let last = item.as_bytes().get(item.len().saturating_sub(LONGEST_ESCAPE)..).unwrap_or_default();
        last.windows(2).any(|bytes| bytes == b"\\u")
            && read_item(item, self.count, self.position(), page).is_err()
    }

    /// Moves past the item that ends at `end`.
    fn has_passed(&mut self, end: usize) -> Result<Step, Stop> {
        if end - self.text.at > self.limit {
            return Err(self.too_long());
        }
        (self.last.start, self.last.end) = (self.text.at, end);
        self.text.use_to(end);
        self.state = State::AfterItem;
        self.count += 1;
        Ok(Step::Item(self.count - 1))
    }

    /// Stops with the error of the item that begins here. Only the byte behind a number or a word shows where it ends,
    /// so the message is made from the page.
    fn stop(&self, error: ItemsError) -> Stop {
        let is_bare = !matches!(self.text.peek(), Some(b'{' | b'[' | b'"'));
        if is_bare && error.kind() == ItemsErrorKind::Syntax { Stop::Page } else { Stop::Error(error) }
    }

    /// Returns the error of an item that the end of the text cuts off, or that has a fault before it ends.
    fn wrong_item(&mut self, page: &mut dyn Model) -> Stop {
        let text = self.text.rest(self.needs_tail);
        let mut attempts = Attempts::from_bytes(&text);
        loop {
            match read(&mut attempts, Part::CutItem, self.count, page) {
                Err(error) => return self.stop(item_error(&error, self.position())),
                Ok(None) => {}
                Ok(Some(_)) => {
                    let message = "the text ends before the item";
                    return Stop::Error(ItemsError::new(ItemsErrorKind::CutOff, message));
                }
            }
        }
    }

    /// Handles the end of the text: returns an error unless the page has ended.
    pub(super) fn ended(&mut self, page: &mut dyn Model) -> Result<(), Stop> {
        self.needs_tail |= self.wrong.is_none();
        match self.state {
            State::End if self.text.len() == 0 => Ok(()),
            State::FirstItem | State::Item if self.text.len() > 0 => Err(self.wrong_item(page)),
            _ => Err(Stop::Page),
        }
    }

    /// Finds the end of the current part.
    fn end(&mut self) -> Result<End, Stop> {
        let levels = match self.state {
            State::FirstItem | State::Item => LEVELS,
            State::Page => 0,
            _ => 1,
        };
        if self.wrong.is_none() {
            let (mut extent, from) = self.extent.unwrap_or((Extent::new(levels), self.text.at));
            let mut end = extent.end(self.text.as_str().as_bytes(), from);
            self.extent = Some((extent, self.text.as_str().len()));
            if let (Ok(None), Some(tail)) = (&end, self.text.broken()) {
                // The tail is no UTF-8. The search goes on through the tail, so that the whole part is there for the
                // message.
                end = extent
                    .end(tail, self.over_tail)
                    .and_then(|end| end.map_or(Ok(None), |_| Err(Retreat::Any)));
                self.extent = Some((extent, self.text.as_str().len()));
                self.over_tail = tail.len();
                self.needs_tail = true;
            }
            match end {
                Ok(Some(end)) => {
                    self.extent = None;
                    return if end - self.text.at > self.limit {
                        Err(self.too_long())
                    } else {
                        Ok(End::At(end))
                    };
                }
                Ok(None) => {}
                Err(_) => self.wrong = Some(self.text.len()),
            }
        }
        match self.wrong {
            // The message about an invalid escape needs the bytes of the escape.
            Some(length) if self.text.len() >= length + LONGEST_ESCAPE => Ok(End::Wrong),
            _ if self.text.len() > self.limit => Err(self.too_long()),
            _ => Ok(End::Wait),
        }
    }

    /// Moves past white space. White space between items is dropped.
    fn space(&mut self) -> Result<(), Stop> {
        if self.state == State::Page && self.may_have_mark && self.text.skip_mark() {
            self.may_have_mark = false;
        }
        let rest = self.text.part(self.text.as_str().len());
        let length = rest.len() - rest.trim_start_matches(SPACE).len();
        if length == 0 || self.extent.is_some() {
            return Ok(());
        }
        if matches!(self.state, State::FirstItem | State::Item | State::AfterItem) {
            self.text.use_to(self.text.at + length);
            return Ok(());
        }
        self.keep(length, self.state)
    }

    /// Moves bytes of the rest of the page to `around`.
    fn keep(&mut self, length: usize, next: State) -> Result<(), Stop> {
        if self.around.len() + length > self.limit {
            let error = ItemsError::too_long("what stands around the items is", self.limit, self.position());
            return Err(Stop::Error(error));
        }
        self.around.push_str(self.text.use_to(self.text.at + length));
        self.state = next;
        Ok(())
    }

    fn too_long(&self) -> Stop {
        let what = match self.state {
            State::FirstItem | State::Item => format!("{ITEMS}[{}]: the item is", self.count),
            _ => "what stands around the items is".to_owned(),
        };
        Stop::Error(ItemsError::too_long(&what, self.limit, self.position()))
    }

    /// Returns the rest of the page, without items.
    pub(super) fn around(&self) -> &str {
        &self.around
    }

    /// Returns the text of a page with the same fault as this one, without the items that were read.
    pub(super) fn faulty(&self) -> Vec<u8> {
        let rest = self.text.rest(self.needs_tail);
        [self.around.as_bytes(), self.in_place_of_items().as_bytes(), &rest].concat()
    }

    /// Returns the text that replaces the items in the faulty page.
    fn in_place_of_items(&self) -> &'static str {
        match self.state {
            State::Item => "null,",
            State::AfterItem => "null",
            _ => "",
        }
    }

    /// Converts an error from reading the rest of the page, or the faulty page.
    pub(super) fn page_error(&self, error: &serde_json::Error) -> ItemsError {
        let (from, to) = match self.state {
            State::FirstItem | State::Item | State::AfterItem => {
                (self.end_of_around(self.in_place_of_items()), self.position())
            }
            _ => self.cut.unwrap_or_default(),
        };
        ItemsError::moved(error, from, to)
    }

    fn end_of_around(&self, more: &str) -> Position {
        Position::START.after(self.around.as_bytes()).after(more.as_bytes())
    }

    /// Returns the text of the last item. It is available until more bytes are added.
    pub(super) fn last_item(&self) -> &str {
        self.text.as_str().get(self.last.start..self.last.end).unwrap_or_default()
    }

    /// Returns the position of the last item in the whole text.
    pub(super) fn last_position(&self) -> Position {
        self.text.position(self.last.start)
    }

    /// Returns the last item as a part of the text, with its entries, if the item is known to be a valid object.
    pub(super) fn last_entries(&self) -> Option<(JsonPart<'_>, ObjectEntries<'_>)> {
        let (text, last) = (self.text.as_str(), &self.last);
        let entries = || (JsonPart::at(text, last.start), ObjectEntries::at(text, &last.entries));
        last.has_entries.then(entries)
    }

    /// Returns the current position in the whole text.
    fn position(&self) -> Position {
        self.text.position(self.text.at)
    }

    /// Returns the bytes that are not read yet.
    pub(super) fn rest(&self) -> Vec<u8> {
        self.text.rest(true)
    }

    /// Returns `true` if the page has ended.
    pub(super) fn has_ended(&self) -> bool {
        self.state == State::End
    }
}
