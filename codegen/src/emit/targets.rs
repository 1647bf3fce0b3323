//! The return type of a step from one typed path to another.

use super::items::Items;
use super::paths::From;
use crate::rust::{Home, Target};

/// The type of a typed path, wrapped in the type that has the requests of the step itself.
pub(super) fn text(target: &Target, from: From<'_>, items: &mut Items) -> String {
    let path = from.path(&target.path, items);
    let path = match target.home {
        Home::There => path,
        Home::Same => format!("{path}<K>"),
        Home::Elsewhere => format!("{path}<request::Elsewhere>"),
    };
    let has = |request: &str| target.requests.contains(&request);
    let mut text = match (has("add_reference"), has("set_reference"), has("remove_reference")) {
        (true, ..) => {
            let item =
                target.item.as_ref().map_or_else(|| "()".to_owned(), |item| self::text(item, from, items));
            format!("request::Members<{path}, {item}>")
        }
        (_, true, _) => format!("request::Reference<{path}>"),
        (_, _, true) => format!("request::Member<{path}>"),
        _ => path,
    };
    for (request, around) in [("create", "WithCreate"), ("update", "WithUpdate"), ("replace", "WithReplace")]
    {
        if let Some(entity) = target.entity.as_ref().filter(|_| has(request)) {
            text = format!("request::{around}<{text}, {}>", from.ty_text(entity, items));
        }
    }
    if has("delete") { format!("request::WithDelete<{text}>") } else { text }
}
