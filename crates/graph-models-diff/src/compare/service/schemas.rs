//! Namespaces, their aliases, and terms.

use std::collections::BTreeMap;

use crate::compare::annotations::Carrier;
use crate::compare::context::{Context, Subject};
use crate::finding::Finding;
use crate::pairing::lists::lists;
use crate::rules::service as rules;
use csdl::model::{Model, Schema, Term};

pub(crate) fn compare(context: &mut Context<'_>) {
    schemas(context);
    terms(context);
}

/// Compares namespaces. A namespace may be in several documents. Findings show its first schema.
fn schemas(context: &mut Context<'_>) {
    let (old, new) = (context.old, context.new);
    let matched = lists(by_namespace(old), by_namespace(new));
    for (_, schema) in matched.removed {
        context.push(Finding::new(&rules::SCHEMA_REMOVED, &schema.namespace).old("schema", schema.place));
    }
    for (_, schema) in matched.added {
        let finding = Finding::new(&rules::SCHEMA_ADDED, &schema.namespace);
        context.push(finding.new_value("schema", schema.place));
    }
    for (was, is) in matched.both {
        if was.alias != is.alias {
            let shown = |schema: &Schema| schema.alias.clone().unwrap_or_else(|| "none".to_owned());
            let finding = Finding::new(&rules::SCHEMA_ALIAS_CHANGED, &is.namespace);
            context.push(finding.old(shown(was), was.place).new_value(shown(is), is.place));
        }
    }
}

fn by_namespace(model: &Model) -> impl Iterator<Item = (String, &Schema)> {
    let mut first: BTreeMap<String, &Schema> = BTreeMap::new();
    for schema in &model.schemas {
        first.entry(schema.namespace.clone()).or_insert(schema);
    }
    first.into_iter()
}

fn terms(context: &mut Context<'_>) {
    let (old, new) = (context.old, context.new);
    let matched = lists(
        old.terms.iter().map(|term| (term.name.to_string(), term)),
        new.terms.iter().map(|term| (term.name.to_string(), term)),
    );
    for (name, term) in matched.removed {
        context.push(Finding::new(&rules::TERM_REMOVED, name).old(text(term), term.place));
    }
    for (name, term) in matched.added {
        context.push(Finding::new(&rules::TERM_ADDED, name).new_value(text(term), term.place));
    }
    for (was, is) in matched.both {
        let path = is.name.to_string();
        let subject = Subject { path: &path, owner: "", old_place: was.place, new_place: is.place };
        let (before, after) = (text(was), text(is));
        if before != after {
            context.push(subject.finding(&rules::TERM_CHANGED, before, after));
        }
        crate::compare::annotations::compare(
            context,
            subject,
            &was.annotations,
            &is.annotations,
            Carrier::Other,
        );
    }
}

/// A term in one line. The targets are sorted, since their order means nothing.
fn text(term: &Term) -> String {
    let mut text = term.ty.clone();
    let nullable = term.nullable.map(|nullable| nullable.to_string());
    let applies_to = term.applies_to.as_ref().map(|targets| {
        let mut targets: Vec<_> = targets.split_whitespace().collect();
        targets.sort_unstable();
        targets.join(" ")
    });
    let parts = [
        ("Nullable", &nullable),
        ("BaseTerm", &term.base_term),
        ("DefaultValue", &term.default_value),
        ("AppliesTo", &applies_to),
    ];
    for (name, value) in parts {
        if let Some(value) = value {
            text.push_str(&format!(", {name} {value}"));
        }
    }
    crate::text::push_facets(&term.facets, &mut text);
    text
}
