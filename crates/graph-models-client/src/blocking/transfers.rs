//! Uploads and downloads of the blocking client.

use std::io::{Read, Seek};
use std::time::{Duration, Instant, SystemTime};

use bytes::Bytes;
use graph_models_core::request::transfer::{Download, DownloadRequest, Upload, UploadStep};
use graph_models_core::request::{Answer, GraphError, Hidden, SentRequest};

use super::Client;
use crate::SendError;
use crate::methods::{transfers, upload_loop};
use crate::secret::hide;
use crate::transfer::{self, Begun, Course, Pacer, Sink};
use crate::transport::{Incoming, Timeout};

/// The length of the pieces of a download, in bytes.
const PIECE: usize = 64 << 10;

impl Client {
    /// Uploads a file in slices, and returns the item that was created. Only one slice at a time is in memory.
    ///
    /// `progress` is called after each answer. It can save [`Upload::state`] and show [`Upload::acknowledged`]. After
    /// an error, or in another process, an upload continues from its state.
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
    /// Returns an error if the source cannot be read, if the service refuses, or if too many requests fail one after
    /// the other.
    pub fn upload<A: Answer>(
        &self,
        upload: &mut Upload<A>,
        source: &mut (impl Read + Seek),
        mut progress: impl FnMut(&Upload<A>),
    ) -> Result<A, SendError> {
        upload_loop!(self, upload, progress, range => transfer::read_slice(source, &range)?)
    }
}

transfers!(Incoming);

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
