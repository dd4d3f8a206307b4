//! Kinds about shifts that follow one another.

use chrono::{Days, NaiveDate};

use super::{Finding, LocalKind, LocalRule, Needs, names};
use crate::domain::rules::Quantity;
use crate::domain::work_record::{WorkRecord, WorkedShift};

/// Pairs of following shifts, the earlier one counted by the row and the later one named in `then`.
fn following<'a>(
    rule: &'a LocalRule,
    record: &'a WorkRecord,
) -> impl Iterator<Item = (&'a WorkedShift, &'a WorkedShift)> {
    record.consecutive().filter(|(earlier, later)| {
        rule.counts(earlier.date, &earlier.shift)
            && rule.in_force(later.date)
            && (rule.then.is_empty() || rule.then.iter().any(|token| names(token, &later.shift)))
    })
}

fn minutes_between(earlier: &WorkedShift, later: &WorkedShift) -> i32 {
    i32::try_from((later.starts() - earlier.ends()).num_minutes()).unwrap_or(i32::MAX)
}

/// Minutes between two shifts, of any kind or of given kinds.
pub struct RestAfter;

impl LocalKind for RestAfter {
    fn id(&self) -> &'static str {
        "rest-after"
    }

    fn lines(&self) -> &'static [u8] {
        &[33, 34]
    }

    fn needs(&self) -> Needs {
        Needs { number: true, ..Needs::default() }
    }

    fn of_officer(&self, rule: &LocalRule, record: &WorkRecord) -> Vec<Finding> {
        following(rule, record)
            .filter_map(|(earlier, later)| {
                rule.compare((earlier.date, later.date), minutes_between(earlier, later), Quantity::Minutes)
            })
            .collect()
    }
}

/// Minutes between the start of a shift and the start of the next day's.
pub struct StartDifference;

impl LocalKind for StartDifference {
    fn id(&self) -> &'static str {
        "start-difference"
    }

    fn lines(&self) -> &'static [u8] {
        &[43]
    }

    fn needs(&self) -> Needs {
        Needs { maximum: true, ..Needs::default() }
    }

    fn of_officer(&self, rule: &LocalRule, record: &WorkRecord) -> Vec<Finding> {
        following(rule, record)
            .filter(|(earlier, later)| earlier.date + Days::new(1) == later.date)
            .filter_map(|(earlier, later)| {
                let difference = (later.shift.start - earlier.shift.start).num_minutes().abs();
                let difference = i32::try_from(difference).unwrap_or(i32::MAX);
                rule.compare((earlier.date, later.date), difference, Quantity::Minutes)
            })
            .collect()
    }
}

/// Minutes between shifts of different centres.
pub struct TravelTime;

impl LocalKind for TravelTime {
    fn id(&self) -> &'static str {
        "travel-time"
    }

    fn lines(&self) -> &'static [u8] {
        &[49]
    }

    fn needs(&self) -> Needs {
        Needs { minimum: true, ..Needs::default() }
    }

    fn of_officer(&self, rule: &LocalRule, record: &WorkRecord) -> Vec<Finding> {
        following(rule, record)
            .filter(|(earlier, later)| earlier.centre != later.centre)
            .filter_map(|(earlier, later)| {
                rule.compare((earlier.date, later.date), minutes_between(earlier, later), Quantity::Minutes)
            })
            .collect()
    }
}

/// A shift (`shifts`) and what the following days hold (`then`, one step a day; `off` is a free day, `on` any shift).
/// With a maximum the pattern may occur so often in the period (0 forbids it); with a minimum it must follow every time.
pub struct Sequence;

impl LocalKind for Sequence {
    fn id(&self) -> &'static str {
        "sequence"
    }

    fn lines(&self) -> &'static [u8] {
        &[40, 41]
    }

    fn needs(&self) -> Needs {
        Needs { number: true, shifts: true, then: true, ..Needs::default() }
    }

    fn of_officer(&self, rule: &LocalRule, record: &WorkRecord) -> Vec<Finding> {
        let steps = u64::try_from(rule.then.len()).unwrap_or(0);
        let starts: Vec<NaiveDate> = rule.counted(record).map(|worked| worked.date).collect();
        // The pattern must end in the period: what follows it is not known.
        let ends_here = |first: &NaiveDate| record.period.contains(*first + Days::new(steps));
        let mut found: Vec<(NaiveDate, bool)> = starts
            .into_iter()
            .filter(|first| ends_here(first) && rule.in_force(*first + Days::new(steps)))
            .map(|first| {
                (first, rule.then.iter().zip(1..).all(|(token, after)| holds(record, first + Days::new(after), token)))
            })
            .collect();
        found.dedup();
        let span = |first: NaiveDate| (first, first + Days::new(steps));
        if let Some(maximum) = rule.maximum {
            let times = found.iter().filter(|(_, follows)| *follows).zip(1..);
            return times
                .filter_map(|((first, _), time)| {
                    let counted = LocalRule { maximum: Some(maximum), minimum: None, ..rule.clone() };
                    counted.compare(span(*first), time, Quantity::Count)
                })
                .collect();
        }
        let broken = found.into_iter().filter(|(_, follows)| !follows);
        broken.filter_map(|(first, _)| rule.compare(span(first), 0, Quantity::Count)).collect()
    }
}

fn holds(record: &WorkRecord, date: NaiveDate, token: &str) -> bool {
    let mut shifts = record.shifts.iter().filter(|worked| worked.date == date);
    match token {
        "off" => shifts.next().is_none(),
        "on" => shifts.next().is_some(),
        _ => shifts.any(|worked| names(token, &worked.shift)),
    }
}
