//! Generates pages of incidents like the real ones. The same arguments give the same page on every machine.

use std::fmt::Write as _;

/// The position of `@odata.type` in an item.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tag {
    First,
    Middle,
    Last,
}

const NAMES: &[&str] = &[
    "Tomasz Wierzbicki",
    "Ingrid Okonkwo",
    "Mira Halvorsen",
    "José Núñez",
    "Li Wei",
    "Larkspur nightly export",
];
const ROLES: &[&str] =
    &["User Administrator", "Global Reader", "Exchange Administrator", "Helpdesk Administrator"];

/// The types, each with its properties after `id` in the order of the schema.
const TYPES: &[(&str, &[&str])] = &[
    ("invalidLicense", &["tenantLicenseStatus"]),
    ("noMfaOnRoleActivation", &["roleDisplayName", "roleTemplateId"]),
    (
        "redundantAssignment",
        &[
            "assigneeDisplayName",
            "assigneeId",
            "assigneeUserPrincipalName",
            "lastActivationDateTime",
            "roleDefinitionId",
            "roleDisplayName",
            "roleTemplateId",
        ],
    ),
    (
        "rolesAssignedOutsidePrivilegedIdentityManagement",
        &[
            "assigneeDisplayName",
            "assigneeId",
            "assigneeUserPrincipalName",
            "assignmentCreatedDateTime",
            "roleDefinitionId",
            "roleDisplayName",
            "roleTemplateId",
        ],
    ),
    (
        "sequentialActivationRenewals",
        &[
            "activationCount",
            "assigneeDisplayName",
            "assigneeId",
            "assigneeUserPrincipalName",
            "roleDefinitionId",
            "roleDisplayName",
            "roleTemplateId",
            "sequenceEndDateTime",
            "sequenceStartDateTime",
        ],
    ),
    (
        "staleSignIn",
        &[
            "assigneeDisplayName",
            "assigneeId",
            "assigneeUserPrincipalName",
            "assignmentCreatedDateTime",
            "lastSignInDateTime",
            "roleDefinitionId",
            "roleDisplayName",
            "roleTemplateId",
        ],
    ),
    (
        "tooManyGlobalAdminsAssignedToTenant",
        &["assigneeDisplayName", "assigneeId", "assigneeUserPrincipalName"],
    ),
];

/// A pseudorandom number generator (splitmix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap_or(0)
    }

    fn guid(&mut self) -> String {
        let (a, b) = (self.next(), self.next());
        let (a1, a2, a3) = (a >> 32, a >> 16 & 0xffff, a & 0xffff);
        format!("\"{a1:08x}-{a2:04x}-{a3:04x}-{:04x}-{:012x}\"", b >> 48, b & 0xffff_ffff_ffff)
    }

    /// Services drop zeros at the end of a fraction, so a fraction has any number of digits up to seven.
    fn date(&mut self) -> String {
        let mut text = format!(
            "\"20{:02}-{:02}-{:02}T{:02}:{:02}:{:02}",
            20 + self.below(7),
            1 + self.below(12),
            1 + self.below(28),
            self.below(24),
            self.below(60),
            self.below(60)
        );
        let digits = self.below(8);
        if digits > 0 {
            let _ =
                write!(text, ".{:0digits$}", self.below(10_usize.pow(u32::try_from(digits).unwrap_or(0))));
        }
        text.push_str("Z\"");
        text
    }

    fn value(&mut self, property: &str) -> String {
        match property {
            "activationCount" => self.below(40).to_string(),
            "tenantLicenseStatus" => "\"Expired\"".to_owned(),
            "assigneeDisplayName" => format!("\"{}\"", NAMES[self.below(NAMES.len())]),
            // Service principals have no user principal name.
            "assigneeUserPrincipalName" if self.below(8) == 0 => "null".to_owned(),
            "assigneeUserPrincipalName" => format!("\"person{}@larkspur.example.com\"", self.below(100_000)),
            "roleDisplayName" => format!("\"{}\"", ROLES[self.below(ROLES.len())]),
            date if date.ends_with("DateTime") => self.date(),
            _ => self.guid(),
        }
    }
}

/// Returns a page of incidents of all types, some with properties that the schema does not declare.
pub(crate) fn page(count: usize, tag: Tag, has_unknown: bool) -> String {
    let mut random = Random(42);
    let mut text = String::from(
        r#"{"@odata.context":"https://graph.microsoft.com/beta/$metadata#identityGovernance/x","value":["#,
    );
    for index in 0..count {
        if index > 0 {
            text.push(',');
        }
        let entries = incident(&mut random, tag, has_unknown && index % 4 == 0);
        let _ = write!(text, "{{{}}}", entries.join(","));
    }
    text.push_str("]}");
    text
}

fn incident(random: &mut Random, tag: Tag, has_unknown: bool) -> Vec<String> {
    let (name, declared) = TYPES[random.below(TYPES.len())];
    let properties = ["id"].iter().chain(declared);
    let mut entries: Vec<String> =
        properties.map(|property| format!("\"{property}\":{}", random.value(property))).collect();
    if has_unknown {
        entries.push(format!("\"assigneeDepartment\":\"Service desk {}\"", random.below(100)));
        entries.push(format!("\"risk\":{{\"level\":{},\"isKnown\":true}}", random.below(10)));
    }
    let at = match tag {
        Tag::First => 0,
        Tag::Middle => entries.len() / 2,
        Tag::Last => entries.len(),
    };
    entries.insert(at, format!("\"@odata.type\":\"#microsoft.graph.{name}AlertIncident\""));
    entries
}
