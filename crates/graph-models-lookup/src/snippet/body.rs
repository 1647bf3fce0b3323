//! The body of a request as arguments of its call: an entity, a patch, parameters, a reference, bytes.

use serde_json::{Map, Value};

use super::program::{Program, text};
use super::value::{BIND, TAG, bind, field, is_patched};
use super::{Asked, AskedBody, NoSnippet};
use crate::call::written::Address;
use crate::call::{End, Found};
use graph_models_codegen::rust::names::snake;
use graph_models_codegen::rust::{Field, Kind, Parameters, RequestInput, Response, TypePath};
use graph_models_codegen::text::rust::Quoted;

/// The expression of a request, and further statements about it.
pub(super) struct Made {
    /// The expression of the request.
    pub(super) expression: String,
    /// Statements on the variable `request`.
    further: Vec<String>,
}

/// The arguments for a body.
#[derive(Default)]
pub(super) struct Taken {
    pub(super) arguments: Vec<String>,
    /// A method call, appended to the expression, that replaces the body.
    pub(super) raw: String,
    pub(super) further: Vec<String>,
}

/// Makes the request of a call with the body.
pub(super) fn made<'v>(
    program: &mut Program<'_, 'v>,
    found: &Found<'v>,
    asked: &Asked,
) -> Result<Made, NoSnippet> {
    let body = asked.body.as_ref();
    let taken = match (found.end, body) {
        (End::Resource("create" | "replace", Some(entity)), body) => program.entity(entity, body),
        (End::Resource("replace", None), body) => match found.expression.property() {
            Some(field) => program.items(field, body),
            None => return Err(NoSnippet::NoBody),
        },
        (End::Resource("update", Some(entity)), body) => program.changes(entity, body),
        (End::Reference, body) if found.expression.is_open() => {
            let of_option = asked.options.iter().find(|(name, _)| name == "$id").map(|(_, id)| id.as_str());
            let id =
                of_option.or_else(|| target_of(body)).ok_or_else(|| NoSnippet::NoTarget(String::new()))?;
            Taken { arguments: vec![program.target(id)?], ..Taken::default() }
        }
        (End::WriteMedia(_), body) => Taken { arguments: bytes(body), ..Taken::default() },
        (End::Call(request), body) if request.info.method != "GET" => match &request.input {
            RequestInput::Body(parameters) => program.parameters(parameters, body),
            RequestInput::None | RequestInput::Path(_) => {
                Taken { raw: program.raw(body), ..Taken::default() }
            }
        },
        (_, None) => Taken::default(),
        (_, Some(_)) => return Err(NoSnippet::NoBody),
    };
    let call = program.expression(&found.expression, &taken.arguments);
    Ok(Made { expression: call + &taken.raw, further: taken.further })
}

/// Adds the statements that make and send the request.
pub(super) fn finish(program: &mut Program<'_, '_>, made: Made, found: &Found<'_>) {
    let is_changed = if made.further.is_empty() { "" } else { "mut " };
    program.push(format!("let {is_changed}request = {};", made.expression));
    for statement in made.further {
        program.push(statement);
    }
    let is_media = |response: &Response| matches!(response, Response::Media);
    let sent: &[&str] = match found.end {
        End::Resource("list", _) => &["for item in client.all(&request)? { println!(\"{item:?}\"); }"],
        End::Resource("delete", _) | End::DeleteMedia(_) | End::Reference => &["client.send(&request)?;"],
        End::Call(request) if matches!(request.response, Response::Nothing) => &["client.send(&request)?;"],
        End::ReadMedia(_) => {
            &["let content = client.send(&request)?;", "std::fs::write(\"content\", content)?;"]
        }
        End::Call(request) if is_media(&request.response) => {
            &["let content = client.send(&request)?;", "std::fs::write(\"content\", content)?;"]
        }
        _ => &["let answer = client.send(&request)?;", "println!(\"{answer:?}\");"],
    };
    for statement in sent {
        program.push((*statement).to_owned());
    }
}

/// The URL of the entity that a reference leads to.
fn target_of(body: Option<&AskedBody>) -> Option<&str> {
    match body {
        Some(AskedBody::Json(body)) => body.get("@odata.id").and_then(Value::as_str),
        _ => None,
    }
}

impl<'v> Program<'_, 'v> {
    /// The argument for an entity that is created or replaced.
    fn entity(&mut self, declared: &TypePath, body: Option<&AskedBody>) -> Taken {
        let mark = self.mark();
        if let Some(AskedBody::Json(Value::Object(object))) = body
            && let Some(choice) = self.choose(declared, object)
        {
            let entity = self.object(&choice, object, false);
            let name = snake(&choice.structure.path.ident);
            return Taken { arguments: vec![self.variable(&name, entity)], ..Taken::default() };
        }
        self.back(mark);
        let ty = self.any_struct(declared);
        Taken { arguments: vec![format!("{ty}::default()")], raw: self.raw(body), ..Taken::default() }
    }

    /// The argument for a patch.
    fn changes(&mut self, declared: &TypePath, body: Option<&AskedBody>) -> Taken {
        if let Some(AskedBody::Json(Value::Object(object))) = body
            && let Some(patch) = self.patch(declared, object)
        {
            return Taken { arguments: vec![self.variable("patch", patch)], ..Taken::default() };
        }
        let ty = self.any_struct(declared);
        Taken { arguments: vec![format!("Patch::<{ty}>::new()")], raw: self.raw(body), ..Taken::default() }
    }

    fn patch(&mut self, declared: &TypePath, object: &Map<String, Value>) -> Option<String> {
        let choice = self.choose(declared, object)?;
        self.needs_variant(&choice);
        let structure = choice.structure;
        let ty = self.ty(&structure.path);
        let mut links = Vec::new();
        for (key, value) in object.iter().filter(|(key, _)| *key != TAG) {
            let navigation = key.strip_suffix(BIND);
            let bound = navigation.and_then(|name| self.binding(structure, name, value));
            let known = field(structure, key).filter(|field| is_patched(field));
            let mark = self.mark();
            let link = match (bound, known) {
                (Some((field, targets)), _) => {
                    Some(format!("{}({ty}::{}, {targets})", bind(field), field.constant))
                }
                (None, Some(field)) if value.is_null() => {
                    self.needs(&field.gate);
                    Some(format!("clear({ty}::{})", field.constant))
                }
                (None, Some(field)) => {
                    let value = match field.is_collection() {
                        true => self.exactly(field, value),
                        false => self.assigned(field, value),
                    };
                    if value.is_some() {
                        self.needs(&field.gate);
                    }
                    value.map(|value| format!("set({ty}::{}, {value})", field.constant))
                }
                (None, None) => None,
            };
            links.push(match link {
                Some(link) => link,
                None => {
                    self.back(mark);
                    let value = self.json_argument(value);
                    format!("set_by_name({}, {value})?", Quoted(key))
                }
            });
        }
        // The request for a base names the type. A patch by itself does so too, unless other types derive from its
        // type.
        let is_named = choice.base.is_some() || (structure.is_tagged && structure.derived.is_empty());
        match (is_named, object.contains_key(TAG)) {
            (true, false) => links.push("without_odata_type()".to_owned()),
            (false, true) => links.push("with_odata_type()".to_owned()),
            (true, true) | (false, false) => {}
        }
        let is_inferred =
            links.first().is_some_and(|link| !link.starts_with("set_by_name") && link.contains("::"));
        let start = if is_inferred { "Patch::new()".to_owned() } else { format!("Patch::<{ty}>::new()") };
        Some(links.iter().fold(start, |text, link| text + "." + link))
    }

    /// The name of a struct for a declared type: the type itself, or the first type derived from it.
    fn any_struct(&mut self, declared: &TypePath) -> String {
        let derived = self.calls.types.hierarchy(declared).and_then(|ty| ty.variants.first());
        let Some(variant) = derived else { return self.ty(declared) };
        self.needs(&variant.gate);
        self.ty(&variant.content)
    }

    /// The method call that sets a body without a typed form.
    pub(super) fn raw(&mut self, body: Option<&AskedBody>) -> String {
        let content = match body {
            None => return String::new(),
            Some(AskedBody::Json(value)) => format!("Content::json({})?", text(value)),
            Some(AskedBody::File { path, media_type }) => {
                format!("Content::new({}, std::fs::read({})?)?", Quoted(media_type), Quoted(path))
            }
        };
        self.uses_crate("request::Content");
        format!(".with_body({content})")
    }

    /// The path of the entity that a reference leads to.
    fn target(&mut self, id: &str) -> Result<String, NoSnippet> {
        let is_ours = |address: &Address<'_>| address.is_absolute && self.calls.has_version(address.version);
        let address = Address::parse(id).filter(is_ours);
        let found = address.and_then(|address| self.calls.locate("", address.path).ok());
        let found = found.ok_or_else(|| NoSnippet::NoTarget(id.to_owned()))?;
        self.needs_path(&found);
        Ok(format!("&{}", self.expression(&found.expression, &[])))
    }

    /// The parameters of an action: the required ones as arguments, the others as method calls.
    fn parameters(&mut self, parameters: &'v Parameters, body: Option<&AskedBody>) -> Taken {
        let required: Vec<_> = parameters.required().collect();
        if let Some(AskedBody::Json(Value::Object(object))) = body {
            let mark = self.mark();
            if let Some(taken) = self.typed_parameters(parameters, &required, object) {
                return taken;
            }
            self.back(mark);
        }
        let arguments = required.into_iter().map(|field| self.placeholder(field)).collect();
        Taken { arguments, raw: self.raw(body), ..Taken::default() }
    }

    fn typed_parameters(
        &mut self,
        parameters: &'v Parameters,
        required: &[&'v Field],
        object: &Map<String, Value>,
    ) -> Option<Taken> {
        let mut taken = Taken::default();
        let given = |field: &Field| {
            let exact = object.get(&field.wire);
            exact.or_else(|| {
                object.iter().find(|(key, _)| key.eq_ignore_ascii_case(&field.wire)).map(|it| it.1)
            })
        };
        for field in required {
            let value = given(field);
            let argument = match value {
                Some(value) if !value.is_null() && field.is_collection() => self.exactly(field, value)?,
                Some(value) if !value.is_null() => self.assigned(field, value)?,
                _ => self.placeholder(field),
            };
            taken.arguments.push(self.variable(&field.ident, argument));
            match value {
                None => taken.further.push(format!("request.parameters.{} = None;", field.ident)),
                Some(Value::Null) => {
                    taken
                        .further
                        .push(format!("request.parameters.set_by_name({}, ())?;", Quoted(&field.wire)));
                }
                Some(_) => {}
            }
        }
        for (key, value) in object {
            let known = field(&parameters.body, key);
            if known.is_some_and(|field| required.iter().any(|it| it.wire == field.wire)) {
                continue;
            }
            let statement = match known.filter(|field| !field.is_erased() && !value.is_null()) {
                Some(field) => {
                    let value = self.exactly(field, value)?;
                    let is_boxed = !field.is_collection() && matches!(field.kind, Kind::Object(_));
                    let value = if is_boxed { format!("Box::new({value})") } else { value };
                    format!("request.parameters.{} = Some({value});", field.ident)
                }
                None => {
                    let key = known.map_or(key, |field| &field.wire);
                    format!(
                        "request.parameters.set_by_name({}, {})?;",
                        Quoted(key),
                        self.json_argument(value)
                    )
                }
            };
            taken.further.push(statement);
        }
        Some(taken)
    }

    /// A value that compiles, for a required argument that the documented request does not give.
    fn placeholder(&mut self, field: &'v Field) -> String {
        if field.is_collection() {
            return "Vec::new()".to_owned();
        }
        match &field.kind {
            Kind::Enum(path) => format!("{}::from(\"\")", self.ty(path)),
            Kind::Flags(_) => "FlagSet::default()".to_owned(),
            Kind::Object(path) => format!("{}::default()", self.ty(path)),
            Kind::Hierarchy(path) => {
                let content = self.any_struct(path);
                format!("{}::from({content}::default())", self.ty(path))
            }
            Kind::Primitive(primitive) => match primitive.variant {
                "String" => "\"\"".to_owned(),
                "Boolean" => "false".to_owned(),
                "Double" | "Single" => "0.0".to_owned(),
                "Byte" | "SByte" | "Int16" | "Int32" | "Int64" => "0".to_owned(),
                "Binary" => "Vec::new().into()".to_owned(),
                "Json" => self.json(&Value::Null),
                variant => super::literal::example(*primitive, variant, self),
            },
        }
    }
}

/// The arguments for the bytes of a stream and their media type.
fn bytes(body: Option<&AskedBody>) -> Vec<String> {
    match body {
        Some(AskedBody::Json(value)) => vec![text(value), "\"application/json\"".to_owned()],
        Some(AskedBody::File { path, media_type }) => {
            vec![format!("std::fs::read({})?", Quoted(path)), Quoted(media_type).to_string()]
        }
        None => vec!["std::fs::read(\"content\")?".to_owned(), "\"application/octet-stream\"".to_owned()],
    }
}
