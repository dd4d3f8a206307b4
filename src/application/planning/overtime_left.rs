//! What the caps of month and year leave one officer of overtime, beside what is worked outside the roster that is planned.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::centre_facts::CentreFacts;
use crate::domain::ids::OfficerCode;
use crate::domain::instance::{Instance, MonthCap};
use crate::domain::officer::{Officer, OvertimeStanding};
use crate::domain::rules::{RulePack, raised_caps};

/// Overtime minutes by (year, month).
pub(super) type ByMonth = BTreeMap<(i32, u32), i32>;

/// A cap and what counts against it already, in minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cap {
    /// The cap.
    pub limit: i32,
    /// What is used of it outside the roster.
    pub used: i32,
}

impl Cap {
    /// What is left, at least nothing.
    pub fn left(self) -> i32 {
        (self.limit - self.used).max(0)
    }
}

/// Overtime of `officer` that this roster does not plan: outside its period, and within it in other centres.
pub(super) fn used_elsewhere(facts: &CentreFacts, officer: &OfficerCode) -> ByMonth {
    let mut used = facts.overtime_elsewhere(officer);
    let others = facts.work_elsewhere.get(officer).into_iter().flatten();
    for worked in others.filter(|worked| facts.period.contains(worked.date) && worked.shift.overtime_minutes > 0) {
        *used.entry((worked.date.year(), worked.date.month())).or_insert(0) += worked.shift.overtime_minutes;
    }
    used
}

/// The cap of the month of `date`: the strictest value of its days, because on which of them its last overtime falls is not
/// known yet.
pub(super) fn of_month(facts: &CentreFacts, officer: &Officer, used: &ByMonth, date: NaiveDate) -> Cap {
    let month = (date.year(), date.month());
    let limit = strictest(facts, officer, |day| (day.year(), day.month()) == month, raised_caps::month_cap);
    Cap { limit, used: used.get(&month).copied().unwrap_or(0) }
}

/// The cap of the year of `date`.
pub(super) fn of_year(facts: &CentreFacts, officer: &Officer, used: &ByMonth, date: NaiveDate) -> Cap {
    let year = date.year();
    let limit = strictest(facts, officer, |day| day.year() == year, raised_caps::year_cap);
    Cap { limit, used: used.range((year, 1)..=(year, 12)).map(|(_, minutes)| minutes).sum() }
}

/// What is left of each month that the period touches by its own cap, `consented` by the consents, and, where the period
/// touches two years, by the cap of the month's year.
pub(super) fn month_caps(facts: &CentreFacts, officer: &Officer, used: &ByMonth, consented: &ByMonth) -> Vec<MonthCap> {
    let mut caps: Vec<((i32, u32), MonthCap)> = Vec::new();
    for (day, date) in facts.period.iter().enumerate() {
        let key = (date.year(), date.month());
        match caps.last_mut() {
            Some((last, cap)) if *last == key => cap.end = day + 1,
            _ => {
                let agreed = consented.get(&key).copied().unwrap_or(i32::MAX);
                let of_year =
                    if touches_two_years(facts) { of_year(facts, officer, used, date).left() } else { i32::MAX };
                let remaining = of_month(facts, officer, used, date).left().min(agreed).min(of_year).max(0);
                caps.push((key, MonthCap { first: day, end: day + 1, remaining }));
            }
        }
    }
    caps.into_iter().map(|(_, cap)| cap).collect()
}

/// Widens the months of `officer` in `instance` to what the law's caps leave of them, whatever the consents say.
pub(super) fn without_consents(facts: &CentreFacts, officer: &Officer, instance: &mut Instance) {
    let own = instance.officers.iter_mut().find(|own| own.code == officer.code.as_str());
    let Some(own) = own.filter(|_| officer.overtime != OvertimeStanding::Allowed) else { return };
    let by_law = month_caps(facts, officer, &used_elsewhere(facts, &officer.code), &ByMonth::new());
    for (month, by_law) in own.months.iter_mut().zip(by_law) {
        let more = (by_law.remaining - month.remaining).max(0);
        month.remaining += more;
        own.ot_month += more;
    }
}

/// The year's cap for the whole period and what is used of it. Of two years each binds its own months, so that nothing is used
/// of the one that stands for both.
pub(super) fn year_cap(facts: &CentreFacts, officer: &Officer, used: &ByMonth) -> Cap {
    let cap = of_year(facts, officer, used, facts.period.first);
    if touches_two_years(facts) { Cap { used: 0, ..cap } } else { cap }
}

fn touches_two_years(facts: &CentreFacts) -> bool {
    facts.period.first.year() != facts.period.last().year()
}

fn strictest(
    facts: &CentreFacts,
    officer: &Officer,
    is_meant: impl Fn(&NaiveDate) -> bool,
    cap: fn(&Officer, &RulePack) -> i32,
) -> i32 {
    let days = facts.period.iter().filter(is_meant);
    days.map(|date| cap(officer, &facts.rules.values_for(officer, date))).min().unwrap_or(0)
}
