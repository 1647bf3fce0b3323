//! Finds an error in a body that JSON readers refuse: nested too deeply, cut off, or with an error in the middle of
//! data.
//!
//! Reads the body once, without recursion.

use super::content::{InnerError, Said};

/// Names of the object that holds an error.
pub(super) const ERRORS: [&str; 2] = ["error", "odata.error"];

/// The number of nested errors that are kept. The limit is needed, since a body may consist of nothing but nested
/// errors.
const MAX_INNER: usize = 1000;

/// The error at the beginning of a body, which may be cut off.
pub(super) fn leading(text: &str) -> Said {
    let mut scan = Scan::new(text);
    scan.run();
    scan.said()
}

/// The error that ends a body whose JSON breaks off: a whole error object, followed only by brackets.
///
/// If such objects are nested, the outermost counts.
pub(super) fn trailing(text: &str) -> Option<Said> {
    // Without a budget, nested objects could be scanned again and again. The scan of an ordinary body stays within
    // it.
    let mut budget = text.len().saturating_mul(4);
    for (at, _) in text.match_indices('{') {
        let rest = text.get(at..).unwrap_or_default();
        if !begins_with_error(rest) {
            continue;
        }
        let mut scan = Scan::new(rest);
        let end = scan.run();
        let behind = rest.get(end..).unwrap_or_default();
        let said = scan.said();
        let ends = |c: char| matches!(c, ']' | '}') || c.is_ascii_whitespace();
        if scan.depth == 0 && said.code.is_some() && behind.chars().all(ends) {
            return Some(said);
        }
        budget = budget.checked_sub(end)?;
    }
    None
}

/// Returns `true` if the first member of an object is an error.
pub(in crate::request) fn begins_with_error(object: &str) -> bool {
    let key = object.strip_prefix('{').map(str::trim_start).and_then(|inner| inner.strip_prefix('"'));
    key.is_some_and(|key| {
        let mut names = ERRORS.iter().filter_map(|name| key.strip_prefix(name));
        names.any(|rest| rest.strip_prefix('"').is_some_and(|rest| rest.trim_start().starts_with(':')))
    })
}

/// A walk through the characters of a text that begins with an object.
struct Scan<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
    /// The errors found so far: the object itself, and each nested error.
    levels: Vec<Level>,
    /// The positions in `levels` of the objects that are open now.
    open: Vec<usize>,
    /// The key whose value comes next, in the innermost open object.
    key: Option<String>,
    /// The depth of the object that is the value of the key `message` and holds the text.
    message: Option<usize>,
}

/// The content of one error.
#[derive(Default)]
struct Level {
    depth: usize,
    is_error: bool,
    texts: Vec<(String, String)>,
}

impl Level {
    fn take(&mut self, name: &str) -> Option<String> {
        let found = self.texts.iter().position(|(key, _)| key.eq_ignore_ascii_case(name))?;
        Some(self.texts.swap_remove(found).1).filter(|text| !text.is_empty())
    }
}

impl<'t> Scan<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, at: 0, depth: 0, levels: Vec::new(), open: Vec::new(), key: None, message: None }
    }

    /// Reads to the end of the object, or of the text. Returns the position.
    fn run(&mut self) -> usize {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            match byte {
                b'{' | b'[' => self.enter(byte == b'{'),
                b'}' | b']' => {
                    self.leave();
                    if self.depth == 0 {
                        self.at += 1;
                        return self.at;
                    }
                }
                b'"' => {
                    self.string();
                    continue;
                }
                b',' => self.key = None,
                b'-' | b'0'..=b'9' => {
                    self.number();
                    continue;
                }
                _ => {}
            }
            self.at += 1;
        }
        self.at
    }

    /// Begins an object or a list. An object in the chain of nested errors becomes a level.
    fn enter(&mut self, is_object: bool) {
        self.depth += 1;
        let key = self.key.take().unwrap_or_default();
        let is_direct = self.top().is_some_and(|level| level.depth + 1 == self.depth);
        let is_outer_error =
            self.levels.len() == 1 && ERRORS.iter().any(|name| key.eq_ignore_ascii_case(name));
        let is_inner = is_outer_error || key.eq_ignore_ascii_case("innerError");
        let is_next = self.levels.is_empty() || (is_direct && is_inner && self.levels.len() < MAX_INNER);
        if is_object && is_next {
            self.open.push(self.levels.len());
            self.levels.push(Level { depth: self.depth, is_error: is_outer_error, texts: Vec::new() });
        } else if is_object && is_direct && key.eq_ignore_ascii_case("message") {
            self.message = Some(self.depth);
        }
    }

    fn leave(&mut self) {
        if self.top().is_some_and(|level| level.depth == self.depth) {
            self.open.pop();
        }
        if self.message == Some(self.depth) {
            self.message = None;
        }
        self.depth = self.depth.saturating_sub(1);
        self.key = None;
    }

    fn top(&self) -> Option<&Level> {
        self.levels.get(*self.open.last()?)
    }

    /// Reads a text: a key, or the value of one.
    fn string(&mut self) {
        let begin = self.at;
        let bytes = self.text.as_bytes();
        self.at += 1;
        while let Some(&byte) = bytes.get(self.at) {
            match byte {
                b'\\' => self.at += 2,
                b'"' => break,
                _ => self.at += 1,
            }
        }
        // A text that was cut off is ignored.
        let end = self.at + 1;
        self.at = end.min(bytes.len());
        let is_here = self.top().is_some_and(|level| level.depth == self.depth);
        if !is_here && self.message != Some(self.depth) {
            return;
        }
        let Some(text) = self.text.get(begin..end).and_then(|text| crate::from_str(text).ok()) else {
            return;
        };
        match self.key.take() {
            Some(key) if is_here => self.keep(key, text),
            Some(key) if key.eq_ignore_ascii_case("value") => self.keep("message".to_owned(), text),
            Some(_) => {}
            None => self.key = Some(text),
        }
    }

    fn number(&mut self) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !"+-.".contains(c)).unwrap_or(rest.len());
        self.at += end;
        if self.top().is_some_and(|level| level.depth == self.depth)
            && let (Some(key), Some(text)) = (self.key.take(), rest.get(..end))
        {
            self.keep(key, text.to_owned());
        }
    }

    fn keep(&mut self, key: String, text: String) {
        let level = self.open.last().and_then(|&place| self.levels.get_mut(place));
        if let Some(level) = level {
            level.texts.push((key, text));
        }
    }

    /// The error, if the object is an error or has one as a member.
    fn said(&mut self) -> Said {
        let mut levels = std::mem::take(&mut self.levels).into_iter().peekable();
        let mut error = levels.next().unwrap_or_default();
        if levels.peek().is_some_and(|level| level.is_error) {
            error = levels.next().unwrap_or_default();
        }
        Said {
            code: error.take("code"),
            message: error.take("message"),
            target: error.take("target"),
            details: Vec::new(),
            inner: levels.map(inner).collect(),
        }
    }
}

fn inner(mut level: Level) -> InnerError {
    InnerError {
        code: level.take("code"),
        message: level.take("message"),
        date: level.take("date"),
        request_id: level.take("request-id"),
        client_request_id: level.take("client-request-id"),
        ..InnerError::default()
    }
}
