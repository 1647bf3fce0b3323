//! Query options without which the service refuses a request.

use super::RequestError;
use super::query::encode;

/// Returns an error if the query lacks one of the options. A token of an earlier answer contains all of them.
pub(super) fn check(required: &[&'static str], query: &str) -> Result<(), RequestError> {
    if required.is_empty() {
        return Ok(());
    }
    let given: Vec<_> = encode::names(query).collect();
    if given.iter().any(|name| name.to_ascii_lowercase().ends_with("token")) {
        return Ok(());
    }
    let has = |name: &str| given.iter().any(|given| given.eq_ignore_ascii_case(name));
    match required.iter().find(|name| !has(name)) {
        Some(name) => Err(RequestError::MissingOption { name }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::request::RequestError;

    const WINDOW: &[&str] = &["startDateTime", "endDateTime"];

    #[test]
    fn all_options_are_needed_unless_a_token_has_them() {
        let missing = |name| Err(RequestError::MissingOption { name });
        assert_eq!(check(WINDOW, ""), missing("startDateTime"));
        assert_eq!(check(WINDOW, "%24top=3&startDateTime=x"), missing("endDateTime"));
        assert_eq!(check(WINDOW, "startdatetime=x&enddatetime=y"), Ok(()));
        assert_eq!(check(WINDOW, "%24filter=a%20eq%20%27token%3D%27"), missing("startDateTime"));
        for token in ["%24skiptoken=x", "$deltatoken=latest", "token=latest"] {
            assert_eq!(check(WINDOW, token), Ok(()), "{token}");
        }
        assert_eq!(check(&[], ""), Ok(()));
    }

    #[test]
    fn options_of_the_system_are_found_in_both_forms() {
        for query in ["%24filter=a", "$filter=a", "x=1&%24Filter=a"] {
            assert_eq!(check(&["$filter"], query), Ok(()), "{query}");
        }
        assert_eq!(check(&["$filter"], "filter=a"), Err(RequestError::MissingOption { name: "$filter" }));
    }
}
