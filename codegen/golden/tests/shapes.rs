//! Types that lead from one to the next are used as programs use them: sent to another thread, read, copied, written.
//! The compiler takes that for any number of types with its usual limits.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::fmt::Debug;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::thread;

use graph_models_codegen_golden::shapes::{chain, net, tagged};
use graph_models_core::Patchable;
use graph_models_core::{from_str, to_string};

/// Reads a value in another thread, and sends it back.
fn read<T>(text: &'static str) -> T
where
    T: Patchable + Clone + PartialEq + Debug + serde::de::DeserializeOwned + serde::Serialize,
    T: Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + 'static,
{
    let value = thread::spawn(move || from_str::<T>(text).unwrap()).join().unwrap();
    assert_eq!(value.clone(), value);
    assert_eq!(to_string(&value).unwrap(), text);
    value
}

#[test]
fn a_long_chain_is_read_and_sent() {
    let first: chain::v1_0::T0 = read(r#"{"next":[{"next":{"next":[{"id":"3"},{}]}}]}"#);
    let third = first.next.as_slice()[0].next.get().unwrap();
    assert_eq!(third.next.as_slice()[0].id.as_deref(), Some("3"));
    let _: chain::v1_0::T149 = read("{}");
}

#[test]
fn a_long_chain_of_tagged_enums_is_read_and_sent() {
    let text = r##"{"@odata.type":"#microsoft.graph.t0","next":[{"@odata.type":"#microsoft.graph.t1","next":{"id":"2"}}]}"##;
    let tagged::v1_0::B0::T0(first) = read::<tagged::v1_0::B0>(text) else { panic!("it says what it is") };
    let [tagged::v1_0::B1::T1(second)] = first.next.as_slice() else { panic!("it says what it is") };
    assert!(second.next.get().unwrap().is_unknown());
}

#[test]
fn a_net_of_types_is_read_and_sent() {
    let middle: net::v1_0::T75 = read(r#"{"one1":{"many1":[{"id":"75"}]}}"#);
    assert_eq!(middle.one1.get().unwrap().many1.as_slice()[0].id.as_deref(), Some("75"));
}
