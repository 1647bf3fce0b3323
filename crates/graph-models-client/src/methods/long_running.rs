//! The methods for work that continues after the answer, written once for both clients.

/// Implements methods of a `Client`: `long_running!()` makes blocking methods, `long_running!(async, await)`
/// asynchronous ones.
macro_rules! long_running {
    ($($async:ident, $await:ident)?) => {
        impl Client {
            /// Sends a request that the service may accept for later, and reads the answer: the content, or the
            /// address at which the work can be watched. Useful for creates, copies and actions that continue after
            /// the answer.
            ///
            /// ```
            /// # fn show<O: graph_models_core::request::Operation>(
            /// #     client: graph_models_client::blocking::Client, operation: O,
            /// # ) -> Result<(), Box<dyn std::error::Error>> {
            /// use std::time::Duration;
            /// use graph_models_core::request::{Monitor, MonitorStep, Reply};
            ///
            /// // `operation` copies a drive item, for instance.
            /// if let Reply::Accepted(accepted) = client.start(&operation)? {
            ///     let mut monitor = Monitor::new(client.service(), None, &accepted)?;
            ///     match client.watch(&mut monitor, Duration::from_mins(10))? {
            ///         MonitorStep::Ended(outcome, status) => println!("{outcome:?}: {:?}", status.resource_id),
            ///         MonitorStep::Running(status) => println!("it goes on: {:?} %", status.percentage),
            ///     }
            /// }
            /// # Ok(())
            /// # }
            /// ```
            ///
            /// The address comes in `Location`, or in `Operation-Location` as OneNote sends it. [`Accepted::location`]
            /// is the one or the other:
            ///
            /// ```
            /// # use bytes::Bytes;
            /// # use graph_models_client::{Token, TransportError, blocking::Client, transport::{Incoming, Transport}};
            /// # use http::{Request, Response};
            /// # struct OneNote;
            /// # impl Transport for OneNote {
            /// #     fn send(&self, request: Request<Bytes>) -> Result<Response<Incoming>, TransportError> {
            /// #         let answer = match request.method().as_str() {
            /// #             "POST" => Response::builder().status(202).header("operation-location", THERE).body(String::new()),
            /// #             _ => Response::builder().body(r#"{"status": "completed", "resourceLocation": "x"}"#.to_owned()),
            /// #         };
            /// #         Ok(answer.unwrap().map(Incoming::from))
            /// #     }
            /// #     fn sleep(&self, _: std::time::Duration) {}
            /// # }
            /// # const THERE: &str = "https://graph.microsoft.com/v1.0/me/onenote/operations/1";
            /// # static CATALOG: graph_models_core::request::Catalog =
            /// #     graph_models_core::request::Catalog { version: "v1.0", parts: &[] };
            /// # let path = graph_models_core::request::Path::root(&CATALOG).add("/me/onenote/pages/1/copyToSection", &[]);
            /// # let copy = graph_models_core::request::AddReference::new(&path, &path);
            /// use std::time::Duration;
            /// use graph_models_core::request::{Monitor, MonitorStep, Outcome, Reply, Service, Version};
            ///
            /// # let client = Client::over(OneNote, Service::global(), Token::new("opaque")?);
            /// // `copy` is like `me().onenote().pages("1").copy_to_section()`.
            /// let Reply::Accepted(accepted) = client.start(&copy)? else { panic!("it is 202") };
            /// assert_eq!(accepted.location.as_deref(), Some("https://graph.microsoft.com/v1.0/me/onenote/operations/1"));
            /// let mut monitor = Monitor::new(client.service(), Some(Version::V1), &accepted)?;
            /// let step = client.watch(&mut monitor, Duration::from_mins(10))?;
            /// assert!(matches!(step, MonitorStep::Ended(Outcome::Succeeded, _)));
            /// # Ok::<(), Box<dyn std::error::Error>>(())
            /// ```
            ///
            /// # Errors
            ///
            /// Returns the errors of [`send`](Self::send).
            pub $($async)? fn start<O: Operation>(&self, operation: &O) -> Result<Reply<O::Response>, SendError> {
                let answer = self.answer_to(operation)$(.$await)? ?;
                Ok(operation.decode_reply(answer)?)
            }

            /// Waits as long as the service demands, and reads the state of a long-running operation.
            ///
            /// # Errors
            ///
            /// Returns the errors of [`send`](Self::send). An operation that failed is no error but a
            /// [`PollStep::Failed`].
            pub $($async)? fn poll<T: Answer + Patchable>(
                &self,
                poll: &mut Poll<T>,
            ) -> Result<PollStep<T>, SendError> {
                self.run(Follow::new(poll, Duration::ZERO))$(.$await)?
            }

            /// Follows a long-running operation until it has ended, or until `patience` is over. In the latter case
            /// the result is [`PollStep::Running`].
            ///
            /// ```
            /// # fn show<T: graph_models_core::request::Answer + graph_models_core::Patchable>(
            /// #     client: graph_models_client::blocking::Client, accepted: graph_models_core::request::Accepted,
            /// # ) -> Result<(), Box<dyn std::error::Error>> {
            /// use std::time::Duration;
            /// use graph_models_core::request::PollStep;
            ///
            /// match client.finish::<T>(&accepted, Duration::from_mins(10))? {
            ///     PollStep::Succeeded(operation) => { /* … */ }
            ///     PollStep::Failed(operation) => { /* It failed, did a part only, or was stopped. */ }
            ///     _ => { /* It goes on. */ }
            /// }
            /// # Ok(())
            /// # }
            /// ```
            ///
            /// # Errors
            ///
            /// Returns the errors of [`poll`](Self::poll). Also fails if the service named no address for polling.
            pub $($async)? fn finish<T: Answer + Patchable>(
                &self,
                accepted: &Accepted,
                patience: Duration,
            ) -> Result<PollStep<T>, SendError> {
                let mut poll = Poll::new(&self.settings.service, accepted)?;
                self.run(Follow::new(&mut poll, patience))$(.$await)?
            }

            /// Watches work at its monitor until it has ended, or until `patience` is over. In the latter case the
            /// result is [`MonitorStep::Running`]. Requests to a monitor at another host have no token.
            ///
            /// # Errors
            ///
            /// Returns the errors of [`send`](Self::send). Work that failed is no error.
            pub $($async)? fn watch(
                &self,
                monitor: &mut Monitor,
                patience: Duration,
            ) -> Result<MonitorStep, SendError> {
                self.run(Follow::new(monitor, patience))$(.$await)?
            }
        }
    };
}
pub(crate) use long_running;
