//! The parts of uploads and downloads that both clients share.

mod course;
mod pacer;
mod writer;

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range;

use bytes::Bytes;
use graph_models_core::request::transfer::{Download, DownloadError, DownloadStep, Upload};
use graph_models_core::request::{Answer, GraphError};
use http::StatusCode;
use http::response::Parts;

pub(crate) use course::Course;
pub(crate) use pacer::Pacer;
pub use writer::WriterSink;
pub(crate) use writer::cannot_rewind;

use crate::challenge::Challenge;
use crate::{SendError, TransportErrorKind};

/// The destination of a download. [`WriterSink`] makes one of any writer.
///
/// ```
/// use graph_models_client::Sink;
///
/// let mut bytes = Vec::new();
/// bytes.add_piece(b"half of a fi")?;
/// // The file has changed on the service: the download begins anew.
/// bytes.restart()?;
/// bytes.add_piece(b"whole")?;
/// assert_eq!(bytes, b"whole");
/// # Ok::<(), std::io::Error>(())
/// ```
pub trait Sink {
    /// Adds a piece at the end.
    ///
    /// # Errors
    ///
    /// Returns an error if the piece cannot be written. No part of the piece may then stay at the end, since the whole
    /// piece comes again when the download continues. The call returns the error; the download can be continued
    /// later from [`Download::state`].
    fn add_piece(&mut self, piece: &[u8]) -> io::Result<()>;

    /// Removes everything that was written.
    ///
    /// # Errors
    ///
    /// Returns an error if that is not possible.
    fn restart(&mut self) -> io::Result<()>;
}

impl Sink for Vec<u8> {
    fn add_piece(&mut self, piece: &[u8]) -> io::Result<()> {
        self.extend_from_slice(piece);
        Ok(())
    }

    fn restart(&mut self) -> io::Result<()> {
        self.clear();
        Ok(())
    }
}

/// Pieces are written at the position of the file. A restart removes the whole content.
///
/// If a piece cannot be written completely, for example because the disk is full, the file gets back its length and its
/// position.
impl Sink for File {
    fn add_piece(&mut self, piece: &[u8]) -> io::Result<()> {
        let length = self.metadata().ok().filter(std::fs::Metadata::is_file).map(|about| about.len());
        add_whole(self, piece, |file| length.map_or(Ok(()), |length| file.set_len(length)))
    }

    fn restart(&mut self) -> io::Result<()> {
        self.set_len(0)?;
        self.rewind()
    }
}

/// Writes a whole piece, or nothing. `cut` removes what a failed attempt has added behind the old end.
fn add_whole<F: Write + Seek>(
    file: &mut F,
    piece: &[u8],
    cut: impl FnOnce(&mut F) -> io::Result<()>,
) -> io::Result<()> {
    // A pipe has no position, and the bytes that were written to it stay.
    let position = file.stream_position().ok();
    file.write_all(piece).inspect_err(|_| {
        if let Some(position) = position {
            // The error of writing the piece is returned, whether or not this succeeds.
            let _ = cut(file).and_then(|()| file.seek(SeekFrom::Start(position)));
        }
    })
}

impl<S: Sink + ?Sized> Sink for &mut S {
    fn add_piece(&mut self, piece: &[u8]) -> io::Result<()> {
        (**self).add_piece(piece)
    }

    fn restart(&mut self) -> io::Result<()> {
        (**self).restart()
    }
}

/// Reads the bytes of a slice.
pub(crate) fn read_slice(source: &mut (impl Read + Seek), range: &Range<u64>) -> Result<Bytes, SendError> {
    let length = usize::try_from(range.end.saturating_sub(range.start)).map_err(io::Error::other)?;
    if length == 0 {
        return Ok(Bytes::new());
    }
    let mut slice = vec![0; length];
    source.seek(SeekFrom::Start(range.start))?;
    source.read_exact(&mut slice)?;
    Ok(slice.into())
}

/// Requests the bytes of a slice from a source, and checks their number.
pub(crate) async fn slice_of<S: Future<Output = io::Result<Bytes>>>(
    range: &Range<u64>,
    source: &mut impl FnMut(Range<u64>) -> S,
) -> Result<Bytes, SendError> {
    let length = range.end.saturating_sub(range.start);
    if length == 0 {
        return Ok(Bytes::new());
    }
    let slice = source(range.clone()).await?;
    match u64::try_from(slice.len()).is_ok_and(|given| given == length) {
        true => Ok(slice),
        false => {
            Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the source gave another number of bytes")
                .into())
        }
    }
}

/// Notes that an upload request got no answer. Returns the error if the request can never be sent.
pub(crate) fn note_lost<A: Answer>(upload: &mut Upload<A>, error: SendError) -> Result<(), SendError> {
    if !is_lost(&error) {
        return Err(error);
    }
    upload.lost();
    Ok(())
}

/// Reads the answer to the end of an upload session.
pub(crate) fn is_cancelled(answer: http::Response<Bytes>) -> Result<(), SendError> {
    match answer.status() {
        StatusCode::NOT_FOUND | StatusCode::GONE => Ok(()),
        status if status.is_success() => Ok(()),
        _ => {
            let (head, body) = answer.into_parts();
            Err(GraphError::from_answer(&head, &body).into())
        }
    }
}

/// Returns `true` if a request got no answer for a temporary reason.
pub(crate) fn is_lost(error: &SendError) -> bool {
    let SendError::Transport(error) = error else { return false };
    matches!(error.kind(), TransportErrorKind::Connect | TransportErrorKind::Lost)
}

/// The step after the head of an answer to a download.
pub(crate) enum Begun {
    /// Write the body to the sink. If it begins anew, remove everything that was written before.
    Body { is_anew: bool },
    /// Ignore the body.
    Skip,
    /// Read the body, and make an error of the answer.
    Refused,
}

/// The error of a download whose next request has no token: the answer that demanded claims, if there was one.
pub(crate) fn without_token(error: SendError, challenge: &mut Challenge<Parts>) -> SendError {
    match (error, challenge.take_refusal()) {
        (SendError::Token(_), Some(head)) => GraphError::from_answer(&head, &[]).into(),
        (error, _) => error,
    }
}

/// Reads the head of an answer to a download.
pub(crate) fn begin(download: &mut Download, head: &Parts) -> Result<Begun, SendError> {
    match download.begin(head) {
        Ok(DownloadStep::Append) => Ok(Begun::Body { is_anew: false }),
        Ok(DownloadStep::Restart) => Ok(Begun::Body { is_anew: true }),
        Ok(_) => Ok(Begun::Skip),
        Err(DownloadError::Answer(_)) => Ok(Begun::Refused),
        Err(error) => Err(error.into()),
    }
}

/// Writes a piece of a download.
pub(crate) fn take(download: &mut Download, sink: &mut impl Sink, piece: &[u8]) -> Result<(), SendError> {
    download.take(piece)?;
    sink.add_piece(piece).inspect_err(|_| download.not_written(piece))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    /// A file on a disk that is full after some bytes.
    struct Full {
        file: Cursor<Vec<u8>>,
        room: usize,
    }

    impl Write for Full {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            match bytes.len().min(self.room.saturating_sub(self.file.get_ref().len())) {
                0 => Err(io::ErrorKind::StorageFull.into()),
                length => self.file.write(bytes.get(..length).unwrap_or_default()),
            }
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Seek for Full {
        fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
            self.file.seek(to)
        }
    }

    #[test]
    fn a_piece_is_written_whole_or_not_at_all() {
        let mut disk = Full { file: Cursor::default(), room: 8 };
        let add = |disk: &mut Full, piece: &[u8]| {
            let length = disk.file.get_ref().len();
            add_whole(disk, piece, |disk| {
                disk.file.get_mut().truncate(length);
                Ok(())
            })
        };
        add(&mut disk, b"first").unwrap();
        assert_eq!(add(&mut disk, b"second").unwrap_err().kind(), io::ErrorKind::StorageFull);
        assert_eq!((disk.file.get_ref().as_slice(), disk.file.position()), (&b"first"[..], 5));
        disk.room = 100;
        add(&mut disk, b"second").unwrap();
        assert_eq!(disk.file.get_ref(), b"firstsecond");
    }
}
