//! Continuous access evaluation: the service refuses a valid token and demands one with more claims.

use graph_models_core::request::transfer::Download;
use graph_models_core::request::{
    Batch, Get, GraphError, List, NoContent, Operation, Poll, PollStep, ReadMedia, decode,
};
use http::{Method, Request};
use service_stand_in::{At, StandIn, Step};

use crate::adapter::{Adapter, TOKEN, TOKEN_WITH_CLAIMS, service};
use crate::bed::{leaks, path};
use crate::operation::LongRunningOperation;
use crate::sample::SimpleIncident;

/// The text is chosen so that its base64 forms differ in alphabet and padding.
const CLAIMS: &str = r#"{"access_token":{"nbf":{"essential":true,"value":"1604106651ÿ>?~ÿ?!"}}}"#;
const STANDARD: &str =
    "eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZSwidmFsdWUiOiIxNjA0MTA2NjUxw78+P37Dvz8hIn19fQ==";

fn challenge() -> Step {
    refused(&format!(r#"Bearer realm="", error="insufficient_claims", claims="{STANDARD}""#))
}

fn refused(header: &str) -> Step {
    refused_with(401, header)
}

fn refused_with(status: u16, header: &str) -> Step {
    let body = r#"{"error": {"code": "InvalidAuthenticationToken", "message": "Ask again."}}"#;
    Step::json(status, body).header("www-authenticate", header)
}

/// The tokens of the requests for a path.
fn tokens(stand_in: &StandIn, method: &str, path: &str) -> Vec<String> {
    let received = stand_in.received(At::Service);
    let of_path = received.iter().filter(|received| received.method == method && received.path() == path);
    of_path.map(|received| received.header("authorization").to_owned()).collect()
}

fn once_again() -> [String; 2] {
    [TOKEN, TOKEN_WITH_CLAIMS].map(|token| format!("Bearer {token}"))
}

pub(crate) fn claims_in_every_form_are_asked_for_once<A: Adapter>() {
    let url_safe = STANDARD.replace('+', "-").replace('/', "_");
    let bare = |text: &str| text.trim_end_matches('=').to_owned();
    let forms = [
        format!(r#"Bearer realm="", error="insufficient_claims", claims="{STANDARD}""#),
        format!(r#"Bearer error="insufficient_claims", claims="{}""#, bare(STANDARD)),
        format!(r#"Bearer error="insufficient_claims", claims="{url_safe}""#),
        format!(r#"Bearer error="insufficient_claims", claims="{}""#, bare(&url_safe)),
        format!(r#"bearer CLAIMS = "{STANDARD}" ,ERROR = "Insufficient_Claims""#),
        format!("Bearer error=insufficient_claims, claims={STANDARD}"),
        format!("Bearer error=insufficient_claims claims={STANDARD} realm=x"),
        format!(r#"Basic realm="a, Bearer b=c", Bearer error="insufficient_claims", claims="{STANDARD}""#),
        format!(r#"Negotiate, NTLM, Bearer error="insufficient_claims", claims="{STANDARD}""#),
        format!(r#"Negotiate aB+/==, Bearer error="insufficient_claims", claims="{STANDARD}""#),
        format!(r#"Bearer error="invalid_token", Bearer error="insufficient_claims", claims="{STANDARD}""#),
        format!(
            r#"Bearer authorization_uri="https://login.example/authorize", error="insufficient_claims", claims="{}""#,
            STANDARD.replace('+', "%2B").replace('=', "%3D")
        ),
    ];
    for header in &forms {
        for method in [Method::GET, Method::POST, Method::PATCH, Method::PUT, Method::DELETE] {
            let stand_in = StandIn::start().unwrap();
            let name: &'static str = ["GET", "POST", "PATCH", "PUT", "DELETE"]
                .into_iter()
                .find(|name| *name == method.as_str())
                .unwrap();
            stand_in.play(At::Service, name, "/v1.0/users", [refused(header), Step::json(200, "{}")]);
            let body = if method == Method::GET { "" } else { "{\"a\": 1}" };
            let uri = stand_in.url(At::Service, "/v1.0/users");
            let request = Request::builder().method(method).uri(uri).body(body.into()).unwrap();
            assert_eq!(A::of(&stand_in).execute(&request).unwrap().status(), 200, "{header}");
            let received = stand_in.received(At::Service);
            assert_eq!(tokens(&stand_in, name, "/v1.0/users"), once_again(), "{header}");
            assert!(received.iter().all(|received| received.body == body), "{header}");
            assert_eq!(received[0].header("client-request-id"), received[1].header("client-request-id"));
        }
    }
}

pub(crate) fn every_kind_of_request_answers_a_challenge<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    let client = A::of(&stand_in);
    let service = service(&stand_in);

    let page = Step::json(200, r#"{"value": [], "@odata.nextLink": "/v1.0/users2"}"#);
    stand_in.play(At::Service, "GET", "/v1.0/users", [page]);
    stand_in.play(At::Service, "GET", "/v1.0/users2", [challenge(), Step::json(200, r#"{"value": []}"#)]);
    client.all(&List::<SimpleIncident>::new(&path("/users"))).unwrap();
    assert_eq!(tokens(&stand_in, "GET", "/v1.0/users2"), once_again());

    let answers = Step::json(200, r#"{"responses": [{"id": "1", "status": 200, "body": {"id": "1"}}]}"#);
    stand_in.play(At::Service, "POST", "/v1.0/$batch", [challenge(), answers]);
    let mut batch = Batch::new(&service);
    let handle = batch.add(&Get::<SimpleIncident>::new(&path("/users/1"))).unwrap();
    let mut responses = batch.responses();
    client.batch(&batch, &mut responses).unwrap();
    assert_eq!(responses.take(handle).unwrap().unwrap().id.as_deref(), Some("1"));
    assert_eq!(tokens(&stand_in, "POST", "/v1.0/$batch"), once_again());

    let done = Step::json(200, r#"{"id": "1", "status": "succeeded"}"#);
    stand_in.play(At::Service, "GET", "/v1.0/operations/1", [challenge(), done]);
    let mut poll = Poll::<LongRunningOperation>::from_location(&service, "/v1.0/operations/1").unwrap();
    assert!(matches!(client.poll(&mut poll).unwrap(), PollStep::Succeeded(_)));
    assert_eq!(tokens(&stand_in, "GET", "/v1.0/operations/1"), once_again());

    stand_in.put_file("content");
    let moved = Step::status(302).header("location", &stand_in.file_url());
    let content = "/v1.0/items/1/content";
    stand_in.play(At::Service, "GET", content, [challenge(), moved.clone()]);
    let read = ReadMedia::new(&path("/items/1/content"));
    assert_eq!(client.send(&read).unwrap(), "content");
    assert_eq!(tokens(&stand_in, "GET", content), once_again());
    stand_in.play(At::Service, "GET", content, [challenge(), moved]);
    let mut sink = Vec::new();
    client.download(&mut Download::new(read.to_http(&service).unwrap()), &mut sink).unwrap();
    assert_eq!(
        (sink, tokens(&stand_in, "GET", content)),
        (b"content".to_vec(), [once_again(), once_again()].concat())
    );
    assert_eq!(leaks(&stand_in, &[]), [""; 0]);
}

pub(crate) fn a_second_refusal_is_an_error_with_the_claims<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    stand_in.play(At::Service, "GET", "/v1.0/users/1", [challenge()]);
    let error = A::of(&stand_in).send(&Get::<SimpleIncident>::new(&path("/users/1"))).unwrap_err();
    let error = error.as_graph().unwrap();
    assert_eq!((error.status().as_u16(), error.claims().unwrap().as_str()), (401, CLAIMS));
    assert_eq!(tokens(&stand_in, "GET", "/v1.0/users/1"), once_again());
    // Without claims there is no reason to request another token.
    stand_in.play(At::Service, "GET", "/v1.0/users/2", [refused(r#"Bearer error="invalid_token""#)]);
    A::of(&stand_in).send(&Get::<SimpleIncident>::new(&path("/users/2"))).unwrap_err();
    assert_eq!(tokens(&stand_in, "GET", "/v1.0/users/2").len(), 1);
}

pub(crate) fn no_other_host_asks_for_claims<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    let client = A::of(&stand_in);
    let there = stand_in.url(At::Elsewhere, "/a?tempauth=secret-address");
    stand_in.play(At::Service, "GET", "/v1.0/x", [Step::status(302).header("location", &there)]);
    stand_in.play(At::Elsewhere, "GET", "/a", [challenge()]);
    let answer = client.execute(&ReadMedia::new(&path("/x")).to_http(&service(&stand_in)).unwrap()).unwrap();
    let error: GraphError = decode::<NoContent, _>(answer).unwrap_err();
    assert_eq!(error.status(), 401);
    assert_eq!(tokens(&stand_in, "GET", "/v1.0/x"), [format!("Bearer {TOKEN}")]);
    assert_eq!((stand_in.received(At::Elsewhere).len(), leaks(&stand_in, &[]).len()), (1, 0));
}

pub(crate) fn a_403_may_demand_claims_too<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    let client = A::of(&stand_in);
    let header = format!(r#"Bearer error="insufficient_claims", claims="{STANDARD}""#);
    let answers = || [refused_with(403, &header), Step::json(200, r#"{"id": "1"}"#)];
    stand_in.play(At::Service, "GET", "/v1.0/users/1", answers());
    client.send(&Get::<SimpleIncident>::new(&path("/users/1"))).unwrap();
    assert_eq!(tokens(&stand_in, "GET", "/v1.0/users/1"), once_again());
    stand_in.play(At::Service, "GET", "/v1.0/items/1/content", answers());
    let read = ReadMedia::new(&path("/items/1/content")).to_http(&service(&stand_in)).unwrap();
    client.download(&mut Download::new(read), &mut Vec::new()).unwrap();
    assert_eq!(tokens(&stand_in, "GET", "/v1.0/items/1/content"), once_again());
    // A refusal without claims is final.
    stand_in.play(At::Service, "GET", "/v1.0/users/2", [Step::json(403, "{}")]);
    client.send(&Get::<SimpleIncident>::new(&path("/users/2"))).unwrap_err();
    assert_eq!(tokens(&stand_in, "GET", "/v1.0/users/2").len(), 1);
}
