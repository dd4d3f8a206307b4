//! The smallest clashing set: which pins, leave, hours and rules of one officer cannot hold together.
//!
//! Officers do not touch each other in the hard rules, so a plan is impossible only because of one officer's own facts. What
//! is told clashes, without any one of its facts it does not, and no fewer facts clash, see [`fewest`].

mod fewest;
#[cfg(test)]
mod tests;

use self::fewest::fewest_that_clash;
use super::lawful::{DayChoices, Lawful, allowed};
use super::officer_dp::{Automaton, Counting};
use crate::domain::instance::{FULL_WEEK, Instance};

/// Something that binds the roster of one officer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fact {
    /// The officer cannot work some shifts of the day.
    Unavailable {
        /// The day.
        day: usize,
    },
    /// The officer is on leave.
    Leave {
        /// The day.
        day: usize,
    },
    /// The officer must work a shift.
    Pin {
        /// The day.
        day: usize,
        /// The shift.
        shift: usize,
    },
    /// Most evenings of a week (H9).
    Evenings {
        /// Evenings.
        most: i32,
    },
    /// Overtime that is left of a calendar month (H4).
    MonthCap {
        /// First day of the month in the instance.
        first: usize,
        /// Minutes.
        most: i32,
    },
    /// Overtime that is left for the whole period, of the month or the year (H4).
    PeriodCap {
        /// Minutes.
        most: i32,
    },
    /// No overtime: protected, or not agreed to (H7).
    NoOvertime {
        /// Whether the officer is protected.
        protected: bool,
    },
    /// Rest between the shifts of two days (H6).
    Rest,
    /// Days worked in a row (H5).
    WorkRow {
        /// Days.
        most: i32,
    },
    /// A free day in every week (H5).
    WeeklyRest,
    /// Most normal minutes of a week (H8).
    WeekMost {
        /// Minutes.
        most: i32,
    },
    /// Least normal minutes of a week (H8).
    WeekLeast {
        /// Minutes of a full week; a day of leave asks for 480 fewer.
        least: i32,
    },
}

/// Far beyond any sum of minutes or days of an instance.
const NO_LIMIT: i32 = 1_000_000;

/// The smallest set of facts for which `officer` has no lawful roster; empty when there is one. A set of a single pin means
/// that the shift itself is too long or does not exist on that day. Where very much clashes at once the search is cut short:
/// then none of the facts can be left out, but other sets may have fewer.
#[must_use]
pub fn smallest_clash(instance: &Instance, officer: usize) -> Vec<Fact> {
    let facts = facts_of(instance, officer);
    let alone = Instance {
        officers: vec![instance.officers[officer].clone()],
        requirements: Vec::new(),
        pins: Vec::new(),
        previous: Vec::new(),
        ..instance.clone()
    };
    let at = |places: &[usize]| places.iter().map(|place| facts[*place]).collect::<Vec<Fact>>();
    let mut smallest = at(&fewest_that_clash(facts.len(), &|places| is_possible(&alone, &at(places))));
    smallest.sort_by_key(|fact| std::cmp::Reverse(*fact));
    smallest
}

/// Everything that binds the officer.
fn facts_of(instance: &Instance, officer: usize) -> Vec<Fact> {
    let own = &instance.officers[officer];
    let limits = &instance.limits;
    let mut facts: Vec<Fact> = Vec::new();
    for day in 0..instance.days {
        if own.unavailable.iter().any(|cell| cell.0 == day) {
            facts.push(Fact::Unavailable { day });
        }
        if own.leave[day] {
            facts.push(Fact::Leave { day });
        }
    }
    facts.push(Fact::Evenings { most: limits.evenings_week });
    facts.extend(own.months.iter().map(|month| Fact::MonthCap { first: month.first, most: month.remaining }));
    facts.push(Fact::PeriodCap { most: own.overtime_left() });
    if own.protected || !own.consent {
        facts.push(Fact::NoOvertime { protected: own.protected });
    }
    facts.extend([Fact::Rest, Fact::WorkRow { most: limits.work_row }, Fact::WeeklyRest]);
    facts.push(Fact::WeekMost { most: own.base_week });
    facts.push(Fact::WeekLeast { least: (own.base_week - limits.week_tolerance).max(0) });
    let pins = instance.pins.iter().filter(|pin| pin.0 == officer);
    facts.extend(pins.map(|&(_, day, shift)| Fact::Pin { day, shift }));
    facts
}

/// Whether the officer of `alone` has a roster that keeps `facts` and no others.
fn is_possible(alone: &Instance, facts: &[Fact]) -> bool {
    let holds = |fact: Fact| facts.contains(&fact);
    let mut relaxed = alone.clone();
    let (own, limits) = (&mut relaxed.officers[0], &mut relaxed.limits);
    let evenings = Fact::Evenings { most: limits.evenings_week };
    let period_cap = Fact::PeriodCap { most: own.overtime_left() };
    let week_most = Fact::WeekMost { most: own.base_week };
    let week_least = Fact::WeekLeast { least: (own.base_week - limits.week_tolerance).max(0) };
    // Leave closes days below; here it only lowers the least of a week, as it does however the day is spent.
    let leave = own.leave.clone();
    own.unavailable.retain(|(day, _)| holds(Fact::Unavailable { day: *day }));
    own.months.retain(|month| holds(Fact::MonthCap { first: month.first, most: month.remaining }));
    if !holds(period_cap) {
        (own.ot_month, own.ot_year, own.ot_used) = (NO_LIMIT, NO_LIMIT, 0);
    }
    if !holds(Fact::NoOvertime { protected: own.protected }) {
        (own.protected, own.consent) = (false, true);
    }
    if !holds(week_least) {
        limits.week_tolerance += NO_LIMIT;
    }
    if !holds(week_most) {
        // The least of a week must stay as it is, and only full weeks owe a made-up day.
        if own.base_week >= FULL_WEEK {
            own.base_week += NO_LIMIT;
            limits.week_tolerance += NO_LIMIT;
        } else {
            own.make_up.extend((0..alone.days).step_by(7).map(|day| (day, NO_LIMIT)));
        }
    }
    if !holds(Fact::Rest) {
        (limits.rest, limits.rest_change) = (-NO_LIMIT, -NO_LIMIT);
    }
    if !holds(Fact::WorkRow { most: limits.work_row }) {
        limits.work_row = NO_LIMIT;
    }
    if !holds(evenings) {
        limits.evenings_week = NO_LIMIT;
    }
    let mut open = relaxed.clone();
    open.officers[0].leave = vec![false; alone.days];
    let choices = (0..alone.days).map(|day| {
        let away = leave[day] && holds(Fact::Leave { day });
        let pinned = |fact: &Fact| match *fact {
            Fact::Pin { day: on, shift } if on == day => Some(shift),
            _ => None,
        };
        let pins: Vec<usize> = facts.iter().filter_map(pinned).collect();
        let kept = |shift: &usize| !away && allowed(&open, 0, day, *shift) && pins.iter().all(|pin| pin == shift);
        DayChoices { shifts: (0..alone.shifts.len()).filter(kept).collect(), free: pins.is_empty() }
    });
    let lawful = Lawful::of_choices(&relaxed, choices.collect());
    // What no fact limits need not be counted, which makes the graph many times smaller.
    relaxed.limits.evening_row_soft = 0;
    for shift in &mut relaxed.shifts {
        shift.evening &= holds(evenings);
        shift.normal *= i32::from(holds(week_least) || holds(week_most));
    }
    let has_caps = holds(period_cap) || !relaxed.officers[0].months.is_empty();
    let automaton = Automaton {
        instance: &relaxed,
        lawful: &lawful,
        officer: 0,
        counting: if has_caps { Counting::Caps } else { Counting::Nothing },
        without: None,
        weekly_rest: holds(Fact::WeeklyRest),
    };
    automaton.graph(0..alone.days, automaton.start()).is_some()
}
