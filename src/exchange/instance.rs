//! JSON of commune instances, format `commune-roster-1`.
//!
//! Times are minutes after midnight, days count from 0 (a Monday), codes name everything. On top of the published
//! format we write `first_date` (the calendar day of day 0), `officers[].worked_before`, `officers[].months`,
//! `officers[].make_up` (normal minutes of rest days worked in place of another day) and `blocks[].evening`; readers that do not
//! know them may leave them out. Fields that we do not know are ignored.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::instance::{Block, Group, Instance, Limits, MonthCap, Officer, Requirement, Shift, Skill, Weights};

/// The only format read and written here.
const FORMAT: &str = "commune-roster-1";
/// Blocks that count as evenings unless the block says otherwise.
const EVENING_BLOCKS: [&str; 2] = ["EVE", "OUT"];
/// Longest period accepted.
const MOST_DAYS: usize = 366;
/// Most skills accepted: the optimiser keeps sets of skills as bits.
const MOST_SKILLS: usize = 128;

/// Why a text is not an instance.
#[derive(Debug, thiserror::Error)]
pub enum InstanceError {
    /// Not JSON, or a field is missing or of the wrong type.
    #[error("not a commune instance: {0}")]
    Json(#[from] serde_json::Error),
    /// A field holds a value that cannot be right.
    #[error("{field} is {value}, expected {expected}")]
    Field {
        /// The field, as a path: `officers[3].group`.
        field: String,
        /// What stands there.
        value: String,
        /// What should stand there.
        expected: String,
    },
}

#[derive(Serialize, Deserialize)]
struct InstanceJson {
    format: String,
    days: usize,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    first_date: Option<NaiveDate>,
    skills: Vec<SkillJson>,
    blocks: Vec<BlockJson>,
    shifts: Vec<ShiftJson>,
    groups: Vec<GroupJson>,
    officers: Vec<OfficerJson>,
    requirements: Vec<(usize, String, String, i32, i32)>,
    #[serde(default)]
    pins: Vec<(String, usize, String)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    previous: Vec<(String, usize, String)>,
    limits: LimitsJson,
    weights: WeightsJson,
}

#[derive(Serialize, Deserialize)]
struct SkillJson {
    id: String,
    factor: f64,
}

#[derive(Serialize, Deserialize)]
struct BlockJson {
    id: String,
    start: i32,
    end: i32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    evening: Option<bool>,
}

#[derive(Serialize, Deserialize)]
struct ShiftJson {
    id: String,
    blocks: Vec<String>,
    normal: i32,
    overtime: i32,
    start: i32,
    end: i32,
    weekdays: Vec<usize>,
    shift_change: bool,
}

#[derive(Serialize, Deserialize)]
struct GroupJson {
    id: String,
    skills: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct OfficerJson {
    id: String,
    group: String,
    protected: bool,
    consent: bool,
    ot_month: i32,
    ot_year: i32,
    ot_used: i32,
    leave: Vec<usize>,
    unavailable: Vec<(usize, String)>,
    prefs: Vec<(usize, String, f64)>,
    base_week: i32,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    make_up: Vec<(usize, i32)>,
    hist_evenings: i32,
    hist_ot: i32,
    #[serde(default, skip_serializing_if = "is_zero")]
    hist_weekends: i32,
    #[serde(default, skip_serializing_if = "is_zero")]
    hist_hard: i32,
    #[serde(default, skip_serializing_if = "is_zero")]
    worked_before: usize,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    months: Vec<(usize, usize, i32)>,
}

#[derive(Serialize, Deserialize)]
struct LimitsJson {
    day: i32,
    ot_day: i32,
    evenings_week: i32,
    rest: i32,
    rest_change: i32,
    work_row: i32,
    week_tolerance: i32,
    evening_row_soft: i32,
}

#[derive(Serialize, Deserialize)]
struct WeightsJson {
    unmet_min: f64,
    unmet: f64,
    overtime: f64,
    fair_evening: f64,
    fair_overtime: f64,
    pref: f64,
    evening_row: f64,
    change: f64,
}

fn is_zero<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

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
        officers: enumerated("officers", &json.officers, |field, officer| {
            read_officer(field, officer, period, &groups, &shifts)
        })?,
        requirements: read_requirements(&json.requirements, period, &blocks, &skills)?,
        pins: assignments("pins", &json.pins)?,
        previous: assignments("previous", &json.previous)?,
        blocks: read_blocks,
        limits: read_limits(&json.limits),
        weights: read_weights(&json.weights),
    })
}

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

fn write_block(block: &Block) -> BlockJson {
    let told_by_code = EVENING_BLOCKS.contains(&block.code.as_str()) == block.evening;
    let evening = if told_by_code { None } else { Some(block.evening) };
    BlockJson { id: block.code.clone(), start: block.start, end: block.end, evening }
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
    let mut months = Vec::with_capacity(json.months.len());
    for &(first, end, remaining) in &json.months {
        let spans = first < end && end <= period.days;
        expect(
            spans,
            &format!("{field}.months"),
            format!("{first}..{end}"),
            "days within the period, first before end",
        )?;
        months.push(MonthCap { first, end, remaining });
    }
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
        months,
    })
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
        months: officer.months.iter().map(|month| (month.first, month.end, month.remaining)).collect(),
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optimiser::test_support::instances;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn what_is_written_is_read_again(instance in instances()) {
            prop_assert_eq!(&read_instance(&write_instance(&instance)).expect("our own text"), &instance);
        }
    }

    #[test]
    fn a_generated_instance_survives_the_round_trip() {
        let instance = read_instance(include_str!("../../tests/data/commune/S1.json")).expect("a generated instance");
        assert_eq!((instance.officers.len(), instance.days, instance.shifts.len()), (12, 28, 13));
        assert_eq!(read_instance(&write_instance(&instance)).expect("our own text"), instance);
    }

    #[test]
    fn an_error_names_the_field_the_value_and_the_expectation() {
        let text = include_str!("../../tests/data/commune/S1.json");
        let broken = text.replacen("\"group\":\"G0\"", "\"group\":\"G77\"", 1);
        let error = read_instance(&broken).expect_err("G77 is no group");
        assert_eq!(error.to_string(), "officers[0].group is G77, expected a code of the list groups");
        let broken = text.replacen("\"days\":28", "\"days\":0", 1);
        let error = read_instance(&broken).expect_err("no days");
        assert_eq!(error.to_string(), "days is 0, expected 1 to 366");
    }
}
