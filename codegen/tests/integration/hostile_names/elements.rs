//! Services in which the names of one kind of element are hostile.

/// A kind of element.
pub(crate) struct Element {
    pub(crate) kind: &'static str,
    /// Writes the element with a name and its number.
    write: fn(&str, usize) -> String,
    place: Place,
}

/// The place of the element in the service.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Schema,
    Schemas,
    Container,
    /// Inside an entity type that is an abstract base with a derived type.
    Base,
    /// Inside an entity type without derived types.
    Plain,
    Enumeration,
    Action,
    Key,
}

const fn element(kind: &'static str, place: Place, write: fn(&str, usize) -> String) -> Element {
    Element { kind, write, place }
}

pub(crate) const ELEMENTS: [Element; 17] = [
    element("entity type", Place::Schema, |name, number| {
        format!(
            "<EntityType Name=\"{name}\" BaseType=\"microsoft.graph.plain\"><NavigationProperty Name=\"own{number}\" Type=\"Collection(microsoft.graph.{name})\" ContainsTarget=\"true\" /></EntityType>\n"
        )
    }),
    element("complex type", Place::Schema, |name, _| {
        format!(
            "<ComplexType Name=\"{name}\"><Property Name=\"value\" Type=\"microsoft.graph.{name}\" /></ComplexType>\n"
        )
    }),
    element("derived type", Place::Schema, |name, _| {
        format!("<EntityType Name=\"{name}\" BaseType=\"microsoft.graph.base\" />\n")
    }),
    element("enumeration", Place::Schema, |name, number| {
        format!(
            "<EnumType Name=\"{name}\"><Member Name=\"a\" /></EnumType>\n<ComplexType Name=\"holder{number}\"><Property Name=\"value\" Type=\"microsoft.graph.{name}\" /></ComplexType>\n"
        )
    }),
    element("member", Place::Enumeration, |name, _| format!("<Member Name=\"{name}\" />\n")),
    element("property", Place::Plain, property),
    element("property of a base", Place::Base, property),
    element("navigation property", Place::Base, |name, _| {
        format!(
            "<NavigationProperty Name=\"{name}\" Type=\"Collection(microsoft.graph.base)\" ContainsTarget=\"true\" />\n"
        )
    }),
    element("entity set", Place::Container, |name, _| {
        format!("<EntitySet Name=\"{name}\" EntityType=\"microsoft.graph.plain\" />\n")
    }),
    element("singleton", Place::Container, |name, _| {
        format!("<Singleton Name=\"{name}\" Type=\"microsoft.graph.base\" />\n")
    }),
    element("action", Place::Schema, |name, _| {
        format!(
            "<Action Name=\"{name}\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"microsoft.graph.plain\" /><Parameter Name=\"text\" Type=\"Edm.String\" Nullable=\"false\" /></Action>\n"
        )
    }),
    element("function", Place::Schema, |name, _| {
        format!(
            "<Function Name=\"{name}\" IsBound=\"true\" IsComposable=\"true\"><Parameter Name=\"it\" Type=\"microsoft.graph.base\" /><Parameter Name=\"text\" Type=\"Edm.String\" /><ReturnType Type=\"Collection(microsoft.graph.plain)\" /></Function>\n"
        )
    }),
    element("parameter", Place::Action, |name, _| {
        format!("<Parameter Name=\"{name}\" Type=\"Edm.String\" Nullable=\"false\" />\n")
    }),
    element("namespace", Place::Schemas, |name, _| {
        format!(
            "<Schema Namespace=\"microsoft.graph.{name}\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\"><EntityType Name=\"thing\" BaseType=\"microsoft.graph.base\"><NavigationProperty Name=\"more\" Type=\"Collection(microsoft.graph.{name}.thing)\" ContainsTarget=\"true\" /></EntityType></Schema>\n"
        )
    }),
    element("key", Place::Key, property),
    element("stream", Place::Plain, |name, _| format!("<Property Name=\"{name}\" Type=\"Edm.Stream\" />\n")),
    element("function import", Place::Container, |name, _| {
        format!("<FunctionImport Name=\"{name}\" Function=\"microsoft.graph.free\" />\n")
    }),
];

fn property(name: &str, _: usize) -> String {
    format!("<Property Name=\"{name}\" Type=\"Edm.String\" Nullable=\"false\" />\n")
}

/// The metadata of a service with elements of these names.
pub(crate) fn metadata(element: &Element, names: &[String]) -> String {
    let escaped: Vec<_> = names.iter().map(|name| xml(name)).collect();
    let written = escaped.iter().enumerate().map(|(number, name)| (element.write)(name, number));
    let written: String = written.collect();
    let at = |place: Place| if element.place == place { written.as_str() } else { "" };
    let in_groups = |place: Place, size: usize, write: fn(usize, &[String], String) -> String| -> String {
        let names = if element.place == place { escaped.as_slice() } else { &[] };
        let groups = names.chunks(size).enumerate();
        let inside = |names: &[String]| names.iter().map(|name| (element.write)(name, 0)).collect();
        groups.map(|(number, names)| write(number, names, inside(names))).collect()
    };
    // The number of parts of keys and operations is limited.
    let keyed = in_groups(Place::Key, 20, |number, names, inside| {
        let keys: Vec<_> = names.iter().map(|name| format!("<PropertyRef Name=\"{name}\" />")).collect();
        let keys = keys.concat();
        format!("<EntityType Name=\"keyed{number}\"><Key>{keys}</Key>\n{inside}</EntityType>\n")
    });
    let sets = in_groups(Place::Key, 20, |number, _, _| {
        format!("<EntitySet Name=\"keyeds{number}\" EntityType=\"microsoft.graph.keyed{number}\" />\n")
    });
    let actions = in_groups(Place::Action, 200, |number, _, inside| {
        format!(
            "<Action Name=\"act{number}\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"microsoft.graph.plain\" />{inside}</Action>\n"
        )
    });
    format!(
        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>
<Schema Namespace=\"microsoft.graph\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">
<EntityType Name=\"base\" Abstract=\"true\"><Key><PropertyRef Name=\"key\" /></Key>
<Property Name=\"key\" Type=\"Edm.String\" Nullable=\"false\" />
<NavigationProperty Name=\"shelves\" Type=\"Collection(microsoft.graph.plain)\" ContainsTarget=\"true\" />
{}</EntityType>
<EntityType Name=\"heir\" BaseType=\"microsoft.graph.base\" />
{keyed}<EntityType Name=\"plain\" HasStream=\"true\"><Key><PropertyRef Name=\"key\" /></Key>
<Property Name=\"key\" Type=\"Edm.String\" Nullable=\"false\" />
<NavigationProperty Name=\"parts\" Type=\"Collection(microsoft.graph.base)\" ContainsTarget=\"true\" />
{}</EntityType>
<EnumType Name=\"choice\">{}<Member Name=\"last\" /></EnumType>
<ComplexType Name=\"holder\"><Property Name=\"choice\" Type=\"microsoft.graph.choice\" /></ComplexType>
{actions}<Function Name=\"free\"><ReturnType Type=\"Edm.String\" /></Function>
{}<EntityContainer Name=\"service\"><EntitySet Name=\"plains\" EntityType=\"microsoft.graph.plain\" />
{sets}<Singleton Name=\"single\" Type=\"microsoft.graph.base\" />
{}</EntityContainer>
</Schema>
{}</edmx:DataServices></edmx:Edmx>",
        at(Place::Base),
        at(Place::Plain),
        at(Place::Enumeration),
        at(Place::Schema),
        at(Place::Container),
        at(Place::Schemas),
    )
}

/// A service with namespaces of these names, and with so many entity types that they need several files.
pub(crate) fn in_several_files(namespaces: &[&str]) -> String {
    let schema = |namespace: &str, inside: &str| {
        format!(
            "<Schema Namespace=\"microsoft.graph{namespace}\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">{inside}</Schema>\n"
        )
    };
    let lines =
        |count: usize, line: &dyn Fn(usize) -> String| (0..count).map(line).collect::<Vec<_>>().concat();
    let properties = lines(30, &|number| format!("<Property Name=\"p{number}\" Type=\"Edm.String\" />"));
    let types = lines(150, &|number| format!("<EntityType Name=\"t{number}\">{properties}</EntityType>\n"));
    let plain = "<EntityType Name=\"plain\"><Key><PropertyRef Name=\"key\" /></Key><Property Name=\"key\" Type=\"Edm.String\" /></EntityType>";
    let part = "<ComplexType Name=\"part\"><Property Name=\"value\" Type=\"Edm.String\" /></ComplexType>";
    let others: String = namespaces.iter().map(|name| schema(&format!(".{name}"), part)).collect();
    format!(
        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>{}{others}</edmx:DataServices></edmx:Edmx>",
        schema("", &format!("{plain}{types}"))
    )
}

/// A name as the metadata contains it and as errors show it.
pub(crate) fn written(element: &Element, name: &str) -> String {
    let before = if element.place == Place::Schemas { "microsoft.graph." } else { "" };
    format!("{before}{}", xml(name))
}

fn xml(text: &str) -> String {
    let is_plain = |character: char| character.is_ascii_alphanumeric() || matches!(character, '_' | '.');
    text.chars().fold(String::new(), |xml, character| match is_plain(character) {
        true => xml + &character.to_string(),
        false => xml + &format!("&#{};", u32::from(character)),
    })
}
