//! Sends one request, and writes its answer to a file.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};
use ureq::http::{Response, StatusCode, header};
use ureq::{Agent, Body, Error};

use crate::arguments::Arguments;
use crate::progress::Progress;

/// The time to find and reach the host.
const CONNECT: Duration = Duration::from_secs(30);
/// The longest time without any arriving byte.
const STALL: Duration = Duration::from_mins(1);
/// The most redirects that are followed. Servers of files redirect once or twice.
const REDIRECTS: u32 = 5;
/// The length of the longest header value that is kept.
const LONGEST_VALUE: usize = 256;

/// Downloads, and returns the result for the caller. A problem is one sentence that contains the address.
pub(crate) fn download(arguments: &Arguments) -> Result<Value, String> {
    let address = arguments.address.as_str();
    // A query may be a permission, so it is not shown.
    let name = address.split(['?', '#']).next().unwrap_or_default();
    let mut response = request(arguments).map_err(|error| problem(name, &error, arguments.timeout))?;
    let is_conditional = arguments.etag.is_some() || arguments.last_modified.is_some();
    match response.status() {
        StatusCode::OK => {}
        StatusCode::NOT_MODIFIED if is_conditional => return Ok(json!({"state": "unchanged"})),
        status => return Err(format!("{name} answered {status}")),
    }
    if text(&response, header::CONTENT_TYPE).is_some_and(|kind| kind.starts_with("text/html")) {
        return Err(format!("{name} answered with a web page"));
    }
    if text(&response, header::CONTENT_ENCODING).is_some_and(|encoding| encoding != "identity") {
        return Err(format!("{name} answered with a compressed text, which was not asked for"));
    }
    let bytes = save(name, response.body_mut(), arguments)?;
    let kept = |name| text(&response, name).filter(|value| is_kept(value)).map(str::to_owned);
    Ok(json!({
        "state": "new",
        "bytes": bytes,
        "etag": kept(header::ETAG),
        "lastModified": kept(header::LAST_MODIFIED),
    }))
}

fn request(arguments: &Arguments) -> Result<Response<Body>, Error> {
    let is_secure = arguments.address.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("https://"));
    let mut config = Agent::config_builder()
        // A redirect must not lead out of TLS.
        .https_only(is_secure)
        .http_status_as_error(false)
        .max_redirects(REDIRECTS)
        .user_agent(concat!("graph-models-update/", env!("CARGO_PKG_VERSION")))
        .accept(arguments.accept.as_str())
        .timeout_resolve(Some(CONNECT))
        .timeout_connect(Some(CONNECT))
        .timeout_per_read(Some(STALL))
        .timeout_global(Some(Duration::from_secs(arguments.timeout)));
    if !is_secure {
        // Only requests to this machine go without TLS, and a proxy may be another machine.
        config = config.proxy(None);
    }
    let agent: Agent = config.build().into();
    let conditions = [
        (header::IF_NONE_MATCH, arguments.etag.as_deref()),
        (header::IF_MODIFIED_SINCE, arguments.last_modified.as_deref()),
    ];
    let mut request = agent.get(&arguments.address);
    for (name, value) in conditions {
        if let Some(value) = value {
            request = request.header(name, value);
        }
    }
    request.call()
}

/// Writes the body to the file as it arrives.
fn save(name: &str, body: &mut Body, arguments: &Arguments) -> Result<u64, String> {
    let path = arguments.output.as_path();
    let mut file = File::create_new(path).map_err(|error| unwritten(path, &error))?;
    let length = body.content_length();
    let too_long = || format!("{name} is longer than {} bytes", arguments.max_size);
    if length.is_some_and(|length| length > arguments.max_size) {
        return Err(too_long());
    }
    let mut progress = Progress::new(name, length);
    let mut reader = body.with_config().limit(u64::MAX).reader();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = match reader.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => {
                let problem = problem(name, &Error::from(error), arguments.timeout);
                return Err(format!("{problem}; the answer ends after {} bytes", progress.received()));
            }
        };
        progress.add(read);
        if progress.received() > arguments.max_size {
            return Err(too_long());
        }
        let part = buffer.get(..read).unwrap_or_default();
        file.write_all(part).map_err(|error| unwritten(path, &error))?;
    }
    if length.is_some_and(|length| length != progress.received()) {
        return Err(format!("{name} sent {} and no more", progress.text()));
    }
    file.sync_all().map_err(|error| unwritten(path, &error))?;
    Ok(progress.received())
}

fn unwritten(path: &Path, error: &io::Error) -> String {
    format!("cannot write {}: {error}", path.display())
}

/// The problem of a request in words.
fn problem(name: &str, error: &Error, seconds: u64) -> String {
    match error {
        Error::Timeout(ureq::Timeout::Global) => {
            format!("{name} did not answer completely within {seconds} s")
        }
        Error::Timeout(limit) => format!("{name} did not answer in time ({limit})"),
        Error::HostNotFound => format!("the host of {name} cannot be found"),
        Error::TooManyRedirects => format!("{name} redirects more than {REDIRECTS} times"),
        Error::RequireHttpsOnly(_) => format!("{name} redirects to an address without TLS"),
        error => format!("{name} cannot be read: {error}"),
    }
}

/// A header as text; the first one if there are several.
fn text(response: &Response<Body>, name: header::HeaderName) -> Option<&str> {
    response.headers().get(name).and_then(|value| value.to_str().ok())
}

/// Returns `true` for a value that is sent back later. A long value probably does not identify a state.
fn is_kept(value: &str) -> bool {
    !value.is_empty() && value.len() <= LONGEST_VALUE
}
