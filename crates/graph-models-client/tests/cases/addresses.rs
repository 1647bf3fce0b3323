//! Ids and paths with characters that addresses must encode.

use graph_models_core::request::{
    Argument, Batch, Count, Get, List, Path, ReadMedia, Total, WriteMedia, outlook_id,
};
use service_stand_in::{At, StandIn, Step};

use crate::adapter::{Adapter, service};
use crate::bed::{path, root};
use crate::sample::SimpleIncident;

/// Expects that requests to a path reach the service at this target.
fn arrives<A: Adapter>(found: &Path, target: &str) {
    let stand_in = StandIn::start().unwrap();
    let client = A::of(&stand_in);
    stand_in.play(At::Service, "GET", target, [Step::json(200, r#"{"id": "1"}"#)]);
    stand_in.play(At::Service, "PUT", target, [Step::json(201, r#"{"id": "1"}"#)]);
    assert_eq!(client.send(&Get::<SimpleIncident>::new(found)).unwrap().id.as_deref(), Some("1"), "{target}");
    assert!(client.send(&ReadMedia::new(found)).unwrap().starts_with(b"{"), "{target}");
    let write = WriteMedia::<Option<SimpleIncident>>::new(found, "x", "text/plain");
    assert!(client.send(&write).unwrap().is_some(), "{target}");
    let targets: Vec<_> =
        stand_in.received(At::Service).into_iter().map(|received| received.target).collect();
    assert_eq!(targets, [target; 3]);
}

pub(crate) fn files_and_sites_are_named_as_the_service_wants<A: Adapter>() {
    let drive = path("/me/drive/root");
    let file: Path = drive.by_names("folder/file name.txt");
    arrives::<A>(&file.add("/content", &[]), "/v1.0/me/drive/root:/folder/file%20name.txt:/content");
    let odd: Path = drive.by_names("a#b/50%/ü?.txt");
    arrives::<A>(&odd, "/v1.0/me/drive/root:/a%23b/50%25/%C3%BC%3F.txt:");
    let child: Path = root().add("/me/drive/items/{id}", &[&"01ABC!7"]).by_names("child.txt");
    arrives::<A>(&child, "/v1.0/me/drive/items/01ABC%217:/child.txt:");
    let site: Path = path("/sites").by_host("contoso.sharepoint.com", "/sites/x");
    arrives::<A>(&site, "/v1.0/sites/contoso.sharepoint.com:/sites/x:");
    arrives::<A>(&site.add("/lists", &[]), "/v1.0/sites/contoso.sharepoint.com:/sites/x:/lists");
    let by_path = site.add("", &[]).function("/getByPath", &[("path", Argument::Names(&"/sites/x y"))]);
    arrives::<A>(&by_path, "/v1.0/sites/contoso.sharepoint.com:/sites/x:/getByPath(path='/sites/x%20y')");
    let id = outlook_id("AAMk/b+c=");
    arrives::<A>(&root().add("/me/messages/{id}", &[&id]), "/v1.0/me/messages/AAMk-b_c%3D");
    // A key with a slash stays one segment.
    arrives::<A>(&root().add("/things/{id}", &[&"a/b"]), "/v1.0/things/a%2Fb");
}

pub(crate) fn numbers_in_a_batch_may_be_texts<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    let client = A::of(&stand_in);
    let answers = r#"{"responses": [
        {"id": "2", "status": "200", "body": "7"},
        {"id": "1", "status": 200, "headers": {"Content-Type": "text/plain"}, "body": 7},
        {"id": "3", "status": 200, "body": {"value": []}}
    ]}"#;
    stand_in.play(At::Service, "POST", "/v1.0/$batch", [Step::json(200, answers)]);
    let mut batch = Batch::new(&service(&stand_in));
    let count = || Count::<SimpleIncident>::new(&path("/users"));
    let handles = [batch.add(&count()).unwrap(), batch.add(&count()).unwrap()];
    let list = batch.add(&List::<SimpleIncident>::new(&path("/users"))).unwrap();
    let mut responses = batch.responses();
    client.batch(&batch, &mut responses).unwrap();
    for handle in handles {
        assert_eq!(responses.take(handle).unwrap().unwrap(), Total(7));
    }
    assert!(responses.take(list).unwrap().unwrap().items().is_empty());
    // As a whole body the value is also text, and may begin with a byte order mark.
    let text = Step::status(200).header("content-type", "text/plain").body("\u{feff}12");
    stand_in.play(At::Service, "GET", "/v1.0/users/$count", [text]);
    assert_eq!(client.send(&count()).unwrap(), Total(12));
}
