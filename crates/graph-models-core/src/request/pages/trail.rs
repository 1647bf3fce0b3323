//! The links that a walk followed, to detect that it goes in a circle. The memory is bounded, however long the walk
//! is.

use std::collections::VecDeque;

use http::Uri;

/// The number of latest links that are remembered: a circle of at most this length is detected where it closes.
const RECENT: usize = 16;

/// The latest links of a walk, and one earlier link.
///
/// The earlier link is replaced at intervals that double each time (Brent's algorithm). So at some time it is inside
/// a circle of any length, and stays long enough for the walk to return to it.
#[derive(Clone, Default)]
pub(super) struct Trail {
    recent: VecDeque<Uri>,
    earlier: Option<Uri>,
    /// The number of links since the earlier one was chosen.
    steps: usize,
    /// The number of steps after which the earlier link is replaced.
    span: usize,
}

impl Trail {
    /// A trail that begins with a link.
    pub(super) fn from_link(link: &Uri) -> Self {
        let mut trail = Self::default();
        trail.add(link);
        trail
    }

    /// Adds a link. Returns `false` if the trail remembers the link, so that the walk goes in a circle.
    pub(super) fn add(&mut self, link: &Uri) -> bool {
        if self.recent.contains(link) || self.earlier.as_ref() == Some(link) {
            return false;
        }
        if self.recent.len() == RECENT {
            self.recent.pop_front();
        }
        self.recent.push_back(link.clone());
        self.steps += 1;
        if self.steps >= self.span {
            self.earlier = Some(link.clone());
            self.span = self.span.saturating_mul(2).max(RECENT);
            self.steps = 0;
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(number: usize) -> Uri {
        Uri::try_from(format!("https://graph.microsoft.com/beta/x?$skip={number}")).unwrap()
    }

    #[test]
    fn every_circle_is_found_and_short_ones_at_once() {
        for (before, length) in [(0, 1), (0, 2), (5, 2), (100, 16), (0, 17), (1000, 17), (3, 500), (700, 999)]
        {
            let mut trail = Trail::default();
            let walk = (0..before).chain((0..).map(|step| before + step % length));
            let steps = walk.take_while(|&number| trail.add(&link(number))).count();
            assert!(steps >= before + length, "{before} {length}: {steps}");
            let most = if length <= RECENT { before + length } else { 4 * (before + length) };
            assert!(steps <= most, "{before} {length}: {steps}");
            assert!(trail.recent.len() <= RECENT);
        }
    }

    #[test]
    fn a_straight_walk_has_no_circle() {
        let mut trail = Trail::default();
        assert!((0..10_000).all(|number| trail.add(&link(number))));
        assert_eq!(trail.recent.len(), RECENT);
    }
}
