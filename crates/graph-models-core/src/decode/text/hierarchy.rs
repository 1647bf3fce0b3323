//! Reads values of a hierarchy. The tag (`@odata.type`) decides the variant, and may be at any position in the object.
//!
//! Services send the tag first, so that the entries behind it are read straight into the variant. Otherwise the object
//! is searched for its tag, and is then read from its beginning. In an object without nested objects, the next tag of
//! the text is the object's own tag, so the search is short.

use std::borrow::Cow;

use crate::decode::object::Seen;
use crate::decode::outcome::Outcome;
use crate::decode::tag::{ReceivedTag, position_of, variant};
use crate::model::{HierarchyInfo, Slot};
use crate::syntax::{Cursor, Retreat, TYPE_TAG};

/// The result of the search for the tag of an object.
enum Found<'t> {
    /// The tag is a string.
    Text(Cow<'t, str>),
    /// The object has no tag.
    Nothing,
    /// The tag is no string, which is too rare for the text reader.
    Rare,
}

impl<'t> Cursor<'t> {
    /// Reads an object into a slot for values of a hierarchy.
    #[inline(never)]
    pub(super) fn hierarchy(
        &mut self,
        slot: &mut Slot<'_>,
        is_item: bool,
        info: HierarchyInfo,
    ) -> Result<Outcome, Retreat> {
        let start = *self;
        if self.enter(b'}')? && self.tag_of_text() {
            let (index, tag) = variant(info, ReceivedTag::Text(&self.string()?));
            let model = slot.add_variant(index).ok_or(Retreat::Any)?;
            tag.note(model);
            if self.goes_on(b'}')? {
                self.entries(model, &mut Seen::with_tag())?;
            }
            return Ok(Outcome::Plain);
        }
        *self = start;
        let found = match self.near_tag() {
            Some(text) => Found::Text(text),
            None => self.find_tag()?,
        };
        let index = match found {
            Found::Text(text) => position_of(info, &text),
            Found::Nothing => {
                let model = slot.add_variant(info.untagged().unwrap_or(usize::MAX)).ok_or(Retreat::Any)?;
                model.extra_mut().set_tag_absent();
                return self.object(model);
            }
            Found::Rare => return self.hand_over(slot, is_item),
        };
        self.object(slot.add_variant(index).ok_or(Retreat::Any)?)
    }

    /// Moves past the key of a tag. Returns `true` if the value of the tag is a string.
    #[inline]
    fn tag_of_text(&mut self) -> bool {
        if !self.key(TYPE_TAG) {
            return false;
        }
        self.space();
        self.peek() == Some(b'"')
    }

    /// Returns the tag of the object at the cursor, if no other object begins or ends before the tag, and no key or
    /// text before it has an escape.
    fn near_tag(&mut self) -> Option<Cow<'t, str>> {
        let tag = self.next_tag()?;
        let before = self.bytes().get(self.at + 1..tag)?;
        // Without a backslash, a quote here begins a string, or the JSON is invalid. A string before a colon is a key.
        // With one, an earlier key may be an escaped form of the tag, and the quote may be inside a string.
        if memchr::memchr3(b'{', b'}', b'\\', before).is_some() {
            return None;
        }
        let mut ahead = *self;
        ahead.at = tag;
        if ahead.tag_of_text() { ahead.string().ok() } else { None }
    }

    /// Returns the tag of the object at the cursor.
    fn find_tag(mut self) -> Result<Found<'t>, Retreat> {
        let mut goes_on = self.enter(b'}')?;
        while goes_on {
            if self.name()? == TYPE_TAG {
                return match self.peek() {
                    Some(b'"') => self.string().map(Found::Text),
                    _ => Ok(Found::Rare),
                };
            }
            self.skip()?;
            goes_on = self.goes_on(b'}')?;
        }
        Ok(Found::Nothing)
    }
}
