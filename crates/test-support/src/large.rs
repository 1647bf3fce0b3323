//! Metadata of hostile sizes, for the tests of limits and for the example `costs` of `graph-models-diff`.

use std::fmt::Write as _;

/// A kind of metadata by the number of its parts.
pub type Shape = fn(usize) -> String;

/// Attributes of one element.
pub fn attributes(count: usize) -> String {
    let mut attributes = String::new();
    for index in 0..count {
        let _ = write!(attributes, " a{index}=\"\"");
    }
    document(&format!("<ComplexType Name=\"t\"{attributes} />"))
}

/// Namespaces of XML that one element declares.
pub fn prefixes(count: usize) -> String {
    let mut declared = String::new();
    for index in 0..count {
        let _ = write!(declared, " xmlns:p{index}=\"n{index}\"");
    }
    document(&format!("<ComplexType Name=\"t\"{declared} />"))
}

/// Namespaces of XML, each declared by an element of its own inside the last one.
pub fn prefixes_of_siblings(count: usize) -> String {
    let mut types = String::new();
    for index in 0..count {
        let _ = writeln!(types, "<ComplexType Name=\"t{index}\" xmlns:p{index}=\"n{index}\" />");
    }
    document(&types)
}

/// Schemas with a namespace and a type each.
pub fn schemas(count: usize) -> String {
    let mut schemas = String::new();
    for index in 0..count {
        let _ = writeln!(
            schemas,
            "<Schema Namespace=\"microsoft.graph.n{index}\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\
             <ComplexType Name=\"t\"><Property Name=\"p\" Type=\"Edm.String\" /></ComplexType></Schema>"
        );
    }
    wrapped(&schemas)
}

/// Properties of one type.
pub fn properties(count: usize) -> String {
    document(&complex("t", "", &numbered(0, count)))
}

/// As [`properties`], and all of them have other names.
pub fn other_properties(count: usize) -> String {
    document(&complex("t", "", &numbered(count, count)))
}

/// Types that derive from each other, each with a property.
pub fn chain(count: usize) -> String {
    let mut types = String::new();
    for index in 0..count {
        let base = match index.checked_sub(1) {
            Some(base) => format!(" BaseType=\"microsoft.graph.t{base}\""),
            None => String::new(),
        };
        types.push_str(&complex(&format!("t{index}"), &base, &property(&format!("p{index}"))));
    }
    document(&types)
}

/// A base with properties, and as many types that derive from it.
pub fn heirs(count: usize) -> String {
    let mut types = complex("base", "", &numbered(0, count));
    for index in 0..count {
        types.push_str(&complex(&format!("t{index}"), " BaseType=\"microsoft.graph.base\"", ""));
    }
    document(&types)
}

/// Annotations of one element.
pub fn annotations(count: usize) -> String {
    let mut annotations = String::new();
    for index in 0..count {
        let _ = writeln!(annotations, "<Annotation Term=\"n.t{index}\" />");
    }
    document(&complex("t", "", &annotations))
}

/// Line ends, and nothing else of interest.
pub fn line_ends(count: usize) -> String {
    document(&format!("{}{}", complex("t", "", ""), "\n".repeat(count)))
}

/// A document of one schema, `microsoft.graph`.
pub fn document(declarations: &str) -> String {
    wrapped(&format!(
        "<Schema Namespace=\"microsoft.graph\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\n{declarations}</Schema>\n"
    ))
}

fn wrapped(schemas: &str) -> String {
    format!(
        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>\n\
         {schemas}</edmx:DataServices></edmx:Edmx>\n"
    )
}

fn complex(name: &str, attributes: &str, inside: &str) -> String {
    format!("<ComplexType Name=\"{name}\"{attributes}>{inside}</ComplexType>\n")
}

fn numbered(from: usize, count: usize) -> String {
    (from..from + count).map(|index| property(&format!("property{index}"))).collect()
}

fn property(name: &str) -> String {
    format!("<Property Name=\"{name}\" Type=\"Edm.String\" />\n")
}
