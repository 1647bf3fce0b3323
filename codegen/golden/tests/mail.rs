//! Programs with mail, users and groups as a new user would write them: they name no `…Base` type and no `Box`, and
//! they `match` only on values that may be of several types.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use graph_models_codegen_golden::cases::mail_and_groups::v1_0::{
    Attachment, BodyType, DirectoryObject, DirectoryObjectKind, EmailAddress, FileAttachment, Group,
    Invitation, ItemBody, Message, MessageKind, Recipient, User, paths,
};
use graph_models_core::prelude::*;
use graph_models_core::{from_value, to_value};
use serde_json::{Value, json};

fn recipient(address: &str) -> Recipient {
    Recipient::with(Recipient::EMAIL_ADDRESS, EmailAddress::with(EmailAddress::ADDRESS, address))
}

/// The JSON that a request sends.
fn body(operation: &impl Operation) -> Value {
    let request = operation.to_http(&Service::global()).unwrap();
    serde_json::from_slice(request.body()).unwrap()
}

#[test]
fn a_mail_with_two_recipients_and_an_attachment() {
    let body_text = ItemBody::with(ItemBody::CONTENT, "Hello").with(ItemBody::CONTENT_TYPE, BodyType::Text);
    let file = FileAttachment::with(FileAttachment::NAME, "notes.txt")
        .with(FileAttachment::CONTENT_BYTES, b"abc".to_vec());
    let message = Message::with(Message::SUBJECT, "Notes")
        .with(Message::BODY, body_text)
        .with(Message::TO_RECIPIENTS, [recipient("avery@contoso.com"), recipient("jo@contoso.com")])
        .with_each(Message::CATEGORIES, ["Blue", "Green"])
        .with_each(Message::ATTACHMENTS, [file]);
    let sent = body(&paths::me().send_mail(message));
    let expected = json!({"Message": {
        "categories": ["Blue", "Green"],
        "subject": "Notes",
        "body": {"content": "Hello", "contentType": "text"},
        "toRecipients": [
            {"emailAddress": {"address": "avery@contoso.com"}},
            {"emailAddress": {"address": "jo@contoso.com"}},
        ],
        "attachments": [
            {"@odata.type": "#microsoft.graph.fileAttachment", "name": "notes.txt", "contentBytes": "YWJj"},
        ],
    }});
    assert_eq!(sent, expected);
}

#[test]
fn a_received_value_is_changed_and_sent_back() {
    let received = json!({"id": "1", "displayName": "Avery", "extension_1_cost": 4, "new": {"x": null}});
    let mut user: User = from_value(received.clone()).unwrap();
    assert_eq!(user.display_name.as_deref(), Some("Avery"));
    let before = user.clone();
    user.display_name = Some("Avery Howard".to_owned());
    user.set_by_name("extension_1_cost", 5).unwrap();
    let patch = Patch::diff(&before, &user).unwrap();
    let sent = body(&paths::users("1").update(patch));
    assert_eq!(sent, json!({"displayName": "Avery Howard", "extension_1_cost": 5}));
    assert_eq!(to_value(&before).unwrap(), received);
}

#[test]
fn a_group_is_made_with_members() {
    let service = Service::global();
    let member = service.entity_id(&paths::users("u/1")).unwrap();
    let group = Group::with(Group::DISPLAY_NAME, "Team")
        .with_each(Group::GROUP_TYPES, ["Unified"])
        .bind_each(Group::MEMBERS, [member]);
    let expected = json!({
        "displayName": "Team", "groupTypes": ["Unified"],
        "members@odata.bind": ["https://graph.microsoft.com/v1.0/users/u%2F1"],
    });
    assert_eq!(body(&paths::groups_collection().create(group)), expected);
}

#[test]
fn a_value_of_a_derived_type_is_read_as_its_base_and_narrowed() {
    let payload = json!({
        "@odata.type": "#microsoft.graph.invitation", "id": "1", "subject": "Talk", "isOnline": true,
        "startDateTime": "2026-03-04T10:00:00Z", "attachments": [{"@odata.type": "#microsoft.graph.linkAttachment"}],
    });
    let message: Message = from_value(payload.clone()).unwrap();
    assert_eq!(message.subject.as_deref(), Some("Talk"));
    assert_eq!(to_value(&message).unwrap(), payload);
    let MessageKind::Invitation(invitation) = message.narrow() else { panic!("the tag names the type") };
    assert_eq!((invitation.is_online, to_value(&invitation).unwrap()), (Some(true), payload));

    let member: DirectoryObject =
        from_value(json!({"@odata.type": "#microsoft.graph.user", "displayName": "A"})).unwrap();
    let name = match member.into_narrowed() {
        DirectoryObjectKind::User(user) => user.display_name,
        DirectoryObjectKind::Group(group) => group.display_name,
        _ => None,
    };
    assert_eq!(name.as_deref(), Some("A"));
}

#[test]
fn a_derived_value_stands_wherever_its_base_does() {
    let invitation = Invitation::with(Invitation::SUBJECT, "Talk").with(Invitation::IS_ONLINE, true);
    let sent = body(&paths::me().messages_collection().create(invitation));
    assert_eq!(
        sent,
        json!({"@odata.type": "#microsoft.graph.invitation", "subject": "Talk", "isOnline": true})
    );
    let attachment = Attachment::from(FileAttachment::with(FileAttachment::NAME, "a"));
    assert_eq!(attachment.name(), Some("a"));
}
