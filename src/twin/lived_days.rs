//! Days at a counter that every number of officers meets alike, so that their difference is not blurred by luck (common
//! random numbers).
//!
//! Days come in pairs of mirrored luck: where one has many citizens and long cases its twin has few and short ones, so that
//! a handful of pairs is seldom busy as a whole (antithetic variates). Near the target whole mornings are good or bad, and
//! the share in time of one day strays by 15 points and more: that is why so many days are lived.

use std::ops::Range;

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use super::counter::{Counter, Level};
use super::queue::Citizen;
use super::trim::CounterDay;

/// Citizens to live through over all days, and of the block to which fewest come.
const CITIZENS: f64 = 24_000.0;
const CITIZENS_OF_A_BLOCK: f64 = 2_000.0;
/// Days at least, and at most where hardly anybody comes.
const DAYS: (f64, f64) = (120.0, 2_000.0);
/// Citizens over all days at most; a counter beyond them lives fewer days, but never fewer than [`DAYS_OF_A_CROWD`]. What
/// is less sure then is made up by an officer in a hundred more (see [`Punctuality::error`]).
const CITIZENS_OF_A_CROWD: f64 = 60_000.0;
const DAYS_OF_A_CROWD: f64 = 4.0;
/// Spreads the seeds of the days over all numbers.
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// Somebody who comes, and in which block.
#[derive(Clone, Copy)]
struct Visitor {
    citizen: Citizen,
    block: usize,
}

/// The days.
pub(super) struct LivedDays {
    visitors: Vec<Visitor>,
    /// Positions in `visitors` by day; twins stand beside each other.
    days: Vec<Range<usize>>,
    /// Citizens by block, over all days.
    pub(super) citizens: Vec<u64>,
}

impl LivedDays {
    /// Draws the days of `counter`; nobody where nobody is expected.
    pub(super) fn draw(counter: &CounterDay, seed: u64) -> Self {
        let expected = counter.citizens();
        let mut lived = Self { visitors: Vec::new(), days: Vec::new(), citizens: vec![0; counter.blocks.len()] };
        if expected <= 0.0 {
            return lived;
        }
        for pair in 0..pairs_for(expected, counter.fewest_of_a_block()) {
            for mirrored in [false, true] {
                let first = lived.visitors.len();
                let rng = StdRng::seed_from_u64(seed.wrapping_add(pair).wrapping_mul(GOLDEN) ^ pair);
                lived.draw_day(counter, &mut Luck { rng, mirrored });
                lived.days.push(first..lived.visitors.len());
            }
        }
        lived
    }

    /// One day: a Poisson stream through the stretches. The draws of a citizen follow one another, so that a load and a
    /// slightly larger one are compared on the same luck.
    fn draw_day(&mut self, counter: &CounterDay, luck: &mut Luck) {
        // Expected citizens up to the next arrival, and up to the stretch; the first minute of the stretch.
        let (mut place, mut before, mut from) = (luck.exponential(), 0.0, 0.0);
        for stretch in &counter.stretches {
            let within: f64 = stretch.arrivals.iter().sum();
            while place < before + within {
                let kind = pick(&stretch.arrivals, luck.share() * within);
                let citizen = Citizen {
                    arrival: from + stretch.minutes * (place - before) / within,
                    skill: 0,
                    minutes: luck.exponential() * counter.handling_minutes[kind],
                    patience: counter.patience.map_or(f64::INFINITY, |mean| mean * luck.exponential()),
                };
                self.visitors.push(Visitor { citizen, block: stretch.block });
                self.citizens[stretch.block] += 1;
                place += luck.exponential();
            }
            before += within;
            from += stretch.minutes;
        }
    }

    /// Who of each block starts within `wait` minutes; none as soon as a block has more late citizens than its `most_late`.
    pub(super) fn live(&self, levels: &[Level], wait: f64, most_late: &[u64]) -> Option<Vec<Punctuality>> {
        let blocks = most_late.len();
        let mut found = vec![Punctuality::default(); blocks];
        let mut late_so_far = vec![0; blocks];
        let mut counter = Counter::new(levels);
        for pair in self.days.chunks(2) {
            let (mut late, mut citizens) = (vec![0_u64; blocks], vec![0_u64; blocks]);
            for day in pair {
                counter.next_day();
                for Visitor { citizen, block } in &self.visitors[day.clone()] {
                    let start = counter.receive(citizen);
                    citizens[*block] += 1;
                    if start.is_none_or(|start| start - citizen.arrival > wait) {
                        late[*block] += 1;
                        late_so_far[*block] += 1;
                        if late_so_far[*block] > most_late[*block] {
                            return None;
                        }
                    }
                }
            }
            for ((found, late), citizens) in found.iter_mut().zip(late).zip(citizens) {
                found.add(late as f64, citizens as f64);
            }
        }
        Some(found)
    }

    /// Citizens of the fullest day.
    pub(super) fn fullest(&self) -> usize {
        self.days.iter().map(ExactSizeIterator::len).max().unwrap_or(0)
    }
}

/// How many citizens of a block start in time, and how sure that is. Sums over pairs of days, which alone are independent:
/// citizens of one day wait in the same queue, and twins are mirrored.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Punctuality {
    pairs: f64,
    late: f64,
    citizens: f64,
    late_late: f64,
    late_citizens: f64,
    citizens_citizens: f64,
}

impl Punctuality {
    fn add(&mut self, late: f64, citizens: f64) {
        self.pairs += 1.0;
        self.late += late;
        self.citizens += citizens;
        self.late_late += late * late;
        self.late_citizens += late * citizens;
        self.citizens_citizens += citizens * citizens;
    }

    /// Share of the citizens who start in time, `0.0..=1.0`.
    pub(super) fn share(&self) -> f64 {
        1.0 - self.late / self.citizens
    }

    /// Standard error of the share, as of a ratio of two sums (W. Cochran 1977, Sampling techniques, section 6.3).
    pub(super) fn error(&self) -> f64 {
        let late = self.late / self.citizens;
        let squares = self.late_late - 2.0 * late * self.late_citizens + late * late * self.citizens_citizens;
        (squares.max(0.0) * self.pairs / (self.pairs - 1.0).max(1.0)).sqrt() / self.citizens
    }
}

/// How many pairs of days to live of a counter to which so many come, to one of its blocks as `few`.
fn pairs_for(citizens: f64, few: f64) -> u64 {
    let usual = (CITIZENS / citizens).max(CITIZENS_OF_A_BLOCK / few).clamp(DAYS.0, DAYS.1);
    let days = usual.min((CITIZENS_OF_A_CROWD / citizens).max(DAYS_OF_A_CROWD));
    (days / 2.0).ceil() as u64
}

/// Random numbers of one day, or of its mirrored twin.
struct Luck {
    rng: StdRng,
    mirrored: bool,
}

impl Luck {
    /// In `0.0..1.0`, whoever of the twins asks: kinds of citizens are not mirrored.
    fn share(&mut self) -> f64 {
        self.rng.random()
    }

    /// From the exponential distribution with mean 1; long on one day where it is short on the other.
    fn exponential(&mut self) -> f64 {
        let share = self.share();
        // Both logarithms are of numbers above 0; of an exact 0, once in 2⁵³ draws, the twin makes the next smaller one.
        if self.mirrored { -share.max(f64::EPSILON / 2.0).ln() } else { -(1.0 - share).ln() }
    }
}

/// The position of the part of `parts` in which `at` lies, counted from 0.
fn pick(parts: &[f64], at: f64) -> usize {
    let mut left = at;
    for (position, part) in parts.iter().enumerate() {
        if left < *part {
            return position;
        }
        left -= part;
    }
    parts.iter().rposition(|part| *part > 0.0).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::twin::trim::{CounterBlock, OpenStretch};

    fn counter(arrivals: &[&[f64]]) -> CounterDay {
        let stretch =
            |(block, arrivals): (usize, &&[f64])| OpenStretch { block, minutes: 30.0, arrivals: arrivals.to_vec() };
        CounterDay {
            stretches: arrivals.iter().enumerate().map(stretch).collect(),
            handling_minutes: vec![5.0, 20.0],
            blocks: vec![CounterBlock { officers: 1, floor: 1 }; arrivals.len()],
            patience: None,
        }
    }

    #[test]
    fn the_days_have_the_arrivals_the_mixture_and_the_work_that_is_expected() {
        let counter = counter(&[&[30.0, 10.0], &[0.0, 0.0], &[0.0, 40.0]]);
        let lived = LivedDays::draw(&counter, 3);
        assert_eq!(lived.days.len(), 300);
        let per_day: Vec<f64> = lived.citizens.iter().map(|citizens| *citizens as f64 / 300.0).collect();
        assert!((per_day[0] - 40.0).abs() < 1.0 && per_day[1] == 0.0 && (per_day[2] - 40.0).abs() < 1.0, "{per_day:?}");
        let of_block = |block: usize| -> f64 {
            let of_block = lived.visitors.iter().filter(|visitor| visitor.block == block);
            of_block.map(|visitor| visitor.citizen.minutes).sum::<f64>() / lived.citizens[block] as f64
        };
        assert!((of_block(0) - 8.75).abs() < 0.5 && (of_block(2) - 20.0).abs() < 0.8);
        for visitor in &lived.visitors {
            let from = visitor.block as f64 * 30.0;
            assert!((from..from + 30.0).contains(&visitor.citizen.arrival));
        }
        for day in &lived.days {
            let arrivals: Vec<f64> =
                lived.visitors[day.clone()].iter().map(|visitor| visitor.citizen.arrival).collect();
            assert!(arrivals.is_sorted());
        }
    }

    #[test]
    fn the_error_of_a_share_is_that_between_pairs() {
        let mut same = Punctuality::default();
        (0..10).for_each(|_| same.add(5.0, 50.0));
        assert!((same.share() - 0.9).abs() < 1e-12 && same.error() < 1e-9);
        let mut unlike = Punctuality::default();
        (0..5).for_each(|_| unlike.add(0.0, 50.0));
        (0..5).for_each(|_| unlike.add(10.0, 50.0));
        // Shares of 1 and 0.8 in turn: a deviation of 0.1054 over ten pairs.
        assert!((unlike.share() - 0.9).abs() < 1e-12 && (unlike.error() - 0.1 / 3.0).abs() < 1e-9, "{unlike:?}");
    }

    #[test]
    fn quiet_counters_live_many_days_and_crowds_a_few() {
        let pairs = [0.5, 20.0, 100.0, 400.0, 6_000.0, 50_000.0].map(|citizens| pairs_for(citizens, citizens / 3.0));
        assert_eq!(pairs, [1_000, 600, 120, 60, 5, 2]);
        assert_eq!((pairs_for(100.0, 5.0), pairs_for(100.0, 1.0)), (200, 300), "a quiet block is lived more often");
        let nobody = LivedDays::draw(&counter(&[&[0.0, 0.0]]), 1);
        assert_eq!((nobody.fullest(), nobody.citizens), (0, vec![0]));
    }
}
