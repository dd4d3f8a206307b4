//! The facts of a centre → the optimiser's plain instance.
//!
//! Every rule value comes from the centre's rule pack; what an officer may not work on a day is decided by the same
//! functions of `domain::rules` that judge a stored roster.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use chrono::{Datelike, NaiveDate, Timelike, Weekday};

use super::centre_facts::CentreFacts;
use super::fair_history::fair_history;
use crate::domain::ids::{BlockCode, OfficerCode, ShiftCode, SkillCode};
use crate::domain::instance::{self, Instance, Limits, MonthCap};
use crate::domain::officer::{Consent, Officer, OvertimeStanding};
use crate::domain::procedure_group::Due;
use crate::domain::requirement::Requirement;
use crate::domain::rules::{
    LabourRule, RulePack, break_in_a_long_day, consent, daily_hours, leave, minors, normal_day, protected_officers,
    raised_caps, rest_between_shifts, shorter_day,
};
use crate::domain::shift::{Shift, ShiftKind};
use crate::domain::work_record::{WorkRecord, WorkedShift, make_up_minutes};
use crate::optimiser::burden::{Burden, Measure, long_shifts};

/// Weight of a missing signatory: nothing can be handed out without one (DOMAIN §3, signing).
const SIGN_FACTOR: f64 = 4.0;
/// Working days of a week (QĐ 188/1999/QĐ-TTg art. 1).
const WORKING_DAYS: i32 = 5;
/// Weight of a missing officer for work that is due the same day.
const SAME_DAY_FACTOR: f64 = 2.0;

/// Cells that the optimiser must keep, and the roster that it should change as little as possible.
#[derive(Clone, Debug, Default)]
pub struct Fixed {
    /// Pinned cells.
    pub pins: Vec<(OfficerCode, NaiveDate, ShiftCode)>,
    /// The version published before.
    pub published: Vec<(OfficerCode, NaiveDate, ShiftCode)>,
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
    let limits = limits(facts, &planned);
    let shifts_of_instance: Vec<instance::Shift> =
        shifts.iter().map(|shift| build_shift(facts, shift, &block_at, &blocks)).collect();
    let long = long_shifts(&shifts_of_instance).map(|shift| ShiftCode(shift.code.clone())).collect();
    let history = fair_history(facts, &long);
    let history_of = |record: &WorkRecord| history.get(&record.officer.code).copied().unwrap_or_default();
    let officers = planned
        .iter()
        .zip(group_of)
        .map(|(record, group)| build_officer(facts, record, group, &shifts, history_of(record)))
        .collect();
    Instance {
        days,
        first_date: Some(facts.period.first),
        skills: skills.iter().map(|(code, factor)| instance::Skill { code: code.0.clone(), factor: *factor }).collect(),
        shifts: shifts_of_instance,
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
    }
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

/// Whether the rules that one shift keeps or breaks by itself allow `shift` on `date`.
fn lawful_by_itself(
    facts: &CentreFacts,
    record: &WorkRecord,
    rules: &RulePack,
    date: NaiveDate,
    shift: &Shift,
) -> bool {
    let officer = &record.officer;
    let binds = |rule: &dyn LabourRule| rule.provision().binds(officer.worker_type, date);
    let asked = |rule: &dyn LabourRule| facts.rules.is_asked(rule.id(), officer, date);
    let minutes = shift.normal_minutes + shift.overtime_minutes;
    daily_hours::permits(shift.normal_minutes, shift.overtime_minutes, rules.day, rules.overtime_day)
        && (!binds(&normal_day::NormalDay) || normal_day::permits(shift.normal_minutes, rules.normal_day))
        && (!binds(&break_in_a_long_day::BreakInALongDay) || break_in_a_long_day::permits(shift, rules))
        && (!asked(&minors::Minors) || minors::permits(shift, rules.minor_day))
        && (!asked(&shorter_day::ShorterDay) || shorter_day::permits(minutes, rules.normal_day, rules.time_off_a_day))
        && facts.rules.permits_cell(record, date, shift)
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

fn build_officer(
    facts: &CentreFacts,
    record: &WorkRecord,
    group: usize,
    shifts: &[&Shift],
    history: Burden,
) -> instance::Officer {
    let WorkRecord {
        officer,
        consents,
        leave: leaves,
        shifts: elsewhere,
        days_off,
        made_up,
        overtime_elsewhere: overtime,
        office_blocks,
        ..
    } = record;
    let away: Vec<bool> = facts.period.iter().map(|date| !leave::permits(officer, leaves, days_off, date)).collect();
    let consent = match officer.overtime {
        OvertimeStanding::Allowed => true,
        OvertimeStanding::Consent | OvertimeStanding::Barred => {
            facts.period.iter().any(|date| consents.iter().any(|given| given.covers_date(date)))
        }
    };
    let protected = facts.period.iter().all(|date| officer.barred_on(date));
    let mut unavailable = HashSet::new();
    let mut unwished = Vec::new();
    for (day, date) in facts.period.iter().enumerate() {
        let rules = &facts.rules.values_for(officer, date);
        let hours = facts.hours_of(date);
        let near = |worked: &&WorkedShift| (worked.date - date).num_days().abs() <= 2;
        for (at, shift) in shifts.iter().enumerate() {
            let rested = elsewhere.iter().filter(near).all(|worked| {
                let change = worked.shift.shift_change || shift.shift_change;
                let (starts, ends) = (date.and_time(shift.start), date.and_time(shift.end));
                let rest = if worked.starts() < starts { starts - worked.ends() } else { worked.starts() - ends };
                i32::try_from(rest.num_minutes())
                    .is_ok_and(|rest| rest_between_shifts::permits(rest, rules.minimum_rest(change).max(rules.rest)))
            });
            let lawful = shift.exists_on(date, hours)
                && rested
                && lawful_by_itself(facts, record, rules, date, shift)
                && protected_officers::permits(officer, date, shift)
                && (consent::permits(officer, consents, date, shift, office_blocks) || !consent)
                && !facts.unavailable.iter().any(|row| row.officer == officer.code && row.forbids(date, &shift.code));
            // A shift on a day when the centre is shut serves nobody.
            if !lawful || !facts.is_open(date) && shift.kind != ShiftKind::Outreach {
                unavailable.insert((day, at));
            }
            let points = facts.rules.unwished(record, date, shift);
            if points > 0.0 {
                unwished.push((day, at, -points));
            }
        }
    }
    let can_work = |day: usize| {
        shifts
            .iter()
            .enumerate()
            .any(|(at, shift)| shift.normal_minutes > 0 && !away[day] && !unavailable.contains(&(day, at)))
    };
    let make_up = made_up.iter().filter_map(|date| facts.period.offset(*date)).filter(|day| can_work(*day));
    let make_up = make_up.map(|day| (day, make_up_minutes(officer))).collect();
    let prefs = facts
        .preferences
        .iter()
        .filter(|wish| wish.officer == officer.code)
        .flat_map(|wish| {
            let days = facts.period.iter().enumerate().filter(move |(_, date)| {
                wish.date.is_none_or(|wanted| wanted == *date)
                    && wish.weekday.is_none_or(|weekday| date.weekday().number_from_monday() == weekday)
            });
            days.flat_map(move |(day, _)| {
                shifts
                    .iter()
                    .enumerate()
                    .filter(move |(_, shift)| wish.shift.as_ref().is_none_or(|code| code == &shift.code))
                    .map(move |(at, _)| (day, at, f64::from(wish.weight)))
            })
        })
        .chain(unwished)
        .collect();
    let months = month_caps(facts, officer, consents, overtime);
    let year = facts.period.first.year();
    let values = || facts.period.iter().map(|date| facts.rules.values_for(officer, date));
    instance::Officer {
        code: officer.code.0.clone(),
        group,
        protected,
        consent: consent && !protected,
        ot_month: months.iter().map(|month| month.remaining).min().unwrap_or(facts.settings.rules.overtime_month),
        ot_year: values().map(|values| raised_caps::year_cap(officer, &values)).min().unwrap_or(0),
        ot_used: overtime.range((year, 1)..=(year, 12)).map(|(_, minutes)| minutes).sum(),
        leave: away,
        unavailable,
        prefs,
        base_week: base_week(facts, officer),
        make_up,
        hist_evenings: history[Measure::Evenings as usize],
        hist_ot: history[Measure::Overtime as usize],
        hist_weekends: history[Measure::WeekendDays as usize],
        hist_hard: history[Measure::HardToFill as usize],
        worked_before: worked_before(facts, elsewhere),
        months,
    }
}

/// What the month's cap, the consents and the hours worked elsewhere leave of each month that the period touches.
fn month_caps(
    facts: &CentreFacts,
    officer: &Officer,
    consents: &[Consent],
    overtime: &BTreeMap<(i32, u32), i32>,
) -> Vec<MonthCap> {
    let mut caps: Vec<((i32, u32), MonthCap)> = Vec::new();
    for (day, date) in facts.period.iter().enumerate() {
        let key = (date.year(), date.month());
        match caps.last_mut() {
            Some((last, cap)) if *last == key => cap.end = day + 1,
            _ => {
                // The strictest value of the month's days: which of them its last overtime falls on is not known yet.
                let days = facts.period.iter().filter(|other| (other.year(), other.month()) == key);
                let of_days = days.map(|date| raised_caps::month_cap(officer, &facts.rules.values_for(officer, date)));
                let mut limit = of_days.min().unwrap_or(facts.settings.rules.overtime_month);
                if officer.overtime != OvertimeStanding::Allowed {
                    limit = limit.min(consent::month_limit(consents, key.0, key.1).unwrap_or(limit));
                }
                let remaining = (limit - overtime.get(&key).copied().unwrap_or(0)).max(0);
                caps.push((key, MonthCap { first: day, end: day + 1, remaining }));
            }
        }
    }
    caps.into_iter().map(|(_, cap)| cap).collect()
}

/// Normal minutes that a full week is planned with: time off inside the paid day is not worked.
fn base_week(facts: &CentreFacts, officer: &Officer) -> i32 {
    let shorter = facts.period.iter().filter(|date| facts.rules.is_asked("shorter-day", officer, *date));
    let time_off = shorter.map(|date| facts.rules.values_for(officer, date).time_off_a_day).max().unwrap_or(0);
    officer.weekly_minutes - WORKING_DAYS * time_off
}

/// Days worked in a row right before the period.
fn worked_before(facts: &CentreFacts, elsewhere: &[WorkedShift]) -> usize {
    let mut days = 0;
    let mut date = facts.period.first.pred_opt();
    while let Some(day) = date.filter(|day| elsewhere.iter().any(|worked| worked.date == *day)) {
        days += 1;
        date = day.pred_opt();
    }
    days
}
