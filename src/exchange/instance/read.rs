//! The text of an instance → the instance, with every code and day checked.

use std::collections::{HashMap, HashSet};

use super::json::{BlockJson, InstanceJson, LimitsJson, MonthJson, OfficerJson, ShiftJson, WeightsJson};
use super::{EVENING_BLOCKS, FORMAT, InstanceError};
use crate::domain::instance::{Block, Group, Instance, Limits, MonthCap, Officer, Requirement, Shift, Skill, Weights};

/// Longest period accepted.
const MOST_DAYS: usize = 366;
/// Most skills accepted: the optimiser keeps sets of skills as bits.
const MOST_SKILLS: usize = 128;
/// Most shifts accepted: the optimiser keeps the choice of a day in two bytes.
const MOST_SHIFTS: usize = 10_000;

/// Reads a commune instance.
///
/// # Errors
/// The text is not JSON of the format, or a field holds a code that is not defined, a day outside the period or a
/// value out of range; the error names the field, its value and what was expected.
pub fn read_instance(text: &str) -> Result<Instance, InstanceError> {
    let json: InstanceJson = serde_json::from_str(text)?;
    expect(json.format == FORMAT, "format", &json.format, FORMAT)?;
    expect((1..=MOST_DAYS).contains(&json.days), "days", json.days, format!("1 to {MOST_DAYS}"))?;
    expect(json.skills.len() <= MOST_SKILLS, "skills", json.skills.len(), format!("at most {MOST_SKILLS} skills"))?;
    expect(json.shifts.len() <= MOST_SHIFTS, "shifts", json.shifts.len(), format!("at most {MOST_SHIFTS} shifts"))?;
    let skills = Codes::new("skills", json.skills.iter().map(|skill| skill.id.as_str()))?;
    let blocks = Codes::new("blocks", json.blocks.iter().map(|block| block.id.as_str()))?;
    let shifts = Codes::new("shifts", json.shifts.iter().map(|shift| shift.id.as_str()))?;
    let groups = Codes::new("groups", json.groups.iter().map(|group| group.id.as_str()))?;
    let officers = Codes::new("officers", json.officers.iter().map(|officer| officer.id.as_str()))?;
    let read_blocks: Vec<Block> = json.blocks.iter().map(read_block).collect();
    let period = Period { days: json.days };
    let assignments = |field: &str, rows: &[(String, usize, String)]| {
        rows.iter()
            .enumerate()
            .map(|(at, (officer, day, shift))| {
                let field = format!("{field}[{at}]");
                Ok((officers.find(&field, officer)?, period.day(&field, *day)?, shifts.find(&field, shift)?))
            })
            .collect::<Result<Vec<_>, InstanceError>>()
    };
    let mut read_officers = enumerated("officers", &json.officers, |field, officer| {
        read_officer(field, officer, period, &groups, &shifts)
    })?;
    for (at, officer) in json.to_ask.iter().enumerate() {
        read_officers[officers.find(&format!("to_ask[{at}]"), officer)?].to_ask = true;
    }
    Ok(Instance {
        days: json.days,
        first_date: json.first_date,
        skills: json.skills.iter().map(|s| Skill { code: s.id.clone(), factor: s.factor }).collect(),
        shifts: enumerated("shifts", &json.shifts, |field, shift| read_shift(field, shift, &blocks, &read_blocks))?,
        groups: enumerated("groups", &json.groups, |field, group| {
            let mut own = Vec::with_capacity(group.skills.len());
            for skill in &group.skills {
                own.push(skills.find(&format!("{field}.skills"), skill)?);
            }
            Ok(Group { code: group.id.clone(), skills: own })
        })?,
        officers: read_officers,
        requirements: read_requirements(&json.requirements, period, &blocks, &skills)?,
        pins: assignments("pins", &json.pins)?,
        previous: assignments("previous", &json.previous)?,
        blocks: read_blocks,
        limits: read_limits(&json.limits),
        weights: read_weights(&json.weights),
    })
}

/// Fails with the field, its value and the expectation unless `holds`.
fn expect(holds: bool, field: &str, value: impl ToString, expected: impl ToString) -> Result<(), InstanceError> {
    if holds {
        return Ok(());
    }
    Err(InstanceError::Field { field: field.to_owned(), value: value.to_string(), expected: expected.to_string() })
}

/// Reads every element of a list under its path `name[position]`.
fn enumerated<J, T>(
    name: &str,
    list: &[J],
    read: impl Fn(&str, &J) -> Result<T, InstanceError>,
) -> Result<Vec<T>, InstanceError> {
    list.iter().enumerate().map(|(at, json)| read(&format!("{name}[{at}]"), json)).collect()
}

/// The codes of one list and their positions.
struct Codes<'a> {
    list: &'static str,
    positions: HashMap<&'a str, usize>,
}

impl<'a> Codes<'a> {
    fn new(list: &'static str, codes: impl Iterator<Item = &'a str>) -> Result<Self, InstanceError> {
        let mut positions = HashMap::new();
        for (position, code) in codes.enumerate() {
            let fresh = positions.insert(code, position).is_none();
            expect(fresh, &format!("{list}[{position}].id"), code, "a code that no other element has")?;
        }
        Ok(Self { list, positions })
    }

    fn find(&self, field: &str, code: &str) -> Result<usize, InstanceError> {
        self.positions.get(code).copied().ok_or_else(|| InstanceError::Field {
            field: field.to_owned(),
            value: code.to_owned(),
            expected: format!("a code of the list {}", self.list),
        })
    }
}

/// The days of the instance.
#[derive(Clone, Copy)]
struct Period {
    days: usize,
}

impl Period {
    fn day(self, field: &str, day: usize) -> Result<usize, InstanceError> {
        expect(day < self.days, field, day, format!("a day from 0 to {}", self.days - 1)).map(|()| day)
    }
}

fn read_block(json: &BlockJson) -> Block {
    let evening = json.evening.unwrap_or_else(|| EVENING_BLOCKS.contains(&json.id.as_str()));
    Block { code: json.id.clone(), start: json.start, end: json.end, evening }
}

fn read_shift(field: &str, json: &ShiftJson, codes: &Codes<'_>, blocks: &[Block]) -> Result<Shift, InstanceError> {
    let mut own = Vec::with_capacity(json.blocks.len());
    for block in &json.blocks {
        own.push(codes.find(&format!("{field}.blocks"), block)?);
    }
    let mut weekdays = [false; 7];
    for day in &json.weekdays {
        expect(*day < 7, &format!("{field}.weekdays"), day, "weekdays from 0 (Monday) to 6")?;
        weekdays[*day] = true;
    }
    for (name, value) in [("normal", json.normal), ("overtime", json.overtime)] {
        expect((0..=24 * 60).contains(&value), &format!("{field}.{name}"), value, "minutes of one day")?;
    }
    Ok(Shift {
        code: json.id.clone(),
        evening: own.iter().any(|block| blocks[*block].evening),
        blocks: own,
        normal: json.normal,
        overtime: json.overtime,
        start: json.start,
        end: json.end,
        weekdays,
        shift_change: json.shift_change,
    })
}

fn read_officer(
    field: &str,
    json: &OfficerJson,
    period: Period,
    groups: &Codes<'_>,
    shifts: &Codes<'_>,
) -> Result<Officer, InstanceError> {
    let mut leave = vec![false; period.days];
    for day in &json.leave {
        leave[period.day(&format!("{field}.leave"), *day)?] = true;
    }
    let mut unavailable = HashSet::new();
    for (day, shift) in &json.unavailable {
        let field = format!("{field}.unavailable");
        unavailable.insert((period.day(&field, *day)?, shifts.find(&field, shift)?));
    }
    let mut prefs = Vec::with_capacity(json.prefs.len());
    for (day, shift, weight) in &json.prefs {
        let field = format!("{field}.prefs");
        prefs.push((period.day(&field, *day)?, shifts.find(&field, shift)?, *weight));
    }
    let months = read_months(&format!("{field}.months"), &json.months, period)?;
    let mut make_up = Vec::with_capacity(json.make_up.len());
    for &(day, minutes) in &json.make_up {
        let field = format!("{field}.make_up");
        expect((0..=24 * 60).contains(&minutes), &field, minutes, "minutes of one day")?;
        make_up.push((period.day(&field, day)?, minutes));
    }
    expect(json.base_week >= 0, &format!("{field}.base_week"), json.base_week, "minutes, 0 or more")?;
    Ok(Officer {
        code: json.id.clone(),
        group: groups.find(&format!("{field}.group"), &json.group)?,
        protected: json.protected,
        consent: json.consent,
        to_ask: false,
        ot_month: json.ot_month,
        ot_year: json.ot_year,
        ot_used: json.ot_used,
        leave,
        unavailable,
        prefs,
        base_week: json.base_week,
        make_up,
        hist_evenings: json.hist_evenings,
        hist_ot: json.hist_ot,
        hist_weekends: json.hist_weekends,
        hist_hard: json.hist_hard,
        worked_before: json.worked_before,
        worked_after: json.worked_after,
        months,
    })
}

/// Months follow one another, and so do the days of each.
fn read_months(field: &str, json: &[MonthJson], period: Period) -> Result<Vec<MonthCap>, InstanceError> {
    let mut months: Vec<MonthCap> = Vec::with_capacity(json.len());
    for month in json {
        let (first, end, remaining) = match month {
            MonthJson::Span(first, end, remaining) => (*first, *end, *remaining),
            MonthJson::Days { days, remaining } => {
                let (first, end) =
                    (days.first().map_or(0, |day| *day), days.last().map_or(0, |day| day.saturating_add(1)));
                let in_a_row = days.iter().copied().eq(first..end);
                expect(in_a_row, field, format!("{days:?}"), "days of one month, one after another")?;
                (first, end, *remaining)
            }
        };
        let begins = months.last().map_or(0, |before| before.end);
        let spans = begins <= first && first < end && end <= period.days;
        expect(spans, field, format!("{first}..{end}"), "days within the period, each month after the one before")?;
        months.push(MonthCap { first, end, remaining });
    }
    Ok(months)
}

fn read_requirements(
    rows: &[(usize, String, String, i32, i32)],
    period: Period,
    blocks: &Codes<'_>,
    skills: &Codes<'_>,
) -> Result<Vec<Requirement>, InstanceError> {
    let mut seen = HashSet::new();
    let mut requirements = Vec::with_capacity(rows.len());
    for (at, (day, block, skill, target, floor)) in rows.iter().enumerate() {
        let field = format!("requirements[{at}]");
        let row = Requirement {
            day: period.day(&field, *day)?,
            block: blocks.find(&field, block)?,
            skill: skills.find(&field, skill)?,
            target: *target,
            floor: *floor,
        };
        let ordered = 0 <= row.floor && row.floor <= row.target;
        expect(ordered, &field, format!("target {target}, floor {floor}"), "0 <= floor <= target")?;
        let fresh = seen.insert((row.day, row.block, row.skill));
        expect(fresh, &field, format!("{day}, {block}, {skill}"), "one row for each day, block and skill")?;
        requirements.push(row);
    }
    Ok(requirements)
}

fn read_limits(json: &LimitsJson) -> Limits {
    Limits {
        day: json.day,
        ot_day: json.ot_day,
        evenings_week: json.evenings_week,
        rest: json.rest,
        rest_change: json.rest_change,
        work_row: json.work_row,
        week_tolerance: json.week_tolerance,
        evening_row_soft: json.evening_row_soft,
    }
}

fn read_weights(json: &WeightsJson) -> Weights {
    Weights {
        unmet_min: json.unmet_min,
        unmet: json.unmet,
        overtime: json.overtime,
        fair_evening: json.fair_evening,
        fair_overtime: json.fair_overtime,
        pref: json.pref,
        evening_row: json.evening_row,
        change: json.change,
    }
}
