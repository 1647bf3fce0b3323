//! Metadata of shapes that are hard for a compiler: many types that lead from one to the next.

use std::fmt::Write;

/// The number of types in each shape. Compilers failed at 27 types before navigation properties were bounded.
pub(crate) const COUNT: usize = 150;

/// The metadata of every shape by name.
pub(crate) fn all() -> [(&'static str, String); 8] {
    [
        ("chain", chain()),
        ("tagged", tagged()),
        ("net", net()),
        ("parts", parts()),
        ("tagged_parts", tagged_parts()),
        ("circle", circle(20)),
        ("short_circle", circle(12)),
        ("net_of_parts", net_of_parts()),
    ]
}

/// Each type contains the next one, alternately as a single value and as a collection.
fn chain() -> String {
    metadata(|index| match index + 1 {
        COUNT => entity(index, ""),
        next if index % 2 == 0 => entity(index, &navigation("next", &format!("Collection(graph.t{next})"))),
        next => entity(index, &navigation("next", &format!("graph.t{next}"))),
    })
}

/// The chain of [`chain`] with an abstract base in front of each type.
fn tagged() -> String {
    metadata(|index| {
        let base = format!(
            "<EntityType Name=\"b{index}\" Abstract=\"true\"><Key><PropertyRef Name=\"id\" /></Key>\
             <Property Name=\"id\" Type=\"Edm.String\" Nullable=\"false\" /></EntityType>\n"
        );
        let next = match index + 1 {
            COUNT => String::new(),
            next if index % 2 == 0 => navigation("next", &format!("Collection(graph.b{next})")),
            next => navigation("next", &format!("graph.b{next}")),
        };
        format!("{base}<EntityType Name=\"t{index}\" BaseType=\"graph.b{index}\">{next}</EntityType>\n")
    })
}

/// Each type leads to several others and back, in all directions, as the types of Dynamics do.
fn net() -> String {
    metadata(|index| {
        let mut properties = String::new();
        for (number, distance) in [1, 7, 31, 67].into_iter().enumerate() {
            let (to, back) = ((index + distance) % COUNT, (index + COUNT - distance) % COUNT);
            properties.push_str(&navigation(&format!("one{number}"), &format!("graph.t{to}")));
            properties.push_str(&navigation(&format!("many{number}"), &format!("Collection(graph.t{back})")));
        }
        entity(index, &properties)
    })
}

/// An entity with a chain of complex types inside each other, alternately as single values and as collections.
fn parts() -> String {
    of_parts(|index| match index + 1 {
        COUNT => complex(index, &property("text", "Edm.String")),
        next if index % 5 < 3 => complex(index, &property("next", &format!("Collection(graph.c{next})"))),
        next => complex(index, &property("next", &format!("graph.c{next}"))),
    })
}

/// A chain of complex types, all in collections, with an abstract base in front of each type. The property that leads
/// to the next type is declared by the base or by the type itself, and a further type inherits it.
fn tagged_parts() -> String {
    of_parts(|index| {
        let next = match index + 1 {
            COUNT => property("text", "Edm.String"),
            next => property("next", &format!("Collection(graph.c{next})")),
        };
        let (of_base, of_type) = if index % 4 < 2 { (next.as_str(), "") } else { ("", next.as_str()) };
        format!(
            "<ComplexType Name=\"c{index}\" Abstract=\"true\">{of_base}</ComplexType>\n\
             <ComplexType Name=\"d{index}\" BaseType=\"graph.c{index}\">{of_type}</ComplexType>\n\
             <ComplexType Name=\"e{index}\" BaseType=\"graph.d{index}\" />\n"
        )
    })
}

/// A circle of complex types, in one direction as single values and in the other as collections.
fn circle(length: usize) -> String {
    metadata_of((0..length).map(|index| {
        let (next, last) = ((index + 1) % length, (index + length - 1) % length);
        let last = property("last", &format!("Collection(graph.c{last})"));
        complex(index, &format!("{}{last}", property("next", &format!("graph.c{next}"))))
    }))
}

/// Complex types that lead to several others and back, in all directions.
fn net_of_parts() -> String {
    of_parts(|index| {
        let mut properties = String::new();
        for (number, distance) in [1, 7, 31, 67].into_iter().enumerate() {
            let (to, back) = ((index + distance) % COUNT, (index + COUNT - distance) % COUNT);
            properties.push_str(&property(&format!("one{number}"), &format!("graph.c{to}")));
            properties.push_str(&property(&format!("many{number}"), &format!("Collection(graph.c{back})")));
        }
        complex(index, &properties)
    })
}

fn of_parts(ty: impl Fn(usize) -> String) -> String {
    metadata_of((0..COUNT).map(ty))
}

/// A metadata document with these types, and an entity that has a property of the first one.
fn metadata_of(types: impl Iterator<Item = String>) -> String {
    let types: String = types.collect();
    metadata(|index| match index {
        0 => format!("{types}{}", entity(0, &property("first", "graph.c0"))),
        _ => String::new(),
    })
}

fn metadata(ty: impl Fn(usize) -> String) -> String {
    let types: String = (0..COUNT).map(ty).collect();
    format!(
        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>\n\
         <Schema Namespace=\"microsoft.graph\" Alias=\"graph\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\n\
         {types}<EntityContainer Name=\"service\"><EntitySet Name=\"things\" EntityType=\"graph.t0\" /></EntityContainer>\n\
         </Schema></edmx:DataServices></edmx:Edmx>\n"
    )
}

fn entity(index: usize, properties: &str) -> String {
    let mut text = format!("<EntityType Name=\"t{index}\"><Key><PropertyRef Name=\"id\" /></Key>");
    let _ = writeln!(
        text,
        "<Property Name=\"id\" Type=\"Edm.String\" Nullable=\"false\" />{properties}</EntityType>"
    );
    text
}

fn complex(index: usize, properties: &str) -> String {
    format!("<ComplexType Name=\"c{index}\">{properties}</ComplexType>\n")
}

fn property(name: &str, ty: &str) -> String {
    format!("<Property Name=\"{name}\" Type=\"{ty}\" />")
}

fn navigation(name: &str, ty: &str) -> String {
    format!("<NavigationProperty Name=\"{name}\" Type=\"{ty}\" ContainsTarget=\"true\" />")
}
