//! Downloads as chunks, which an asynchronous program writes where it likes.

use std::fmt;
use std::time::Instant;

use bytes::Bytes;
use graph_models_core::request::transfer::Download;

use super::Client;
use crate::SendError;
use crate::transfer::{Course, cannot_rewind};
use crate::transport::IncomingStream;

/// The content of a download in chunks, made by [`Client::download_chunks`].
pub struct DownloadChunks<'a> {
    client: &'a Client,
    download: &'a mut Download,
    course: Course<'a>,
    body: Option<IncomingStream>,
}

impl Client {
    /// Downloads in chunks. The program writes each chunk itself, so that no writing blocks the executor, and no more
    /// than one chunk is in memory.
    ///
    /// The download continues at the point where a connection broke off, as [`download`](Self::download) does. A
    /// chunk that was returned counts as held: save [`Download::state`] after a chunk was written.
    ///
    /// ```no_run
    /// # async fn show(
    /// #     client: graph_models_client::Client,
    /// #     mut download: graph_models_core::request::transfer::Download,
    /// #     mut write: impl AsyncFnMut(bytes::Bytes) -> std::io::Result<()>,
    /// # ) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut chunks = client.download_chunks(&mut download);
    /// while let Some(chunk) = chunks.next_chunk().await? {
    ///     // For example `file.write_all(&chunk)` with an asynchronous file.
    ///     write(chunk).await?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn download_chunks<'a>(&'a self, download: &'a mut Download) -> DownloadChunks<'a> {
        let course = Course::new(&self.settings, Instant::now());
        DownloadChunks { client: self, download, course, body: None }
    }
}

impl DownloadChunks<'_> {
    /// The next chunk, which is never empty. `None` if the download is complete.
    ///
    /// A call that is dropped loses no chunk: the next call continues.
    ///
    /// # Errors
    ///
    /// Returns an error if the service refuses, or if too many requests fail one after the other. The download can be
    /// continued from its state.
    ///
    /// If the content has changed or has no strong entity tag, an interrupted download begins anew. The error is then
    /// a [`SendError::File`] of the kind [`Unsupported`](std::io::ErrorKind::Unsupported). Remove what was written,
    /// and download again: [`Download::state`] holds no byte any more.
    pub async fn next_chunk(&mut self) -> Result<Option<Bytes>, SendError> {
        loop {
            if let Some(body) = &mut self.body {
                match body.next().await {
                    Some(Ok(chunk)) if chunk.is_empty() => continue,
                    Some(Ok(chunk)) => {
                        self.download.take(&chunk)?;
                        return Ok(Some(chunk));
                    }
                    Some(Err(_)) => self.download.lost(),
                    None => drop(self.download.ended()),
                }
                self.body = None;
            }
            let has_begun = self.download.state().held() > 0;
            match self.client.open(self.download, &mut self.course).await? {
                None => return Ok(None),
                Some((_, is_anew)) if is_anew && has_begun => return Err(cannot_rewind().into()),
                Some((body, _)) => self.body = Some(body),
            }
        }
    }
}

/// Shows no address.
impl fmt::Debug for DownloadChunks<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DownloadChunks")
            .field("client", &self.client)
            .field("download", &self.download)
            .finish_non_exhaustive()
    }
}
