//! The reader on small documents: every element, every place, and hostile input.

use csdl::diagnostic::{Diagnostics, Style};
use csdl::document::{Document, Expression};
use csdl::read;
use csdl::source::{Place, Sources};

/// A document that was read, and access to the text at a place in it.
struct Read {
    document: Document,
    sources: Sources,
    diagnostics: Diagnostics,
}

impl Read {
    fn new(text: &str) -> Self {
        let mut sources = Sources::default();
        let file = sources.add("test.csdl", text);
        let mut diagnostics = Diagnostics::default();
        let document = read::document(&sources, file, &mut diagnostics);
        Self { document, sources, diagnostics }
    }

    fn without_problems(text: &str) -> Self {
        let read = Self::new(text);
        assert_eq!(read.diagnostics.render(&read.sources, Style::Plain), "");
        read
    }

    fn at(&self, place: Place) -> &str {
        &self.sources.file(place.file).unwrap().text[place.start as usize..place.end as usize]
    }

    fn unknown(&self) -> Vec<&str> {
        self.document.unknown.iter().map(|unknown| unknown.value.as_str()).collect()
    }
}

/// A document with one schema of the given content.
fn document(schema: &str) -> String {
    format!(
        r#"<e:Edmx Version="4.01" xmlns:e="http://docs.oasis-open.org/odata/ns/edmx"><e:DataServices>
        <Schema Namespace="n" Alias="a" xmlns="http://docs.oasis-open.org/odata/ns/edm">{schema}</Schema>
        </e:DataServices></e:Edmx>"#
    )
}

const EVERYTHING: &str = include_str!("../read/everything.csdl");

#[test]
fn every_element_is_read() {
    let read = Read::without_problems(EVERYTHING);
    assert_eq!(read.unknown(), [""; 0]);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../read");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    // A place is shown as the text at that place, since offsets would change with every edit of the input.
    let mut shown = format!("{:#?}", read.document.schemas);
    shown = show_places(&shown, EVERYTHING);
    settings.bind(|| insta::assert_snapshot!("everything", shown));
}

/// Replaces each `Place { .. }` of a debug text by the text of that place.
fn show_places(debug: &str, source: &str) -> String {
    let mut output = String::new();
    let mut rest = debug;
    while let Some((before, after)) = rest.split_once("Place {") {
        let (fields, after) = after.split_once('}').unwrap();
        let number = |name: &str| -> usize {
            let (_, value) = fields.split_once(name).unwrap();
            value.split(',').next().unwrap().trim().parse().unwrap()
        };
        output.push_str(before);
        output.extend(["@`", &source[number("start:")..number("end:")], "`"]);
        rest = after;
    }
    output + rest
}

#[test]
fn byte_order_mark_line_ends_and_prefixes_change_nothing() {
    let plain = Read::without_problems(EVERYTHING);
    let dos = format!("\u{feff}{}", EVERYTHING.replace('\n', "\r\n"));
    let dos = Read::without_problems(&dos);
    let types = |read: &Read| -> Vec<String> {
        let entity_types = &read.document.schemas[0].entity_types;
        entity_types
            .iter()
            .map(|ty| format!("{} {}", ty.structured.name, read.at(ty.structured.place)))
            .collect()
    };
    assert_eq!(types(&plain), types(&dos));

    let prefixed = document("").replace("<Schema", "<x:Schema").replace("</Schema", "</x:Schema");
    let prefixed = Read::without_problems(&prefixed.replace("xmlns=", "xmlns:x="));
    assert_eq!(prefixed.document.schemas.len(), 1);
    assert_eq!(prefixed.document.version, "4.01");
}

#[test]
fn what_is_not_known_is_recorded_with_its_place() {
    let read = Read::without_problems(&document(
        r#"<EntityType Name="user" xmlns:s="urn:s" s:label="l" Colour="red">stray
             <s:Foo><Bar/></s:Foo>
             <Property Name="id" Type="Edm.String"><Annotation Term="n.t"><Perhaps/></Annotation></Property>
           </EntityType>"#,
    ));
    assert_eq!(
        read.unknown(),
        [
            "attribute `s:label` of `EntityType`",
            "attribute `Colour` of `EntityType`",
            "text in `EntityType`",
            "element `s:Foo` in `EntityType`",
            "element `Perhaps` in `Annotation`",
        ]
    );
    let places: Vec<_> = read.document.unknown.iter().map(|unknown| read.at(unknown.place).trim()).collect();
    assert_eq!(places, ["l", "red", "stray", "s:Foo", "Perhaps"]);
}

#[test]
fn a_constant_has_one_text_for_all_forms_of_its_value() {
    let read = Read::without_problems(&document(
        r#"<Annotations Target="n.a">
             <Annotation Term="n.t" Bool="1" /><Annotation Term="n.t" Bool=" true " />
             <Annotation Term="n.t"><Bool> 0 </Bool></Annotation>
             <Annotation Term="n.t" EnumMember=" n.e/a  n.e/b " />
             <Annotation Term="n.t" Int=" 5 " /><Annotation Term="n.t" String=" s " />
           </Annotations>"#,
    ));
    let annotations = &read.document.schemas[0].annotations[0].annotations;
    let values: Vec<_> = annotations.iter().map(|annotation| annotation.value.as_ref().unwrap()).collect();
    let texts: Vec<_> = values
        .iter()
        .map(|value| match value {
            Expression::Constant(_, text) => text.as_str(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(texts, ["true", "true", "false", "n.e/a n.e/b", "5", " s "]);
    let booleans: Vec<_> = values.iter().map(|value| value.as_bool()).collect();
    assert_eq!(booleans, [Some(true), Some(true), Some(false), None, None, None]);
    let members: Vec<_> = values.iter().map(|value| value.enum_members().collect::<Vec<_>>()).collect();
    assert_eq!(members, [vec![], vec![], vec![], vec!["a", "b"], vec![], vec![]]);
}

#[test]
fn what_could_be_read_is_returned_beside_the_errors() {
    let read = Read::new(&document(r#"<EntityType Abstract="yes"><Property Name="id" /></EntityType>"#));
    assert!(read.diagnostics.has_errors());
    assert_eq!(read.diagnostics.iter().count(), 3);
    let user = &read.document.schemas[0].entity_types[0].structured;
    assert_eq!(user.properties[0].name, "id");
    assert_eq!(read.at(user.place), "EntityType");
    assert_eq!(read.at(user.properties[0].ty.place), "Property");
}

#[test]
fn hostile_nesting_ends_in_an_error_and_not_in_a_crash() {
    let levels = 100_000;
    let annotation = r#"<Annotation Term="n.t">"#.repeat(levels) + &"</Annotation>".repeat(levels);
    let collection = "<Collection>".repeat(levels) + &"</Collection>".repeat(levels);
    let nested = document(&format!(
        r#"<Annotations Target="n.a">{annotation}<Annotation Term="n.t">{collection}</Annotation></Annotations>"#
    ));
    let read = Read::new(&nested);
    let messages: Vec<_> = read.diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
    assert_eq!(messages, ["annotations are nested deeper than 64 levels"; 2]);

    let unknown = Read::without_problems(&document(&("<x>".repeat(levels) + &"</x>".repeat(levels))));
    assert_eq!(unknown.unknown(), ["element `x` in `Schema`"]);

    let unclosed = Read::new(&document("").replace("</Schema>", &"<x>".repeat(levels)));
    assert!(unclosed.diagnostics.has_errors());
}

#[test]
fn every_cut_of_a_document_is_an_error() {
    let end = EVERYTHING.trim_end().len();
    for cut in (0..end).filter(|&cut| EVERYTHING.is_char_boundary(cut)) {
        let read = Read::new(&EVERYTHING[..cut]);
        assert!(read.diagnostics.has_errors(), "cut at {cut}");
        read.diagnostics.render(&read.sources, Style::Plain);
    }
}
