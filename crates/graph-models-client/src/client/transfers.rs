//! Uploads and downloads of the asynchronous client.

use std::future::Future;
use std::io;
use std::ops::Range;
use std::time::SystemTime;

use bytes::Bytes;
use graph_models_core::request::transfer::{Download, DownloadRequest, Upload, UploadStep};
use graph_models_core::request::{Answer, GraphError, Hidden};
use http::response::Parts;

use super::Client;
use crate::transfer::{self, Begun, Sink};
use crate::transport::IncomingStream;
use crate::{SendError, TokenRequest};

impl Client {
    /// Uploads a file in slices, and returns the item that it has become. One slice at a time is in memory.
    ///
    /// `source` gives the bytes of a range. `progress` is called after each answer: the moment to save
    /// [`Upload::state`] and to show [`Upload::acknowledged`]. After an error, or in another process, an upload goes on
    /// from its state.
    ///
    /// ```no_run
    /// # async fn show<S: graph_models_core::Patchable, A: graph_models_core::request::Answer>(
    /// #     client: graph_models_client::Client, session: S, content: bytes::Bytes,
    /// # ) -> Result<(), Box<dyn std::error::Error>> {
    /// use graph_models_core::request::transfer::Upload;
    ///
    /// // `session` is the answer to `create_upload_session`.
    /// let mut upload = Upload::<A>::new(&session, content.len() as u64)?;
    /// let source = |range: std::ops::Range<u64>| {
    ///     std::future::ready(Ok(content.slice(range.start as usize..range.end as usize)))
    /// };
    /// let item = client.upload(&mut upload, source, |_| {}).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If the source cannot be read, if the service refuses, or if too many requests fail one after the other.
    pub async fn upload<A: Answer, S: Future<Output = io::Result<Bytes>>>(
        &self,
        upload: &mut Upload<A>,
        mut source: impl FnMut(Range<u64>) -> S,
        mut progress: impl FnMut(&Upload<A>),
    ) -> Result<A, SendError> {
        loop {
            self.transport.sleep(upload.delay(SystemTime::now())).await;
            let next = upload.next_request()?;
            let range = next.range();
            let slice = if range.is_empty() { Bytes::new() } else { source(range.clone()).await? };
            transfer::check_slice(&slice, &range)?;
            match self.exchange(next.with_body(slice).into_request()).await {
                Ok(answer) => match upload.read(answer)? {
                    UploadStep::Done(item) => return Ok(item),
                    UploadStep::Going => progress(upload),
                },
                Err(error) => transfer::note_lost(upload, error)?,
            }
        }
    }

    /// Ends an upload session without a file. An upload that does not exist any more is no error.
    ///
    /// # Errors
    ///
    /// If the service does not answer, or refuses.
    pub async fn cancel<A: Answer>(&self, upload: &mut Upload<A>) -> Result<(), SendError> {
        transfer::is_cancelled(self.exchange(upload.cancel().into_request()).await?)
    }

    /// Downloads to a sink, and goes on where the connection broke off. A piece at a time is in memory.
    ///
    /// The sink holds what [`Download::state`] says, and further pieces are added to it.
    ///
    /// # Errors
    ///
    /// If the sink cannot be written, if the service refuses, or if too many requests fail one after the other. The
    /// download can go on from its state.
    pub async fn download(&self, download: &mut Download, sink: &mut impl Sink) -> Result<(), SendError> {
        let mut challenge: Option<(Parts, TokenRequest)> = None;
        while !download.is_complete() {
            self.transport.sleep(download.delay(SystemTime::now())).await;
            let (request, hidden, may_ask) = match download.next_request()? {
                DownloadRequest::Service(request) => {
                    let ask = challenge.as_ref().map(|(_, ask)| ask.clone()).unwrap_or_default();
                    let (request, hidden) = match (self.authorized(request, &ask).await, &challenge) {
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
            let answer = match self.transport.send(request).await.map_err(SendError::from) {
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
                Begun::Body => receive(download, sink, body).await?,
                Begun::Skip => {}
                Begun::Claims(ask) => challenge = Some((head, ask)),
                Begun::Refused => {
                    let body = body.read_within(self.settings.longest_body).await;
                    let body = body.unwrap_or_else(|_| Bytes::new());
                    return Err(GraphError::from_answer(&head, &body).into());
                }
            }
        }
        Ok(())
    }
}

/// Writes a body to the sink.
async fn receive(
    download: &mut Download,
    sink: &mut impl Sink,
    mut body: IncomingStream,
) -> Result<(), SendError> {
    loop {
        match body.next().await {
            None => {
                download.ended();
                return Ok(());
            }
            Some(Ok(piece)) => transfer::take(download, sink, &piece)?,
            Some(Err(_)) => {
                download.lost();
                return Ok(());
            }
        }
    }
}
