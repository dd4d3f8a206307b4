//! Local search: lift a week of a few officers out of the roster and put each back as cheaply as the others allow.
//!
//! Every step asks the exact dynamic programme for one officer's best lawful week, so the roster is lawful at every
//! moment. A step that makes the roster dearer is kept with the probability of simulated annealing; the best roster seen
//! is remembered. The search decides by counted steps only, never by the clock.

use std::ops::Range;

use rand::rngs::StdRng;
use rand::seq::{IndexedRandom, SliceRandom};
use rand::{Rng, SeedableRng};

use super::standing::Standing;
use crate::checker;
use crate::domain::instance::{Instance, Plan};

/// Most officers lifted in one step.
const MOST_LIFTED: usize = 5;
/// Share of the steps that lift whole rosters instead of weeks, and most officers then: dear, but only so can evenings
/// and overtime move between weeks.
const WHOLE: f64 = 0.02;
const MOST_WHOLE: usize = 3;
/// Largest price put on keeping a choice, to push a week out of its present form.
const MOST_NUDGE: u16 = 600;
/// Share of the steps that start from a counter with a missing officer.
const AIMED: f64 = 0.5;
/// Steps between two looks at who is missing where.
const LOOK_EVERY: u64 = 512;
/// Objectives closer than this are equal.
const EQUAL: f64 = 1e-7;

/// A running local search.
pub struct Search<'a> {
    standing: Standing<'a>,
    objective: f64,
    best: Plan,
    best_objective: f64,
    rng: StdRng,
    holders: Vec<Vec<usize>>,
    short: Vec<(usize, usize)>,
    steps: u64,
    news: bool,
    rows: Vec<Lifted>,
}

/// What of an officer's roster is lifted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Week(usize),
    Whole,
}

/// Days of one officer out of the roster.
struct Lifted {
    officer: usize,
    part: Part,
    days: Range<usize>,
    old: Vec<Option<usize>>,
}

impl<'a> Search<'a> {
    /// Starts from the roster of `standing`.
    #[must_use]
    pub fn new(standing: Standing<'a>, seed: u64) -> Self {
        let instance = standing.instance();
        let holders = (0..instance.skills.len()).map(|skill| holders(instance, skill)).collect();
        let (objective, best) = (standing.objective(), standing.plan().clone());
        Self {
            standing,
            objective,
            best,
            best_objective: objective,
            rng: StdRng::seed_from_u64(seed),
            holders,
            short: Vec::new(),
            steps: 0,
            news: false,
            rows: Vec::new(),
        }
    }

    /// The best roster seen.
    #[must_use]
    pub fn best(&self) -> &Plan {
        &self.best
    }

    /// Steps made.
    #[must_use]
    pub fn steps(&self) -> u64 {
        self.steps
    }

    /// Whether a better roster was found since [`Search::take_news`].
    #[must_use]
    pub fn has_news(&self) -> bool {
        self.news
    }

    /// Whether a better roster was found since the last call.
    pub fn take_news(&mut self) -> bool {
        std::mem::take(&mut self.news)
    }

    /// Goes on from `plan`, a lawful roster found elsewhere, when it is better than all seen here.
    pub fn adopt_if_better(&mut self, plan: &Plan) {
        if checker::check(self.standing.instance(), plan).objective < self.best_objective - EQUAL {
            self.standing.take(plan);
            self.objective = self.standing.objective();
            self.remember();
            self.news = false;
        }
    }

    /// Goes back to the best roster seen.
    pub fn return_to_best(&mut self) {
        self.standing.take(&self.best);
        self.objective = self.standing.objective();
    }

    /// Puts every week of every officer to its best once, in random order, as long as it may `go_on`; returns whether that
    /// helped.
    pub fn descend(&mut self, go_on: impl Fn() -> bool) -> bool {
        let instance = self.standing.instance();
        let officers = 0..instance.officers.len();
        let mut weeks: Vec<(usize, Part)> =
            officers.flat_map(|officer| (0..instance.weeks()).map(move |week| (officer, Part::Week(week)))).collect();
        weeks.shuffle(&mut self.rng);
        let before = self.objective;
        for part in weeks {
            if !go_on() {
                break;
            }
            self.try_step(&[part], 0.0, false);
        }
        self.objective < before - EQUAL
    }

    /// Makes `steps` steps at `temperature` (in the unit of the objective).
    pub fn run(&mut self, steps: u64, temperature: f64) {
        for _ in 0..steps {
            if self.steps.is_multiple_of(LOOK_EVERY) {
                self.look_for_shortfalls();
            }
            let cells = self.choose();
            let forbid = self.rng.random_bool(0.5);
            self.try_step(&cells, temperature, forbid);
        }
    }

    fn look_for_shortfalls(&mut self) {
        let coverage = checker::coverage(self.standing.instance(), self.standing.plan());
        self.short = coverage.shortfalls.iter().map(|short| (short.day / 7, short.skill)).collect();
    }

    /// Whom to lift: officers who could stand in for each other, mostly in one week.
    fn choose(&mut self) -> Vec<(usize, Part)> {
        let instance = self.standing.instance();
        let rng = &mut self.rng;
        let aimed = if rng.random_bool(AIMED) { self.short.choose(rng).copied() } else { None };
        let (week, skill) = aimed.unwrap_or_else(|| {
            (rng.random_range(0..instance.weeks()), rng.random_range(0..instance.skills.len().max(1)))
        });
        let whole = rng.random_bool(WHOLE);
        let count = rng.random_range(1..=if whole { MOST_WHOLE } else { MOST_LIFTED });
        let mut officers: Vec<usize> = Vec::with_capacity(count);
        let mut pool: &[usize] = self.holders.get(skill).map_or(&[], Vec::as_slice);
        for _ in 0..count * 2 {
            let officer = match pool.choose(rng) {
                Some(officer) => *officer,
                None => rng.random_range(0..instance.officers.len()),
            };
            if !officers.contains(&officer) {
                officers.push(officer);
            }
            if officers.len() == count {
                break;
            }
            // The next one shares a skill with this one, so that a chain of moves can form.
            if let Some(skill) = instance.groups[instance.officers[officer].group].skills.choose(rng) {
                pool = &self.holders[*skill];
            }
        }
        let part = if whole { Part::Whole } else { Part::Week(week) };
        officers.into_iter().map(|officer| (officer, part)).collect()
    }

    /// Lifts `parts`, puts them back one after the other, and keeps the result or not.
    fn try_step(&mut self, parts: &[(usize, Part)], temperature: f64, forbid: bool) {
        let instance = self.standing.instance();
        self.steps += 1;
        self.rows.clear();
        for &(officer, part) in parts {
            let days = match part {
                Part::Week(week) => instance.week(week),
                Part::Whole => 0..instance.days,
            };
            let old = self.standing.days(officer, days.clone()).to_vec();
            self.standing.lift(officer, days.clone());
            self.rows.push(Lifted { officer, part, days, old });
        }
        let mut row = Vec::with_capacity(7);
        let mut settled = 0;
        for (position, lifted) in self.rows.iter().enumerate() {
            let found = match lifted.part {
                Part::Week(week) => {
                    let nudge = (forbid && position == 0).then(|| {
                        let day = self.rng.random_range(0..lifted.old.len());
                        let choice = lifted.old[day].map_or(0, |shift| shift + 1);
                        (day, choice, f64::from(self.rng.random_range(1..MOST_NUDGE)))
                    });
                    self.standing.best_week(lifted.officer, week, &lifted.old, nudge, &mut row)
                }
                Part::Whole => self.standing.best_row(lifted.officer, None, &mut row),
            };
            if found.is_none() {
                break;
            }
            self.standing.settle(lifted.officer, lifted.days.clone(), &lifted.old, &row);
            settled += 1;
        }
        if settled == self.rows.len() {
            let objective = self.standing.objective();
            let worse = objective - self.objective;
            if worse <= EQUAL || (temperature > 0.0 && self.rng.random::<f64>() < (-worse / temperature).exp()) {
                self.objective = objective;
                self.remember();
                return;
            }
        }
        for (position, lifted) in self.rows.iter().enumerate() {
            if position < settled {
                self.standing.set(lifted.officer, lifted.days.clone(), &lifted.old);
            } else {
                self.standing.settle(lifted.officer, lifted.days.clone(), &lifted.old, &lifted.old);
            }
        }
    }

    fn remember(&mut self) {
        if self.objective < self.best_objective - EQUAL {
            self.best_objective = self.objective;
            self.news = true;
            self.best.clone_from(self.standing.plan());
        }
    }
}

/// Officers who hold `skill`.
fn holders(instance: &Instance, skill: usize) -> Vec<usize> {
    let holds = |officer: &usize| instance.groups[instance.officers[*officer].group].skills.contains(&skill);
    (0..instance.officers.len()).filter(holds).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optimiser::lawful::Lawful;
    use crate::optimiser::start::start;
    use crate::optimiser::test_support::instances;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn every_step_stays_lawful_and_the_best_never_gets_worse(instance in instances(), seed in 0_u64..100) {
            let lawful = Lawful::new(&instance).expect("the pins of small instances are lawful");
            let plan = start(&instance, &lawful).expect("small instances have a lawful roster");
            let mut search = Search::new(Standing::new(&instance, &lawful, &plan), seed);
            let mut best = checker::check(&instance, &plan).objective;
            search.descend(|| true);
            for _ in 0..20 {
                search.run(10, 20.0);
                let now = checker::check(&instance, search.standing.plan());
                prop_assert_eq!(&now.breaches, &vec![]);
                prop_assert!((now.objective - search.objective).abs() < 1e-6);
                let verdict = checker::check(&instance, search.best());
                prop_assert_eq!(&verdict.breaches, &vec![]);
                prop_assert!(verdict.objective <= best + 1e-9);
                best = verdict.objective;
            }
        }
    }
}
