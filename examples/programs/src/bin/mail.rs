//! Sends a mail with an attachment: `mail ADDRESS FILE`, with a token in `GRAPH_TOKEN`.

use graph_models::client::blocking::Client;
use graph_models::prelude::*;
use graph_models::v1_0::{BodyType, EmailAddress, FileAttachment, ItemBody, Message, Recipient, paths};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let address = arguments.next().ok_or("usage: mail ADDRESS FILE")?;
    let file = arguments.next().ok_or("usage: mail ADDRESS FILE")?;
    let client = Client::from_env()?;

    let text =
        ItemBody::with(ItemBody::CONTENT, "Here are my notes.").with(ItemBody::CONTENT_TYPE, BodyType::Text);
    let to = Recipient::with(Recipient::EMAIL_ADDRESS, EmailAddress::with(EmailAddress::ADDRESS, address));
    let attachment = FileAttachment::with(FileAttachment::NAME, "notes.txt")
        .with(FileAttachment::CONTENT_BYTES, std::fs::read(file)?);
    let message = Message::with(Message::SUBJECT, "Notes")
        .with(Message::BODY, text)
        .with(Message::TO_RECIPIENTS, [to])
        .with_each(Message::ATTACHMENTS, [attachment]);
    client.send(&paths::me().send_mail(message))?;
    Ok(())
}
