//! One item for each page. The documentation tests compile the Rust of the pages, and run it unless it is marked
//! `no_run`.

/// Makes the documentation tests compile the Rust of pages.
macro_rules! pages {
    ($($name:ident $file:literal;)*) => {
        $(
            #[cfg(doctest)]
            #[doc = include_str!(concat!("../../../guide/src/", $file))]
            struct $name;
        )*
    };
}

pages! {
    Introduction "introduction.md";
    Try "try.md";
    SignIn "sign-in.md";
    Decode "decode.md";
    UnknownAndOdd "unknown-and-odd.md";
    Narrow "narrow.md";
    Patch "patch.md";
    Queries "queries.md";
    PagesAndDeltas "pages-and-deltas.md";
    ItemsAndViews "items-and-views.md";
    Batch "batch.md";
    Files "files.md";
    LongRunning "long-running.md";
    Errors "errors.md";
    Scopes "scopes.md";
    Testing "testing.md";
    OwnSlice "own-slice.md";
    ReviewAnUpdate "review-an-update.md";
    FromJsonValue "from-json-value.md";
    FromGraphRsSdk "from-graph-rs-sdk.md";
    FromKiota "from-kiota.md";
}
