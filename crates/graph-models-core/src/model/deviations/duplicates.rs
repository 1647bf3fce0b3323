//! Lists the values of duplicate keys that do not count.

use super::{Deviations, EDM_STRING, Problem, Reading, UNTYPED};
use crate::model::place::TWICE;
use crate::model::{Expected, Kept, Mismatch, Model, Place, Replaced, Step, Uncounted};
use crate::syntax::TYPE_TAG;

/// Adds the values of duplicate keys of a model, and of its parts without a type.
pub(super) fn model<'a>(model: &'a dyn Model, parent: &Place<'_>, found: &mut Deviations<'a>) {
    let Some(replaced) = model.extra().replaced() else { return };
    for (step, uncounted) in replaced.iter() {
        if let Step::Key(name) = step {
            let place = Place::Property { parent, info: model.info(), name };
            let declared = if &**name == TYPE_TAG { EDM_STRING } else { declared(model, name) };
            found.add_uncounted(&place, declared, uncounted);
        }
    }
}

/// Returns the declared type of a property.
fn declared(model: &dyn Model, name: &str) -> Expected {
    model.info().position(name).map_or(UNTYPED, |index| Expected::from_field(model.get(index)))
}

/// Adds the values of duplicate keys inside the only field of a list that is decoded by itself. `first` is the index of
/// the first item in the payload.
pub(super) fn items<'a>(list: &'a dyn Model, place: &Place<'_>, first: usize, found: &mut Deviations<'a>) {
    for (step, uncounted) in list.extra().replaced().into_iter().flat_map(Replaced::iter) {
        if let (Step::Key(name), Uncounted::Inside(replaced)) = (step, uncounted)
            && list.info().position(name).is_some()
        {
            inside(replaced, place, first, found);
        }
    }
}

/// Adds the values of duplicate keys inside JSON without a type. `first` is the index of the first item in the payload,
/// if the JSON is an array.
fn inside<'a>(replaced: &'a Replaced, parent: &Place<'_>, first: usize, found: &mut Deviations<'a>) {
    for (step, uncounted) in replaced.iter() {
        let place = match step {
            Step::Key(name) => Place::Member { parent, name },
            Step::Item(index) => Place::Item { list: parent, index: first + index },
        };
        found.add_uncounted(&place, UNTYPED, uncounted);
    }
}

impl<'a> Deviations<'a> {
    fn add_uncounted(&mut self, place: &Place<'_>, declared: Expected, uncounted: &'a Uncounted) {
        match uncounted {
            Uncounted::Value(value) => self.add_duplicate(place, declared, value, Reading::Replaced),
            Uncounted::Ignored(value) => self.add_duplicate(place, declared, value, Reading::Ignored),
            Uncounted::Inside(replaced) => inside(replaced, place, 0, self),
        }
    }

    fn add_duplicate(&mut self, place: &Place<'_>, declared: Expected, value: &'a Kept, reading: Reading) {
        let what = Mismatch::new(declared, value.into(), place).found().to_string();
        let problem = Problem { problem: &TWICE, found: what };
        self.note(place, declared, problem, reading, Some(value.into()));
    }
}
