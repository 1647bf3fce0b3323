//! Tests that states, positions and transfers show no link, no address and no claim.

use crate::marks::{ADDRESS, CHALLENGE, ID, LINK, MARK, accepted, answer, debug, error, http};
use crate::operation::LongRunningOperation;
use crate::sample::SimpleIncident;
use graph_models_core::request::transfer::{
    Download, DownloadError, DownloadRequest, DownloadState, SliceSize, Upload, UploadError, UploadRequest,
    UploadState,
};
use graph_models_core::request::{
    Anonymous, Claims, Delta, DeltaStep, DeltaToken, Full, Hidden, Hop, LinkError, Monitor, MonitorStep,
    NoContent, PageItems, Pages, Poll, PollState, Redirects, Reply, SentRequest, Service, challenges, decode,
};
use http::{HeaderMap, HeaderValue, Response};

#[test]
fn walks_show_no_link() {
    let service = Service::global();
    let body = format!(r#"{{"value": [], "@odata.nextLink": "{LINK}", "@odata.deltaLink": "{LINK}"}}"#);
    let mut pages = Pages::<SimpleIncident>::from_request(&service, http());
    debug(&pages);
    let page = pages.read(answer(200, &body)).unwrap();
    debug(&pages);
    debug(&page);
    debug(&Pages::after(&service, &page, &http()));
    let last = body.clone();
    let elsewhere = body.replace("graph.microsoft.com", "evil.example");
    pages.read(answer(200, &elsewhere)).unwrap();
    debug(&pages);
    error(&pages.next_request().unwrap_err());

    for body in
        [body, format!(r#"{{"value": [{{"id": "{ID}"}}, {{"error": {{"code": "x", "target": "{ID}"}}"#)]
    {
        let (head, _) = answer(200, "").into_parts();
        let mut items = PageItems::<SimpleIncident>::new(head);
        items.feed(body.as_bytes());
        while items.next_item().unwrap().is_some() {
            debug(&items);
        }
        debug(&items);
        items.finish().err().iter().for_each(error);
    }

    let mut delta = Delta::<SimpleIncident>::from_request(&service, http());
    debug(&delta);
    let last = last.replace("nextLink", "x");
    debug(&delta.read(answer(200, &last)).unwrap());
    debug(&delta);
    debug(&delta.token().unwrap());
    debug(&Delta::<SimpleIncident>::resume(&service, &DeltaToken::new(LINK)));
    let gone = delta.read(answer(410, r#"{"error": {"code": "resyncRequired"}}"#)).unwrap();
    assert!(matches!(gone, DeltaStep::Resync(_)));
    debug(&gone);
}

#[test]
fn a_request_that_was_sent_shows_no_value() {
    let sent = SentRequest::new(&http());
    debug(&sent);
    // Errors made from its answer show none of its values, in whatever part of the message they are.
    let message = format!("no {ID} at {LINK} for 'SECRET-FILTER' or {ADDRESS}").replace(ADDRESS, "");
    let body = format!(
        r#"{{"error": {{"code": "x", "message": "{message}", "details": [{{"message": "{message}"}}],
            "innerError": {{"code": "{ID}", "message": "{message}"}}}}}}"#
    );
    for status in [400, 404, 500, 200] {
        let mut answer = answer(status, &body);
        answer.extensions_mut().insert(sent.clone());
        error(&decode::<SimpleIncident, _>(answer).unwrap_err());
    }
}

#[test]
fn work_shows_no_address() {
    let service = Service::global();
    let poll = Poll::<LongRunningOperation>::from_location(&service, LINK).unwrap();
    let state: PollState = poll.state().unwrap();
    debug(&state);
    debug(&accepted(LINK));
    debug(&Reply::<NoContent>::Accepted(accepted(LINK)));
    debug(&decode::<Full<NoContent>, _>(answer(204, "")).unwrap());
    let mut poll = Poll::<LongRunningOperation>::new(&service, &accepted(LINK)).unwrap();
    debug(&poll);
    error(&poll.read(answer(404, "")).unwrap_err());
    for address in [LINK, ADDRESS] {
        let mut monitor = Monitor::new(&service, None, &accepted(address)).unwrap();
        debug(&monitor);
        debug(&monitor.state());
        let body =
            format!(r#"{{"status": "completed", "resourceId": "{ID}", "resourceLocation": "{LINK}"}}"#);
        let step = monitor.read(answer(200, &body)).unwrap();
        let MonitorStep::Ended(_, status) = &step else { panic!("it has ended") };
        assert_eq!(
            (status.resource_id.as_deref(), status.resource_location.as_deref()),
            (Some(ID), Some(LINK))
        );
        debug(&step);
        error(&monitor.read(answer(404, "SECRET-TOKEN at SECRET-ID")).unwrap_err());
    }
    error(&Poll::<LongRunningOperation>::new(&service, &accepted(ADDRESS)).unwrap_err());
}

#[test]
fn transfers_show_no_address() {
    let new = || Upload::<NoContent>::from_url(ADDRESS, SliceSize::UNIT).unwrap().with_max_failures(0);
    let mut upload = new();
    debug(&upload);
    let state: UploadState = upload.state();
    debug(&state);
    let next: UploadRequest = upload.next_request().unwrap();
    debug(&next);
    debug(&next.with_body(()));
    for status in [404, 409, 400, 503] {
        let mut upload = new();
        upload.next_request().unwrap();
        let body = format!(r#"{{"error": {{"code": "x", "target": "{ADDRESS}"}}}}"#);
        upload.read(answer(status, &body)).err().iter().for_each(error);
    }
    error(&Upload::<NoContent>::from_url("ftp://SECRET-PATH/SECRET", 1).unwrap_err());
    error(&UploadError::SliceSize { bytes: 1 });

    let mut download = Download::new(http());
    debug(&download);
    debug(&download.next_request().unwrap());
    let (mut head, ()) = Response::new(()).into_parts();
    head.headers.insert("etag", HeaderValue::from_static("\"SECRET-ID\""));
    head.headers.insert("content-length", HeaderValue::from_static("4"));
    download.begin(&head).unwrap();
    debug(&download);
    let state: &DownloadState = download.state();
    debug(state);
    let mut download = Download::from_url(ADDRESS).unwrap().with_max_failures(0);
    debug(&download);
    let next = download.next_request().unwrap();
    assert!(matches!(next, DownloadRequest::Anonymous(_)));
    debug(&next);
    let (head, _) = answer(404, "").into_parts();
    error(&download.begin(&head).unwrap_err());
    error(&DownloadError::Stalled { failures: 1, last: None });
}

#[test]
fn links_and_redirects_show_no_address() {
    debug(&Anonymous::get(ADDRESS).unwrap());
    error(&Anonymous::get("https://SECRET-USER:SECRET@files.example/SECRET").unwrap_err());
    let service = Service::global();
    for link in [
        ADDRESS,
        "https://SECRET:SECRET@graph.microsoft.com/SECRET",
        "https://SECRET@evil.example/SECRET",
        "http://graph.microsoft.com/SECRET?SECRET",
        "//evil.example/SECRET",
        "SECRET:SECRET",
        "",
    ] {
        error(&service.follows(link).unwrap_err());
    }
    error(&LinkError::Repeated);
    error(&LinkError::NotText);
    for (location, is_elsewhere) in [(LINK, false), (ADDRESS, true)] {
        let mut redirects = Redirects::new(&service, http()).with_other_hosts();
        let (mut head, ()) = Response::builder().status(302).body(()).unwrap().into_parts();
        head.headers.insert("location", HeaderValue::from_static(location));
        let hop = redirects.next(&head).unwrap().unwrap();
        assert_eq!(matches!(hop, Hop::Elsewhere(_)), is_elsewhere);
        debug(&hop);
        debug(&redirects);
    }
}

#[test]
fn challenges_show_no_claims() {
    let mut headers = HeaderMap::new();
    headers.insert("www-authenticate", HeaderValue::from_static(CHALLENGE));
    let claims = Claims::from_headers(&headers).unwrap();
    assert!(claims.as_str().contains(MARK));
    debug(&claims);
    debug(&claims.hidden());
    challenges(&headers).for_each(|challenge| debug(&challenge));
    debug(&Hidden::new(ID));
}
