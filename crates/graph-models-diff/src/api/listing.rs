//! Lists the items of the API in decided Rust: types, their fields and variants, and requests.

use super::equal::Equal;
use super::names::{Types, identity};
use super::{Api, Named, paths};
use graph_models_codegen::rust::{
    Namespace, OpenEnum, Request, RequestInput, Response, Struct, Structured, TaggedEnum, Version,
};

/// The items of a version, without those of equal parts.
pub(super) fn list(version: &Version, equal: &Equal<'_>) -> Api {
    let mut api = Api::default();
    let types = Types::new(version);
    for namespace in &version.namespaces {
        module(namespace, &mut api);
        let scope = format!("module {}", namespace.path.join("::"));
        let differs = |ident: &str| !equal.has_item(&namespace.path, ident);
        for ty in namespace.enums.iter().filter(|ty| differs(&ty.path.ident)) {
            open_enum(ty, &scope, &mut api);
        }
        let structs = namespace.complex_types.iter().chain(&namespace.entity_types);
        for ty in structs.filter(|ty| differs(&ty.path().ident)) {
            structured(ty, &scope, &types, &mut api);
        }
        for it in namespace.requests.iter().filter(|it| differs(&it.path.ident)) {
            request(it, &scope, &types, &mut api);
        }
    }
    paths::list(version, &types, equal, &mut api);
    api
}

fn module(namespace: &Namespace, api: &mut Api) {
    let Some((last, above)) = namespace.path.split_last() else { return };
    let scope = format!("module {}", above.join("::"));
    let named = Named { scope, ident: last.clone(), subjects: vec![namespace.name.clone()] };
    api.add("module", &namespace.name, named, Vec::new());
}

fn open_enum(ty: &OpenEnum, scope: &str, api: &mut Api) {
    let form = if ty.is_flags { "flags" } else { "open enum" };
    api.add("type", &ty.csdl, named(scope, &ty.path.ident, &ty.csdl), vec![form.to_owned()]);
    let members = format!("members of {}", ty.csdl);
    for variant in &ty.variants {
        let path = format!("{}/{}", ty.csdl, variant.wire);
        api.add("member", &path, named(&members, &variant.ident, &path), Vec::new());
    }
}

fn named(scope: &str, ident: &str, subject: &str) -> Named {
    Named { scope: scope.to_owned(), ident: ident.to_owned(), subjects: vec![subject.to_owned()] }
}

fn structured(ty: &Structured, scope: &str, types: &Types<'_>, api: &mut Api) {
    match ty {
        Structured::Struct(ty) => {
            let is_base = types.name(&ty.path) != ty.csdl;
            let (role, form) = if is_base { ("struct of the base", "struct") } else { ("type", "struct") };
            let name = named(scope, &ty.path.ident, &ty.csdl);
            api.add(role, &ty.csdl, name, vec![form.to_owned()]);
            fields(ty, types, api);
        }
        Structured::TaggedEnum(ty) => {
            let name = named(scope, &ty.path.ident, &ty.csdl);
            api.add("type", &ty.csdl, name, vec!["enum of types".to_owned()]);
            variants(ty, "variant", types, api);
            accessors(ty, types, api);
        }
        Structured::KindEnum(ty) => {
            let name = named(scope, &ty.path.ident, &ty.csdl);
            api.add("enum of the types", &ty.csdl, name, Vec::new());
            variants(ty, "variant of the types", types, api);
        }
    }
}

/// The declarations of a property that a type has: its own, or one of a base.
fn declarations(csdl: &str, bases: &[String], wire: &str) -> Vec<String> {
    let owners = std::iter::once(csdl).chain(bases.iter().map(String::as_str));
    owners.map(|owner| format!("{owner}/{wire}")).collect()
}

fn fields(ty: &Struct, types: &Types<'_>, api: &mut Api) {
    let scope = format!("fields of {}", ty.csdl);
    for field in &ty.fields {
        let subjects = declarations(&ty.csdl, &ty.bases, &field.wire);
        let named = Named { scope: scope.clone(), ident: field.ident.clone(), subjects };
        api.add("field", &format!("{}/{}", ty.csdl, field.wire), named, vec![types.field(field)]);
    }
}

fn accessors(ty: &TaggedEnum, types: &Types<'_>, api: &mut Api) {
    let scope = format!("methods of {}", ty.csdl);
    for field in &ty.accessors {
        let subjects = vec![format!("{}/{}", ty.csdl, field.wire), format!("/{}", field.wire)];
        let named = Named { scope: scope.clone(), ident: field.ident.clone(), subjects };
        api.add("method", &format!("{}/{}", ty.csdl, field.wire), named, vec![types.field(field)]);
    }
}

fn variants(ty: &TaggedEnum, role: &'static str, types: &Types<'_>, api: &mut Api) {
    let scope = format!("{role}s of {}", ty.csdl);
    for variant in &ty.variants {
        let name = named(&scope, &variant.ident, &variant.csdl);
        let content = types.name(&variant.content).to_owned();
        api.add(role, &format!("{} of {}", variant.csdl, ty.csdl), name, vec![content]);
    }
}

fn request(request: &Request, scope: &str, types: &Types<'_>, api: &mut Api) {
    let identity = identity(request);
    let answer = match &request.response {
        Response::Nothing => "answers nothing".to_owned(),
        Response::Accepted => "answers the address of work".to_owned(),
        Response::Model(kind) => format!("answers {}", types.kind(kind)),
        Response::Wrapped(kind) => format!("answers the value {}", types.kind(kind)),
        Response::Page(kind) => format!("answers a page of {}", types.kind(kind)),
        Response::Media => "answers bytes".to_owned(),
    };
    let mut arguments = Vec::new();
    let parameters = match &request.input {
        RequestInput::None => "no parameters",
        RequestInput::Path(all) => {
            arguments.extend(all.iter().map(|argument| {
                let optional = if argument.is_optional { "optional " } else { "" };
                format!("{}: {optional}{}", argument.field.ident, types.field(&argument.field))
            }));
            "no parameters"
        }
        RequestInput::Body(body) => {
            let required = body.required();
            arguments.extend(required.map(|field| format!("{}: {}", field.ident, types.field(field))));
            "a struct of parameters"
        }
    };
    let mut signatures = vec![answer, parameters.to_owned(), format!("takes ({})", arguments.join(", "))];
    // A request with several keys can only be made by typed paths.
    if request.keys.len() < 2 {
        let keys: Vec<_> = request.keys.iter().map(|key| key.ident.as_str()).collect();
        signatures.push(format!("made of ({})", keys.join(", ")));
    }
    let subjects = std::iter::once(identity.clone());
    // The segments of the path are also subjects, since another path to the same request has other keys.
    let ways = request.bound_to.split('/').filter(|part| !part.is_empty() && !part.starts_with('{'));
    let subjects = subjects.chain(ways.map(|way| format!("/{way}"))).collect();
    let name = Named { scope: scope.to_owned(), ident: request.path.ident.clone(), subjects };
    api.add("request", &identity, name, signatures);
    if let Some(body) = request.body() {
        let name = named(scope, &body.body.path.ident, &identity);
        api.add("struct of parameters", &identity, name, Vec::new());
        let scope = format!("parameters of {identity}");
        for field in &body.body.fields {
            let path = format!("{identity}/{}", field.wire);
            let name = named(&scope, &field.ident, &path);
            api.add("parameter", &path, name, vec![types.field(field)]);
        }
    }
}
