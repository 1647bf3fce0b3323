//! Turns JSON into expressions for values of generated types.

use serde_json::{Map, Value};

use super::literal;
use super::program::Program;
use crate::literal::member;
use graph_models_codegen::rust::names::snake;
use graph_models_codegen::rust::{Access, Field, Kind, Struct, TaggedEnum, TypePath};
use graph_models_codegen::text::rust::Quoted;

/// The name of the type of an object, on the wire.
pub(super) const TAG: &str = "@odata.type";

/// The end of the name under which an object refers to others, behind the name of the navigation property.
pub(super) const BIND: &str = "@odata.bind";

/// The struct for an object, and the treatment of the object's tag.
pub(super) struct Choice<'v> {
    pub(super) structure: &'v Struct,
    pub(super) tag: Tag,
    /// The base that the struct converts into.
    pub(super) base: Option<&'v TypePath>,
}

/// The tag of an object, compared with the one that the struct writes by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    /// The object has the tag that the struct writes.
    AsWritten,
    /// The object has a tag, and the struct would not write one.
    Forced,
    /// The object has no tag, and the struct would write one.
    Forbidden,
}

impl<'v> Program<'_, 'v> {
    /// The struct for an object of a declared type. `None` if no struct writes such a tag.
    pub(super) fn choose(&self, declared: &TypePath, object: &Map<String, Value>) -> Option<Choice<'v>> {
        let tag = match object.get(TAG) {
            None => None,
            Some(tag) => Some(tag.as_str()?.strip_prefix('#')?),
        };
        if let Some(structure) = self.calls.types.structure(declared) {
            return match tag {
                None => Some(Choice { structure, tag: Tag::AsWritten, base: None }),
                Some(tag) if tag == structure.csdl => {
                    Some(Choice { structure, tag: Tag::Forced, base: None })
                }
                Some(tag) => {
                    let derived = self.variant(self.calls.types.kinds(declared)?, tag)?;
                    Some(Choice { structure: derived, tag: Tag::AsWritten, base: Some(&structure.path) })
                }
            };
        }
        let hierarchy = self.calls.types.hierarchy(declared)?;
        let (structure, tag) = match tag {
            Some(tag) => (self.variant(hierarchy, tag)?, Tag::AsWritten),
            None => (self.covering(hierarchy, object)?, Tag::Forbidden),
        };
        Some(Choice { structure, tag, base: Some(&hierarchy.path) })
    }

    fn variant(&self, hierarchy: &'v TaggedEnum, csdl: &str) -> Option<&'v Struct> {
        let variant = hierarchy.variants.iter().find(|variant| variant.csdl == csdl)?;
        self.calls.types.structure(&variant.content)
    }

    /// The struct with most of the properties of an untagged object; the first one if several have as many.
    fn covering(&self, hierarchy: &'v TaggedEnum, object: &Map<String, Value>) -> Option<&'v Struct> {
        let structs = hierarchy.variants.iter().filter_map(|it| self.calls.types.structure(&it.content));
        let known = |structure: &Struct| object.keys().filter(|key| field(structure, key).is_some()).count();
        let mut best: Option<&'v Struct> = None;
        for structure in structs {
            if best.is_none_or(|best| known(structure) > known(best)) {
                best = Some(structure);
            }
        }
        best
    }

    /// Notes that the program needs the gate of the chosen struct as a variant of its base.
    pub(super) fn needs_variant(&mut self, choice: &Choice<'v>) {
        let Some(base) = choice.base else { return };
        let hierarchy = self.calls.types.hierarchy(base).or_else(|| self.calls.types.kinds(base));
        let variants = hierarchy.map_or(&[][..], |hierarchy| &hierarchy.variants);
        let variant = variants.iter().find(|variant| variant.content == choice.structure.path);
        if let Some(variant) = variant {
            self.needs(&variant.gate);
        }
    }

    /// An object as an expression of the chosen struct, or of its base.
    pub(super) fn object(
        &mut self,
        choice: &Choice<'v>,
        object: &Map<String, Value>,
        is_base: bool,
    ) -> String {
        let structure = choice.structure;
        self.needs_variant(choice);
        let ty = self.ty(&structure.path);
        let mut chain = String::new();
        let mut statements = Vec::new();
        for (key, value) in object.iter().filter(|(key, _)| *key != TAG) {
            if let Some(link) = self.link(structure, &ty, key, value) {
                let start = if chain.is_empty() && link.starts_with("with(") {
                    format!("{ty}::")
                } else {
                    ".".to_owned()
                };
                if chain.is_empty() && !link.starts_with("with(") {
                    chain = format!("{ty}::default()");
                }
                chain.push_str(&format!("{start}{link}"));
            } else {
                let value = self.json_argument(value);
                statements.push(format!("set_by_name({}, {value})?;", Quoted(key)));
            }
        }
        if chain.is_empty() {
            chain = format!("{ty}::default()");
        }
        match choice.tag {
            Tag::AsWritten => {}
            Tag::Forced => statements.push("extra_mut().force_odata_type();".to_owned()),
            Tag::Forbidden => statements.push("extra_mut().forbid_odata_type();".to_owned()),
        }
        if !statements.is_empty() {
            let name = self.name(&snake(&structure.path.ident));
            self.push(format!("let mut {name} = {chain};"));
            for statement in statements {
                self.push(format!("{name}.{statement}"));
            }
            chain = name;
        }
        match choice.base.filter(|_| is_base) {
            Some(base) => format!("{}::from({chain})", self.ty(base)),
            None => chain,
        }
    }

    /// The chained method call that sets a property: `with(User::MAIL, "…")`. `None` if the property has to be set by
    /// name.
    fn link(&mut self, structure: &'v Struct, ty: &str, key: &str, value: &Value) -> Option<String> {
        if let Some(navigation) = key.strip_suffix(BIND) {
            let (field, targets) = self.binding(structure, navigation, value)?;
            return Some(format!("{}({ty}::{}, {targets})", bind(field), field.constant));
        }
        let field = field(structure, key)?;
        let mark = self.mark();
        let Some(value) = self.assigned(field, value) else {
            self.back(mark);
            return None;
        };
        self.needs(&field.gate);
        let method = if field.is_collection() && value.starts_with('[') { "with_each" } else { "with" };
        Some(format!("{method}({ty}::{}, {value})", field.constant))
    }

    /// The property and the targets of a binding.
    pub(super) fn binding(
        &mut self,
        structure: &'v Struct,
        navigation: &str,
        value: &Value,
    ) -> Option<(&'v Field, String)> {
        let field = field(structure, navigation).filter(|field| field.is_expanded())?;
        let mut target = |url: &Value| url.as_str().map(|url| format!("EntityId::from_url({})", Quoted(url)));
        let targets = match (field.is_collection(), value) {
            (false, url) => target(url)?,
            (true, Value::Array(urls)) => {
                let targets: Option<Vec<_>> = urls.iter().map(&mut target).collect();
                format!("[{}]", targets?.join(", "))
            }
            (true, _) => return None,
        };
        self.uses_crate("request::EntityId");
        self.needs(&field.gate);
        Some((field, targets))
    }

    /// The value of a property, as an expression that converts into the type of the property.
    pub(super) fn assigned(&mut self, field: &'v Field, value: &Value) -> Option<String> {
        if !field.is_collection() {
            let text = match (&field.kind, value) {
                (Kind::Primitive(primitive), Value::String(text)) if primitive.variant == "String" => {
                    Some(Quoted(text).to_string())
                }
                _ => None,
            };
            return text.or_else(|| self.exact(&field.kind, value));
        }
        let items = value.as_array()?;
        if items.is_empty() {
            return Some("Vec::new()".to_owned());
        }
        let items = items.iter().map(|item| match (&field.kind, item) {
            (Kind::Primitive(primitive), Value::String(text)) if primitive.variant == "String" => {
                Some(Quoted(text).to_string())
            }
            _ => self.exact(&field.kind, item),
        });
        let items: Option<Vec<_>> = items.collect();
        Some(format!("[{}]", items?.join(", ")))
    }

    /// The value of a parameter or field, as an expression of exactly its type. A single object has no box.
    pub(super) fn exactly(&mut self, field: &'v Field, value: &Value) -> Option<String> {
        if !field.is_collection() {
            return self.exact(&field.kind, value);
        }
        let items: Option<Vec<_>> =
            value.as_array()?.iter().map(|item| self.exact(&field.kind, item)).collect();
        Some(format!("vec![{}]", items?.join(", ")))
    }

    /// One value of a type.
    fn exact(&mut self, kind: &'v Kind, value: &Value) -> Option<String> {
        match (kind, value) {
            (Kind::Primitive(primitive), value) => literal::of_json(*primitive, value, self),
            (Kind::Enum(path), Value::String(text)) => {
                self.is_as_written(path, text).then(|| member(path, text, self))
            }
            (Kind::Flags(path), Value::String(text)) => {
                let is_plain = text.split(',').all(|token| self.is_as_written(path, token));
                let ty = self.ty(path);
                is_plain.then(|| format!("FlagSet::<{ty}>::from({})", Quoted(text)))
            }
            (Kind::Object(path) | Kind::Hierarchy(path), Value::Object(object)) => {
                let choice = self.choose(path, object)?;
                // An item of a hierarchy keeps its type only if the struct writes the tag itself.
                let is_known = choice.tag != Tag::Forbidden;
                is_known.then(|| self.object(&choice, object, true))
            }
            _ => None,
        }
    }

    /// Returns true if a member is written unchanged: it is declared in exactly this case, or not at all.
    fn is_as_written(&self, path: &TypePath, text: &str) -> bool {
        let variants = self.calls.types.open_enum(path).map_or(&[][..], |ty| &ty.variants);
        let is_near = |wire: &str| wire.eq_ignore_ascii_case(text.trim());
        variants.iter().any(|variant| variant.wire == text)
            || (text.trim() == text && !variants.iter().any(|variant| is_near(&variant.wire)))
    }
}

/// The method that binds a property.
pub(super) fn bind(field: &Field) -> &'static str {
    if field.is_collection() { "bind_each" } else { "bind" }
}

/// The field of a property, by its name on the wire; or else a field whose name differs only in case.
pub(super) fn field<'v>(structure: &'v Struct, name: &str) -> Option<&'v Field> {
    let exact = structure.fields.iter().find(|field| field.wire == name);
    exact.or_else(|| structure.fields.iter().find(|field| field.wire.eq_ignore_ascii_case(name)))
}

/// Returns true if a patch sets the property by its constant.
pub(super) fn is_patched(field: &Field) -> bool {
    field.access() == Access::Writable
}
