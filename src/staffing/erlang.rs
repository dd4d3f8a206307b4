//! Erlang C: how long citizens wait when they come at random and everybody stays until served.
//!
//! Arrivals are a Poisson stream, handling times exponential, officers alike, first come first served.
//! Source: N. Gans, G. Koole and A. Mandelbaum (2003), Telephone call centers, section 3; the recursion for the Erlang B
//! probability keeps every step between 0 and 1 and so holds for thousands of officers.

/// A steady stream of citizens to one kind of counter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Load {
    arrivals_per_hour: f64,
    service_minutes: f64,
}

/// A load that no queue can have.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum LoadError {
    /// Arrivals are negative, not a number or beyond a million an hour.
    #[error("arrivals per hour must lie between 0 and 1,000,000, not {0}")]
    Arrivals(f64),
    /// Handling time is not positive.
    #[error("mean handling time must be more than 0 minutes, not {0}")]
    Service(f64),
    /// More work than the recursion should walk through.
    #[error("the offered load must not exceed 100,000 erlangs, not {0}")]
    OfferedLoad(f64),
}

/// The queue grows without end: officers do not exceed the offered load.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("{officers} officers cannot keep up with {offered_load} erlangs")]
pub struct Unstable {
    /// Officers at the counters.
    pub officers: u32,
    /// Work that comes in, in erlangs.
    pub offered_load: f64,
}

/// How long citizens may wait: `share` of them start within `minutes`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WaitTarget {
    minutes: f64,
    share: f64,
}

/// A wait target that cannot be met or means nothing.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum WaitTargetError {
    /// The wait is negative or not a number.
    #[error("the wait target must be 0 minutes or more, not {0}")]
    Minutes(f64),
    /// The share is not strictly between 0 and 1.
    #[error("the service level must lie between 0 and 1, both excluded, not {0}")]
    Share(f64),
}

impl WaitTarget {
    /// A target of `share` of the citizens within `minutes`.
    ///
    /// # Errors
    /// When the minutes are negative, or the share is not strictly between 0 and 1: no number of officers promises all.
    pub fn new(minutes: f64, share: f64) -> Result<Self, WaitTargetError> {
        if !(minutes >= 0.0 && minutes.is_finite()) {
            return Err(WaitTargetError::Minutes(minutes));
        }
        if !(share > 0.0 && share < 1.0) {
            return Err(WaitTargetError::Share(share));
        }
        Ok(Self { minutes, share })
    }

    /// Longest wait in minutes that still counts as in time.
    #[must_use]
    pub fn minutes(self) -> f64 {
        self.minutes
    }

    /// Share of citizens, in `0.0..1.0`, to start in time.
    #[must_use]
    pub fn share(self) -> f64 {
        self.share
    }
}

impl Load {
    const MOST_ARRIVALS: f64 = 1e6;
    const MOST_ERLANGS: f64 = 1e5;

    /// A stream of `arrivals_per_hour` citizens whom an officer serves for `service_minutes` each on average.
    ///
    /// # Errors
    /// When a value is negative, not finite, or far beyond any centre.
    pub fn new(arrivals_per_hour: f64, service_minutes: f64) -> Result<Self, LoadError> {
        if !(0.0..=Self::MOST_ARRIVALS).contains(&arrivals_per_hour) {
            return Err(LoadError::Arrivals(arrivals_per_hour));
        }
        if !(service_minutes > 0.0 && service_minutes.is_finite()) {
            return Err(LoadError::Service(service_minutes));
        }
        let load = Self { arrivals_per_hour, service_minutes };
        if load.offered_load() > Self::MOST_ERLANGS {
            return Err(LoadError::OfferedLoad(load.offered_load()));
        }
        Ok(load)
    }

    /// Citizens per hour.
    #[must_use]
    pub fn arrivals_per_hour(self) -> f64 {
        self.arrivals_per_hour
    }

    /// Mean handling minutes.
    #[must_use]
    pub fn service_minutes(self) -> f64 {
        self.service_minutes
    }

    /// Arrivals per hour × mean handling hours, in erlangs: officers busy on average.
    #[must_use]
    pub fn offered_load(self) -> f64 {
        self.arrivals_per_hour * self.service_minutes / 60.0
    }

    /// Share of their time that `officers` are busy; 1 or more when the queue is unstable.
    #[must_use]
    pub fn occupancy(self, officers: u32) -> f64 {
        self.offered_load() / f64::from(officers)
    }

    /// Probability that an arriving citizen waits, in `0.0..=1.0` (Erlang C).
    ///
    /// # Errors
    /// `Unstable` when `officers` does not exceed the offered load.
    pub fn prob_wait(self, officers: u32) -> Result<f64, Unstable> {
        let offered_load = self.offered_load();
        if f64::from(officers) <= offered_load {
            return Err(Unstable { officers, offered_load });
        }
        Ok(delay_probability(blocking(offered_load, officers), self.occupancy(officers)))
    }

    /// Share of citizens, in `0.0..=1.0`, who start within `minutes` of their arrival.
    ///
    /// # Errors
    /// `Unstable` when `officers` does not exceed the offered load.
    pub fn share_in_time(self, officers: u32, minutes: f64) -> Result<f64, Unstable> {
        Ok(self.in_time(self.prob_wait(officers)?, officers, minutes))
    }

    /// Mean wait over all citizens, in minutes.
    ///
    /// # Errors
    /// `Unstable` when `officers` does not exceed the offered load.
    pub fn mean_wait_minutes(self, officers: u32) -> Result<f64, Unstable> {
        Ok(self.prob_wait(officers)? * self.service_minutes / (f64::from(officers) - self.offered_load()))
    }

    /// The fewest officers with whom the queue does not grow without end; at least 1.
    #[must_use]
    pub fn officers_for_stability(self) -> u32 {
        self.offered_load().floor() as u32 + 1
    }

    /// The fewest officers that meet `target`; at least 1.
    #[must_use]
    pub fn officers_for(self, target: WaitTarget) -> u32 {
        let offered_load = self.offered_load();
        let mut blocked = 1.0;
        // With one officer more the share in time only rises, so the first that meets the target is the fewest.
        (1..)
            .find(|&officers| {
                blocked = next_blocking(blocked, offered_load, officers);
                let waits = delay_probability(blocked, self.occupancy(officers));
                f64::from(officers) > offered_load && self.in_time(waits, officers, target.minutes) >= target.share
            })
            .unwrap_or(u32::MAX)
    }

    /// The fewest officers that meet `target` and are busy for at most `most_busy` (in `0.0..=1.0`) of their time.
    #[must_use]
    pub fn officers_for_occupancy(self, target: WaitTarget, most_busy: f64) -> u32 {
        // The tolerance keeps 17 erlangs at 0.85 at 20 officers, whatever the last bit of the quotient.
        let for_occupancy = (self.offered_load() / most_busy - 1e-9).ceil();
        self.officers_for(target).max(for_occupancy as u32)
    }

    fn in_time(self, prob_wait: f64, officers: u32, minutes: f64) -> f64 {
        let spare = f64::from(officers) - self.offered_load();
        1.0 - prob_wait * (-spare * minutes / self.service_minutes).exp()
    }
}

/// Erlang B: probability that all `officers` are busy when nobody waits, in `0.0..=1.0`.
pub(super) fn blocking(offered_load: f64, officers: u32) -> f64 {
    (1..=officers).fold(1.0, |blocked, officers| next_blocking(blocked, offered_load, officers))
}

fn next_blocking(with_one_fewer: f64, offered_load: f64, officers: u32) -> f64 {
    let numerator = offered_load * with_one_fewer;
    numerator / (f64::from(officers) + numerator)
}

fn delay_probability(blocked: f64, occupancy: f64) -> f64 {
    blocked / (1.0 - occupancy * (1.0 - blocked))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn load(arrivals_per_hour: f64, service_minutes: f64) -> Load {
        Load::new(arrivals_per_hour, service_minutes).expect("a possible load")
    }

    #[test]
    fn erlang_c_vectors_are_met() {
        let mut reader = csv::Reader::from_reader(&include_bytes!("../../tests/data/staffing/erlang_vectors.csv")[..]);
        let mut rows = 0;
        for record in reader.records() {
            let record = record.expect("a row");
            if &record[1] != "erlang_c" {
                continue;
            }
            rows += 1;
            let number = |column: usize| record[column].parse::<f64>().expect("a number");
            let (load, target) = (load(number(2), number(3)), WaitTarget::new(number(4), number(5)).expect("a target"));
            let officers = load.officers_for(target);
            assert_eq!(f64::from(officers), number(6), "{}", &record[0]);
            let near = |got: f64, column: usize| assert!((got - number(column)).abs() < 1e-5, "{} {got}", &record[0]);
            near(load.share_in_time(officers, number(4)).expect("stable"), 7);
            near(load.prob_wait(officers).expect("stable"), 9);
            assert!((load.mean_wait_minutes(officers).expect("stable") - number(10)).abs() < 1e-4);
            near(load.occupancy(officers), 11);
            assert_eq!(f64::from(load.officers_for_occupancy(target, 0.85)), number(12));
            match load.share_in_time(officers - 1, number(4)) {
                Ok(share) => near(share, 8),
                Err(_) => assert_eq!(&record[8], ""),
            }
        }
        assert_eq!(rows, 12);
    }

    #[test]
    fn as_many_officers_as_erlangs_are_unstable() {
        let load = load(60.0, 8.0);
        assert_eq!(load.prob_wait(8), Err(Unstable { officers: 8, offered_load: 8.0 }));
        assert!(load.prob_wait(9).is_ok());
        assert_eq!(load.officers_for_stability(), 9);
    }

    #[test]
    fn an_empty_counter_keeps_one_officer() {
        let target = WaitTarget::new(15.0, 0.9).expect("a target");
        assert_eq!(load(0.0, 12.0).officers_for(target), 1);
        assert_eq!(load(0.0, 12.0).share_in_time(1, 15.0), Ok(1.0));
    }

    #[test]
    fn thousands_of_officers_keep_their_precision() {
        // Halfin and Whitt: at offered load + √(offered load) officers about 22 % wait.
        let load = load(10_000.0, 60.0);
        let waits = load.prob_wait(10_100).expect("stable");
        assert!((0.21..0.24).contains(&waits), "{waits}");
    }

    #[test]
    fn impossible_loads_and_targets_are_refused() {
        assert_eq!(Load::new(-1.0, 5.0), Err(LoadError::Arrivals(-1.0)));
        assert!(Load::new(f64::NAN, 5.0).is_err());
        assert_eq!(Load::new(1.0, 0.0), Err(LoadError::Service(0.0)));
        assert_eq!(Load::new(1e6, 60.0), Err(LoadError::OfferedLoad(1e6)));
        assert_eq!(WaitTarget::new(15.0, 1.0), Err(WaitTargetError::Share(1.0)));
        assert_eq!(WaitTarget::new(-1.0, 0.9), Err(WaitTargetError::Minutes(-1.0)));
    }

    proptest! {
        #[test]
        fn more_load_never_needs_fewer_officers(
            arrivals in 0.0..400.0f64, more in 0.0..50.0f64, service in 0.5..60.0f64, wait in 0.0..30.0f64, share in 0.5..0.99f64,
        ) {
            let target = WaitTarget::new(wait, share).expect("a target");
            let officers = load(arrivals, service).officers_for(target);
            prop_assert!(load(arrivals + more, service).officers_for(target) >= officers);
            prop_assert!(officers >= load(arrivals, service).officers_for_stability());
        }
    }
}
