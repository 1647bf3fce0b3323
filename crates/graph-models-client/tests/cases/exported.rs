//! Every public type of the client is tested here or in `secrets.rs`, or holds no text from outside.

use std::path::Path;

use graph_models_client::blocking::{self, ItemIter, PageIter};
use graph_models_client::reqwest::ReqwestTransport;
use graph_models_client::transport::{Incoming, IncomingStream};
use graph_models_client::ureq::UreqTransport;
use graph_models_client::{
    Client, DownloadChunks, EnvironmentError, ItemStream, PageStream, SendError, Token, TokenError,
    TokenRequest, TransportError, TransportErrorKind, Wait, WriterSink,
};
use graph_models_core::request::transfer::Download;
use graph_models_core::request::{Claims, List, Service};
use http::{HeaderMap, HeaderValue};

use crate::adapter::TOKEN;
use crate::bed::root;
use crate::exports::assert_tried;
use crate::sample::SimpleIncident;
use crate::secrets::check;

/// Traits, types without text from outside, and names for types of other crates. The tests of `graph-models` test the
/// token sources of Azure, since they have a credential.
const HARMLESS: &str = "AsyncTokenSource AzureTokens BlockingAzureTokens Effect HeadOnly Retry Sink Timeout TokenFuture \
    TokenSource TransportErrorKind WaitReason";

/// The files that test types.
const TRYING: [&str; 2] = [include_str!("exported.rs"), include_str!("secrets.rs")];

#[test]
fn no_type_is_forgotten() {
    let library = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs");
    assert_tried(&library, HARMLESS, &TRYING);
}

#[test]
fn nothing_shows_what_came_from_outside() {
    let token = Token::new(TOKEN).unwrap();
    check(&format!("{token:?} {:?}", token.hidden()));
    let quoted = "Bearer eyJTRUNSRVQiOnt9fQ.eyJTRUNSRVQiOnt9fQ.c2lnbmF0dXJl is refused";
    check(&format!(
        "{:?} {:?} {:?}",
        TokenError::from_source(quoted),
        SendError::from(TokenError::from_source(quoted)),
        EnvironmentError::Token(TokenError::from_source(quoted))
    ));
    let lost = std::io::Error::other(format!("no answer to {TOKEN}"));
    check(&format!("{:?}", TransportError::new(TransportErrorKind::Lost, &lost).hiding(&token.hidden())));
    let mut headers = HeaderMap::new();
    let challenge = r#"Bearer error="insufficient_claims", claims="eyJTRUNSRVQiOnt9fQ""#;
    headers.insert("www-authenticate", HeaderValue::from_static(challenge));
    check(&format!("{:?}", TokenRequest::with_claims(Claims::from_headers(&headers).unwrap())));
    check(&format!("{:?} {:?}", Incoming::from(TOKEN), IncomingStream::from(TOKEN)));

    let messages = List::<SimpleIncident>::new(&root().add("/users/{id}/messages", &[&"SECRET"]));
    let transport = UreqTransport::build(::ureq::Agent::config_builder().build());
    check(&format!("{transport:?}"));
    let waits = |wait: &Wait| check(&format!("{wait} {wait:?}"));
    let client = blocking::Client::over(transport, Service::global(), token.clone()).on_wait(waits);
    let pages: PageIter<SimpleIncident> = client.pages(&messages).unwrap();
    let items: ItemIter<SimpleIncident> = client.items(&messages).unwrap();
    check(&format!("{client:?} {pages:?} {items:?}"));

    let service = Service::global();
    let transport = ReqwestTransport::build(::reqwest::Client::builder(), &service).unwrap();
    check(&format!("{transport:?}"));
    let client = Client::over(transport, service, token);
    let pages: PageStream<SimpleIncident> = client.pages(&messages).unwrap();
    let items: ItemStream<SimpleIncident> = client.items(&messages).unwrap();
    check(&format!("{client:?} {pages:?} {items:?}"));
    let mut download = Download::from_url("https://files.example/SECRET?tempauth=secret-address").unwrap();
    let chunks: DownloadChunks<'_> = client.download_chunks(&mut download);
    check(&format!("{chunks:?} {:?}", WriterSink::new(b"SECRET".to_vec())));
}
