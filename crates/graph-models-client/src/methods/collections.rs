//! The methods for collections that both clients have, written once.
//!
//! Each client has a type of pages and one of items.

/// Implements methods of a `Client`: `collections!(PageIter, ItemIter)` blocking ones,
/// `collections!(PageStream, ItemStream, async, await)` asynchronous ones.
macro_rules! collections {
    ($pages:ident, $items:ident $(, $async:ident, $await:ident)?) => {
        impl Client {
            /// The pages of a collection, each requested when it is asked for.
            ///
            /// # Errors
            ///
            /// If the first request cannot be made.
            pub fn pages<T: Item, O>(&self, operation: &O) -> Result<$pages<T>, SendError>
            where
                O: Operation<Response = Page<T>>,
            {
                Ok(self.walk(Pages::new(&self.settings.service, operation)?))
            }

            /// The pages from the position of an earlier walk on: after an error, `into_pages` of that walk.
            pub fn walk<T: Item>(&self, pages: Pages<T>) -> $pages<T> {
                $pages::new(self.clone(), pages)
            }

            /// The items of all pages, one by one, while their bodies come in: in the memory of an item, however long a
            /// page is. For all items at once, see [`all`](Self::all).
            ///
            /// The timeout of the client counts from a request to the end of its page, with what the program does in
            /// between. A page that breaks off is an error after the items that were there, and is not sent again.
            ///
            /// # Errors
            ///
            /// If the first request cannot be made.
            pub fn items<T: Item, O>(&self, operation: &O) -> Result<$items<T>, SendError>
            where
                O: Operation<Response = Page<T>>,
            {
                Ok(self.walk_items(Pages::new(&self.settings.service, operation)?))
            }

            /// The items from the position of an earlier walk on: after an error, `into_pages` of that walk. They begin
            /// with the page that was not read to its end.
            pub fn walk_items<T: Item>(&self, pages: Pages<T>) -> $items<T> {
                $items::new(self.clone(), pages)
            }

            /// The items of all pages.
            ///
            /// # Errors
            ///
            /// As for [`send`](Self::send), and if a link leads to another host.
            pub $($async)? fn all<T: Item, O>(&self, operation: &O) -> Result<Vec<T>, SendError>
            where
                O: Operation<Response = Page<T>>,
            {
                let pages = Pages::new(&self.settings.service, operation)?;
                self.run(AllItems::new(pages))$(.$await)?
            }
        }
    };
}
pub(crate) use collections;
