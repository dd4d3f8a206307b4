//! The hard rules H1–H9, one officer at a time: no rule looks at two officers.

use super::{InstanceBreach, Place, Rule};
use crate::domain::instance::{Instance, Plan};
use crate::domain::rules::{daily_hours, overtime_monthly, rest_between_shifts, weekly_hours};

/// Every broken hard rule, by officer.
pub fn breaches(instance: &Instance, plan: &Plan) -> Vec<InstanceBreach> {
    (0..instance.officers.len()).flat_map(|officer| breaches_of(instance, plan, officer)).collect()
}

/// The hard rules that one officer's roster breaks.
pub fn breaches_of(instance: &Instance, plan: &Plan, officer: usize) -> Vec<InstanceBreach> {
    let mut court = Court { instance, row: plan.row(officer), officer, breaches: Vec::new() };
    court.days();
    court.pins();
    court.overtime();
    court.weeks();
    court.runs();
    court.breaches
}

/// One officer's row before the rules.
struct Court<'a> {
    instance: &'a Instance,
    row: &'a [Option<usize>],
    officer: usize,
    breaches: Vec<InstanceBreach>,
}

impl Court<'_> {
    fn breach(&mut self, rule: Rule, place: Place, measured: i32, limit: i32) {
        self.breaches.push(InstanceBreach { rule, officer: self.officer, place, measured, limit });
    }

    /// H1, H2 (leave, unavailability), H3, H6 and H7: what a single day and its morrow show.
    fn days(&mut self) {
        let instance = self.instance;
        let officer = &instance.officers[self.officer];
        for day in 0..instance.days {
            let Some(code) = self.row[day] else { continue };
            let shift = &instance.shifts[code];
            let place = Place::Day(day);
            if !instance.exists(day, code) {
                self.breach(Rule::H1, place, 1, 0);
            }
            if officer.leave[day] || officer.unavailable.contains(&(day, code)) {
                self.breach(Rule::H2, place, 1, 0);
            }
            if !daily_hours::permits_length(shift.normal + shift.overtime, instance.limits.day) {
                self.breach(Rule::H3, place, shift.normal + shift.overtime, instance.limits.day);
            }
            if !daily_hours::permits_overtime(shift.normal, shift.overtime, instance.limits.ot_day) {
                self.breach(Rule::H3, place, shift.overtime, instance.limits.ot_day);
            }
            if officer.protected && (shift.overtime > 0 || shift.evening) {
                self.breach(Rule::H7, place, shift.overtime.max(1), 0);
            }
            if shift.overtime > 0 && !officer.consent {
                self.breach(Rule::H7, place, shift.overtime, 0);
            }
            if let Some(next) = self.row.get(day + 1).copied().flatten() {
                let (rest, needed) = (instance.rest_between(code, next), instance.rest_needed(code, next));
                if !rest_between_shifts::permits(rest, needed) {
                    self.breach(Rule::H6, place, rest, needed);
                }
            }
        }
    }

    /// H2: pins hold.
    fn pins(&mut self) {
        for &(officer, day, shift) in &self.instance.pins {
            if officer == self.officer && self.row[day] != Some(shift) {
                self.breach(Rule::H2, Place::Day(day), 0, 1);
            }
        }
    }

    /// H4: what is left of the month and the year, and of each calendar month that the days touch.
    fn overtime(&mut self) {
        let officer = &self.instance.officers[self.officer];
        let whole = (0, self.instance.days, officer.overtime_left());
        let months = officer.months.iter().map(|month| (month.first, month.end, month.remaining));
        for (first, end, limit) in std::iter::once(whole).chain(months) {
            let worked = self.sum(first..end, |shift| self.instance.shifts[shift].overtime);
            if worked > 0 && !overtime_monthly::permits(worked, limit) {
                self.breach(Rule::H4, Place::Days { first, end }, worked, limit);
            }
        }
    }

    /// H5 (the free day), H8 and H9: what a calendar week shows.
    fn weeks(&mut self) {
        let (instance, limits) = (self.instance, &self.instance.limits);
        let officer = &instance.officers[self.officer];
        for week in 0..instance.weeks() {
            let days = instance.week(week);
            let place = Place::Week(week);
            let worked = self.sum(days.clone(), |_| 1);
            let most = days.clone().skip(1).map(|_| 1).sum();
            if worked > most {
                self.breach(Rule::H5, place, worked, most);
            }
            let evenings = self.sum(days.clone(), |shift| i32::from(instance.shifts[shift].evening));
            if evenings > limits.evenings_week {
                self.breach(Rule::H9, place, evenings, limits.evenings_week);
            }
            let normal = self.sum(days.clone(), |shift| instance.shifts[shift].normal);
            let least = officer.week_minimum(days.clone(), limits.week_tolerance);
            let most = officer.week_maximum(days);
            if normal < least {
                self.breach(Rule::H8, place, normal, least);
            } else if !weekly_hours::permits(normal, most) {
                self.breach(Rule::H8, place, normal, most);
            }
        }
    }

    /// H5: no run of working days is longer than allowed; one breach for every day beyond. On the last day the run has the
    /// days after it too.
    fn runs(&mut self) {
        let officer = &self.instance.officers[self.officer];
        let count = |days: usize| i32::try_from(days).unwrap_or(i32::MAX / 2);
        let (before, after) = (count(officer.worked_before), count(officer.worked_after));
        let mut run = before;
        for day in 0..self.instance.days {
            run = if self.row[day].is_some() { run + 1 } else { 0 };
            let goes_on = run > 0 && day + 1 == self.instance.days;
            let whole = if goes_on { run.saturating_add(after) } else { run };
            if whole > self.instance.limits.work_row {
                self.breach(Rule::H5, Place::Day(day), whole, self.instance.limits.work_row);
            }
        }
    }

    fn sum(&self, days: std::ops::Range<usize>, value: impl Fn(usize) -> i32) -> i32 {
        self.row[days.start.min(self.row.len())..days.end.min(self.row.len())].iter().flatten().map(|s| value(*s)).sum()
    }
}
