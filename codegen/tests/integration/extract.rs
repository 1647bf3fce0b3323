//! Extracts of whole metadata files: they hold everything that the slices need, and only our own descriptions.

use csdl::diagnostic::{Diagnostics, Style};
use csdl::source::Sources;
use graph_models_codegen::{Extract, Input, extract, generate};

const OURS: &str = include_str!("../../../schemas/beta/microsoft.graph.csdl");
const FILE: &str = "beta/microsoft.graph.csdl";

fn input(slices: &str, ours: Option<&str>) -> Input {
    let mut input = Input::new("slices.toml", slices);
    if let Some(ours) = ours {
        input.add_metadata(FILE, "ours.csdl", ours);
    }
    input
}

/// The extract, or the messages if there is none.
fn try_extract(
    slices: &str,
    ours: Option<&str>,
    version: Option<&str>,
    whole: &str,
) -> Result<Extract, String> {
    let mut input = input(slices, ours);
    let extracted = extract(&mut input, version, "whole.csdl", whole);
    extracted.extract.ok_or_else(|| extracted.diagnostics.render(input.sources(), Style::Plain))
}

/// The text of the only file of an extract.
fn only(extract: &Extract) -> &str {
    assert_eq!((extract.files.len(), extract.emptied.len()), (1, 0));
    extract.files.get(FILE).map_or("", String::as_str)
}

/// Slices of beta by path.
fn slices(roots: &[(&str, &str)]) -> String {
    let tables = roots.iter().map(|(name, root)| {
        format!(
            "[{name}]\nversion = \"beta\"\nmetadata = [{FILE:?}]\ndescription = \"x\"\nroots = [{root:?}]\n"
        )
    });
    tables.collect()
}

#[test]
fn the_shipped_metadata_is_what_is_extracted() {
    let Some(whole) = test_support::real_metadata("beta-ussec.csdl") else { return };
    let extract = try_extract(test_support::beta_slices(), Some(OURS), None, &whole).unwrap();
    assert_eq!(only(&extract), OURS);
    assert_eq!(extract.name, FILE);
    assert_eq!((extract.added, extract.removed, extract.undescribed), (vec![], vec![], vec![]));
}

/// The generator makes the same output from an extract as from the whole metadata, except for the documentation. One of
/// the roots is below a type with bases and a key, and one has properties that lead out of the slice.
#[test]
fn an_extract_generates_what_the_whole_does() {
    let Some(whole) = test_support::real_metadata("beta-ussec.csdl") else { return };
    let mut sources = Sources::default();
    let file = sources.add("whole.csdl", whole.as_str());
    let canonical = csdl::format(&sources, file, &mut Diagnostics::default());
    let without_texts: String = canonical
        .split_inclusive('\n')
        .filter(|line| !line.contains(r#"Term="Org.OData.Core.V1.Description""#))
        .collect();
    for root in [
        "identityGovernance/accessReviews",
        "users/{id}/authentication",
        "roleManagement/directory",
        "organization",
    ] {
        let slices = slices(&[("part", root)]);
        let extract =
            try_extract(&slices, None, None, &whole).unwrap_or_else(|said| panic!("{root}: {said}"));
        assert!(only(&extract).len() < whole.len(), "{root}");
        assert!(!extract.undescribed.is_empty(), "{root}");

        let of_extract = generate(&input(&slices, Some(only(&extract))));
        let of_whole = generate(&input(&slices, Some(&without_texts)));
        assert!(of_extract.files.len() > 2, "{root}: {:?}", of_extract.files.keys());
        assert!(of_extract.files.keys().eq(of_whole.files.keys()), "{root}");
        for (name, text) in &of_whole.files {
            let other = of_extract.files.get(name).unwrap();
            let difference = text.lines().zip(other.lines()).find(|(a, b)| a != b);
            assert!(other == text, "{root}: {name} differs: {difference:?}");
        }

        let again = try_extract(&slices, Some(only(&extract)), None, &whole).unwrap();
        assert_eq!(again.files, extract.files, "{root}");
        assert!(again.added.is_empty() && again.removed.is_empty(), "{root}");
    }
}

const HEAD: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:DataServices>
    <Schema Namespace="n" Alias="a" xmlns="http://docs.oasis-open.org/odata/ns/edm">
"#;
const TAIL: &str = "    </Schema>\n  </edmx:DataServices>\n</edmx:Edmx>\n";

/// A whole service, with descriptions by other authors.
const WHOLE: &str = r#"
<EnumType Name="colour"><Member Name="red" Value="0" /><Member Name="blue" Value="1" /></EnumType>
<EnumType Name="unused" />
<ComplexType Name="part"><Property Name="colour" Type="n.colour" /></ComplexType>
<EntityType Name="base" Abstract="true"><Key><PropertyRef Name="id" /></Key>
  <Property Name="id" Type="Edm.String" Nullable="false" /><Property Name="note" Type="Edm.String" /></EntityType>
<EntityType Name="house" BaseType="n.base"><Property Name="size" Type="Edm.Int32" />
  <NavigationProperty Name="rooms" Type="Collection(n.room)" ContainsTarget="true" />
  <NavigationProperty Name="garden" Type="n.garden" ContainsTarget="true" /></EntityType>
<EntityType Name="garden" BaseType="n.base"><Property Name="size" Type="Edm.Int32" /></EntityType>
<EntityType Name="owner"><Key><PropertyRef Name="kind" /></Key>
  <Property Name="kind" Type="n.colour" /><Property Name="name" Type="Edm.String" /></EntityType>
<EntityType Name="room"><Key><PropertyRef Name="number" /></Key>
  <Property Name="number" Type="Edm.Int32"><Annotation Term="Org.OData.Core.V1.Computed" Bool="true">
    <Annotation Term="Org.OData.Core.V1.Description" String="theirs" /></Annotation></Property>
  <Property Name="parts" Type="Collection(n.part)" />
  <NavigationProperty Name="owner" Type="n.owner" />
  <Annotation Term="Org.OData.Core.V1.Description" String="theirs" /></EntityType>
<EntityType Name="hall" BaseType="n.room" />
<Action Name="clean" IsBound="true"><Parameter Name="it" Type="n.room" />
  <Parameter Name="how" Type="Edm.String" /></Action>
<Action Name="clean" IsBound="true"><Parameter Name="it" Type="n.garden" /></Action>
<Term Name="tag" Type="Edm.String" />
<EntityContainer Name="c"><EntitySet Name="houses" EntityType="n.house">
  <NavigationPropertyBinding Path="rooms/owner" Target="owners" /></EntitySet>
  <EntitySet Name="owners" EntityType="n.owner" /></EntityContainer>
<Annotations Target="n.room/parts"><Annotation Term="Org.OData.Core.V1.LongDescription" String="theirs" />
  <Annotation Term="Org.OData.Core.V1.Permissions" EnumMember="Org.OData.Core.V1.Permission/Read" /></Annotations>
<Annotations Target="n.clean(n.room)/how"><Annotation Term="Org.OData.Core.V1.OptionalParameter"><Record>
  <PropertyValue Property="DefaultValue" String="well" /><PropertyValue Property="Description" String="theirs" />
  </Record></Annotation></Annotations>
"#;

const OLD: &str = r#"
<EntityType Name="room"><Annotation Term="Org.OData.Core.V1.Description" String="ours: a room" />
  <Property Name="number" Type="Edm.String" /><Property Name="gone" Type="Edm.String" />
  <Annotation Term="Org.OData.Core.V1.Immutable" /></EntityType>
<Action Name="clean" IsBound="true"><Parameter Name="room" Type="a.room" />
  <Annotation Term="Org.OData.Core.V1.Description" String="ours: of a room" /></Action>
<Annotations Target="a.room/number"><Annotation Term="Org.OData.Core.V1.Description" String="ours: out of line" />
  </Annotations>
"#;

#[test]
fn an_extract_has_what_the_slice_needs_and_our_words() {
    let old = format!("<!-- ours -->{}{OLD}{TAIL}", HEAD.split_once('\n').unwrap().1);
    let whole = format!("{HEAD}{WHOLE}{TAIL}");
    let extract = try_extract(&slices(&[("rooms", "houses/{id}/rooms")]), Some(&old), None, &whole).unwrap();
    assert!(!only(&extract).contains("theirs"), "{}", only(&extract));
    insta::with_settings!({ snapshot_path => "../extract", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("extract", format!(
            "{}added: {:#?}\nremoved: {:#?}\nundescribed: {:#?}",
            only(&extract), extract.added, extract.removed, extract.undescribed
        ));
    });
}

/// An extract keeps no reference to another document, so that the aliases of included schemas are replaced.
#[test]
fn aliases_of_included_schemas_mean_their_namespaces() {
    let slices = slices(&[("rooms", "houses/{id}/rooms")]);
    let with = |references: &str, vocabulary: &str, own: &str| {
        let head = HEAD.replace("  <edmx:DataServices>", &format!("{references}<edmx:DataServices>"));
        let whole = WHOLE.replace("Org.OData.Core.V1.", vocabulary).replace("\"n.base\"", own);
        try_extract(&slices, None, None, &format!("{head}{whole}{TAIL}")).unwrap()
    };
    let references = r#"<edmx:Reference Uri="core.xml"><edmx:Include Namespace="Org.OData.Core.V1" Alias="Core" />
        </edmx:Reference><edmx:Reference Uri="n.xml"><edmx:Include Namespace="n" Alias="other" /></edmx:Reference>"#;
    let (plain, aliased) =
        (with("", "Org.OData.Core.V1.", "\"n.base\""), with(references, "Core.", "\"other.base\""));
    assert!(only(&plain).contains("Org.OData.Core.V1.Permission/Read"), "{}", only(&plain));
    assert_eq!(only(&aliased), only(&plain));
}

/// The name of the case, the slices, our metadata, the requested version, and the expected message.
type Mistake<'a> = (&'a str, &'a str, Option<String>, Option<&'a str>, &'a [&'a str]);

#[test]
fn mistakes_are_named() {
    let whole = format!("{HEAD}{WHOLE}{TAIL}");
    let beta = slices(&[("rooms", "houses/{id}/rooms")]);
    let both = format!("{beta}{}", slices(&[("gardens", "houses")]).replace("beta\"", "v1.0\""));
    let two_files = slices(&[("rooms", "houses"), ("more", "houses")]).replacen("microsoft", "other", 1);
    let with = |rest: &str| format!("{HEAD}{rest}{TAIL}");
    let cases: [Mistake<'_>; 8] = [
        (
            "root",
            &beta.replace("houses", "horses"),
            None,
            None,
            &["unknown entity set or singleton", "slices.toml:5"],
        ),
        ("version", &beta, None, Some("v1.0"), &["no slice is of version `v1.0`", "slices.toml:2"]),
        ("versions", &both, None, None, &["the slices are not of one version", "7 | version = "]),
        ("shared file", &both, None, Some("beta"), &["no metadata to themselves", "of another version too"]),
        ("two files", &two_files, None, None, &["no metadata to themselves", "slices.toml:3"]),
        ("our comment", &beta, Some(with("<!-- x -->")), None, &["comment or processing", "ours.csdl:5"]),
        (
            "our element",
            &beta,
            Some(with("<Colour />")),
            None,
            &["element `Colour` in `Schema`", "ours.csdl:5"],
        ),
        (
            "our type",
            &beta,
            Some(with(r#"<ComplexType Name="x" BaseType="a.y" />"#)),
            None,
            &["unknown type `a.y`"],
        ),
    ];
    for (mistake, slices, ours, version, expected) in cases {
        let said = try_extract(slices, ours.as_deref(), version, &whole).unwrap_err();
        for expected in expected {
            assert!(said.contains(expected), "{mistake}: {expected:?} is not in:\n{said}");
        }
    }
    let (cut, _) = whole.split_at(whole.len() / 2);
    let cut = try_extract(&beta, None, None, cut).unwrap_err();
    assert!(cut.contains("whole.csdl"), "{cut}");
}

/// One look suffices to see what the slices and the overlay must lose.
#[test]
fn removals_that_slices_and_overlay_name_are_reported_at_once() {
    let whole = |inside: &str| {
        format!(
            "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices><Schema Namespace=\"microsoft.graph\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\"><EntityType Name=\"book\"><Key><PropertyRef Name=\"id\" /></Key><Property Name=\"id\" Type=\"Edm.String\" Nullable=\"false\" />{inside}</EntityType><EntityContainer Name=\"service\"><EntitySet Name=\"books\" EntityType=\"microsoft.graph.book\" /></EntityContainer></Schema></edmx:DataServices></edmx:Edmx>"
        )
    };
    let overlay = "[[rename]]\ntarget = \"microsoft.graph.book/colour\"\nto = \"color\"\nreason = \"Test\"\n";
    let said = |roots: &[(&str, &str)], inside: &str| {
        let mut input = input(&slices(roots), None);
        input.add_overlay("overlay.toml", overlay);
        let extracted = extract(&mut input, None, "whole.csdl", whole(inside));
        extracted.diagnostics.render(input.sources(), Style::Plain)
    };
    let colour = "<Property Name=\"colour\" Type=\"Edm.String\" />";
    let both = said(&[("a", "books"), ("b", "shelves")], "");
    for problem in ["set or singleton: `shelves`", "there is no declaration `microsoft.graph.book/colour`"] {
        assert!(both.contains(problem), "{problem} is not in\n{both}");
    }
    let slices_alone = said(&[("a", "books"), ("b", "shelves")], colour);
    assert!(
        slices_alone.contains("`shelves`") && !slices_alone.contains("applies to nothing"),
        "{slices_alone}"
    );
}
