//! Finds typed calls of whole v1.0 for the requests that Graph's permissions name, and for requests as the reference
//! documents them.

use crate::support::v1_0::{calls, permitted};

/// Permissions also name requests of beta, which v1.0 does not have.
#[test]
fn requests_of_permissions_are_typed_calls() {
    let (Some(calls), Some(requests)) = (calls(), permitted()) else { return };
    let typed = requests.iter().filter(|request| calls.find(request).is_ok()).count();
    assert!(typed >= 5150, "{typed} of {}", requests.len());
}

/// A request of each kind that references document, with its call.
const DOCUMENTED: [(&str, &str); 59] = [
    ("GET /users", "users_collection().list()"),
    ("GET /users/$count", "users_collection().count()"),
    (
        "GET https://graph.microsoft.com/v1.0/users/{id | userPrincipalName}?$select=id",
        "users(\"{id | userPrincipalName}\").get()",
    ),
    ("PATCH /users/adele@contoso.com", "users(\"adele@contoso.com\").update(…)"),
    ("GET /users/delta", "users_collection().delta()"),
    (
        "GET /me/mailFolders/inbox/messages/delta",
        "me().mail_folders(\"inbox\").messages_collection().delta()",
    ),
    (
        "GET /me/mailFolders/inbox/childFolders/microsoft.graph.delta()",
        "me().mail_folders(\"inbox\").child_folders_collection().delta()",
    ),
    (
        "GET /me/mailFolders/inbox/messages/delta()",
        "me().mail_folders(\"inbox\").messages_collection().delta()",
    ),
    (
        "GET /me/mailFolders/{id}/childFolders/{id}/.../messages/{id}/attachments/{id}",
        "me().mail_folders(\"{id}\").child_folders(\"{id}\").messages(\"{id}\").attachments(\"{id}\").get()",
    ),
    ("GET /users/alice/calendarView/delta", "users(\"alice\").calendar_view_collection().delta()"),
    (
        "GET /sites/root/lists/Tasks/items/delta",
        "sites(\"root\").lists(\"Tasks\").items_collection().delta()",
    ),
    ("GET /teams/abc/channels/getAllMessages", "teams(\"abc\").channels_collection().get_all_messages()"),
    (
        "GET /users/a@b/todo/lists/Tasks/tasks/delta",
        "users(\"a@b\").todo().lists(\"Tasks\").tasks_collection().delta()",
    ),
    ("GET /me/mailFolders/inbox/messages", "me().mail_folders(\"inbox\").messages_collection().list()"),
    (
        "GET /me/outlook/supportedTimeZones(TimeZoneStandard=microsoft.graph.timeZoneStandard'Iana')",
        "me().outlook().supported_time_zones_with_time_zone_standard(TimeZoneStandard::from(\"Iana\"))",
    ),
    (
        "GET /applications(appId='{appId}')/owners",
        "applications_collection().by_app_id(\"{appId}\").owners_collection().list()",
    ),
    ("POST /groups/{id}/members/$ref", "groups(\"{id}\").members_collection().add_reference(…)"),
    ("DELETE /groups/{id}/members/{id}/$ref", "groups(\"{id}\").members(\"{id}\").remove_reference()"),
    (
        "GET /groups/{id}/members/microsoft.graph.user",
        "groups(\"{id}\").members_collection().as_user().list()",
    ),
    ("PUT /users/{id}/manager/$ref", "users(\"{id}\").manager().set_reference(…)"),
    ("GET /users/{id}/manager/$ref", "users(\"{id}\").manager().get_reference()"),
    ("GET /groups/{id}/members/$ref", "groups(\"{id}\").members_collection().list_references()"),
    (
        "DELETE /groups/{id}/acceptedSenders/$ref?$id=https://graph.microsoft.com/v1.0/users/{id}",
        "groups(\"{id}\").accepted_senders_collection().remove_reference(…)",
    ),
    ("POST /me/sendMail", "me().send_mail(…)"),
    ("POST /$batch", "client.batch(…)"),
    (
        "GET /drives/1/items/2/thumbnails/0/small/content",
        "drives(\"1\").items(\"2\").thumbnails(\"0\").property(ThumbnailSet::SMALL).property(Thumbnail::CONTENT).media()",
    ),
    (
        "GET /me/drive/items/1/workbook/worksheets/Sheet1/cell(row=1,column=2)",
        "me().drive().items(\"1\").workbook().worksheets(\"Sheet1\").cell(1, 2).get()",
    ),
    (
        "GET /me/drive/items/1/workbook/worksheets/2/usedRange(valuesOnly=true)",
        "me().drive().items(\"1\").workbook().worksheets(\"2\").used_range_with_values_only(true).get()",
    ),
    (
        "GET /reports/getOffice365ActiveUserDetail(date=2018-03-05)",
        "reports().get_office365_active_user_detail(\"2018-03-05\".parse::<edm::Date>()?)",
    ),
    ("GET /me/calendar/calendarView/delta()", "me().calendar().calendar_view_collection().delta()"),
    ("PATCH /me/mailboxSettings", "me().property(User::MAILBOX_SETTINGS).update(…)"),
    (
        "GET /me/mailboxSettings/timeZone",
        "me().property(User::MAILBOX_SETTINGS).property(MailboxSettings::TIME_ZONE).value()",
    ),
    ("GET /me/photo/$value", "me().photo().media()"),
    ("PATCH /me/photo/$value", "me().photo().write_media(…).as_changes()"),
    ("GET /me/messages/{id}/$value", "me().messages(\"{id}\").media()"),
    (
        "PUT /me/drive/root:/{path}/a b.txt:/content",
        "me().drive().root().by_path(\"{path}/a b.txt\").write_content(…)",
    ),
    (
        "GET /sites/{hostname}:/{server-relative-path}",
        "sites_collection().by_path(\"{hostname}\", \"/{server-relative-path}\").get()",
    ),
    ("PATCH /me/onenote/pages/{id}/content", "me().onenote().pages(\"{id}\").write_content(…).as_changes()"),
    ("GET /reports/getEmailActivityCounts(period='D7')", "reports().get_email_activity_counts(\"D7\")"),
    ("GET /reports/getEmailActivityCounts", "reports().get_email_activity_counts(…)"),
    (
        "PATCH /me/drive/items/{id}/workbook/worksheets/{id}/range(address='A1:B2')",
        "me().drive().items(\"{id}\").workbook().worksheets(\"{id}\").range_with_address(\"A1:B2\").update(…)",
    ),
    (
        "PUT /teams/{teamId}/schedule/shifts/{id}",
        "teams(\"{teamId}\").schedule().shifts(\"{id}\").replace(…)",
    ),
    (
        "POST /groups/{id}/acceptedSenders/$ref",
        "groups(\"{id}\").accepted_senders_collection().add_reference(…)",
    ),
    (
        "PUT /education/classes/{id}/assignments/{id}/rubric/$ref",
        "education().classes(\"{id}\").assignments(\"{id}\").rubric().set_reference(…)",
    ),
    (
        "POST /me/messages/{id}/attachments/createUploadSession",
        "me().messages(\"{id}\").attachments_collection().create_upload_session(…)",
    ),
    (
        "POST /security/cases/ediscoveryCases/{id}/close",
        "security().cases().ediscovery_cases(\"{id}\").close()",
    ),
    (
        "POST /security/cases/ediscoveryCases/{id}/microsoft.graph.security.close",
        "security().cases().ediscovery_cases(\"{id}\").close()",
    ),
    (
        "PUT /identity/b2xUserFlows/{id}/apiConnectorConfiguration/postFederationSignup/$ref",
        "identity().b2x_user_flows(\"{id}\").api_connector_configuration().post_federation_signup().set_reference(…)",
    ),
    ("GET /me/events('AAMkAGE1M2_bs88AACbuFiiAAA=')", "me().events(\"AAMkAGE1M2_bs88AACbuFiiAAA=\").get()"),
    ("POST /external/connections/{id}/schema", "external().connections(\"{id}\").schema().create(…)"),
    ("PATCH /external/connections/{id}/schema", "external().connections(\"{id}\").schema().update(…)"),
    (
        "POST /directory/federationConfigurations/microsoft.graph.samlOrWsFedExternalDomainFederation",
        "directory().federation_configurations_collection().as_saml_or_ws_fed_external_domain_federation().create(…)",
    ),
    (
        "POST /servicePrincipals/microsoft.graph.agentIdentity",
        "service_principals_collection().as_agent_identity().create(…)",
    ),
    ("PUT /me/drive/root:/{path_to_parent}", "me().drive().root().by_path(\"{path_to_parent}\").replace(…)"),
    ("DELETE /me/photo/$value", "me().photo().delete_media()"),
    (
        "PUT /organization/{id}/branding/localizations/{id}/bannerLogo",
        "organization(\"{id}\").branding().localizations(\"{id}\").write_banner_logo(…)",
    ),
    (
        "DELETE /deviceManagement/detectedApps/{id}/managedDevices/{id}",
        "device_management().detected_apps(\"{id}\").managed_devices(\"{id}\").delete()",
    ),
    (
        "PATCH /deviceManagement/managedDeviceOverview",
        "device_management().managed_device_overview().update(…)",
    ),
    (
        "POST /directory/recovery/snapshots/{id}/recoveryJobs",
        "directory().recovery().snapshots(\"{id}\").recovery_jobs_collection().create(…)",
    ),
];

#[test]
fn documented_requests_are_found() {
    let Some(calls) = calls() else { return };
    let found = DOCUMENTED.map(|(request, call)| (request, call, calls.find(request)));
    let wrong =
        found.iter().filter(|(_, call, found)| !found.as_ref().is_ok_and(|it| it.expression == *call));
    assert_eq!(wrong.collect::<Vec<_>>(), Vec::<&(&str, &str, _)>::new());
}

#[test]
fn what_is_no_call_is_told_by_its_segment() {
    let Some(calls) = calls() else { return };
    let why = |request: &str| calls.find(request).unwrap_err().to_string();
    assert_eq!(why("users"), "this is no method and path, such as `GET /users/{id}/messages`");
    assert_eq!(why("GET /user"), "no entity set or singleton is called `user`; did you mean `users`?");
    assert_eq!(
        why("GET /users/{id}/mesages"),
        "`users(\"{id}\")`, a `microsoft.graph.user`, has nothing called `mesages`; did you mean `messages`?"
    );
    assert_eq!(
        why("DELETE /groups/{id}/members/{id}"),
        "`groups(\"{id}\").members(\"{id}\")` has no request with DELETE; it has GET"
    );
    assert_eq!(
        why("GET /deviceAppManagement/mobileApps/{id}/contentVersions"),
        "`device_app_management().mobile_apps(\"{id}\")`, a `microsoft.graph.mobileApp`, has nothing called \
         `contentVersions`; did you mean `microsoft.graph.mobileLobApp/contentVersions`?"
    );
    assert_eq!(
        why("GET /bookingBusinesses"),
        "no entity set or singleton is called `bookingBusinesses`; did you mean `solutions/bookingBusinesses`?"
    );
    // Without `$ref` this would delete the user.
    assert_eq!(
        why("DELETE /education/classes/{id}/members/{id}"),
        "`education().classes(\"{id}\").members(\"{id}\")` has no request with DELETE; it has GET"
    );
    assert_eq!(
        why("PUT /users/{id}"),
        "`users(\"{id}\")` has no request with PUT; it has GET, PATCH, DELETE"
    );
}
