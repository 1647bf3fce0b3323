//! Macros that declare typed paths, as thin layers over code that is written once.
//!
//! Every line here is compiled thousands of times, so code that can be somewhere else does not belong here.

/// Declares a typed path: a wrapper around a shared path type, with additional requests.
///
/// The wrapped type is not part of the interface, although the path dereferences to it: the type may change when a path
/// gets more requests.
#[macro_export]
macro_rules! path {
    ($(#[$doc:meta])* $path:ident($base:ty) $(, $entity:ty: $($request:ident)+)?) => {
        $(#[$doc])*
        #[must_use = "a path sends nothing by itself"]
        pub struct $path($base);

        impl $crate::request::TypedPath for $path {
            #[cfg_attr(not(debug_assertions), inline)]
            fn from_path(path: $crate::request::Path) -> Self {
                Self($crate::request::TypedPath::from_path(path))
            }

            #[cfg_attr(not(debug_assertions), inline)]
            fn as_path(&self) -> &$crate::request::Path {
                &self.0.path
            }
        }

        impl $crate::__private::Deref for $path {
            type Target = $base;

            #[cfg_attr(not(debug_assertions), inline)]
            fn deref(&self) -> &$base {
                &self.0
            }
        }

        impl $crate::__private::Clone for $path {
            #[cfg_attr(not(debug_assertions), inline)]
            fn clone(&self) -> Self {
                Self(self.0.clone())
            }
        }

        impl $crate::__private::Debug for $path {
            #[cfg_attr(not(debug_assertions), inline)]
            fn fmt(&self, f: &mut $crate::__private::Formatter<'_>) -> $crate::__private::FormatResult {
                self.0.fmt(f)
            }
        }

        $(
            impl $path {
                $($crate::__path_request!($request, $entity);)+
            }
        )?
    };
    // A path with two lists of requests. Those after the semicolon exist for owned resources only.
    (
        $(#[$doc:meta])* $path:ident<$kind:ident>($base:ty)
        $(, $entity:ty: $($request:ident)* $(; $($write:ident)+)?)?
    ) => {
        $(#[$doc])*
        #[must_use = "a path sends nothing by itself"]
        pub struct $path<$kind = $crate::request::Owned>($base);

        impl<$kind> $crate::request::TypedPath for $path<$kind> {
            fn from_path(path: $crate::request::Path) -> Self {
                Self($crate::request::TypedPath::from_path(path))
            }

            fn as_path(&self) -> &$crate::request::Path {
                &self.0.path
            }
        }

        impl<$kind> $crate::__private::Deref for $path<$kind> {
            type Target = $base;

            fn deref(&self) -> &$base {
                &self.0
            }
        }

        impl<$kind> $crate::__private::Clone for $path<$kind> {
            fn clone(&self) -> Self {
                Self(self.0.clone())
            }
        }

        impl<$kind> $crate::__private::Debug for $path<$kind> {
            fn fmt(&self, f: &mut $crate::__private::Formatter<'_>) -> $crate::__private::FormatResult {
                self.0.fmt(f)
            }
        }

        $(
            impl<$kind> $path<$kind> {
                $($crate::__path_request!($request, $entity);)*
            }

            $(
                impl $path {
                    $($crate::__path_request!($write, $entity);)+
                }
            )?
        )?
    };
}

/// Declares one request method of a typed path.
#[doc(hidden)]
#[macro_export]
macro_rules! __path_request {
    (get, $entity:ty) => {
        /// Reads the entity.
        #[cfg_attr(not(debug_assertions), inline)]
        pub fn get(&self) -> $crate::request::Get<$entity> {
            $crate::request::Get::new(&self.0.path)
        }
    };
    (list, $entity:ty) => {
        /// Reads the first page.
        #[cfg_attr(not(debug_assertions), inline)]
        pub fn list(&self) -> $crate::request::List<$entity> {
            $crate::request::List::new(&self.0.path)
        }
    };
    (create, $entity:ty) => {
        /// Adds an entity.
        #[cfg_attr(not(debug_assertions), inline)]
        pub fn create(
            &self,
            entity: impl ::core::convert::Into<$entity>,
        ) -> $crate::request::Create<$entity> {
            $crate::request::Create::new(&self.0.path, entity.into())
        }
    };
    (update, $entity:ty) => {
        /// Sends the changes of the patch. The patch may be for a derived type.
        #[cfg_attr(not(debug_assertions), inline)]
        pub fn update<X: $crate::Patchable>(
            &self,
            patch: $crate::Patch<X>,
        ) -> $crate::request::Update<$entity>
        where
            $entity: $crate::__private::From<X>,
        {
            $crate::request::Update::new(&self.0.path, patch)
        }
    };
    (replace, $entity:ty) => {
        /// Replaces the entity, or creates it with the key in the path.
        #[cfg_attr(not(debug_assertions), inline)]
        pub fn replace(
            &self,
            entity: impl ::core::convert::Into<$entity>,
        ) -> $crate::request::Replace<$entity> {
            $crate::request::Replace::new(&self.0.path, entity.into())
        }
    };
    (delete, $entity:ty) => {
        /// Deletes the entity.
        #[cfg_attr(not(debug_assertions), inline)]
        pub fn delete(&self) -> $crate::request::Delete {
            $crate::request::Delete::new(&self.0.path)
        }
    };
    (count, $entity:ty) => {
        /// Counts the items.
        #[cfg_attr(not(debug_assertions), inline)]
        pub fn count(&self) -> $crate::request::Count<$entity> {
            $crate::request::Count::new(&self.0.path)
        }
    };
}
