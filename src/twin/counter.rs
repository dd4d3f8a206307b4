//! A counter of which only the number of officers is known, half-hour by half-hour: what a requirement means for those who
//! wait, before anybody is on the roster.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;

use super::queue::Citizen;

/// So many officers from a minute of the day on, until the next level.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Level {
    /// First minute.
    pub from: f64,
    /// Officers.
    pub officers: usize,
}

/// Minutes in order.
#[derive(Clone, Copy, PartialEq)]
struct Minute(f64);

impl Eq for Minute {}

impl PartialOrd for Minute {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Minute {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// When each of `citizens`, who come in the order of their arrival, is called; none when it never comes to that, or when
/// they have left. Where the number of officers falls, whoever finishes first leaves first; the last level stays.
#[must_use]
pub fn serve_in_numbers(citizens: &[Citizen], levels: &[Level]) -> Vec<Option<f64>> {
    let mut counter = Counter::new(levels);
    citizens.iter().map(|citizen| counter.receive(citizen)).collect()
}

/// The counter of one day after another, a citizen at a time.
pub(super) struct Counter<'a> {
    levels: &'a [Level],
    /// The level that holds, or the first when none has begun.
    level: usize,
    /// When the citizen before was called.
    now: f64,
    /// When the officers are free again, for those who have served somebody; some of them may be free already.
    ends: BinaryHeap<Reverse<Minute>>,
}

impl<'a> Counter<'a> {
    pub(super) fn new(levels: &'a [Level]) -> Self {
        Self { levels, level: 0, now: f64::NEG_INFINITY, ends: BinaryHeap::new() }
    }

    /// The morning of another day: nobody waits, nobody is at the desk.
    pub(super) fn next_day(&mut self) {
        (self.level, self.now) = (0, f64::NEG_INFINITY);
        self.ends.clear();
    }

    /// When `citizen` is called, who comes no earlier than the one before.
    pub(super) fn receive(&mut self, citizen: &Citizen) -> Option<f64> {
        self.now = self.now.max(citizen.arrival);
        loop {
            while self.levels.get(self.level + 1).is_some_and(|next| next.from <= self.now) {
                self.level += 1;
            }
            let holds = self.levels.get(self.level).filter(|level| level.from <= self.now);
            let officers = holds.map_or(0, |level| level.officers);
            if self.ends.len() < officers {
                if !citizen.waits_at(self.now) {
                    return None;
                }
                self.ends.push(Reverse(Minute(self.now + citizen.minutes)));
                return Some(self.now);
            }
            let next = if holds.is_some() { self.level + 1 } else { self.level };
            let change = self.levels.get(next).map(|level| level.from);
            let too_many = self.ends.len() > officers;
            match self.ends.peek_mut() {
                // Where the number has fallen, whoever is free goes.
                Some(first) if first.0.0 <= self.now && too_many => {
                    PeekMut::pop(first);
                }
                Some(mut first) if first.0.0 <= self.now => {
                    // The officer of a citizen who has left takes the next one, who has waited no longer.
                    if !citizen.waits_at(self.now) {
                        return None;
                    }
                    // One step in the heap instead of the two of taking out and putting in.
                    *first = Reverse(Minute(self.now + citizen.minutes));
                    return Some(self.now);
                }
                Some(first) => self.now = change.map_or(first.0.0, |change| change.min(first.0.0)),
                None => self.now = change?,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn citizen(arrival: f64, minutes: f64) -> Citizen {
        Citizen { arrival, skill: 0, minutes, patience: f64::INFINITY }
    }

    #[test]
    fn where_the_number_falls_whoever_finishes_first_leaves() {
        let levels = [Level { from: 0.0, officers: 2 }, Level { from: 10.0, officers: 1 }];
        let citizens = [citizen(0.0, 12.0), citizen(0.0, 30.0), citizen(1.0, 5.0)];
        // At 12 the first is done and goes; the one who serves until 30 takes the third.
        assert_eq!(serve_in_numbers(&citizens, &levels), [Some(0.0), Some(0.0), Some(30.0)]);
    }

    #[test]
    fn whoever_comes_early_waits_for_the_first_officer_and_a_closed_counter_calls_nobody() {
        let levels = [Level { from: 30.0, officers: 1 }];
        assert_eq!(serve_in_numbers(&[citizen(0.0, 1.0), citizen(1.0, 1.0)], &levels), [Some(30.0), Some(31.0)]);
        assert_eq!(serve_in_numbers(&[citizen(0.0, 1.0)], &[]), [None]);
        let closing = [Level { from: 0.0, officers: 1 }, Level { from: 5.0, officers: 0 }];
        assert_eq!(serve_in_numbers(&[citizen(6.0, 1.0)], &closing), [None]);
    }

    #[test]
    fn whoever_has_left_keeps_no_officer() {
        let levels = [Level { from: 0.0, officers: 1 }];
        let leaves = Citizen { patience: 3.0, ..citizen(1.0, 50.0) };
        let citizens = [citizen(0.0, 10.0), leaves, citizen(2.0, 1.0), citizen(30.0, 1.0)];
        assert_eq!(serve_in_numbers(&citizens, &levels), [Some(0.0), None, Some(10.0), Some(30.0)]);
    }

    #[test]
    fn a_new_day_begins_with_empty_desks() {
        let levels = [Level { from: 0.0, officers: 1 }];
        let mut counter = Counter::new(&levels);
        assert_eq!(counter.receive(&citizen(100.0, 500.0)), Some(100.0));
        counter.next_day();
        assert_eq!(counter.receive(&citizen(5.0, 1.0)), Some(5.0));
    }
}
