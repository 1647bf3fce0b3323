//! Typed paths and requests, each as a call into code that is written once.
//!
//! Every line here is compiled thousands of times: nothing that could stand elsewhere may stand here.

/// Implements [`Operation`](crate::request::Operation) for a request with a field `path`, and with `body` also one of
/// that name.
#[macro_export]
macro_rules! impl_operation {
    ($request:ident, $info:path, $response:ty $(, $body:ident)?) => {
        impl $request {
            /// What is known of the request.
            pub const INFO: &'static $crate::request::OperationInfo = &$info;

            /// The path, for what follows a function.
            #[allow(dead_code, reason = "few are followed by anything")]
            pub(crate) fn into_path(self) -> $crate::request::Path {
                self.path
            }
        }

        impl $crate::request::Operation for $request {
            type Response = $response;

            fn parts(&self) -> $crate::request::Parts<'_> {
                $crate::request::Parts::new(&self.path, &$info)
                    $(.body($crate::request::Body::Json(&self.$body)))?
            }
        }
    };
}

/// Declares a typed path, and the requests that what stands there has.
#[macro_export]
macro_rules! path {
    ($(#[$doc:meta])* $path:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone)]
        #[must_use = "a path sends nothing by itself"]
        pub struct $path(pub(crate) $crate::request::Path);

        impl ::core::convert::AsRef<$crate::request::Path> for $path {
            fn as_ref(&self) -> &$crate::request::Path {
                &self.0
            }
        }
    };
    ($(#[$doc:meta])* $path:ident, $entity:ty: $($request:ident)+) => {
        $crate::path!($(#[$doc])* $path);

        impl $path {
            $($crate::__path_request!($request, $entity);)+
        }
    };
}

/// One request of a typed path.
#[doc(hidden)]
#[macro_export]
macro_rules! __path_request {
    (get, $entity:ty) => {
        /// Reads it.
        pub fn get(&self) -> $crate::request::Get<$entity> {
            $crate::request::Get::at(&self.0)
        }
    };
    (list, $entity:ty) => {
        /// Reads the first page.
        pub fn list(&self) -> $crate::request::List<$entity> {
            $crate::request::List::at(&self.0)
        }
    };
    (create, $entity:ty) => {
        /// Adds an entity.
        pub fn create(
            &self,
            entity: impl ::core::convert::Into<$entity>,
        ) -> $crate::request::Create<$entity> {
            $crate::request::Create::at(&self.0, entity.into())
        }
    };
    (update, $entity:ty) => {
        /// Changes what the patch holds, which may be one of a derived type.
        pub fn update<X: $crate::Patchable>(
            &self,
            patch: $crate::Patch<X>,
        ) -> $crate::request::Update<$entity>
        where
            $entity: ::core::convert::From<X>,
        {
            $crate::request::Update::at(&self.0, patch)
        }
    };
    (delete, $entity:ty) => {
        /// Deletes it.
        pub fn delete(&self) -> $crate::request::Delete {
            $crate::request::Delete::at(&self.0)
        }
    };
    (count, $entity:ty) => {
        /// Counts the items.
        pub fn count(&self) -> $crate::request::Count {
            $crate::request::Count::at(&self.0)
        }
    };
    (add_reference, $entity:ty) => {
        /// Adds an entity that lives elsewhere.
        pub fn add_reference(
            &self,
            target: &impl ::core::convert::AsRef<$crate::request::Path>,
        ) -> $crate::request::AddReference {
            $crate::request::AddReference::at(&self.0, target.as_ref())
        }
    };
    (set_reference, $entity:ty) => {
        /// Refers to an entity that lives elsewhere.
        pub fn set_reference(
            &self,
            target: &impl ::core::convert::AsRef<$crate::request::Path>,
        ) -> $crate::request::SetReference {
            $crate::request::SetReference::at(&self.0, target.as_ref())
        }
    };
    (remove_reference, $entity:ty) => {
        /// Takes the reference away, and leaves the entity alone.
        pub fn remove_reference(&self) -> $crate::request::RemoveReference {
            $crate::request::RemoveReference::at(&self.0)
        }
    };
}
