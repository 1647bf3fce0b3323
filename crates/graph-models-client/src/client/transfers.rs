//! Uploads and downloads of the asynchronous client.

use std::future::Future;
use std::io;
use std::ops::Range;
use std::time::{Duration, Instant, SystemTime};

use bytes::Bytes;
use graph_models_core::request::transfer::{Download, DownloadRequest, Upload, UploadStep};
use graph_models_core::request::{Answer, GraphError, Hidden, SentRequest};

use super::Client;
use crate::SendError;
use crate::methods::{transfers, upload_loop};
use crate::secret::hide;
use crate::transfer::{self, Begun, Course, Pacer, Sink};
use crate::transport::{IncomingStream, Timeout};

impl Client {
    /// Uploads a file in slices, and returns the item that was created. Only one slice at a time is in memory.
    ///
    /// `source` returns the bytes of a range. `progress` is called after each answer. It can save [`Upload::state`]
    /// and show [`Upload::acknowledged`]. After an error, or in another process, an upload continues from its state.
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
    /// Returns an error if the source cannot be read, if the service refuses, or if too many requests fail one after
    /// the other.
    pub async fn upload<A: Answer, S: Future<Output = io::Result<Bytes>>>(
        &self,
        upload: &mut Upload<A>,
        mut source: impl FnMut(Range<u64>) -> S,
        mut progress: impl FnMut(&Upload<A>),
    ) -> Result<A, SendError> {
        upload_loop!(self, upload, progress, range => transfer::slice_of(&range, &mut source).await?, await)
    }
}

transfers!(IncomingStream, async, await);

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
