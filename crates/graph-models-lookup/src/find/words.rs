//! The words of an entry, and their match with the words of a search.

use super::{Entry, Kind};

/// The words of an entry, in lower case.
#[derive(Debug)]
pub(super) struct Words {
    /// The words of the last part of the name: `send` and `mail` for `microsoft.graph.sendMail`.
    own: Vec<String>,
    /// The last part of the name as one word.
    joined: String,
    /// True if the first of these words is a verb that people leave out: `create` of `createUploadSession`.
    has_verb: bool,
    /// Words that people use for the method of a request.
    verbs: &'static [&'static str],
    /// The whole name.
    name: String,
    description: String,
}

/// The words of an entry.
pub(super) fn of(entry: &Entry) -> Words {
    let path = entry.name.rsplit(' ').next().unwrap_or_default();
    let last = path.rsplit('/').find(|segment| !segment.starts_with(['{', '$'])).unwrap_or_default();
    let last = last.split('(').next().unwrap_or_default();
    let last = last.rsplit('.').next().unwrap_or_default();
    let own: Vec<_> = split(last).collect();
    let is_verb = |word: &String| ["add", "create", "get", "list"].contains(&word.as_str());
    Words {
        has_verb: entry.kind == Kind::Request && own.len() > 1 && own.first().is_some_and(is_verb),
        own,
        joined: last.to_lowercase(),
        verbs: verbs(entry),
        name: entry.name.to_lowercase(),
        description: entry.description.to_lowercase(),
    }
}

/// Words that people use for the method of a request.
pub(super) fn verbs(entry: &Entry) -> &'static [&'static str] {
    match (entry.kind, entry.name.split(' ').next().unwrap_or_default()) {
        (Kind::Request, "GET") => &["get", "list", "read"],
        (Kind::Request, "POST") if entry.rust.contains(".create(") => &["create", "add", "post"],
        (Kind::Request, "POST") => &["post", "call"],
        (Kind::Request, "PATCH") => &["update", "change", "patch"],
        (Kind::Request, "PUT") => &["replace", "put", "write"],
        (Kind::Request, "DELETE") => &["delete", "remove"],
        _ => &[],
    }
}

/// The words of a search text.
pub(super) fn wanted(text: &str) -> Vec<String> {
    let parts = text.split(|character: char| !character.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.flat_map(split).collect()
}

/// Splits a name at each change from lower to upper case.
fn split(name: &str) -> impl Iterator<Item = String> {
    let mut parts: Vec<String> = Vec::new();
    let mut was_small = false;
    for character in name.chars() {
        if parts.is_empty() || (character.is_uppercase() && was_small) {
            parts.push(String::new());
        }
        was_small = !character.is_uppercase();
        if let Some(last) = parts.last_mut() {
            last.extend(character.to_lowercase());
        }
    }
    parts.into_iter()
}

impl Words {
    /// The degree to which the entry matches. `None` if the entry lacks one of the words.
    pub(super) fn score(&self, wanted: &[String]) -> Option<u32> {
        let mut sum = 0;
        for word in wanted {
            sum += self.score_of(word)?;
        }
        // Words of the name that are not in the search text.
        let is_sought = |own: &&String| wanted.iter().any(|word| is_same(own, word));
        let own = self.own.iter().skip(usize::from(self.has_verb));
        let unsought = own.filter(|own| !is_sought(own)).count();
        let has_all = || wanted.iter().all(|word| self.own.iter().any(|own| is_same(own, word)));
        // The name consists of exactly the sought words.
        if self.joined == wanted.concat() || (unsought == 0 && has_all()) {
            sum += 200;
        }
        Some(sum.saturating_sub(u32::try_from(unsought).unwrap_or_default() * 5).max(1))
    }

    fn score_of(&self, word: &str) -> Option<u32> {
        let fits = [
            (60, self.own.iter().any(|own| own == word)),
            (55, self.own.iter().any(|own| is_same(own, word))),
            (40, self.verbs.contains(&word) || self.own.iter().any(|own| own.starts_with(word))),
            (25, self.joined.contains(word)),
            (12, self.name.contains(word)),
            (4, self.description.contains(word)),
        ];
        fits.into_iter().find(|(_, fits)| *fits).map(|(score, _)| score)
    }
}

/// Returns true if two words are equal, or if one is the plural of the other.
fn is_same(one: &str, other: &str) -> bool {
    one == other || one.strip_suffix('s') == Some(other) || other.strip_suffix('s') == Some(one)
}

#[cfg(test)]
mod tests {
    use super::super::{Entry, Kind};
    use super::{of, split, wanted};

    fn score(name: &str, sought: &str) -> u32 {
        let entry = Entry {
            kind: Kind::Request,
            name: name.to_owned(),
            rust: String::new(),
            features: Vec::new(),
            scopes: (Vec::new(), Vec::new()),
            description: String::new(),
        };
        of(&entry).score(&wanted(sought)).unwrap_or_default()
    }

    #[test]
    fn exact_words_come_before_plurals_and_a_verb_may_be_left_out() {
        let by = |sought: &'static str| move |name: &str| score(name, sought);
        let session = by("upload session");
        assert!(session("POST /a/createUploadSession") > session("GET /a/uploadSessions"));
        assert!(session("GET /a/uploadSessions") > session("POST /a/startUploadSession"));
        let user = by("user");
        assert!(user("GET /users") > user("GET /a/userPurpose"));
        assert!(user("GET /a/user") > user("GET /users"));
    }

    #[test]
    fn names_are_words() {
        assert_eq!(split("sendMail").collect::<Vec<_>>(), ["send", "mail"]);
        assert_eq!(split("azureADDevice").collect::<Vec<_>>(), ["azure", "addevice"]);
        assert_eq!(wanted("Send-mail, userPrincipalName"), ["send", "mail", "user", "principal", "name"]);
    }
}
