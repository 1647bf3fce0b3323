//! Tests that no log, no `Debug` text and no error contains a token.

use std::fmt::{Debug, Display, Write};
use std::sync::{Arc, Mutex};

use alerts_service::{Fault, Server, alert_id};
use azure_core::credentials::{AccessToken, Secret, TokenCredential, TokenRequestOptions};
use graph_models::client::{
    AsyncTokenSource, AzureTokens, Client, Token, TokenError, TokenFuture, TokenRequest, blocking,
};
use graph_models::{NoContent, Operation, Service};

use crate::adapter::{Adapter, both, remediate};

both!(nothing_shows_the_token);

/// This token does not have the usual form of a token, so that masking by form cannot find it.
const SECRET: &str = "quiet-as-a-mouse-4711";

/// Everything that this process has logged, at the most detailed level.
struct Log(Mutex<String>);

static LOG: Log = Log(Mutex::new(String::new()));

impl log::Log for Log {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        writeln!(self.0.lock().unwrap(), "{} {}", record.target(), record.args()).unwrap();
    }

    fn flush(&self) {}
}

fn shown(value: &(impl Debug + Display)) -> String {
    format!("{value} {value:?} {value:#?}")
}

fn nothing_shows_the_token<A: Adapter>() {
    // Both tests share the log, and either may run first.
    let _ = log::set_logger(&LOG);
    log::set_max_level(log::LevelFilter::Trace);

    let request = remediate(alert_id("StaleSignInAlert"), "7c1e0001-02d4-4b7a-8f10-5e9b6a3d0001");
    let faults = [
        Fault::Throttle { retry_after: Some("3600") },
        Fault::Gateway(502),
        Fault::CloseBefore,
        Fault::CloseMidway,
        Fault::Html,
        Fault::Redirect(307),
    ];
    // The server accepts the first token, and refuses the second.
    for token in [alerts_service::TOKEN, SECRET] {
        let server = Server::start().unwrap();
        let client = A::with(&server, token);
        for fault in faults.into_iter().map(Some).chain([None]) {
            if let Some(fault) = fault {
                server.fault("POST", "/remediate", fault);
            }
            if let Err(error) = client.send(&request) {
                assert!(!shown(&error).contains(token), "{fault:?}");
            }
        }
        let url = server.url().to_owned();
        drop(server);
        let error = client.send(&request).unwrap_err();
        assert!(!shown(&error).contains(token) && !shown(&error).contains("StaleSignIn"), "{url}: {error}");

        let logged = LOG.0.lock().unwrap();
        assert!(logged.lines().count() > 3 && !logged.contains(token), "{logged}");
    }
}

#[test]
fn clients_do_not_show_the_token() {
    let token = Token::new(SECRET).unwrap();
    let clients = (
        blocking::Client::new(Service::global(), token.clone()),
        Client::new(Service::global(), token.clone()).unwrap(),
    );
    assert!(!format!("{token:?} {clients:#?}").contains(SECRET));
}

/// A credential with the behaviour of those in `azure_identity`.
#[derive(Debug)]
struct Credential {
    asked: Mutex<Vec<String>>,
    token: &'static str,
}

#[async_trait::async_trait]
impl TokenCredential for Credential {
    async fn get_token(
        &self,
        scopes: &[&str],
        _: Option<TokenRequestOptions<'_>>,
    ) -> azure_core::Result<AccessToken> {
        self.asked.lock().unwrap().extend(scopes.iter().map(|&scope| scope.to_owned()));
        let soon = azure_core::time::OffsetDateTime::now_utc();
        Ok(AccessToken::new(Secret::new(self.token), soon))
    }
}

#[test]
fn tokens_come_from_a_credential_of_azure() {
    let server = Server::start().unwrap();
    let service = Service::with_root(server.url()).unwrap();
    let credential = Arc::new(Credential { asked: Mutex::default(), token: alerts_service::TOKEN });
    let tokens = AzureTokens::new(credential.clone(), &service);
    assert!(!format!("{tokens:?}").contains(alerts_service::TOKEN));

    let client = Client::new(service, tokens).unwrap();
    let request = remediate(alert_id("StaleSignInAlert"), "7c1e0001-02d4-4b7a-8f10-5e9b6a3d0001");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    assert_eq!(runtime.block_on(client.send(&request)).unwrap(), NoContent::default());
    assert_eq!(*credential.asked.lock().unwrap(), [format!("{}/.default", server.url())]);
}

#[test]
fn the_same_credential_serves_a_blocking_client() {
    let server = Server::start().unwrap();
    let service = Service::with_root(server.url()).unwrap();
    let credential = Arc::new(Credential { asked: Mutex::default(), token: alerts_service::TOKEN });
    let tokens = AzureTokens::new(credential.clone(), &service).into_blocking().unwrap();
    assert!(!format!("{tokens:?}").contains(alerts_service::TOKEN));
    let request = remediate(alert_id("StaleSignInAlert"), "7c1e0001-02d4-4b7a-8f10-5e9b6a3d0001");
    // The source is also used in a task of another runtime, which is then dropped.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let client = blocking::Client::new(service, tokens);
        assert_eq!(client.send(&request).unwrap(), NoContent::default());
    });
    assert_eq!(credential.asked.lock().unwrap().len(), 1);
}

/// A token source that a program could write.
struct Renewing;

impl AsyncTokenSource for Renewing {
    fn token<'a>(&'a self, _: &'a TokenRequest) -> TokenFuture<'a> {
        Box::pin(async { Err(TokenError::new("the login has expired")) })
    }
}

#[test]
fn without_a_token_nothing_is_sent() {
    let server = Server::start().unwrap();
    let service = || Service::with_root(server.url()).unwrap();
    let request = remediate("a", "i");

    let client = Client::new(service(), Renewing).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let error = runtime.block_on(client.send(&request)).unwrap_err();
    assert_eq!(error.to_string(), "no access token: the login has expired");

    let client =
        blocking::Client::new(service(), |_: &TokenRequest| Err(TokenError::new("nobody is logged in")));
    let error = client.send(&request).unwrap_err();
    assert_eq!(error.to_string(), "no access token: nobody is logged in");
    assert!(server.received().is_empty());
}

/// The futures of the asynchronous client are `Send`.
#[test]
fn sending_can_be_spawned() {
    fn is_send<T: Send>(_: &T) {}
    let client = Client::new(Service::global(), Token::new(SECRET).unwrap()).unwrap();
    let request = remediate("a", "i");
    assert!(request.to_http(&Service::global()).is_ok());
    is_send(&client.send(&request));
}
