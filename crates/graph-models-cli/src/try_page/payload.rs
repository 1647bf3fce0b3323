//! The tab Payload: decodes a payload as a type. The answer has one JSON object per line: first the progress, and in
//! the last line the result.
//!
//! The first payload of new metadata takes longer, since the types must be compiled. If the browser closes the
//! connection, the work ends.

use std::collections::VecDeque;
use std::process::Stdio;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use csdl::diagnostic::Severity;
use http::StatusCode;
use http_body_util::Either;
use http_body_util::channel::{Channel, Sender};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::spawn_blocking;
use tokio::time::{MissedTickBehavior, interval, timeout};

use super::answer::{self, Answer};
use super::guard::panicked;
use super::metadata;
use crate::conform::{Checked, Payload, Prepared};
use crate::report::{self, Message};
use crate::workspace::Workspace;

/// The longest payload in bytes. A page of Graph has some hundred KiB, and people want to look at the value.
pub(super) const LONGEST: usize = 4 << 20;

/// The most bytes of a shown value. A browser takes seconds for more.
const LONGEST_SHOWN: usize = 1 << 20;

/// The number of lines of cargo's output that are shown if compiling fails: the last lines.
const MOST_LINES: usize = 60;

/// The time between two objects while something runs.
const BEAT: Duration = Duration::from_secs(1);

/// The longest time to decode a payload.
const DECODING: Duration = Duration::from_mins(1);

/// The workspace and the runtime that decode payloads, one payload at a time.
pub(super) struct Decoder {
    workspace: Workspace,
    /// The runtime; `None` for the one of the workspace.
    runtime: Option<String>,
    /// The place for a payload: all are compiled in one folder.
    turn: Arc<Semaphore>,
}

impl Decoder {
    pub(super) fn new(workspace: Workspace, runtime: Option<String>) -> Self {
        Self { workspace, runtime, turn: Arc::new(Semaphore::new(1)) }
    }
}

/// A question of the page.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// The CSDL.
    metadata: String,
    /// `v1.0` or `beta`.
    version: String,
    /// The JSON.
    payload: String,
    /// Qualified CSDL name of its type.
    #[serde(rename = "type")]
    ty: String,
    /// `entity` or `collection`.
    shape: String,
    /// True if a value that is not of its declared type is an error.
    is_strict: bool,
}

/// Nobody waits for the answer any more.
struct Gone;

/// The objects of an answer.
struct Lines {
    sender: Sender<Bytes>,
    begin: Instant,
}

impl Lines {
    async fn send(&mut self, object: &Value) -> Result<(), Gone> {
        self.sender.send_data(format!("{object}\n").into()).await.map_err(|_| Gone)
    }

    /// Says what is being done.
    async fn progress(&mut self, step: &str, detail: &str) -> Result<(), Gone> {
        let seconds = self.begin.elapsed().as_secs();
        self.send(&answer::shown(&json!({"progress": step, "detail": detail, "seconds": seconds}))).await
    }

    /// Ends with problems, and with the output of cargo if there is any.
    async fn fail(&mut self, messages: &[Message], lines: &[String]) -> Result<(), Gone> {
        self.send(&answer::shown(&json!({"messages": messages, "lines": lines}))).await
    }

    /// Ends with one problem.
    async fn fail_with(&mut self, problem: &str, lines: &[String]) -> Result<(), Gone> {
        self.fail(&[Message::plain(Severity::Error, problem)], lines).await
    }
}

/// Begins the work, and answers with its progress.
pub(super) fn answer(decoder: Arc<Decoder>, asked: Asked, queued: OwnedSemaphorePermit) -> Answer {
    let (sender, lines) = Channel::new(16);
    let mut lines_of_work = Lines { sender, begin: Instant::now() };
    tokio::spawn(async move {
        // Whoever has gone needs no result.
        let _ = work(&decoder, asked, &mut lines_of_work).await;
        drop(queued);
    });
    answer::with(StatusCode::OK, "application/x-ndjson", Either::Right(lines))
}

async fn work(decoder: &Arc<Decoder>, asked: Asked, lines: &mut Lines) -> Result<(), Gone> {
    if asked.payload.len() > LONGEST {
        let problem = format!("a payload has at most {} MiB here; `conform` takes any", LONGEST >> 20);
        return lines.fail_with(&problem, &[]).await;
    }
    lines.progress("waiting for the payload before this one", "").await?;
    let Ok(_turn) = Arc::clone(&decoder.turn).acquire_owned().await else { return Err(Gone) };
    lines.progress("generating the types", "").await?;
    let of_work = Arc::clone(decoder);
    let prepared = spawn_blocking(move || prepare(&of_work, asked));
    let prepared = match prepared.await {
        Ok(Ok(prepared)) => prepared,
        Ok(Err(messages)) => return lines.fail(&messages, &[]).await,
        Err(_) => return lines.fail_with(&panicked().problem, &[]).await,
    };
    let mut cargo = prepared.cargo();
    cargo.env("CARGO_TERM_COLOR", "never").env("CARGO_TERM_PROGRESS_WHEN", "never");
    let cargo = Command::from(cargo)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn();
    match cargo {
        Ok(cargo) => {
            let (is_compiled, said) = compile(cargo, lines).await?;
            if !is_compiled {
                return lines.fail_with("the types do not compile; cargo says why", &said).await;
            }
        }
        Err(error) => return lines.fail(&[prepared.no_cargo(error)], &[]).await,
    }
    lines.progress("decoding", "").await?;
    decode(&prepared, lines).await
}

/// Generates, and writes the program that decodes.
fn prepare(decoder: &Decoder, asked: Asked) -> Result<Prepared, Vec<Message>> {
    let input = metadata::all(&decoder.workspace, asked.metadata, &asked.version);
    let input = input.map_err(|failure| vec![report::message_of(&failure)])?;
    let payload =
        Payload { text: asked.payload, ty: asked.ty, shape: asked.shape, is_strict: asked.is_strict };
    Prepared::new(&decoder.workspace, decoder.runtime.as_deref(), &input, payload)
}

/// Waits for cargo, and sends the last line of its output as progress. Returns true if everything is compiled, and the
/// last lines.
async fn compile(mut cargo: Child, lines: &mut Lines) -> Result<(bool, Vec<String>), Gone> {
    const STEP: &str = "compiling the types";
    let mut said = VecDeque::new();
    let mut beat = interval(BEAT);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut stream = cargo.stderr.take().map(|stream| BufReader::new(stream).split(b'\n'));
    while let Some(output) = &mut stream {
        tokio::select! {
            line = output.next_segment() => match line {
                Ok(Some(line)) => {
                    said.push_back(String::from_utf8_lossy(&line).into_owned());
                    if said.len() > MOST_LINES {
                        said.pop_front();
                    }
                }
                Ok(None) | Err(_) => stream = None,
            },
            _ = beat.tick() => {}
        }
        if let Err(gone) = lines.progress(STEP, said.back().map_or("", |line| line.trim())).await {
            // It may have ended by itself meanwhile.
            let _ = cargo.kill().await;
            return Err(gone);
        }
    }
    let is_compiled = cargo.wait().await.is_ok_and(|status| status.success());
    Ok((is_compiled, said.into()))
}

async fn decode(prepared: &Prepared, lines: &mut Lines) -> Result<(), Gone> {
    let mut runner = Command::from(prepared.runner());
    runner.stdin(Stdio::null()).kill_on_drop(true);
    match timeout(DECODING, runner.output()).await {
        Ok(Ok(output)) => {
            let checked = Checked::new(&String::from_utf8_lossy(&output.stdout), output.status);
            let end = End { seconds: lines.begin.elapsed().as_secs_f64(), checked };
            let mut end = answer::shown(&end);
            for part in ["rust", "json"] {
                if let Some(Value::String(text)) = end.pointer_mut(&format!("/checked/value/{part}")) {
                    cut(text);
                }
            }
            lines.send(&end).await
        }
        Ok(Err(error)) => {
            lines.fail_with(&format!("the program that decodes cannot run: {error}"), &[]).await
        }
        Err(_) => lines.fail_with("decoding takes too long", &[]).await,
    }
}

/// The last object.
#[derive(Debug, Serialize)]
struct End {
    /// The time since the question.
    seconds: f64,
    checked: Checked,
}

/// Cuts a text that is too long to be shown.
fn cut(text: &mut String) {
    let length = text.len();
    if length > LONGEST_SHOWN {
        text.truncate(text.floor_char_boundary(LONGEST_SHOWN));
        text.push_str(&format!("\n... ({} bytes more)", length - text.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_values_are_cut_between_characters() {
        for (length, is_whole) in [(LONGEST_SHOWN, true), (LONGEST_SHOWN + 2, false)] {
            let mut text = "\u{e9}".repeat(length / 2);
            cut(&mut text);
            assert_eq!(text.len() == length, is_whole);
            assert_eq!(text.ends_with("\n... (2 bytes more)"), !is_whole);
        }
        let mut text = format!("a{}", "\u{e9}".repeat(LONGEST_SHOWN / 2));
        cut(&mut text);
        assert!(text.ends_with("\u{e9}\n... (2 bytes more)"));
    }
}
