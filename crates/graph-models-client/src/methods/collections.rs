//! The methods for collections that both clients share, written once.
//!
//! Each client has a type of pages and one of items.

/// Implements methods of a `Client`: `collections!(PageIter, ItemIter)` makes blocking methods,
/// `collections!(PageStream, ItemStream, async, await)` asynchronous ones.
macro_rules! collections {
    ($pages:ident, $items:ident $(, $async:ident, $await:ident)?) => {
        impl Client {
            /// The pages of a collection. Each page is requested when the caller asks for it.
            ///
            /// # Errors
            ///
            /// Returns an error if the first request cannot be made.
            pub fn pages<T: Item, O>(&self, operation: &O) -> Result<$pages<T>, SendError>
            where
                O: Operation<Response = Page<T>>,
            {
                Ok(self.walk(Pages::new(&self.settings.service, operation)?))
            }

            /// The pages from the position of an earlier walk. After an error, `into_pages` of that walk returns its
            /// position.
            pub fn walk<T: Item>(&self, pages: Pages<T>) -> $pages<T> {
                $pages::new(self.clone(), pages)
            }

            /// The items of all pages, one by one, read while their bodies arrive. Only one item is in memory at a
            /// time, however long a page is. [`all`](Self::all) returns all items at once.
            ///
            /// The [timeout](Self::with_timeout) of the client counts from a request to the head of its answer. So the
            /// program may take any time for an item. The limits for stalls of the HTTP client hold for the body.
            ///
            /// A page may break off: the connection is lost, or the service gives up. As long as none of its items was
            /// returned, the page is requested again, as [`Retry`](crate::Retry) allows. After that, the walk ends with
            /// the error, behind the items that arrived. The page is not requested again, since another answer may have
            /// other items, or the same items in another order: some items could be missed, and some could come twice.
            /// A program that knows its items by their ids can go on, and gets all items of that page once more:
            ///
            /// ```
            /// # fn show<T: graph_models_core::model::Item, O>(
            /// #     client: graph_models_client::blocking::Client, operation: O,
            /// # ) -> Result<(), Box<dyn std::error::Error>>
            /// # where
            /// #     O: graph_models_core::request::Operation<Response = graph_models_core::Page<T>>,
            /// # {
            /// # let mut keep_by_id = |_: T| {};
            /// let mut items = client.items(&operation)?;
            /// for _attempt in 0..3 {
            ///     let mut is_cut = false;
            ///     for item in &mut items {
            ///         match item {
            ///             Ok(item) => item.into_value().into_iter().for_each(&mut keep_by_id),
            ///             Err(_) => is_cut = true,
            ///         }
            ///     }
            ///     if !is_cut {
            ///         break;
            ///     }
            ///     items = client.walk_items(items.into_pages());
            /// }
            /// # Ok(())
            /// # }
            /// ```
            ///
            /// # Errors
            ///
            /// Returns an error if the first request cannot be made.
            pub fn items<T: Item, O>(&self, operation: &O) -> Result<$items<T>, SendError>
            where
                O: Operation<Response = Page<T>>,
            {
                Ok(self.walk_items(Pages::new(&self.settings.service, operation)?))
            }

            /// The items from the position of an earlier walk. After an error, `into_pages` of that walk returns its
            /// position. The items begin with the page that was not read to its end.
            pub fn walk_items<T: Item>(&self, pages: Pages<T>) -> $items<T> {
                $items::new(self.clone(), pages)
            }

            /// The items of all pages.
            ///
            /// # Errors
            ///
            /// Returns the errors of [`send`](Self::send). Also fails if a link leads to another host.
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
