//! Search: roots, requests, types and properties of a version by words, the best first.
//!
//! Must not decide any Rust: the calls come from the typed paths, and the scopes from the catalog.

mod entries;
mod line;
mod words;

use std::collections::BTreeSet;

use csdl::diagnostic::closest;
use graph_models_codegen::rust::Version;

/// Something that can be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The kind of the entry.
    pub kind: Kind,
    /// The name of the entry: a path from the root of the service, a method and a path, or the CSDL name of a type,
    /// with `/property` for a property.
    pub name: String,
    /// The name in Rust: a typed path, the typed call, the type, or the constant of the property.
    pub rust: String,
    /// Features that provide the entry, besides those of the runtime.
    pub features: Vec<String>,
    /// The least scopes of a request: on behalf of a user, and of an application. Each is sufficient alone.
    pub scopes: (Vec<String>, Vec<String>),
    /// The description in the metadata; empty if there is none.
    pub description: String,
}

/// The kind of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An entity set or singleton.
    Root,
    /// A request.
    Request,
    /// An entity, complex or enumeration type.
    Type,
    /// A property of a type.
    Property,
}

impl Kind {
    /// The kind in one word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Root => "root",
            Self::Request => "request",
            Self::Type => "type",
            Self::Property => "property",
        }
    }
}

/// An entry that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The degree to which the entry matches. A higher score is better.
    pub score: u32,
    /// The entry.
    pub entry: Entry,
}

/// All entries of a version as one text, one line for each entry. Loading this text is much faster than deciding the
/// Rust of the version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Index {
    text: String,
}

impl Index {
    /// Lists a version. Of several paths to the same action or function, the shortest counts.
    pub fn new(version: &Version) -> Self {
        let lines = entries::of(version).iter().map(line::of).collect();
        Self { text: lines }
    }

    /// Makes an index from a text that [`as_text`](Self::as_text) returned.
    pub fn from_text(text: String) -> Self {
        Self { text }
    }

    /// The index as text.
    pub fn as_text(&self) -> &str {
        &self.text
    }

    /// The entries that contain all words of a text, the best first. Case makes no difference, and `sendMail` is the
    /// words `send` and `mail`.
    pub fn find(&self, text: &str) -> Vec<Found> {
        let wanted = words::wanted(text);
        if wanted.is_empty() {
            return Vec::new();
        }
        let fitting = self.text.lines().filter(|line| line::may_have(line, &wanted)).filter_map(line::parse);
        let found =
            fitting.filter_map(|entry| Some(Found { score: words::of(&entry).score(&wanted)?, entry }));
        let mut found: Vec<_> = found.collect();
        found.sort_by(|one, other| {
            let (a, b) = (&one.entry, &other.entry);
            let order = other.score.cmp(&one.score).then_with(|| a.kind.cmp(&b.kind));
            order.then_with(|| (a.name.len(), &a.name).cmp(&(b.name.len(), &b.name)))
        });
        found
    }

    /// Suggests words for a text that finds nothing: the most similar word of a name replaces each word that no entry
    /// has. `None` if the suggested words find nothing either.
    pub fn nearest(&self, text: &str) -> Option<String> {
        let wanted = words::wanted(text);
        let entries = self.text.lines().filter_map(line::parse);
        let known = entries.flat_map(|entry| {
            let verbs = words::verbs(&entry).iter().map(|verb| (*verb).to_owned());
            words::wanted(&entry.name).into_iter().chain(verbs)
        });
        let known: BTreeSet<String> = known.collect();
        let is_there = |word: &String| {
            let word = std::slice::from_ref(word);
            self.text.lines().any(|line| line::may_have(line, word))
        };
        let meant = wanted.iter().map(|word| match is_there(word) {
            true => Some(word.as_str()),
            false => closest(word, known.iter().map(String::as_str)),
        });
        let meant = meant.collect::<Option<Vec<_>>>()?.join(" ");
        (meant != wanted.join(" ") && !self.find(&meant).is_empty()).then_some(meant)
    }
}

#[cfg(test)]
mod tests {
    use super::{Entry, Index, Kind, line};

    #[test]
    fn words_with_typos_are_understood() {
        let entry = |name: &str| Entry {
            kind: Kind::Request,
            name: name.to_owned(),
            rust: String::new(),
            features: Vec::new(),
            scopes: (Vec::new(), Vec::new()),
            description: "Delivers it".to_owned(),
        };
        let lines = ["POST /me/sendMail", "GET /me/messages"].map(|name| line::of(&entry(name)));
        let index = Index::from_text(lines.concat());
        assert_eq!(index.nearest("sned mial").as_deref(), Some("send mail"));
        assert_eq!(index.nearest("deliver mial").as_deref(), Some("deliver mail"));
        // Each word is there, and no entry has both.
        assert_eq!(index.nearest("send messages"), None);
        assert_eq!(index.nearest("calendar"), None);
    }
}
