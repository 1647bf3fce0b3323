//! Puts texts of a program into the address of a request.

use graph_models_core::edm::Json;
use graph_models_core::request::query::Query;
use graph_models_core::request::{Argument, Catalog, List, Operation, Path, Prefer, Service, WithOptions};
use percent_encoding::percent_decode_str;
use url::Url;

use crate::parts::lines;
use crate::sample::SimpleIncident;

static CATALOG: Catalog = Catalog { version: "v1.0", parts: &[] };

/// Checks that each key, argument and option stays in its own segment or query option, and that the request goes to the
/// service. The input has one text in each line.
pub fn requests(data: &[u8]) -> bool {
    let lines = lines(data);
    let text = |index: usize| lines.get(index).map_or("", String::as_str);
    let mut is_made = keys(text(0), text(1));
    is_made |= options(text(0), text(1), text(2));
    is_made |= arguments(text(0), text(1));
    is_made |= names(text(0), text(1));
    headers(text(0), text(1));
    service(text(0), text(1));
    is_made
}

/// The address of a request, as another reader sees it.
fn sent(
    service: &Service,
    path: &Path,
    query: Query<SimpleIncident>,
    further: Option<(&str, &str)>,
) -> Option<Url> {
    let mut list = List::<SimpleIncident>::new(path).query(query);
    if let Some((name, value)) = further {
        list = list.with_query_option(name, value);
    }
    let request = list.to_http(service).ok()?;
    let url = Url::parse(&request.uri().to_string()).unwrap();
    let root = Url::parse(service.root()).unwrap();
    assert_eq!((url.scheme(), url.host(), url.port()), (root.scheme(), root.host(), root.port()), "{url}");
    assert!(url.username().is_empty() && url.password().is_none() && url.fragment().is_none(), "{url}");
    Some(url)
}

fn segments(url: &Url) -> Vec<String> {
    let decoded = |segment| percent_decode_str(segment).decode_utf8().unwrap().into_owned();
    url.path_segments().unwrap().map(decoded).collect()
}

fn keys(first: &str, second: &str) -> bool {
    let path = Path::root(&CATALOG)
        .add("/users/{id}/messages", &[&first])
        .add("/{message_id}/parts/x(key='{key}')", &[&second, &second]);
    let Some(url) = sent(&Service::global(), &path, Query::new(), None) else {
        // Only an empty key, a key that is a dot segment, and a very long key may be refused.
        assert!([first, second].iter().any(|key| matches!(*key, "" | "." | "..") || key.len() > 1000));
        return false;
    };
    let last = format!("x(key='{}')", second.replace('\'', "''"));
    assert_eq!(segments(&url), ["v1.0", "users", first, "messages", second, "parts", &last], "{url}");
    assert_eq!(url.query(), None);
    true
}

fn options(filter: &str, value: &str, name: &str) -> bool {
    let path = Path::root(&CATALOG).add("/users", &[]);
    let query = Query::new()
        .filter(SimpleIncident::ID.eq(filter))
        .search(value)
        .option("$skiptoken", value)
        .order_by_raw(filter);
    let mut wanted = vec![
        ("$filter".to_owned(), format!("id eq '{}'", filter.replace('\'', "''"))),
        ("$orderby".to_owned(), filter.to_owned()),
        ("$search".to_owned(), value.to_owned()),
        ("$skiptoken".to_owned(), value.to_owned()),
    ];
    let Some(plain) = sent(&Service::global(), &path, query.clone(), None) else { return false };
    assert_eq!(pairs(&plain), wanted, "{plain}");
    if let Some(url) = sent(&Service::global(), &path, query, Some((name, value))) {
        wanted.push((name.to_owned(), value.to_owned()));
        wanted.sort();
        assert_eq!(pairs(&url), wanted, "{url}");
    }
    true
}

fn pairs(url: &Url) -> Vec<(String, String)> {
    assert_eq!(segments(url), ["v1.0", "users"], "{url}");
    let mut pairs: Vec<_> = url.query_pairs().map(|(name, value)| (name.into(), value.into())).collect();
    pairs.sort();
    pairs
}

fn arguments(text: &str, plain: &str) -> bool {
    let json = Json::from(serde_json::Value::from(vec![plain, text]));
    let arguments = [
        ("text", Argument::Text(&text)),
        ("plain", Argument::Plain(&plain)),
        ("none", Argument::Absent),
        ("json", Argument::Json(&json)),
    ];
    let path = Path::root(&CATALOG).function("/f", &arguments);
    let Some(url) = sent(&Service::global(), &path, Query::new(), None) else { return false };
    let segment = format!("f(text='{}',plain={plain},json=@json)", text.replace('\'', "''"));
    assert_eq!(segments(&url), ["v1.0", &segment], "{url}");
    let pairs: Vec<_> = url.query_pairs().collect();
    assert_eq!(pairs.len(), 1, "{url}");
    assert_eq!(pairs[0].0, "@json", "{url}");
    let sent: serde_json::Value = serde_json::from_str(&pairs[0].1).unwrap();
    assert_eq!(sent, serde_json::json!([plain, text]), "{url}");
    true
}

fn names(first: &str, second: &str) -> bool {
    let path: Path = Path::root(&CATALOG).add("/me/drive/root", &[]).by_names(first);
    let path: Path = path.by_names(second);
    let Some(url) = sent(&Service::global(), &path, Query::new(), None) else { return false };
    let trimmed = |names: &str| {
        let names = names.strip_prefix('/').unwrap_or(names).to_owned();
        names.strip_suffix('/').map(str::to_owned).unwrap_or(names)
    };
    let all = format!("v1.0/me/drive/root:/{}/{}:", trimmed(first), trimmed(second));
    assert_eq!(segments(&url).join("/"), all, "{url}");
    true
}

/// Checks that a text in a header does not end the header.
fn headers(name: &str, value: &str) {
    let list = List::<SimpleIncident>::new(&Path::root(&CATALOG).add("/users", &[]))
        .header(name, value)
        .prefer(Prefer::other("x", Some(value)))
        .if_match(value)
        .workbook_session(value);
    let Ok(request) = list.to_http(&Service::global()) else { return };
    let headers = request.headers();
    assert!(!headers.contains_key("authorization") && !headers.contains_key("host"), "{name}");
    if !name.eq_ignore_ascii_case("prefer") && !name.eq_ignore_ascii_case("workbook-session-id") {
        // Spaces around a value are no part of it (RFC 9110, 5.5).
        let sent = headers.get(name).map(|value| value.as_bytes().trim_ascii());
        assert_eq!(sent, Some(value.as_bytes().trim_ascii()), "{name}");
    }
}

/// Checks that all requests go to addresses below an accepted root.
fn service(root: &str, key: &str) {
    let (Ok(service), Ok(anywhere)) = (Service::with_root(root), Service::with_plain_http(root)) else {
        return;
    };
    assert_eq!(service.root(), anywhere.root());
    if Url::parse(service.root()).is_err() {
        // No client sends anything to a name that cannot be decoded.
        assert!(root.to_ascii_lowercase().contains("xn--"), "{root}");
        return;
    }
    let path = Path::root(&CATALOG).add("/users/{id}", &[&key]);
    let Some(url) = sent(&service, &path, Query::new(), None) else { return };
    let start = Url::parse(service.root()).unwrap();
    let start = start.path().trim_end_matches('/').to_owned() + "/v1.0/users/";
    assert!(url.path().starts_with(&start), "{url} of {root}");
    assert!(url.scheme() == "https" || service.is_plain_loopback(), "{url}");
}
