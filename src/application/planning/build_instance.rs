//! The facts of a centre → the optimiser's plain instance.
//!
//! Every rule value comes from the centre's rule pack; what an officer may not work on a day is decided by the same
//! functions of `domain::rules` that judge a stored roster.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use chrono::{Datelike, NaiveDate, Timelike, Weekday};

use super::build_officer::build_officer;
use super::centre_facts::CentreFacts;
use super::fair_history::fair_history;
use super::no_opportunity::credit_whom_nobody_asks;
use crate::domain::ids::{BlockCode, OfficerCode, ShiftCode, SkillCode};
use crate::domain::instance::{self, Instance, Limits};
use crate::domain::procedure_group::Due;
use crate::domain::requirement::Requirement;
use crate::domain::shift::{Shift, ShiftKind};
use crate::domain::work_record::WorkRecord;

/// Weight of a missing signatory: nothing can be handed out without one (DOMAIN §3, signing).
const SIGN_FACTOR: f64 = 4.0;
/// Weight of a missing officer for work that is due the same day.
const SAME_DAY_FACTOR: f64 = 2.0;

/// Cells that the optimiser must keep, the roster that it should change as little as possible, and what it may not close.
#[derive(Clone, Debug, Default)]
pub struct Fixed {
    /// Pinned cells.
    pub pins: Vec<(OfficerCode, NaiveDate, ShiftCode)>,
    /// The version published before.
    pub published: Vec<(OfficerCode, NaiveDate, ShiftCode)>,
    /// Cells that stand or are tried by hand. Of these and of the pins, overtime on days under an emergency order is open
    /// to its officer; every other cell stays closed, so that nothing more is planned under an order by itself.
    pub by_hand: Vec<(OfficerCode, NaiveDate, ShiftCode)>,
}

/// Builds the instance of the facts' period, which must start on a Monday.
///
/// Officers who must be asked and have no live consent are planned without overtime.
#[must_use]
pub fn build_instance(facts: &CentreFacts, requirements: &[Requirement], fixed: &Fixed) -> Instance {
    let days = usize::try_from(facts.period.days).unwrap_or(0);
    let shifts: Vec<&Shift> = facts.shifts.iter().filter(|shift| is_planned(shift)).collect();
    let skills = skills(facts, requirements);
    let skill_at: BTreeMap<&SkillCode, usize> = skills.iter().enumerate().map(|(at, (code, _))| (code, at)).collect();
    // Whoever has none of the skills cannot serve at a counter and is not planned.
    let planned: Vec<WorkRecord> = facts
        .work_records(&[])
        .into_iter()
        .filter(|record| record.officer.skills.iter().any(|skill| skill_at.contains_key(skill)))
        .collect();
    let (groups, group_of) = groups(&planned, &skills);
    let blocks = blocks(facts);
    let block_at: BTreeMap<&str, usize> =
        facts.blocks.iter().enumerate().map(|(at, block)| (block.code.as_str(), at)).collect();
    let shift_at: BTreeMap<&ShiftCode, usize> =
        shifts.iter().enumerate().map(|(at, shift)| (&shift.code, at)).collect();
    let officer_at: BTreeMap<&OfficerCode, usize> =
        planned.iter().enumerate().map(|(at, record)| (&record.officer.code, at)).collect();
    let cells = |cells: &[(OfficerCode, NaiveDate, ShiftCode)]| -> Vec<(usize, usize, usize)> {
        cells
            .iter()
            .filter_map(|(officer, date, shift)| {
                Some((*officer_at.get(officer)?, facts.period.offset(*date)?, *shift_at.get(shift)?))
            })
            .collect()
    };
    let by_hand = cells(&[&fixed.pins[..], &facts.outside_pins[..], &fixed.by_hand[..]].concat());
    let ordered = ordered_overtime(facts, &shifts, by_hand);
    let longest = |minutes: fn(&Shift) -> i32| ordered.iter().map(|cell| minutes(shifts[cell.2])).max().unwrap_or(0);
    let mut limits = limits(facts, &planned);
    limits.day = limits.day.max(longest(|shift| shift.normal_minutes + shift.overtime_minutes));
    limits.ot_day = limits.ot_day.max(longest(|shift| shift.overtime_minutes));
    let history = fair_history(facts);
    let history_of = |record: &WorkRecord| history.get(&record.officer.code).copied().unwrap_or_default();
    let officers = planned
        .iter()
        .zip(group_of)
        .enumerate()
        .map(|(at, (record, group))| {
            let own = ordered.iter().filter(|cell| cell.0 == at).map(|cell| (cell.1, cell.2)).collect();
            build_officer(facts, record, group, &shifts, history_of(record), &own)
        })
        .collect();
    let mut instance = Instance {
        days,
        first_date: Some(facts.period.first),
        skills: skills.iter().map(|(code, factor)| instance::Skill { code: code.0.clone(), factor: *factor }).collect(),
        shifts: planned_shifts(facts),
        requirements: requirements
            .iter()
            .filter_map(|row| {
                Some(instance::Requirement {
                    day: facts.period.offset(row.date)?,
                    block: *block_at.get(row.block.as_str())?,
                    skill: *skill_at.get(&row.skill)?,
                    target: row.target,
                    floor: row.floor,
                })
            })
            .collect(),
        pins: cells(&[&fixed.pins[..], &facts.outside_pins[..]].concat()),
        previous: cells(&fixed.published),
        limits,
        weights: facts.settings.weights.clone(),
        blocks,
        groups,
        officers,
    };
    credit_whom_nobody_asks(&mut instance);
    instance
}

/// Of `cells`, the overtime on days under an emergency order. Whoever has a protected standing is under no order.
fn ordered_overtime(
    facts: &CentreFacts,
    shifts: &[&Shift],
    cells: Vec<(usize, usize, usize)>,
) -> BTreeSet<(usize, usize, usize)> {
    if facts.orders.is_empty() {
        return BTreeSet::new();
    }
    let days: Vec<bool> = facts.period.iter().map(|date| facts.is_ordered(date)).collect();
    cells.into_iter().filter(|&(_, day, shift)| days[day] && shifts[shift].overtime_minutes > 0).collect()
}

/// The values that the optimiser holds for all officers alike: the centre's, made stricter by local rules that bind
/// everybody. What binds one officer alone becomes unavailable cells and caps.
fn limits(facts: &CentreFacts, planned: &[WorkRecord]) -> Limits {
    let rules = &facts.settings.rules;
    let (days_in_a_row, evenings_a_week) = facts.rules.limits_for_everybody(&facts.centre.code, &facts.period);
    let rest_of_all = if facts.rules.local().is_empty() {
        rules.rest
    } else {
        let of_officer = |record: &WorkRecord| -> Vec<i32> {
            facts.period.iter().map(|date| facts.rules.values_for(&record.officer, date).rest).collect()
        };
        planned.iter().flat_map(of_officer).min().unwrap_or(rules.rest).max(rules.rest)
    };
    Limits {
        day: rules.day,
        ot_day: rules.overtime_day,
        evenings_week: evenings_a_week,
        rest: rest_of_all,
        rest_change: rules.rest_shift_change.max(rest_of_all),
        work_row: days_in_a_row,
        week_tolerance: facts.settings.week_tolerance,
        evening_row_soft: facts.settings.evenings_in_a_row,
    }
}

/// Shifts that the roster plans; standby and hotline have no counters and are not planned here.
fn is_planned(shift: &Shift) -> bool {
    !matches!(shift.kind, ShiftKind::Standby | ShiftKind::Hotline) && !shift.blocks.is_empty()
}

fn minute(time: chrono::NaiveTime) -> i32 {
    i32::try_from(time.num_seconds_from_midnight() / 60).unwrap_or(0)
}

/// Skills that are required or that the groups ask for, with their factors, by code.
fn skills(facts: &CentreFacts, requirements: &[Requirement]) -> Vec<(SkillCode, f64)> {
    let mut factors: BTreeMap<SkillCode, f64> = BTreeMap::new();
    for group in &facts.groups {
        let factor = if group.due == Due::SameDay { SAME_DAY_FACTOR } else { 1.0 };
        let slot = factors.entry(group.skill.clone()).or_insert(factor);
        *slot = slot.max(factor);
    }
    for row in requirements {
        factors.entry(row.skill.clone()).or_insert(1.0);
    }
    if let Some(factor) = factors.get_mut(&SkillCode::from("sign")) {
        *factor = SIGN_FACTOR;
    }
    factors.into_iter().collect()
}

/// One group for each distinct set of skills, and the group of each officer.
fn groups(planned: &[WorkRecord], skills: &[(SkillCode, f64)]) -> (Vec<instance::Group>, Vec<usize>) {
    let sets: Vec<Vec<usize>> = planned
        .iter()
        .map(|record| (0..skills.len()).filter(|at| record.officer.skills.contains(&skills[*at].0)).collect())
        .collect();
    let distinct: BTreeSet<&Vec<usize>> = sets.iter().collect();
    let order: Vec<&Vec<usize>> = distinct.into_iter().collect();
    let group_of = sets.iter().map(|set| order.binary_search(&set).unwrap_or(0)).collect();
    let groups = order
        .iter()
        .enumerate()
        .map(|(at, set)| instance::Group { code: format!("G{at}"), skills: (*set).clone() })
        .collect();
    (groups, group_of)
}

/// The blocks in the centre's order. The format knows two evening blocks by their codes `EVE` and `OUT`: blocks after the
/// regular day that evening or outreach shifts serve carry them.
fn blocks(facts: &CentreFacts) -> Vec<instance::Block> {
    let regular_end = facts
        .shifts
        .iter()
        .filter(|shift| shift.kind == ShiftKind::Regular)
        .map(|shift| shift.end)
        .max()
        .unwrap_or(chrono::NaiveTime::MIN);
    let served_by = |code: &BlockCode, kind: ShiftKind| {
        facts.shifts.iter().any(|shift| shift.kind == kind && shift.blocks.contains(code))
    };
    let mut taken: HashSet<&str> = HashSet::new();
    facts
        .blocks
        .iter()
        .map(|block| {
            let late = block.start >= regular_end;
            let wanted = if late && served_by(&block.code, ShiftKind::Outreach) {
                Some("OUT")
            } else if late && served_by(&block.code, ShiftKind::Evening) {
                Some("EVE")
            } else {
                None
            };
            let code = wanted.filter(|code| taken.insert(code)).unwrap_or(block.code.as_str());
            instance::Block {
                code: code.to_owned(),
                start: minute(block.start),
                end: minute(block.end),
                evening: matches!(code, "EVE" | "OUT"),
            }
        })
        .collect()
}

/// The shifts that the roster plans, as the instance holds them.
pub(super) fn planned_shifts(facts: &CentreFacts) -> Vec<instance::Shift> {
    let blocks = blocks(facts);
    let block_at: BTreeMap<&str, usize> =
        facts.blocks.iter().enumerate().map(|(at, block)| (block.code.as_str(), at)).collect();
    let planned = facts.shifts.iter().filter(|shift| is_planned(shift));
    planned.map(|shift| build_shift(facts, shift, &block_at, &blocks)).collect()
}

fn build_shift(
    facts: &CentreFacts,
    shift: &Shift,
    block_at: &BTreeMap<&str, usize>,
    blocks: &[instance::Block],
) -> instance::Shift {
    let blocks_of: Vec<usize> = shift.blocks.iter().filter_map(|code| block_at.get(code.as_str()).copied()).collect();
    instance::Shift {
        code: shift.code.0.clone(),
        normal: shift.normal_minutes,
        overtime: shift.overtime_minutes,
        start: minute(shift.start),
        end: minute(shift.end),
        weekdays: weekdays(facts, shift),
        shift_change: shift.shift_change,
        evening: blocks_of.iter().any(|block| blocks[*block].evening),
        blocks: blocks_of,
    }
}

/// Monday first: weekdays on some of which the shift exists, those included that are worked in place of another day; on
/// which days exactly, the officers' cells say.
fn weekdays(facts: &CentreFacts, shift: &Shift) -> [bool; 7] {
    let of_week = |day: usize| Weekday::try_from(u8::try_from(day).unwrap_or(0)).unwrap_or(Weekday::Mon);
    std::array::from_fn(|day| {
        let weekday = of_week(day);
        let mut dates = facts.period.iter().filter(|date| date.weekday() == weekday);
        shift.weekdays.contains(weekday) || dates.any(|date| shift.exists_on(date, facts.hours_of(date)))
    })
}
