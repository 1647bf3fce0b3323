//! Lists the groups of a user and their members, and mails the user about them.
//!
//! Run it with `GRAPH_TOKEN=… cargo run -p graph-models --example mail --features users,groups,mail -- USER`.
//! It needs the scopes `User.Read.All`, `GroupMember.Read.All` and `Mail.Send`.

use graph_models::client::blocking::Client;
use graph_models::prelude::*;
use graph_models::request::Query;
use graph_models::v1_0::{EmailAddress, ItemBody, Message, Recipient, User, paths};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let name = std::env::args().nth(1).ok_or("usage: mail USER")?;
    let client = Client::from_env()?;

    let short = Query::new().select((User::ID, User::DISPLAY_NAME, User::MAIL));
    let user = client.send(&paths::users(&name).get().query(short))?;
    let address = user.mail.ok_or("the user has no mailbox")?;

    let mut lines = Vec::new();
    for group in client.all(&paths::users(&name).member_of_collection().as_group().list())? {
        let members = paths::groups(group.id.as_deref().unwrap_or_default()).members_collection();
        let count = client.send(&members.count())?;
        lines.push(format!("{}: {count} members", group.display_name.as_deref().unwrap_or("?")));
    }

    let to = Recipient::with(Recipient::EMAIL_ADDRESS, EmailAddress::with(EmailAddress::ADDRESS, address));
    let message = Message::with(Message::SUBJECT, "Your groups")
        .with(Message::BODY, ItemBody::with(ItemBody::CONTENT, lines.join("\n")))
        .with(Message::TO_RECIPIENTS, [to]);
    client.send(&paths::me().send_mail(message))?;
    Ok(())
}
