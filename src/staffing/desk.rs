//! A desk over several half-hours: the officers with whom enough of its citizens start in time.

use super::erlang::{Load, LoadError, WaitTarget};
use super::erlang_a::ImpatientLoad;

/// A stretch of the desk: its load, and how many of the day's citizens meet it.
#[derive(Clone, Copy)]
pub(super) struct Queue {
    pub(super) load: Load,
    /// The same load where citizens leave who have waited too long.
    impatient: Option<ImpatientLoad>,
    citizens: f64,
}

impl Queue {
    /// So many `citizens` who meet `load`; `patience`: minutes that they wait on average before they leave.
    pub(super) fn new(load: Load, citizens: f64, patience: Option<f64>) -> Result<Self, LoadError> {
        let impatient = patience.map(|minutes| ImpatientLoad::new(load, minutes)).transpose()?;
        Ok(Self { load, impatient, citizens })
    }

    /// Erlang A where citizens leave; else Erlang C, with nobody in time where the queue grows.
    fn share_in_time(&self, officers: u32, minutes: f64) -> f64 {
        match self.impatient {
            Some(load) => load.service(officers, minutes).share_in_time,
            None => self.load.share_in_time(officers, minutes).unwrap_or(0.0),
        }
    }

    fn officers_for(&self, target: WaitTarget) -> u32 {
        self.impatient.map_or_else(|| self.load.officers_for(target), |load| load.officers_for(target))
    }
}

/// Share of the citizens who start within `minutes`; a stretch in which the queue grows counts as nobody in time.
pub(super) fn share_in_time(queues: &[Queue], officers: u32, minutes: f64) -> f64 {
    let all: f64 = queues.iter().map(|queue| queue.citizens).sum();
    let in_time: f64 = queues.iter().map(|queue| queue.citizens * queue.share_in_time(officers, minutes)).sum();
    in_time / all
}

/// The fewest officers with whom the share of `target` starts in time; 0 when nobody comes.
pub(super) fn officers_for(queues: &[Queue], target: WaitTarget) -> u32 {
    if !queues.iter().any(|queue| queue.citizens > 0.0) {
        return 0;
    }
    // Enough for every stretch is enough for all; below, the share in time only falls.
    let mut enough = queues.iter().map(|queue| queue.officers_for(target)).max().unwrap_or(1);
    let mut too_few = 0;
    while enough - too_few > 1 {
        let middle = too_few + (enough - too_few) / 2;
        if share_in_time(queues, middle, target.minutes()) >= target.share() {
            enough = middle;
        } else {
            too_few = middle;
        }
    }
    enough
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queue(arrivals_per_hour: f64) -> Queue {
        let load = Load::new(arrivals_per_hour, 15.0).expect("a possible load");
        Queue::new(load, arrivals_per_hour / 2.0, None).expect("endless patience")
    }

    #[test]
    fn a_quiet_half_hour_makes_up_for_a_busy_one() {
        let target = WaitTarget::new(15.0, 0.9).expect("a target");
        let (busy, quiet) = (queue(12.0), queue(10.0));
        assert_eq!((officers_for(&[busy], target), officers_for(&[quiet], target)), (5, 4));
        let both = officers_for(&[busy, quiet], target);
        assert!(share_in_time(&[busy, quiet], both, 15.0) >= 0.9);
        assert!(share_in_time(&[busy, quiet], both - 1, 15.0) < 0.9);
    }

    #[test]
    fn an_unstable_half_hour_counts_as_nobody_in_time() {
        let (stable, unstable) = (queue(4.0), queue(12.0));
        let share = share_in_time(&[stable, unstable], 3, 1_000.0);
        assert!((share - 0.25).abs() < 1e-6, "{share}");
    }

    #[test]
    fn a_desk_whose_citizens_leave_is_that_of_erlang_a() {
        let load = Load::new(40.0, 15.0).expect("a possible load");
        let with = |patience: Option<f64>| Queue::new(load, 20.0, patience).expect("a patience");
        let target = WaitTarget::new(15.0, 0.9).expect("a target");
        let (stay, leave) = (with(None), with(Some(30.0)));
        assert_eq!(share_in_time(&[stay], 10, 15.0), 0.0, "ten officers cannot keep up with ten erlangs");
        let expected = ImpatientLoad::new(load, 30.0).expect("a patience").service(10, 15.0).share_in_time;
        assert_eq!(share_in_time(&[leave], 10, 15.0), expected);
        assert!(officers_for(&[leave], target) <= officers_for(&[stay], target));
        assert!(Queue::new(load, 1.0, Some(0.0)).is_err());
    }

    #[test]
    fn a_desk_without_citizens_needs_nobody() {
        assert_eq!(officers_for(&[], WaitTarget::new(15.0, 0.9).expect("a target")), 0);
        assert_eq!(officers_for(&[queue(0.0)], WaitTarget::new(15.0, 0.9).expect("a target")), 0);
    }
}
