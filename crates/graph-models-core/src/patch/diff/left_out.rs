//! The names of the differences that a patch cannot express.

use crate::model::split_annotation;

/// Control information that describes one answer rather than the entity. It does not count as a difference.
const OF_ANSWERS: [&str; 3] = ["@odata.context", "@odata.etag", "@odata.id"];

/// Returns `true` for control information that describes one answer rather than the entity.
pub(super) fn describes_answer(name: &str) -> bool {
    OF_ANSWERS.contains(&name)
}

/// The differences that a patch cannot express.
#[derive(Default)]
pub(super) struct LeftOut {
    names: Vec<String>,
    /// The path of the complex value that is being compared, with a slash at its end. Empty for the entity.
    path: String,
}

impl LeftOut {
    pub(super) fn push(&mut self, name: &str) {
        self.names.push(format!("{}{name}", self.path));
    }

    /// Adds the name of control information that only the old value has. The control information of a property that is
    /// cleared is no difference of its own.
    pub(super) fn push_removed(&mut self, name: &str, is_cleared: impl Fn(&str) -> bool) {
        let is_of_cleared = split_annotation(name).is_some_and(|(property, _)| is_cleared(property));
        if !describes_answer(name) && !is_of_cleared {
            self.push(name);
        }
    }

    /// Calls a function that compares the value of a property.
    pub(super) fn inside(&mut self, name: &str, compare: impl FnOnce(&mut Self)) {
        let length = self.path.len();
        self.path.push_str(name);
        self.path.push('/');
        compare(self);
        self.path.truncate(length);
    }

    pub(super) fn into_names(self) -> Vec<String> {
        self.names
    }
}
