//! Signs a user in by a device code. The page `guide/src/sign-in.md` shows this text.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use graph_models::client::{Token, TokenError, TokenRequest, TokenSource, blocking::Client};
use graph_models::prelude::*;
use graph_models::v1_0::paths;
use serde_json::Value;

/// Tokens of a user who signs in with a browser on any device.
struct DeviceCode {
    agent: ureq::Agent,
    /// The address of the tenant, such as `https://login.microsoftonline.com/organizations`.
    tenant: String,
    client_id: String,
    scope: String,
    last: Mutex<Option<Tokens>>,
}

struct Tokens {
    access: Token,
    refresh: Option<String>,
    good_until: Instant,
}

impl DeviceCode {
    fn new(tenant: &str, client_id: &str, scopes: &str) -> Self {
        // Without this, the client drops the body of a failed answer. The body has the reason.
        let agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        // `offline_access` asks for a refresh token, so that the user signs in only once.
        let scope = format!("{scopes} offline_access");
        let (tenant, client_id) = (tenant.to_owned(), client_id.to_owned());
        Self { agent, tenant, client_id, scope, last: Mutex::default() }
    }

    /// Asks the identity provider, and reads its answer.
    fn ask(&self, endpoint: &str, form: &[(&str, &str)]) -> Result<Value, TokenError> {
        let address = format!("{}/oauth2/v2.0/{endpoint}", self.tenant);
        let client_id = [("client_id", self.client_id.as_str())];
        let form = client_id.iter().chain(form).copied();
        let mut answer =
            self.agent.post(&address).send_form(form).map_err(TokenError::from_source)?;
        let body = answer.body_mut().read_to_string().map_err(TokenError::from_source)?;
        serde_json::from_str(&body).map_err(TokenError::from_source)
    }

    /// Shows a code, and waits until the user has typed it in.
    fn sign_in(&self, claims: &[(&str, &str)]) -> Result<Tokens, TokenError> {
        let scope = ("scope", self.scope.as_str());
        let form: Vec<_> = [scope].iter().chain(claims).copied().collect();
        let device = self.ask("devicecode", &form)?;
        let code = text(&device, "device_code").ok_or_else(|| refused(&device))?;
        // For example: To sign in, use a web browser to open this page, and enter this code.
        eprintln!(
            "{}",
            text(&device, "message").unwrap_or_default().replace(char::is_control, " ")
        );
        let mut interval = seconds(&device, "interval", 5);
        let end = Instant::now() + seconds(&device, "expires_in", 900);
        while Instant::now() < end {
            std::thread::sleep(interval);
            let grant = ("grant_type", "urn:ietf:params:oauth:grant-type:device_code");
            let form = [grant, ("device_code", code)];
            let form: Vec<_> = form.iter().chain(claims).copied().collect();
            let answer = self.ask("token", &form)?;
            match text(&answer, "error") {
                Some("authorization_pending") => {}
                Some("slow_down") => interval += Duration::from_secs(5),
                _ => return tokens(&answer),
            }
        }
        Err(TokenError::new("nobody signed in in time"))
    }
}

impl TokenSource for DeviceCode {
    fn token(&self, request: &TokenRequest) -> Result<Token, TokenError> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let claims: Vec<_> =
            request.claims().map(|claims| ("claims", claims.as_str())).into_iter().collect();
        if let Some(tokens) = last
            .as_ref()
            .filter(|tokens| claims.is_empty() && Instant::now() < tokens.good_until)
        {
            return Ok(tokens.access.clone());
        }
        let refresh = last.as_ref().and_then(|tokens| tokens.refresh.clone());
        let renewed = refresh.map(|refresh| {
            let form = [("grant_type", "refresh_token"), ("refresh_token", refresh.as_str())];
            let form: Vec<_> = form.iter().chain(&claims).copied().collect();
            self.ask("token", &form).and_then(|answer| tokens(&answer))
        });
        let tokens = match renewed {
            Some(Ok(tokens)) => tokens,
            _ => self.sign_in(&claims)?,
        };
        Ok(last.insert(tokens).access.clone())
    }
}

/// Reads the answer of the token endpoint.
fn tokens(answer: &Value) -> Result<Tokens, TokenError> {
    let access = text(answer, "access_token").ok_or_else(|| refused(answer))?;
    Ok(Tokens {
        access: Token::new(access)?,
        refresh: text(answer, "refresh_token").map(str::to_owned),
        // A token that expires within a minute may be invalid when it arrives.
        good_until: Instant::now()
            + seconds(answer, "expires_in", 0).saturating_sub(Duration::from_mins(1)),
    })
}

/// A text in an answer.
fn text<'a>(answer: &'a Value, name: &str) -> Option<&'a str> {
    answer.get(name)?.as_str()
}

/// A number of seconds in an answer, at most one day.
fn seconds(answer: &Value, name: &str, default: u64) -> Duration {
    Duration::from_secs(answer.get(name).and_then(Value::as_u64).unwrap_or(default).min(86_400))
}

fn refused(answer: &Value) -> TokenError {
    TokenError::new(
        text(answer, "error_description").unwrap_or("the identity provider refused"),
    )
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client_id = std::env::args().nth(1).ok_or("usage: device_code CLIENT_ID")?;
    // A test can set both addresses to stand-ins.
    let tenant = std::env::var("LOGIN_TENANT");
    let tenant = tenant.as_deref().unwrap_or("https://login.microsoftonline.com/organizations");
    let service = match std::env::var("GRAPH_ROOT") {
        Ok(root) => Service::with_root(&root)?,
        Err(_) => Service::global(),
    };
    let client = Client::new(service, DeviceCode::new(tenant, &client_id, "User.Read"));
    let me = client.send(&paths::me().get())?;
    let groups = client.all(&paths::me().member_of_collection().list())?.len();
    println!("{}, a member of {groups} groups", me.display_name.as_deref().unwrap_or("?"));
    Ok(())
}
