//! A counter of which only the number of officers is known, half-hour by half-hour: what a requirement means for those who
//! wait, before anybody is on the roster.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

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

/// When each of `citizens`, who come in the order of their arrival, is called; none when it never comes to that. Where the
/// number of officers falls, whoever finishes first leaves first; the last level stays.
#[must_use]
pub fn serve_in_numbers(citizens: &[Citizen], levels: &[Level]) -> Vec<Option<f64>> {
    let mut ends: BinaryHeap<Reverse<Minute>> = BinaryHeap::new();
    let mut starts = Vec::with_capacity(citizens.len());
    let mut now = f64::NEG_INFINITY;
    let mut at = 0;
    for citizen in citizens {
        now = now.max(citizen.arrival);
        let start = loop {
            while levels.get(at + 1).is_some_and(|next| next.from <= now) {
                at += 1;
            }
            while ends.peek().is_some_and(|end| end.0.0 <= now) {
                ends.pop();
            }
            let here = levels.get(at).filter(|level| level.from <= now).map_or(0, |level| level.officers);
            if ends.len() < here {
                break Some(now);
            }
            let change = levels.iter().map(|level| level.from).find(|from| *from > now);
            let end = ends.peek().map(|end| end.0.0);
            match (change, end) {
                (Some(change), Some(end)) => now = change.min(end),
                (Some(next), None) | (None, Some(next)) => now = next,
                (None, None) => break None,
            }
        };
        if let Some(start) = start {
            ends.push(Reverse(Minute(start + citizen.minutes)));
        }
        starts.push(start);
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn citizen(arrival: f64, minutes: f64) -> Citizen {
        Citizen { arrival, skill: 0, minutes }
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
}
