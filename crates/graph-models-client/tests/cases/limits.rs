//! Limits of time. The tests in `slow.rs` reach them; these only set them.

use std::time::Duration;

use bytes::Bytes;
use graph_models_client::reqwest::ReqwestTransport;
use graph_models_client::ureq::UreqTransport;
use graph_models_client::{Client, Token, blocking};
use graph_models_core::request::transfer::{Download, Upload};
use graph_models_core::request::{Get, List, Operation, ReadMedia};
use service_stand_in::{At, StandIn, Step};

use crate::adapter::{Adapter, service};
use crate::bed::path;
use crate::sample::SimpleIncident;

/// Longer than any clock can measure from now on.
const LONGEST: Duration = Duration::MAX;

pub(crate) fn the_longest_timeout_is_a_limit_like_others<A: Adapter>() {
    for timeout in [LONGEST, LONGEST / 2, Duration::from_secs(u64::from(u32::MAX))] {
        let stand_in = StandIn::start().unwrap();
        let client = A::of(&stand_in).with_timeout(timeout);
        stand_in.play(At::Service, "GET", "/v1.0/users/1", [Step::json(200, "{}")]);
        client.send(&Get::<SimpleIncident>::new(&path("/users/1"))).unwrap();
        stand_in.play(At::Service, "GET", "/v1.0/users", [Step::json(200, r#"{"value": []}"#)]);
        client.all(&List::<SimpleIncident>::new(&path("/users"))).unwrap();
        let mut upload = Upload::<Bytes>::from_url(&stand_in.upload_url(), 5).unwrap();
        client.upload(&mut upload, &Bytes::from_static(b"12345")).unwrap();
        stand_in.play(At::Service, "GET", "/v1.0/items/1/content", [Step::json(200, "{}")]);
        let read = ReadMedia::new(&path("/items/1/content")).to_http(&service(&stand_in)).unwrap();
        client.download(&mut Download::new(read), &mut Vec::new()).unwrap();
    }
}

#[test]
fn the_longest_limits_of_a_configuration_are_limits_like_others() {
    let stand_in = StandIn::start().unwrap();
    stand_in.play(At::Service, "GET", "/v1.0/users/1", [Step::json(200, "{}")]);
    let config = ::ureq::Agent::config_builder()
        .proxy(None)
        .timeout_global(Some(LONGEST))
        .timeout_per_call(Some(LONGEST))
        .timeout_resolve(Some(LONGEST))
        .timeout_connect(Some(LONGEST))
        .timeout_send_request(Some(LONGEST))
        .timeout_send_body(Some(LONGEST))
        .timeout_recv_response(Some(LONGEST))
        .timeout_recv_body(Some(LONGEST))
        .timeout_per_read(Some(LONGEST))
        .timeout_per_write(Some(LONGEST));
    let client = blocking::Client::build(config.build(), service(&stand_in), Token::new("opaque").unwrap());
    client.send(&Get::<SimpleIncident>::new(&path("/users/1"))).unwrap();
}

#[test]
fn the_longest_limit_for_stalls_is_a_limit_like_others() {
    let stand_in = StandIn::start().unwrap();
    stand_in.play(At::Service, "GET", "/v1.0/users/1", [Step::json(200, "{}")]);
    let get = Get::<SimpleIncident>::new(&path("/users/1"));
    let token = || Token::new("opaque").unwrap();

    let config = ::ureq::Agent::config_builder().proxy(None).build();
    let transport = UreqTransport::build(config).with_stall_limit(LONGEST);
    blocking::Client::over(transport, service(&stand_in), token()).send(&get).unwrap();

    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let http = ::reqwest::Client::builder().no_proxy();
    let transport = ReqwestTransport::build(http, &service(&stand_in)).unwrap().with_stall_limit(LONGEST);
    let client = Client::over(transport, service(&stand_in), token());
    runtime.block_on(client.send(&get)).unwrap();
}
