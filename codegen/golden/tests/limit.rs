//! Chains of complex types use at most half of the compiler's recursion limit, so that a program can nest them in its
//! own types.

// The usual limit is 128.
#![recursion_limit = "64"]

use graph_models_codegen_golden::shapes::{net_of_parts, parts, short_circle, tagged_parts};

#[test]
fn auto_traits_of_parts_are_found_within_half_of_the_limit() {
    fn has_all<T: Send + Sync + 'static>() {}
    has_all::<parts::v1_0::T0>();
    has_all::<parts::v1_0::C0>();
    has_all::<tagged_parts::v1_0::T0>();
    has_all::<tagged_parts::v1_0::C0>();
    // A full block of twelve types begins at each of these types.
    has_all::<parts::v1_0::C6>();
    has_all::<tagged_parts::v1_0::C138>();
    has_all::<short_circle::v1_0::C0>();
    has_all::<net_of_parts::v1_0::C0>();
}
