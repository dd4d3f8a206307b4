//! Days at a counter that every number of officers meets alike, so that their difference is not blurred by luck (common
//! random numbers).
//!
//! Two sources of luck are taken out without bending any single day. The numbers of citizens of the days are spread evenly
//! over the Poisson distribution (one draw from each of as many equal parts), and all handling times together have the mean
//! that they should have: otherwise twenty lucky days would ask for an officer fewer.

use std::ops::Range;

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use super::counter::{Counter, Level};
use super::load::exponential;
use super::queue::Citizen;
use super::trim::CounterDay;

/// Citizens to live through over all days, and of the block to which fewest come.
const CITIZENS: f64 = 8_000.0;
const CITIZENS_OF_A_BLOCK: f64 = 2_000.0;
/// Days at least, and at most where hardly anybody comes.
const DAYS: (f64, f64) = (20.0, 2_000.0);
/// Citizens over all days at most; a counter beyond them lives fewer days, but never fewer than [`DAYS_OF_A_CROWD`]. A
/// crowd needs fewer: its number of a day strays by the root of it, at 5,000 citizens by 1.4 %, less than one officer.
const CITIZENS_OF_A_CROWD: f64 = 40_000.0;
const DAYS_OF_A_CROWD: f64 = 4.0;
/// Spreads the seeds of the days over all numbers.
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;
/// What is rarer beside the most frequent count does not come.
const NEGLIGIBLE: f64 = 1e-12;

/// Somebody who comes, and in which block.
#[derive(Clone, Copy)]
struct Visitor {
    citizen: Citizen,
    block: usize,
}

/// The days.
pub(super) struct LivedDays {
    visitors: Vec<Visitor>,
    /// Positions in `visitors` by day, the emptiest first.
    days: Vec<Range<usize>>,
    /// Citizens by block, over all days.
    pub(super) citizens: Vec<u64>,
}

/// A citizen before the number of that day's citizens has placed them.
struct Unplaced {
    /// Sum of the gaps up to them.
    sum: f64,
    /// Which kind of those who come at that time, `0.0..1.0`.
    kind: f64,
    /// Handling time in means of the kind.
    minutes: f64,
    patience: f64,
}

impl LivedDays {
    /// Draws the days of `counter`; nobody where nobody is expected.
    pub(super) fn draw(counter: &CounterDay, seed: u64) -> Self {
        let expected = counter.citizens();
        let mut lived = Self { visitors: Vec::new(), days: Vec::new(), citizens: vec![0; counter.blocks.len()] };
        if expected <= 0.0 {
            return lived;
        }
        let days = days_for(expected, counter.fewest_of_a_block());
        let counts = counts(expected, days, &mut StdRng::seed_from_u64(seed));
        for (day, count) in (1..).zip(counts) {
            let first = lived.visitors.len();
            let mut rng = StdRng::seed_from_u64(seed.wrapping_add(day).wrapping_mul(GOLDEN) ^ day);
            lived.draw_day(counter, expected, count, &mut rng);
            lived.days.push(first..lived.visitors.len());
        }
        let drawn: f64 = lived.visitors.iter().map(|visitor| visitor.citizen.minutes).sum();
        let wanted = counter.desk_minutes() / expected * lived.visitors.len() as f64;
        if drawn > 0.0 {
            lived.visitors.iter_mut().for_each(|visitor| visitor.citizen.minutes *= wanted / drawn);
        }
        lived
    }

    /// One day of `count` citizens. Each citizen's draws follow one another, so that the first ones stay who they are when
    /// more come: a load and a slightly larger one are compared on the same luck.
    fn draw_day(&mut self, counter: &CounterDay, expected: f64, count: usize, rng: &mut StdRng) {
        let mut sum = 0.0;
        let mut unplaced = Vec::with_capacity(count);
        for _ in 0..count {
            sum += exponential(rng, 1.0);
            unplaced.push(Unplaced {
                sum,
                kind: rng.random(),
                minutes: exponential(rng, 1.0),
                patience: counter.patience.map_or(f64::INFINITY, |mean| exponential(rng, mean)),
            });
        }
        let end = sum + exponential(rng, 1.0);
        let mut stretches = counter.stretches.iter();
        // Expected citizens up to the stretch, in it, and its first minute.
        let (mut before, mut within, mut from) = (0.0, 0.0, 0.0);
        let mut here = stretches.next();
        for citizen in unplaced {
            let place = citizen.sum / end * expected;
            while let Some(stretch) = here {
                within = stretch.arrivals.iter().sum();
                if place < before + within {
                    break;
                }
                before += within;
                from += stretch.minutes;
                here = stretches.next();
            }
            // Beyond the last stretch only by rounding.
            let Some(stretch) = here else { break };
            let arrival = from + stretch.minutes * (place - before) / within;
            let minutes = citizen.minutes * counter.handling_minutes[pick(&stretch.arrivals, citizen.kind * within)];
            let citizen = Citizen { arrival, skill: 0, minutes, patience: citizen.patience };
            self.visitors.push(Visitor { citizen, block: stretch.block });
            self.citizens[stretch.block] += 1;
        }
    }

    /// Citizens by block who do not start within `wait` minutes; none as soon as a block has more than its `most_late`.
    pub(super) fn late(&self, levels: &[Level], wait: f64, most_late: &[u64]) -> Option<Vec<u64>> {
        let mut late = vec![0; most_late.len()];
        let mut counter = Counter::new(levels);
        // The fullest day first: it shows soonest that there are too few.
        for day in self.days.iter().rev() {
            counter.next_day();
            for Visitor { citizen, block } in &self.visitors[day.clone()] {
                let start = counter.receive(citizen);
                if start.is_none_or(|start| start - citizen.arrival > wait) {
                    late[*block] += 1;
                    if late[*block] > most_late[*block] {
                        return None;
                    }
                }
            }
        }
        Some(late)
    }

    /// Citizens of the fullest day.
    pub(super) fn fullest(&self) -> usize {
        self.days.iter().map(ExactSizeIterator::len).max().unwrap_or(0)
    }
}

/// How many days to live of a counter to which so many come, to one of its blocks as `few`.
fn days_for(citizens: f64, few: f64) -> usize {
    let usual = (CITIZENS / citizens).max(CITIZENS_OF_A_BLOCK / few).clamp(DAYS.0, DAYS.1);
    usual.min((CITIZENS_OF_A_CROWD / citizens).max(DAYS_OF_A_CROWD)).ceil() as usize
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

/// Counts of the Poisson distribution with that `mean`, one from each of `days` parts of equal probability, in order.
fn counts(mean: f64, days: usize, rng: &mut StdRng) -> Vec<usize> {
    // Weights beside that of the most frequent count, so that no exponential vanishes.
    let mode = mean.floor() as usize;
    let mut weights: Vec<f64> = Vec::new();
    let (mut weight, mut count) = (1.0, mode);
    while weight > NEGLIGIBLE && count > 0 {
        weight *= count as f64 / mean;
        weights.push(weight);
        count -= 1;
    }
    let first = count;
    weights.reverse();
    (weight, count) = (1.0, mode);
    while weight > NEGLIGIBLE {
        weights.push(weight);
        count += 1;
        weight *= mean / count as f64;
    }
    let all: f64 = weights.iter().sum();
    let (mut below, mut at) = (0.0, 0);
    (0..days)
        .map(|day| {
            let share = (day as f64 + rng.random::<f64>()) / days as f64;
            while at + 1 < weights.len() && below + weights[at] <= share * all {
                below += weights[at];
                at += 1;
            }
            first + at
        })
        .collect()
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
        assert_eq!(lived.days.len(), 100);
        let per_day: Vec<f64> = lived.citizens.iter().map(|citizens| *citizens as f64 / 100.0).collect();
        assert!((per_day[0] - 40.0).abs() < 1.0 && per_day[1] == 0.0 && (per_day[2] - 40.0).abs() < 1.0, "{per_day:?}");
        let minutes: f64 = lived.visitors.iter().map(|visitor| visitor.citizen.minutes).sum();
        assert!((minutes / lived.visitors.len() as f64 - counter.desk_minutes() / 80.0).abs() < 1e-9);
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
    fn counts_are_those_of_poisson() {
        for mean in [0.02, 3.4, 250.0, 60_000.0] {
            let drawn = counts(mean, 4_000, &mut StdRng::seed_from_u64(1));
            let average = drawn.iter().map(|count| *count as f64).sum::<f64>() / 4_000.0;
            let variance = drawn.iter().map(|count| (*count as f64 - average).powi(2)).sum::<f64>() / 4_000.0;
            assert!((average / mean - 1.0).abs() < 0.02, "{mean}: {average}");
            assert!((variance / mean - 1.0).abs() < 0.05, "{mean}: {variance}");
        }
    }

    #[test]
    fn quiet_counters_live_many_days_and_crowds_a_few() {
        let days = [0.5, 5.0, 100.0, 1_000.0, 4_000.0, 50_000.0].map(|citizens| days_for(citizens, citizens / 3.0));
        assert_eq!(days, [2_000, 1_600, 80, 20, 10, 4]);
        assert_eq!((days_for(100.0, 10.0), days_for(100.0, 1.0)), (200, 400), "a quiet block is lived more often");
        let nobody = LivedDays::draw(&counter(&[&[0.0, 0.0]]), 1);
        assert_eq!((nobody.fullest(), nobody.citizens), (0, vec![0]));
    }
}
