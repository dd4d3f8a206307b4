//! Why a counter is short.
//!
//! Each answer tries the shifts that would serve the counter in place of what the officer does that day, and asks which
//! rules that would newly break and what it would cost. Plain data; sentences are made at the edge.

use std::collections::BTreeMap;

use super::lawful::Lawful;
use super::what_if::Trial;
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
                None => reasons.push(reason(instance, &mut trial, (officer, day, block))),
            }
        }
        WhyShort { shortfall: *shortfall, reasons }
    };
    coverage.shortfalls.iter().map(why).collect()
}

/// Officers who hold `skill`.
fn holders(instance: &Instance, skill: usize) -> impl Iterator<Item = usize> + '_ {
    (0..instance.officers.len())
        .filter(move |officer| instance.groups[instance.officers[*officer].group].skills.contains(&skill))
}

/// Why `officer`, who is not at the block, does not come.
fn reason(instance: &Instance, trial: &mut Trial<'_>, (officer, day, block): (usize, usize, usize)) -> Reason {
    let alone = |obstacle| Reason { officer, shift: None, obstacles: vec![obstacle] };
    if instance.officers[officer].leave[day] {
        return alone(Obstacle::OnLeave);
    }
    if instance.pins.iter().any(|pin| (pin.0, pin.1) == (officer, day)) {
        return alone(Obstacle::Pinned);
    }
    // The shift of the day that serves the block with the fewest broken rules and then the lowest cost.
    let serving = (0..instance.shifts.len())
        .filter(|shift| instance.exists(day, *shift) && instance.shifts[*shift].blocks.contains(&block));
    let closest =
        serving.map(|shift| (shift, trial.rules_and_price(day, &[(officer, Some(shift))]))).min_by(|one, other| {
            let broken = one.1.obstacles.len().cmp(&other.1.obstacles.len());
            broken.then(one.1.delta.total_cmp(&other.1.delta))
        });
    let Some((shift, effect)) = closest else { return alone(Obstacle::Unavailable) };
    let mut obstacles: Vec<Obstacle> = effect.obstacles.into_iter().map(|(_, obstacle)| obstacle).collect();
    if obstacles.is_empty() {
        obstacles.push(Obstacle::PreferredElsewhere { delta: effect.delta });
    }
    Reason { officer, shift: Some(shift), obstacles }
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
