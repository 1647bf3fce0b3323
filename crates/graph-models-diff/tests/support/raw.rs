//! A second, independent look at metadata: the attributes in the XML, by the element that they belong to.
//!
//! Must not use the model: it ignores inheritance and meaning. Names are written in full, since another alias is no
//! change.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

/// The owner of an attribute.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    /// `type`, `property`, `member`, `operation`, `parameter`, `return`, `child`, `binding`, `annotation`, ...
    pub(crate) kind: &'static str,
    /// The path of the element.
    pub(crate) path: String,
}

/// Attributes of every element.
pub(crate) type Raw = BTreeMap<Key, BTreeMap<String, String>>;

/// One difference: an element that only one side has, or an attribute that differs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Difference {
    pub(crate) key: Key,
    /// The attribute; `None` if the whole element was added or removed.
    pub(crate) attribute: Option<String>,
    pub(crate) old: Option<String>,
    pub(crate) new: Option<String>,
}

/// All differences.
pub(crate) fn differences(old: &Raw, new: &Raw) -> Vec<Difference> {
    let mut found = Vec::new();
    for key in old.keys().chain(new.keys().filter(|key| !old.contains_key(key))) {
        match (old.get(key), new.get(key)) {
            (Some(before), Some(after)) => {
                let names = before.keys().chain(after.keys().filter(|name| !before.contains_key(*name)));
                for name in names.filter(|name| before.get(*name) != after.get(*name)) {
                    found.push(Difference {
                        key: key.clone(),
                        attribute: Some(name.clone()),
                        old: before.get(name).cloned(),
                        new: after.get(name).cloned(),
                    });
                }
            }
            (before, after) => found.push(Difference {
                key: key.clone(),
                attribute: None,
                old: before.map(|attributes| format!("{attributes:?}")),
                new: after.map(|attributes| format!("{attributes:?}")),
            }),
        }
    }
    found
}

/// Reads all attributes of a document.
pub(crate) fn read(text: &str) -> Raw {
    let text = text.trim_start_matches('\u{feff}');
    let document = Document::parse(text).unwrap();
    let schemas: Vec<_> = document.descendants().filter(|node| node.has_tag_name_of("Schema")).collect();
    let aliases = schemas
        .iter()
        .filter_map(|schema| {
            Some((schema.attribute("Alias")?.to_owned(), schema.attribute("Namespace")?.to_owned()))
        })
        .collect();
    let mut reader = Reader { aliases, raw: Raw::new() };
    for schema in schemas {
        reader.schema(schema);
    }
    reader.raw
}

trait Tagged {
    fn has_tag_name_of(&self, name: &str) -> bool;
}

impl Tagged for Node<'_, '_> {
    fn has_tag_name_of(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }
}

struct Reader {
    aliases: BTreeMap<String, String>,
    raw: Raw,
}

impl Reader {
    /// A text with the alias of every dotted name replaced.
    fn full(&self, text: &str) -> String {
        let mut output = String::new();
        let mut word = String::new();
        for c in text.chars().chain(['\0']) {
            if c.is_alphanumeric() || c == '.' || c == '_' {
                word.push(c);
                continue;
            }
            match word.rsplit_once('.').and_then(|(head, name)| Some((self.aliases.get(head)?, name))) {
                Some((namespace, name)) => output.push_str(&format!("{namespace}.{name}")),
                None => output.push_str(&word),
            }
            word.clear();
            if c != '\0' {
                output.push(c);
            }
        }
        output
    }

    fn put(&mut self, kind: &'static str, path: impl Into<String>, node: Node<'_, '_>) {
        let attributes = node.attributes().filter(|attribute| attribute.name() != "Name");
        let mut all: BTreeMap<String, String> =
            attributes.map(|attribute| (attribute.name().to_owned(), self.full(attribute.value()))).collect();
        if ["type", "child"].contains(&kind) {
            all.insert("element".to_owned(), node.tag_name().name().to_owned());
        }
        self.raw.entry(Key { kind, path: path.into() }).or_default().extend(all);
    }

    fn annotations(&mut self, target: &str, node: Node<'_, '_>) {
        for annotation in node.children().filter(|child| child.has_tag_name_of("Annotation")) {
            let term = self.full(annotation.attribute("Term").unwrap());
            let qualifier = annotation.attribute("Qualifier").or(node.attribute("Qualifier"));
            let qualifier = qualifier.map(|qualifier| format!("#{qualifier}")).unwrap_or_default();
            let key = Key { kind: "annotation", path: format!("{target}@{term}{qualifier}") };
            let value = self.value(annotation);
            // The same annotation may be repeated out of line.
            let values = self.raw.entry(key).or_default();
            let count = values.len();
            values.insert(format!("value{count}"), value);
        }
    }

    /// The complete content of an annotation, of any kind.
    fn value(&self, node: Node<'_, '_>) -> String {
        let mut parts: Vec<String> = node
            .attributes()
            .filter(|attribute| !["Term", "Qualifier"].contains(&attribute.name()))
            .map(|attribute| format!("{}={}", attribute.name(), self.full(attribute.value())))
            .collect();
        parts.sort();
        let mut children: Vec<String> = Vec::new();
        for child in node.children() {
            if child.is_element() {
                children.push(format!("{}({})", child.tag_name().name(), self.value(child)));
            } else if let Some(text) = child.text().map(str::trim).filter(|text| !text.is_empty()) {
                children.push(self.full(text));
            }
        }
        if node.has_tag_name_of("Record") {
            children.sort();
        }
        parts.extend(children);
        parts.join(" ")
    }

    fn schema(&mut self, schema: Node<'_, '_>) {
        let namespace = schema.attribute("Namespace").unwrap().to_owned();
        let alias = schema.attribute("Alias").unwrap_or("none").to_owned();
        let key = Key { kind: "schema", path: namespace.clone() };
        self.raw.entry(key).or_default().insert("Alias".to_owned(), alias);
        for node in schema.children().filter(Node::is_element) {
            let path = || format!("{namespace}.{}", node.attribute("Name").unwrap());
            match node.tag_name().name() {
                "EntityType" | "ComplexType" | "EnumType" | "TypeDefinition" => self.ty(&path(), node),
                "Action" | "Function" => self.operation(&path(), node),
                "Term" => {
                    self.put("term", path(), node);
                    self.annotations(&path(), node);
                }
                "EntityContainer" => self.container(&path(), node),
                "Annotations" => {
                    let target = self.full(node.attribute("Target").unwrap());
                    self.annotations(&without_parameters(&target), node);
                }
                other => panic!("{other} is not expected here"),
            }
        }
    }

    fn ty(&mut self, path: &str, node: Node<'_, '_>) {
        self.put("type", path, node);
        self.annotations(path, node);
        for child in node.children().filter(Node::is_element) {
            let kind = match child.tag_name().name() {
                "Property" => "property",
                "NavigationProperty" => "navigation",
                "Member" => "member",
                "Key" => {
                    let parts = child.children().filter(Node::is_element);
                    let names: Vec<_> =
                        parts.flat_map(|part| part.attributes().map(|it| it.value())).collect();
                    let attributes = self.raw.entry(Key { kind: "type", path: path.to_owned() }).or_default();
                    attributes.insert("Key".to_owned(), names.join(" "));
                    continue;
                }
                "Annotation" => continue,
                other => panic!("{other} is not expected here"),
            };
            let path = format!("{path}/{}", child.attribute("Name").unwrap());
            self.put(kind, &path, child);
            self.annotations(&path, child);
            for inner in child.children().filter(Node::is_element) {
                let name = inner.tag_name().name();
                let mut values: Vec<_> = inner.attributes().map(|attribute| attribute.value()).collect();
                values.insert(0, name);
                if ["ReferentialConstraint", "OnDelete"].contains(&name) {
                    let attributes = self.raw.entry(Key { kind, path: path.clone() }).or_default();
                    attributes.entry(name.to_owned()).or_default().push_str(&values.join(" "));
                }
            }
        }
    }

    fn operation(&mut self, name: &str, node: Node<'_, '_>) {
        let parameters: Vec<_> = node.children().filter(|child| child.has_tag_name_of("Parameter")).collect();
        let is_bound = node.attribute("IsBound") == Some("true");
        let binding =
            parameters.first().filter(|_| is_bound).map(|first| self.full(first.attribute("Type").unwrap()));
        let own = parameters.iter().skip(usize::from(is_bound));
        let names: Vec<_> = own.map(|parameter| parameter.attribute("Name").unwrap().to_owned()).collect();
        let mut identity: Vec<String> = binding.into_iter().collect();
        if node.has_tag_name_of("Function") {
            let mut sorted = names.clone();
            sorted.sort();
            identity.extend(sorted);
        }
        let path = format!("{name}({})", identity.join(", "));
        self.put(if node.has_tag_name_of("Function") { "function" } else { "action" }, &path, node);
        let key = Key { kind: "order", path: path.clone() };
        self.raw.insert(key, BTreeMap::from([("order".to_owned(), names.join(", "))]));
        self.annotations(name, node);
        for (index, parameter) in parameters.into_iter().enumerate() {
            let kind = if index == 0 && is_bound { "binding parameter" } else { "parameter" };
            let parameter_name = parameter.attribute("Name").unwrap();
            self.put(kind, format!("{path}/{parameter_name}"), parameter);
            self.annotations(&format!("{name}/{parameter_name}"), parameter);
        }
        for result in node.children().filter(|child| child.has_tag_name_of("ReturnType")) {
            self.put("return", format!("{path}/$ReturnType"), result);
            self.annotations(&format!("{name}/$ReturnType"), result);
        }
    }

    fn container(&mut self, path: &str, node: Node<'_, '_>) {
        self.put("container", path, node);
        self.annotations(path, node);
        for child in
            node.children().filter(|child| child.is_element() && !child.has_tag_name_of("Annotation"))
        {
            let path = format!("{path}/{}", child.attribute("Name").unwrap());
            self.put("child", &path, child);
            self.annotations(&path, child);
            for binding in child.children().filter(|child| child.has_tag_name_of("NavigationPropertyBinding"))
            {
                let inner = self.full(binding.attribute("Path").unwrap());
                self.put("binding", format!("{path}/{inner}"), binding);
            }
        }
    }
}

/// The target of an annotation without the parameters that distinguish overloads: `graph.f(graph.t)/p` becomes
/// `graph.f/p`.
pub(crate) fn without_parameters(path: &str) -> String {
    let mut depth = 0_usize;
    let mut output = String::new();
    for c in path.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => output.push(c),
            _ => {}
        }
    }
    output
}
