//! Addresses that end with a colon: drive items by a path of names, and sites by host and path.
//!
//! Knows only the form of such addresses. Must not know a type of Graph.

use percent_encoding::utf8_percent_encode;

use super::path::RESERVED;
use super::{Path, RequestError, TypedPath};

impl Path {
    /// The path to the item that a relative path such as `folder/file 1.txt` names below the end of this path:
    /// `…:/folder/file%201.txt:`.
    ///
    /// Slashes separate names, and a slash at the beginning or end is ignored. All other special characters in a name
    /// are encoded. A name that is empty, `.` or `..` becomes an error when the path becomes a request.
    ///
    /// ```
    /// use graph_models_core::request::{Catalog, Path};
    ///
    /// static CATALOG: Catalog = Catalog { version: "v1.0", parts: &[] };
    ///
    /// let root: Path = Path::root(&CATALOG).to("/me/drive/root");
    /// let file: Path = root.by_names("a/b #1.txt");
    /// assert_eq!(file.add("/content", &[]).to_text()?, "/v1.0/me/drive/root:/a/b%20%231.txt:/content");
    ///
    /// // Below any item, like `drives("d").items("1").by_path("child.txt")`.
    /// let folder: Path = Path::root(&CATALOG).add("/drives/{id}/items/{id1}", &[&"d", &"1"]);
    /// let child: Path = folder.by_names("child.txt");
    /// assert_eq!(child.to_text()?, "/v1.0/drives/d/items/1:/child.txt:");
    /// # Ok::<(), graph_models_core::request::RequestError>(())
    /// ```
    pub fn by_names<P: TypedPath>(&self, names: impl AsRef<str>) -> P {
        let mut path = self.clone().requiring(&[]);
        // If this path already ends in names (`…:/a:`), the new names are added to them (`…:/a/b:`). Two such parts in
        // a row have no meaning.
        let is_open = path.text.ends_with(':');
        if is_open {
            path.text.pop();
            path.template.pop();
        } else {
            path.text.push(':');
            path.template.push(':');
        }
        path.names("path", names.as_ref());
        path.text.push(':');
        path.template.push_str(if is_open { ":" } else { "/{path}:" });
        P::from_path(path)
    }

    /// The path to the item at a host and a relative path: `/{host}:/sites/a:`. An empty relative path stands for the
    /// item at the host itself: `/{host}`.
    ///
    /// ```
    /// use graph_models_core::request::{Catalog, Path};
    ///
    /// static CATALOG: Catalog = Catalog { version: "v1.0", parts: &[] };
    ///
    /// let sites: Path = Path::root(&CATALOG).to("/sites");
    /// let site: Path = sites.by_host("contoso.sharepoint.com", "/sites/a b");
    /// assert_eq!(site.to_text()?, "/v1.0/sites/contoso.sharepoint.com:/sites/a%20b:");
    /// # Ok::<(), graph_models_core::request::RequestError>(())
    /// ```
    pub fn by_host<P: TypedPath>(&self, host: impl AsRef<str>, names: impl AsRef<str>) -> P {
        let host = self.add("/{host}", &[&host.as_ref()]);
        match names.as_ref().trim_matches('/') {
            "" => P::from_path(host),
            names => host.by_names(names),
        }
    }

    /// Appends the names of a relative path, each after a slash.
    pub(super) fn names(&mut self, key: &'static str, names: &str) {
        let names = names.strip_prefix('/').unwrap_or(names);
        let names = names.strip_suffix('/').unwrap_or(names);
        for (index, name) in names.split('/').enumerate() {
            if matches!(name, "" | "." | "..") {
                self.fail(RequestError::PathName { key, index });
            }
            self.text.push('/');
            self.text.extend(utf8_percent_encode(name, RESERVED));
        }
    }
}

/// The form of an Outlook id that can be used in a path: `-` for `/`, and `_` for `+`.
///
/// Ids from Exchange Web Services and from exports contain `/` and `+`, and the service refuses `%2F` in a path.
/// Graph's own ids of messages, events and contacts already have the returned form, and stay unchanged.
///
/// ```
/// use graph_models_core::request::outlook_id;
///
/// assert_eq!(outlook_id("AAMk/b+c="), "AAMk-b_c=");
/// ```
pub fn outlook_id(id: &str) -> String {
    id.replace('/', "-").replace('+', "_")
}

#[cfg(test)]
mod tests {
    use crate::request::{Argument, Catalog, Path, RequestError};

    static NOTHING: Catalog = Catalog { version: "v1.0", parts: &[] };

    fn root() -> Path {
        Path::root(&NOTHING).add("/drives/{id}/root", &[&"d"])
    }

    fn by_names(names: &str) -> Result<String, RequestError> {
        root().by_names::<Path>(names).to_text()
    }

    #[test]
    fn names_stay_in_their_segments() {
        for (names, encoded) in [
            ("a.txt", "a.txt"),
            ("/a/b/", "a/b"),
            ("a/b #1.txt", "a/b%20%231.txt"),
            ("50%/a:b?c", "50%25/a%3Ab%3Fc"),
            ("ü\\..", "%C3%BC%5C.."),
            ("it's\r\n", "it%27s%0D%0A"),
            ("a%2F..", "a%252F.."),
        ] {
            assert_eq!(by_names(names), Ok(format!("/v1.0/drives/d/root:/{encoded}:")));
        }
    }

    #[test]
    fn steps_are_no_names() {
        for (names, index) in [("", 0), ("/", 0), ("a//b", 1), ("../a", 0), ("a/.", 1), ("a/b/..", 2)] {
            assert_eq!(by_names(names), Err(RequestError::PathName { key: "path", index }), "{names}");
        }
    }

    #[test]
    fn a_path_below_a_path_is_one() {
        let path: Path = root().by_names::<Path>("a").by_names("b c");
        assert_eq!(path.to_text().as_deref(), Ok("/v1.0/drives/d/root:/a/b%20c:"));
        assert_eq!(path.template(), "/drives/{id}/root:/{path}:");
        let children = path.add("/children", &[]);
        assert_eq!(children.to_text().as_deref(), Ok("/v1.0/drives/d/root:/a/b%20c:/children"));
    }

    #[test]
    fn sites_stand_at_hosts() {
        let sites = Path::root(&NOTHING).add("/sites", &[]);
        let text = |host, names| sites.by_host::<Path>(host, names).to_text();
        assert_eq!(text("a.example", "").as_deref(), Ok("/v1.0/sites/a.example"));
        assert_eq!(text("a.example", "/sites/x").as_deref(), Ok("/v1.0/sites/a.example:/sites/x:"));
        assert_eq!(text("", "x"), Err(RequestError::EmptyKey { key: "host" }));
    }

    #[test]
    fn paths_in_arguments_keep_their_slashes() {
        let call = |path: &str| {
            let arguments = [("path", Argument::Names(&path))];
            Path::root(&NOTHING).function("/getByPath", &arguments).to_text()
        };
        assert_eq!(call("/sites/it's x").as_deref(), Ok("/v1.0/getByPath(path='/sites/it%27%27s%20x')"));
        assert_eq!(call("sites/x").as_deref(), Ok("/v1.0/getByPath(path='/sites/x')"));
        assert_eq!(call("/a/../b"), Err(RequestError::PathName { key: "path", index: 1 }));
    }
}
