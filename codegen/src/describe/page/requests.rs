//! The table of requests.

use super::link;
use crate::graph::{CLOUDS, GLOBAL};
use crate::rust::RequestFacts;
use crate::rust::endpoints::{Answer, Body, Endpoint, Shape};
use crate::text::markdown::{self, code_in_table};

/// Appends the section of requests. `root` is the path that all endpoints have in common.
pub(super) fn section(endpoints: &[Endpoint<'_>], root: &str) -> String {
    let mut text = String::from("## Requests\n\n");
    let Some(first) = endpoints.first() else {
        text.push_str("None: the slice names types alone.\n\n");
        return text;
    };
    text.push_str(&format!(
        "Paths stand below `{}/{}{root}`. One scope of those named is enough, the first allows least; a signed-in user \
         needs one of the roles too.\nAn empty cell is a fact that was not looked up.\n\n",
        GLOBAL.address, first.info.version
    ));
    text.push_str("| Request | What it does | Takes | Answers | Scopes | Roles | Clouds |\n");
    text.push_str("|---|---|---|---|---|---|---|\n");
    for endpoint in endpoints {
        let facts = &endpoint.info.facts;
        let mut what = markdown::text(&endpoint.summary);
        if let Some(page) = &facts.documentation {
            what.push_str(&format!(" {}", markdown::link("Reference", page)));
        }
        let request = code_in_table(&format!("{} {}", endpoint.info.method, endpoint.path_below(root)));
        let cells =
            [request, what, takes(endpoint), answers(endpoint), scopes(facts), roles(facts), clouds(facts)];
        text.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    text.push('\n');
    text
}

fn takes(endpoint: &Endpoint<'_>) -> String {
    let mut parts = Vec::new();
    match (&endpoint.parameters, &endpoint.body) {
        (Some(parameters), _) => {
            let names = parameters.body.fields.iter().map(|field| code_in_table(&field.wire));
            parts.push(names.collect::<Vec<_>>().join(", "));
        }
        (None, Some(Body::Schema(name))) => parts.push(link(name)),
        (None, Some(Body::Media)) => parts.push("bytes".to_owned()),
        (None, None) => {}
    }
    parts.extend(endpoint.arguments.iter().map(|argument| code_in_table(&argument.field.wire)));
    if let Some(filter) = &endpoint.info.facts.filter {
        parts.push(code_in_table(&format!("$filter={filter}")));
    }
    parts.extend(
        endpoint.info.facts.required_options.iter().map(|option| code_in_table(&format!("{option}=…"))),
    );
    parts.join("<br>")
}

fn answers(endpoint: &Endpoint<'_>) -> String {
    let statuses: Vec<_> = endpoint.statuses().iter().map(u16::to_string).collect();
    let statuses = statuses.join(" or ");
    let body = match &endpoint.answer {
        Answer::Nothing if endpoint.info.facts.is_long_running => {
            return format!("{statuses}, `Location` names the operation to follow");
        }
        Answer::Nothing => return statuses,
        Answer::Value(of) | Answer::Wrapped(of) => shape(of),
        Answer::Page(of) => format!("page of {}", shape(of)),
        Answer::Count => "a number".to_owned(),
        Answer::Media => "bytes".to_owned(),
    };
    format!("{statuses}, {body}")
}

fn shape(shape: &Shape<'_>) -> String {
    match shape {
        Shape::Named(name) => link(name),
        Shape::Primitive(name) => code_in_table(name),
    }
}

/// The scopes of a request: written once if a user and an application need the same ones.
fn scopes(facts: &RequestFacts) -> String {
    let list = |(least, higher): &(Vec<String>, Vec<String>)| {
        let all: Vec<_> = least.iter().chain(higher).map(|scope| code_in_table(scope)).collect();
        all.join(", ")
    };
    let (delegated, application) = (list(&facts.delegated), list(&facts.application));
    match (delegated.as_str(), application.as_str()) {
        ("", "") => String::new(),
        (delegated, application) if delegated == application => delegated.to_owned(),
        (delegated, "") => format!("user: {delegated}"),
        ("", application) => format!("application: {application}"),
        (delegated, application) => format!("user: {delegated}<br>application: {application}"),
    }
}

fn roles(facts: &RequestFacts) -> String {
    facts.roles.iter().map(|role| markdown::text(role)).collect::<Vec<_>>().join(", ")
}

fn clouds(facts: &RequestFacts) -> String {
    if CLOUDS.iter().all(|cloud| facts.clouds.contains(&cloud.variant)) {
        return "all".to_owned();
    }
    let of_variant = |variant: &&str| CLOUDS.iter().find(|cloud| cloud.variant == *variant);
    let names = facts.clouds.iter().filter_map(of_variant).map(|cloud| markdown::text(cloud.short));
    names.collect::<Vec<_>>().join(", ")
}
