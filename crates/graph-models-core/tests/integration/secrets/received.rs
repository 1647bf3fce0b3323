//! Tests that values which hold received content show only what the schema declares: no link, no other control
//! information, no undeclared property, no odd value.

use std::path::Path;

use crate::exports::assert_tried;
use crate::marks::{ADDRESS, ID, LINK, MARK, debug};
use crate::sample::{Incident, SimpleIncident};
use graph_models_core::model::{
    Annotated, Control, Entries, ErasedExpansion, Expanded, Extra, Nested, PropertyError, Undeclared,
};
use graph_models_core::{ModelExt, Page, Patch, Patchable, from_value, to_value};
use serde_json::{Value, json};

/// Returns an object with marks at every place that the schema does not declare. `extra` stands for further properties.
fn received(extra: usize) -> Value {
    let mut value = json!({
        "@odata.type": "#sample.simpleIncident",
        "@odata.etag": "W/1",
        "@microsoft.graph.downloadUrl": ADDRESS,
        "@odata.mediaReadLink": ADDRESS,
        "@odata.nextLink": LINK,
        "#sample.act": {"target": LINK},
        "photo@odata.mediaReadLink": ADDRESS,
        "children@odata.nextLink": LINK,
        "children@odata.deltaLink": {"href": LINK},
        "children@delta": [{"@odata.type": "#sample.newIncident", "password": ID, "@odata.editLink": LINK}],
        "related@odata.navigationLink": LINK,
        "related": {"@odata.type": "#sample.newIncident", "password": ID},
        "activationCount": {"password": ID},
        "payload": {"password": ID},
        "downloadUrl": ADDRESS,
        "undeclared": [{"password": ID}],
    });
    for index in 0..extra {
        value[format!("more{index}")] = ID.into();
        value[format!("more{index}@odata.x")] = LINK.into();
    }
    value
}

#[test]
fn received_content_is_shown_by_its_names() {
    for extra in [0, 40] {
        let value = received(extra);
        let incident: SimpleIncident = from_value(value.clone()).unwrap();
        assert_eq!(to_value(&incident).unwrap(), value);
        let extra: &Extra = incident.extra();
        let (control, undeclared): (&Control, &Undeclared) = (extra.control(), extra.undeclared());
        let entries: [&Entries; 2] = [control, undeclared];
        for entries in entries {
            assert!(!entries.is_empty());
            debug(entries);
        }
        debug(control);
        debug(undeclared);
        debug(extra);
        let (shown, names) = (format!("{control:?}"), ["@odata.etag", "W/1", "@microsoft.graph.downloadUrl"]);
        assert!(names.iter().all(|name| shown.contains(name)), "{shown}");
        assert!(format!("{undeclared:?}").contains("downloadUrl"));

        let annotated: [Annotated<'_>; 3] =
            [extra.annotations(), incident.annotations("photo"), incident.annotations("children")];
        assert!(annotated[1].media_read_link().is_some_and(|link| link.contains(MARK)));
        for annotated in annotated {
            debug(&annotated);
        }
        let children: &Expanded<Vec<Incident>> = &incident.children;
        let erased: &ErasedExpansion = &children.erased;
        assert!(children.next_link().is_some_and(|link| link.contains(MARK)));
        debug(children);
        debug(&incident.related);
        debug(erased);
        debug(&children.changed_items());
        debug(&incident);
        debug(&incident.deviations());
        let page: Page<SimpleIncident> =
            from_value(json!({"value": [value], "@odata.nextLink": LINK})).unwrap();
        debug(&page);
        debug(page.extra());
        debug(&page.deviations());
    }
}

#[test]
fn changes_and_errors_show_no_received_content() {
    let new: SimpleIncident = from_value(received(0)).unwrap();
    debug(&Patch::diff(&SimpleIncident::default(), &new).unwrap());
    let error: PropertyError = SimpleIncident::default().set_by_name("owner", ID).unwrap_err();
    crate::marks::error(&error);
    debug(&Nested::<SimpleIncident>::from(new));
}

/// Traits, descriptions of types, and types without content of their own.
const HARMLESS: &str = "Add EnumField Expandable Field FieldInfo FieldKind FlagsListField Generated HierarchyField \
    HierarchyInfo HierarchyListField Inner Item Kind Members MembersField ModelInfo NameError Navigation ObjectField \
    ObjectListField ReadOnly Ref Relation Slot Storage StructuredKind Type Variant Writable";

#[test]
fn no_type_of_models_is_forgotten() {
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/model.rs");
    assert_tried(&models, HARMLESS, &[include_str!("received.rs")]);
}
