//! The pages of a collection as a blocking iterator.

use graph_models_core::Page;
use graph_models_core::model::Item;
use graph_models_core::request::Pages;

use super::Client;
use crate::SendError;
use crate::work::PageWalk;

/// The pages of a collection, one after the other. The iterator ends after an error.
#[derive(Debug)]
pub struct PageIter<T> {
    client: Client,
    walk: PageWalk<T>,
}

impl<T: Item> PageIter<T> {
    pub(super) fn new(client: Client, pages: Pages<T>) -> Self {
        Self { client, walk: PageWalk::new(pages) }
    }

    /// The position of the walk, to continue later.
    pub fn into_pages(self) -> Pages<T> {
        self.walk.into_pages()
    }
}

impl<T: Item> Iterator for PageIter<T> {
    type Item = Result<Page<T>, SendError>;

    fn next(&mut self) -> Option<Self::Item> {
        let answer = self.walk.next_request()?.and_then(|request| self.client.execute(&request));
        Some(self.walk.read(answer))
    }
}
