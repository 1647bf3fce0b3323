//! Uploads and downloads of the blocking client.

use std::io::{Read, Seek};
use std::time::SystemTime;

use bytes::Bytes;
use graph_models_core::request::transfer::{Download, DownloadRequest, Upload, UploadStep};
use graph_models_core::request::{Answer, GraphError, Hidden};
use http::response::Parts;

use super::Client;
use crate::transfer::{self, Begun, Sink};
use crate::transport::Incoming;
use crate::{SendError, TokenRequest};

/// The length of the pieces of a download, in bytes.
const PIECE: usize = 64 << 10;

impl Client {
    /// Uploads a file in slices, and returns the item that it has become. One slice at a time is in memory.
    ///
    /// `progress` is called after each answer: the moment to save [`Upload::state`] and to show
    /// [`Upload::acknowledged`]. After an error, or in another process, an upload goes on from its state.
    ///
    /// ```no_run
    /// # fn show<S: graph_models_core::Patchable, A: graph_models_core::request::Answer>(
    /// #     client: graph_models_client::blocking::Client, session: S,
    /// # ) -> Result<(), Box<dyn std::error::Error>> {
    /// use graph_models_core::request::transfer::Upload;
    ///
    /// let mut file = std::fs::File::open("film.mp4")?;
    /// // `session` is the answer to `create_upload_session`.
    /// let mut upload = Upload::<A>::new(&session, file.metadata()?.len())?;
    /// let item = client.upload(&mut upload, &mut file, |upload| {
    ///     eprintln!("{} of {} bytes", upload.acknowledged(), upload.total());
    /// })?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If the source cannot be read, if the service refuses, or if too many requests fail one after the other.
    pub fn upload<A: Answer>(
        &self,
        upload: &mut Upload<A>,
        source: &mut (impl Read + Seek),
        mut progress: impl FnMut(&Upload<A>),
    ) -> Result<A, SendError> {
        loop {
            self.transport.sleep(upload.delay(SystemTime::now()));
            let next = upload.next_request()?;
            let slice = transfer::read_slice(source, &next.range())?;
            match self.exchange(next.with_body(slice).into_request()) {
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
    pub fn cancel<A: Answer>(&self, upload: &mut Upload<A>) -> Result<(), SendError> {
        transfer::is_cancelled(self.exchange(upload.cancel().into_request())?)
    }

    /// Downloads to a sink, and goes on where the connection broke off. A piece of 64 KiB at a time is in memory.
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
    /// If the sink cannot be written, if the service refuses, or if too many requests fail one after the other. The
    /// download can go on from its state.
    pub fn download(&self, download: &mut Download, sink: &mut impl Sink) -> Result<(), SendError> {
        let mut challenge: Option<(Parts, TokenRequest)> = None;
        while !download.is_complete() {
            self.transport.sleep(download.delay(SystemTime::now()));
            let (request, hidden, may_ask) = match download.next_request()? {
                DownloadRequest::Service(request) => {
                    let ask = challenge.as_ref().map(|(_, ask)| ask.clone()).unwrap_or_default();
                    let (request, hidden) = match (self.authorized(request, &ask), &challenge) {
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
            let answer = match self.transport.send(request).map_err(SendError::from) {
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
                Begun::Body => receive(download, sink, body)?,
                Begun::Skip => {}
                Begun::Claims(ask) => challenge = Some((head, ask)),
                Begun::Refused => {
                    let body = body.read_within(self.settings.longest_body).unwrap_or_else(|_| Bytes::new());
                    return Err(GraphError::from_answer(&head, &body).into());
                }
            }
        }
        Ok(())
    }
}

/// Writes a body to the sink.
fn receive(download: &mut Download, sink: &mut impl Sink, mut body: Incoming) -> Result<(), SendError> {
    let mut piece = vec![0; PIECE];
    loop {
        match body.read(&mut piece) {
            Ok(0) => {
                download.ended();
                return Ok(());
            }
            Ok(length) => transfer::take(download, sink, piece.get(..length).unwrap_or_default())?,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(_) => {
                download.lost();
                return Ok(());
            }
        }
    }
}
