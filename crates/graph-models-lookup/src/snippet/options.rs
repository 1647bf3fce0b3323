//! Query options and headers of a request, as methods of its call.

use super::program::Program;
use super::value::field;
use super::{Asked, NoSnippet};
use crate::call::segments::outside;
use crate::call::{End, Found};
use graph_models_codegen::rust::{Access, Response, Struct};
use graph_models_codegen::text::rust::Quoted;

/// The most properties that one `$select` takes as a tuple.
const MOST_IN_TUPLE: usize = 12;

impl<'v> Program<'_, 'v> {
    /// The chained method calls that set the options and headers of the request.
    pub(super) fn options(&mut self, found: &Found<'v>, asked: &Asked) -> Result<String, NoSnippet> {
        let mut chain = String::new();
        // The runtime always sends the filter that the service requires.
        let insisted = self.calls.facts(&asked.method, found).and_then(|facts| facts.filter.as_deref());
        let is_asked =
            |(name, value): &&(String, String)| name != "$filter" || insisted != Some(value.as_str());
        if takes_query(found.end) {
            let structure = match found.end {
                End::Resource(_, Some(entity)) => self.calls.types.structure(entity),
                _ => None,
            };
            let links: String = asked
                .options
                .iter()
                .filter(is_asked)
                .map(|option| self.query_link(structure, option))
                .collect();
            if !links.is_empty() {
                chain.push_str(&format!(".query(Query::new(){links})"));
            }
        } else {
            for (name, value) in &asked.options {
                // The target is already the argument of the call.
                if name == "$id" && matches!(found.end, End::Reference) {
                    continue;
                }
                if is_typed(name) {
                    return Err(NoSnippet::NoOption(name.clone()));
                }
                chain.push_str(&format!(".with_query_option({}, {})", Quoted(name), Quoted(value)));
            }
        }
        for (name, value) in &asked.headers {
            chain.push_str(&self.header(name, value));
        }
        Ok(chain)
    }

    /// The method of `Query` for an option.
    fn query_link(&mut self, structure: Option<&'v Struct>, (name, value): &(String, String)) -> String {
        let each = |method: &str| {
            let links: Vec<_> = items(value).map(|item| format!(".{method}({})", Quoted(item))).collect();
            links.concat()
        };
        let number = value.parse::<u64>().ok();
        match (name.to_ascii_lowercase().as_str(), number) {
            ("$select", _) => self.selected(structure, value).unwrap_or_else(|| each("select_raw")),
            ("$expand", _) if value == "*" => ".expand_all()".to_owned(),
            ("$expand", _) => self.expanded(structure, value).unwrap_or_else(|| each("expand_raw")),
            ("$filter", _) => format!(".filter_raw({})", Quoted(value)),
            ("$orderby", _) => each("order_by_raw"),
            ("$search", _) => format!(".search({})", Quoted(value)),
            ("$top", Some(items)) => format!(".top({items})"),
            ("$skip", Some(items)) => format!(".skip({items})"),
            ("$count", _) if value == "true" => ".count()".to_owned(),
            _ => format!(".option({}, {})", Quoted(name), Quoted(value)),
        }
    }

    /// `$select` of properties that the type declares.
    fn selected(&mut self, structure: Option<&'v Struct>, value: &str) -> Option<String> {
        let structure = structure?;
        let fields = items(value).map(|name| {
            let found = field(structure, name).filter(|field| field.wire == name);
            found.filter(|field| field.access() != Access::Navigation)
        });
        let fields: Vec<_> = fields.collect::<Option<_>>()?;
        if fields.len() > MOST_IN_TUPLE {
            return None;
        }
        let ty = self.ty(&structure.path);
        for field in &fields {
            self.needs(&field.gate);
        }
        let constants: Vec<_> = fields.iter().map(|field| format!("{ty}::{}", field.constant)).collect();
        Some(match constants.as_slice() {
            [one] => format!(".select({one})"),
            several => format!(".select(({}))", several.join(", ")),
        })
    }

    /// `$expand` of navigation properties that the type declares, if the option names no nested options.
    fn expanded(&mut self, structure: Option<&'v Struct>, value: &str) -> Option<String> {
        let structure = structure?;
        let fields = items(value)
            .map(|name| field(structure, name).filter(|field| field.wire == name && field.is_expanded()));
        let fields: Vec<_> = fields.collect::<Option<_>>()?;
        let ty = self.ty(&structure.path);
        for field in &fields {
            self.needs(&field.gate);
        }
        let links: Vec<_> = fields.iter().map(|field| format!(".expand({ty}::{})", field.constant)).collect();
        Some(links.concat())
    }

    /// The method that sets a header. The client itself sets the token and the headers that describe the body.
    fn header(&mut self, name: &str, value: &str) -> String {
        let of = |method: &str| format!(".{method}({})", Quoted(value));
        match name.to_ascii_lowercase().as_str() {
            "authorization" | "content-type" | "content-length" | "host" | "connection" => String::new(),
            "consistencylevel" if value == "eventual" => ".eventual()".to_owned(),
            "if-match" => of("if_match"),
            "if-none-match" => of("if_none_match"),
            "workbook-session-id" => of("workbook_session"),
            "client-request-id" => of("client_request_id"),
            "accept" => of("accept"),
            "prefer" => match preference(value) {
                Some(preference) => {
                    self.uses_crate("request::Prefer");
                    format!(".prefer(Prefer::{preference})")
                }
                None => format!(".header(\"Prefer\", {})", Quoted(value)),
            },
            _ => format!(".header({}, {})", Quoted(name), Quoted(value)),
        }
    }
}

/// Returns true if the request has a method `query`.
fn takes_query(end: End<'_>) -> bool {
    match end {
        End::Resource(request, _) => !["delete", "replace"].contains(&request),
        End::Call(request) => matches!(request.response, Response::Model(_) | Response::Page(_)),
        End::Path
        | End::Reference
        | End::ReadReference
        | End::ReadMedia(_)
        | End::WriteMedia(_)
        | End::DeleteMedia(_)
        | End::Value => false,
    }
}

/// Returns true for the options that only `Query` sets.
fn is_typed(name: &str) -> bool {
    const TYPED: [&str; 8] =
        ["$count", "$expand", "$filter", "$orderby", "$search", "$select", "$skip", "$top"];
    TYPED.iter().any(|typed| typed.eq_ignore_ascii_case(name))
}

/// The constructor of a preference that Graph knows.
fn preference(value: &str) -> Option<String> {
    let (name, value) = value.split_once('=').map_or((value, ""), |(name, value)| (name, value));
    let bare = value.trim_matches('"');
    Some(match (name.trim().to_ascii_lowercase().as_str(), bare) {
        _ if value.contains([',', ';']) => return None,
        ("outlook.timezone", zone) if value.starts_with('"') => format!("time_zone({})", Quoted(zone)),
        ("outlook.body-content-type", "text") => "text_bodies()".to_owned(),
        ("outlook.body-content-type", "html") => "html_bodies()".to_owned(),
        ("idtype", "ImmutableId") => "immutable_ids()".to_owned(),
        ("odata.maxpagesize", items) => format!("max_page_size({})", items.parse::<u32>().ok()?),
        ("respond-async", "") => "respond_async()".to_owned(),
        ("return", "minimal") => "return_minimal()".to_owned(),
        ("return", "representation") => "return_representation()".to_owned(),
        ("include-unknown-enum-members", "") => "unknown_enum_members()".to_owned(),
        _ => return None,
    })
}

/// The items of a list, separated by commas.
fn items(list: &str) -> impl Iterator<Item = &str> {
    outside(list, ',').map(str::trim).filter(|item| !item.is_empty())
}

#[cfg(test)]
mod tests {
    use super::preference;

    #[test]
    fn preferences_of_graph_have_constructors() {
        let zone = preference("outlook.timezone=\"Pacific Standard Time\"");
        assert_eq!(zone.as_deref(), Some("time_zone(\"Pacific Standard Time\")"));
        assert_eq!(preference("odata.maxpagesize=5").as_deref(), Some("max_page_size(5)"));
        assert_eq!(preference("outlook.timezone=\"UTC\", IdType=\"ImmutableId\""), None);
        assert_eq!(preference("odata.maxpagesize=many"), None);
    }
}
