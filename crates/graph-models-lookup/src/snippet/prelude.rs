//! Finds out if a program uses the prelude of the runtime: the compiler warns about an unused import.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Types of the prelude that programs name.
const TYPES: [&str; 3] = ["FlagSet", "Patch", "Query"];

/// Methods of traits of the prelude that programs call.
const METHODS: [&str; 14] = [
    "bind",
    "bind_each",
    "client_request_id",
    "eventual",
    "header",
    "if_match",
    "if_none_match",
    "prefer",
    "raw_value",
    "set_by_name",
    "with",
    "with_each",
    "with_query_option",
    "workbook_session",
];

/// Returns true if a statement names a type of the prelude, or calls a method of one of its traits.
pub(super) fn is_used(statements: &[String]) -> bool {
    statements.iter().any(|statement| statement.parse().is_ok_and(uses))
}

fn uses(tokens: TokenStream) -> bool {
    let mut is_behind_dot = false;
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let is_used = match &token {
            TokenTree::Group(group) => uses(group.stream()),
            TokenTree::Ident(ident) if is_behind_dot => {
                let next = tokens.peek();
                let is_method = METHODS.iter().any(|method| ident == method) && next.is_some_and(is_call);
                // Graph has an action of the same name, which takes no text.
                is_method || (ident == "accept" && next.is_some_and(takes_text))
            }
            TokenTree::Ident(ident) => TYPES.iter().any(|ty| ident == ty),
            TokenTree::Punct(_) | TokenTree::Literal(_) => false,
        };
        if is_used {
            return true;
        }
        is_behind_dot = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '.');
    }
    false
}

fn is_call(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis)
}

fn takes_text(token: &TokenTree) -> bool {
    let TokenTree::Group(group) = token else { return false };
    matches!(group.stream().into_iter().next(), Some(TokenTree::Literal(_)))
}

#[cfg(test)]
mod tests {
    use super::is_used;

    #[test]
    fn the_prelude_is_used_by_its_types_and_by_the_methods_of_its_traits() {
        let is_used = |statement: &str| is_used(&[statement.to_owned()]);
        assert!(is_used("let request = users(id).get().query(Query::new());"));
        assert!(is_used("let request = users(id).get().header(\"a\", \"b\");"));
        assert!(is_used("f(vec![Some(user.with(User::ID, \"1\"))]);"));
        assert!(!is_used("let request = users(id).get();"));
        assert!(!is_used("let user = User::with(User::ID, \"Query .with( Patch\");"));
        assert!(!is_used("request.parameters.header = None;"));
        assert!(is_used("let request = item.content().accept(\"application/pdf\");"));
        assert!(!is_used("let request = event.accept();"));
    }
}
