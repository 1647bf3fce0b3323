//! The methods that both clients share, written once.
//!
//! Each `Client` has the fields `transport`, `tokens` and `settings`.

mod collections;
mod long_running;
mod transfers;

pub(crate) use collections::collections;
pub(crate) use long_running::long_running;
pub(crate) use transfers::{transfers, upload_loop};

/// Implements the methods of a `Client`: `methods!(Incoming)` makes blocking methods, `methods!(IncomingStream,
/// async, await)` asynchronous ones.
macro_rules! methods {
    ($body:ident $(, $async:ident, $await:ident)?) => {
        impl Client {
            /// Returns the client with other rules for repeating requests.
            ///
            /// Uploads and downloads have their own rules: see
            /// [`Upload::with_max_failures`](graph_models_core::request::transfer::Upload::with_max_failures) and
            /// [`Download::with_max_failures`](graph_models_core::request::transfer::Download::with_max_failures). Of
            /// the rules here, only [`longest_wait`](crate::Retry::longest_wait) also holds for transfers, while other
            /// requests keep the service busy.
            #[must_use]
            pub fn with_retry(mut self, retry: $crate::Retry) -> Self {
                self.settings.retry = retry;
                self
            }

            /// Returns the client with another limit for the time from a request to the end of its answer.
            ///
            /// For the body of a request, the limit grows by the time that the body takes at
            /// [`LEAST_RATE`](crate::transport::LEAST_RATE), 16 KiB a second. Downloads have no such limit. The limit
            /// of [`items`](Self::items) ends with the head of each page.
            ///
            /// A clone is cheap, and shares connections, pauses and the budget for repeats with the client. So a
            /// clone can hold the options of one request:
            ///
            /// ```
            /// # use std::time::Duration;
            /// # use graph_models_client::Retry;
            /// # fn show(client: &graph_models_client::blocking::Client) {
            /// let once = client.clone().with_timeout(Duration::from_secs(5)).with_retry(Retry::never());
            /// # }
            /// ```
            #[must_use]
            pub fn with_timeout(mut self, timeout: Duration) -> Self {
                self.settings.timeout = Some(timeout);
                self
            }

            /// Returns the client with another limit, in bytes, for bodies that are read into memory. The default is
            /// 256 MiB.
            #[must_use]
            pub fn with_longest_body(mut self, bytes: u64) -> Self {
                self.settings.longest_body = bytes;
                self
            }

            /// Returns the client without the headers `client-request-id`, `SdkVersion` and `User-Agent`.
            ///
            /// By default each request has its own `client-request-id`, and keeps it when it is sent again. The
            /// service returns it, and Microsoft's support asks for it.
            #[must_use]
            pub fn without_identity(mut self) -> Self {
                self.settings.identity = Identity::NONE;
                self
            }

            /// Returns the client with a function that it calls before each wait. Most waits precede a repeated
            /// request.
            ///
            /// After a busy time, requests wait for their place in a queue. Such waits of less than a second are not
            /// reported.
            #[must_use]
            pub fn on_wait(mut self, tell: impl Fn(&$crate::Wait) + Send + Sync + 'static) -> Self {
                self.settings.on_wait = Some(Arc::new(tell));
                self
            }

            /// The service that requests go to.
            pub fn service(&self) -> &Service {
                &self.settings.service
            }

            /// Sends a request, repeats it as far as [`Retry`](crate::Retry) allows, and reads the answer.
            ///
            /// The service may accept a request for later (202), whether or not this is documented. A request without
            /// content then answers [`NoContent`](graph_models_core::request::NoContent) that
            /// [names the work](graph_models_core::request::NoContent::accepted). If content was expected and is not
            /// there yet, the error says where to watch the work:
            ///
            /// ```
            /// # fn show<O: graph_models_core::request::Operation>(
            /// #     client: graph_models_client::blocking::Client, create: O,
            /// # ) -> Result<(), Box<dyn std::error::Error>> {
            /// use graph_models_core::request::{GraphError, Monitor, Version};
            ///
            /// match client.send(&create) {
            ///     Ok(made) => { /* … */ }
            ///     Err(error) => match error.as_graph().and_then(GraphError::accepted) {
            ///         Some(accepted) => {
            ///             let monitor = Monitor::new(client.service(), Some(Version::V1), &accepted)?;
            ///         }
            ///         None => return Err(error.into()),
            ///     },
            /// }
            /// # Ok(())
            /// # }
            /// ```
            ///
            /// [`start`](Self::start) gives the same as a value for all requests.
            ///
            /// # Errors
            ///
            /// Returns an error if the request cannot be made or sent, if it is refused, or if its answer cannot be
            /// read. [`SendError::effect`] tells whether the service did the work.
            pub $($async)? fn send<O: Operation>(&self, operation: &O) -> Result<O::Response, SendError> {
                let answer = self.answer_to(operation)$(.$await)? ?;
                Ok(operation.decode(answer)?)
            }

            /// The answer to an operation, successful or not.
            $($async)? fn answer_to<O: Operation>(&self, operation: &O) -> Result<http::Response<Bytes>, SendError> {
                self.execute(&operation.to_http(&self.settings.service)?)$(.$await)?
            }

            /// Sends any request to the service, and repeats it as far as [`Retry`](crate::Retry) allows.
            /// Unsuccessful answers are also returned.
            ///
            /// # Errors
            ///
            /// Returns an error if there is no answer, or the request would go to another host than the service's.
            pub $($async)? fn execute(
                &self,
                request: &http::Request<Bytes>,
            ) -> Result<http::Response<Bytes>, SendError> {
                self.deliver(request, false)$(.$await)?.map(|(answer, _)| answer)
            }

            /// Does the work of [`execute`](Self::execute). If `is_unread` is true, the unread body of a successful
            /// answer is returned beside an answer without a body.
            $($async)? fn deliver(
                &self,
                request: &http::Request<Bytes>,
                is_unread: bool,
            ) -> Result<(http::Response<Bytes>, Option<$body>), SendError> {
                let mut unread = None;
                let mut delivery = Delivery::new(&self.settings, request, is_unread, Instant::now())?;
                loop {
                    match delivery.next(Instant::now()) {
                        Next::Authorize(request) => {
                            let token = self.tokens.token(&request)$(.$await)?;
                            delivery.authorize(token)?;
                        }
                        Next::Wait(wait) => {
                            self.settings.tell_wait(&wait);
                            self.transport.sleep(wait.duration)$(.$await)?;
                        }
                        Next::Send(request) => {
                            let answer = self.exchange_into(request, is_unread.then_some(&mut unread))$(.$await)?;
                            delivery.read(answer, Instant::now());
                        }
                        Next::Done(answer) => return answer.map(|answer| (answer, unread)),
                    }
                }
            }

            /// Sends a request to a pre-authenticated address once, and reads the answer to its end.
            $($async)? fn exchange(
                &self,
                request: http::Request<Bytes>,
            ) -> Result<http::Response<Bytes>, SendError> {
                let hidden = Hidden::from_address(request.uri());
                hide(self.exchange_into(request, None)$(.$await)?, hidden)
            }

            /// Sends a request once, and reads the answer to its end. The unread body of a successful answer is
            /// stored in `unread`. The answer has the request in its extensions, and an error has its id.
            $($async)? fn exchange_into(
                &self,
                request: http::Request<Bytes>,
                unread: Option<&mut Option<$body>>,
            ) -> Result<http::Response<Bytes>, SendError> {
                let sent = SentRequest::new(&request);
                let failed = |error: TransportError| SendError::from(error.of(&sent));
                let answer = self.transport.send(request)$(.$await)?.map_err(failed)?;
                let (mut head, body) = answer.into_parts();
                let is_success = head.status.is_success();
                if let Some(unread) = unread
                    && is_success
                {
                    *unread = Some(body);
                    head.extensions.insert(sent);
                    return Ok(http::Response::from_parts(head, Bytes::new()));
                }
                let body = match body.read_within(self.settings.longest_body)$(.$await)? {
                    // The status says more than the rest of its body.
                    Err(_) if !is_success => Bytes::new(),
                    body => body.map_err(failed)?,
                };
                head.extensions.insert(sent);
                Ok(http::Response::from_parts(head, body))
            }

            /// A request to the service with a token. Errors made of its answer must not show the token.
            $($async)? fn authorized(
                &self,
                mut request: http::Request<Bytes>,
                ask: &TokenRequest,
            ) -> Result<(http::Request<Bytes>, Hidden), SendError> {
                self.settings.prepare(&mut request)?;
                let token = self.tokens.token(ask)$(.$await)? ?;
                token.authorize(request.headers_mut());
                Ok((request, token.hidden()))
            }

            /// Sends a request and reads the answer together with its headers, such as the ids of the request.
            ///
            /// ```
            /// # fn show<O: graph_models_core::request::Operation>(
            /// #     client: graph_models_client::blocking::Client, operation: O,
            /// # ) -> Result<(), Box<dyn std::error::Error>> {
            /// let full = client.send_full(&operation)?;
            /// println!("{:?} is stored as {:?}", full.about.request_id, full.about.etag);
            /// println!("load: {:?}", full.about.header("x-ms-throttle-limit-percentage"));
            /// # Ok(())
            /// # }
            /// ```
            ///
            /// # Errors
            ///
            /// Returns the errors of [`send`](Self::send).
            pub $($async)? fn send_full<O: Operation>(&self, operation: &O) -> Result<Full<O::Response>, SendError> {
                let answer = self.answer_to(operation)$(.$await)? ?;
                Ok(operation.decode_full(answer)?)
            }

            /// Does all steps of some work.
            $($async)? fn run<W: Work>(&self, mut work: W) -> Result<W::Output, SendError> {
                let mut answer = None;
                loop {
                    match work.next(answer.take())? {
                        Step::Send(request) => {
                            let sent = self.execute(&request)$(.$await)?;
                            answer = Some(sent.inspect_err(|error| work.fails(error))?);
                        }
                        Step::Sleep(wait) => self.transport.sleep(wait)$(.$await)?,
                        Step::BackOff(wait) => {
                            self.settings.tell_wait(&wait);
                            self.transport.sleep(wait.duration)$(.$await)?;
                        }
                        Step::Done(output) => return Ok(output),
                    }
                }
            }

            /// The next step through the changes of a collection; `None` if there are no more at present.
            ///
            /// ```
            /// # fn show<T: graph_models_core::model::Item, O>(
            /// #     client: graph_models_client::blocking::Client, operation: O,
            /// # ) -> Result<(), Box<dyn std::error::Error>>
            /// # where
            /// #     O: graph_models_core::request::Operation<Response = graph_models_core::Page<T>>,
            /// # {
            /// use graph_models_core::request::{Delta, DeltaStep};
            ///
            /// // `operation` is a call of `delta`.
            /// let mut delta = Delta::new(client.service(), &operation)?;
            /// while let Some(step) = client.changes(&mut delta)? {
            ///     match step {
            ///         DeltaStep::Changes(page) => println!("{} changes", page.items().len()),
            ///         DeltaStep::Resync(_) => println!("all items follow: forget those that do not"),
            ///     }
            /// }
            /// // Save the token: the next walk begins there.
            /// let token = delta.token();
            /// # Ok(())
            /// # }
            /// ```
            ///
            /// # Errors
            ///
            /// Returns the errors of [`send`](Self::send). Also fails if a link leads to another host. After an error
            /// the same step comes next.
            pub $($async)? fn changes<T: Item>(
                &self,
                delta: &mut Delta<T>,
            ) -> Result<Option<DeltaStep<T>>, SendError> {
                self.run(NextChanges(delta))$(.$await)?
            }

            /// Sends a batch. Requests of the batch that the service postponed are sent again, as far as
            /// [`Retry`](crate::Retry) allows. The answers go to `responses`.
            ///
            /// ```
            /// # fn show<O: graph_models_core::request::Operation>(
            /// #     client: graph_models_client::blocking::Client, operation: O,
            /// # ) -> Result<(), Box<dyn std::error::Error>> {
            /// use graph_models_core::request::Batch;
            ///
            /// let mut batch = Batch::new(client.service());
            /// let handle = batch.add(&operation)?;
            /// let mut responses = batch.responses();
            /// client.batch(&batch, &mut responses)?;
            /// let answer = responses.take(handle)??;
            /// # Ok(())
            /// # }
            /// ```
            ///
            /// # Errors
            ///
            /// Returns an error if the batch cannot be made or sent, or if it is refused as a whole. Earlier answers
            /// are in `responses` nevertheless, also if the call is dropped. A split batch ends at a part that failed.
            /// It is unknown whether the service carried out the requests of that part. The requests of later parts
            /// were not sent: they have the answer of the round before, or an error of the kind
            /// [`NotSent`](graph_models_core::request::GraphErrorKind::NotSent), and
            /// [`BatchResponses::retry`](graph_models_core::request::BatchResponses::retry) lists them.
            pub $($async)? fn batch(
                &self,
                batch: &Batch,
                responses: &mut BatchResponses,
            ) -> Result<(), SendError> {
                self.run(BatchRun::new(batch, responses, self.settings.retry)?)$(.$await)?
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
