//! The contestants: this crate and the alternatives. Each is a function from bytes to a value, and the caller drops the
//! value.

use std::any::Any;
use std::borrow::Cow;
use std::hint::black_box;

use graph_models::beta::UnifiedRoleManagementAlertIncident;
use graph_models::items::{ItemReader, Items};
use graph_models::{Page, View};
use serde::de::DeserializeOwned;

use crate::derive::{UnionPage, boxed, text, typed};
use crate::views;

type Incident = UnifiedRoleManagementAlertIncident;
type Ours = Page<Incident>;

/// A way to decode a page.
pub(crate) struct Contestant {
    pub(crate) name: &'static str,
    pub(crate) decode: fn(&[u8]) -> Box<dyn Any>,
}

/// The contestant to which all others are compared. Its fields have the same types as ours.
pub(crate) const YARDSTICK: &str = "derive, from_str";
pub(crate) const OURS: &str = "ours";
pub(crate) const OURS_SERDE: &str = "ours by serde";
pub(crate) const OURS_SONIC: &str = "ours on sonic-rs";
/// Reads items one by one from a reader. Each item is dropped before the next item is read.
pub(crate) const ITEMS: &str = "ours, item by item";
/// Reads items one by one as views, and two properties of each.
pub(crate) const VIEWS: &str = "ours, views, two properties";
/// Reads items one by one as views, and all properties of each.
pub(crate) const VIEWS_ALL: &str = "ours, views, all properties";

macro_rules! contestants {
    ($($name:expr, $page:ty, $decode:path;)*) => {
        &[$(Contestant {
            name: $name,
            decode: |bytes| Box::new($decode(bytes).map(|page: $page| page).expect("the page is valid")),
        }),*]
    };
}

/// All contestants use `serde_json`, unless the name says otherwise.
pub(crate) const ALL: &[Contestant] = contestants! {
    YARDSTICK, typed::Page, from_str;
    "derive, from_slice", typed::Page, serde_json::from_slice;
    OURS, Ours, graph_models::from_slice;
    OURS_SERDE, Ours, from_str;
    OURS_SONIC, Ours, sonic_rs::from_slice;
    ITEMS, usize, count_items;
    VIEWS, usize, length_of_two;
    VIEWS_ALL, usize, length_of_all;
    "derive, variants boxed", boxed::Page, from_str;
    "derive, dates as String", text::Page, from_str;
    "derive, one struct, no tag", UnionPage, from_str;
    "derive on sonic-rs", typed::Page, sonic_rs::from_slice;
};

/// Decodes like a caller that checks UTF-8 first. The check is part of the time, because bytes come from the network.
fn from_str<T: DeserializeOwned>(bytes: &[u8]) -> serde_json::Result<T> {
    serde_json::from_str(std::str::from_utf8(bytes).expect("the page is UTF-8"))
}

/// Reads a page item by item. Returns the number of items.
fn count_items(bytes: &[u8]) -> Result<usize, graph_models::items::ReadError> {
    let mut count = 0;
    for incident in ItemReader::<_, Incident>::new(bytes).values() {
        black_box(incident?);
        count += 1;
    }
    Ok(count)
}

type Read<T> = Result<T, Box<dyn std::error::Error>>;

/// Reads two properties of each item. Returns the sum of their lengths.
fn length_of_two(bytes: &[u8]) -> Read<usize> {
    sum_of_views(bytes, |view| {
        Ok(length(view.get(Incident::ID)?) + view.odata_type().map_or(0, |tag| tag.len()))
    })
}

/// Reads all properties of each item. Returns a number that depends on all of them.
fn length_of_all(bytes: &[u8]) -> Read<usize> {
    sum_of_views(bytes, views::length_of_all)
}

/// Reads the items one by one as views, and returns the sum of the results of `read`.
fn sum_of_views(bytes: &[u8], read: fn(&View<'_, Incident>) -> Read<usize>) -> Read<usize> {
    let mut items = Items::<Incident>::new();
    let mut sum = 0;
    for piece in bytes.chunks(32 << 10) {
        items.feed(piece);
        while let Some(item) = items.next_text()? {
            sum += item.view()?.map_or(Ok(0), |view| read(&view))?;
        }
    }
    items.finish()?;
    Ok(sum)
}

/// Returns the length of a text, or zero if there is none.
pub(crate) fn length(text: Option<Cow<'_, str>>) -> usize {
    text.map_or(0, |text| text.len())
}

/// Returns `true` if decoding and encoding give an equal value, with all parsers.
pub(crate) fn nothing_is_lost(bytes: &[u8]) -> bool {
    let expected: serde_json::Value = serde_json::from_slice(bytes).expect("the page is valid");
    let pages: [Ours; 3] = [
        graph_models::from_slice(bytes).expect("the page is valid"),
        from_str(bytes).expect("the page is valid"),
        sonic_rs::from_slice(bytes).expect("the page is valid"),
    ];
    pages.iter().all(|page| graph_models::to_value(page).is_ok_and(|value| value == expected))
}

/// A way to encode a page. The page is prepared once, and then encoded several times.
pub(crate) type Encode = Box<dyn Fn() -> Vec<u8>>;

/// Returns the encoders of the reference contestant and of this crate, for the same page.
pub(crate) fn encoders(bytes: &[u8]) -> Vec<(&'static str, Encode)> {
    let derived = || -> typed::Page { from_str(bytes).expect("the page is valid") };
    let ours = || -> Ours { graph_models::from_slice(bytes).expect("the page is valid") };
    let (page, other, own, same) = (derived(), derived(), ours(), ours());
    vec![
        (YARDSTICK, Box::new(move || serde_json::to_vec(&page).expect("a page can be written"))),
        (OURS, Box::new(move || graph_models::to_vec(&own).expect("a page can be written"))),
        (OURS_SERDE, Box::new(move || serde_json::to_vec(&same).expect("a page can be written"))),
        ("derive on sonic-rs", Box::new(move || sonic_rs::to_vec(&other).expect("a page can be written"))),
    ]
}
