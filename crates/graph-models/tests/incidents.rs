//! Tests of incidents and configurations in JSON: in the form that the service sends, and in unusual forms.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

mod support;

use graph_models::beta::{
    LongRunningOperation, LongRunningOperationKind,
    RolesAssignedOutsidePrivilegedIdentityManagementAlertConfiguration, StaleSignInAlertIncident,
    UnifiedRoleManagementAlert, UnifiedRoleManagementAlertConfiguration,
    UnifiedRoleManagementAlertDefinition, UnifiedRoleManagementAlertIncident,
};
use graph_models::model::{Generated, HierarchyInfo, Model, ModelInfo};
use graph_models::{FromJson, Hierarchy, ModelExt, Page, strict};
use insta::{assert_debug_snapshot, assert_snapshot};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

const SAMPLE: &str = include_str!("../examples/remediate/sample.json");

/// Decodes a text, encodes the value, and compares both. Returns the decoded value.
#[track_caller]
fn round_trip<T: FromJson + Serialize>(text: &str) -> T {
    let decoded: T = graph_models::from_str(text).unwrap_or_else(|error| panic!("{error}\nin {text}"));
    let before: Value = serde_json::from_str(text).unwrap();
    assert_eq!(graph_models::to_value(&decoded).unwrap(), before);
    decoded
}

/// A variant of a hierarchy. It provides an empty value of the variant.
trait Variant {
    fn model(&mut self) -> &mut dyn Model;
}

impl<H: Hierarchy> Variant for H {
    fn model(&mut self) -> &mut dyn Model {
        self.as_model_mut()
    }
}

type Empty = Box<dyn Variant>;

/// Returns all variants of all hierarchies.
fn variants() -> Vec<(HierarchyInfo, Empty)> {
    fn of<H: Hierarchy>() -> impl Iterator<Item = (HierarchyInfo, Empty)> {
        (0..H::type_info().variants().len())
            .map(|variant| (H::type_info(), Box::new(H::new(variant)) as Empty))
    }
    let incidents = of::<UnifiedRoleManagementAlertIncident>();
    let configurations = of::<UnifiedRoleManagementAlertConfiguration>();
    incidents.chain(configurations).chain(of::<LongRunningOperationKind>()).collect()
}

fn round_trip_in(hierarchy: HierarchyInfo, text: &str) -> (ModelInfo, bool) {
    fn of<H: Hierarchy + DeserializeOwned + Serialize>(
        text: &str,
        is_unknown: impl Fn(&H) -> bool,
    ) -> (ModelInfo, bool) {
        let value: H = round_trip(text);
        (value.as_model().info(), is_unknown(&value))
    }
    match hierarchy.name() {
        "microsoft.graph.unifiedRoleManagementAlertIncident" => {
            of(text, UnifiedRoleManagementAlertIncident::is_unknown)
        }
        "microsoft.graph.unifiedRoleManagementAlertConfiguration" => {
            of(text, UnifiedRoleManagementAlertConfiguration::is_unknown)
        }
        _ => of(text, LongRunningOperationKind::is_unknown),
    }
}

#[test]
fn the_sample_page() {
    let page: Page<UnifiedRoleManagementAlertIncident> = round_trip(SAMPLE);
    assert_debug_snapshot!(page);
}

#[test]
fn every_type_with_its_tag_anywhere_and_in_any_form() {
    for (hierarchy, mut empty) in variants() {
        let info = empty.model().info();
        let forms = [
            format!("#{}", info.name()),
            info.name().to_owned(),
            format!("#{}", info.name().to_uppercase()),
            format!("https://graph.microsoft.com/beta/$metadata#{}", info.name()),
            format!("/beta/$metadata#{}", info.name()),
        ];
        for (form, position) in forms.iter().flat_map(|form| [0, 1, 99].map(|position| (form, position))) {
            let (found, is_unknown) =
                round_trip_in(hierarchy, &support::tagged(empty.model(), form, position));
            assert_eq!((found.name(), is_unknown), (info.name(), false), "tag {form}");
        }
    }
}

#[test]
fn every_value_of_every_type() {
    let mut shown = String::new();
    for (hierarchy, mut empty) in variants() {
        let name = empty.model().info().name();
        let text = support::tagged(empty.model(), &format!("#{name}"), 0);
        let value: UnifiedOrOperation = match hierarchy.name() {
            "microsoft.graph.unifiedRoleManagementAlertIncident" => {
                Box::new(round_trip::<UnifiedRoleManagementAlertIncident>(&text))
            }
            "microsoft.graph.unifiedRoleManagementAlertConfiguration" => {
                Box::new(round_trip::<UnifiedRoleManagementAlertConfiguration>(&text))
            }
            _ => Box::new(round_trip::<LongRunningOperationKind>(&text)),
        };
        shown.push_str(&format!("{value:#?}\n"));
    }
    shown.push_str(&format!(
        "{:#?}\n",
        round_trip::<UnifiedRoleManagementAlert>(
            &support::object(&mut UnifiedRoleManagementAlert::default()).to_string()
        )
    ));
    let definition = support::object(&mut UnifiedRoleManagementAlertDefinition::default()).to_string();
    shown.push_str(&format!("{:#?}\n", round_trip::<UnifiedRoleManagementAlertDefinition>(&definition)));
    assert_snapshot!(shown);
}

type UnifiedOrOperation = Box<dyn std::fmt::Debug>;

#[test]
fn each_property_null_absent_or_undeclared() {
    for (hierarchy, mut empty) in variants() {
        let info = empty.model().info();
        let whole = support::object(empty.model());
        let whole = support::with(&whole, "@odata.type", json!(format!("#{}", info.name())));
        round_trip_in(
            hierarchy,
            &support::with(&whole, "propertyOfTheFuture", json!({"a": [1, null]})).to_string(),
        );
        for name in info.names().iter().copied() {
            round_trip_in(hierarchy, &support::with(&whole, name, Value::Null).to_string());
            let mut absent = whole.clone();
            absent.as_object_mut().unwrap().remove(name);
            round_trip_in(hierarchy, &absent.to_string());
        }
    }
}

#[test]
fn an_unknown_type_is_kept_whole() {
    let incident: UnifiedRoleManagementAlertIncident = round_trip(
        r##"{"id": "1", "since": "2026-01-01", "@odata.type": "#microsoft.graph.newAlertIncident", "n@odata.count": 3}"##,
    );
    let UnifiedRoleManagementAlertIncident::Unknown(unknown) = &incident else { panic!("{incident:?}") };
    assert_eq!(incident.id(), Some("1"));
    assert_eq!(unknown.odata_type().as_deref(), Some("#microsoft.graph.newAlertIncident"));
    assert_eq!(unknown.extra().undeclared().get("since"), Some(&json!("2026-01-01")));
    assert_eq!(unknown.extra().control().get("n@odata.count"), Some(&json!(3)));
}

/// The reference documentation lists this configuration among the incident types, but the metadata does not.
#[test]
fn a_configuration_is_no_incident() {
    let name = RolesAssignedOutsidePrivilegedIdentityManagementAlertConfiguration::default().info().name();
    let incident: UnifiedRoleManagementAlertIncident =
        round_trip(&format!(r##"{{"@odata.type": "#{name}", "id": "1"}}"##));
    assert!(incident.is_unknown());
    assert!(!UnifiedRoleManagementAlertIncident::type_info().variants().contains(&name));
}

#[test]
fn an_absent_tag_means_the_declared_type() {
    let operation: LongRunningOperation = round_trip(r#"{"id": "1", "status": "running"}"#);
    assert!(matches!(operation.narrow(), LongRunningOperationKind::LongRunningOperation(_)));
    let incident: UnifiedRoleManagementAlertIncident = round_trip(r#"{"id": "1"}"#);
    assert!(incident.is_unknown());
}

#[test]
fn a_concrete_base_is_narrowed_to_the_type_in_the_tag() {
    let text = r##"{"@odata.type": "#microsoft.graph.richLongRunningOperation", "id": "1", "status": "failed",
        "percentageComplete": 40, "error": {"code": "busy"}}"##;
    let operation: LongRunningOperation = round_trip(text);
    assert_eq!(operation.id.as_deref(), Some("1"));
    let LongRunningOperationKind::RichLongRunningOperation(rich) = operation.narrow() else {
        panic!("{operation:?}")
    };
    assert_eq!(rich.percentage_complete, Some(40));
    assert_eq!(rich.error.as_ref().and_then(|error| error.code.as_deref()), Some("busy"));
    assert_eq!(LongRunningOperation::from(*rich), operation);
}

#[test]
fn expanded_collections_keep_their_context() {
    let alert: UnifiedRoleManagementAlert = round_trip(
        r##"{
            "id": "a",
            "alertIncidents@odata.context": "https://graph.microsoft.com/beta/$metadata#incidents",
            "alertIncidents": [{"@odata.type": "#microsoft.graph.staleSignInAlertIncident", "id": "1"}, null],
            "alertConfiguration": {"@odata.type": "#microsoft.graph.staleSignInAlertConfiguration", "duration": "P30D"}
        }"##,
    );
    let incidents = alert.alert_incidents.as_slice();
    assert!(incidents.first().is_some_and(|incident| incident.as_model().is::<StaleSignInAlertIncident>()));
}

#[test]
fn a_known_type_with_a_bad_field_keeps_its_type_and_tells_the_place() {
    let stale = "microsoft.graph.staleSignInAlertIncident";
    let renewals = "microsoft.graph.sequentialActivationRenewalsAlertIncident";
    let odd = [
        (
            stale,
            "{\n  \"@odata.type\": \"#microsoft.graph.staleSignInAlertIncident\",\n  \"lastSignInDateTime\": \"yesterday\"\n}",
        ),
        (
            stale,
            "{\n  \"lastSignInDateTime\": 5,\n  \"@odata.type\": \"#microsoft.graph.staleSignInAlertIncident\"\n}",
        ),
        (
            renewals,
            "{\"@odata.type\": \"#microsoft.graph.sequentialActivationRenewalsAlertIncident\", \"activationCount\": 3000000000}",
        ),
        (stale, "{\"@odata.type\": \"#microsoft.graph.staleSignInAlertIncident\", \"id\": {}}"),
        ("microsoft.graph.unifiedRoleManagementAlertIncident", "{\"@odata.type\": 5}"),
    ];
    let shown = odd.map(|(name, text)| {
        let payload = format!("{{\"value\": [\n{text}]}}");
        let page: Page<UnifiedRoleManagementAlertIncident> = round_trip(&payload);
        let [incident] = page.items() else { panic!("{page:?}") };
        assert_eq!(incident.as_model().info().name(), name);
        let told = page.deviations();
        let [deviation] = told.iter().as_slice() else { panic!("{told}") };
        let error = strict::from_str::<Page<UnifiedRoleManagementAlertIncident>>(&payload).unwrap_err();
        assert!(error.to_string().starts_with(deviation.message()), "{error}");
        format!("{text}\n→ {told}\n→ strictly: {error}\n")
    });
    assert_snapshot!(shown.join("\n"));
}

#[test]
fn an_item_that_is_no_incident_is_kept_at_its_place() {
    let payload = r#"{"value": [{"id": "1"}, [], {"id": "2"}]}"#;
    let page: Page<UnifiedRoleManagementAlertIncident> = round_trip(payload);
    let ids: Vec<_> = page.items().iter().map(UnifiedRoleManagementAlertIncident::id).collect();
    assert_eq!(ids, [Some("1"), Some("2")]);
    let error =
        strict::from_str::<Page<UnifiedRoleManagementAlertIncident>>(payload).unwrap_err().to_string();
    let said = "value[1]: expected microsoft.graph.unifiedRoleManagementAlertIncident, found an array";
    assert_eq!(page.deviations().to_string(), format!("{said}; kept as received"));
    assert!(error.starts_with(said), "{error}");
}

#[test]
fn a_key_that_stands_twice_has_its_last_value_and_is_listed_or_refused() {
    let payload = r#"{"value": [{"id": "1", "id": "2"}]}"#;
    let page: Page<UnifiedRoleManagementAlertIncident> = round_trip(payload);
    assert_eq!(page.items()[0].id(), Some("2"));
    let said = "value[0].id: microsoft.graph.unifiedRoleManagementAlertIncident.id: \
                the key stands twice in the object";
    assert_eq!(page.deviations().to_string(), format!("{said}; the later value replaces a text"));
    let error = strict::from_str::<Page<UnifiedRoleManagementAlertIncident>>(payload).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "{said} (it stands before the type is known; the position is where that is) at line 1 column 33"
        )
    );
}

#[test]
fn a_value_made_by_hand_says_its_type_first() {
    let mut stale = StaleSignInAlertIncident::default();
    stale.id = Some("1".to_owned());
    let incident = UnifiedRoleManagementAlertIncident::from(stale);
    assert_eq!(
        graph_models::to_string(&incident).unwrap(),
        r##"{"@odata.type":"#microsoft.graph.staleSignInAlertIncident","id":"1"}"##
    );
}
