//! JSON that keeps the order of its keys: the service writes the context first and the next link last.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

/// A JSON value whose objects are in order.
#[derive(Debug, Clone)]
pub(crate) enum Node {
    Value(Value),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
}

impl Node {
    pub(crate) fn bytes(&self) -> Vec<u8> {
        // Cannot fail: keys are text, and numbers are finite.
        serde_json::to_vec(self).unwrap_or_default()
    }
}

impl<T: Into<Value>> From<T> for Node {
    fn from(value: T) -> Self {
        Self::Value(value.into())
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Value(value) => value.serialize(serializer),
            Self::List(items) => serializer.collect_seq(items),
            Self::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                members.iter().try_for_each(|(key, value)| map.serialize_entry(key, value))?;
                map.end()
            }
        }
    }
}

/// An object with these members, in this order.
macro_rules! object {
    ($($key:literal: $value:expr),* $(,)?) => {
        $crate::node::Node::Object(vec![$(($key.to_owned(), $crate::node::Node::from($value))),*])
    };
}
pub(crate) use object;
