//! The way back for all of v1.0: the typed call of each request that Graph's permissions name makes that request.

use crate::support::v1_0::{calls, permitted};
use graph_models_lookup::consent::of_request;
use graph_models_lookup::source;

#[test]
fn each_call_makes_the_request_that_it_was_found_for() {
    let (Some(calls), Some(requests)) = (calls(), permitted()) else { return };
    let (mut count, mut wrong) = (0, Vec::new());
    for request in &requests {
        let Ok(call) = calls.find(request) else { continue };
        let needed = of_request(calls, request).unwrap();
        let text =
            format!("use graph_models::v1_0::paths;\nlet it = paths::{};", call.expression.replace('…', "x"));
        let found = source::find(std::slice::from_ref(calls), &text);
        let scopes = found.requests.iter().map(|it| (&it.method, &it.delegated, &it.application));
        let is_same = scopes.eq([(&needed.method, &needed.delegated, &needed.application)]);
        match is_same && found.unclear.is_empty() {
            true => count += 1,
            false => wrong.push(format!("{request}\n{text}\n{found:?}")),
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong, {count} right\n{}",
        wrong.len(),
        wrong[..wrong.len().min(5)].join("\n")
    );
    assert!(count >= 5150, "{count}");
}
