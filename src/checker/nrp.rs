//! The independent judge of a roster of the staff rostering benchmark of Curtois and Qu.
//!
//! Like its neighbour it reads nothing but the instance and the plan. Rule H1, one shift a day, cannot be broken by a
//! [`Plan`].

use std::ops::Range;

use crate::domain::instance::Plan;
use crate::domain::nrp::{NrpInstance, NrpStaff};

/// A hard rule of the benchmark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NrpRule {
    /// A shift is not followed by one that may not follow it on the next day.
    H2,
    /// Most shifts of each kind.
    H3,
    /// Most and least minutes.
    H4,
    /// Most working days in a row; days outside the horizon count as free.
    H5,
    /// Least working days in a row; a run that touches an end of the horizon is exempt.
    H6,
    /// Least free days in a row; a run that touches an end of the horizon is exempt.
    H7,
    /// Most weekends, each with work on its Saturday or Sunday.
    H8,
    /// Nothing is worked on a day off.
    H9,
}

/// One broken rule.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct NrpBreach {
    /// The rule.
    pub rule: NrpRule,
    /// The member of staff whose roster breaks it.
    pub staff: usize,
    /// The days on which it is broken.
    pub days: Range<usize>,
    /// The shift at fault where the rule names one: the later of H2, the kind of H3, the one worked of H9.
    pub shift: Option<usize>,
    /// What was found, in the unit of the rule (shifts, minutes, days, weekends); 1 for a plain "is so".
    pub measured: i32,
    /// What the rule allows, in the same unit; 0 for a plain "must not be".
    pub limit: i32,
}

/// The price of a roster by soft term, each already multiplied by its weight.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct NrpTerms {
    /// Wishes to work a shift that are not granted.
    pub on: f64,
    /// Wishes not to work a shift that are not granted.
    pub off: f64,
    /// People missing.
    pub under: f64,
    /// People too many.
    pub over: f64,
}

impl NrpTerms {
    /// The sum of all terms.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.on + self.off + self.under + self.over
    }
}

/// What the checker says about a roster of the benchmark.
#[derive(Clone, Debug, PartialEq)]
pub struct NrpVerdict {
    /// Every broken hard rule, by member of staff; empty for a lawful roster.
    pub breaches: Vec<NrpBreach>,
    /// Sum of the soft terms: the smaller the better.
    pub objective: f64,
    /// The soft terms.
    pub terms: NrpTerms,
}

impl NrpVerdict {
    /// Whether no hard rule is broken.
    #[must_use]
    pub fn is_lawful(&self) -> bool {
        self.breaches.is_empty()
    }
}

/// Judges `plan` by every rule and every soft term of `instance`.
#[must_use]
pub fn check_nrp(instance: &NrpInstance, plan: &Plan) -> NrpVerdict {
    let mut breaches = Vec::new();
    for (staff, contract) in instance.staff.iter().enumerate() {
        let mut court = Court { instance, contract, row: plan.row(staff), staff, breaches: &mut breaches };
        court.successions();
        court.totals();
        court.runs();
        court.weekends();
        court.days_off();
    }
    let terms = terms(instance, plan);
    NrpVerdict { breaches, objective: terms.total(), terms }
}

/// One person's row before the rules; no rule looks at two people.
struct Court<'a> {
    instance: &'a NrpInstance,
    contract: &'a NrpStaff,
    row: &'a [Option<usize>],
    staff: usize,
    breaches: &'a mut Vec<NrpBreach>,
}

impl Court<'_> {
    fn breach(&mut self, rule: NrpRule, days: Range<usize>, shift: Option<usize>, measured: i32, limit: i32) {
        self.breaches.push(NrpBreach { rule, staff: self.staff, days, shift, measured, limit });
    }

    /// H2.
    fn successions(&mut self) {
        for (day, pair) in self.row.windows(2).enumerate() {
            let &[Some(earlier), Some(later)] = pair else { continue };
            if self.instance.shifts[earlier].not_followed_by.contains(&later) {
                self.breach(NrpRule::H2, day..day + 2, Some(later), 1, 0);
            }
        }
    }

    /// H3 and H4: what the whole horizon adds up to.
    fn totals(&mut self) {
        let mut worked = vec![0; self.instance.shifts.len()];
        let mut minutes = 0;
        for shift in self.row.iter().flatten() {
            worked[*shift] += 1;
            minutes += self.instance.shifts[*shift].minutes;
        }
        let horizon = 0..self.row.len();
        for (shift, (worked, most)) in worked.into_iter().zip(&self.contract.max_shifts).enumerate() {
            if worked > *most {
                self.breach(NrpRule::H3, horizon.clone(), Some(shift), worked, *most);
            }
        }
        if minutes > self.contract.max_minutes {
            self.breach(NrpRule::H4, horizon.clone(), None, minutes, self.contract.max_minutes);
        }
        if minutes < self.contract.min_minutes {
            self.breach(NrpRule::H4, horizon, None, minutes, self.contract.min_minutes);
        }
    }

    /// H5, H6 and H7.
    fn runs(&mut self) {
        let mut start = 0;
        for run in self.row.chunk_by(|one, next| one.is_some() == next.is_some()) {
            let days = start..start + run.len();
            start = days.end;
            let length = count(run.len());
            let inside = days.start > 0 && days.end < self.row.len();
            let works = run[0].is_some();
            if works && length > self.contract.max_consecutive {
                self.breach(NrpRule::H5, days.clone(), None, length, self.contract.max_consecutive);
            }
            let (rule, least) = if works {
                (NrpRule::H6, self.contract.min_consecutive)
            } else {
                (NrpRule::H7, self.contract.min_days_off)
            };
            if inside && length < least {
                self.breach(rule, days, None, length, least);
            }
        }
    }

    /// H8.
    fn weekends(&mut self) {
        let weekends = self.row.chunks(7).filter(|week| week.iter().skip(5).any(Option::is_some));
        let worked = count(weekends.count());
        if worked > self.contract.max_weekends {
            self.breach(NrpRule::H8, 0..self.row.len(), None, worked, self.contract.max_weekends);
        }
    }

    /// H9.
    fn days_off(&mut self) {
        for day in &self.contract.days_off {
            if self.row[*day].is_some() {
                self.breach(NrpRule::H9, *day..day + 1, self.row[*day], 1, 0);
            }
        }
    }
}

/// Every soft term of the plan, multiplied by its weight.
fn terms(instance: &NrpInstance, plan: &Plan) -> NrpTerms {
    let mut terms = NrpTerms::default();
    for wish in &instance.on_requests {
        if plan.get(wish.staff, wish.day) != Some(wish.shift) {
            terms.on += f64::from(wish.weight);
        }
    }
    for wish in &instance.off_requests {
        if plan.get(wish.staff, wish.day) == Some(wish.shift) {
            terms.off += f64::from(wish.weight);
        }
    }
    let kinds = instance.shifts.len();
    let mut present = vec![0; instance.days * kinds];
    for (_, day, shift) in plan.assignments() {
        present[day * kinds + shift] += 1;
    }
    for cover in &instance.cover {
        let missing = cover.wanted - present[cover.day * kinds + cover.shift];
        terms.under += f64::from(missing.max(0)) * f64::from(cover.under_weight);
        terms.over += f64::from((-missing).max(0)) * f64::from(cover.over_weight);
    }
    terms
}

/// A number of days, which fits: a horizon is far shorter.
fn count(days: usize) -> i32 {
    i32::try_from(days).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests;
