//! Tests that a token is sent only to the service, and without encryption only to this machine.

use alerts_service::{Server, TOKEN, alert_id};
use bytes::Bytes;
use graph_models::client::ureq::UreqTransport;
use graph_models::client::{Client, Effect, SendError, Token, blocking};
use graph_models::request::{Accepted, Poll, decode};
use graph_models::{Operation, Service};
use http::{Request, Response};

use crate::adapter::{Adapter, both, remediate};
use crate::raw::Raw;

both!(no_request_goes_to_another_host_in_clear);

fn no_request_goes_to_another_host_in_clear<A: Adapter>() {
    let other = Raw::start([]);
    let port = other.url.rsplit_once(':').unwrap().1;
    let ours = Raw::start([]);
    let client = A::at(&ours.url, TOKEN);
    for address in [
        format!("{}/beta/x", other.url),
        format!("http://localhost:{port}/beta/x"),
        format!("http://127.1:{port}/beta/x"),
        format!("{}@127.0.0.1:{port}/beta/x", ours.url),
        "http://graph.microsoft.com/beta/x".to_owned(),
    ] {
        let request = Request::get(&address).body(Bytes::new()).unwrap();
        let error = client.execute(&request).unwrap_err();
        assert!(matches!(error, SendError::Link(_)), "{address}: {error}");
        assert_eq!(error.effect(), Effect::NotDone);
    }
    let answer =
        Response::builder().status(202).header("location", format!("{}/beta/operations/1", other.url));
    let accepted: Accepted = decode(answer.body("").unwrap()).unwrap();
    assert!(
        Poll::<graph_models::beta::LongRunningOperation>::new(
            &Service::with_root(&ours.url).unwrap(),
            &accepted
        )
        .is_err()
    );
    assert!(other.received().is_empty() && ours.received().is_empty());
}

/// A proxy counts as another host, even if the service is on this machine.
#[test]
fn what_goes_in_clear_to_this_machine_takes_no_proxy() {
    let proxy = Raw::start([]);
    let server = Server::start().unwrap();
    let service = || Service::with_root(server.url()).unwrap();
    let token = || Token::new(TOKEN).unwrap();
    let request = remediate(alert_id("StaleSignInAlert"), "7c1e0001-02d4-4b7a-8f10-5e9b6a3d0001");

    let http = ::reqwest::Client::builder().proxy(::reqwest::Proxy::all(&proxy.url).unwrap());
    let client = Client::build(http, service(), token()).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(client.send(&request)).unwrap();

    let config =
        || ::ureq::Agent::config_builder().proxy(Some(::ureq::Proxy::new(&proxy.url).unwrap())).build();
    blocking::Client::build(config(), service(), token()).send(&request).unwrap();
    blocking::Client::over(UreqTransport::over(config().new_agent()), service(), token())
        .send(&request)
        .unwrap();
    assert_eq!((server.received().len(), proxy.received().len()), (3, 0));

    // If plain HTTP is allowed explicitly, a proxy is allowed like any other host.
    let service = Service::with_plain_http("http://graph.example").unwrap();
    let http = ::reqwest::Client::builder().proxy(::reqwest::Proxy::all(&proxy.url).unwrap());
    let client = Client::build(http, service, token()).unwrap();
    runtime.block_on(client.send(&request)).unwrap();
    assert!(proxy.received()[0].starts_with("POST http://graph.example/beta/identityGovernance/"));
    assert!(request.to_http(&Service::global()).is_ok());
}
