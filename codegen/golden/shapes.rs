//! Metadata of shapes that are hard for a compiler: many types that lead from one to the next.

use std::fmt::Write;

/// Types in each of the shapes. Before navigation properties were bounded, 27 were too many.
pub(crate) const COUNT: usize = 150;

/// The metadata of every shape by name.
pub(crate) fn all() -> [(&'static str, String); 3] {
    [("chain", chain()), ("tagged", tagged()), ("net", net())]
}

/// Each type contains the next one, alternately one value and a collection.
fn chain() -> String {
    metadata(|index| match index + 1 {
        COUNT => entity(index, ""),
        next if index % 2 == 0 => entity(index, &navigation("next", &format!("Collection(graph.t{next})"))),
        next => entity(index, &navigation("next", &format!("graph.t{next}"))),
    })
}

/// The same with an abstract base in front of each type.
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

/// Each type leads to several others and back, in all directions, as those of Dynamics do.
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

fn navigation(name: &str, ty: &str) -> String {
    format!("<NavigationProperty Name=\"{name}\" Type=\"{ty}\" ContainsTarget=\"true\" />")
}
