//! The methods that both clients have, written once.
//!
//! Each adapter gives its `Client` a field `settings`, the methods `exchange` and `sleep`, and the type of its pages.

/// Implements the methods of a `Client`: `methods!(PageIter)` blocking ones, `methods!(PageStream, async, await)`
/// asynchronous ones.
macro_rules! methods {
    ($pages:ident $(, $async:ident, $await:ident)?) => {
        impl Client {
            /// The same client with other rules for sending again.
            #[must_use]
            pub fn with_retry(mut self, retry: $crate::Retry) -> Self {
                self.settings.retry = retry;
                self
            }

            /// The same client, which reports how long it waits each time it is about to send something again.
            #[must_use]
            pub fn on_wait(mut self, tell: impl Fn(Duration) + Send + Sync + 'static) -> Self {
                self.settings.on_wait = Some(Arc::new(tell));
                self
            }

            /// The service that requests go to.
            pub fn service(&self) -> &Service {
                &self.settings.service
            }

            /// Sends a request, and again as [`Retry`](crate::Retry) allows, and reads the answer.
            ///
            /// # Errors
            ///
            /// If the request cannot be made or sent, is refused, or its answer cannot be read. [`SendError::effect`]
            /// tells whether the service did the work.
            pub $($async)? fn send<O: Operation>(&self, operation: &O) -> Result<O::Response, SendError> {
                let request = operation.to_http(&self.settings.service)?;
                let answer = self.execute(&request)$(.$await)? ?;
                Ok(operation.decode(answer)?)
            }

            /// Sends any request to the service, and again as [`Retry`](crate::Retry) allows. The answer may be one of
            /// failure.
            ///
            /// # Errors
            ///
            /// If there is no answer, or the request would go to another host than the service's.
            pub $($async)? fn execute(
                &self,
                request: &http::Request<Bytes>,
            ) -> Result<http::Response<Bytes>, SendError> {
                self.settings.service.follows(&request.uri().to_string())?;
                let mut sent = 0;
                loop {
                    let answer = self.once(request)$(.$await)?;
                    sent += 1;
                    let wait = self.settings.retry.wait_after(request.method(), sent, &answer);
                    let Some(wait) = wait else { return answer };
                    self.settings.tell_wait(wait);
                    self.sleep(wait)$(.$await)?;
                }
            }

            /// Sends a request once, with a token of its own. Errors do not show the token.
            $($async)? fn once(
                &self,
                request: &http::Request<Bytes>,
            ) -> Result<http::Response<Bytes>, SendError> {
                let token = self.settings.tokens.token()$(.$await)? ?;
                let answer = self.exchange(request, &token)$(.$await)?;
                let mut answer = answer.map_err(|error| error.without(&token))?;
                answer.extensions_mut().insert(token.hidden());
                Ok(answer)
            }

            /// Does all steps of some work.
            $($async)? fn run<W: Work>(&self, mut work: W) -> Result<W::Output, SendError> {
                let mut answer = None;
                loop {
                    match work.next(answer.take())? {
                        Step::Send(request) => answer = Some(self.execute(&request)$(.$await)? ?),
                        Step::Sleep(wait) => self.sleep(wait)$(.$await)?,
                        Step::BackOff(wait) => {
                            self.settings.tell_wait(wait);
                            self.sleep(wait)$(.$await)?;
                        }
                        Step::Done(output) => return Ok(output),
                    }
                }
            }

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

            /// The next step through the changes of a collection; `None` when there are no more now.
            ///
            /// # Errors
            ///
            /// As for [`send`](Self::send), and if a link leads to another host. The same step comes next then.
            pub $($async)? fn changes<T: Item>(
                &self,
                delta: &mut Delta<T>,
            ) -> Result<Option<DeltaStep<T>>, SendError> {
                self.run(NextChanges(delta))$(.$await)?
            }

            /// Sends a batch. Requests in it that the service did not do and wants later are sent again, as
            /// [`Retry`](crate::Retry) allows. The answers go to `responses`.
            ///
            /// # Errors
            ///
            /// If the batch cannot be made or sent, or is refused as a whole. Earlier answers are in `responses`
            /// all the same. A split batch ends at a part that failed. A request that was to be sent again then has no
            /// answer any more: it is unknown whether the service did it.
            pub $($async)? fn batch(
                &self,
                batch: &Batch,
                responses: &mut BatchResponses,
            ) -> Result<(), SendError> {
                self.run(BatchRun::new(batch, responses, self.settings.retry)?)$(.$await)?
            }

            /// Waits as long as the service wants, and asks how far a long-running operation is.
            ///
            /// # Errors
            ///
            /// As for [`send`](Self::send). An operation that failed is no error but a [`PollStep::Failed`].
            pub $($async)? fn poll<T: Answer + Patchable>(
                &self,
                poll: &mut Poll<T>,
            ) -> Result<PollStep<T>, SendError> {
                self.run(Follow::new(poll, Duration::ZERO))$(.$await)?
            }

            /// Follows a long-running operation until it has ended, or `patience` is over: then it is still
            /// [`PollStep::Running`].
            ///
            /// # Errors
            ///
            /// As for [`poll`](Self::poll), and if the service did not say where to ask.
            pub $($async)? fn finish<T: Answer + Patchable>(
                &self,
                accepted: &Accepted,
                patience: Duration,
            ) -> Result<PollStep<T>, SendError> {
                let mut poll = Poll::new(&self.settings.service, accepted)?;
                self.run(Follow::new(&mut poll, patience))$(.$await)?
            }
        }

        impl fmt::Debug for Client {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.settings.fmt_client(f)
            }
        }
    };
}
pub(crate) use methods;
