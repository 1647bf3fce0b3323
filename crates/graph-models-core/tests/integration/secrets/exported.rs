//! Every public type of requests is tested in these files, or holds no text from outside.

use std::path::Path;

use crate::exports::{assert_tried, exported};

/// Traits, types without text from outside, and types that are the data itself.
const HARMLESS: &str = "Access Answer BatchHandle BatchId BatchResponses BatchRetry Binding Bytes Callable CatalogPart \
    Challenge Change ChangesNothing Cloud Comparable ConflictBehavior Deprecation Desc DownloadStep Elsewhere EntityId \
    EntityReference ErrorDetail Expand Expansion Fact GetProperty GraphErrorKind InnerError \
    JsonBody Literal LongRunning MayBeElsewhere Method MonitorState MonitorStatus NotFollowed \
    OrderBy Outcome Owned Parameters Parts PollStep Preference Privilege Property PropertyPath Qualified \
    Queried Redacted Related RemovalReason RequestOptions ResponseInfo ResyncKind RetryAfter Row \
    Scopes Select Single Structural ToJson Total TypedPath UploadStep UploadWay Value Version \
    WithoutToken Wrapped";

/// The files that test types.
const TRYING: [&str; 4] = [
    include_str!("../secrets.rs"),
    include_str!("errors.rs"),
    include_str!("states.rs"),
    include_str!("../../support/marks.rs"),
];

#[test]
fn no_type_is_forgotten() {
    let requests = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/request.rs");
    assert!(exported(&requests).len() > 100, "{:?}", exported(&requests));
    assert_tried(&requests, HARMLESS, &TRYING);
}
