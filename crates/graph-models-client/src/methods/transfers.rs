//! The methods for transfers that both clients share, written once.
//!
//! Each client has its own function `receive`, which writes a body to a sink.

/// Implements methods of a `Client`: `transfers!(Incoming)` makes blocking methods, `transfers!(IncomingStream, async,
/// await)` asynchronous ones.
macro_rules! transfers {
    ($body:ident $(, $async:ident, $await:ident)?) => {
        impl Client {
            /// Ends an upload session without a file. An upload that does not exist any more is no error.
            ///
            /// # Errors
            ///
            /// Returns an error if the service does not answer, or if it refuses.
            pub $($async)? fn cancel<A: Answer>(&self, upload: &mut Upload<A>) -> Result<(), SendError> {
                let mut request = upload.cancel().into_request();
                Timeout::add_to(self.settings.timeout, &mut request);
                transfer::is_cancelled(self.exchange(request)$(.$await)? ?)
            }

            /// Waits for the turn of a request of a transfer, and reports the waits. `own` is the wait that the
            /// transfer itself needs.
            $($async)? fn take_turn(
                &self,
                pacer: &mut Pacer<'_>,
                mut own: Duration,
                request: &http::Request<Bytes>,
            ) {
                while let Some(wait) = pacer.next(std::mem::take(&mut own), request, Instant::now()) {
                    self.settings.tell_wait(&wait);
                    self.transport.sleep(wait.duration)$(.$await)?;
                }
            }

            /// Downloads to a sink, and continues at the point where a connection broke off. Only one piece at a time
            /// is in memory.
            ///
            /// The sink must already contain the bytes that [`Download::state`] counts. Further pieces are appended
            /// to it. A sink is a file, a `Vec<u8>`, or any writer in a [`WriterSink`](crate::WriterSink).
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
            /// Returns an error if the sink cannot be written, if the service refuses, or if too many requests fail
            /// one after the other. The download can be continued from its state.
            pub $($async)? fn download(
                &self,
                download: &mut Download,
                sink: &mut impl Sink,
            ) -> Result<(), SendError> {
                let mut course = Course::new(&self.settings, Instant::now());
                while let Some((body, is_anew)) = self.open(download, &mut course)$(.$await)? ? {
                    if is_anew {
                        sink.restart()?;
                    }
                    receive(download, sink, body)$(.$await)? ?;
                }
                Ok(())
            }

            /// Sends the requests of a download until an answer has bytes. Returns its body, and true if its bytes
            /// begin anew. `None` if the download is complete.
            pub(super) $($async)? fn open(
                &self,
                download: &mut Download,
                course: &mut Course<'_>,
            ) -> Result<Option<($body, bool)>, SendError> {
                while !download.is_complete() {
                    let (request, is_of_service) = match download.next_request()? {
                        DownloadRequest::Service(request) => (course.name(request), true),
                        DownloadRequest::Anonymous(request) => (request.into_request(), false),
                    };
                    let delay = download.delay(SystemTime::now());
                    self.take_turn(&mut course.pacer, delay, &request)$(.$await)?;
                    let (request, hidden) = match is_of_service {
                        true => match self.authorized(request, &course.challenge.ask())$(.$await)? {
                            Ok((request, hidden)) => (request, Some(hidden)),
                            Err(error) => return Err(transfer::without_token(error, &mut course.challenge)),
                        },
                        false => {
                            let hidden = Hidden::from_address(request.uri());
                            (request, hidden)
                        }
                    };
                    course.pacer.sends(Instant::now());
                    let sent = SentRequest::new(&request);
                    let answer = self.transport.send(request)$(.$await)?;
                    let answer = hide(answer.map_err(|error| SendError::from(error.of(&sent))), hidden);
                    let answer = match answer {
                        Ok(answer) => answer,
                        Err(error) if transfer::is_lost(&error) => {
                            course.pacer.failed(&error);
                            download.lost();
                            continue;
                        }
                        Err(error) => return Err(error),
                    };
                    let (mut head, body) = answer.into_parts();
                    course.pacer.answered(head.status, &head.headers, Instant::now());
                    head.extensions.insert(sent);
                    if is_of_service && let Some(ask) = course.challenge.demanded(head.status, &head.headers) {
                        course.challenge.set(head, ask);
                        continue;
                    }
                    match transfer::begin(download, &head)? {
                        Begun::Body { is_anew } => return Ok(Some((body, is_anew))),
                        Begun::Skip => {}
                        Begun::Refused => {
                            let body = body.read_within(self.settings.longest_body)$(.$await)?;
                            let body = body.unwrap_or_else(|_| Bytes::new());
                            return Err(GraphError::from_answer(&head, &body).into());
                        }
                    }
                }
                Ok(None)
            }
        }
    };
}
pub(crate) use transfers;

/// Uploads slice by slice: `upload_loop!(self, upload, progress, range => slice)`, where `slice` returns the bytes of
/// `range`. Asynchronous clients add `, await` at the end.
macro_rules! upload_loop {
    ($client:ident, $upload:ident, $progress:ident, $range:ident => $slice:expr $(, $await:ident)?) => {{
        let mut pacer = Pacer::new(&$client.settings, Instant::now());
        loop {
            let next = $upload.next_request()?;
            let $range = next.range();
            let mut request = next.with_body(Bytes::new()).into_request();
            // A slice is read just before it is sent, so that no slice is in memory during a wait.
            $client.take_turn(&mut pacer, $upload.delay(SystemTime::now()), &request)$(.$await)?;
            *request.body_mut() = $slice;
            Timeout::add_to($client.settings.timeout, &mut request);
            pacer.sends(Instant::now());
            match $client.exchange(request)$(.$await)? {
                Ok(answer) => {
                    pacer.answered(answer.status(), answer.headers(), Instant::now());
                    match $upload.read(answer)? {
                        UploadStep::Done(item) => return Ok(item),
                        UploadStep::Going => $progress($upload),
                    }
                }
                Err(error) => {
                    pacer.failed(&error);
                    transfer::note_lost($upload, error)?;
                }
            }
        }
    }};
}
pub(crate) use upload_loop;
