//! The methods for transfers that both clients have, written once.
//!
//! Each client has a function `receive` of its own, which writes a body to a sink.

/// Implements methods of a `Client`: `transfers!()` blocking ones, `transfers!(async, await)` asynchronous ones.
macro_rules! transfers {
    ($($async:ident, $await:ident)?) => {
        impl Client {
            /// Ends an upload session without a file. An upload that does not exist any more is no error.
            ///
            /// # Errors
            ///
            /// If the service does not answer, or refuses.
            pub $($async)? fn cancel<A: Answer>(&self, upload: &mut Upload<A>) -> Result<(), SendError> {
                transfer::is_cancelled(self.exchange(upload.cancel().into_request())$(.$await)? ?)
            }

            /// Downloads to a sink, and goes on where the connection broke off. A piece at a time is in memory.
            ///
            /// The sink holds what [`Download::state`] says, and further pieces are added to it.
            ///
            /// ```no_run
            /// # fn show<O: graph_models_core::request::Operation>(
            /// #     client: graph_models_client::blocking::Client, content: O,
            /// # ) -> Result<(), Box<dyn std::error::Error>> {
            /// use graph_models_core::request::transfer::Download;
            ///
            /// // `content` is the request for the content of a drive item.
            /// let mut download = Download::new(content.to_http(client.service())?);
            /// client.download(&mut download, &mut std::fs::File::create("film.mp4")?)?;
            /// # Ok(())
            /// # }
            /// ```
            ///
            /// # Errors
            ///
            /// If the sink cannot be written, if the service refuses, or if too many requests fail one after the other.
            /// The download can go on from its state.
            pub $($async)? fn download(
                &self,
                download: &mut Download,
                sink: &mut impl Sink,
            ) -> Result<(), SendError> {
                let mut challenge: Option<(Parts, TokenRequest)> = None;
                while !download.is_complete() {
                    self.transport.sleep(download.delay(SystemTime::now()))$(.$await)?;
                    let (request, hidden, may_ask) = match download.next_request()? {
                        DownloadRequest::Service(request) => {
                            let ask = challenge.as_ref().map(|(_, ask)| ask.clone()).unwrap_or_default();
                            let (request, hidden) = match (self.authorized(request, &ask)$(.$await)?, &challenge) {
                                (Ok(authorized), _) => authorized,
                                // Without a token that has the claims, the answer of the service says more.
                                (Err(SendError::Token(_)), Some((refused, _))) => {
                                    return Err(GraphError::from_answer(refused, &[]).into());
                                }
                                (Err(error), _) => return Err(error),
                            };
                            (request, Some(hidden), challenge.is_none())
                        }
                        DownloadRequest::Anonymous(request) => {
                            let hidden = Hidden::of_address(request.uri());
                            (request.into_request(), hidden, false)
                        }
                    };
                    let answer = match self.transport.send(request)$(.$await)?.map_err(SendError::from) {
                        Ok(answer) => answer,
                        Err(error) if transfer::is_lost(&error) => {
                            download.lost();
                            continue;
                        }
                        Err(error) => return Err(error),
                    };
                    let (mut head, body) = answer.into_parts();
                    if let Some(hidden) = hidden {
                        head.extensions.insert(hidden);
                    }
                    match transfer::begin(download, sink, &head, may_ask)? {
                        Begun::Body => receive(download, sink, body)$(.$await)? ?,
                        Begun::Skip => {}
                        Begun::Claims(ask) => challenge = Some((head, ask)),
                        Begun::Refused => {
                            let body = body.read_within(self.settings.longest_body)$(.$await)?;
                            let body = body.unwrap_or_else(|_| Bytes::new());
                            return Err(GraphError::from_answer(&head, &body).into());
                        }
                    }
                }
                Ok(())
            }
        }
    };
}
pub(crate) use transfers;
