//! Answers of a service: status, headers and body.

use std::fmt::{Debug, Display};
use std::time::SystemTime;

use bytes::Bytes;
use graph_models_core::Page;
use graph_models_core::request::{
    Accepted, Answer, Batch, Claims, Full, GraphError, Hidden, Monitor, NoContent, Poll, Reply, RetryAfter,
    Service, Value, Version, challenges, decode,
};
use http::{HeaderName, HeaderValue, Response, StatusCode, header};

use crate::operation::LongRunningOperation;
use crate::sample::{AlertSeverity, Incident, SimpleIncident};

/// The token that was sent. Seeds quote it.
const TOKEN: &str = "SECRET-TOKEN-OF-THE-REQUEST";
/// The query of addresses, which are permissions.
const ADDRESS: &str = "/?SECRET-ADDRESS";
/// A challenge with claims.
const CHALLENGE: &str = r#"Bearer error="insufficient_claims", claims="eyJTRUNSRVQiOiJTRUNSRVQifQ==""#;
/// The beginning of the claims.
const CLAIMS: &str = "eyJTRUNSRVQ";

/// An answer is read without a panic, and no error or state shows the token, an address or claims.
///
/// The input is a status, lines of headers, an empty line and the body.
pub fn answers(data: &[u8]) -> bool {
    // An error may show words that the input itself contains.
    let text = String::from_utf8_lossy(data);
    let Some(answer) = answer(data).filter(|_| !text.contains("SECRET-ADDRESS") && !text.contains(CLAIMS))
    else {
        return false;
    };
    let mut is_read = read::<SimpleIncident>(&answer);
    is_read |= read::<Incident>(&answer);
    is_read |= read::<Page<Incident>>(&answer);
    is_read |= read::<Value<Vec<AlertSeverity>>>(&answer);
    is_read |= read::<Option<SimpleIncident>>(&answer);
    is_read |= read::<Full<SimpleIncident>>(&answer);
    is_read |= read::<Reply<SimpleIncident>>(&answer);
    is_read |= read::<Bytes>(&answer);
    is_read |= read::<NoContent>(&answer);
    is_read |= read::<Accepted>(&answer);
    let headers = answer.headers();
    challenges(headers).for_each(|challenge| debug(&challenge));
    debug(&Claims::from_headers(headers));
    let retry_after = RetryAfter::from_headers(headers);
    debug(&retry_after.map(|retry_after| retry_after.delay(SystemTime::now())));
    batch(&answer);
    work(&answer);
    is_read
}

fn answer(data: &[u8]) -> Option<Response<Vec<u8>>> {
    let end = data.windows(2).position(|two| two == b"\n\n")?;
    let mut lines = data[..end].split(|&byte| byte == b'\n');
    let status = StatusCode::from_bytes(lines.next()?).ok()?;
    let mut answer = Response::new(data[end + 2..].to_vec());
    *answer.status_mut() = status;
    for line in lines {
        let colon = line.iter().position(|&byte| byte == b':')?;
        let name = HeaderName::from_bytes(&line[..colon]).ok()?;
        let mut value = line[colon + 1..].trim_ascii().to_vec();
        if name == header::LOCATION || name == header::CONTENT_LOCATION {
            value.extend_from_slice(ADDRESS.as_bytes());
        }
        answer.headers_mut().append(name, HeaderValue::from_bytes(&value).ok()?);
    }
    answer.headers_mut().append(header::WWW_AUTHENTICATE, HeaderValue::from_static(CHALLENGE));
    answer.extensions_mut().insert(Hidden::new(TOKEN));
    Some(answer)
}

fn read<A: Answer>(answer: &Response<Vec<u8>>) -> bool {
    match decode::<A, _>(answer.clone()) {
        Ok(_) => true,
        Err(failed) => {
            error(&failed);
            parts_of(&failed);
            // The answer counts as valid input if the error has a code.
            failed.code().is_some()
        }
    }
}

/// Asserts that no public part of an error contains the token.
fn parts_of(failed: &GraphError) {
    debug(&failed.details());
    debug(&failed.inner_errors());
    debug(&failed.claims());
    debug(&failed.accepted());
    let texts = [failed.code(), failed.message(), failed.target(), failed.diagnostic(), failed.request_id()];
    for text in texts.into_iter().flatten().chain(std::str::from_utf8(failed.body())) {
        assert!(!text.contains(TOKEN), "{text}");
    }
}

fn batch(answer: &Response<Vec<u8>>) {
    let mut batch = Batch::new(&Service::global());
    let request = http::Request::get("https://graph.microsoft.com/beta/x").body(Bytes::new()).unwrap();
    let first = batch.add_request::<SimpleIncident>(&request).unwrap();
    let second = batch.add_request::<NoContent>(&request).unwrap();
    let third = batch.add_request::<Value<i32>>(&request).unwrap();
    let mut responses = batch.responses();
    responses.read(answer.clone()).err().iter().for_each(error);
    debug(&responses);
    if let Some(retry) = responses.retry() {
        debug(&retry.delay(SystemTime::now()));
        let again = batch.requests_for(&retry).unwrap();
        assert_eq!(again.len(), 1);
        let _ = responses.read_for(&again[0], answer.clone());
    }
    responses.take(first).map_err(|failed| error(&failed)).ok().and_then(Result::err).iter().for_each(error);
    responses.take(second).map_err(|failed| error(&failed)).ok().and_then(Result::err).iter().for_each(error);
    responses.take(third).map_err(|failed| error(&failed)).ok().and_then(Result::err).iter().for_each(error);
}

fn work(answer: &Response<Vec<u8>>) {
    let service = Service::global();
    let Ok(accepted) = decode::<Accepted, _>(answer.clone()) else { return };
    debug(&accepted);
    match Monitor::new(&service, Some(Version::V1), &accepted) {
        Ok(mut monitor) => {
            debug(&monitor.state());
            monitor.read(answer.clone()).err().iter().for_each(error);
            debug(&monitor.delay(SystemTime::now()));
            debug(&monitor);
        }
        Err(refused) => error(&refused),
    }
    match Poll::<LongRunningOperation>::new(&service, &accepted) {
        Ok(mut poll) => {
            poll.read(answer.clone()).err().iter().for_each(error);
            debug(&poll.delay(SystemTime::now()));
            debug(&poll);
        }
        Err(refused) => error(&refused),
    }
}

fn debug(value: &dyn Debug) {
    check(&format!("{value:?}"));
    check(&format!("{value:#?}"));
}

fn error<E: Debug + Display>(error: &E) {
    debug(error);
    check(&error.to_string());
}

fn check(text: &str) {
    for secret in [TOKEN, "SECRET-ADDRESS", CLAIMS] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}
