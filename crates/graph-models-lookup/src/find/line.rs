//! An entry as a line of text: first the searchable words, then the fields of the entry, separated by tabs.

use super::{Entry, Kind, words};

const KINDS: [Kind; 4] = [Kind::Root, Kind::Request, Kind::Type, Kind::Property];

/// The line of an entry, with its end.
pub(super) fn of(entry: &Entry) -> String {
    let sought =
        format!("{} {} {}", entry.name, words::verbs(entry).join(" "), entry.description).to_lowercase();
    let (delegated, application) = &entry.scopes;
    let fields = [
        sought,
        entry.kind.word().to_owned(),
        entry.name.clone(),
        entry.rust.clone(),
        entry.features.join(","),
        delegated.join(","),
        application.join(","),
        entry.description.clone(),
    ];
    let fields = fields.map(|field| field.replace(['\t', '\n', '\r'], " "));
    fields.join("\t") + "\n"
}

/// Returns false for a line whose entry lacks one of the words.
pub(super) fn may_have(line: &str, wanted: &[String]) -> bool {
    let sought = line.split('\t').next().unwrap_or_default();
    // A plural also finds the singular.
    wanted.iter().all(|word| sought.contains(word.strip_suffix('s').unwrap_or(word)))
}

/// The entry of a line. `None` if the line is no valid entry.
pub(super) fn parse(line: &str) -> Option<Entry> {
    let mut fields = line.split('\t').skip(1);
    let mut next = || fields.next();
    let list = |text: &str| -> Vec<String> {
        text.split(',').filter(|item| !item.is_empty()).map(str::to_owned).collect()
    };
    let kind = next()?;
    Some(Entry {
        kind: KINDS.into_iter().find(|it| it.word() == kind)?,
        name: next()?.to_owned(),
        rust: next()?.to_owned(),
        features: list(next()?),
        scopes: (list(next()?), list(next()?)),
        description: next()?.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::{Entry, Kind, may_have, of, parse};

    #[test]
    fn an_entry_comes_back_from_its_line() {
        let entry = Entry {
            kind: Kind::Request,
            name: "POST /me/sendMail".to_owned(),
            rust: "me().send_mail(…)".to_owned(),
            features: vec!["mail".to_owned(), "users".to_owned()],
            scopes: (vec!["Mail.Send".to_owned()], Vec::new()),
            description: "Sends it".to_owned(),
        };
        let line = of(&entry);
        assert_eq!(parse(line.trim_end_matches('\n')), Some(entry));
        let has = |word: &str| may_have(&line, &[word.to_owned()]);
        assert!(has("mail") && has("sends") && has("call") && !has("users"));
        assert_eq!(parse("no line"), None);
    }
}
