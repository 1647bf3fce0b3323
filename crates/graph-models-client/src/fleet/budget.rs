//! The budget for repeats after failures: a failing service must not get many times its normal number of requests.

/// The most that a budget holds.
const CAPACITY: u32 = 500;
/// The price of a repeat.
const PRICE: u32 = 5;

/// The budget for repeats: served requests fill it, repeats empty it.
#[derive(Debug)]
pub(super) struct Budget(u32);

impl Default for Budget {
    fn default() -> Self {
        Self(CAPACITY)
    }
}

impl Budget {
    /// Pays for one repeat. Returns `false` if the budget is empty.
    pub(super) fn spend(&mut self) -> bool {
        match self.0.checked_sub(PRICE) {
            Some(left) => {
                self.0 = left;
                true
            }
            None => false,
        }
    }

    /// Takes note of a request that was served.
    pub(super) fn earn(&mut self) {
        self.0 = (self.0 + 1).min(CAPACITY);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_ends_and_fills_again() {
        let mut budget = Budget::default();
        assert_eq!((0..1000).filter(|_| budget.spend()).count(), 100);
        (0..5).for_each(|_| budget.earn());
        assert!(budget.spend() && !budget.spend());
        (0..10_000).for_each(|_| budget.earn());
        assert_eq!((0..1000).filter(|_| budget.spend()).count(), 100);
    }
}
