//! Progress of a command: one line that changes, on a terminal, after the first second.

use std::io::{IsTerminal, Write};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::settings;

/// The time between two states of the line, and before the first.
const PAUSE: Duration = Duration::from_secs(1);

/// The width of the line. Longer texts are cut.
const WIDTH: usize = 60;

/// True while the line is on the terminal.
static IS_DRAWN: Mutex<bool> = Mutex::new(false);

/// Shows the progress of some work until this value is dropped.
#[derive(Debug)]
pub struct Progress {
    ticks: Option<Ticks>,
}

impl Progress {
    /// Begins. Shows nothing if the standard error stream is no terminal, if messages are JSON, or with `--quiet`.
    pub fn of(what: &'static str) -> Self {
        let is_shown = settings::get().shows_progress() && std::io::stderr().is_terminal();
        let draw = move |time: Duration| draw(&format!("{what}: {} s", time.as_secs()));
        Self { ticks: is_shown.then(|| Ticks::new(PAUSE, draw)) }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.ticks.take().is_some() {
            clear();
        }
    }
}

/// Removes the line, so that other text can be written there.
pub(super) fn clear() {
    let mut is_drawn = IS_DRAWN.lock().unwrap_or_else(PoisonError::into_inner);
    if std::mem::take(&mut *is_drawn) {
        write(&format!("\r{:WIDTH$}\r", ""));
    }
}

fn draw(text: &str) {
    let mut is_drawn = IS_DRAWN.lock().unwrap_or_else(PoisonError::into_inner);
    *is_drawn = true;
    write(&format!("\r{text:<WIDTH$.WIDTH$}"));
}

/// Writes to the standard error stream, and ignores errors.
fn write(text: &str) {
    let mut stream = std::io::stderr().lock();
    let _ = stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
}

/// Calls a function at intervals, until this value is dropped.
#[derive(Debug)]
struct Ticks {
    end: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Ticks {
    /// Starts the calls. After each pause, the function gets the time since the start.
    fn new(pause: Duration, mut tick: impl FnMut(Duration) + Send + 'static) -> Self {
        let (end, ended) = channel();
        let begin = Instant::now();
        let thread = std::thread::spawn(move || {
            while ended.recv_timeout(pause) == Err(RecvTimeoutError::Timeout) {
                tick(begin.elapsed());
            }
        });
        Self { end: Some(end), thread: Some(thread) }
    }
}

impl Drop for Ticks {
    fn drop(&mut self) {
        drop(self.end.take());
        // Waits for the thread, so that it draws nothing afterwards.
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn nothing_is_shown_of_short_work_and_nothing_after_the_end() {
        let count = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&count);
        drop(Ticks::new(Duration::from_mins(10), move |_| {
            counter.fetch_add(1, Ordering::SeqCst);
        }));
        assert_eq!(count.load(Ordering::SeqCst), 0);

        let (ticked, seen) = channel();
        let ticks = Ticks::new(Duration::from_millis(1), move |time| {
            let _ = ticked.send(time);
        });
        let times: Vec<_> = seen.iter().take(3).collect();
        assert!(times.is_sorted() && times[0] >= Duration::from_millis(1), "{times:?}");
        drop(ticks);
        // The thread has ended, and has dropped the sender.
        while seen.try_recv().is_ok() {}
        assert_eq!(seen.recv_timeout(Duration::from_mins(1)), Err(RecvTimeoutError::Disconnected));
    }
}
