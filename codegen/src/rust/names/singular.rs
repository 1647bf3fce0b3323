//! Singulars of English plurals, by rules that suffice for the names of collections.

/// Words that are no plural although they end in `s`. Their own plurals end in `es`.
const NO_PLURALS: [&str; 25] = [
    "alias",
    "analytics",
    "atlas",
    "axis",
    "bias",
    "bonus",
    "bus",
    "campus",
    "canvas",
    "census",
    "corpus",
    "dns",
    "focus",
    "gas",
    "gps",
    "ios",
    "lens",
    "news",
    "os",
    "radius",
    "series",
    "sms",
    "species",
    "status",
    "virus",
];

/// Plurals whose singulars follow no rule.
const IRREGULAR: [(&str, &str); 12] = [
    ("analyses", "analysis"),
    ("axes", "axis"),
    ("children", "child"),
    ("halves", "half"),
    ("hypotheses", "hypothesis"),
    ("indices", "index"),
    ("leaves", "leaf"),
    ("matrices", "matrix"),
    ("people", "person"),
    ("quizzes", "quiz"),
    ("shelves", "shelf"),
    ("vertices", "vertex"),
];

/// Words in `ies` whose singulars end in `ie`.
const IN_IE: [&str; 8] = ["calories", "cookies", "dies", "lies", "movies", "pies", "selfies", "ties"];

/// Endings that lose `es`, and not only `s`.
const IN_ES: [&str; 4] = ["sses", "xes", "ches", "shes"];

/// The singular of a name in `camelCase`: that of its last word. A version such as `_v2` stays behind the word.
pub(super) fn of_name(name: &str) -> String {
    let (name, version) = match name.rsplit_once("_v") {
        Some((before, digits)) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            (before, format!("_v{digits}"))
        }
        _ => (name, String::new()),
    };
    let start = name.rfind(|character: char| character.is_uppercase() || character == '_').unwrap_or(0);
    let (before, word) = name.split_at(start);
    format!("{before}{}{version}", of_word(word))
}

/// The singular of a word. The form of its first letter stays.
fn of_word(word: &str) -> String {
    let lower = word.to_lowercase();
    let is = |other: &str| lower.trim_start_matches('_') == other;
    let without = |suffix: &str| word.strip_suffix(suffix).unwrap_or(word).to_owned();
    if let Some((plural, one)) = IRREGULAR.iter().find(|(plural, _)| is(plural)) {
        // Both begin with the same letter.
        let first: String = word.chars().take(word.chars().count() - plural.chars().count() + 1).collect();
        return first + one.get(1..).unwrap_or_default();
    }
    let own_plural = lower.strip_suffix("es").map(|stem| stem.trim_start_matches('_'));
    if NO_PLURALS.iter().any(|one| is(one)) {
        word.to_owned()
    } else if NO_PLURALS.iter().any(|one| own_plural == Some(one)) {
        without("es")
    } else if lower.ends_with("ies") {
        if IN_IE.iter().any(|plural| is(plural)) { without("s") } else { without("ies") + "y" }
    } else if IN_ES.iter().any(|end| lower.ends_with(end)) || is_of_us(&lower) {
        without("es")
    } else if ["ss", "sis", "ous"].iter().any(|end| lower.ends_with(end)) {
        word.to_owned()
    } else {
        without("s")
    }
}

/// Returns true for the plural of a word in `us`: `statuses`, `viruses`, but not `uses`, `clauses` and `houses`.
fn is_of_us(lower: &str) -> bool {
    let before = lower.strip_suffix("uses").and_then(|stem| stem.chars().next_back());
    before.is_some_and(|before| before.is_alphabetic() && !"aeo".contains(before))
}

#[cfg(test)]
mod tests {
    use super::of_name;

    /// Each kind of word that names a collection of Graph, and words that are like them.
    #[test]
    fn singulars() {
        for (plural, one) in [
            ("users", "user"),
            ("cases", "case"),
            ("checkInResponses", "checkInResponse"),
            ("drives", "drive"),
            ("cameras", "camera"),
            ("customEmojis", "customEmoji"),
            ("subscribedSkus", "subscribedSku"),
            ("cloudPCs", "cloudPC"),
            ("taughtClasses", "taughtClass"),
            ("bookingBusinesses", "bookingBusiness"),
            ("processes", "process"),
            ("addresses", "address"),
            ("mailboxes", "mailbox"),
            ("searches", "search"),
            ("access", "access"),
            ("policies", "policy"),
            ("subcategories", "subcategory"),
            ("hostCookies", "hostCookie"),
            ("movies", "movie"),
            ("ties", "tie"),
            ("series", "series"),
            ("timeSeries", "timeSeries"),
            ("deviceStatuses", "deviceStatus"),
            ("userStatuses", "userStatus"),
            ("getOperationStatus", "getOperationStatus"),
            ("viruses", "virus"),
            ("virus", "virus"),
            ("bonuses", "bonus"),
            ("campuses", "campus"),
            ("aliases", "alias"),
            ("alias", "alias"),
            ("canvases", "canvas"),
            ("clauses", "clause"),
            ("warehouses", "warehouse"),
            ("uses", "use"),
            ("causes", "cause"),
            ("licenses", "license"),
            ("databases", "database"),
            ("analyses", "analysis"),
            ("riskAnalyses", "riskAnalysis"),
            ("analysis", "analysis"),
            ("passiveDns", "passiveDns"),
            ("children", "child"),
            ("childFolders", "childFolder"),
            ("people", "person"),
            ("authorizedPeople", "authorizedPerson"),
            ("alerts_v2", "alert_v2"),
            ("participants_v2", "participant_v2"),
            ("alerts_value", "alerts_value"),
            ("services", "service"),
            ("bookShelves", "bookShelf"),
            ("memberOf", "memberOf"),
            ("s", ""),
            ("", ""),
            ("\u{130}s", "\u{130}"),
            ("\u{e9}t\u{e9}s", "\u{e9}t\u{e9}"),
        ] {
            assert_eq!(of_name(plural), one, "{plural}");
        }
    }
}
