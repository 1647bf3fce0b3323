//! The HTTP requests of generated code for paths that do not end in an entity: properties, streams, values that are
//! replaced, and addresses by names.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use graph_models_codegen_golden::cases::{addresses, complex_paths, overloads, replaced};
use graph_models_core::Patch;
use graph_models_core::request::{Operation, RequestError, Service, TypedPath};

/// Returns the request line and the body of an operation's request.
fn sent(operation: &impl Operation) -> String {
    let request = operation.to_http(&Service::global()).unwrap();
    let uri = request.uri().to_string();
    let path = uri.strip_prefix("https://graph.microsoft.com/v1.0").unwrap();
    let body = std::str::from_utf8(request.body()).unwrap();
    format!("{} {path} {body}", request.method()).trim_end().to_owned()
}

#[test]
fn paths_go_through_complex_properties() {
    use complex_paths::v1_0::{Configuration, Connector, paths};
    let flow = paths::flows("1");
    assert_eq!(sent(&flow.configuration().get()), "GET /flows/1/configuration");
    assert_eq!(sent(&flow.configuration().post_signup().get()), "GET /flows/1/configuration/postSignup");
    assert_eq!(sent(&flow.outer().inner().post_signup().delete()), "DELETE /flows/1/outer/inner/postSignup");
    let patch = Patch::new().set(Configuration::NOTE, "x");
    assert_eq!(sent(&flow.configuration().update(patch)), r#"PATCH /flows/1/configuration {"note":"x"}"#);
    let patch = Patch::new().set(Connector::URL, "x");
    assert!(sent(&flow.configuration().post_signup().update(patch)).starts_with("PATCH /flows/1/conf"));
    let recent = paths::users("u").print().recent_collection();
    assert_eq!(sent(&recent.list()), "GET /users/u/print/recent");
}

#[test]
fn structural_properties_have_paths() {
    use complex_paths::v1_0::{Configuration, Flow, MailboxSettings, Reply, User, paths};
    let settings = paths::users("u").property(User::MAILBOX_SETTINGS);
    assert_eq!(sent(&settings.get()), "GET /users/u/mailboxSettings");
    let patch = Patch::new().set(MailboxSettings::TIME_ZONE, "UTC");
    assert_eq!(sent(&settings.update(patch)), r#"PATCH /users/u/mailboxSettings {"timeZone":"UTC"}"#);
    let zone = settings.property(MailboxSettings::TIME_ZONE).value();
    assert_eq!(sent(&zone), "GET /users/u/mailboxSettings/timeZone");
    let answer = zone.decode(http::Response::new(r#"{"value":"UTC"}"#)).unwrap();
    assert_eq!(answer.unwrap().value, "UTC");
    let days = settings.property(MailboxSettings::DAYS).value();
    let answer = days.decode(http::Response::new(r#"{"value":["monday"]}"#)).unwrap();
    assert_eq!(answer.unwrap().value, ["monday"]);
    let urls = paths::flows("1").property(Flow::ALL).property(Configuration::NOTE);
    assert_eq!(sent(&urls.value()), "GET /flows/1/all/note");
    let reply = settings.property(MailboxSettings::REPLY);
    assert_eq!(sent(&reply.replace(Reply::default())), "PUT /users/u/mailboxSettings/reply {}");
}

#[test]
fn entities_are_replaced_where_that_is_known() {
    use replaced::v1_0::{Partner, Shift, paths};
    let team = paths::teams("1");
    assert_eq!(sent(&team.shifts("2").replace(Shift::default())), "PUT /teams/1/shifts/2 {}");
    assert_eq!(sent(&team.partner().replace(Partner::default())), "PUT /teams/1/partner {}");
    assert_eq!(sent(&team.lead().replace(Shift::default())), "PUT /teams/1/lead {}");
    assert_eq!(sent(&team.messages("3").media()), "GET /teams/1/messages/3/$value");
}

#[test]
fn drive_items_and_sites_have_addresses_by_names() {
    use addresses::v1_0::paths;
    let root = paths::drives("d").root();
    let file = root.by_path("a/b #1.txt");
    assert_eq!(sent(&file.get()), "GET /drives/d/root:/a/b%20%231.txt:");
    assert_eq!(sent(&file.content()), "GET /drives/d/root:/a/b%20%231.txt:/content");
    assert_eq!(sent(&file.children_collection().list()), "GET /drives/d/root:/a/b%20%231.txt:/children");
    assert_eq!(sent(&root.by_path("a").by_path("b").get()), "GET /drives/d/root:/a/b:");
    let child = paths::drives("d").items("7").by_path("child.txt");
    let write = child.write_content("x", "text/plain");
    assert_eq!(sent(&write), "PUT /drives/d/items/7:/child.txt:/content x");
    let answer = write.decode(http::Response::builder().status(201).body(r#"{"id":"8"}"#).unwrap()).unwrap();
    assert_eq!(answer.unwrap().id.as_deref(), Some("8"));
    let site = paths::sites_collection().by_path("contoso.sharepoint.com", "/sites/x");
    assert_eq!(sent(&site.get()), "GET /sites/contoso.sharepoint.com:/sites/x:");
    let by_path = paths::sites("1").get_by_path("/sites/x y").get();
    assert_eq!(sent(&by_path), "GET /sites/1/getByPath(path='/sites/x%20y')");
    let error = root.by_path("a/../b").get().to_http(&Service::global()).unwrap_err();
    assert_eq!(error, RequestError::PathName { key: "path", index: 1 });
}

#[test]
fn each_overload_has_its_method() {
    use overloads::v1_0::{MarkBookByCapital, paths};
    let novel = paths::classic();
    assert_eq!(sent(&novel.find()), "GET /classic/find()");
    assert_eq!(sent(&novel.find_with_title("x")), "GET /classic/find(title='x')");
    assert_eq!(sent(&novel.sort("1", "2")), "GET /classic/sort(second='1',first='2')");
    assert_eq!(sent(&novel.lend("7")), r#"POST /classic/lend {"days":"7"}"#);
    assert_eq!(sent(&novel.view_with_a_and_b_and_c("1", "2")), "GET /classic/view(a='1',bAndC='2')");
    assert_eq!(sent(&novel.view_with_a_and_b_and_c2("1", "2")), "GET /classic/view(aAndB='1',c='2')");
    assert_eq!(sent(&novel.mark_with_a("1")), "GET /classic/mark(a='1')");
    assert_eq!(sent(&novel.mark_with_a2("1")), "GET /classic/mark(A='1')");
    assert_eq!(MarkBookByCapital::INFO.name, "microsoft.graph.mark");
}

#[test]
fn members_are_not_hidden_by_methods_of_typed_paths() {
    use overloads::v1_0::{Book, paths};
    let me = paths::me();
    let books = me.books_collection();
    assert_eq!(sent(&books.create(Book::default())), "POST /me/books {}");
    assert_eq!(sent(&books.create_action("x")), r#"POST /me/books/create {"title":"x"}"#);
    let book = me.books("1");
    assert_eq!(sent(&book.update_action("x")), r#"POST /me/books/1/update {"title":"x"}"#);
    assert_eq!(sent(&book.clone().clone_action("x")), r#"POST /me/books/1/clone {"title":"x"}"#);
    assert_eq!(sent(&book.raw_value()), "GET /me/books/1/$value");
    assert_eq!(sent(&book.raw_value_path().get()), "GET /me/books/1/rawValue");
    assert_eq!(sent(&book.as_path_path().get()), "GET /me/books/1/asPath");
}
