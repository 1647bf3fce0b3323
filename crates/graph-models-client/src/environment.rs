//! Reads the service and the token from the environment of the program: for scripts, examples and first experiments.

use std::error::Error;
use std::ffi::OsString;
use std::fmt;

use graph_models_core::request::{RequestError, Service};

use crate::{Token, TokenError, TransportError};

/// The variable with the access token.
const TOKEN: &str = "GRAPH_TOKEN";
/// The variable with the root of the service.
const ROOT: &str = "GRAPH_ROOT";

/// Returns the service and the token that the variables name. Without a root, the service is the global one.
///
/// A root that is empty is an error: a script that forgot to set it would send its requests to the real service.
pub(crate) fn read(
    variable: impl Fn(&'static str) -> Option<OsString>,
) -> Result<(Service, Token), EnvironmentError> {
    let text = |name| match variable(name).map(OsString::into_string) {
        Some(Ok(text)) => Ok(Some(text)),
        Some(Err(_)) => Err(EnvironmentError::NotText { variable: name }),
        None => Ok(None),
    };
    let service = match text(ROOT)? {
        Some(root) => Service::with_root(&root).map_err(EnvironmentError::Root)?,
        None => Service::global(),
    };
    let token = text(TOKEN)?.ok_or(EnvironmentError::Missing { variable: TOKEN })?;
    Ok((service, Token::new(token).map_err(EnvironmentError::Token)?))
}

/// The reason why the environment of the program gives no client. No message shows the token.
#[derive(Debug)]
#[non_exhaustive]
pub enum EnvironmentError {
    /// A variable is not set.
    Missing {
        /// The name of the variable.
        variable: &'static str,
    },
    /// The value of a variable is not Unicode.
    NotText {
        /// The name of the variable.
        variable: &'static str,
    },
    /// The value of `GRAPH_TOKEN` is no token.
    Token(TokenError),
    /// The value of `GRAPH_ROOT` is no root of a service.
    Root(RequestError),
    /// The HTTP client cannot be made.
    Transport(TransportError),
}

impl fmt::Display for EnvironmentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { variable } => write!(f, "the environment variable `{variable}` is not set"),
            Self::NotText { variable } => write!(f, "the environment variable `{variable}` is not Unicode"),
            Self::Token(error) => write!(f, "the environment variable `{TOKEN}`: {error}"),
            Self::Root(error) => write!(f, "the environment variable `{ROOT}`: {error}"),
            Self::Transport(error) => error.fmt(f),
        }
    }
}

impl Error for EnvironmentError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Missing { .. } | Self::NotText { .. } => None,
            // The messages of these errors are part of the message above.
            Self::Token(error) => error.source(),
            Self::Root(error) => error.source(),
            Self::Transport(error) => error.source(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_from(variables: &[(&str, &str)]) -> Result<(Service, Token), String> {
        let value = |name| variables.iter().find(|(it, _)| *it == name).map(|(_, value)| value.into());
        read(value).map_err(|error| error.to_string())
    }

    #[test]
    fn the_service_is_the_global_one_unless_a_root_is_set() {
        let (service, token) = read_from(&[(TOKEN, " opaque\n")]).unwrap();
        assert_eq!(service, Service::global());
        assert_eq!(token, Token::new("opaque").unwrap());
        let (service, _) = read_from(&[(TOKEN, "opaque"), (ROOT, "http://127.0.0.1:8080/")]).unwrap();
        assert_eq!(service.root(), "http://127.0.0.1:8080");
    }

    #[test]
    fn an_error_names_the_variable_and_not_the_token() {
        let cases: [(&[(&str, &str)], &str); 4] = [
            (&[], "the environment variable `GRAPH_TOKEN` is not set"),
            (&[(TOKEN, "")], "the environment variable `GRAPH_TOKEN`: no access token: the token is empty"),
            (
                &[(TOKEN, "opa que")],
                "the environment variable `GRAPH_TOKEN`: no access token: the token has characters that no token has",
            ),
            (&[(TOKEN, "opaque"), (ROOT, "")], "the environment variable `GRAPH_ROOT`: "),
        ];
        for (variables, expected) in cases {
            let error = read_from(variables).unwrap_err();
            assert!(error.starts_with(expected), "{error}");
            assert!(!error.contains("opa"), "{error}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_value_that_is_no_text_is_an_error() {
        use std::os::unix::ffi::OsStringExt;

        let error = read(|_| Some(OsString::from_vec(vec![0xff]))).unwrap_err();
        assert_eq!(error.to_string(), "the environment variable `GRAPH_ROOT` is not Unicode");
    }
}
