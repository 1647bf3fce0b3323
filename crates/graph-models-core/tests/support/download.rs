//! Downloads and answer headers, for tests of downloads.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::time::{Duration, SystemTime};

use graph_models_core::request::Bytes;
use graph_models_core::request::transfer::{Download, DownloadRequest, DownloadStep};
use http::response::Parts;
use http::{Request, Response};

pub(crate) const URL: &str = "https://contoso.sharepoint.com/d?tempauth=secret-text";

pub(crate) type Header = (&'static str, &'static str);

pub(crate) fn head(status: u16, headers: &[Header]) -> Parts {
    let builder = Response::builder().status(status);
    headers
        .iter()
        .fold(builder, |builder, (name, value)| builder.header(*name, *value))
        .body(())
        .unwrap()
        .into_parts()
        .0
}

pub(crate) fn is_anonymous(download: &mut Download) -> bool {
    matches!(download.next_request().unwrap(), DownloadRequest::Anonymous(_))
}

pub(crate) fn service() -> Download {
    let request = Request::get("https://graph.microsoft.com/v1.0/me/photo/$value").header("accept", "*/*");
    Download::new(request.body(Bytes::new()).unwrap())
}

pub(crate) fn redirected() -> Download {
    let mut download = service();
    assert!(!is_anonymous(&mut download));
    assert_eq!(download.begin(&head(302, &[("location", URL)])).unwrap(), DownloadStep::Again);
    assert_eq!(download.delay(SystemTime::UNIX_EPOCH), Duration::ZERO);
    assert!(is_anonymous(&mut download));
    download
}
