//! The server: its two hosts, faults, and the record of requests.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use http::{HeaderMap, StatusCode, header};
use service_stand_in::{Delivery, Hosts, Listeners, lock};

pub use service_stand_in::Received;

use crate::answer::{Answer, Ids, html, json};
use crate::call::Call;
use crate::fault::{self, Fault, Pending, respond};
use crate::node::object;
use crate::routes;
use crate::tenant::{TOKEN, Tenant};

/// A running server. It stops when it is dropped.
#[derive(Debug)]
pub struct Server {
    url: String,
    foreign_url: String,
    shared: Arc<Shared>,
    _hosts: Hosts,
}

#[derive(Debug)]
struct Shared {
    tenant: Mutex<Tenant>,
    received: Mutex<Vec<Received>>,
    foreign: Mutex<Vec<Received>>,
    foreign_url: String,
}

impl Server {
    /// Starts a server on a free port of loopback, with the sample tenant.
    ///
    /// # Errors
    ///
    /// Returns an error if no port is free.
    pub fn start() -> io::Result<Self> {
        Self::start_at(SocketAddr::from(([127, 0, 0, 1], 0)))
    }

    /// Starts a server at this address, with the sample tenant.
    ///
    /// # Errors
    ///
    /// Returns an error if the server cannot listen at the address.
    pub fn start_at(address: SocketAddr) -> io::Result<Self> {
        let listeners = Listeners::bind(&[address, SocketAddr::new(address.ip(), 0)])?;
        let mut urls = listeners.urls().into_iter();
        let (url, foreign_url) = (urls.next().unwrap_or_default(), urls.next().unwrap_or_default());
        let shared = Arc::new(Shared {
            tenant: Mutex::new(Tenant::sample()),
            received: Mutex::default(),
            foreign: Mutex::default(),
            foreign_url: foreign_url.clone(),
        });
        let serving = Arc::clone(&shared);
        let hosts = listeners.serve(move |host, received| match host {
            0 => serving.answer(&received),
            _ => Delivery::Whole(serving.answer_as_foreign(received)),
        })?;
        Ok(Self { url, foreign_url, shared, _hosts: hosts })
    }

    /// The root of the service, without a slash at its end.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The root of another host. No token may ever reach it.
    pub fn foreign_url(&self) -> &str {
        &self.foreign_url
    }

    /// The token that allows everything: [`TOKEN`].
    pub fn token(&self) -> &'static str {
        TOKEN
    }

    /// Adds a fault for the next request with this method and with this text in its path. Several faults for the same
    /// request happen one after the other.
    pub fn fault(&self, method: &'static str, path: &str, fault: Fault) {
        lock(&self.shared.tenant).faults.push(Pending { method, path: path.to_owned(), fault });
    }

    /// Sets the number of polls that find an operation unfinished; the default is two.
    pub fn finish_after(&self, polls: u32) {
        lock(&self.shared.tenant).polls = polls;
    }

    /// Lets operations fail from now on.
    pub fn fail_operations(&self) {
        lock(&self.shared.tenant).operations_fail = true;
    }

    /// Sets the maximum number of items on a page; the default is five.
    pub fn page_size(&self, items: usize) {
        lock(&self.shared.tenant).page_size = items.max(1);
    }

    /// All requests so far, in order. Requests inside a batch are not listed.
    pub fn received(&self) -> Vec<Received> {
        lock(&self.shared.received).clone()
    }

    /// The requests that the other host received.
    pub fn foreign_received(&self) -> Vec<Received> {
        lock(&self.shared.foreign).clone()
    }

    /// The remediated incidents: alert, incident, and the number of remediations.
    pub fn remediated(&self) -> Vec<(String, String, usize)> {
        let tenant = lock(&self.shared.tenant);
        tenant.remediated.iter().map(|((alert, id), times)| (alert.clone(), id.clone(), *times)).collect()
    }

    /// The current value of a property of the alert with this id.
    pub fn alert(&self, id: &str, property: &str) -> Option<serde_json::Value> {
        let tenant = lock(&self.shared.tenant);
        tenant.alerts.iter().find(|alert| alert.id() == id)?.get(property).cloned()
    }

    /// The current value of a property of the configuration with this id.
    pub fn configuration(&self, id: &str, property: &str) -> Option<serde_json::Value> {
        let tenant = lock(&self.shared.tenant);
        tenant.configurations.iter().find(|it| it.id() == id)?.get(property).cloned()
    }
}

impl Shared {
    fn answer(&self, received: &Received) -> Delivery {
        let number = {
            let mut all = lock(&self.received);
            all.push(received.clone());
            all.len()
        };
        let ids = Ids::new(number, &received.headers);
        let (path, query) = received.target.split_once('?').unwrap_or((&received.target, ""));
        let host = received.headers.get(header::HOST).and_then(|host| host.to_str().ok());
        let origin = format!("http://{}", host.unwrap_or("localhost"));
        let call = Call {
            method: &received.method,
            path,
            query,
            headers: &received.headers,
            body: &received.body,
            origin: &origin,
        };
        let has_length = [header::CONTENT_LENGTH, header::TRANSFER_ENCODING]
            .iter()
            .any(|name| received.headers.contains_key(name));
        if !has_length && matches!(received.method.as_str(), "POST" | "PATCH" | "PUT") {
            return Delivery::Whole(html(StatusCode::LENGTH_REQUIRED, &ids));
        }
        let mut tenant = lock(&self.tenant);
        let Some(fault) = fault::take(&mut tenant.faults, &received.method, path) else {
            return Delivery::Whole(routes::answer(&mut tenant, &call, &ids));
        };
        let foreign = Call { origin: &self.foreign_url, ..call };
        let call = if fault == Fault::ForeignLinks { &foreign } else { &call };
        let answer = fault.carries_out().then(|| routes::answer(&mut tenant, call, &ids));
        match (fault, answer) {
            (Fault::CloseBefore | Fault::CloseAfter, _) => Delivery::Never,
            (Fault::CloseMidway, Some(answer)) => {
                let half = answer.body().len() / 2;
                Delivery::Cut(answer, half)
            }
            (Fault::Slow(time), Some(answer)) => Delivery::After(time, answer),
            (fault, answer) => {
                let target = format!("{}{}", self.foreign_url, received.target);
                respond(fault, answer, &ids, &target).map_or(Delivery::Never, Delivery::Whole)
            }
        }
    }

    fn answer_as_foreign(&self, received: Received) -> Answer {
        let mut all = lock(&self.foreign);
        all.push(received);
        json(
            StatusCode::OK,
            &object! {"value": serde_json::json!([])},
            &Ids::new(all.len(), &HeaderMap::new()),
        )
    }
}
