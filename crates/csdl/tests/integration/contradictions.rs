//! Annotations that contradict each other: each contradiction is reported with its places, and the order of
//! annotations has no effect.

use csdl::diagnostic::{Diagnostic, Diagnostics, Kind, Severity};
use csdl::model::{Model, Type};
use csdl::resolve::report_contradictions;
use csdl::source::Sources;

/// The declarations that can be annotated: the path of each, and the text around inline annotations.
const PLACES: [(&str, &str, &str); 9] = [
    ("a.e", r#"<EntityType Name="e">"#, "</EntityType>"),
    ("a.e/p", r#"<EntityType Name="e"><Property Name="p" Type="Edm.String">"#, "</Property></EntityType>"),
    (
        "a.e/p",
        r#"<EntityType Name="e"><NavigationProperty Name="p" Type="n.o">"#,
        "</NavigationProperty></EntityType>",
    ),
    ("a.c", r#"<ComplexType Name="c">"#, "</ComplexType>"),
    ("a.k/m", r#"<EnumType Name="k"><Member Name="m" Value="0">"#, "</Member></EnumType>"),
    ("a.d", r#"<TypeDefinition Name="d" UnderlyingType="Edm.String">"#, "</TypeDefinition>"),
    ("a.f", r#"<Action Name="f">"#, "</Action>"),
    ("a.f/p", r#"<Action Name="f"><Parameter Name="p" Type="Edm.String">"#, "</Parameter></Action>"),
    ("a.t", r#"<Term Name="t" Type="Edm.String">"#, "</Term>"),
];

/// Values of one term that contradict each other.
const VALUES: [[&str; 2]; 5] = [
    [
        r#"Term="Org.OData.Core.V1.Computed" Bool="true" /"#,
        r#"Term="Org.OData.Core.V1.Computed" Bool="false" /"#,
    ],
    [r#"Term="Org.OData.Core.V1.Computed" /"#, r#"Term="Org.OData.Core.V1.Computed" Bool="false" /"#],
    [r#"Term="a.own" String="x" /"#, r#"Term="n.own" String="y" /"#],
    [r#"Term="x.y" Qualifier="q" Int="1" /"#, r#"Term="x.y" Qualifier="q" Int="2" /"#],
    [
        r#"Term="x.y"><Collection><String>a</String></Collection></Annotation"#,
        r#"Term="x.y"><Record><PropertyValue Property="b" Int="1" /></Record></Annotation"#,
    ],
];

/// Annotations that do not contradict each other: they agree, or are about different things.
const HARMLESS: [[&str; 2]; 5] = [
    [r#"Term="x.y" Int="1" /"#, r#"Term="x.y" Int="1" /"#],
    [r#"Term="x.y" /"#, r#"Term="x.y" Bool="true" /"#],
    [r#"Term="x.y" Bool="true" /"#, r#"Term="x.y"><Bool>true</Bool></Annotation"#],
    [r#"Term="x.y" Qualifier="a" Int="1" /"#, r#"Term="x.y" Qualifier="b" Int="2" /"#],
    [
        r#"Term="x.y"><Record><PropertyValue Property="a" /><PropertyValue Property="b" Int="1" /></Record></Annotation"#,
        r#"Term="x.y"><Record><PropertyValue Property="b" Int="1" /><PropertyValue Property="a" /></Record></Annotation"#,
    ],
];

/// The ways in which two annotations can be written in metadata: both inline, in one element, in two, or one inline.
fn documents((target, open, close): (&str, &str, &str), [first, second]: [&str; 2]) -> [String; 4] {
    let (first, second) = (format!("<Annotation {first}>"), format!("<Annotation {second}>"));
    let apart = |text: &str| format!(r#"<Annotations Target="{target}">{text}</Annotations>"#);
    [
        format!("{open}{first}{second}{close}"),
        format!("{open}{close}{}", apart(&format!("{first}{second}"))),
        format!("{}{open}{close}{}", apart(&first), apart(&second)),
        format!("{open}{first}{close}{}", apart(&second)),
    ]
}

fn read(schema: &str) -> (Model, Vec<Diagnostic>) {
    let text = format!(
        r#"<e:Edmx Version="4.0" xmlns:e="http://docs.oasis-open.org/odata/ns/edmx"><e:DataServices>
        <Schema Namespace="n" Alias="a" xmlns="http://docs.oasis-open.org/odata/ns/edm">
        <EntityType Name="o" />{schema}</Schema></e:DataServices></e:Edmx>"#
    );
    let mut sources = Sources::default();
    let file = sources.add("test.csdl", text);
    let mut diagnostics = Diagnostics::default();
    let model = csdl::model(&sources, &[file], &mut diagnostics);
    assert!(diagnostics.is_empty(), "{schema}: {diagnostics:?}");
    report_contradictions(&model, &mut diagnostics);
    (model, diagnostics.iter().cloned().collect())
}

#[test]
fn every_contradiction_is_told_in_either_order() {
    for place in PLACES {
        for [one, other] in VALUES {
            let said = documents(place, [one, other]).into_iter().zip(documents(place, [other, one]));
            for (schema, reversed) in said {
                let [found, back] = [&schema, &reversed].map(|schema| read(schema).1);
                for warnings in [&found, &back] {
                    assert_eq!(warnings.len(), 1, "{schema}: {warnings:?}");
                    let [warning] = warnings.as_slice() else { return };
                    assert_eq!((warning.severity, warning.kind), (Severity::Warning, Kind::Contradiction));
                    assert_eq!((warning.labels.len(), warning.help.len()), (2, 1), "{schema}");
                }
                let texts = |warnings: &[Diagnostic]| {
                    let first = warnings.first().unwrap();
                    (first.message.clone(), first.help.clone())
                };
                assert_eq!(texts(&found), texts(&back), "{schema}");
            }
        }
        for pair in HARMLESS {
            for schema in documents(place, pair) {
                assert_eq!(read(&schema).1, [], "{schema}");
            }
        }
    }
}

#[test]
fn what_is_decided_does_not_depend_on_the_order() {
    let place = PLACES[1];
    let says = |schema: &str| {
        let (model, _) = read(schema);
        let Some(Type::Structured(ty)) = model.find("n.e").map(|id| model.ty(id)) else { return Vec::new() };
        let annotations = &ty.properties.first().unwrap().annotations;
        vec![
            annotations.is_tagged("Org.OData.Core.V1.Computed"),
            annotations.is_read_only(),
            annotations.is_sensitive(),
        ]
    };
    let permission = |member: &str| {
        format!(
            r#"Term="Org.OData.Core.V1.Permissions" EnumMember="Org.OData.Core.V1.Permission/{member}" /"#
        )
    };
    let sensitive = |value: &str| {
        format!(r#"Term="com.sap.vocabularies.PersonalData.v1.IsPotentiallySensitive" Bool="{value}" /"#)
    };
    let cases = [
        (VALUES[0].map(str::to_owned), [false, false, false]),
        (["Read", "ReadWrite"].map(permission), [false, false, false]),
        (["Read", "None"].map(permission), [false, true, false]),
        (["true", "false"].map(sensitive), [false, false, true]),
    ];
    for ([one, other], expected) in &cases {
        for pair in [[one.as_str(), other], [other.as_str(), one]] {
            for schema in documents(place, pair) {
                assert_eq!(says(&schema), expected, "{schema}");
            }
        }
    }
}

#[test]
fn places_that_lead_nowhere_and_records_can_contradict_themselves() {
    let nowhere = r#"<Annotations Target="n.o/x/y"><Annotation Term="x.y" Int="1" /></Annotations>
        <Annotations Target="a.o/x/y"><Annotation Term="x.y" Int="2" /></Annotations>"#;
    let mut sources = Sources::default();
    let text = format!(
        r#"<e:Edmx Version="4.0" xmlns:e="http://docs.oasis-open.org/odata/ns/edmx"><e:DataServices>
        <Schema Namespace="n" Alias="a" xmlns="http://docs.oasis-open.org/odata/ns/edm">
        <EntityType Name="o" />{nowhere}</Schema></e:DataServices></e:Edmx>"#
    );
    let file = sources.add("test.csdl", text);
    let model = csdl::model(&sources, &[file], &mut Diagnostics::default());
    let mut diagnostics = Diagnostics::default();
    report_contradictions(&model, &mut diagnostics);
    let messages: Vec<_> = diagnostics.iter().map(|warning| warning.message.as_str()).collect();
    assert_eq!(messages, ["`n.o/x/y` has contradicting annotations: `x.y`"]);

    let record = |values: [&str; 2]| {
        let values = values.map(|value| format!(r#"<PropertyValue Property="b" Bool="{value}" />"#));
        format!(
            r#"<EntityType Name="e"><Annotation Term="x.y"><Record>{}</Record></Annotation></EntityType>"#,
            values.concat()
        )
    };
    let found = [["true", "false"], ["false", "true"]].map(|values| read(&record(values)).1);
    for warnings in &found {
        let messages: Vec<_> = warnings.iter().map(|warning| warning.message.as_str()).collect();
        assert_eq!(messages, ["`n.e` has contradicting annotations: `x.y`, in `b`"]);
    }
    assert_eq!(read(&record(["true", "true"])).1, []);
}
