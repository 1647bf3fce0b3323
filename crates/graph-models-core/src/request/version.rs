//! The versions of Graph.

use std::fmt;

/// A version of Graph. It is the first segment of a path below the root of a service.
///
/// ```
/// use graph_models_core::request::Version;
///
/// assert_eq!(Version::from_path("/beta/identityGovernance"), Some(Version::Beta));
/// assert_eq!(Version::V1.to_string(), "v1.0");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Version {
    /// `v1.0`: no changes that break clients.
    V1,
    /// `beta`: the version may change at any time.
    Beta,
}

impl Version {
    /// All versions.
    pub const ALL: [Self; 2] = [Self::V1, Self::Beta];

    /// The version as a path segment.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::V1 => "v1.0",
            Self::Beta => "beta",
        }
    }

    /// The version with that name, in upper or lower case.
    pub fn from_name(segment: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|version| version.as_str().eq_ignore_ascii_case(segment))
    }

    /// The version at the beginning of a path below the root of a service.
    pub fn from_path(path: &str) -> Option<Self> {
        Self::from_name(path.strip_prefix('/')?.split(['/', '?']).next()?)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::Version;

    #[test]
    fn a_version_is_a_whole_segment() {
        for (path, version) in [
            ("/beta", Some(Version::Beta)),
            ("/beta/x", Some(Version::Beta)),
            ("/V1.0?x", Some(Version::V1)),
            ("/betas/x", None),
            ("beta/x", None),
            ("/", None),
            ("", None),
        ] {
            assert_eq!(Version::from_path(path), version, "{path}");
        }
    }
}
