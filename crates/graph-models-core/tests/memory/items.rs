//! Tests the memory for a page that is read item by item: it does not depend on the number of items.

use std::io::Read;

use crate::sample::Incident;
use graph_models_core::items::ItemReader;

const ITEM: &str = r##"{"@odata.type":"#sample.simpleIncident","id":"7d3c","activationCount":4,"severity":"high","lastSeenDateTime":"2026-02-08T12:07:31.123Z","tags":["a","b"],"owner":{"displayName":"Ingrid Okonkwo"},"new":{"level":3}},"##;

/// Returns a reader of a page with `count` items and an empty one. The text is produced while it is read.
fn page(count: u64) -> impl Read {
    let body = Repeated { left: count, at: 0 };
    (&br#"{"@odata.context":"x","value":["#[..]).chain(body).chain(&br#"{}],"@odata.count":9}"#[..])
}

/// A reader that repeats the same item.
struct Repeated {
    left: u64,
    at: usize,
}

impl Read for Repeated {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let mut read = 0;
        while self.left > 0 && read < buffer.len() {
            let length = ITEM.as_bytes().get(self.at..).unwrap().read(buffer.get_mut(read..).unwrap())?;
            (self.at, read) = (self.at + length, read + length);
            if self.at == ITEM.len() {
                (self.at, self.left) = (0, self.left - 1);
            }
        }
        Ok(read)
    }
}

#[test]
fn a_hundred_thousand_items_go_through_128_kib() {
    let used = allocation_counter::measure(|| {
        let mut items = ItemReader::<_, Incident>::new(page(100_000));
        let count = items.by_ref().filter(|item| item.as_ref().unwrap().value().is_some()).count();
        assert_eq!((count, items.page().unwrap().count()), (100_001, Some(9)));
    });
    assert!(used.bytes_max < 128 << 10, "{}", used.bytes_max);
}
