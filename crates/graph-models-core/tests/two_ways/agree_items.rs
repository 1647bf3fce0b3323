//! Compares a page that is read item by item, in pieces of any length, with the page that is read as a whole.

use graph_models_core::items::{Items, ItemsError, ItemsErrorKind, PageItem};
use graph_models_core::model::Item;
use graph_models_core::{Page, deviations, from_slice, strict, to_value};
use serde_json::Value;

use crate::agree::Both;
use crate::marked::marked;
use crate::random::Random;

/// The items and the end of a page.
pub(crate) type Read<T> = (Vec<PageItem<T>>, Result<Page<T>, ItemsError>);

/// Reads a page in pieces of these lengths.
pub(crate) fn in_pieces<T: Item>(
    bytes: &[u8],
    mut items: Items<T>,
    mut length: impl FnMut() -> usize,
) -> Read<T> {
    let (mut read, mut rest) = (Vec::new(), bytes);
    while !rest.is_empty() {
        let (piece, behind) = rest.split_at(length().clamp(1, rest.len()));
        rest = behind;
        items.feed(piece);
        loop {
            match items.next_item() {
                Ok(Some(item)) => read.push(item),
                Ok(None) => break,
                Err(error) => return (read, Err(error)),
            }
        }
    }
    (read, items.finish())
}

/// Reads a page in pieces, each item by its text.
fn as_texts<T: Item>(bytes: &[u8], mut items: Items<T>, piece: usize) -> Read<T> {
    let mut read = Vec::new();
    for piece in bytes.chunks(piece) {
        items.feed(piece);
        loop {
            match items.next_text().and_then(|item| item.map(|item| item.read()).transpose()) {
                Ok(Some(item)) => read.push(item),
                Ok(None) => break,
                Err(error) => return (read, Err(error)),
            }
        }
    }
    (read, items.finish())
}

/// The JSON that an item was received as.
fn json<T: Both + Item>(item: &PageItem<T>) -> Value {
    match (item.received(), item.value()) {
        (Some(received), _) => received.clone(),
        (None, Some(value)) => to_value(value).unwrap_or_else(|error| error.to_string().into()),
        (None, None) => panic!("an item is a value, or was received as something else"),
    }
}

/// Facts about a page that was read: the JSON of the items and of the rest, and all deviations.
fn facts<T: Both + Item>(
    items: &[PageItem<T>],
    rest: &Page<T>,
) -> (Vec<Value>, Result<Value, String>, Vec<String>) {
    let mut around = to_value(rest).map_err(|error| error.to_string());
    if let Ok(Value::Object(around)) = &mut around {
        around.remove("value");
    }
    let mut told: Vec<String> =
        items.iter().flat_map(PageItem::deviations).map(|it| it.to_string()).collect();
    told.extend(rest.deviations().iter().map(ToString::to_string));
    told.sort();
    (items.iter().map(json).collect(), around, told)
}

/// Returns `true` if both messages are the same. The message may differ if the text has a second fault, behind a fault
/// outside of the items.
fn is_told(whole: &serde_json::Error, own: &ItemsError) -> bool {
    let is_later = (own.line(), own.column()) > (Some(whole.line()), Some(whole.column()));
    let text = whole.to_string();
    // Other text may follow an object that is no page.
    let is_no_page =
        own.to_string().starts_with("expected a page") && text.starts_with("trailing characters");
    text == own.to_string() || is_later && !text.starts_with("value[") || is_no_page
}

/// Reads a page item by item and as a whole, and asserts that the results are equal. Returns `true` for a page.
#[track_caller]
pub(crate) fn agree<T: Both + Item>(bytes: &[u8], random: &mut Random) -> bool {
    let shown = || String::from_utf8_lossy(bytes).into_owned();
    // Marks change the columns of errors, and a text that is not UTF-8 gets no marks.
    let has_marks = marked(&shown()).is_some();
    let whole = from_slice::<Page<T>>(bytes);
    let (items, end) = in_pieces(bytes, Items::<T>::new(), || bytes.len());
    match (&whole, &end) {
        (Ok(whole), Ok(rest)) => {
            let (items, around, told) = facts(&items, rest);
            let mut expected: Vec<_> = deviations(whole).iter().map(ToString::to_string).collect();
            expected.sort();
            assert_eq!(told, expected, "{}", shown());
            let mut whole = to_value(whole).map_err(|error| error.to_string());
            // An undeclared property with a declared name cannot be written either way.
            if let Ok(whole) = &mut whole {
                let list = whole.as_object_mut().unwrap().remove("value").unwrap();
                let list = if list.is_array() { list } else { vec![list].into() };
                assert_eq!(Value::from(items), list, "{}", shown());
            }
            assert_eq!(around, whole, "{}", shown());
        }
        (Err(whole), Err(end)) => {
            assert!(has_marks || is_told(whole, end), "{whole}\n{end}\n{}", shown());
        }
        (Ok(_), Err(end)) => panic!("refused: {end}\n{}", shown()),
        (Err(whole), Ok(_)) => panic!("not refused: {whole}\n{}", shown()),
    }
    for most in [1, 7, 64] {
        let (cut, cut_end) =
            in_pieces(bytes, Items::<T>::new(), || usize::try_from(1 + random.below(most)).unwrap());
        assert_eq!(cut.len(), items.len(), "{}", shown());
        match (&end, &cut_end) {
            (Ok(end), Ok(cut_end)) => assert_eq!(facts(&items, end), facts(&cut, cut_end), "{}", shown()),
            (Err(end), Err(cut_end)) => assert_eq!(end, cut_end, "{}", shown()),
            (end, cut_end) => panic!("{end:?} {cut_end:?} {}", shown()),
        }
    }
    let (texts, texts_end) = as_texts(bytes, Items::<T>::new(), 11);
    match (&end, &texts_end) {
        // A single item in place of the list is part of the end of the page.
        (Ok(end), Ok(rest)) if !rest.items().is_empty() => {
            assert_eq!((texts.len(), rest.items().len(), items.len()), (0, 1, 1), "{}", shown());
            assert_eq!(end.count(), rest.count());
        }
        (Ok(end), Ok(rest)) => assert_eq!(facts(&items, end), facts(&texts, rest), "{}", shown()),
        // Only the page shows the end of a number or a word.
        (Err(end), Err(rest)) => {
            assert!(end == rest || rest.kind() == ItemsErrorKind::Syntax, "{end} {rest}");
        }
        (end, rest) => panic!("{end:?} {rest:?} {}", shown()),
    }
    let (_, own) = in_pieces(bytes, Items::<T>::new().strict(), || 9);
    let whole = strict::from_slice::<Page<T>>(bytes);
    match (&whole, &own) {
        // A deviation that is found only after decoding has no position. It is reported at the end of its item, before
        // a fault behind the item.
        (Err(whole), Err(own)) => {
            let is_of_item = own.line().is_none();
            assert!(has_marks || is_of_item || is_told(whole, own), "{whole}\n{own}\n{}", shown());
        }
        _ => assert_eq!(whole.is_ok(), own.is_ok(), "{}", shown()),
    }
    let (_, own) = as_texts(bytes, Items::<T>::new().strict(), 9);
    match (&whole, &own) {
        (Err(whole), Err(own)) => {
            let is_of_item = own.line().is_none() || own.kind() == ItemsErrorKind::Syntax;
            assert!(has_marks || is_of_item || is_told(whole, own), "{whole}\n{own}\n{}", shown());
        }
        _ => assert_eq!(whole.is_ok(), own.is_ok(), "{}", shown()),
    }
    end.is_ok()
}
