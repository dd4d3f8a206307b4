//! Erlang A: the queue of [`super::erlang`] when citizens who wait too long leave.
//!
//! Patience is exponential. A citizen who would never leave waits V; beside the chance of finding an officer free, V has
//! the density (S. Zeltyn and A. Mandelbaum 2005, section 2, for exponential patience)
//!
//! ```text
//! v(x) ∝ λ · exp( λ/θ · (1 − e^(−θx)) − nμx )        λ arrivals, μ service and θ leaving per hour, n officers
//! ```
//!
//! and the citizen is still there after x hours with probability e^(−θx). The integrals are taken by Gauss–Legendre
//! panels no longer than the exponent needs to change by one, so the results are exact to about ten digits.

use super::erlang::{Load, LoadError, WaitTarget, blocking};

/// A stream of citizens who leave when they have waited too long.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ImpatientLoad {
    load: Load,
    patience_minutes: f64,
}

/// What citizens meet with a given number of officers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ImpatientService {
    /// Share of all citizens who are served and start in time, in `0.0..=1.0`.
    pub share_in_time: f64,
    /// Probability that an arriving citizen finds no officer free, in `0.0..=1.0`.
    pub prob_wait: f64,
    /// Share of all citizens who leave unserved, in `0.0..=1.0`.
    pub abandon_share: f64,
}

impl ImpatientLoad {
    /// `load` whose citizens wait `patience_minutes` on average before they leave.
    ///
    /// # Errors
    /// When the patience is not positive.
    pub fn new(load: Load, patience_minutes: f64) -> Result<Self, LoadError> {
        if !(patience_minutes > 0.0 && patience_minutes.is_finite()) {
            return Err(LoadError::Service(patience_minutes));
        }
        Ok(Self { load, patience_minutes })
    }

    /// What citizens meet with `officers` at the counters, where a wait up to `minutes` is in time.
    #[must_use]
    pub fn service(self, officers: u32, minutes: f64) -> ImpatientService {
        if self.load.offered_load() == 0.0 {
            return ImpatientService { share_in_time: 1.0, prob_wait: 0.0, abandon_share: 0.0 };
        }
        if officers == 0 {
            return ImpatientService { share_in_time: 0.0, prob_wait: 1.0, abandon_share: 1.0 };
        }
        let density = WaitDensity::new(self, officers);
        let (in_time, late) = density.integrals(minutes / 60.0);
        let arrivals = density.arrivals;
        // All terms are divided by the peak of the density, so that no exponential overflows.
        let busy_but_one = blocking(self.load.offered_load(), officers - 1);
        let at_once = (-density.peak).exp();
        let waits = arrivals * (in_time.all + late.all);
        let total = at_once + busy_but_one * waits;
        let leaves = at_once + (arrivals - density.service) * (in_time.all + late.all);
        ImpatientService {
            share_in_time: (at_once + busy_but_one * arrivals * in_time.patient) / total,
            prob_wait: busy_but_one * waits / total,
            abandon_share: busy_but_one * leaves / total,
        }
    }

    /// The fewest officers with whom the share of `target` starts in time; at least 1.
    #[must_use]
    pub fn officers_for(self, target: WaitTarget) -> u32 {
        let met = |officers: u32| self.service(officers, target.minutes()).share_in_time >= target.share();
        let mut enough = 1;
        while !met(enough) {
            enough *= 2;
        }
        let mut too_few = enough / 2;
        while enough - too_few > 1 {
            let middle = too_few + (enough - too_few) / 2;
            if met(middle) {
                enough = middle;
            } else {
                too_few = middle;
            }
        }
        enough
    }
}

/// Integrals of the density over a span: over all citizens, and over those still there.
#[derive(Clone, Copy, Default)]
struct Mass {
    all: f64,
    patient: f64,
}

/// The density of the offered wait, up to a factor; rates per hour.
struct WaitDensity {
    arrivals: f64,
    /// All officers together.
    service: f64,
    leaving: f64,
    /// Largest value of the exponent.
    peak: f64,
}

impl WaitDensity {
    /// Where the density is below e^−45 of its peak, nothing of it counts in double precision.
    const NEGLIGIBLE: f64 = 45.0;

    fn new(load: ImpatientLoad, officers: u32) -> Self {
        let arrivals = load.load.arrivals_per_hour();
        let service = f64::from(officers) * 60.0 / load.load.service_minutes();
        let leaving = 60.0 / load.patience_minutes;
        let mut density = Self { arrivals, service, leaving, peak: 0.0 };
        density.peak = density.exponent(density.peak_at());
        density
    }

    /// The wait at which the density is largest, in hours.
    fn peak_at(&self) -> f64 {
        ((self.arrivals / self.service).ln() / self.leaving).max(0.0)
    }

    fn exponent(&self, hours: f64) -> f64 {
        -self.arrivals / self.leaving * (-self.leaving * hours).exp_m1() - self.service * hours
    }

    /// The integrals from 0 to `limit` hours, and from there on.
    fn integrals(&self, limit: f64) -> (Mass, Mass) {
        let (mut in_time, mut late) = (Mass::default(), Mass::default());
        let mut from = 0.0;
        while from <= self.peak_at() || self.exponent(from) > self.peak - Self::NEGLIGIBLE {
            let slope = (self.arrivals * (-self.leaving * from).exp() - self.service).abs();
            let panel = 1.0 / (slope + (self.arrivals * self.leaving).sqrt() + self.leaving);
            let within = from < limit;
            let to = if within { (from + panel).min(limit) } else { from + panel };
            let mass = if within { &mut in_time } else { &mut late };
            self.add_panel(mass, from, to);
            from = to;
        }
        (in_time, late)
    }

    fn add_panel(&self, mass: &mut Mass, from: f64, to: f64) {
        let (middle, half) = ((from + to) / 2.0, (to - from) / 2.0);
        for (node, weight) in GAUSS_LEGENDRE {
            let hours = middle + half * node;
            let density = weight * half * (self.exponent(hours) - self.peak).exp();
            mass.all += density;
            mass.patient += density * (-self.leaving * hours).exp();
        }
    }
}

/// Nodes and weights of the five-point rule on −1..1.
const GAUSS_LEGENDRE: [(f64, f64); 5] = [
    (-0.906_179_845_938_664, 0.236_926_885_056_189_1),
    (-0.538_469_310_105_683_1, 0.478_628_670_499_366_5),
    (0.0, 0.568_888_888_888_888_9),
    (0.538_469_310_105_683_1, 0.478_628_670_499_366_5),
    (0.906_179_845_938_664, 0.236_926_885_056_189_1),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn impatient(arrivals_per_hour: f64, service_minutes: f64, patience_minutes: f64) -> ImpatientLoad {
        let load = Load::new(arrivals_per_hour, service_minutes).expect("a possible load");
        ImpatientLoad::new(load, patience_minutes).expect("a possible patience")
    }

    #[test]
    fn erlang_a_vectors_are_met() {
        let mut reader = csv::Reader::from_reader(&include_bytes!("../../tests/data/staffing/erlang_vectors.csv")[..]);
        let mut rows = 0;
        for record in reader.records() {
            let record = record.expect("a row");
            if &record[1] != "erlang_a" {
                continue;
            }
            rows += 1;
            let number = |column: usize| record[column].parse::<f64>().expect("a number");
            let load = impatient(number(2), number(3), number(13));
            let officers = load.officers_for(WaitTarget::new(number(4), number(5)).expect("a target"));
            assert_eq!(f64::from(officers), number(6), "{}", &record[0]);
            let near = |got: f64, column: usize| assert!((got - number(column)).abs() < 1e-6, "{} {got}", &record[0]);
            let service = load.service(officers, number(4));
            near(service.share_in_time, 7);
            near(service.prob_wait, 9);
            near(service.abandon_share, 11);
            near(load.service(officers - 1, number(4)).share_in_time, 8);
        }
        assert_eq!(rows, 4);
    }

    #[test]
    fn endless_patience_is_erlang_c() {
        let load = Load::new(24.0, 10.0).expect("a possible load");
        let patient = impatient(24.0, 10.0, 1e9).service(6, 15.0);
        assert!((patient.share_in_time - load.share_in_time(6, 15.0).expect("stable")).abs() < 1e-6);
        assert!(patient.abandon_share < 1e-6);
    }

    #[test]
    fn crowds_and_empty_halls_stay_finite() {
        let crowd = impatient(100_000.0, 30.0, 5.0).service(100, 15.0);
        assert!((crowd.abandon_share - (1.0 - 200.0 / 100_000.0)).abs() < 1e-6, "{crowd:?}");
        let hall = impatient(1.0, 10.0, 30.0).service(5_000, 15.0);
        assert_eq!((hall.share_in_time, hall.prob_wait), (1.0, 0.0));
        assert_eq!(impatient(0.0, 10.0, 30.0).service(1, 15.0).share_in_time, 1.0);
    }

    #[test]
    fn the_share_in_time_rises_with_every_officer() {
        let load = impatient(80.0, 12.0, 25.0);
        let shares: Vec<f64> = (0..40).map(|officers| load.service(officers, 15.0).share_in_time).collect();
        assert!(shares.windows(2).all(|pair| pair[0] <= pair[1] + 1e-12));
    }
}
