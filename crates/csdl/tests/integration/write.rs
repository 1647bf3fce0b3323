//! The writer: a document that is read, written and read again is the same, and writing the canonical form again
//! changes nothing.

use csdl::diagnostic::{Diagnostics, Style};
use csdl::document::Document;
use csdl::source::Sources;
use csdl::{read, write};

const EVERYTHING: &str = include_str!("../read/everything.csdl");
const OURS: &str = include_str!("../../../../schemas/beta/microsoft.graph.csdl");

fn read(text: &str) -> Document {
    let mut sources = Sources::default();
    let file = sources.add("test.csdl", text);
    let mut diagnostics = Diagnostics::default();
    let document = read::document(&sources, file, &mut diagnostics);
    assert_eq!(diagnostics.render(&sources, Style::Plain), "");
    document
}

/// A document with one schema of the given content.
fn document(schema: &str) -> String {
    format!(
        r#"<e:Edmx Version="4.01" xmlns:e="http://docs.oasis-open.org/odata/ns/edmx"><e:DataServices>
        <Schema Namespace="n" Alias="a" xmlns="http://docs.oasis-open.org/odata/ns/edm">{schema}</Schema>
        </e:DataServices></e:Edmx>"#
    )
}

/// The meaning of a document as text: without places, with aliases expanded, and with declarations sorted by their
/// text.
///
/// The lines of a declaration are also sorted, since the writer moves descriptions to the front. The names of
/// declarations follow in their order. This function works on text and the writer on structure, so that neither hides
/// a mistake of the other.
fn meaning(document: &Document) -> String {
    let mut parts =
        vec![format!("{:?} {:?} {:#?}", document.version, document.comments, document.references)];
    for schema in &document.schemas {
        let namespace = &schema.namespace;
        let mut part = |declaration: String| parts.push(format!("{namespace} {declaration}"));
        part(format!("{:?}", schema.alias));
        schema.entity_types.iter().for_each(|it| part(format!("{it:#?}")));
        schema.complex_types.iter().for_each(|it| part(format!("{it:#?}")));
        schema.enum_types.iter().for_each(|it| part(format!("{it:#?}")));
        schema.type_definitions.iter().for_each(|it| part(format!("{it:#?}")));
        schema.operations.iter().for_each(|it| part(format!("{it:#?}")));
        schema.terms.iter().for_each(|it| part(format!("{it:#?}")));
        schema.containers.iter().for_each(|it| part(format!("{it:#?}")));
        schema.annotations.iter().for_each(|it| part(format!("{it:#?}")));
    }
    let mut parts: Vec<_> = parts
        .iter()
        .map(|part| {
            let part = expand(document, &without_places(part));
            let names: Vec<_> = part.lines().filter(|line| line.trim_start().starts_with("name: ")).collect();
            let mut lines: Vec<_> = part.lines().collect();
            lines.sort_unstable();
            lines.join("\n") + &names.join("\n")
        })
        .collect();
    parts.sort();
    parts.join("\n")
}

fn without_places(debug: &str) -> String {
    let mut output = String::new();
    let mut rest = debug;
    while let Some((before, after)) = rest.split_once("Place {") {
        output.push_str(before);
        rest = after.split_once('}').unwrap().1;
    }
    output + rest
}

fn expand(document: &Document, text: &str) -> String {
    document.schemas.iter().fold(text.to_owned(), |text, schema| match &schema.alias {
        Some(alias) => text.replace(&format!("\"{}.", alias.value), &format!("\"{}.", schema.namespace)),
        None => text,
    })
}

/// Reads and writes a text. Checks that nothing is lost and that writing again changes nothing.
fn round_trip(text: &str) -> String {
    let before = read(text);
    let written = write::document(&before);
    let after = read(&written);
    assert!(meaning(&before) == meaning(&after), "the meaning changed:\n{written}");
    assert!(write::document(&after) == written, "not a fixed point:\n{written}");
    assert_eq!(after.unknown, []);
    written
}

#[test]
fn every_element_is_written() {
    let written = round_trip(EVERYTHING);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../write");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("everything", written));
}

#[test]
fn all_of_graph_is_written() {
    for name in ["v1.0.csdl", "beta-ussec.csdl"] {
        let Some(text) = test_support::real_metadata(name) else { continue };
        round_trip(&text);
    }
}

#[test]
fn the_schemas_of_the_workspace_are_canonical() {
    assert_eq!(write::document(&read(OURS)), OURS);
}

#[test]
fn characters_survive() {
    let text = "a & b < c > d \" e ' f\u{9}g\u{a}h\u{d}i \u{e9} \u{1f600} ]]> <!-- -->  ";
    let escaped: Vec<_> = text.chars().map(|character| format!("&#{};", u32::from(character))).collect();
    let escaped = escaped.concat();
    let written = round_trip(&document(&format!(
        r#"<Annotations Target="n.x">
             <Annotation Term="n.inline" String="{escaped}" />
             <Annotation Term="n.element"><Collection><String>{escaped}</String><String /></Collection></Annotation>
           </Annotations>"#
    )));
    let inline =
        "a &amp; b &lt; c &gt; d &quot; e ' f&#9;g&#10;h&#13;i \u{e9} \u{1f600} ]]&gt; &lt;!-- --&gt;  ";
    assert!(written.contains(&format!("String=\"{inline}\"")), "{written}");
    let element = inline.replace("&quot;", "\"");
    assert!(written.contains(&format!("<String>{element}</String>\n")), "{written}");
    let read = format!("{:?}", read(&written).schemas);
    assert_eq!(read.matches(&format!("{text:?}")).count(), 2, "{read}");
}

#[test]
fn order_and_form_do_not_depend_on_the_input() {
    let one = document(
        r#"<EntityContainer Name="c"><Singleton Name="s" Type="n.b" /></EntityContainer>
           <Action Name="z"><Parameter Name="p" Type="n.b" /></Action>
           <Action Name="z" IsBound="1"><Parameter Name="b" Type="Collection(a.b)" /></Action>
           <EntityType Name="b" Abstract="false"><Annotation Term="n.t" /><Property Name="y" Type="Edm.String" />
             <Annotation Term="Org.OData.Core.V1.Description"><String>first</String></Annotation>
             <Property Name="x" Type="Edm.String" Nullable="0" /></EntityType>
           <EntityType Name="B" /><EnumType Name="e" />"#,
    );
    let expected = r#"<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.01" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:DataServices>
    <Schema Namespace="n" Alias="a" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EnumType Name="e" />
      <EntityType Name="B" />
      <EntityType Name="b">
        <Annotation Term="Org.OData.Core.V1.Description" String="first" />
        <Property Name="y" Type="Edm.String" />
        <Property Name="x" Type="Edm.String" Nullable="false" />
        <Annotation Term="n.t" />
      </EntityType>
      <Action Name="z">
        <Parameter Name="p" Type="a.b" />
      </Action>
      <Action Name="z" IsBound="true">
        <Parameter Name="b" Type="Collection(a.b)" />
      </Action>
      <EntityContainer Name="c">
        <Singleton Name="s" Type="a.b" />
      </EntityContainer>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>
"#;
    assert_eq!(round_trip(&one), expected);
}

/// An ambiguous alias is not used, since the text must keep its meaning.
#[test]
fn an_alias_that_is_a_namespace_too_is_not_used() {
    let schema = |namespace: &str, rest: &str| {
        format!(r#"<Schema Namespace="{namespace}" {rest} xmlns="http://docs.oasis-open.org/odata/ns/edm">"#)
    };
    let text = document("").replace(
        "</e:DataServices>",
        &format!(
            r#"{}<ComplexType Name="x" BaseType="n.y" /></Schema>{}<ComplexType Name="z" BaseType="b.x" /></Schema></e:DataServices>"#,
            schema("a", ""),
            schema("b", r#"Alias="c""#)
        ),
    );
    let written = write::document(&read(&text));
    assert!(written.contains(r#"BaseType="n.y""#), "{written}");
    assert!(written.contains(r#"BaseType="c.x""#), "{written}");
}

#[test]
fn what_stands_around_schemas_survives() {
    let comment = "<!--\n  Of the file.\n-->\n<!-- And another. -->\n";
    let reference = r#"<e:Reference Uri="https://example.com/a?b&amp;c"><e:IncludeAnnotations TermNamespace="t" Qualifier="q"
        TargetNamespace="n" /><e:Include Namespace="m"><m:Annotation xmlns:m="http://docs.oasis-open.org/odata/ns/edm"
        Term="t.x" /></e:Include></e:Reference><e:DataServices>"#;
    let text = comment.to_owned() + &document("").replace("<e:DataServices>", reference);
    let written = round_trip(&text.replace('\n', "\r\n"));
    let expected = format!(
        r#"{comment}<edmx:Edmx Version="4.01" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:Reference Uri="https://example.com/a?b&amp;c" xmlns="http://docs.oasis-open.org/odata/ns/edm">
    <edmx:Include Namespace="m">
      <Annotation Term="t.x" />
    </edmx:Include>
    <edmx:IncludeAnnotations TermNamespace="t" Qualifier="q" TargetNamespace="n" />
  </edmx:Reference>
"#
    );
    assert!(written.contains(&expected), "{written}");
}
