//! Downloads to writers that only go forward.

use std::fmt;
use std::io::{self, ErrorKind, Write};

use super::Sink;

/// A [`Sink`] over any writer: a pipe, a socket, a compressor, a hash.
///
/// A download that is interrupted continues at the same position, so the writer gets each byte once and in order. For
/// that the content needs a strong entity tag, which files of OneDrive and SharePoint have. If the content has none, or
/// has changed in the meantime, the service sends it from the beginning. A writer cannot take back what it got, so the
/// download then ends with an error of the kind [`Unsupported`](ErrorKind::Unsupported). Begin with a new writer.
///
/// After an error of the writer the download can be continued with this sink: it remembers the part of the piece that
/// was written, and does not write it again. [`into_inner`](Self::into_inner) gives the writer back; flush it at the
/// end.
///
/// ```no_run
/// # fn show(
/// #     client: graph_models_client::blocking::Client,
/// #     mut download: graph_models_core::request::transfer::Download,
/// # ) -> Result<(), Box<dyn std::error::Error>> {
/// use std::io::Write;
/// use graph_models_client::WriterSink;
///
/// let mut sink = WriterSink::new(std::io::stdout().lock());
/// client.download(&mut download, &mut sink)?;
/// sink.into_inner().flush()?;
/// # Ok(())
/// # }
/// ```
pub struct WriterSink<W> {
    writer: W,
    /// The bytes of a piece that could not be written to its end. They come again.
    ahead: Vec<u8>,
}

impl<W: Write> WriterSink<W> {
    /// A sink that writes to `writer`, or to a `&mut` of it.
    pub fn new(writer: W) -> Self {
        Self { writer, ahead: Vec::new() }
    }

    /// The writer.
    pub fn get_ref(&self) -> &W {
        &self.writer
    }

    /// The writer, to be flushed for example.
    pub fn get_mut(&mut self) -> &mut W {
        &mut self.writer
    }

    /// The writer, by value.
    pub fn into_inner(self) -> W {
        self.writer
    }
}

impl<W: Write> Sink for WriterSink<W> {
    fn add_piece(&mut self, piece: &[u8]) -> io::Result<()> {
        let known = piece.len().min(self.ahead.len());
        let (again, mut rest) = piece.split_at_checked(known).unwrap_or((piece, &[]));
        if self.ahead.get(..known) != Some(again) {
            return Err(cannot_rewind());
        }
        while !rest.is_empty() {
            let error = match self.writer.write(rest) {
                Ok(0) => ErrorKind::WriteZero.into(),
                Ok(length) => {
                    rest = rest.get(length..).unwrap_or_default();
                    continue;
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => error,
            };
            // The whole piece comes again.
            let written = piece.len() - rest.len();
            self.ahead = piece.get(..written).unwrap_or_default().to_vec();
            return Err(error);
        }
        self.ahead.drain(..known);
        Ok(())
    }

    fn restart(&mut self) -> io::Result<()> {
        Err(cannot_rewind())
    }
}

/// The error of a download that begins anew although its bytes cannot be taken back.
pub(crate) fn cannot_rewind() -> io::Error {
    let problem = "the content comes from the beginning again, and the bytes so far cannot be taken back";
    io::Error::new(ErrorKind::Unsupported, problem)
}

/// Shows no bytes.
impl<W> fmt::Debug for WriterSink<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WriterSink").field("ahead", &self.ahead.len()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A writer that takes a few bytes at a time, and fails at some of them.
    #[derive(Default)]
    struct Fragile {
        bytes: Vec<u8>,
        calls: usize,
    }

    impl Write for Fragile {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.calls += 1;
            match self.calls % 4 {
                0 => Err(ErrorKind::WouldBlock.into()),
                1 => Err(ErrorKind::Interrupted.into()),
                _ => self.bytes.write(bytes.get(..bytes.len().min(3)).unwrap_or_default()),
            }
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn each_byte_is_written_once_whatever_fails() {
        let content: Vec<u8> = (0..200).collect();
        for piece in 1..40 {
            let mut sink = WriterSink::new(Fragile::default());
            let (mut held, mut failures) = (0, 0);
            while held < content.len() {
                // After a failure, the pieces may be cut at other places.
                let end = content.len().min(held + piece + failures % 3);
                match sink.add_piece(&content[held..end]) {
                    Ok(()) => held = end,
                    Err(_) => failures += 1,
                }
            }
            assert!(failures > 0);
            assert_eq!(sink.into_inner().bytes, content, "pieces of {piece}");
        }
    }

    #[test]
    fn other_bytes_than_before_are_refused() {
        let mut sink = WriterSink::new(Fragile { calls: 1, ..Fragile::default() });
        assert_eq!(sink.add_piece(b"0123456789").unwrap_err().kind(), ErrorKind::WouldBlock);
        assert_eq!(sink.get_ref().bytes, b"012345");
        assert_eq!(sink.add_piece(b"01x").unwrap_err().kind(), ErrorKind::Unsupported);
        assert_eq!(sink.restart().unwrap_err().kind(), ErrorKind::Unsupported);
        assert_eq!(sink.get_mut().bytes, b"012345");
    }
}
