//! Generated from `asked.json` by the test `snippets` of `graph-models-lookup`: do not edit.

use graph_models::client::blocking::Client;

/// A snippet as a function.
pub(crate) type Function = fn(&Client) -> Result<(), Box<dyn std::error::Error>>;

/// The snippets, in the order of `asked.json`.
pub(crate) const SNIPPETS: [Function; 43] = [snippet_1, snippet_2, snippet_3, snippet_4, snippet_5, snippet_6, snippet_7, snippet_8, snippet_9, snippet_10, snippet_11, snippet_12, snippet_13, snippet_14, snippet_15, snippet_16, snippet_17, snippet_18, snippet_19, snippet_20, snippet_21, snippet_22, snippet_23, snippet_24, snippet_25, snippet_26, snippet_27, snippet_28, snippet_29, snippet_30, snippet_31, snippet_32, snippet_33, snippet_34, snippet_35, snippet_36, snippet_37, snippet_38, snippet_39, snippet_40, snippet_41, snippet_42, snippet_43];

/// `GET /users/{id | userPrincipalName}?$select=id,displayName,mail`
fn snippet_1(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::prelude::*;
    use graph_models::v1_0::{User, paths};
    let user_id = "{id | userPrincipalName}";
    let request = paths::users(user_id)
        .get()
        .query(Query::new().select((User::ID, User::DISPLAY_NAME, User::MAIL)));
    let answer = client.send(&request)?;
    println!("{answer:?}");
    Ok(())
}

/// `GET /users?$filter=startswith(displayName,'a')&$count=true&$top=5&$orderby=displayName desc&$select=id,displayName`
fn snippet_2(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::prelude::*;
    use graph_models::v1_0::{User, paths};
    let request = paths::users_collection()
        .list()
        .query(
            Query::new()
                .filter_raw("startswith(displayName,'a')")
                .count()
                .top(5)
                .order_by_raw("displayName desc")
                .select((User::ID, User::DISPLAY_NAME)),
        )
        .eventual();
    for item in client.all(&request)? {
        println!("{item:?}");
    }
    Ok(())
}

/// `GET /users/$count`
fn snippet_3(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::prelude::*;
    use graph_models::v1_0::paths;
    let request = paths::users_collection().count().eventual();
    let answer = client.send(&request)?;
    println!("{answer:?}");
    Ok(())
}

/// `GET https://graph.microsoft.com/v1.0/users/delta?$select=displayName&$deltatoken=abc%3D`
fn snippet_4(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::prelude::*;
    use graph_models::v1_0::paths;
    let request = paths::users_collection()
        .delta()
        .query(Query::new().select_raw("displayName").option("$deltatoken", "abc="));
    let answer = client.send(&request)?;
    println!("{answer:?}");
    Ok(())
}

/// `GET /me/messages?$search="subject:has attachments"&$skip=10&$expand=attachments($select=name,size)`
fn snippet_5(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::prelude::*;
    use graph_models::request::Prefer;
    use graph_models::v1_0::paths;
    let request = paths::me()
        .messages_collection()
        .list()
        .query(
            Query::new()
                .search("\"subject:has attachments\"")
                .skip(10)
                .expand_raw("attachments($select=name,size)"),
        )
        .prefer(Prefer::text_bodies());
    for item in client.all(&request)? {
        println!("{item:?}");
    }
    Ok(())
}

/// `GET /me/messages/AAMk=/$value`
fn snippet_6(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::v1_0::paths;
    let message_id = "AAMk=";
    let request = paths::me().messages(message_id).media();
    let content = client.send(&request)?;
    std::fs::write("content", content)?;
    Ok(())
}

/// `GET /me/mailboxSettings`
fn snippet_7(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::v1_0::{User, paths};
    let request = paths::me().property(User::MAILBOX_SETTINGS).get();
    let answer = client.send(&request)?;
    println!("{answer:?}");
    Ok(())
}

/// `GET /me/mailboxSettings/timeZone`
fn snippet_8(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::v1_0::{MailboxSettings, User, paths};
    let request = paths::me()
        .property(User::MAILBOX_SETTINGS)
        .property(MailboxSettings::TIME_ZONE)
        .value();
    let answer = client.send(&request)?;
    println!("{answer:?}");
    Ok(())
}

/// `GET /me/calendarView?startDateTime=2026-01-01T00:00:00Z&endDateTime=2026-02-01T00:00:00Z`
fn snippet_9(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::prelude::*;
    use graph_models::request::Prefer;
    use graph_models::v1_0::paths;
    let request = paths::me()
        .calendar_view_collection()
        .list()
        .query(
            Query::new()
                .option("startDateTime", "2026-01-01T00:00:00Z")
                .option("endDateTime", "2026-02-01T00:00:00Z"),
        )
        .prefer(Prefer::time_zone("Pacific Standard Time"));
    for item in client.all(&request)? {
        println!("{item:?}");
    }
    Ok(())
}

/// `GET /groups/{id}/members/microsoft.graph.user?$expand=manager`
fn snippet_10(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::prelude::*;
    use graph_models::v1_0::{User, paths};
    let group_id = "{id}";
    let request = paths::groups(group_id)
        .members_collection()
        .as_user()
        .list()
        .query(Query::new().expand(User::MANAGER));
    for item in client.all(&request)? {
        println!("{item:?}");
    }
    Ok(())
}

/// `GET /me/reminderView(startDateTime='2026-01-01T00:00:00',endDateTime='2026-01-02T00:00:00')`
fn snippet_11(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::v1_0::paths;
    let request = paths::me()
        .reminder_view("2026-01-01T00:00:00", "2026-01-02T00:00:00");
    let answer = client.send(&request)?;
    println!("{answer:?}");
    Ok(())
}

/// `GET /me/drive/root:/Documents/Plan 1.docx:/content`
fn snippet_12(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::v1_0::paths;
    let path = "Documents/Plan 1.docx";
    let request = paths::me().drive().root().by_path(path).content();
    let content = client.send(&request)?;
    std::fs::write("content", content)?;
    Ok(())
}

/// `GET /applications(appId='00000001-0000-0000-c000-000000000000')`
fn snippet_13(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::v1_0::paths;
    let app_id = "00000001-0000-0000-c000-000000000000";
    let request = paths::applications_collection().by_app_id(app_id).get();
    let answer = client.send(&request)?;
    println!("{answer:?}");
    Ok(())
}

/// `PATCH /users/{id}`
fn snippet_14(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::edm;
    use graph_models::prelude::*;
    use graph_models::request::EntityId;
    use graph_models::v1_0::{PasswordProfile, User, paths};
    let patch = Patch::new()
        .set(User::ACCOUNT_ENABLED, true)
        .set(User::BIRTHDAY, "2000-02-29T00:00:00Z".parse::<edm::DateTimeOffset>()?)
        .set(User::BUSINESS_PHONES, vec!["+1 425 555 0109".to_owned()])
        .set(User::DISPLAY_NAME, "Avery")
        .set_by_name("extension_a1_cost", 1.5)?
        .set_by_name("extension_a1_cost@odata.type", "#Double")?
        .bind(
            User::MANAGER,
            EntityId::from_url("https://graph.microsoft.com/v1.0/users/8bd2"),
        )
        .clear(User::OFFICE_LOCATION)
        .set(
            User::PASSWORD_PROFILE,
            PasswordProfile::with(
                    PasswordProfile::FORCE_CHANGE_PASSWORD_NEXT_SIGN_IN,
                    false,
                )
                .with(PasswordProfile::PASSWORD, "xWwvJ]6NMw+bWH-d"),
        );
    let user_id = "{id}";
    let request = paths::users(user_id).update(patch);
    let answer = client.send(&request)?;
    println!("{answer:?}");
    Ok(())
}

/// `PATCH /me/messages/{id}`
fn snippet_15(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::prelude::*;
    use graph_models::v1_0::{
        DateTimeTimeZone, FollowupFlag, FollowupFlagStatus, Importance,
        InferenceClassificationType, ItemBody, Message, paths,
    };
    let mut item_body = ItemBody::with(ItemBody::CONTENT, "<b>é</b>\n");
    item_body.set_by_name("contentType", "HTML")?;
    let patch = Patch::new()
        .set(Message::BODY, item_body)
        .set(Message::CATEGORIES, vec![])
        .set(
            Message::FLAG,
            FollowupFlag::with(
                    FollowupFlag::DUE_DATE_TIME,
                    DateTimeTimeZone::with(
                            DateTimeTimeZone::DATE_TIME,
                            "2026-04-01T10:00:00",
                        )
                        .with(DateTimeTimeZone::TIME_ZONE, "UTC"),
                )
                .with(FollowupFlag::FLAG_STATUS, FollowupFlagStatus::Flagged),
        )
        .set(Message::IMPORTANCE, Importance::High)
        .set(Message::INFERENCE_CLASSIFICATION, InferenceClassificationType::Other)
        .set(Message::IS_READ, true)
        .set(Message::SUBJECT, "Hello \"you\"");
    let message_id = "{id}";
    let request = paths::me().messages(message_id).update(patch).if_match("W/\"CQAA\"");
    let answer = client.send(&request)?;
    println!("{answer:?}");
    Ok(())
}

/// `PATCH /me/mailboxSettings`
fn snippet_16(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::edm;
    use graph_models::prelude::*;
    use graph_models::v1_0::{
        AutomaticRepliesSetting, AutomaticRepliesStatus, DateTimeTimeZone, DayOfWeek,
        ExternalAudienceScope, MailboxSettings, User, WorkingHours, paths,
    };
    let patch = Patch::new()
        .set(
            MailboxSettings::AUTOMATIC_REPLIES_SETTING,
            AutomaticRepliesSetting::with(
                    AutomaticRepliesSetting::EXTERNAL_AUDIENCE,
                    ExternalAudienceScope::None,
                )
                .with(
                    AutomaticRepliesSetting::SCHEDULED_START_DATE_TIME,
                    DateTimeTimeZone::with(
                            DateTimeTimeZone::DATE_TIME,
                            "2026-04-01T10:00:00",
                        )
                        .with(DateTimeTimeZone::TIME_ZONE, "UTC"),
                )
                .with(AutomaticRepliesSetting::STATUS, AutomaticRepliesStatus::Scheduled),
        )
        .set(MailboxSettings::TIME_ZONE, "Pacific Standard Time")
        .set(
            MailboxSettings::WORKING_HOURS,
            WorkingHours::default()
                .with_each(
                    WorkingHours::DAYS_OF_WEEK,
                    [DayOfWeek::Monday, DayOfWeek::Friday],
                )
                .with(
                    WorkingHours::START_TIME,
                    "08:00:00.0000000".parse::<edm::TimeOfDay>()?,
                ),
        );
    let request = paths::me().property(User::MAILBOX_SETTINGS).update(patch);
    let answer = client.send(&request)?;
    println!("{answer:?}");
    Ok(())
}

/// `POST /users`
fn snippet_17(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::edm;
    use graph_models::prelude::*;
    use graph_models::v1_0::{ObjectIdentity, OnPremisesExtensionAttributes, User, paths};
    let mut on_premises_extension_attributes = OnPremisesExtensionAttributes::with(
        OnPremisesExtensionAttributes::EXTENSION_ATTRIBUTE1,
        "one",
    );
    on_premises_extension_attributes.set_by_name("extensionAttribute2", ())?;
    let mut user = User::with(User::ACCOUNT_ENABLED, true)
        .with(User::DISPLAY_NAME, "Adele Vance")
        .with(
            User::EMPLOYEE_HIRE_DATE,
            "2026-05-01T08:00:00+02:00".parse::<edm::DateTimeOffset>()?,
        )
        .with_each(
            User::IDENTITIES,
            [
                ObjectIdentity::with(ObjectIdentity::ISSUER, "contoso.com")
                    .with(ObjectIdentity::ISSUER_ASSIGNED_ID, "a@contoso.com")
                    .with(ObjectIdentity::SIGN_IN_TYPE, "emailAddress"),
            ],
        )
        .with(User::MAIL_NICKNAME, "AdeleV")
        .with(User::ON_PREMISES_EXTENSION_ATTRIBUTES, on_premises_extension_attributes)
        .with(User::USER_PRINCIPAL_NAME, "AdeleV@contoso.com");
    user.set_by_name("extension_a1_skill", serde_json::json!(["a", { "b" : 1 }]))?;
    let request = paths::users_collection().create(user);
    let answer = client.send(&request)?;
    println!("{answer:?}");
    Ok(())
}

/// `POST /groups`
fn snippet_18(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::prelude::*;
    use graph_models::request::EntityId;
    use graph_models::v1_0::{Group, paths};
    let group = Group::with(Group::DESCRIPTION, "Self help")
        .with(Group::DISPLAY_NAME, "Library Assist")
        .with_each(Group::GROUP_TYPES, ["Unified"])
        .with(Group::MAIL_ENABLED, true)
        .with(Group::MAIL_NICKNAME, "library")
        .bind_each(
            Group::MEMBERS,
            [
                EntityId::from_url("https://graph.microsoft.com/v1.0/users/ff7cb387"),
                EntityId::from_url("https://graph.microsoft.com/v1.0/users/69456242"),
            ],
        )
        .bind_each(
            Group::OWNERS,
            [EntityId::from_url("https://graph.microsoft.com/v1.0/users/26be1845")],
        )
        .with(Group::SECURITY_ENABLED, false);
    let request = paths::groups_collection().create(group);
    let answer = client.send(&request)?;
    println!("{answer:?}");
    Ok(())
}

/// `POST /me/events`
fn snippet_19(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::edm;
    use graph_models::prelude::*;
    use graph_models::v1_0::{
        Attendee, AttendeeType, DateTimeTimeZone, DayOfWeek, EmailAddress, Event,
        PatternedRecurrence, RecurrencePattern, RecurrencePatternType, RecurrenceRange,
        RecurrenceRangeType, paths,
    };
    let event = Event::default()
        .with_each(
            Event::ATTENDEES,
            [
                Attendee::with(
                        Attendee::EMAIL_ADDRESS,
                        EmailAddress::with(EmailAddress::ADDRESS, "s@contoso.com")
                            .with(EmailAddress::NAME, "Sam"),
                    )
                    .with(Attendee::TYPE, AttendeeType::Required),
            ],
        )
        .with(
            Event::RECURRENCE,
            PatternedRecurrence::with(
                    PatternedRecurrence::PATTERN,
                    RecurrencePattern::default()
                        .with_each(RecurrencePattern::DAYS_OF_WEEK, [DayOfWeek::Monday])
                        .with(RecurrencePattern::INTERVAL, 1)
                        .with(RecurrencePattern::TYPE, RecurrencePatternType::Weekly),
                )
                .with(
                    PatternedRecurrence::RANGE,
                    RecurrenceRange::with(
                            RecurrenceRange::END_DATE,
                            "2026-12-31".parse::<edm::Date>()?,
                        )
                        .with(
                            RecurrenceRange::START_DATE,
                            "2026-09-04".parse::<edm::Date>()?,
                        )
                        .with(RecurrenceRange::TYPE, RecurrenceRangeType::EndDate),
                ),
        )
        .with(Event::REMINDER_MINUTES_BEFORE_START, 15)
        .with(
            Event::START,
            DateTimeTimeZone::with(DateTimeTimeZone::DATE_TIME, "2026-04-15T12:00:00")
                .with(DateTimeTimeZone::TIME_ZONE, "Pacific Standard Time"),
        )
        .with(Event::SUBJECT, "Lunch");
    let request = paths::me()
        .events_collection()
        .create(event)
        .header("Prefer", "outlook.timezone=\"UTC\", return=minimal");
    let answer = client.send(&request)?;
    println!("{answer:?}");
    Ok(())
}

/// `POST /me/messages/{id}/attachments`
fn snippet_20(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::edm;
    use graph_models::prelude::*;
    use graph_models::v1_0::{FileAttachment, paths};
    let file_attachment = FileAttachment::with(
            FileAttachment::CONTENT_BYTES,
            "R0lGODdhEAYEAA==".parse::<edm::Binary>()?,
        )
        .with(FileAttachment::IS_INLINE, false)
        .with(FileAttachment::NAME, "smile");
    let message_id = "{id}";
    let request = paths::me()
        .messages(message_id)
        .attachments_collection()
        .create(file_attachment);
    let answer = client.send(&request)?;
    println!("{answer:?}");
    Ok(())
}

/// `POST /me/sendMail`
fn snippet_21(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::edm;
    use graph_models::prelude::*;
    use graph_models::v1_0::{
        Attachment, EmailAddress, FileAttachment, InternetMessageHeader, ItemBody,
        Message, Recipient, paths,
    };
    let mut item_body = ItemBody::with(ItemBody::CONTENT, "The new cafeteria is open.");
    item_body.set_by_name("contentType", "Text")?;
    let message = Message::default()
        .with_each(
            Message::ATTACHMENTS,
            [
                Attachment::from(
                    FileAttachment::with(
                            FileAttachment::CONTENT_BYTES,
                            "SGVsbG8=".parse::<edm::Binary>()?,
                        )
                        .with(FileAttachment::CONTENT_TYPE, "text/plain")
                        .with(FileAttachment::NAME, "attachment.txt"),
                ),
            ],
        )
        .with(Message::BODY, item_body)
        .with(Message::CC_RECIPIENTS, Vec::new())
        .with_each(
            Message::INTERNET_MESSAGE_HEADERS,
            [
                InternetMessageHeader::with(InternetMessageHeader::NAME, "x-custom")
                    .with(InternetMessageHeader::VALUE, "1"),
            ],
        )
        .with(Message::SUBJECT, "Meet for lunch?")
        .with_each(
            Message::TO_RECIPIENTS,
            [
                Recipient::with(
                    Recipient::EMAIL_ADDRESS,
                    EmailAddress::with(EmailAddress::ADDRESS, "frannis@contoso.com"),
                ),
            ],
        );
    let mut request = paths::me().send_mail(message);
    request.parameters.save_to_sent_items = Some(false);
    client.send(&request)?;
    Ok(())
}

/// `POST /me/messages/{id}/reply`
fn snippet_22(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::v1_0::paths;
    let message_id = "{id}";
    let mut request = paths::me().messages(message_id).reply();
    request.parameters.comment = Some("Thank you".to_owned());
    client.send(&request)?;
    Ok(())
}

/// `POST /users/{id}/revokeSignInSessions`
fn snippet_23(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::v1_0::paths;
    let user_id = "{id}";
    let request = paths::users(user_id).revoke_sign_in_sessions();
    let answer = client.send(&request)?;
    println!("{answer:?}");
    Ok(())
}

/// `POST /me/findMeetingTimes`
fn snippet_24(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::edm;
    use graph_models::prelude::*;
    use graph_models::v1_0::{AttendeeBase, AttendeeType, EmailAddress, paths};
    let mut request = paths::me().find_meeting_times();
    request.parameters.attendees = Some(
        vec![
            AttendeeBase::with(AttendeeBase::EMAIL_ADDRESS,
            EmailAddress::with(EmailAddress::ADDRESS, "a@contoso.com"))
            .with(AttendeeBase::TYPE, AttendeeType::Required)
        ],
    );
    request.parameters.is_organizer_optional = Some(false);
    request.parameters.meeting_duration = Some("PT1H".parse::<edm::Duration>()?);
    request.parameters.minimum_attendee_percentage = Some(100.0);
    let answer = client.send(&request)?;
    println!("{answer:?}");
    Ok(())
}

/// `POST /users/{id}/assignLicense`
fn snippet_25(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::edm;
    use graph_models::prelude::*;
    use graph_models::v1_0::{AssignedLicense, paths};
    let add_licenses = vec![
        AssignedLicense::default().with_each(AssignedLicense::DISABLED_PLANS,
        ["11b0131d-43c8-4bbb-b2c8-e80f9a50834a".parse::< edm::Guid > () ?])
        .with(AssignedLicense::SKU_ID, "45715bb8-13f9-4bf6-927f-ef96c102d394".parse::<
        edm::Guid > () ?)
    ];
    let user_id = "{id}";
    let request = paths::users(user_id).assign_license(add_licenses, vec![]);
    let answer = client.send(&request)?;
    println!("{answer:?}");
    Ok(())
}

/// `POST /groups/{id}/members/$ref`
fn snippet_26(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::v1_0::paths;
    let directory_object_id = "8bd2";
    let group_id = "{id}";
    let request = paths::groups(group_id)
        .members_collection()
        .add_reference(&paths::directory_objects(directory_object_id));
    client.send(&request)?;
    Ok(())
}

/// `PUT /users/{id}/manager/$ref`
fn snippet_27(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::v1_0::paths;
    let user_id = "8bd2";
    let user_id_2 = "{id}";
    let request = paths::users(user_id_2)
        .manager()
        .set_reference(&paths::users(user_id));
    client.send(&request)?;
    Ok(())
}

/// `DELETE /groups/{id}/members/{id}/$ref`
fn snippet_28(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::v1_0::paths;
    let group_id = "{id}";
    let member_id = "{id}";
    let request = paths::groups(group_id).members(member_id).remove_reference();
    client.send(&request)?;
    Ok(())
}

/// `DELETE /me/messages/{id}`
fn snippet_29(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::prelude::*;
    use graph_models::v1_0::paths;
    let message_id = "{id}";
    let request = paths::me().messages(message_id).delete().header("x-tag", "nightly");
    client.send(&request)?;
    Ok(())
}

/// `PUT /me/drive/root:/Documents/a.txt:/content`
fn snippet_30(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::v1_0::paths;
    let path = "Documents/a.txt";
    let request = paths::me()
        .drive()
        .root()
        .by_path(path)
        .write_content(std::fs::read("tests/snippets/asked.json")?, "text/plain");
    let answer = client.send(&request)?;
    println!("{answer:?}");
    Ok(())
}

/// `PATCH /me/photo/$value`
fn snippet_31(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::v1_0::paths;
    let request = paths::me()
        .photo()
        .write_media(std::fs::read("tests/snippets/asked.json")?, "image/jpeg")
        .as_changes();
    let answer = client.send(&request)?;
    println!("{answer:?}");
    Ok(())
}

/// `POST /me/drive/items/{id}/createUploadSession`
fn snippet_32(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::prelude::*;
    use graph_models::v1_0::{DriveItemUploadableProperties, paths};
    let mut drive_item_uploadable_properties = DriveItemUploadableProperties::with(
        DriveItemUploadableProperties::NAME,
        "a.txt",
    );
    drive_item_uploadable_properties
        .set_by_name("@microsoft.graph.conflictBehavior", "rename")?;
    let item_id = "{id}";
    let mut request = paths::me().drive().items(item_id).create_upload_session();
    request.parameters.item = Some(Box::new(drive_item_uploadable_properties));
    let answer = client.send(&request)?;
    println!("{answer:?}");
    Ok(())
}

/// `POST /me/drive/root/children`
fn snippet_33(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::prelude::*;
    use graph_models::v1_0::{DriveItem, Folder, paths};
    let mut drive_item = DriveItem::with(DriveItem::FOLDER, Folder::default())
        .with(DriveItem::NAME, "New Folder");
    drive_item.set_by_name("@microsoft.graph.conflictBehavior", "rename")?;
    let request = paths::me().drive().root().children_collection().create(drive_item);
    let answer = client.send(&request)?;
    println!("{answer:?}");
    Ok(())
}

/// `POST /identityGovernance/roleManagementAlerts/alerts/{id}/alertIncidents/{id}/remediate`
fn snippet_34(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::beta::paths;
    let alert_id = "{id}";
    let alert_incident_id = "{id}";
    let request = paths::identity_governance()
        .role_management_alerts()
        .alerts(alert_id)
        .alert_incidents(alert_incident_id)
        .remediate();
    client.send(&request)?;
    Ok(())
}

/// `PATCH /identityGovernance/roleManagementAlerts/alertConfigurations/{id}`
fn snippet_35(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::edm;
    use graph_models::prelude::*;
    use graph_models::beta::{StaleSignInAlertConfiguration, paths};
    let patch = Patch::new()
        .set(StaleSignInAlertConfiguration::DURATION, "P30D".parse::<edm::Duration>()?)
        .set(StaleSignInAlertConfiguration::IS_ENABLED, true);
    let alert_configuration_id = "{id}";
    let request = paths::identity_governance()
        .role_management_alerts()
        .alert_configurations(alert_configuration_id)
        .update(patch);
    let answer = client.send(&request)?;
    println!("{answer:?}");
    Ok(())
}

/// `PATCH /identityGovernance/roleManagementAlerts/alertConfigurations/{id}`
fn snippet_36(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::prelude::*;
    use graph_models::beta::{RedundantAssignmentAlertConfiguration, paths};
    let patch = Patch::new()
        .clear(RedundantAssignmentAlertConfiguration::DURATION)
        .set(RedundantAssignmentAlertConfiguration::IS_ENABLED, true)
        .without_odata_type();
    let alert_configuration_id = "{id}";
    let request = paths::identity_governance()
        .role_management_alerts()
        .alert_configurations(alert_configuration_id)
        .update(patch);
    let answer = client.send(&request)?;
    println!("{answer:?}");
    Ok(())
}

/// `POST /identityGovernance/roleManagementAlerts/alerts/refresh`
fn snippet_37(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::beta::paths;
    let request = paths::identity_governance()
        .role_management_alerts()
        .alerts_collection()
        .refresh("DirectoryRole", "/");
    let answer = client.send(&request)?;
    println!("{answer:?}");
    Ok(())
}

/// `GET /identityGovernance/roleManagementAlerts/alerts?$filter=scopeId eq '/' and scopeType eq 'DirectoryRole'&$expand=alertDefinition`
fn snippet_38(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::prelude::*;
    use graph_models::beta::{UnifiedRoleManagementAlert, paths};
    let request = paths::identity_governance()
        .role_management_alerts()
        .alerts_collection()
        .list()
        .query(Query::new().expand(UnifiedRoleManagementAlert::ALERT_DEFINITION));
    for item in client.all(&request)? {
        println!("{item:?}");
    }
    Ok(())
}

/// `PUT /servicePrincipals/{id}/synchronization/secrets`
fn snippet_39(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::prelude::*;
    use graph_models::v1_0::{
        Synchronization, SynchronizationSecret, SynchronizationSecretKeyStringValuePair,
        paths,
    };
    let items = vec![
        SynchronizationSecretKeyStringValuePair::with(SynchronizationSecretKeyStringValuePair::KEY,
        SynchronizationSecret::BaseAddress)
        .with(SynchronizationSecretKeyStringValuePair::VALUE, "https://example.com"),
        SynchronizationSecretKeyStringValuePair::with(SynchronizationSecretKeyStringValuePair::KEY,
        SynchronizationSecret::SecretToken)
        .with(SynchronizationSecretKeyStringValuePair::VALUE, "s")
    ];
    let service_principal_id = "{id}";
    let request = paths::service_principals(service_principal_id)
        .synchronization()
        .property(Synchronization::SECRETS)
        .replace(items);
    let answer = client.send(&request)?;
    println!("{answer:?}");
    Ok(())
}

/// `PUT /servicePrincipals/{id}/synchronization/secrets`
fn snippet_40(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::v1_0::{
        Synchronization, SynchronizationSecretKeyStringValuePair, paths,
    };
    let service_principal_id = "{id}";
    let request = paths::service_principals(service_principal_id)
        .synchronization()
        .property(Synchronization::SECRETS)
        .replace(Vec::<SynchronizationSecretKeyStringValuePair>::new());
    let answer = client.send(&request)?;
    println!("{answer:?}");
    Ok(())
}

/// `DELETE /me/photo/$value`
fn snippet_41(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::v1_0::paths;
    let request = paths::me().photo().delete_media();
    client.send(&request)?;
    Ok(())
}

/// `POST /servicePrincipals/microsoft.graph.agentIdentity`
fn snippet_42(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::prelude::*;
    use graph_models::v1_0::{AgentIdentity, paths};
    let agent_identity = AgentIdentity::with(
            AgentIdentity::AGENT_IDENTITY_BLUEPRINT_ID,
            "00000001-0000-0000-c000-000000000000",
        )
        .with(AgentIdentity::DISPLAY_NAME, "Agent");
    let request = paths::service_principals_collection()
        .as_agent_identity()
        .create(agent_identity);
    let answer = client.send(&request)?;
    println!("{answer:?}");
    Ok(())
}

/// `POST /servicePrincipals/{id}/remoteDesktopSecurityConfiguration`
fn snippet_43(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    use graph_models::v1_0::{RemoteDesktopSecurityConfiguration, paths};
    let remote_desktop_security_configuration = RemoteDesktopSecurityConfiguration::with(
        RemoteDesktopSecurityConfiguration::IS_REMOTE_DESKTOP_PROTOCOL_ENABLED,
        true,
    );
    let service_principal_id = "{id}";
    let request = paths::service_principals(service_principal_id)
        .remote_desktop_security_configuration()
        .create(remote_desktop_security_configuration);
    let answer = client.send(&request)?;
    println!("{answer:?}");
    Ok(())
}
