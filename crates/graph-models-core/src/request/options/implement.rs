//! Macros for the code that requests with options share.

/// Implements `WithOptions` for requests, which hold the options in a field.
macro_rules! with_options {
    ($($request:ident $(<$parameter:ident $(: $bound:path)?>)?),+) => {$(
        impl $(<$parameter $(: $bound)?>)? $crate::request::WithOptions for $request $(<$parameter>)? {
            fn options_mut(&mut self) -> &mut $crate::request::RequestOptions {
                &mut self.options
            }
        }
    )+};
}

/// Implements `with_body` for requests whose body can be replaced.
macro_rules! with_body {
    ($($request:ident<$parameter:ident $(: $bound:path)?>),+) => {$(
        impl<$parameter $(: $bound)?> $request<$parameter> {
            /// Sends bytes with a media type in place of the typed body.
            #[must_use]
            pub fn with_body(mut self, content: $crate::request::Content) -> Self {
                self.options.set_content(content);
                self
            }
        }
    )+};
}

pub(in crate::request) use {with_body, with_options};
