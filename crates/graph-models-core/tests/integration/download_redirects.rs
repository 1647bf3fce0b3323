//! Tests of redirected downloads: which requests have a token, and how many redirects are followed.

use crate::download::{URL, head, is_anonymous, redirected, service};
use graph_models_core::request::transfer::{Download, DownloadError, DownloadRequest, DownloadStep};
use graph_models_core::request::{LinkError, WithoutToken};

#[test]
fn an_expired_address_is_asked_for_again() {
    for status in [401, 403, 404, 410] {
        let mut download = redirected();
        assert_eq!(download.begin(&head(status, &[])).unwrap(), DownloadStep::Again);
        let DownloadRequest::Service(request) = download.next_request().unwrap() else { panic!("{status}") };
        assert_eq!(request.headers()["accept"], "*/*");
        assert!(request.extensions().get::<WithoutToken>().is_none());
        assert!(matches!(download.begin(&head(status, &[])), Err(DownloadError::Answer(_))), "{status}");
        let mut alone = Download::from_url(URL).unwrap();
        alone.next_request().unwrap();
        assert!(matches!(alone.begin(&head(status, &[])), Err(DownloadError::Expired(_))), "{status}");
    }
}

#[test]
fn a_new_address_that_is_refused_has_not_expired() {
    let again = |download: &mut Download| {
        let DownloadRequest::Service(_) = download.next_request().unwrap() else { panic!("it asks again") };
        download.begin(&head(302, &[("location", URL)])).unwrap();
        let DownloadRequest::Anonymous(_) = download.next_request().unwrap() else { panic!("it has moved") };
    };
    for status in [401, 403] {
        let mut download = redirected();
        download.begin(&head(status, &[])).unwrap();
        again(&mut download);
        let Err(DownloadError::Expired(error)) = download.begin(&head(status, &[])) else {
            panic!("{status}")
        };
        assert_eq!(error.status().as_u16(), status);
    }
    // An address that answered before may expire later.
    let mut download = redirected();
    for _ in 0..3 {
        download.begin(&head(403, &[])).unwrap();
        again(&mut download);
        download.begin(&head(503, &[])).unwrap();
        let DownloadRequest::Anonymous(_) = download.next_request().unwrap() else { panic!("it stays") };
    }
}

#[test]
fn redirects_are_bare_and_bounded() {
    let mut download = redirected();
    let DownloadRequest::Anonymous(request) = download.next_request().unwrap() else {
        panic!("it has moved")
    };
    let request = request.into_request();
    assert!(request.extensions().get::<WithoutToken>().is_some());
    // The header `Accept` of the request to the service is not sent to the other host.
    assert_eq!(
        request.headers().keys().map(http::HeaderName::as_str).collect::<Vec<_>>(),
        ["accept-encoding"]
    );
    for location in
        ["http://contoso.sharepoint.com/x", "https://u@contoso.sharepoint.com/x", "/\\evil.example/x"]
    {
        let moved = service().begin(&head(302, &[("location", location)]));
        assert!(matches!(moved, Err(DownloadError::Link(LinkError::Invalid { .. }))), "{location}");
    }
    assert!(matches!(service().begin(&head(302, &[])), Err(DownloadError::Link(LinkError::Missing))));
}

#[test]
fn redirects_are_no_failures_but_end() {
    for failures in [0, 1, 100] {
        let mut download = service().with_max_failures(failures);
        let again = |download: &mut Download| {
            download.next_request().unwrap();
            download.begin(&head(307, &[("location", URL)]))
        };
        for _ in 0..10 {
            assert_eq!(again(&mut download).unwrap(), DownloadStep::Again, "{failures}");
            assert_eq!(download.delay(std::time::SystemTime::UNIX_EPOCH), std::time::Duration::ZERO);
        }
        assert!(matches!(again(&mut download), Err(DownloadError::Link(LinkError::Invalid { .. }))));
        // The next chain of redirects is counted separately.
        let mut download = service().with_max_failures(failures);
        for _ in 0..3 {
            for _ in 0..9 {
                again(&mut download).unwrap();
            }
            download.next_request().unwrap();
            assert!(download.begin(&head(200, &[("content-length", "1000"), ("etag", "\"1\"")])).is_ok());
            download.take(b"1").unwrap();
        }
    }
    // A redirect does not reset the number of failures.
    let mut download = service().with_max_failures(1);
    for _ in 0..2 {
        assert!(download.next_request().is_ok());
        download.begin(&head(302, &[("location", URL)])).unwrap();
        assert!(download.next_request().is_ok());
        download.lost();
    }
    assert!(matches!(download.next_request(), Err(DownloadError::Stalled { failures: 2, .. })));
}

#[test]
fn a_redirect_within_the_service_keeps_the_token() {
    let path = "https://graph.microsoft.com/v1.0/me/photos/1/$value";
    for location in
        [path, "../photos/1/$value", "/v1.0/me/photos/1/$value", "https://GRAPH.microsoft.com:443/v1.0/x"]
    {
        let mut download = service();
        download.next_request().unwrap();
        assert_eq!(download.begin(&head(302, &[("location", location)])).unwrap(), DownloadStep::Again);
        let DownloadRequest::Service(request) = download.next_request().unwrap() else {
            panic!("{location}")
        };
        assert_eq!(request.headers()["accept"], "*/*");
        if !location.contains("443") {
            assert_eq!(request.uri(), path, "{location}");
        }
        assert!(request.extensions().get::<WithoutToken>().is_none());
        // A relative address is relative to the last request.
        download.begin(&head(307, &[("location", "?size=1")])).unwrap();
        let DownloadRequest::Service(request) = download.next_request().unwrap() else {
            panic!("{location}")
        };
        assert_eq!(request.uri().query(), Some("size=1"));
    }
}

#[test]
fn no_other_host_gets_the_token() {
    for location in [
        "https://graph.microsoft.com.evil.example/x",
        "https://graph.microsoft.com:8443/x",
        "https://graph.microsoft.com./x",
        "//evil.example/x",
    ] {
        let mut download = service();
        download.next_request().unwrap();
        download.begin(&head(302, &[("location", location)])).unwrap();
        assert!(is_anonymous(&mut download), "{location}");
    }
    for location in [
        "http://graph.microsoft.com/x",
        "https://graph.microsoft.com@evil.example/x",
        "https:\\\\evil.example/x",
        "\\\\evil.example/x",
    ] {
        let moved = service().begin(&head(302, &[("location", location)]));
        assert!(matches!(moved, Err(DownloadError::Link(LinkError::Invalid { .. }))), "{location}");
    }
}

#[test]
fn redirects_elsewhere_are_relative_and_do_not_lead_back() {
    let mut download = redirected();
    download.begin(&head(302, &[("location", "e?tempauth=2")])).unwrap();
    let DownloadRequest::Anonymous(request) = download.next_request().unwrap() else {
        panic!("it has moved")
    };
    assert_eq!(request.uri(), "https://contoso.sharepoint.com/e?tempauth=2");
    download.begin(&head(302, &[("location", "https://graph.microsoft.com/v1.0/x")])).unwrap();
    assert!(is_anonymous(&mut download));
}
