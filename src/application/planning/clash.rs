//! What of one officer cannot hold together, in the facts of the centre.

use chrono::{Days, NaiveDate};

use super::centre_facts::CentreFacts;
use super::closed_cells::why_closed;
use crate::application::views::Obstacle;
use crate::domain::ids::OfficerCode;
use crate::domain::instance::Instance;
pub use crate::optimiser::clash::Fact;
use crate::optimiser::clash::smallest_clash;

/// What of one officer cannot hold together.
#[derive(Debug)]
pub struct Clash {
    /// By code and name.
    pub officer: (OfficerCode, String),
    /// The smallest set found: it clashes, and without any one of them it does not.
    pub facts: Vec<Fact>,
    /// Of each day of the set with closed shifts ([`Fact::Unavailable`]): which they are, and what closes them.
    pub closed: Vec<ClosedShifts>,
    /// The instance that the facts speak of.
    pub instance: Box<Instance>,
}

/// Shifts of a day that one and the same thing closes to an officer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedShifts {
    /// The day in the instance.
    pub day: usize,
    /// Codes of the shifts, in the order of the instance.
    pub shifts: Vec<String>,
    /// What closes them.
    pub by: Obstacle,
}

impl Clash {
    /// The clash of `officer`, for whom `instance` has no lawful roster.
    #[must_use]
    pub fn of(facts: &CentreFacts, instance: &Instance, officer: usize) -> Self {
        let code = OfficerCode(instance.officers[officer].code.clone());
        let known = facts.officers.iter().find(|known| known.code == code);
        let name = known.map_or_else(|| code.0.clone(), |known| known.name.clone());
        let set = smallest_clash(instance, officer);
        let closed = closed_shifts(facts, instance, officer, &set);
        Self { officer: (code, name), facts: set, closed, instance: Box::new(instance.clone()) }
    }
}

/// What closes the shifts of the set's days: of a day with a pin the pinned shift, of any other every shift that is closed.
fn closed_shifts(facts: &CentreFacts, instance: &Instance, officer: usize, set: &[Fact]) -> Vec<ClosedShifts> {
    let own = &instance.officers[officer];
    let records = facts.work_records(&[]);
    // Whoever has left since the roster was planned has no record any more.
    let record = records.iter().find(|record| record.officer.code.as_str() == own.code);
    let days = set.iter().filter_map(|fact| match fact {
        Fact::Unavailable { day } => Some(*day),
        _ => None,
    });
    let mut found: Vec<ClosedShifts> = Vec::new();
    for day in days {
        let date: NaiveDate = facts.period.first + Days::new(u64::try_from(day).unwrap_or(0));
        let pinned = |shift: &usize| set.contains(&Fact::Pin { day, shift: *shift });
        let is_pinned = (0..instance.shifts.len()).any(|shift| pinned(&shift));
        let closed = (0..instance.shifts.len())
            .filter(|shift| own.unavailable.contains(&(day, *shift)))
            .filter(|shift| if is_pinned { pinned(shift) } else { instance.exists(day, *shift) });
        for shift in closed {
            let code = &instance.shifts[shift].code;
            let known = record.zip(facts.shift(&code.as_str().into()));
            let by = known.and_then(|(record, shift)| why_closed(facts, record, date, shift));
            let by = by.unwrap_or(Obstacle::Unavailable);
            match found.iter_mut().find(|closed| closed.day == day && closed.by == by) {
                Some(closed) => closed.shifts.push(code.clone()),
                None => found.push(ClosedShifts { day, shifts: vec![code.clone()], by }),
            }
        }
    }
    found
}
