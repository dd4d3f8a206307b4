//! A desk over several half-hours: the officers with whom enough of its citizens start in time.

use super::erlang::{Load, WaitTarget};

/// A stretch of the desk: its load, and how many of the day's citizens meet it.
pub(super) struct Queue {
    pub(super) load: Load,
    pub(super) citizens: f64,
}

/// Share of the citizens who start within `minutes`; a stretch in which the queue grows counts as nobody in time.
pub(super) fn share_in_time(queues: &[&Queue], officers: u32, minutes: f64) -> f64 {
    let all: f64 = queues.iter().map(|queue| queue.citizens).sum();
    let in_time: f64 =
        queues.iter().map(|queue| queue.citizens * queue.load.share_in_time(officers, minutes).unwrap_or(0.0)).sum();
    in_time / all
}

/// The fewest officers with whom the share of `target` starts in time; 0 when nobody comes.
pub(super) fn officers_for(queues: &[&Queue], target: WaitTarget) -> u32 {
    if !queues.iter().any(|queue| queue.citizens > 0.0) {
        return 0;
    }
    // Enough for every stretch is enough for all; below, the share in time only falls.
    let mut enough = queues.iter().map(|queue| queue.load.officers_for(target)).max().unwrap_or(1);
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
        Queue { load, citizens: arrivals_per_hour / 2.0 }
    }

    #[test]
    fn a_quiet_half_hour_makes_up_for_a_busy_one() {
        let target = WaitTarget::new(15.0, 0.9).expect("a target");
        let (busy, quiet) = (queue(12.0), queue(10.0));
        assert_eq!((officers_for(&[&busy], target), officers_for(&[&quiet], target)), (5, 4));
        let both = officers_for(&[&busy, &quiet], target);
        assert!(share_in_time(&[&busy, &quiet], both, 15.0) >= 0.9);
        assert!(share_in_time(&[&busy, &quiet], both - 1, 15.0) < 0.9);
    }

    #[test]
    fn an_unstable_half_hour_counts_as_nobody_in_time() {
        let (stable, unstable) = (queue(4.0), queue(12.0));
        let share = share_in_time(&[&stable, &unstable], 3, 1_000.0);
        assert!((share - 0.25).abs() < 1e-6, "{share}");
    }

    #[test]
    fn a_desk_without_citizens_needs_nobody() {
        assert_eq!(officers_for(&[], WaitTarget::new(15.0, 0.9).expect("a target")), 0);
        assert_eq!(officers_for(&[&queue(0.0)], WaitTarget::new(15.0, 0.9).expect("a target")), 0);
    }
}
