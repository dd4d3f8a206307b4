//! Why a counter is short, and who else could stand there.
//!
//! Each answer tries the shifts that would serve the counter in place of what the officer does that day, and asks the
//! checker which rules that would newly break and what it would cost. Plain data; sentences are made at the edge.

use std::collections::BTreeMap;

use super::lawful::Lawful;
use super::standing::Standing;
use crate::checker::{self, InstanceBreach, Place, Rule, Shortfall};
use crate::domain::instance::{Instance, Plan};

/// What keeps an officer from a counter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Obstacle {
    /// On leave that day.
    OnLeave,
    /// Cannot work any shift that serves the counter that day.
    Unavailable,
    /// The shift holds overtime, and the officer has not agreed to overtime.
    NoConsent,
    /// Protected: no overtime and no evening.
    Protected,
    /// Minutes or overtime minutes of one day.
    DayMinutes {
        /// Minutes that day.
        minutes: i32,
        /// Most minutes allowed.
        limit: i32,
    },
    /// Overtime of the month.
    MonthCap {
        /// Overtime minutes it would come to.
        used: i32,
        /// Overtime minutes allowed.
        limit: i32,
    },
    /// Overtime of the year.
    YearCap {
        /// Overtime minutes it would come to, those worked before included.
        used: i32,
        /// Overtime minutes allowed.
        limit: i32,
    },
    /// Rest beside the shift.
    Rest {
        /// Minutes of rest that would be left.
        minutes: i32,
        /// Minutes needed.
        needed: i32,
    },
    /// Normal minutes of the week, too many or too few.
    WeekMinutes {
        /// Normal minutes it would come to.
        minutes: i32,
        /// The limit that is missed.
        limit: i32,
    },
    /// No free day would be left in the week.
    WeeklyRest,
    /// Evenings of the week.
    EveningsWeek {
        /// Evenings it would come to.
        evenings: i32,
        /// Evenings allowed.
        limit: i32,
    },
    /// Days worked in a row.
    WorkRow {
        /// Days it would come to.
        days: i32,
        /// Days allowed.
        limit: i32,
    },
    /// Another shift of the day is fixed.
    Pinned,
    /// Is there, and serves another skill that is worth at least as much.
    ServesOtherSkill {
        /// That skill.
        skill: usize,
    },
    /// Could lawfully come, but the roster would cost more.
    PreferredElsewhere {
        /// By how much the objective would grow; below zero the roster would even be cheaper.
        delta: f64,
    },
}

/// Why one officer is not at a counter.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// The officer.
    pub officer: usize,
    /// The shift that comes closest to being possible; none when there is nothing to try.
    pub shift: Option<usize>,
    /// What stands in the way of it; never empty.
    pub obstacles: Vec<Obstacle>,
}

/// Why a counter is short: a reason for every officer who holds the skill and does not serve it there.
#[derive(Clone, Debug, PartialEq)]
pub struct WhyShort {
    /// The counter and how many are missing.
    pub shortfall: Shortfall,
    /// By officer.
    pub reasons: Vec<Reason>,
}

/// Someone who could come to a counter.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The officer.
    pub officer: usize,
    /// The shift that would bring the officer there.
    pub shift: usize,
    /// What the officer works that day in the plan.
    pub instead_of: Option<usize>,
    /// What the change would newly break; empty when it is lawful.
    pub obstacles: Vec<Obstacle>,
    /// By how much the objective would change.
    pub delta: f64,
}

/// For every shortfall of the plan, why no officer with the skill is there.
#[must_use]
pub fn why_short(instance: &Instance, plan: &Plan) -> Vec<WhyShort> {
    let lawful = Lawful::collect(instance);
    let mut trial = Trial::new(instance, &lawful, plan);
    let coverage = checker::coverage(instance, plan);
    let served: BTreeMap<(usize, usize, usize), usize> = coverage
        .services
        .iter()
        .map(|service| ((service.officer, service.day, service.block), service.skill))
        .collect();
    let why = |shortfall: &Shortfall| {
        let &Shortfall { day, block, skill, .. } = shortfall;
        let mut reasons = Vec::new();
        for officer in holders(instance, skill) {
            match served.get(&(officer, day, block)) {
                Some(own) if *own == skill => {}
                Some(own) => {
                    let obstacles = vec![Obstacle::ServesOtherSkill { skill: *own }];
                    reasons.push(Reason { officer, shift: plan.get(officer, day), obstacles });
                }
                None => reasons.push(trial.reason(officer, day, block)),
            }
        }
        WhyShort { shortfall: *shortfall, reasons }
    };
    coverage.shortfalls.iter().map(why).collect()
}

/// Everyone who holds the skill and is not in the block that day, with the shift that fits best; the lawful and cheapest
/// first, then by how many rules would be broken.
#[must_use]
pub fn who_could(instance: &Instance, plan: &Plan, day: usize, block: usize, skill: usize) -> Vec<Candidate> {
    let lawful = Lawful::collect(instance);
    let mut trial = Trial::new(instance, &lawful, plan);
    let absent = |officer: &usize| !plan.get(*officer, day).is_some_and(|s| instance.shifts[s].blocks.contains(&block));
    let mut candidates: Vec<Candidate> =
        holders(instance, skill).filter(absent).filter_map(|officer| trial.closest(officer, day, block)).collect();
    candidates.sort_by(order);
    candidates
}

/// Officers who hold `skill`.
fn holders(instance: &Instance, skill: usize) -> impl Iterator<Item = usize> + '_ {
    (0..instance.officers.len())
        .filter(move |officer| instance.groups[instance.officers[*officer].group].skills.contains(&skill))
}

/// Fewer broken rules first, then cheaper.
fn order(one: &Candidate, other: &Candidate) -> std::cmp::Ordering {
    one.obstacles
        .len()
        .cmp(&other.obstacles.len())
        .then(one.delta.total_cmp(&other.delta))
        .then(one.officer.cmp(&other.officer))
}

/// Tries changes of a plan and takes them back.
struct Trial<'a> {
    instance: &'a Instance,
    standing: Standing<'a>,
    objective: f64,
    plan: Plan,
}

impl<'a> Trial<'a> {
    fn new(instance: &'a Instance, lawful: &'a Lawful, plan: &Plan) -> Self {
        let standing = Standing::new(instance, lawful, plan);
        Self { instance, objective: standing.objective(), standing, plan: plan.clone() }
    }

    fn reason(&mut self, officer: usize, day: usize, block: usize) -> Reason {
        let own = &self.instance.officers[officer];
        let alone = |obstacle| Reason { officer, shift: None, obstacles: vec![obstacle] };
        if own.leave[day] {
            return alone(Obstacle::OnLeave);
        }
        if self.instance.pins.iter().any(|pin| (pin.0, pin.1) == (officer, day)) {
            return alone(Obstacle::Pinned);
        }
        match self.closest(officer, day, block) {
            None => alone(Obstacle::Unavailable),
            Some(candidate) => {
                let mut obstacles = candidate.obstacles;
                if obstacles.is_empty() {
                    obstacles.push(Obstacle::PreferredElsewhere { delta: candidate.delta });
                }
                Reason { officer, shift: Some(candidate.shift), obstacles }
            }
        }
    }

    /// The shift of the day that serves the block with the fewest broken rules and then the lowest cost.
    fn closest(&mut self, officer: usize, day: usize, block: usize) -> Option<Candidate> {
        let serving =
            |shift: &usize| self.instance.exists(day, *shift) && self.instance.shifts[*shift].blocks.contains(&block);
        let shifts: Vec<usize> = (0..self.instance.shifts.len()).filter(serving).collect();
        shifts.into_iter().map(|shift| self.attempt(officer, day, shift)).min_by(order)
    }

    fn attempt(&mut self, officer: usize, day: usize, shift: usize) -> Candidate {
        let before = checker::breaches_of(self.instance, &self.plan, officer);
        let instead_of = self.plan.get(officer, day);
        self.plan.set(officer, day, Some(shift));
        let after = checker::breaches_of(self.instance, &self.plan, officer);
        self.plan.set(officer, day, instead_of);
        self.standing.set(officer, day..day + 1, &[Some(shift)]);
        let delta = self.standing.objective() - self.objective;
        self.standing.set(officer, day..day + 1, &[instead_of]);
        let mut obstacles: Vec<Obstacle> = Vec::new();
        for breach in after.iter().filter(|breach| !before.contains(breach)) {
            if let Some(obstacle) = obstacle_of(self.instance, breach, day, Some(shift))
                && !obstacles.contains(&obstacle)
            {
                obstacles.push(obstacle);
            }
        }
        Candidate { officer, shift, instead_of, obstacles, delta: (delta * 1e4).round() / 1e4 }
    }
}

/// A broken rule in the words of a planner; `shift` is what the officer would do on `day`.
pub(super) fn obstacle_of(
    instance: &Instance,
    breach: &InstanceBreach,
    day: usize,
    shift: Option<usize>,
) -> Option<Obstacle> {
    let own = &instance.officers[breach.officer];
    let &InstanceBreach { measured, limit, .. } = breach;
    Some(match breach.rule {
        Rule::H1 | Rule::H10 => return None,
        Rule::H2 if own.leave[day] => Obstacle::OnLeave,
        Rule::H2 if shift.is_some_and(|shift| own.unavailable.contains(&(day, shift))) => Obstacle::Unavailable,
        Rule::H2 => Obstacle::Pinned,
        Rule::H3 => Obstacle::DayMinutes { minutes: measured, limit },
        Rule::H4 => cap(instance, breach),
        Rule::H5 if matches!(breach.place, Place::Week(_)) => Obstacle::WeeklyRest,
        Rule::H5 => Obstacle::WorkRow { days: measured, limit },
        Rule::H6 => Obstacle::Rest { minutes: measured, needed: limit },
        Rule::H7 if own.protected => Obstacle::Protected,
        Rule::H7 => Obstacle::NoConsent,
        Rule::H8 => Obstacle::WeekMinutes { minutes: measured, limit },
        Rule::H9 => Obstacle::EveningsWeek { evenings: measured, limit },
    })
}

fn cap(instance: &Instance, breach: &InstanceBreach) -> Obstacle {
    let own = &instance.officers[breach.officer];
    let whole = breach.place == Place::Days { first: 0, end: instance.days };
    if whole && breach.limit == own.ot_year - own.ot_used && own.ot_year - own.ot_used < own.ot_month {
        Obstacle::YearCap { used: own.ot_used + breach.measured, limit: own.ot_year }
    } else {
        Obstacle::MonthCap { used: breach.measured, limit: breach.limit }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optimiser::start::start;
    use crate::optimiser::test_support::{instances, small_instance};
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn every_shortfall_has_a_reason_for_every_officer_with_the_skill(instance in instances()) {
            let lawful = Lawful::new(&instance).expect("the pins of small instances are lawful");
            let plan = start(&instance, &lawful).expect("small instances have a lawful roster");
            let coverage = checker::coverage(&instance, &plan);
            let explained = why_short(&instance, &plan);
            prop_assert_eq!(explained.len(), coverage.shortfalls.len());
            for why in &explained {
                let Shortfall { day, block, skill, .. } = why.shortfall;
                let there = coverage.services.iter().filter(|s| (s.day, s.block, s.skill) == (day, block, skill)).count();
                prop_assert_eq!(why.reasons.len() + there, holders(&instance, skill).count());
                prop_assert!(why.reasons.iter().all(|reason| !reason.obstacles.is_empty()));
            }
        }

        #[test]
        fn the_cost_of_a_candidate_is_that_of_the_checker(instance in instances()) {
            let lawful = Lawful::new(&instance).expect("the pins of small instances are lawful");
            let plan = start(&instance, &lawful).expect("small instances have a lawful roster");
            let before = checker::check(&instance, &plan).objective;
            for candidate in who_could(&instance, &plan, 1, 2, 1) {
                let mut changed = plan.clone();
                changed.set(candidate.officer, 1, Some(candidate.shift));
                let verdict = checker::check(&instance, &changed);
                prop_assert!((verdict.objective - before - candidate.delta).abs() < 1e-3);
                prop_assert_eq!(verdict.is_lawful(), candidate.obstacles.is_empty());
            }
        }
    }

    #[test]
    fn an_officer_on_leave_is_named_so() {
        let mut instance = small_instance(2, 1, 7);
        instance.pins.clear();
        instance.officers[0].leave = vec![true; 7];
        instance.officers[0].group = 0;
        let plan = Plan::empty(1, 7);
        let reasons: Vec<Reason> = why_short(&instance, &plan).into_iter().flat_map(|why| why.reasons).collect();
        assert!(!reasons.is_empty());
        assert!(reasons.iter().all(|reason| reason.obstacles == [Obstacle::OnLeave]));
    }
}
