//! Kinds that limit runs: days, weekends or weeks in a row.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};

use super::counted::weekend;
use super::{Finding, LocalKind, LocalRule, Needs};
use crate::domain::rules::Quantity;
use crate::domain::work_record::WorkRecord;

/// A kind that measures each run.
pub struct Run {
    id: &'static str,
    lines: &'static [u8],
    /// Days from one link of the run to the next.
    step: u64,
    /// The link to which a day of work belongs.
    link: fn(NaiveDate) -> Option<NaiveDate>,
}

/// Days worked in a row.
pub const DAYS_IN_A_ROW: Run = Run { id: "days-in-a-row", lines: &[19, 20], step: 1, link: Some };

/// Weekends worked in a row.
pub const WEEKENDS_IN_A_ROW: Run = Run { id: "weekends-in-a-row", lines: &[25], step: 7, link: weekend };

/// Weeks in a row with such a shift: with a maximum, kinds of shift rotate.
pub const WEEKS_IN_A_ROW: Run = Run {
    id: "weeks-in-a-row",
    lines: &[42],
    step: 7,
    link: |date| Some(date - Days::new(u64::from(date.weekday().num_days_from_monday()))),
};

impl LocalKind for Run {
    fn id(&self) -> &'static str {
        self.id
    }

    fn lines(&self) -> &'static [u8] {
        self.lines
    }

    fn needs(&self) -> Needs {
        Needs { number: true, ..Needs::default() }
    }

    /// A run counts when it reaches into the period, with the work published after it; one that may go on further is not
    /// judged as too short.
    fn of_officer(&self, rule: &LocalRule, record: &WorkRecord) -> Vec<Finding> {
        let mut links: BTreeMap<NaiveDate, (NaiveDate, NaiveDate)> = BTreeMap::new();
        for date in rule.counted(record).map(|worked| worked.date) {
            let Some(link) = (self.link)(date) else { continue };
            links.entry(link).and_modify(|days| days.1 = date).or_insert((date, date));
        }
        let step = Days::new(self.step);
        let mut findings = Vec::new();
        for (first, days) in links.iter().filter(|(link, _)| !links.contains_key(&(**link - step))) {
            let run = first.iter_days().step_by(usize::try_from(self.step).unwrap_or(1));
            let run: Vec<NaiveDate> = run.take_while(|link| links.contains_key(link)).collect();
            let last = run.last().copied().unwrap_or(*first);
            let worked_last = links.get(&last).map_or(days.1, |days| days.1);
            if worked_last < record.period.first || record.period.last() < days.0 {
                continue;
            }
            let whole = record.period.contains(*first) && last + step <= record.period.last();
            let judged = LocalRule { minimum: rule.minimum.filter(|_| whole), ..rule.clone() };
            let length = i32::try_from(run.len()).unwrap_or(i32::MAX);
            findings.extend(judged.compare((days.0, worked_last), length, Quantity::Count));
        }
        findings
    }
}
