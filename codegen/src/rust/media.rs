//! Requests on streams.

/// A request on a stream, as the catalog names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MediaRequest {
    /// The content is read.
    Read,
    /// The content is replaced.
    Write,
    /// The content is changed.
    Change,
    /// The content is deleted.
    Delete,
}

impl MediaRequest {
    const ALL: [Self; 4] = [Self::Read, Self::Write, Self::Change, Self::Delete];

    /// The request with an HTTP method.
    pub(crate) fn of_method(method: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.method() == method)
    }

    /// The request that has a name in the catalog.
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    /// The name in the catalog.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Read => "media",
            Self::Write => "write_media",
            Self::Change => "change_media",
            Self::Delete => "delete_media",
        }
    }

    /// The HTTP method.
    pub(crate) fn method(self) -> &'static str {
        match self {
            Self::Read => "GET",
            Self::Write => "PUT",
            Self::Change => "PATCH",
            Self::Delete => "DELETE",
        }
    }

    /// Returns true if the request deletes the content.
    pub(crate) fn deletes(self) -> bool {
        self == Self::Delete
    }
}
