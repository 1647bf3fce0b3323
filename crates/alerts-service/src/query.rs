//! System query options that the reference documents for these requests.

use percent_encoding::percent_decode_str;

use crate::answer::Failure;
use crate::filter::Filter;

/// The options of a request, or of an expanded property.
#[derive(Debug, Default)]
pub(crate) struct Query {
    pub(crate) select: Vec<String>,
    pub(crate) expand: Vec<Expand>,
    pub(crate) filter: Option<Filter>,
    pub(crate) top: Option<usize>,
    pub(crate) skip: usize,
    pub(crate) count: bool,
}

/// An expanded property.
#[derive(Debug)]
pub(crate) struct Expand {
    /// The name of the property; `*` stands for all.
    pub(crate) name: String,
    pub(crate) query: Query,
}

impl Query {
    /// Reads the query of a URL.
    pub(crate) fn from_url(text: &str) -> Result<Self, Failure> {
        let options = text.split('&').filter(|option| !option.is_empty()).map(|option| {
            let (name, value) = option.split_once('=').unwrap_or((option, ""));
            let decode = |text: &str| {
                let decoded = percent_decode_str(&text.replace('+', " ")).decode_utf8().map(String::from);
                decoded.map_err(|_| Failure::bad_request("The query is not UTF-8."))
            };
            Ok((decode(name)?, decode(value)?))
        });
        Self::from_options(options)
    }

    fn from_options(
        options: impl Iterator<Item = Result<(String, String), Failure>>,
    ) -> Result<Self, Failure> {
        let mut query = Self::default();
        let mut seen = Vec::new();
        for option in options {
            let (name, value) = option?;
            if seen.contains(&name) {
                return Err(Failure::bad_request(format!("The query option '{name}' stands twice.")));
            }
            match name.as_str() {
                "$select" => query.select = split(&value, ',').into_iter().map(str::to_owned).collect(),
                "$expand" => {
                    query.expand =
                        split(&value, ',').into_iter().map(Expand::parse).collect::<Result<_, _>>()?;
                }
                "$filter" => query.filter = Some(Filter::parse(&value)?),
                "$top" => query.top = Some(number(&name, &value)?),
                "$skip" => query.skip = number(&name, &value)?,
                "$count" => query.count = value == "true",
                _ => {
                    let message = format!("The query option '{name}' is not supported for this resource.");
                    return Err(Failure::bad_request(message));
                }
            }
            seen.push(name);
        }
        Ok(query)
    }

    /// Refuses options that only lists have.
    pub(crate) fn for_one(self) -> Result<Self, Failure> {
        match self.filter.is_some() || self.top.is_some() || self.skip > 0 || self.count {
            true => Err(Failure::bad_request("$filter, $top, $skip and $count are for collections only.")),
            false => Ok(self),
        }
    }
}

impl Expand {
    /// Reads `name` or `name($select=a,b;$expand=c)`.
    fn parse(text: &str) -> Result<Self, Failure> {
        let Some((name, options)) = text.split_once('(') else {
            return Ok(Self { name: text.trim().to_owned(), query: Query::default() });
        };
        let options = options
            .strip_suffix(')')
            .ok_or_else(|| Failure::bad_request("A parenthesis of $expand is open."))?;
        let options = split(options, ';').into_iter().map(|option| {
            let (name, value) = option.split_once('=').unwrap_or((option, ""));
            Ok((name.to_owned(), value.to_owned()))
        });
        Ok(Self { name: name.trim().to_owned(), query: Query::from_options(options)? })
    }
}

fn number(name: &str, value: &str) -> Result<usize, Failure> {
    value.parse().map_err(|_| Failure::bad_request(format!("The value of '{name}' is not a number.")))
}

/// Splits a text at separators outside parentheses, and trims the parts.
fn split(text: &str, separator: char) -> Vec<&str> {
    let mut depth = 0_usize;
    let parts = text.split(|character| {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        character == separator && depth == 0
    });
    parts.map(str::trim).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::Query;

    #[test]
    fn options_of_expanded_properties_are_their_own() {
        let query =
            Query::from_url("$expand=alertIncidents($select=id,roleDisplayName;$top=2),alertDefinition");
        let query = query.expect("it is a query");
        let names: Vec<&str> = query.expand.iter().map(|expand| expand.name.as_str()).collect();
        assert_eq!(names, ["alertIncidents", "alertDefinition"]);
        assert_eq!(query.expand[0].query.select, ["id", "roleDisplayName"]);
        assert_eq!(query.expand[0].query.top, Some(2));
    }

    #[test]
    fn what_the_service_does_not_know_is_an_error() {
        for text in ["$search=x", "$top=many", "$top=1&$top=2", "$expand=a(", "$filter=%ff"] {
            assert!(Query::from_url(text).is_err(), "{text}");
        }
    }
}
