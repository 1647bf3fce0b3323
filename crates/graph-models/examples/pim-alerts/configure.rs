//! Shows and changes the settings of an alert.
//!
//! The request for a change is the difference between the current and the wanted configuration.

use graph_models::Patch;
use graph_models::beta::UnifiedRoleManagementAlertConfiguration as Configuration;
use graph_models::edm::Duration;

use crate::args::{ChangeArgs, Settings};
use crate::failure::Failure;
use crate::rows;
use crate::session::{Session, id, root};
use crate::table::{self, printable, say};

pub(crate) fn run(
    session: &Session,
    name: &str,
    settings: &Settings,
    change: &ChangeArgs,
) -> Result<(), Failure> {
    let alert = session.find(name)?;
    let place = root().alert_configurations(id(&alert));
    let before = session.client.send(&place.get()).map_err(Failure::reading("the configuration"))?;
    let after = apply(&before, settings)?;
    if after == before {
        return show(&before);
    }
    let patch = Patch::diff(&before, &after).map_err(|error| Failure::Failed(error.to_string()))?;
    let request = place.update(patch);
    if session.is_dry(&request, change)? {
        return Ok(());
    }
    show(&after)?;
    table::confirm(&format!("Configure {} like this?", rows::title(&alert)), change.yes)?;
    session.client.send(&request).map_err(Failure::changing("configure the alert"))?;
    say("configured")
}

/// Returns the wanted configuration. Returns an error if this kind of alert does not have one of the settings.
fn apply(before: &Configuration, settings: &Settings) -> Result<Configuration, Failure> {
    let mut after = before.clone();
    let mut left = settings.clone();
    let enabled = left.enabled.take();
    let set_enabled = |slot: &mut Option<bool>| {
        if enabled.is_some() {
            *slot = enabled;
        }
    };
    match &mut after {
        Configuration::InvalidLicenseAlertConfiguration(it) => set_enabled(&mut it.is_enabled),
        Configuration::NoMfaOnRoleActivationAlertConfiguration(it) => set_enabled(&mut it.is_enabled),
        Configuration::RedundantAssignmentAlertConfiguration(it) => {
            set_enabled(&mut it.is_enabled);
            set(&mut it.duration, duration(left.duration.take())?);
        }
        Configuration::RolesAssignedOutsidePrivilegedIdentityManagementAlertConfiguration(it) => {
            set_enabled(&mut it.is_enabled);
        }
        Configuration::SequentialActivationRenewalsAlertConfiguration(it) => {
            set_enabled(&mut it.is_enabled);
            set(&mut it.time_interval_between_activations, duration(left.interval.take())?);
            set(&mut it.sequential_activation_counter_threshold, left.activations.take());
        }
        Configuration::StaleSignInAlertConfiguration(it) => {
            set_enabled(&mut it.is_enabled);
            set(&mut it.duration, duration(left.duration.take())?);
        }
        Configuration::TooManyGlobalAdminsAssignedToTenantAlertConfiguration(it) => {
            set_enabled(&mut it.is_enabled);
            set(&mut it.global_admin_count_threshold, left.admins.take());
            set(&mut it.percentage_of_global_admins_out_of_roles_threshold, left.percentage.take());
        }
        _ => left.enabled = enabled,
    }
    match left.names().first() {
        Some(name) => Err(Failure::Failed(format!("this alert has no setting for --{name}"))),
        None => Ok(after),
    }
}

fn set<T>(slot: &mut Option<T>, value: Option<T>) {
    if value.is_some() {
        *slot = value;
    }
}

fn duration(text: Option<String>) -> Result<Option<Duration>, Failure> {
    let parse = |text: String| {
        text.parse().map_err(|_| Failure::Failed(format!("`{text}` is not a duration such as P30D or PT15M")))
    };
    text.map(parse).transpose()
}

/// Properties that identify the alert, and are not settings.
const IDENTITY: [&str; 4] = ["id", "alertDefinitionId", "scopeId", "scopeType"];

fn show(configuration: &Configuration) -> Result<(), Failure> {
    let value = graph_models::to_value(configuration).map_err(|error| Failure::Failed(error.to_string()))?;
    let names = configuration.as_model().info().names().iter();
    let shown = names.filter(|name| !IDENTITY.contains(name));
    let rows: Vec<_> = shown
        .filter_map(|name| Some([(*name).to_owned(), printable(&value.get(*name)?.to_string())]))
        .collect();
    table::print(["PROPERTY", "VALUE"], &rows)
}
