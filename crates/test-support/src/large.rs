//! Metadata of hostile sizes, for the tests of limits and for the example `costs` of `graph-models-diff`.

use std::fmt::Write as _;

/// A function that makes metadata of one kind with a number of parts.
pub type Shape = fn(usize) -> String;

/// Many attributes of one element.
pub fn attributes(count: usize) -> String {
    let mut attributes = String::new();
    for index in 0..count {
        let _ = write!(attributes, " a{index}=\"\"");
    }
    document(&format!("<ComplexType Name=\"t\"{attributes} />"))
}

/// Many XML namespaces, all declared by one element.
pub fn prefixes(count: usize) -> String {
    let mut declared = String::new();
    for index in 0..count {
        let _ = write!(declared, " xmlns:p{index}=\"n{index}\"");
    }
    document(&format!("<ComplexType Name=\"t\"{declared} />"))
}

/// Many XML namespaces, each declared by a separate sibling element.
pub fn prefixes_of_siblings(count: usize) -> String {
    let mut types = String::new();
    for index in 0..count {
        let _ = writeln!(types, "<ComplexType Name=\"t{index}\" xmlns:p{index}=\"n{index}\" />");
    }
    document(&types)
}

/// Many schemas, each with a namespace and a type.
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

/// Many properties of one type.
pub fn properties(count: usize) -> String {
    document(&complex("t", "", &numbered(0, count)))
}

/// Like [`properties`], but with other names.
pub fn other_properties(count: usize) -> String {
    document(&complex("t", "", &numbered(count, count)))
}

/// A chain of types, each derived from the one before and with a property.
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

/// A base with many properties, and equally many types derived from it.
pub fn heirs(count: usize) -> String {
    let mut types = complex("base", "", &numbered(0, count));
    for index in 0..count {
        types.push_str(&complex(&format!("t{index}"), " BaseType=\"microsoft.graph.base\"", ""));
    }
    document(&types)
}

/// Many annotations of one element.
pub fn annotations(count: usize) -> String {
    let mut annotations = String::new();
    for index in 0..count {
        let _ = writeln!(annotations, "<Annotation Term=\"n.t{index}\" />");
    }
    document(&complex("t", "", &annotations))
}

/// Many line ends, and little else.
pub fn line_ends(count: usize) -> String {
    document(&format!("{}{}", complex("t", "", ""), "\n".repeat(count)))
}

/// A document with one schema, `microsoft.graph`.
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
