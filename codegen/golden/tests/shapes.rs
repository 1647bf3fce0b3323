//! Programs use types that form long chains: they send values to another thread, read, copy and write them. The
//! compiler accepts chains of any length with its default limits.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::fmt::Debug;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::thread;

use graph_models_codegen_golden::shapes::{
    chain, circle, net, net_of_parts, parts, short_circle, tagged, tagged_parts,
};
use graph_models_core::model::Nested;
use graph_models_core::{FromJson, Patch, Patchable, from_str, to_string};

/// Reads a value in another thread, and sends it back.
fn read<T>(text: &'static str) -> T
where
    T: Patchable + Clone + PartialEq + Debug + FromJson,
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

#[test]
fn a_long_chain_of_parts_is_read_and_sent() {
    use parts::v1_0::{C113, C114, C115, C137, T0};

    let thing: T0 =
        read(r#"{"id":"1","first":{"next":[{"next":[{"next":[{"next":{"next":{"next":[{}]}}}]}]}]}}"#);
    assert_eq!(thing.first.unwrap().next.unwrap().len(), 1);
    let part: C137 = read(r#"{"next@odata.nextLink":"","next@odata.count":3,"next":[{"next":{}},{}]}"#);
    assert_eq!(part.next.len(), 2);
    assert!(part.next.as_slice()[0].next.is_some());
    assert_eq!(C137::NEXT.get(&part).unwrap().len(), 2);
    let part: C113 = read(r#"{"next":{"next":{"next":[{}]}}}"#);
    let next: &Nested<C114> = &part.next;
    assert!(next.get().unwrap().next.is_some());
    assert!(C113::NEXT.get(&part).unwrap().next.is_some());
    let made = C113::with(C113::NEXT, C114::with(C114::NEXT, C115::default()));
    let text = r#"{"next":{"next":{}}}"#;
    assert_eq!(to_string(&made).unwrap(), text);
    let patch = Patch::<C113>::new().set(C113::NEXT, made.next.into_inner().unwrap());
    assert_eq!(to_string(&patch).unwrap(), text);
    assert_eq!(to_string(&patch.clear(C113::NEXT)).unwrap(), r#"{"next":null}"#);
}

#[test]
fn a_long_chain_of_tagged_parts_is_read_and_sent() {
    use tagged_parts::v1_0::{C0, C137, C138, C143, E143};

    let text = r##"{"@odata.type":"#microsoft.graph.d0","next":[{"@odata.type":"#microsoft.graph.e1","next":[{}]}]}"##;
    assert_eq!(read::<C0>(text).next().unwrap().len(), 1);
    let text =
        r##"{"@odata.type":"#microsoft.graph.e137","next":[{"@odata.type":"#microsoft.graph.d138"},{}]}"##;
    let part = read::<C137>(text);
    let [C138::D138(_), C138::Unknown(_)] = &part.next().unwrap()[..] else { panic!("it says what it is") };
    let C137::E137(inner) = part else { panic!("it says what it is") };
    let _: Nested<Vec<C138>> = inner.next;
    let C143::E143(part) = read::<C143>(r##"{"@odata.type":"#microsoft.graph.e143","next":[{}]}"##) else {
        panic!("it says what it is")
    };
    assert_eq!(E143::NEXT.get(&part).unwrap().len(), 1);
    assert_eq!(part.next.into_iter().count(), 1);
}

#[test]
fn circles_of_parts_are_read_and_sent() {
    let text = r#"{"next":{"next":{},"last":[{},{}]},"last":[{"next":{}}]}"#;
    let long: circle::v1_0::C0 = read(text);
    assert_eq!(long.next.get().unwrap().last.len(), 2);
    let short: short_circle::v1_0::C0 = read(text);
    assert_eq!(short.next.unwrap().last.unwrap().len(), 2);
    let net: net_of_parts::v1_0::C75 = read(r#"{"one1":{"many1":[{}]}}"#);
    assert_eq!(net.one1.get().unwrap().many1.len(), 1);
}
