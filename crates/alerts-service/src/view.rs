//! Entities in the form that a request demands: selected, expanded, filtered, page by page.

use http::StatusCode;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use crate::answer::{Answer, Failure, Ids, json};
use crate::node::Node;
use crate::query::{Expand, Query};
use crate::tenant::{Entity, Tenant};

/// The path of all resources below the version.
pub(crate) const ROOT: &str = "identityGovernance/roleManagementAlerts";

/// All characters except the unreserved ones of RFC 3986.
const KEY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A collection of entities.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Set<'a> {
    Alerts,
    Definitions,
    Configurations,
    /// The incidents of the alert with this id.
    Incidents(&'a str),
    Operations,
}

impl Set<'_> {
    fn path(self) -> String {
        match self {
            Self::Alerts => "alerts".to_owned(),
            Self::Definitions => "alertDefinitions".to_owned(),
            Self::Configurations => "alertConfigurations".to_owned(),
            Self::Incidents(alert) => format!("alerts('{}')/alertIncidents", alert.replace('\'', "''")),
            Self::Operations => "operations".to_owned(),
        }
    }

    fn navigations(self) -> &'static [&'static str] {
        match self {
            Self::Alerts => &["alertDefinition", "alertConfiguration", "alertIncidents"],
            Self::Configurations => &["alertDefinition"],
            _ => &[],
        }
    }
}

/// The tenant seen through one request.
pub(crate) struct View<'a> {
    pub(crate) tenant: &'a Tenant,
    /// Scheme and authority of the URL that the client sent the request to.
    pub(crate) origin: &'a str,
    pub(crate) ids: &'a Ids,
}

impl View<'_> {
    /// A page of a set.
    pub(crate) fn list(&self, set: Set<'_>, query: &Query, raw: &str) -> Result<Answer, Failure> {
        if set_needs_scope(set) {
            demand_scope(query)?;
        }
        let all = self.filtered(set, query)?;
        let size = query.top.map_or(self.tenant.page_size, |top| top.clamp(1, self.tenant.page_size));
        let page: Vec<&Entity> = all.iter().copied().skip(query.skip).take(size).collect();
        let items = page.iter().map(|entity| self.entity(set, entity, query).map(Node::Object));
        let items = items.collect::<Result<Vec<_>, _>>()?;

        let mut members = vec![("@odata.context".to_owned(), Node::from(self.context(set, query, "")))];
        if query.count {
            members.push(("@odata.count".to_owned(), Node::from(all.len())));
        }
        members.push(("value".to_owned(), Node::List(items)));
        let next = query.skip + page.len();
        if next < all.len() {
            members.push(("@odata.nextLink".to_owned(), Node::from(self.next_link(set, raw, size, next))));
        }
        Ok(json(StatusCode::OK, &Node::Object(members), self.ids))
    }

    /// One entity of a set.
    pub(crate) fn one(&self, set: Set<'_>, entity: &Entity, query: &Query) -> Result<Answer, Failure> {
        let mut members =
            vec![("@odata.context".to_owned(), Node::from(self.context(set, query, "/$entity")))];
        members.extend(self.entity(set, entity, query)?);
        Ok(json(StatusCode::OK, &Node::Object(members), self.ids))
    }

    fn entities(&self, set: Set<'_>) -> Vec<&Entity> {
        match set {
            Set::Alerts => self.tenant.alerts.iter().collect(),
            Set::Definitions => self.tenant.definitions.iter().collect(),
            Set::Configurations => self.tenant.configurations.iter().collect(),
            Set::Incidents(alert) => self.tenant.incidents.get(alert).into_iter().flatten().collect(),
            Set::Operations => self.tenant.operations.iter().map(|work| &work.entity).collect(),
        }
    }

    fn filtered(&self, set: Set<'_>, query: &Query) -> Result<Vec<&Entity>, Failure> {
        let mut found = Vec::new();
        for entity in self.entities(set) {
            let look_up = |path: &[String]| self.value(set, entity, path);
            if query.filter.as_ref().map_or(Ok(true), |filter| filter.holds(&look_up))? {
                found.push(entity);
            }
        }
        Ok(found)
    }

    /// The value of a property path, which may lead through navigation to a single entity.
    fn value(&self, set: Set<'_>, entity: &Entity, path: &[String]) -> Option<Value> {
        match path {
            [name] => entity.get(name).cloned(),
            [name, rest @ ..] => {
                let (set, related) = self.related(set, entity, name)?;
                self.value(set, related, rest)
            }
            [] => None,
        }
    }

    /// The single entity at a navigation property.
    fn related<'s>(
        &'s self,
        set: Set<'_>,
        entity: &Entity,
        name: &str,
    ) -> Option<(Set<'static>, &'s Entity)> {
        let target = match (set, name) {
            (Set::Alerts | Set::Configurations, "alertDefinition") => Set::Definitions,
            (Set::Alerts, "alertConfiguration") => Set::Configurations,
            _ => return None,
        };
        let key = entity.get("alertDefinitionId")?.as_str()?;
        let related = self.entities(target).into_iter().find(|related| related.id() == key)?;
        Some((target, related))
    }

    fn entity(&self, set: Set<'_>, entity: &Entity, query: &Query) -> Result<Vec<(String, Node)>, Failure> {
        self.check_select(set, &query.select)?;
        let mut members = Vec::new();
        if entity.is_derived {
            let tag = format!("#microsoft.graph.{}", entity.type_name);
            members.push(("@odata.type".to_owned(), Node::from(tag)));
        }
        let is_selected = |name: &str| {
            let selected = |item: &String| item.rsplit('/').next() == Some(name) || item == "*";
            query.select.is_empty() || query.select.iter().any(selected)
        };
        let properties = entity.properties.iter().filter(|(name, _)| is_selected(name));
        members.extend(properties.map(|(name, value)| ((*name).to_owned(), Node::from(value.clone()))));
        for expand in &query.expand {
            let names = match expand.name.as_str() {
                "*" => set.navigations().to_vec(),
                name => vec![name],
            };
            for name in names {
                self.expand(set, entity, name, expand, &mut members)?;
            }
        }
        Ok(members)
    }

    fn expand(
        &self,
        set: Set<'_>,
        entity: &Entity,
        name: &str,
        expand: &Expand,
        members: &mut Vec<(String, Node)>,
    ) -> Result<(), Failure> {
        if !set.navigations().contains(&name) {
            let message = format!("Could not find a property named '{name}' on type '{}'.", entity.type_name);
            return Err(Failure::bad_request(message));
        }
        if name != "alertIncidents" {
            let related = self.related(set, entity, name);
            let value = related.map(|(set, related)| self.entity(set, related, &expand.query)).transpose()?;
            members.push((name.to_owned(), value.map_or(Node::from(Value::Null), Node::Object)));
            return Ok(());
        }
        let incidents = Set::Incidents(entity.id());
        let found = self.filtered(incidents, &expand.query)?;
        let found = found.into_iter().skip(expand.query.skip).take(expand.query.top.unwrap_or(usize::MAX));
        let items = found.map(|incident| self.entity(incidents, incident, &expand.query).map(Node::Object));
        let items = items.collect::<Result<Vec<_>, _>>()?;
        let context = self.context(incidents, &expand.query, "");
        members.push(("alertIncidents@odata.context".to_owned(), Node::from(context)));
        members.push(("alertIncidents".to_owned(), Node::List(items)));
        Ok(())
    }

    /// Refuses properties that no type of the set declares. A property of a derived type may follow the name of the
    /// type.
    fn check_select(&self, set: Set<'_>, select: &[String]) -> Result<(), Failure> {
        let entities: Vec<&Entity> = match set {
            Set::Incidents(_) => self.tenant.incidents.values().flatten().collect(),
            _ => self.entities(set),
        };
        for item in select {
            let (cast, name) = item.rsplit_once('/').unwrap_or(("", item));
            let cast = cast.trim_start_matches("microsoft.graph.");
            let declares = |entity: &&Entity| {
                (cast.is_empty() || entity.type_name == cast)
                    && (entity.get(name).is_some() || set.navigations().contains(&name) || name == "*")
            };
            if !entities.iter().any(declares) {
                return Err(Failure::bad_request(format!("Could not find a property named '{name}'.")));
            }
        }
        Ok(())
    }

    fn context(&self, set: Set<'_>, query: &Query, suffix: &str) -> String {
        let shape = match query.select.is_empty() {
            true => String::new(),
            false => format!("({})", query.select.join(",")),
        };
        format!("{}/beta/$metadata#{ROOT}/{}{shape}{suffix}", self.origin, set.path())
    }

    /// The URL of the same request, starting at another item.
    fn next_link(&self, set: Set<'_>, raw: &str, size: usize, skip: usize) -> String {
        let path = match set {
            Set::Incidents(alert) => {
                format!("alerts/{}/alertIncidents", utf8_percent_encode(alert, KEY))
            }
            _ => set.path(),
        };
        let is_place = |option: &&str| {
            let name = option.split('=').next().unwrap_or_default().replace("%24", "$");
            !option.is_empty() && name != "$top" && name != "$skip"
        };
        let mut options: Vec<String> = raw.split('&').filter(is_place).map(str::to_owned).collect();
        options.push(format!("$top={size}"));
        options.push(format!("$skip={skip}"));
        format!("{}/beta/{ROOT}/{path}?{}", self.origin, options.join("&"))
    }
}

/// Returns true for a set whose lists need a filter on the scope: alerts, definitions and configurations.
fn set_needs_scope(set: Set<'_>) -> bool {
    matches!(set, Set::Alerts | Set::Definitions | Set::Configurations)
}

fn demand_scope(query: &Query) -> Result<(), Failure> {
    let demands =
        |property, value| query.filter.as_ref().is_some_and(|filter| filter.demands(property, value));
    match demands("scopeId", "/") && demands("scopeType", "DirectoryRole") {
        true => Ok(()),
        false => {
            Err(Failure::bad_request("The filter has to name scopeId '/' and scopeType 'DirectoryRole'."))
        }
    }
}
