//! Work that waits, most urgent first.

use std::collections::BTreeMap;

/// Minutes of waiting work by working days until they are due; 0 is due today or overdue.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Backlog {
    minutes: BTreeMap<u32, f64>,
}

impl Backlog {
    /// Adds `minutes` of work that is due in `days` working days.
    pub fn add(&mut self, days: u32, minutes: f64) {
        if minutes > 0.0 {
            *self.minutes.entry(days).or_default() += minutes;
        }
    }

    /// Adds all of `other`.
    pub fn join(&mut self, other: &Self) {
        for (&days, &minutes) in &other.minutes {
            self.add(days, minutes);
        }
    }

    /// The minutes by working days until they are due, the most urgent first.
    pub fn by_due(&self) -> impl Iterator<Item = (u32, f64)> {
        self.minutes.iter().map(|(days, minutes)| (*days, *minutes))
    }

    /// All waiting minutes.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.minutes.values().sum()
    }

    /// Waiting minutes that are due today or overdue.
    #[must_use]
    pub fn due_today(&self) -> f64 {
        self.minutes.get(&0).copied().unwrap_or(0.0)
    }

    /// Removes up to `minutes` of the most urgent work and returns it.
    pub fn take_most_urgent(&mut self, minutes: f64) -> Self {
        let mut left = minutes;
        let mut taken = Self::default();
        while left > 0.0 {
            let Some(mut first) = self.minutes.first_entry() else { break };
            let part = left.min(*first.get());
            taken.add(*first.key(), part);
            left -= part;
            *first.get_mut() -= part;
            if *first.get() <= 0.0 {
                first.remove();
            }
        }
        taken
    }

    /// The same work one working day later.
    #[must_use]
    pub fn next_day(&self) -> Self {
        let mut later = Self::default();
        for (&days, &minutes) in &self.minutes {
            later.add(days.saturating_sub(1), minutes);
        }
        later
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_urgent_work_goes_first() {
        let mut backlog = Backlog::default();
        backlog.add(3, 100.0);
        backlog.add(0, 30.0);
        let taken = backlog.take_most_urgent(50.0);
        assert_eq!((taken.due_today(), taken.total()), (30.0, 50.0));
        assert_eq!((backlog.due_today(), backlog.total()), (0.0, 80.0));
        assert_eq!(backlog.take_most_urgent(1_000.0).total(), 80.0);
        assert_eq!(backlog.total(), 0.0);
    }

    #[test]
    fn what_was_due_tomorrow_is_due_today_a_day_later() {
        let mut backlog = Backlog::default();
        backlog.add(1, 40.0);
        backlog.add(0, 10.0);
        backlog.add(2, 5.0);
        assert_eq!(backlog.next_day().due_today(), 50.0);
        assert_eq!(backlog.next_day().total(), 55.0);
    }
}
