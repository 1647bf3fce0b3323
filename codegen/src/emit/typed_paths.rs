//! Typed paths, as text: their form is simple, and there are many.

use std::fmt::Write;

use super::inputs;
use super::paths::From;
use super::pieces::Items;
use crate::rust::{Call, PathType, RootPath, Step};

/// Columns a line may have.
const WIDTH: usize = 100;

/// One typed path.
pub(super) fn emit(path: &PathType, from: From<'_>, items: &mut Items) -> String {
    let mut text = String::from("graph_core::path! {\n");
    for line in &path.docs {
        let _ = writeln!(text, "    /// {line}");
    }
    let _ = write!(text, "    {}", path.ident);
    if let Some(entity) = path.entity.as_ref().filter(|_| !path.requests.is_empty()) {
        let _ = write!(text, ", {}: {}", from.ty_text(entity, items), path.requests.join(" "));
    }
    text.push_str("\n}\n");
    if path.steps.is_empty() && path.calls.is_empty() && path.media.is_empty() {
        return text;
    }
    let _ = write!(text, "\nimpl {} {{", path.ident);
    let mut members: Vec<String> = path.steps.iter().map(|step| member(step, from, items)).collect();
    members.extend(path.calls.iter().map(|call| self::call(call, from, items)));
    members.extend(path.media.iter().map(|(ident, segment)| media(ident, segment)));
    let _ = write!(text, "\n{}}}\n", members.join("\n"));
    text
}

/// Where paths begin.
pub(super) fn root(root: &RootPath, from: From<'_>, items: &mut Items) -> String {
    let mut texts = Vec::new();
    let catalog = from.always(&[], "CATALOG");
    for step in &root.steps {
        let (arguments, values) = keys(step);
        let target = from.path(&step.target, items);
        texts.push(format!(
            "/// {}\npub fn {}({}) -> {target} {{\n    {target}(request::Path::root(&{catalog}).add({:?}, &[{values}]))\n}}\n",
            step.docs,
            step.ident,
            arguments.join(", "),
            step.template
        ));
    }
    if let (Some((ident, ways)), Some(step)) = (&root.handle, root.steps.first()) {
        let mut text = format!(
            "/// Ways on from `{}`.\n#[derive(Debug, Clone, Copy)]\npub struct {ident};\n\nimpl {ident} {{\n",
            step.template
        );
        let ways = ways.iter().map(|way| {
            let (arguments, _) = keys(way);
            let target = from.path(&way.target, items);
            format!(
                "    /// {}\n    pub fn {}({}) -> {target} {{\n        {}().{}({})\n    }}\n",
                way.docs,
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
    texts.join("\n")
}

fn member(step: &Step, from: From<'_>, items: &mut Items) -> String {
    let (arguments, values) = keys(step);
    let target = from.path(&step.target, items);
    let head = signature(&step.ident, &arguments, &target);
    format!(
        "    /// {}\n{head}        {target}(self.0.add({:?}, &[{values}]))\n    }}\n",
        step.docs, step.template
    )
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

/// Arguments for the keys of a step, and the values they give.
fn keys(step: &Step) -> (Vec<String>, String) {
    let arguments = step.keys.iter().map(|key| format!("{key}: impl std::fmt::Display")).collect();
    let values: Vec<_> = step.keys.iter().map(|key| format!("&{key}")).collect();
    (arguments, values.join(", "))
}

fn call(call: &Call, from: From<'_>, items: &mut Items) -> String {
    let request = from.ty_text(&call.request, items);
    let arguments = inputs::arguments(&call.input, from, items);
    let declared: Vec<_> =
        arguments.iter().map(|argument| format!("{}: {}", argument.ident, argument.ty)).collect();
    let passed = arguments.iter().fold(String::new(), |text, argument| text + ", " + &argument.ident);
    let made = format!("{request}::at(&self.0{passed})");
    let (returned, value) = match &call.result {
        Some(path) => {
            let path = from.path(path, items);
            (path.clone(), format!("{path}({made}.into_path())"))
        }
        None => (request, made),
    };
    let docs: String =
        call.docs.iter().map(|line| format!("    /// {line}").trim_end().to_owned() + "\n").collect();
    let head = signature(&call.ident, &declared, &returned);
    format!("{docs}{head}        {value}\n    }}\n")
}

fn media(ident: &str, segment: &str) -> String {
    let name = segment.trim_start_matches('/');
    format!(
        "    /// Reads `{name}` as it is.
    pub fn {ident}(&self) -> request::ReadMedia {{
        request::ReadMedia::at(&self.0.add({segment:?}, &[]))
    }}

    /// Replaces `{name}` by content of a media type.
    pub fn write_{ident}(
        &self,
        content: impl Into<request::Bytes>,
        media_type: impl Into<String>,
    ) -> request::WriteMedia {{
        request::WriteMedia::at(&self.0.add({segment:?}, &[]), content, media_type)
    }}
"
    )
}
