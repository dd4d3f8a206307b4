//! An instance → its text.

use super::json::{
    BlockJson, GroupJson, InstanceJson, LimitsJson, MonthJson, OfficerJson, ShiftJson, SkillJson, WeightsJson,
};
use super::{EVENING_BLOCKS, FORMAT};
use crate::domain::instance::{Block, Instance, Limits, MonthCap, Officer, Shift, Weights};

/// Writes an instance so that [`read_instance`] gives it back.
///
/// # Panics
/// Never: the structs written hold only texts, numbers and lists.
#[must_use]
pub fn write_instance(instance: &Instance) -> String {
    let shift = |shift: usize| instance.shifts[shift].code.clone();
    let assignments = |rows: &[(usize, usize, usize)]| {
        rows.iter().map(|row| (instance.officers[row.0].code.clone(), row.1, shift(row.2))).collect()
    };
    let json = InstanceJson {
        format: FORMAT.to_owned(),
        days: instance.days,
        first_date: instance.first_date,
        skills: instance.skills.iter().map(|s| SkillJson { id: s.code.clone(), factor: s.factor }).collect(),
        blocks: instance.blocks.iter().map(write_block).collect(),
        shifts: instance.shifts.iter().map(|shift| write_shift(instance, shift)).collect(),
        groups: instance
            .groups
            .iter()
            .map(|group| GroupJson {
                id: group.code.clone(),
                skills: group.skills.iter().map(|skill| instance.skills[*skill].code.clone()).collect(),
            })
            .collect(),
        officers: instance.officers.iter().map(|officer| write_officer(instance, officer)).collect(),
        to_ask: instance.officers.iter().filter(|officer| officer.to_ask).map(|officer| officer.code.clone()).collect(),
        requirements: instance
            .requirements
            .iter()
            .map(|wanted| {
                let (block, skill) = (&instance.blocks[wanted.block].code, &instance.skills[wanted.skill].code);
                (wanted.day, block.clone(), skill.clone(), wanted.target, wanted.floor)
            })
            .collect(),
        pins: assignments(&instance.pins),
        previous: assignments(&instance.previous),
        limits: write_limits(&instance.limits),
        weights: write_weights(&instance.weights),
    };
    serde_json::to_string(&json).expect("texts, numbers and lists are always JSON")
}

fn write_block(block: &Block) -> BlockJson {
    let told_by_code = EVENING_BLOCKS.contains(&block.code.as_str()) == block.evening;
    let evening = if told_by_code { None } else { Some(block.evening) };
    BlockJson { id: block.code.clone(), start: block.start, end: block.end, evening }
}

fn write_shift(instance: &Instance, shift: &Shift) -> ShiftJson {
    ShiftJson {
        id: shift.code.clone(),
        blocks: shift.blocks.iter().map(|block| instance.blocks[*block].code.clone()).collect(),
        normal: shift.normal,
        overtime: shift.overtime,
        start: shift.start,
        end: shift.end,
        weekdays: (0..7).filter(|day| shift.weekdays[*day]).collect(),
        shift_change: shift.shift_change,
    }
}

fn write_officer(instance: &Instance, officer: &Officer) -> OfficerJson {
    let shift = |shift: usize| instance.shifts[shift].code.clone();
    let mut unavailable: Vec<_> = officer.unavailable.iter().copied().collect();
    unavailable.sort_unstable();
    OfficerJson {
        id: officer.code.clone(),
        group: instance.groups[officer.group].code.clone(),
        protected: officer.protected,
        consent: officer.consent,
        ot_month: officer.ot_month,
        ot_year: officer.ot_year,
        ot_used: officer.ot_used,
        leave: (0..instance.days).filter(|day| officer.leave[*day]).collect(),
        unavailable: unavailable.into_iter().map(|(day, code)| (day, shift(code))).collect(),
        prefs: officer.prefs.iter().map(|&(day, code, weight)| (day, shift(code), weight)).collect(),
        base_week: officer.base_week,
        make_up: officer.make_up.clone(),
        hist_evenings: officer.hist_evenings,
        hist_ot: officer.hist_ot,
        hist_weekends: officer.hist_weekends,
        hist_hard: officer.hist_hard,
        worked_before: officer.worked_before,
        worked_after: officer.worked_after,
        months: officer.months.iter().map(write_month).collect(),
    }
}

fn write_month(month: &MonthCap) -> MonthJson {
    MonthJson::Days { days: (month.first..month.end).collect(), remaining: month.remaining }
}

fn write_limits(limits: &Limits) -> LimitsJson {
    LimitsJson {
        day: limits.day,
        ot_day: limits.ot_day,
        evenings_week: limits.evenings_week,
        rest: limits.rest,
        rest_change: limits.rest_change,
        work_row: limits.work_row,
        week_tolerance: limits.week_tolerance,
        evening_row_soft: limits.evening_row_soft,
    }
}

fn write_weights(weights: &Weights) -> WeightsJson {
    WeightsJson {
        unmet_min: weights.unmet_min,
        unmet: weights.unmet,
        overtime: weights.overtime,
        fair_evening: weights.fair_evening,
        fair_overtime: weights.fair_overtime,
        pref: weights.pref,
        evening_row: weights.evening_row,
        change: weights.change,
    }
}
