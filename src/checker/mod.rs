//! The independent judge of a roster: which rules it breaks and what it costs.
//!
//! It reads nothing but the instance and the plan and knows no model, so that a mistake of the optimiser cannot hide
//! here. The rules H1–H10 and the soft terms are those of the commune instances (`commune-roster-1`).

mod counters;
mod hard_rules;
pub mod nrp;
mod soft_terms;

pub use counters::{Coverage, Service, Shortfall, coverage, coverage_on};

use crate::domain::instance::{Instance, Plan};

/// A hard rule of the commune instances.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rule {
    /// One shift a day, and only one that exists on the weekday.
    H1,
    /// Leave, unavailability and pins.
    H2,
    /// Minutes and overtime minutes of one day.
    H3,
    /// Overtime of the month and of the year.
    H4,
    /// One free day a week, and a limited run of working days.
    H5,
    /// Rest between shifts of following days.
    H6,
    /// Protected officers and officers without consent.
    H7,
    /// Normal minutes of the week.
    H8,
    /// Evenings of the week.
    H9,
    /// One skill per officer and block; counted that way by [`coverage`], so a plan cannot break it.
    H10,
}

/// Where in the planned days a breach lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// One day.
    Day(usize),
    /// One week, Monday to Sunday.
    Week(usize),
    /// The days `first..end`: a month or the whole period.
    Days {
        /// First day.
        first: usize,
        /// The day after the last.
        end: usize,
    },
}

/// One broken rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct InstanceBreach {
    /// The rule.
    pub rule: Rule,
    /// The officer whose roster breaks it.
    pub officer: usize,
    /// Where it is broken.
    pub place: Place,
    /// What was found, in the unit of the rule (minutes, days, evenings); 1 for a plain "is so".
    pub measured: i32,
    /// What the rule allows, in the same unit; 0 for a plain "must not be".
    pub limit: i32,
}

/// The price of a roster by soft term, each already multiplied by its weight.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Terms {
    /// Officers missing below the floor.
    pub unmet_min: f64,
    /// Officers missing between the floor and the target.
    pub unmet: f64,
    /// Overtime hours.
    pub overtime: f64,
    /// Spread of evenings.
    pub fair_evening: f64,
    /// Spread of overtime hours.
    pub fair_overtime: f64,
    /// Preferences; wishes that are met count negative.
    pub pref: f64,
    /// Evenings beyond the soft run.
    pub evening_row: f64,
    /// Published assignments not kept.
    pub change: f64,
}

impl Terms {
    /// The sum of all terms, rounded to four decimals as the objective of an instance is stated.
    #[must_use]
    pub fn total(&self) -> f64 {
        let sum = self.unmet_min
            + self.unmet
            + self.overtime
            + self.fair_evening
            + self.fair_overtime
            + self.pref
            + self.evening_row
            + self.change;
        (sum * 1e4).round() / 1e4
    }
}

/// What the checker says about a roster.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// Every broken hard rule; empty for a lawful roster.
    pub breaches: Vec<InstanceBreach>,
    /// The soft terms.
    pub terms: Terms,
    /// Sum of the soft terms: the smaller the better.
    pub objective: f64,
}

impl Verdict {
    /// Whether no hard rule is broken.
    #[must_use]
    pub fn is_lawful(&self) -> bool {
        self.breaches.is_empty()
    }
}

/// Judges `plan` by every rule and every soft term of `instance`.
#[must_use]
pub fn check(instance: &Instance, plan: &Plan) -> Verdict {
    let terms = soft_terms::terms(instance, plan);
    Verdict { breaches: hard_rules::breaches(instance, plan), terms, objective: terms.total() }
}

/// The hard rules that the roster of one officer breaks.
#[must_use]
pub fn breaches_of(instance: &Instance, plan: &Plan, officer: usize) -> Vec<InstanceBreach> {
    hard_rules::breaches_of(instance, plan, officer)
}

#[cfg(test)]
mod tests;
