//! Tests of query options in URLs, byte by byte. No value can change the structure of the URL.

use crate::sample::{AlertSeverity, EmptyIncident, Incident, Owner, SimpleIncident};
use graph_models_core::__private::property;
use graph_models_core::edm::{Binary, Date, DateTimeOffset, Decimal, Duration, Guid, TimeOfDay};
use graph_models_core::model::{Field, Navigation};
use graph_models_core::open_enum::FlagSet;
use graph_models_core::request::query::{Filter, Qualified, Query, item};
use percent_encoding::percent_decode_str;
use proptest::prelude::*;

// These constants have the form of generated code.
const BASE_ID: Field<Incident, String> = property(0, "id");
const ID: Field<SimpleIncident, String> = property(0, "id");
const ACTIVATION_COUNT: Field<SimpleIncident, i32> = property(1, "activationCount");
const SEVERITY: Field<SimpleIncident, AlertSeverity> = property(2, "severity");
const LAST_SEEN: Field<SimpleIncident, DateTimeOffset> = property(3, "lastSeenDateTime");
const INTERVAL: Field<SimpleIncident, Duration> = property(4, "interval");
const TAGS: Field<SimpleIncident, Vec<String>> = property(5, "tags");
const MODES: Field<SimpleIncident, FlagSet<AlertSeverity>> = property(7, "modes");
const OWNER: Field<SimpleIncident, Box<Owner>> = property(8, "owner");
const OWNERS: Field<SimpleIncident, Vec<Owner>> = property(9, "owners");
const RELATED: Field<SimpleIncident, Incident, Navigation> = property(10, "related");
const CHILDREN: Field<SimpleIncident, Vec<Incident>, Navigation> = property(11, "children");
const DISPLAY_NAME: Field<Owner, String> = property(0, "displayName");

fn simple() -> Query<SimpleIncident> {
    Query::new()
}

fn base() -> Query<Incident> {
    Query::new()
}

/// Returns the text of a filter without percent-encoding.
fn text<M>(filter: &Filter<M>) -> String {
    filter.to_string()
}

#[test]
fn options_stand_in_the_order_of_their_names() {
    let query = simple()
        .top(5)
        .skip(10)
        .select((ID, SEVERITY, ID))
        .search("\"displayName:a\"")
        .order_by((SEVERITY.desc(), ID))
        .filter(ID.eq("/"))
        .filter(ACTIVATION_COUNT.gt(3))
        .expand_all()
        .count()
        .option("whatIf", "a&b=c")
        .option("$skiptoken", "x/y");
    assert_eq!(
        query.to_string(),
        "%24count=true&%24expand=%2A&%24filter=id%20eq%20%27%2F%27%20and%20activationCount%20gt%203\
         &%24orderby=severity%20desc,id&%24search=%22displayName%3Aa%22&%24select=id,severity\
         &%24skip=10&%24top=5&whatIf=a%26b%3Dc&%24skiptoken=x%2Fy",
    );
    assert_eq!(simple().to_string(), "");
    assert!(simple().is_empty() && !query.is_empty() && !simple().eventual().is_empty());
    assert_eq!(query, query.clone());
}

/// The query is equal to the query of Microsoft's client for the same options. That client uses a URI template.
#[test]
fn the_form_is_that_of_uri_templates() {
    let query = base()
        .count()
        .expand_all()
        .expand_raw("alertIncidents($select=id,x;$top=5)")
        .filter_raw("scopeId eq '/' and scopeType eq 'Dir'")
        .order_by_raw("id desc")
        .search("\"displayName:a~b-c.d_é\"")
        .select_raw("id")
        .select_raw("alertConfiguration/isEnabled")
        .top(5);
    assert_eq!(
        query.to_string(),
        "%24count=true&%24expand=%2A,alertIncidents%28%24select%3Did%2Cx%3B%24top%3D5%29\
         &%24filter=scopeId%20eq%20%27%2F%27%20and%20scopeType%20eq%20%27Dir%27&%24orderby=id%20desc\
         &%24search=%22displayName%3Aa~b-c.d_%C3%A9%22&%24select=id,alertConfiguration%2FisEnabled&%24top=5",
    );
}

#[test]
fn properties_of_derived_types_stand_behind_their_type() {
    let query = base().select((BASE_ID, ACTIVATION_COUNT)).order_by(ACTIVATION_COUNT.desc());
    assert_eq!(
        query.unencoded(),
        "$orderby=sample.simpleIncident/activationCount desc&$select=id,sample.simpleIncident/activationCount",
    );
    // A property of the base needs no type cast, even if the constant belongs to a derived type.
    assert_eq!(base().select(ID).unencoded(), "$select=id");
    let query =
        base().filter(BASE_ID.ne("1").and(ACTIVATION_COUNT.eq(1).or(OWNER.path(DISPLAY_NAME).eq("a"))));
    assert_eq!(
        query.unencoded(),
        "$filter=id ne '1' and (sample.simpleIncident/activationCount eq 1 \
         or sample.simpleIncident/owner/displayName eq 'a')",
    );
    let query = base().expand((CHILDREN.with(Query::new().select(BASE_ID)), RELATED));
    assert_eq!(
        query.unencoded(),
        "$expand=sample.simpleIncident/children($select=id),sample.simpleIncident/related",
    );
}

#[test]
fn expanded_properties_have_options_of_their_own() {
    let inner = base()
        .select((BASE_ID, ACTIVATION_COUNT))
        .filter(BASE_ID.eq("a;b)"))
        .expand(CHILDREN.with(Query::new().top(1).count()))
        .top(5);
    let query = simple().expand(CHILDREN.with(inner)).expand(RELATED.with(Query::new()));
    assert_eq!(
        query.unencoded(),
        "$expand=children($expand=sample.simpleIncident/children($count=true;$top=1);$filter=id eq 'a;b)';\
         $select=id,sample.simpleIncident/activationCount;$top=5),related",
    );
    let query = simple().expand(CHILDREN.with_derived(Query::<SimpleIncident>::new().select(SEVERITY)));
    assert_eq!(query.unencoded(), "$expand=children/sample.simpleIncident($select=severity)");
    let query = simple().expand(CHILDREN.with_derived(Query::<EmptyIncident>::new()));
    assert_eq!(query.to_string(), "%24expand=children%2Fsample.emptyIncident");
}

#[test]
fn every_type_has_its_literal() {
    let severities: FlagSet<AlertSeverity> = "low,high".parse().unwrap();
    let guid: Guid = "01234567-89ab-cdef-0123-456789abcdef".parse().unwrap();
    macro_rules! literal {
        ($ty:ty, $value:expr) => {{
            const FIELD: Field<SimpleIncident, $ty> = property(0, "p");
            text(&FIELD.eq($value)).strip_prefix("p eq ").unwrap().to_owned()
        }};
    }
    assert_eq!(literal!(String, "it's 'x'"), "'it''s ''x'''");
    assert_eq!(literal!(String, String::new()), "''");
    assert_eq!(literal!(String, &"a".to_owned()), "'a'");
    assert_eq!(literal!(bool, true), "true");
    assert_eq!(literal!(i64, i64::MIN), "-9223372036854775808");
    assert_eq!(literal!(u8, 255), "255");
    assert_eq!(literal!(f64, 1e300), "1e300");
    assert_eq!(literal!(f64, -0.1), "-0.1");
    assert_eq!(literal!(f32, f32::NEG_INFINITY), "-INF");
    assert_eq!(literal!(f64, f64::INFINITY), "INF");
    assert_eq!(literal!(f64, f64::NAN), "NaN");
    assert_eq!(
        literal!(Decimal, "-12345678901234567890.10".parse::<Decimal>().unwrap()),
        "-12345678901234567890.10"
    );
    assert_eq!(literal!(Guid, guid), "01234567-89ab-cdef-0123-456789abcdef");
    assert_eq!(literal!(Date, Date::new(2024, 2, 29).unwrap()), "2024-02-29");
    assert_eq!(literal!(TimeOfDay, TimeOfDay::new(7, 59, 0).unwrap()), "07:59:00");
    let point: DateTimeOffset = "2024-02-29T07:59:59.1234567+02:00".parse().unwrap();
    assert_eq!(literal!(DateTimeOffset, &point), "2024-02-29T07:59:59.1234567+02:00");
    assert_eq!(literal!(Duration, Duration::from_seconds(86_400)), "duration'P1D'");
    assert_eq!(literal!(Binary, Binary(vec![0xfb, 0xff])), "binary'-_8='");
    assert_eq!(literal!(AlertSeverity, AlertSeverity::High), "'high'");
    assert_eq!(literal!(AlertSeverity, AlertSeverity::from("it's new")), "'it''s new'");
    assert_eq!(literal!(AlertSeverity, Qualified(AlertSeverity::Low)), "sample.alertSeverity'low'");
    assert_eq!(literal!(FlagSet<AlertSeverity>, severities), "'low,high'");
    // The plus sign of an offset is encoded, because services would read it as a space.
    assert!(
        simple()
            .filter(LAST_SEEN.lt(point))
            .to_string()
            .ends_with("lt%202024-02-29T07%3A59%3A59.1234567%2B02%3A00")
    );
}

#[test]
fn what_belongs_together_stays_together() {
    let a = || ID.eq("a");
    let b = || ACTIVATION_COUNT.lt(2);
    let c = || SEVERITY.ne(AlertSeverity::Low);
    assert_eq!(text(&a().and(b()).or(c())), "id eq 'a' and activationCount lt 2 or severity ne 'low'");
    assert_eq!(text(&a().and(b().or(c()))), "id eq 'a' and (activationCount lt 2 or severity ne 'low')");
    assert_eq!(text(&a().or(b()).and(c())), "(id eq 'a' or activationCount lt 2) and severity ne 'low'");
    assert_eq!(text(&a().and(b()).and(c())), "id eq 'a' and activationCount lt 2 and severity ne 'low'");
    assert_eq!(text(&a().or(b()).not()), "not (id eq 'a' or activationCount lt 2)");
    assert_eq!(text(&(!a()).and(b())), "not (id eq 'a') and activationCount lt 2");
    let raw = || Filter::<SimpleIncident>::raw("x eq 1 or y eq 2");
    assert_eq!(text(&raw().and(a())), "(x eq 1 or y eq 2) and id eq 'a'");
    assert_eq!(text(&a().or(raw())), "id eq 'a' or (x eq 1 or y eq 2)");
    assert_eq!(text(&raw()), "x eq 1 or y eq 2");
    let query = simple().filter_raw("x eq 1 or y eq 2").filter(a());
    assert_eq!(query.unencoded(), "$filter=(x eq 1 or y eq 2) and id eq 'a'");
}

#[test]
fn filters_say_what_they_mean() {
    let name = || OWNER.path(DISPLAY_NAME);
    for (filter, expected) in [
        (ID.in_(["a", "b'c"]), "id in ('a','b''c')"),
        (ACTIVATION_COUNT.in_([1]), "activationCount in (1)"),
        (ACTIVATION_COUNT.in_(Vec::<i32>::new()), "false"),
        (ID.contains("a,b"), "contains(id,'a,b')"),
        (name().starts_with("A"), "startswith(owner/displayName,'A')"),
        (name().ends_with("z"), "endswith(owner/displayName,'z')"),
        (OWNER.is_null(), "owner eq null"),
        (name().is_not_null(), "owner/displayName ne null"),
        (MODES.has(AlertSeverity::Low), "modes has 'low'"),
        (INTERVAL.ge(Duration::from_seconds(1)), "interval ge duration'PT1S'"),
        (TAGS.any(item().eq("a")), "tags/any(x:x eq 'a')"),
        (TAGS.all(item().ne("a").and(item().ne("b"))), "tags/all(x:x ne 'a' and x ne 'b')"),
        (TAGS.is_not_empty(), "tags/any()"),
        (OWNERS.count().gt(2), "owners/$count gt 2"),
        (OWNERS.any(DISPLAY_NAME.contains("a")), "owners/any(x:contains(x/displayName,'a'))"),
        (CHILDREN.any(BASE_ID.eq("1")), "children/any(x:x/id eq '1')"),
        (RELATED.path(BASE_ID).eq("1"), "related/id eq '1'"),
        (RELATED.path(ACTIVATION_COUNT).le(1), "related/sample.simpleIncident/activationCount le 1"),
        (
            CHILDREN.any(TAGS.any(item().eq("t")).and(SEVERITY.eq(AlertSeverity::High))),
            "children/any(x:x/sample.simpleIncident/tags/any(x2:x2 eq 't') \
             and x/sample.simpleIncident/severity eq 'high')",
        ),
    ] {
        assert_eq!(text(&filter), expected);
    }
}

#[test]
fn searches_quote_what_they_look_for() {
    let query = simple().search_in(ID, r#"a "b" \c"#);
    assert_eq!(query.unencoded(), r#"$search="id:a \"b\" \\c""#);
}

#[test]
fn hostile_literals_stay_in_their_place() {
    let long = "é'".repeat(5 * 1024);
    for (literal, encoded) in [
        ("a'b", "%27a%27%27b%27"),
        ("' or 1 eq 1 or x eq '", "%27%27%27%20or%201%20eq%201%20or%20x%20eq%20%27%27%27"),
        ("100%", "%27100%25%27"),
        ("%27", "%27%2527%27"),
        ("a&$top=1", "%27a%26%24top%3D1%27"),
        ("a#b?c", "%27a%23b%3Fc%27"),
        ("a+b c", "%27a%2Bb%20c%27"),
        ("a\r\nb\0", "%27a%0D%0Ab%00%27"),
        ("ü✓🦀", "%27%C3%BC%E2%9C%93%F0%9F%A6%80%27"),
        ("~-._", "%27~-._%27"),
        (&long, &format!("%27{}%27", "%C3%A9%27%27".repeat(5 * 1024))),
    ] {
        let query = simple().filter(ID.eq(literal));
        assert_eq!(query.to_string(), format!("%24filter=id%20eq%20{encoded}"));
    }
}

/// Reads one string literal of OData. Returns its value, and the text behind it.
fn unquote(text: &str) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('\'')?;
    let mut said = String::new();
    loop {
        let (before, after) = rest.split_once('\'')?;
        said.push_str(before);
        rest = after;
        match rest.strip_prefix('\'') {
            Some(more) => {
                said.push('\'');
                rest = more;
            }
            None => return Some((said, rest)),
        }
    }
}

/// Returns the query options as a service would parse them.
fn parsed(url: &str) -> Vec<(String, String)> {
    let decoded = |text: &str| percent_decode_str(text).decode_utf8().unwrap().into_owned();
    url.split('&')
        .map(|option| option.split_once('=').unwrap())
        .map(|(k, v)| (decoded(k), decoded(v)))
        .collect()
}

proptest! {
    #[test]
    fn a_literal_is_read_back_and_never_leaves_its_place(literal in any::<String>(), name in "[a-z$&=%# ]{1,8}") {
        let query = simple()
            .filter(ID.eq(literal.as_str()).and(ID.starts_with(literal.as_str()).not()))
            .expand(CHILDREN.with(Query::new().filter(BASE_ID.in_([literal.as_str(), "z"])).top(1)))
            .select(ID)
            .option(name.clone(), literal.clone());
        let url = query.to_string();
        prop_assert!(url.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~%&=,".contains(&byte)), "{url}");
        let options = parsed(&url);
        let names: Vec<_> = options.iter().map(|(name, _)| name.as_str()).collect();
        prop_assert_eq!(names, ["$expand", "$filter", "$select", name.as_str()]);

        let (said, rest) = unquote(options[1].1.strip_prefix("id eq ").unwrap()).unwrap();
        prop_assert_eq!(&said, &literal);
        let (said, rest) = unquote(rest.strip_prefix(" and not (startswith(id,").unwrap()).unwrap();
        prop_assert_eq!((said.as_str(), rest), (literal.as_str(), "))"));

        let (said, rest) = unquote(options[0].1.strip_prefix("children($filter=id in (").unwrap()).unwrap();
        prop_assert_eq!((said.as_str(), rest), (literal.as_str(), ",'z');$top=1)"));
        prop_assert_eq!(&options[3].1, &literal);
    }

    #[test]
    fn the_same_query_is_the_same_bytes(literal in any::<String>(), top in any::<u64>()) {
        let query = || simple().filter(ID.contains(literal.as_str())).top(top);
        prop_assert_eq!(query().to_string(), query().clone().to_string());
    }

    #[test]
    fn floats_are_read_back(number in any::<f64>()) {
        const FIELD: Field<SimpleIncident, f64> = property(0, "p");
        let text = text(&FIELD.eq(number));
        let text = text.strip_prefix("p eq ").unwrap();
        let read: f64 = text.replace("INF", "inf").parse().unwrap();
        prop_assert!(read.to_bits() == number.to_bits() || read.is_nan() && number.is_nan());
    }
}
