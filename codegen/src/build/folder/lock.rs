//! A lock on a folder, so that two runs write to it one after the other.
//!
//! The operating system holds the lock and releases it when the process ends, even if the process is killed.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use super::error::Error;

/// The time that a run waits for another run.
const PATIENCE: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(20);

/// A lock on a folder, until it is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
    #[cfg(not(unix))]
    path: std::path::PathBuf,
}

impl Lock {
    /// Waits for the lock, at most [`PATIENCE`].
    pub(super) fn take(folder: &Path) -> Result<Self, Error> {
        let start = Instant::now();
        loop {
            let file = open(folder).map_err(Error::io("lock", folder))?;
            match file.try_lock() {
                Err(TryLockError::WouldBlock) if start.elapsed() >= PATIENCE => {
                    return Err(Error::Busy(folder.to_owned()));
                }
                Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
                // Some file systems have no locks. Two runs can then write at the same time.
                Ok(()) | Err(TryLockError::Error(_)) => {
                    return Ok(Self {
                        _file: file,
                        #[cfg(not(unix))]
                        path: folder.join(NAME),
                    });
                }
            }
        }
    }
}

/// Opens the folder itself, which Unix can lock: no lock file is needed.
#[cfg(unix)]
fn open(folder: &Path) -> io::Result<File> {
    File::open(folder)
}

#[cfg(not(unix))]
const NAME: &str = ".graph-models-codegen-lock";

/// Opens a lock file in the folder, since this system cannot lock folders.
#[cfg(not(unix))]
fn open(folder: &Path) -> io::Result<File> {
    File::options().write(true).create(true).truncate(false).open(folder.join(NAME))
}

#[cfg(not(unix))]
impl Drop for Lock {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
    }
}
