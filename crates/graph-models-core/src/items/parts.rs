//! The parts of a page: items, which are read one by one, and all that stands around them, which is read at the end.
//!
//! The machine finds out where each part ends. It reads items by the cursor that reads whole pages. All that stands around them
//! is kept as the text of a page without items, and is read as one; so is every text in which something is wrong, to
//! make the message.

use super::error::{ItemsError, ItemsErrorKind};
use super::item::{ITEMS, item_error, note, read, read_item};
use super::position::Position;
use super::state::{End, Key, State, Step, Stop};
use super::text::Text;
use crate::decode::{
    Attempts, EntryPlaces, Extent, JsonPart, LEVELS, ObjectEntries, Retreat, entries_ahead, read_ahead,
};
use crate::model::Model;

/// The number of bytes of the longest escape: `\u` and four digits.
const LONGEST_ESCAPE: usize = 6;

/// The place of the item in the text that came last.
#[derive(Default)]
struct LastItem {
    start: usize,
    end: usize,
    /// The places of its entries. The list is used again for each item.
    entries: EntryPlaces,
    /// The item was found to be an object with nothing wrong in it, so that its entries are known.
    has_entries: bool,
}

/// The machine.
pub(super) struct Parts {
    text: Text,
    /// The page without its items, as far as it is used.
    around: String,
    /// The places of the end of the list in `around` and in the whole text.
    cut: Option<(Position, Position)>,
    state: State,
    /// The way to the end of the part that begins here, and the place that it has come to. There is none before the first
    /// attempt to find the end.
    extent: Option<(Extent, usize)>,
    /// The number of bytes behind the text that the way has come over.
    over_tail: usize,
    /// The number of bytes from here on at which the part turned out to be no JSON.
    wrong: Option<usize>,
    /// The bytes behind the text are what is wrong, or a part of it. Otherwise the message is made without them, since
    /// they may not be there yet.
    needs_tail: bool,
    last: LastItem,
    /// The number of items so far.
    count: usize,
    /// The place of the next tag in the text.
    next_tag: usize,
    /// The key of the list stood in the page.
    has_value: bool,
    /// A byte order mark may stand first.
    pub(super) may_have_mark: bool,
    /// The most bytes of one item, and of all that stands around the items.
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
            may_have_mark: false,
            limit,
        }
    }

    /// Adds bytes.
    pub(super) fn feed(&mut self, bytes: &[u8]) {
        if let Some((_, at)) = &mut self.extent {
            *at -= self.text.at;
        }
        (self.last.start, self.last.end, self.next_tag) = (0, 0, 0);
        self.last.has_entries = false;
        self.text.feed(bytes);
    }

    /// Goes to the next item, or to the end of the page. The item is read into the empty page, unless its text is asked for.
    pub(super) fn step(&mut self, page: &mut dyn Model, as_text: bool) -> Result<Step, Stop> {
        loop {
            self.space()?;
            let Some(byte) = self.text.peek() else {
                self.needs_tail = self.text.broken().is_some();
                return if self.needs_tail { Err(Stop::Page) } else { Ok(Step::Wait) };
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
                        End::At(_) | End::Wrong => return Err(Stop::Page),
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
                _ => return Err(Stop::Page),
            }
        }
    }

    /// Returns `true` if so many bytes are there that a message about an escape that is wrong needs no more.
    fn has_escape_behind(&self, end: usize) -> bool {
        self.text.as_str().len() >= end + LONGEST_ESCAPE || self.text.broken().is_some()
    }

    /// Takes a key, or a value that is not the list of items.
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

    /// Reads the item that begins here, or moves past it.
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
            End::Wrong => return Err(Stop::Error(self.wrong_item(page))),
            End::At(end) if end == self.text.at => return Err(Stop::Page),
            End::At(end) => end,
        };
        if !as_text {
            let is_bare = !matches!(self.text.peek(), Some(b'{' | b'[' | b'"'));
            match read_item(self.text.part(end), self.count, self.position(), page) {
                Ok(()) => {}
                // The page says where a number or a word ends.
                Err(error) if error.kind() == ItemsErrorKind::Syntax && is_bare => return Err(Stop::Page),
                Err(error) => return Err(Stop::Error(error)),
            }
        }
        self.has_passed(end)
    }

    /// Takes the item that ends there.
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

    /// The error of an item that ends with the text, or has something wrong in it before it ends.
    fn wrong_item(&mut self, page: &mut dyn Model) -> ItemsError {
        let text = self.text.rest(self.needs_tail);
        let mut attempts = Attempts::from_bytes(&text);
        loop {
            match read(&mut attempts, page, self.count, true) {
                Err(error) => return item_error(&error, self.position()),
                Ok(None) => {}
                Ok(Some(_)) => {
                    return ItemsError::new(ItemsErrorKind::CutOff, "the text ends before the item");
                }
            }
        }
    }

    /// The error behind the last byte. None is there if the page has ended.
    pub(super) fn ended(&mut self, page: &mut dyn Model) -> Result<(), Stop> {
        self.needs_tail |= self.wrong.is_none();
        match self.state {
            State::End if self.text.len() == 0 => Ok(()),
            State::FirstItem | State::Item if self.text.len() > 0 => Err(Stop::Error(self.wrong_item(page))),
            _ => Err(Stop::Page),
        }
    }

    /// The end of the part that begins here.
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
                // No text, so that only the message is to be made, once the part is there.
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
            // The message needs the bytes of an escape that is wrong.
            Some(length) if self.text.len() >= length + LONGEST_ESCAPE => Ok(End::Wrong),
            _ if self.text.len() > self.limit => Err(self.too_long()),
            _ => Ok(End::Wait),
        }
    }

    /// Moves past white space, which between items says nothing.
    fn space(&mut self) -> Result<(), Stop> {
        if self.state == State::Page && self.may_have_mark && self.text.skip_mark() {
            self.may_have_mark = false;
        }
        let rest = self.text.part(self.text.as_str().len());
        let length = rest.len() - rest.trim_start_matches([' ', '\n', '\t', '\r']).len();
        if length == 0 || self.extent.is_some() {
            return Ok(());
        }
        if matches!(self.state, State::FirstItem | State::Item | State::AfterItem) {
            self.text.use_to(self.text.at + length);
            return Ok(());
        }
        self.keep(length, self.state)
    }

    /// Takes bytes that stand around the items.
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

    /// The page without its items.
    pub(super) fn around(&self) -> &str {
        &self.around
    }

    /// The text of a page in which the same is wrong as here: without the items that were read.
    pub(super) fn faulty(&self) -> Vec<u8> {
        let rest = self.text.rest(self.needs_tail);
        [self.around.as_bytes(), self.in_place_of_items().as_bytes(), &rest].concat()
    }

    /// The items as the text of a faulty page has them.
    fn in_place_of_items(&self) -> &'static str {
        match self.state {
            State::Item => "null,",
            State::AfterItem => "null",
            _ => "",
        }
    }

    /// The error that reading the page without its items, or the faulty page, gives.
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

    /// The text of the item that came last, until more bytes are added.
    pub(super) fn last_item(&self) -> &str {
        self.text.as_str().get(self.last.start..self.last.end).unwrap_or_default()
    }

    /// The position of that item in the whole text.
    pub(super) fn last_position(&self) -> Position {
        self.text.position(self.last.start)
    }

    /// The part of the text that the item is, with its entries, if it was found to be an object with nothing wrong in it.
    pub(super) fn last_entries(&self) -> Option<(JsonPart<'_>, ObjectEntries<'_>)> {
        let (text, last) = (self.text.as_str(), &self.last);
        let entries = || (JsonPart::at(text, last.start), ObjectEntries::at(text, &last.entries));
        last.has_entries.then(entries)
    }

    /// The position in the whole text.
    fn position(&self) -> Position {
        self.text.position(self.text.at)
    }

    /// The bytes that are not used.
    pub(super) fn rest(&self) -> Vec<u8> {
        self.text.rest(true)
    }

    /// Returns `true` if the page has ended.
    pub(super) fn has_ended(&self) -> bool {
        self.state == State::End
    }
}
