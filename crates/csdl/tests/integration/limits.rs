//! Metadata at each limit is read. Metadata beyond a limit is refused at once, with a place.

use csdl::diagnostic::{Diagnostic, Diagnostics, Severity, Style};
use csdl::limits::{
    DEEPEST_INHERITANCE, FREE_INHERITED, FREE_INHERITED_CHARACTERS, INHERITED_PER_CHARACTER,
    INHERITED_PER_PROPERTY, LONGEST_DESCRIPTION, MOST_ALTERNATE_KEY_PROPERTIES, MOST_ANNOTATIONS,
    MOST_ATTRIBUTES, MOST_DIAGNOSTICS, MOST_KEY_PROPERTIES, MOST_MEMBERS, MOST_NAMESPACE_PARTS,
    MOST_OPERATIONS, MOST_PARAMETERS, MOST_PREFIXES, MOST_PROPERTIES, MOST_SCHEMAS, MOST_UNKNOWN,
    MOST_WAYS_FROM_ROOTS,
};
use csdl::source::Sources;
use test_support::large;

/// The problems of a document.
fn problems(text: String) -> (Diagnostics, String) {
    let mut sources = Sources::default();
    let file = sources.add("large.csdl", text);
    let mut diagnostics = Diagnostics::default();
    csdl::model(&sources, &[file], &mut diagnostics);
    let said = diagnostics.render(&sources, Style::Plain);
    (diagnostics, said)
}

fn is_read(text: String) {
    let (diagnostics, said) = problems(text);
    assert!(!diagnostics.has_errors(), "{said}");
}

/// Asserts that the document gives one error, with a place and these words.
fn is_refused(text: String, words: &str) {
    let (diagnostics, said) = problems(text);
    let errors: Vec<_> = diagnostics.iter().filter(|it| it.severity == Severity::Error).collect();
    assert_eq!(errors.len(), 1, "{said}");
    assert!(errors.iter().all(|error| !error.labels.is_empty()), "{said}");
    assert!(said.contains(words), "{said}");
}

/// Repeats a text with its number in place of `#`.
fn repeated(count: usize, text: &str) -> String {
    (0..count).map(|number| text.replace('#', &number.to_string())).collect()
}

#[test]
fn attributes_and_prefixes() {
    // The element also has a name, which is one more attribute.
    is_read(large::attributes(MOST_ATTRIBUTES - 1));
    is_refused(large::attributes(MOST_ATTRIBUTES), "more than 64 attributes");
    // The document and the schema each declare one prefix.
    is_read(large::prefixes(MOST_PREFIXES - 2));
    is_refused(large::prefixes(MOST_PREFIXES - 1), "more than 32 prefixes");
    is_read(large::prefixes_of_siblings(1_000));
}

#[test]
fn parts_of_a_document() {
    is_refused(large::document(&"<a/>".repeat(1_000_000)), "one for 8 bytes");
}

#[test]
fn unknown_content() {
    let unknown =
        |count| large::document(&format!("<ComplexType Name=\"t\" />{}", "<unheardOf />\n".repeat(count)));
    is_read(unknown(MOST_UNKNOWN));
    is_refused(unknown(MOST_UNKNOWN + 1), "more than 10000 elements and attributes are not known");
}

#[test]
fn schemas() {
    is_read(large::schemas(MOST_SCHEMAS));
    is_refused(large::schemas(MOST_SCHEMAS + 1), "there are 4097 schemas");
}

#[test]
fn bases() {
    is_read(large::chain(DEEPEST_INHERITANCE));
    is_refused(large::chain(DEEPEST_INHERITANCE + 1), "has too many bases");
    // The same chain, declared from the last type to the first, so that links are made in another order.
    let backwards = |count: usize| {
        let types = (0..count).rev().map(|index| match index {
            0 => "<ComplexType Name=\"t0\" />\n".to_owned(),
            _ => format!("<ComplexType Name=\"t{index}\" BaseType=\"microsoft.graph.t{}\" />\n", index - 1),
        });
        large::document(&types.collect::<String>())
    };
    is_read(backwards(DEEPEST_INHERITANCE));
    is_refused(backwards(DEEPEST_INHERITANCE + 1), "has too many bases");
    is_refused(backwards(20_000), "has too many bases");
    is_refused(large::chain(20_000), "has too many bases");
    // A short circle is reported as a circle, and a long one as too many bases.
    let circle = |count: usize| {
        let types = (0..count).map(|index| {
            let base = (index + count - 1) % count;
            format!("<ComplexType Name=\"t{index}\" BaseType=\"microsoft.graph.t{base}\" />\n")
        });
        large::document(&types.collect::<String>())
    };
    is_refused(circle(DEEPEST_INHERITANCE), "derives from itself");
    is_refused(circle(20_000), "has too many bases");
}

#[test]
fn properties_of_a_type() {
    is_read(large::properties(MOST_PROPERTIES));
    is_refused(large::properties(MOST_PROPERTIES + 1), "there are 4097 properties, own and inherited");
}

#[test]
fn inherited_properties() {
    // `count` types inherit `count` properties each.
    let within = |count: usize| count * count + count <= FREE_INHERITED + INHERITED_PER_PROPERTY * count;
    let most = (1..2_000).take_while(|&count| within(count)).last().unwrap();
    is_read(large::heirs(most));
    is_refused(large::heirs(most + 1), "inherit too many properties");
    is_refused(large::heirs(2_000), "inherit too many properties");
}

#[test]
fn inherited_operations() {
    let bound = |operations: usize, heirs: usize| {
        let action = "<Action Name=\"a#\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"microsoft.graph.base\" /></Action>\n";
        let heir = "<ComplexType Name=\"t#\" BaseType=\"microsoft.graph.base\" />\n";
        let types = repeated(heirs, heir);
        large::document(&format!("<ComplexType Name=\"base\" />\n{types}{}", repeated(operations, action)))
    };
    // The base counts too, since it also has the operations.
    let most = (FREE_INHERITED + INHERITED_PER_PROPERTY * 1_000) / 1_000 - 1;
    is_read(bound(1_000, most));
    is_refused(bound(1_000, most + 1), "inherit too many operations");
    is_read(bound(MOST_PROPERTIES, 0));
    is_refused(bound(MOST_PROPERTIES + 1, 0), "there are 4097 operations, own and inherited");
}

#[test]
fn members() {
    let members = |count| {
        large::document(&format!(
            "<EnumType Name=\"t\">{}</EnumType>",
            repeated(count, "<Member Name=\"m#\" />\n")
        ))
    };
    is_read(members(MOST_MEMBERS));
    is_refused(members(MOST_MEMBERS + 1), "there are 16385 members");
}

#[test]
fn operations_and_children() {
    let operations = |count| large::document(&repeated(count, "<Action Name=\"a#\" />\n"));
    is_read(operations(MOST_OPERATIONS));
    is_refused(operations(MOST_OPERATIONS + 1), "there are 16385 actions and functions");
    let children = |count| {
        let sets = repeated(count, "<EntitySet Name=\"s#\" EntityType=\"microsoft.graph.t\" />\n");
        large::document(&format!(
            "<EntityType Name=\"t\" /><EntityContainer Name=\"c\">{sets}</EntityContainer>"
        ))
    };
    is_read(children(MOST_OPERATIONS));
    is_refused(children(MOST_OPERATIONS + 1), "there are 16385 children of entity containers");
}

#[test]
fn parameters() {
    let parameters = |count| {
        let parameters = repeated(count, "<Parameter Name=\"p#\" Type=\"Edm.String\" />\n");
        large::document(&format!("<Action Name=\"t\">{parameters}</Action>"))
    };
    is_read(parameters(MOST_PARAMETERS));
    is_refused(parameters(MOST_PARAMETERS + 1), "there are 257 parameters");
}

#[test]
fn keys() {
    let key = |count| {
        let names = repeated(count, "<PropertyRef Name=\"p#\" />\n");
        let properties = repeated(count, "<Property Name=\"p#\" Type=\"Edm.String\" />\n");
        large::document(&format!("<EntityType Name=\"t\"><Key>{names}</Key>{properties}</EntityType>"))
    };
    is_read(key(MOST_KEY_PROPERTIES));
    is_refused(key(MOST_KEY_PROPERTIES + 1), "there are 33 properties of its key");
}

#[test]
fn ways_from_roots() {
    let ways = |sets: usize, properties: usize| {
        let properties =
            repeated(properties, "<NavigationProperty Name=\"n#\" Type=\"microsoft.graph.t\" />\n");
        let sets = repeated(sets, "<Singleton Name=\"s#\" Type=\"microsoft.graph.t\" />\n");
        large::document(&format!(
            "<EntityType Name=\"t\">{properties}</EntityType><EntityContainer Name=\"c\">{sets}</EntityContainer>"
        ))
    };
    is_read(ways(MOST_WAYS_FROM_ROOTS / 1_000, 1_000));
    is_refused(ways(MOST_WAYS_FROM_ROOTS / 1_000 + 1, 1_000), "too many paths through entity sets");
}

#[test]
fn alternate_keys() {
    let key = |count: usize| {
        let name = "<Record><PropertyValue Property=\"Name\" PropertyPath=\"p\" /></Record>\n";
        let names = name.repeat(count);
        format!(
            "<Record><PropertyValue Property=\"Key\"><Collection>{names}</Collection></PropertyValue></Record>"
        )
    };
    let ty = |name: &str, base: &str, keys: &str| {
        format!(
            "<EntityType Name=\"{name}\"{base}><Property Name=\"p\" Type=\"Edm.String\" /><Annotation Term=\"Org.OData.Core.V1.AlternateKeys\"><Collection>{keys}</Collection></Annotation></EntityType>\n"
        )
    };
    let keys = |count| large::document(&ty("t", "", &key(count)));
    is_read(keys(MOST_KEY_PROPERTIES));
    is_refused(keys(MOST_KEY_PROPERTIES + 1), "there are 33 properties of an alternate key");
    let inherited = |count: usize| {
        let base = key(MOST_KEY_PROPERTIES).repeat(MOST_ALTERNATE_KEY_PROPERTIES / MOST_KEY_PROPERTIES - 1);
        let heir = ty("heir", " BaseType=\"microsoft.graph.base\"", &key(1).repeat(count))
            .replace("\"p\" Type", "\"q\" Type");
        large::document(&format!("{}{heir}", ty("base", "", &base)))
    };
    is_read(inherited(MOST_KEY_PROPERTIES));
    is_refused(inherited(MOST_KEY_PROPERTIES + 1), "there are 257 properties of alternate keys");
}

#[test]
fn descriptions() {
    let annotation = |length: usize| {
        let text = "\u{e9}".repeat(length);
        format!("<Annotation Term=\"Org.OData.Core.V1.Description\" String=\"{text}\" />")
    };
    let one =
        |length| large::document(&format!("<ComplexType Name=\"t\">{}</ComplexType>", annotation(length)));
    is_read(one(LONGEST_DESCRIPTION));
    is_refused(one(LONGEST_DESCRIPTION + 1), "the description of `microsoft.graph.t` is too long");
    // A property and its description, inherited by many types.
    let inherited = |heirs: usize| {
        let base = format!(
            "<ComplexType Name=\"base\"><Property Name=\"p\" Type=\"Edm.String\">{}</Property></ComplexType>\n",
            annotation(LONGEST_DESCRIPTION)
        );
        let heir = "<ComplexType Name=\"heir#\" BaseType=\"microsoft.graph.base\" />\n";
        large::document(&(base + &repeated(heirs, heir)))
    };
    let heirs = FREE_INHERITED_CHARACTERS / LONGEST_DESCRIPTION + INHERITED_PER_CHARACTER - 1;
    is_read(inherited(heirs));
    is_refused(inherited(heirs + 1), "the types inherit too many characters of descriptions");
}

#[test]
fn parts_of_namespaces() {
    let schemas = |parts: usize| {
        let namespace = |parts: usize, number: usize| format!("n{number}{}", ".n".repeat(parts - 1));
        let schema = |parts: usize, number: usize| {
            format!(
                "<Schema Namespace=\"{}\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\"><ComplexType Name=\"t\" /></Schema>\n",
                namespace(parts, number)
            )
        };
        let many: String = (0..parts / 16).map(|number| schema(16, number)).collect();
        let rest = if parts.is_multiple_of(16) { String::new() } else { schema(parts % 16, parts) };
        format!(
            "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>\n{many}{rest}</edmx:DataServices></edmx:Edmx>"
        )
    };
    is_read(schemas(MOST_NAMESPACE_PARTS));
    is_refused(schemas(MOST_NAMESPACE_PARTS + 1), "there are 16385 parts of namespaces");
}

#[test]
fn annotations_inline_and_out_of_line() {
    is_read(large::annotations(MOST_ANNOTATIONS));
    is_refused(large::annotations(MOST_ANNOTATIONS + 1), "has too many annotations");
    let outside = |count| {
        let group = "<Annotations Target=\"microsoft.graph.t\"><Annotation Term=\"n.t#\" /></Annotations>\n";
        large::document(&format!("<ComplexType Name=\"t\" />\n{}", repeated(count, group)))
    };
    is_read(outside(MOST_ANNOTATIONS));
    is_refused(outside(MOST_ANNOTATIONS + 1), "has too many annotations");
}

#[test]
fn problems_that_are_kept() {
    let types =
        |count| large::document(&repeated(count, "<ComplexType Name=\"t#\" BaseType=\"n.unheardOf\" />\n"));
    let (diagnostics, _) = problems(types(MOST_DIAGNOSTICS));
    assert_eq!((diagnostics.iter().count(), diagnostics.others()), (MOST_DIAGNOSTICS, 0));
    let (diagnostics, said) = problems(types(MOST_DIAGNOSTICS + 5));
    assert_eq!((diagnostics.iter().count(), diagnostics.others()), (MOST_DIAGNOSTICS, 5));
    assert!(said.ends_with("5 more problems are not shown\n"), "{said}");
    // An error is kept even after too many notes.
    let mut diagnostics = Diagnostics::default();
    for number in 0..MOST_DIAGNOSTICS + 3 {
        diagnostics.push(Diagnostic::note(number.to_string()));
    }
    diagnostics.push(Diagnostic::error("kept"));
    diagnostics.push(Diagnostic::error("counted"));
    assert!(diagnostics.has_errors());
    assert_eq!((diagnostics.iter().count(), diagnostics.others()), (MOST_DIAGNOSTICS + 1, 4));
}

#[test]
fn line_ends() {
    is_read(large::line_ends(1_000_000));
}
