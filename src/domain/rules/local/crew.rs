//! Kinds about what the officers of a centre do together. They are judged on the roster as a whole.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use super::{Finding, LocalKind, LocalRule, Needs, WITH_NORMAL_TIME, Window};
use crate::domain::ids::OfficerCode;
use crate::domain::rules::centre_record::{BlockService, CentreRecord, SkillService};
use crate::domain::rules::provision::STATE_STAFF;
use crate::domain::rules::{Quantity, RulePack};
use crate::domain::work_record::{WorkRecord, WorkedShift};

/// Shifts of the period that the row counts, of every officer whom it binds.
fn work<'a>(
    rule: &'a LocalRule,
    centre: &'a CentreRecord<'_>,
) -> impl Iterator<Item = (&'a WorkRecord, &'a WorkedShift)> {
    let bound = centre.records.iter().filter(|record| rule.binds(&record.officer));
    bound.flat_map(|record| {
        let counted = rule.counted(record).filter(|worked| centre.period.contains(worked.date));
        counted.map(move |worked| (record, worked))
    })
}

/// A finding for every window of the row in the period, by what `measure` says of its days.
fn by_window(
    rule: &LocalRule,
    centre: &CentreRecord<'_>,
    unit: fn(i32) -> Quantity,
    measure: impl Fn(&dyn Fn(NaiveDate) -> bool) -> i32,
) -> Vec<Finding> {
    let windows = rule.window.spans(&centre.period).into_iter();
    // Nothing is known of the centre's work outside the period, so that only windows within it count.
    windows
        .filter(|window| centre.period.contains(window.first) && centre.period.contains(window.last()))
        .filter(|window| rule.in_force(window.last()))
        .filter_map(|window| rule.compare((window.first, window.last()), measure(&|date| window.contains(date)), unit))
        .collect()
}

fn whole(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

/// Kinds that one officer keeps or breaks as a centre of one would, without counters and colleagues.
const SHOWN_BY_ONE: &[&str] = &["centre-shifts", "officers-used", "pay-minutes"];

macro_rules! kind {
    ($(#[$doc:meta])* $name:ident, $id:literal, $lines:expr, $needs:expr, $judge:expr) => {
        $(#[$doc])*
        pub struct $name;

        impl LocalKind for $name {
            fn id(&self) -> &'static str {
                $id
            }

            fn lines(&self) -> &'static [u8] {
                $lines
            }

            fn needs(&self) -> Needs {
                $needs
            }

            fn is_about_all(&self) -> bool {
                true
            }

            fn takes_examples(&self) -> bool {
                SHOWN_BY_ONE.contains(&self.id())
            }

            fn of_centre(&self, rule: &LocalRule, centre: &CentreRecord<'_>) -> Vec<Finding> {
                let judge: fn(&LocalRule, &CentreRecord<'_>) -> Vec<Finding> = $judge;
                judge(rule, centre)
            }
        }
    };
}

const NUMBER: Needs = Needs {
    number: true,
    maximum: false,
    minimum: false,
    window: false,
    shifts: false,
    then: false,
    with: false,
    hours: false,
};
const MAXIMUM: Needs = Needs { number: false, maximum: true, ..NUMBER };

kind!(
    /// Officers present in each hour (`hours`) of the days on which the public is served.
    Present,
    "present",
    &[54, 55],
    Needs { hours: true, ..NUMBER },
    present
);

fn present(rule: &LocalRule, centre: &CentreRecord<'_>) -> Vec<Finding> {
    let Some((start, end)) = rule.hours else { return Vec::new() };
    let served: BTreeSet<NaiveDate> = centre.blocks.iter().map(|block| block.date).collect();
    let days = centre.period.iter().filter(|date| rule.in_force(*date) && rule.weekdays.includes(*date));
    days.filter(|date| served.contains(date))
        .filter_map(|date| {
            let on_the_day: Vec<_> = work(rule, centre).filter(|(_, worked)| worked.date == date).collect();
            let at = |hour: NaiveTime| {
                let there = |worked: &WorkedShift| worked.shift.start <= hour && hour < worked.shift.end;
                let officers: BTreeSet<&OfficerCode> = on_the_day
                    .iter()
                    .filter(|(_, worked)| there(worked))
                    .map(|(record, _)| &record.officer.code)
                    .collect();
                whole(officers.len())
            };
            let found = hours(start, end).filter_map(|hour| rule.compare((date, date), at(hour), Quantity::Count));
            found.max_by_key(|found| (found.observed.amount() - found.limit.amount()).abs())
        })
        .collect()
}

/// The full hours from `start`, before `end`.
fn hours(start: NaiveTime, end: NaiveTime) -> impl Iterator<Item = NaiveTime> {
    let count = ((end - start).num_minutes() + 59) / 60;
    (0..count).map(move |hour| start + TimeDelta::hours(hour))
}

kind!(
    /// Officers who serve at the same time, at most the counters of the centre or the row's maximum.
    Concurrent,
    "concurrent",
    &[57],
    Needs::default(),
    |rule, centre| {
        let counters = centre.counters.and_then(|counters| i32::try_from(counters).ok());
        let rule = LocalRule { maximum: rule.maximum.or(counters), ..rule.clone() };
        let blocks = centre.blocks.iter().filter(|block| rule.in_force(block.date) && rule.weekdays.includes(block.date));
        let at_once = |block: &BlockService| -> i32 {
            let same_time = centre.blocks.iter().filter(|other| {
                other.date == block.date && (other.block == block.block || other.start < block.end && block.start < other.end)
            });
            same_time.map(BlockService::serving).sum()
        };
        blocks.filter_map(|block| rule.compare((block.date, block.date), at_once(block), Quantity::Count)).collect()
    }
);

fn missing(rule: &LocalRule, centre: &CentreRecord<'_>, wanted: fn(&SkillService) -> i32) -> Vec<Finding> {
    let asked =
        |skill: &SkillService| rule.with.is_empty() || rule.with.iter().any(|code| code == skill.skill.as_str());
    by_window(rule, centre, Quantity::Count, |within| {
        let blocks = centre.blocks.iter().filter(|block| within(block.date) && rule.in_force(block.date));
        let skills = blocks.filter(|block| rule.weekdays.includes(block.date)).flat_map(|block| &block.skills);
        skills.filter(|skill| asked(skill)).map(|skill| (wanted(skill) - skill.serving).max(0)).sum()
    })
}

kind!(
    /// Officers missing below the floor: work that must be covered.
    MissingBelowFloor,
    "missing-below-floor",
    &[51],
    MAXIMUM,
    |rule, centre| missing(rule, centre, |skill| skill.floor)
);

kind!(
    /// Officers missing below the target: work that should be covered.
    MissingBelowTarget,
    "missing-below-target",
    &[52],
    MAXIMUM,
    |rule, centre| missing(rule, centre, |skill| skill.target)
);

kind!(
    /// Shifts of the whole centre.
    CentreShifts,
    "centre-shifts",
    &[53],
    Needs { window: true, ..NUMBER },
    |rule, centre| {
        by_window(rule, centre, Quantity::Count, |within| {
            whole(work(rule, centre).filter(|(_, worked)| within(worked.date)).count())
        })
    }
);

kind!(
    /// Between the block of a day with most officers above its floor and the one with fewest.
    SurplusSpread,
    "surplus-spread",
    &[56],
    MAXIMUM,
    |rule, centre| {
        let days: BTreeSet<NaiveDate> = centre.blocks.iter().map(|block| block.date).collect();
        days.into_iter()
            .filter(|date| rule.in_force(*date) && rule.weekdays.includes(*date))
            .filter_map(|date| {
                let surplus = |block: &BlockService| {
                    block.serving() - block.skills.iter().map(|skill| skill.floor).sum::<i32>()
                };
                let blocks = || centre.blocks.iter().filter(|block| block.date == date).map(surplus);
                rule.compare((date, date), blocks().max()? - blocks().min()?, Quantity::Count)
            })
            .collect()
    }
);

kind!(
    /// Officers who work at all.
    OfficersUsed,
    "officers-used",
    &[68],
    Needs { window: true, ..NUMBER },
    |rule, centre| {
        by_window(rule, centre, Quantity::Count, |within| {
            let there = work(rule, centre).filter(|(_, worked)| within(worked.date));
            let officers: BTreeSet<&OfficerCode> = there.map(|(record, _)| &record.officer.code).collect();
            whole(officers.len())
        })
    }
);

kind!(
    /// Officers whom two following days with such a shift have in common: the same crew goes on.
    SameCrew,
    "same-crew",
    &[],
    Needs { minimum: true, shifts: true, ..Needs::default() },
    |rule, centre| {
        let mut crews: Vec<(NaiveDate, BTreeSet<&OfficerCode>)> = Vec::new();
        let mut shifts: Vec<_> = work(rule, centre).map(|(record, worked)| (worked.date, &record.officer.code)).collect();
        shifts.sort();
        for (date, officer) in shifts {
            match crews.last_mut() {
                Some((last, crew)) if *last == date => {
                    crew.insert(officer);
                }
                _ => crews.push((date, BTreeSet::from([officer]))),
            }
        }
        let pairs = crews.iter().zip(crews.iter().skip(1));
        pairs
            .filter_map(|((before, earlier), (date, later))| {
                rule.compare((*before, *date), whole(earlier.intersection(later).count()), Quantity::Count)
            })
            .collect()
    }
);

kind!(
    /// Cells that differ from the roster published before.
    ChangedCells,
    "changed-cells",
    &[69],
    MAXIMUM,
    |rule, centre| {
        by_window(rule, centre, Quantity::Count, |within| {
            let counted = |date: NaiveDate| within(date) && rule.in_force(date) && rule.weekdays.includes(date);
            whole(centre.changed.iter().filter(|(_, date)| counted(*date)).count())
        })
    }
);

/// Overtime in hundredths of an hour's pay, by kind of day (TTLT 08/2005/TTLT-BNV-BTC, art. IV.2(a); Labour Code art. 98).
const PAY_OF_A_WORKING_DAY: i32 = 150;
const PAY_OF_A_REST_DAY: i32 = 200;
const PAY_OF_A_HOLIDAY: i32 = 300;

kind!(
    /// Minutes of pay: overtime times the multiplier of its day, and with `normal` in `with` the normal minutes too. People
    /// whom the centre does not pay cost nothing.
    OvertimeCost,
    "pay-minutes",
    &[67],
    Needs { window: true, ..NUMBER },
    |rule, centre| {
        let with_normal = rule.with.iter().any(|word| word == WITH_NORMAL_TIME);
        by_window(rule, centre, Quantity::Minutes, |within| {
            let paid = work(rule, centre)
                .filter(|(record, worked)| within(worked.date) && STATE_STAFF.contains(&record.officer.worker_type));
            paid.map(|(_, worked)| {
                let tier = if centre.holidays.contains(&worked.date) {
                    PAY_OF_A_HOLIDAY
                } else if centre.rest_days.contains(&worked.date) {
                    PAY_OF_A_REST_DAY
                } else {
                    PAY_OF_A_WORKING_DAY
                };
                let normal = if with_normal { worked.shift.normal_minutes } else { 0 };
                normal + worked.shift.overtime_minutes * tier / 100
            })
            .sum()
        })
    }
);

/// The tightest limit on days in a row and on evenings a week that hard rows set for everybody of the centre on every day
/// of `days`: the two that the optimiser holds for all officers alike.
#[must_use]
pub fn limits_for_everybody<'a>(
    rules: impl Iterator<Item = &'a LocalRule>,
    first: NaiveDate,
    last: NaiveDate,
    values: &RulePack,
) -> (i32, i32) {
    let (mut row, mut evenings) = (values.days_in_a_row, values.evenings_a_week);
    for rule in rules.filter(|rule| rule.weight.is_none() && rule.in_force(first) && rule.in_force(last)) {
        let everybody = rule.worker_types.is_empty() && rule.weekdays == crate::domain::weekdays::Weekdays::ALL;
        let Some(maximum) = rule.maximum.filter(|_| everybody && rule.hours.is_none()) else { continue };
        let names_evenings = rule.shifts.iter().all(|token| token == "evening" || token == "outreach");
        match rule.subject.id() {
            "days-in-a-row" if rule.shifts.is_empty() => row = row.min(maximum),
            "shifts-worked" if rule.shifts.len() == 2 && names_evenings && rule.window == Window::Week => {
                evenings = evenings.min(maximum);
            }
            _ => {}
        }
    }
    (row, evenings)
}
