//! What an operation is, its way to HTTP, and back.

use std::fmt;

use bytes::Bytes;
use http::{Method, header};

use super::members::{INCLUDE_UNKNOWN_ENUM_MEMBERS, Needs};
use super::{Answer, GraphError, RequestError, Service, answer, path};
use crate::encode;
use crate::model::Model;

/// A request as a value.
pub trait Operation {
    /// What a successful answer holds.
    type Response: Answer;

    /// What is known of every request of this type.
    fn info(&self) -> &'static OperationInfo;

    /// The keys of the path: placeholder and value.
    fn keys(&self) -> Vec<(&'static str, &str)>;

    /// The body, if requests of this type have one.
    fn body(&self) -> Option<&dyn Model> {
        None
    }

    /// The path and query below the root of a service, the version first.
    ///
    /// # Errors
    ///
    /// If a key is empty or a step in a path.
    fn path(&self) -> Result<String, RequestError> {
        let info = self.info();
        let path = path::fill(info.path, &self.keys())?;
        Ok(format!("/{}{path}", info.version))
    }

    /// The request for any HTTP client. It has no authorization yet.
    ///
    /// # Errors
    ///
    /// If a key cannot stand in a path, the URL is too long, or the body cannot be written or holds
    /// `unknownFutureValue`.
    fn to_http(&self, service: &Service) -> Result<http::Request<Bytes>, RequestError> {
        let uri = format!("{}{}", service.root(), self.path()?);
        let request = http::Request::builder().method(&self.info().method).uri(uri);
        let request = request.header(header::ACCEPT, "application/json");
        let built = match self.body() {
            Some(body) => {
                let needs = Needs::of(body);
                if let Some(property) = needs.sentinel {
                    return Err(RequestError::Sentinel { property });
                }
                let request = match needs.preference {
                    true => request.header("prefer", INCLUDE_UNKNOWN_ENUM_MEMBERS),
                    false => request,
                };
                let mut bytes = Vec::new();
                encode::model(body, &mut serde_json::Serializer::new(&mut bytes))
                    .map_err(|error| RequestError::Body { reason: error.to_string() })?;
                request.header(header::CONTENT_TYPE, "application/json").body(Bytes::from(bytes))
            }
            None => request.body(Bytes::new()),
        };
        built.map_err(|error| RequestError::InvalidUri { reason: error.to_string() })
    }

    /// Reads the answer. Any 2xx is a success.
    ///
    /// # Errors
    ///
    /// The status is no success, or the body is not what the operation returns.
    fn decode<B: AsRef<[u8]>>(&self, response: http::Response<B>) -> Result<Self::Response, GraphError>
    where
        Self: Sized,
    {
        answer::decode(response)
    }
}

/// What is known of every request of a type.
#[derive(Debug)]
pub struct OperationInfo {
    /// Qualified CSDL name of the action.
    pub name: &'static str,
    /// The version of the service that has it: `beta` or `v1.0`.
    pub version: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path below the version, with a placeholder `{name}` for each key.
    pub path: &'static str,
    /// What it is bound to.
    pub binding: Binding,
    /// Scopes that allow it on behalf of a signed-in user.
    pub delegated: Scopes,
    /// Scopes that allow it to an application by itself.
    pub application: Scopes,
    /// Microsoft Entra roles any one of which the signed-in user needs.
    pub roles: &'static [&'static str],
    /// The clouds that offer it.
    pub clouds: &'static [Cloud],
    /// The HTTP statuses of success.
    pub statuses: &'static [u16],
    /// Whether the work goes on after the answer.
    pub is_long_running: bool,
    /// Its page in the reference.
    pub documentation: Option<&'static str>,
}

/// What an operation is bound to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Binding {
    /// Qualified CSDL name of the type.
    pub type_name: &'static str,
    /// Whether it is bound to a collection of it.
    pub is_collection: bool,
}

/// OAuth scopes any one of which allows a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scopes {
    /// Those that allow least beside it.
    pub least: &'static [&'static str],
    /// Others that allow it too.
    pub higher: &'static [&'static str],
}

/// A cloud that Graph is offered in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Cloud {
    /// The worldwide cloud.
    Global,
    /// US Government L4.
    UsGovL4,
    /// US Government L5 (DoD).
    UsGovL5,
    /// China, operated by 21Vianet.
    China,
}

impl fmt::Display for Cloud {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Global => "global",
            Self::UsGovL4 => "US Government L4",
            Self::UsGovL5 => "US Government L5",
            Self::China => "China",
        })
    }
}
