//! The code of the tables, as parts of functions. Nobody calls the functions: the test is that they compile.

#![expect(dead_code, reason = "the functions are there to be compiled")]

use std::error::Error;
use std::fs::File;
use std::sync::Arc;
use std::time::Duration;

use azure_identity::ManagedIdentityCredential;
use graph_models::client::transport::Transport;
use graph_models::client::{AzureTokens, Retry, SendError, Token};
use graph_models::edm;
use graph_models::prelude::*;
use graph_models::request::transfer::{Download, Upload};
use graph_models::request::{Batch, Delta};
use graph_models::v1_0::{
    DirectoryObject, DirectoryObjectKind, DriveItem, Message, UploadSession, User, paths,
};

use graph_models::client::blocking::Client;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn values(user: &User, item: &DriveItem, object: &DirectoryObject, page: &Page<User>) {
    let _: Option<&str> = user.display_name.as_deref();
    let _: Option<i64> = item.size;
    let _: &Option<edm::DateTimeOffset> = &user.created_date_time;
    let _: &[User] = page.items();
    let _: Option<&str> = page.next_link();
    match object.narrow() {
        DirectoryObjectKind::User(user) => println!("{user:?}"),
        other => println!("{other:?}"),
    }
    let _: Option<&DirectoryObject> = user.manager.get();
    let _ = user.extra().undeclared().get("extension_a1_cost");
    let _: Option<&str> = user.extra().etag();
    let _: bool = user.is_null(User::MAIL);
    let value = user;
    let _ = value.extra().undeclared();
}

fn patches() {
    let (old, new) = (User::default(), User::default());
    let _ = Patch::diff(&old, &new);
    let _: Patch<User> = Patch::new().set(User::JOB_TITLE, "x").clear(User::MOBILE_PHONE);
}

fn texts(id: &str, name: &str, error: &GraphError) {
    let _ = paths::users(id);
    let _ = User::DEPARTMENT.eq(name);
    let _ = error.has_code("Request_ResourceNotFound");
}

fn clients(root: &str, retry: Retry, time: Duration) -> Result<()> {
    let client = Client::new(Service::global(), Token::new("token")?);
    let _ = Service::with_root(root)?;
    let _ = client.clone().with_retry(retry);
    let client = client.with_retry(retry);
    let _ = client.with_timeout(time);
    Ok(())
}

fn azure(credential: Arc<ManagedIdentityCredential>) -> Result<()> {
    use graph_models::client::Client;
    let service = Service::global();
    let _ = Client::new(service.clone(), AzureTokens::new(credential, &service))?;
    Ok(())
}

fn requests(
    client: &Client,
    (id, user_id, etag): (&str, &str, &str),
    message: Message,
) -> Result<()> {
    let (user, patch): (User, Patch<User>) = (User::default(), Patch::new());
    client.send(&paths::users(id).get())?;
    client.send(&paths::users_collection().create(user))?;
    client.send(&paths::users(id).update(patch))?;
    client.send(&paths::users(id).delete())?;
    client.send(&paths::users_collection().count().eventual())?;
    client.send(&paths::groups(id).members_collection().as_user().list())?;
    client
        .send(&paths::groups(id).members_collection().add_reference(&paths::users(user_id)))?;
    client.send(&paths::me().messages_collection().list())?;
    client.send(&paths::me().send_mail(message))?;
    client.send(&paths::me().drive().root().by_path("a/b.txt").get())?;
    client.send(
        &paths::users(id).update(Patch::new().set(User::JOB_TITLE, "x")).if_match(etag),
    )?;
    client.send(&paths::users(id).get().header("name", "value"))?;
    client.send(&paths::me().drive().root().by_path("a/b.txt").create_upload_session())?;
    let query = Query::new().select(User::ID).filter(User::CITY.eq("Oslo")).order_by(User::ID);
    let service = Service::global();
    let request = paths::users_collection().list().query(query);
    let _: http::Request<_> = request.to_http(&service)?;
    let _ = client.all(&request)?;
    let _ = client.pages(&request)?;
    let _ = client.items(&request)?;
    let mut delta = Delta::new(&service, &paths::users_collection().delta())?;
    let _ = client.changes(&mut delta)?;
    let _ = Batch::new(&service);
    Ok(())
}

fn transfers(
    client: &Client,
    session: &UploadSession,
    mut download: Download,
    mut file: File,
) -> Result<()> {
    let mut upload = Upload::<DriveItem>::new(session, 1)?;
    client.upload(&mut upload, &mut file, |_| {})?;
    client.download(&mut download, &mut file)?;
    Ok(())
}

fn errors(answer: std::result::Result<User, SendError>) {
    if let Err(SendError::Graph(error)) = answer {
        let _ = error.code();
    }
}

fn tests(
    transport: impl Transport + 'static,
    token: Token,
) -> graph_models::client::blocking::Client {
    Client::over(transport, Service::global(), token)
}

fn alerts() {
    use graph_models::beta;
    let _ = beta::paths::IdentityGovernance::role_management_alerts();
}
