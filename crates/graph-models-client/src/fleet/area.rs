//! The area of the service that a request belongs to: a service behind Graph, and perhaps a mailbox or drive in it.
//!
//! Each service behind Graph has its own limits. The services for mail and files have a limit for each mailbox or
//! drive.

use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};

use graph_models_core::request::{Service, Version, WithoutToken};
use http::Uri;

/// The segments below a user or group that are in a mailbox.
const OF_A_MAILBOX: &[&str] = &[
    "calendar",
    "calendargroups",
    "calendars",
    "calendarview",
    "contactfolders",
    "contacts",
    "conversations",
    "events",
    "findmeetingtimes",
    "inferenceclassification",
    "mailboxsettings",
    "mailfolders",
    "messages",
    "outlook",
    "sendmail",
    "threads",
    "todo",
];

/// An area of the service. It holds only hashes, so that it shows no id and its size does not depend on the length of
/// ids.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Area {
    /// The service, such as directory objects below `users`, or all mailboxes.
    pub(super) whole: u64,
    /// The mailbox or drive.
    pub(super) part: Option<u64>,
}

impl Area {
    /// The area of a request to the service, or of a request to the host of a pre-authenticated address.
    pub(crate) fn new<B>(service: &Service, request: &http::Request<B>) -> Self {
        match request.extensions().get::<WithoutToken>() {
            Some(_) => Self { whole: hash(&["//", request.uri().host().unwrap_or_default()]), part: None },
            None => Self::at(service, request.uri()),
        }
    }

    /// The area of a name.
    pub(super) fn named(name: &str) -> Self {
        Self { whole: hash(&[name]), part: None }
    }

    /// The area of a path: the segment behind the version, such as `users`, or the mailbox or drive.
    fn at(service: &Service, uri: &Uri) -> Self {
        let path = service.path_of(uri).and_then(|path| path.split('?').next()).unwrap_or_default();
        let mut segments = path.split('/').filter(|segment| !segment.is_empty());
        let first = segments.find(|segment| Version::from_name(segment).is_none()).unwrap_or_default();
        let (name, key) = match first.split_once('(') {
            Some((name, key)) => (name, Some(key.trim_end_matches(')').trim_matches('\''))),
            None => (first, None),
        };
        let mut id = || key.or_else(|| segments.next()).unwrap_or_default();
        let (id, has_drives_only) = match name {
            "me" => ("", false),
            "users" | "groups" => (id(), false),
            "sites" => (id(), true),
            "drives" => match id() {
                "" => return Self::named(name),
                id => return Self { whole: hash(&["drives"]), part: Some(hash(&[id])) },
            },
            _ => return Self::named(name),
        };
        let below = segments.next().and_then(|below| below.split(['(', ':']).next()).unwrap_or_default();
        let below = below.to_ascii_lowercase();
        let whole = match below.as_str() {
            "drive" | "drives" => "drives",
            below if !has_drives_only && OF_A_MAILBOX.contains(&below) => "mailboxes",
            _ => return Self::named(name),
        };
        Self { whole: hash(&[whole]), part: Some(hash(&[name, id])) }
    }

    /// The range of all areas that belong to the same service.
    pub(super) fn all_parts(self) -> std::ops::RangeInclusive<Self> {
        Self { part: Some(0), ..self }..=Self { part: Some(u64::MAX), ..self }
    }
}

/// A hash of texts, without regard to case.
fn hash(texts: &[&str]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for text in texts {
        text.to_ascii_lowercase().hash(&mut hasher);
    }
    hasher.finish()
}

/// Shows no id, and no hash of one.
impl fmt::Debug for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.part.is_some() { "Area(part)" } else { "Area" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(root: &str, uri: &str) -> Area {
        Area::at(&Service::with_root(root).unwrap(), &uri.parse().unwrap())
    }

    fn graph(path: &str) -> Area {
        area("https://graph.microsoft.com", &format!("https://graph.microsoft.com/v1.0/{path}"))
    }

    #[test]
    fn an_area_is_the_first_segment_below_the_version() {
        assert_eq!(graph("users/1?$top=5"), Area::named("users"));
        assert_eq!(
            area("https://gw.example/graph", "https://gw.example/graph/beta/teams('1')/x"),
            Area::named("teams")
        );
        assert_eq!(area("https://gw.example", "https://gw.example/v1.0/$batch"), Area::named("$batch"));
        for path in ["users", "users/1", "users/1/memberOf", "users('1')/manager", "users/delta", "Users/1"] {
            assert_eq!(graph(path), Area::named("users"), "{path}");
        }
        assert_eq!(graph("me"), Area::named("me"));
        assert_eq!(graph("drives"), Area::named("drives"));
        assert_eq!(graph("sites/1/lists"), Area::named("sites"));
    }

    #[test]
    fn nothing_shows_an_id() {
        assert_eq!(format!("{:?} {:?}", graph("users/secret/messages"), graph("users")), "Area(part) Area");
    }

    #[test]
    fn a_mailbox_and_a_drive_are_parts() {
        let mailbox = graph("users/1/messages");
        assert!(mailbox.part.is_some() && mailbox.whole == Area::named("mailboxes").whole);
        for path in ["users('1')/mailFolders/2", "users/1/messages?$top=5", "users/1/calendarView"] {
            assert_eq!(graph(path), mailbox, "{path}");
        }
        for path in ["users/2/messages", "groups/1/conversations", "me/messages"] {
            let other = graph(path);
            assert!(other.whole == mailbox.whole && other.part.is_some() && other != mailbox, "{path}");
        }
        let drive = graph("users/1/drive/root:/a/b:/content");
        assert_eq!(drive, graph("users/1/drives/5"));
        for path in ["drives/1/items/2", "drives('1')/root", "sites/1/drive/root", "me/drive/root"] {
            let other = graph(path);
            assert!(other.whole == drive.whole && other.part.is_some() && other != drive, "{path}");
        }
        assert_eq!(graph("drives/a/items/2"), graph("drives('A')/root"));
    }
}
