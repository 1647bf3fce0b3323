//! Typed paths. The emitter writes text and no tokens, since the form is simple and there are many typed paths.

use std::fmt::Write;

use super::items::Items;
use super::paths::From;
use super::print::table::line;
use super::{gates, inputs, targets};
use crate::rust::names::{BY_PATH, CATALOG, ITEM};
use crate::rust::{Address, Call, Gate, PathType, RootPath, Step, Stream, WRITES};
use crate::text::comment;
use crate::text::rust::Quoted;

/// The most columns of a line.
const WIDTH: usize = 100;

/// The expression for the path inside a typed path.
const PATH: &str = "self.0.path";

/// The type of the runtime that a typed path wraps, with the requests that the type already has.
struct Base {
    /// The type.
    ty: String,
    /// Requests that the type does not have.
    requests: Vec<&'static str>,
    /// True if the type leads to items by their keys.
    has_items: bool,
}

impl Base {
    fn new(path: &PathType, from: From<'_>, items: &mut Items) -> Self {
        let (types, is_found): (&[(&str, &[&str])], _) = match path.steps.iter().find(|step| is_item(step)) {
            Some(item) => {
                (&[("Many", &["list", "create", "count"]), ("Listing", &["list", "count"])], Some(item))
            }
            None => (&[("One", &["get", "update", "delete"])], None),
        };
        let has = |requests: &[&str]| requests.iter().all(|request| path.requests.contains(request));
        let base = types.iter().find(|(_, requests)| has(requests)).zip(path.entity.as_ref());
        let Some(((name, requests), entity)) = base else {
            // Properties of a single value have paths of their own.
            let single = path.entity.as_ref().filter(|_| !path.is_collection);
            let ty = match (single.map(|entity| from.ty_text(entity, items)), path.is_shared) {
                (None, false) => "request::At".to_owned(),
                (None, true) => "request::At<(), K>".to_owned(),
                (Some(entity), false) => format!("request::At<{entity}>"),
                (Some(entity), true) => format!("request::At<{entity}, K>"),
            };
            return Self { ty, requests: path.requests.clone(), has_items: false };
        };
        let entity = from.ty_text(entity, items);
        let item = is_found.map(|item| format!(", {}", targets::text(&item.target, from, items)));
        let item = item.unwrap_or_default();
        let others = path.requests.iter().copied().filter(|request| !requests.contains(request));
        // No request of a listing depends on whether its items are contained.
        let home = if path.is_shared && *name != "Listing" { ", K" } else { "" };
        Self {
            ty: format!("request::{name}<{entity}{item}{home}>"),
            requests: others.collect(),
            has_items: is_found.is_some(),
        }
    }
}

/// Returns true for the step that the runtime already provides: from a collection to an item by its key.
fn is_item(step: &Step) -> bool {
    step.ident == ITEM && step.template == "/{id}"
}

/// Emits a typed path.
pub(super) fn emit(path: &PathType, from: From<'_>, items: &mut Items) {
    items.runtime.insert("request");
    let gate = &path.entity_gate;
    let (base, declared) = items.behind(gate, |items| declaration(path, from, items));
    let mut text = gates::attribute(gate, "") + &declared;
    let is_item = |step: &Step| base.has_items && is_item(step);
    let kind = if path.is_shared { "<K>" } else { "" };
    let mut blocks = Vec::new();
    if !gate.is_open() {
        // If these features are off, the path has no requests, only methods that lead to other paths.
        let plain = PathType { entity: None, requests: Vec::new(), streams: Vec::new(), ..path.clone() };
        let opposite = gates::opposite(gate, "");
        text.push_str(&format!("\n{opposite}{}", declaration(&plain, from, items).1));
        let items: Vec<_> =
            path.steps.iter().filter(|step| is_item(step)).map(|step| member(step, from, items)).collect();
        blocks.push((opposite, kind, items));
    }
    let steps = path.steps.iter().filter(|step| !is_item(step));
    let mut members: Vec<String> = steps.map(|step| member(step, from, items)).collect();
    members.extend(path.calls.iter().map(|call| self::call(call, from, items)));
    members.extend(path.address.as_ref().map(|(address, gate)| self::address(address, gate, from, items)));
    let mut owned = Vec::new();
    for stream in &path.streams {
        members.push(gates::attribute(gate, "    ") + &media(stream));
        let written = items.behind(gate, |items| write_media(stream, from, items));
        let deleted = stream.is_deletable.then(|| delete_media(stream));
        let changes = [written].into_iter().chain(deleted).map(|it| gates::attribute(gate, "    ") + &it);
        if path.is_shared { owned.extend(changes) } else { members.extend(changes) }
    }
    blocks.extend([(String::new(), kind, members), (String::new(), "", owned)]);
    for (attribute, kind, members) in blocks.iter().filter(|(_, _, members)| !members.is_empty()) {
        let _ = write!(text, "\n{attribute}impl{kind} {}{kind} {{\n{}}}\n", path.ident, members.join("\n"));
    }
    items.texts.push(text);
}

/// The declaration of a typed path, with the type of the runtime that the path wraps.
///
/// A typed path is a separate type even if it adds nothing to its base, so that a later step or call does not change
/// its type.
fn declaration(path: &PathType, from: From<'_>, items: &mut Items) -> (Base, String) {
    let base = Base::new(path, from, items);
    let docs = path.docs.iter().fold(String::new(), |docs, line| docs + "/// " + &comment::line(line) + "\n");
    let mut text = String::from("graph_models_core::path! {\n");
    for line in docs.lines() {
        let _ = writeln!(text, "    {line}");
    }
    let kind = if path.is_shared { "<K>" } else { "" };
    let mut head = vec![format!("{}{kind}({})", path.ident, base.ty)];
    if let Some(entity) = path.entity.as_ref().filter(|_| !base.requests.is_empty()) {
        for ty in &mut head {
            ty.push(',');
        }
        let mut requests = format!("{}:", from.ty_text(entity, items));
        let (writes, reads): (Vec<&str>, Vec<&str>) =
            base.requests.iter().partition(|request| path.is_shared && WRITES.contains(request));
        for request in reads {
            let _ = write!(requests, " {request}");
        }
        if !writes.is_empty() {
            let _ = write!(requests, "; {}", writes.join(" "));
        }
        head.push(requests);
    }
    text.push_str(&line("    ", &head));
    text.push_str("}\n");
    (base, text)
}

/// Emits the functions that begin typed paths.
pub(super) fn root(root: &RootPath, from: From<'_>, items: &mut Items) {
    items.runtime.insert("request");
    let mut texts = Vec::new();
    let catalog = from.always(&[], CATALOG);
    for step in &root.steps {
        let (arguments, values) = keys(step);
        let target = items.behind(&step.gate, |items| targets::text(&step.target, from, items));
        texts.push(format!(
            "/// {}\n{}pub fn {}({}) -> {target} {{\n    request::Path::root(&{catalog}){}\n}}\n",
            comment::line(&step.docs),
            gates::attribute(&step.gate, ""),
            step.ident,
            arguments.join(", "),
            way(step, &values)
        ));
    }
    if let (Some((ident, ways)), Some(step)) = (&root.handle, root.steps.first()) {
        let gate = gates::attribute(&step.gate, "");
        let mut text = format!(
            "/// Ways on from `{}`.\n{gate}#[derive(Debug, Clone, Copy)]\npub struct {ident};\n\n\
             {gate}impl {ident} {{\n",
            comment::line(&step.template)
        );
        let ways = ways.iter().map(|way| {
            let (arguments, _) = keys(way);
            let gate = way.gate.and(&step.gate);
            // A parameter may have the name of the function that it would hide.
            let module = if way.keys.contains(&step.ident) { "self::" } else { "" };
            let target = items.behind(&gate, |items| targets::text(&way.target, from, items));
            format!(
                "    /// {}\n{}    pub fn {}({}) -> {target} {{\n        {module}{}().{}({})\n    }}\n",
                comment::line(&way.docs),
                gates::attribute(&way.gate, "    "),
                way.ident,
                arguments.join(", "),
                step.ident,
                way.ident,
                way.keys.join(", ")
            )
        });
        text.push_str(&ways.collect::<Vec<_>>().join("\n"));
        text.push_str("}\n");
        texts.push(text);
    }
    items.texts.append(&mut texts);
}

/// The expression that makes the next path.
fn way(step: &Step, values: &str) -> String {
    let template = Quoted(&step.template);
    match (values, step.required_options.as_slice()) {
        ("", []) => format!(".to({template})"),
        ("", options) => {
            let options: Vec<_> = options.iter().map(|option| Quoted(option).to_string()).collect();
            format!(".to_requiring({template}, &[{}])", options.join(", "))
        }
        _ => format!(".by({template}, &[{values}])"),
    }
}

fn member(step: &Step, from: From<'_>, items: &mut Items) -> String {
    let (arguments, values) = keys(step);
    let target = items.behind(&step.gate, |items| targets::text(&step.target, from, items));
    let head = signature(&step.ident, &arguments, &target);
    let (docs, gate) = (comment::line(&step.docs), gates::attribute(&step.gate, "    "));
    format!("    /// {docs}\n{gate}{head}        {PATH}{}\n    }}\n", way(step, &values))
}

/// The head of a method, on several lines if it is long.
fn signature(ident: &str, arguments: &[String], returned: &str) -> String {
    let short = arguments.iter().fold(String::new(), |text, argument| text + ", " + argument);
    let short = format!("    pub fn {ident}(&self{short}) -> {returned} {{\n");
    if short.len() <= WIDTH {
        return short;
    }
    let long = arguments.iter().fold(String::new(), |text, argument| text + "        " + argument + ",\n");
    format!("    pub fn {ident}(\n        &self,\n{long}    ) -> {returned} {{\n")
}

/// Arguments for the keys of a step, and the values made from them.
fn keys(step: &Step) -> (Vec<String>, String) {
    let arguments = step.keys.iter().map(|key| format!("{key}: impl std::fmt::Display")).collect();
    let values: Vec<_> = step.keys.iter().map(|key| format!("&{key}")).collect();
    (arguments, values.join(", "))
}

fn call(call: &Call, from: From<'_>, items: &mut Items) -> String {
    items.behind(&call.gate, |items| call_behind(call, from, items))
}

fn call_behind(call: &Call, from: From<'_>, items: &mut Items) -> String {
    let request = from.ty_text(&call.request, items);
    let arguments = inputs::arguments(&call.input, from, items);
    let declared: Vec<_> =
        arguments.iter().map(|argument| format!("{}: {}", argument.ident, argument.ty)).collect();
    let passed = arguments.iter().fold(String::new(), |text, argument| text + ", " + &argument.ident);
    let made = format!("{request}::from_path(&{PATH}{passed})");
    let (returned, value) = match &call.result {
        Some(result) => {
            (targets::text(result, from, items), format!("request::TypedPath::from_path({made}.into_path())"))
        }
        None => (format!("request::Call<{request}>"), made),
    };
    let docs: String = call
        .docs
        .iter()
        .map(|line| format!("    /// {}", comment::line(line)).trim_end().to_owned() + "\n")
        .collect();
    let head = signature(&call.ident, &declared, &returned);
    format!("{docs}{}{head}        {value}\n    }}\n", gates::attribute(&call.gate, "    "))
}

/// The method that adds an address by names.
fn address(address: &Address, gate: &Gate, from: From<'_>, items: &mut Items) -> String {
    let (Address::Names(target) | Address::Host(target)) = address;
    let target = items.behind(gate, |items| targets::text(target, from, items));
    let gate = gates::attribute(gate, "    ");
    match address {
        Address::Names(_) => format!(
            "    /// The item at a relative path, such as `folder/file 1.txt`. Names are encoded as they need it.
{gate}    pub fn {BY_PATH}(&self, path: impl AsRef<str>) -> {target} {{
        {PATH}.by_names(path)
    }}
"
        ),
        Address::Host(_) => format!(
            "    /// The item at a host and a path there, such as `contoso.sharepoint.com` and `/sites/x`.
{gate}    pub fn {BY_PATH}(&self, host: impl AsRef<str>, path: impl AsRef<str>) -> {target} {{
        {PATH}.by_host(host, path)
    }}
"
        ),
    }
}

fn media(Stream { ident, segment, .. }: &Stream) -> String {
    let name = comment::line(segment.trim_start_matches('/'));
    let segment = Quoted(segment);
    format!(
        "    /// Reads `{name}` as it is.
    pub fn {ident}(&self) -> request::ReadMedia {{
        request::ReadMedia::new(&{PATH}.add({segment}, &[]))
    }}
"
    )
}

fn write_media(stream: &Stream, from: From<'_>, items: &mut Items) -> String {
    let Stream { ident, segment, answer, .. } = stream;
    let answer = answer.as_ref().map(|entity| format!("<Option<{}>>", from.ty_text(entity, items)));
    let answer = answer.unwrap_or_default();
    let name = comment::line(segment.trim_start_matches('/'));
    let segment = Quoted(segment);
    format!(
        "    /// Replaces `{name}` by content of a media type.
    pub fn write_{ident}(
        &self,
        content: impl Into<request::Bytes>,
        media_type: impl Into<String>,
    ) -> request::WriteMedia{answer} {{
        request::WriteMedia::new(&{PATH}.add({segment}, &[]), content, media_type)
    }}
"
    )
}

fn delete_media(Stream { ident, segment, .. }: &Stream) -> String {
    let name = comment::line(segment.trim_start_matches('/'));
    let segment = Quoted(segment);
    format!(
        "    /// Deletes `{name}`.
    pub fn delete_{ident}(&self) -> request::Delete {{
        request::Delete::new(&{PATH}.add({segment}, &[]))
    }}
"
    )
}
