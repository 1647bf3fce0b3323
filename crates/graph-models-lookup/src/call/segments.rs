//! Segments of a path as people and templates write them.

use graph_models_codegen::graph::ROOT_NAMESPACE;

/// The segments that stand for others that are left out.
const ELLIPSES: [&str; 2] = ["...", "…"];

/// A segment of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Segment {
    /// A name, a key, or a placeholder.
    Name(String),
    /// A name with empty parentheses, as only an operation has: `delta()`.
    Call(String),
    /// Named values in parentheses: those of an alternate key or of a function.
    Values(Vec<(String, String)>),
    /// A path between colons: `root:/folder/file.txt:`.
    Between(String),
}

impl Segment {
    /// Returns true for a segment that can only be a key: a placeholder in braces or angle brackets.
    pub(super) fn is_key(&self) -> bool {
        matches!(self, Self::Name(name) if name.starts_with(['{', '<']))
    }

    /// Compares a segment as written with a segment of a template. Ignores case and the namespace of Graph.
    pub(super) fn is(&self, written: &Self) -> bool {
        match (self.name(), written.name()) {
            (Some(name), Some(written)) => {
                name.eq_ignore_ascii_case(written)
                    || (written.contains('.') && bare(name).eq_ignore_ascii_case(bare(written)))
            }
            _ => false,
        }
    }

    /// The name, without parentheses. `None` for values and for a path between colons.
    pub(super) fn name(&self) -> Option<&str> {
        match self {
            Self::Name(name) | Self::Call(name) => Some(name),
            Self::Values(_) | Self::Between(_) => None,
        }
    }

    /// The segment as messages show it.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Name(name) => name.clone(),
            Self::Call(name) => format!("{name}()"),
            Self::Values(values) => {
                let values: Vec<_> = values.iter().map(|(name, value)| format!("{name}={value}")).collect();
                format!("({})", values.join(","))
            }
            Self::Between(path) => format!(":/{path}:"),
        }
    }
}

/// A name without the namespace `microsoft.graph`, or its alias `graph`.
pub(super) fn bare(name: &str) -> &str {
    let known = name.strip_prefix(ROOT_NAMESPACE).or_else(|| name.strip_prefix("graph"));
    known.and_then(|rest| rest.strip_prefix('.')).unwrap_or(name)
}

/// The segments of a path, with or without a slash before it.
///
/// References write `childFolders/{id}/.../messages` for a path that repeats some segments as often as a program needs.
/// The ellipsis stands for no segment.
pub(super) fn parse(path: &str) -> Vec<Segment> {
    let mut segments = Vec::new();
    let mut between: Option<String> = None;
    for raw in outside(path, '/').filter(|raw| !raw.is_empty()) {
        if between.is_none() && ELLIPSES.contains(&raw) {
            continue;
        }
        if let Some(open) = between.as_mut() {
            let (part, is_end) = raw.strip_suffix(':').map_or((raw, false), |part| (part, true));
            if !open.is_empty() && !part.is_empty() {
                open.push('/');
            }
            open.push_str(part);
            if is_end {
                segments.extend(between.take().map(Segment::Between));
            }
            continue;
        }
        let (name, opens) = raw.strip_suffix(':').map_or((raw, false), |name| (name, true));
        push(name, &mut segments);
        between = opens.then(String::new);
    }
    segments.extend(between.map(Segment::Between));
    segments
}

/// Adds a name, and the values in parentheses behind it.
fn push(raw: &str, segments: &mut Vec<Segment>) {
    let Some((name, inside)) = raw.strip_suffix(')').and_then(|raw| raw.split_once('(')) else {
        return segments.push(Segment::Name(raw.to_owned()));
    };
    let values: Vec<_> = outside(inside, ',').map(str::trim).filter(|it| !it.is_empty()).collect();
    if !name.is_empty() {
        let name = name.to_owned();
        segments.push(if values.is_empty() { Segment::Call(name) } else { Segment::Name(name) });
    }
    match values.as_slice() {
        [] => {}
        // A key in parentheses: `users('1')`. A key in quotes may contain the sign of a named value.
        [key] if key.starts_with('\'') || !key.contains('=') => {
            segments.push(Segment::Name(unquoted(key)));
        }
        _ => {
            let pair = |value: &&str| {
                let (name, value) = value.split_once('=').unwrap_or((value, ""));
                (name.trim().to_owned(), unquoted(value.trim()))
            };
            segments.push(Segment::Values(values.iter().map(pair).collect()));
        }
    }
}

/// A value without its quotes, and without the name of its type before them: `microsoft.graph.importance'high'`. A
/// doubled quote in it stands for one.
fn unquoted(text: &str) -> String {
    let is_type = |name: &str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._".contains(&byte));
    match text.strip_suffix('\'').and_then(|text| text.split_once('\'')) {
        Some((ty, value)) if is_type(ty) => value.replace("''", "'"),
        _ => text.to_owned(),
    }
}

/// The parts of a text between separators outside of braces, angle brackets, parentheses and quotes.
pub(crate) fn outside(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let (mut depth, mut is_quoted) = (0_usize, false);
    text.split(move |character| {
        match character {
            '\'' => is_quoted = !is_quoted,
            '{' | '<' | '(' => depth += 1,
            '}' | '>' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && !is_quoted && character == separator
    })
}

/// Returns true for a segment that may be the value of a key. `$ref` and the like are none, and nor is a qualified
/// name.
fn can_be_key(segment: &str) -> bool {
    let is_qualified = segment.strip_prefix(ROOT_NAMESPACE).is_some_and(|rest| rest.starts_with('.'));
    !segment.starts_with('$') && !is_qualified
}

/// Returns true for a key such as `inbox` or `alice`, which may be a name as well.
fn is_word(key: &str) -> bool {
    key.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'.')
}

/// The segments of a path that a template takes, and the rest of the path.
#[derive(Debug)]
pub(super) struct Taken<'s> {
    /// The values for the placeholders of the template.
    pub(super) values: Vec<String>,
    /// The segments that remain behind the template.
    pub(super) rest: &'s [Segment],
    /// True if a word that may be a name was taken as a key.
    pub(super) has_word: bool,
}

/// The segments of a path that a template takes. `None` if the path does not begin with the template.
pub(super) fn take<'s>(template: &str, written: &'s [Segment]) -> Option<Taken<'s>> {
    let template = parse(template);
    let (taken, rest) = written.split_at_checked(template.len())?;
    let (mut values, mut has_word) = (Vec::new(), false);
    for (segment, written) in template.iter().zip(taken) {
        match (segment, written) {
            (Segment::Name(_), Segment::Name(key)) if segment.is_key() && can_be_key(key) => {
                has_word |= is_word(key);
                values.push(key.clone());
            }
            (Segment::Values(names), Segment::Values(given)) if names.len() == given.len() => {
                for (name, _) in names {
                    let value = given.iter().find(|(given, _)| given.eq_ignore_ascii_case(name));
                    values.push(value?.1.clone());
                }
            }
            _ if segment.is(written) => {}
            _ => return None,
        }
    }
    Some(Taken { values, rest, has_word })
}

#[cfg(test)]
mod tests {
    use super::{Segment, outside, parse, take};

    fn name(text: &str) -> Segment {
        Segment::Name(text.to_owned())
    }

    #[test]
    fn keys_functions_and_colons_are_segments() {
        assert_eq!(parse("/users('a/b')/x()"), [name("users"), name("a/b"), Segment::Call("x".into())]);
        let values = Segment::Values(vec![("appId".into(), "{id}".into())]);
        assert_eq!(
            parse("applications(appId='{id}')/owners"),
            [name("applications"), values, name("owners")]
        );
        let values = |a: &str, b: &str| Segment::Values(vec![("a".into(), a.into()), ("b".into(), b.into())]);
        let typed = parse("x(a=microsoft.graph.importance'high',b=duration'PT1H')");
        assert_eq!(typed, [name("x"), values("high", "PT1H")]);
        assert_eq!(parse("x(a='it''s',b='')"), [name("x"), values("it's", "")]);
        let between = Segment::Between("{path}/b c.txt".into());
        assert_eq!(parse("root:/{path}/b c.txt:/content"), [name("root"), between, name("content")]);
        assert_eq!(parse("root:/{path}"), [name("root"), Segment::Between("{path}".into())]);
    }

    #[test]
    fn separators_in_parentheses_and_quotes_separate_nothing() {
        let parts: Vec<_> = outside("a, b($select=c,d),e eq 'f,g'", ',').collect();
        assert_eq!(parts, ["a", " b($select=c,d)", "e eq 'f,g'"]);
    }

    #[test]
    fn an_ellipsis_stands_for_no_segment() {
        let written = ["a", "{id}", "b"].map(name);
        assert_eq!(parse("a/{id}/.../b"), written);
        assert_eq!(parse("a/{id}/…/b"), written);
        // A folder may have any name.
        assert_eq!(parse("root:/.../b"), [name("root"), Segment::Between(".../b".into())]);
    }

    #[test]
    fn a_template_takes_the_segments_it_stands_for() {
        let written = parse("Users/1/microsoft.graph.delta");
        let taken = take("/users/{user_id}", &written).unwrap();
        assert_eq!((taken.values.as_slice(), taken.rest.len()), (["1".to_owned()].as_slice(), 1));
        assert!(!taken.has_word);
        let written = parse("things(b=2,A='x')");
        assert_eq!(take("/things(a='{a}',b={b})", &written).unwrap().values, ["x", "2"]);
        assert!(take("/things(a='{a}')", &written).is_none());
        assert!(take("/users/{user_id}/more", &parse("users")).is_none());
        assert!(take("/members/{member_id}", &parse("members/$ref")).is_none());
    }

    #[test]
    fn a_word_may_be_a_key_and_an_operation_is_none() {
        for word in ["delta", "inbox", "contoso.sharepoint.com"] {
            let written = parse(&format!("users/{word}"));
            assert!(take("/users/{user_id}", &written).unwrap().has_word, "{word}");
        }
        for operation in ["delta()", "microsoft.graph.delta", "microsoft.graph.delta()"] {
            assert!(take("/users/{user_id}", &parse(&format!("users/{operation}"))).is_none(), "{operation}");
        }
    }
}
