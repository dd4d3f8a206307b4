//! Readers of what a plan depends on: rosters made elsewhere, local rules, special days, arrival profiles, settings.

use std::collections::{BTreeMap, BTreeSet};

use super::cell;
use super::codes::Codes;
use super::expected::{CodeKind, Expected};
use super::problem::Problem;
use super::report::{NoticeKind, Report, shown};
use super::rows::{AssignmentRow, CalendarKind, CalendarRow, GroupScope, ProfileRow, SettingRow};
use super::table::{Lined, Table};
use crate::domain::ids::{CentreCode, GroupCode, OfficerCode, ShiftCode, SkillCode};
use crate::domain::rules::local::{LocalRuleRow, RowDetails, RuleScope, WITH_NORMAL_TIME, is_word_for_shifts};
use crate::domain::rules::{RuleBook, RulePack};
use crate::domain::setting::{Misfit, Setting, Values};

/// How far the shares of a day may sum from 1, since they are written with few decimals.
const SHARE_TOLERANCE: f64 = 0.001;

/// Above any price or limit of a local rule.
const MAX_RULE_VALUE: i64 = 1_000_000_000;
const MAX_RULE_WEIGHT: f64 = 1e9;

/// The setting in whose time wall-clock times are read.
pub(super) const TIME_ZONE: &str = "time_zone";

const CALENDAR_KINDS: &[(&str, CalendarKind)] = &[
    ("holiday", CalendarKind::Holiday),
    ("off_in_lieu", CalendarKind::OffInLieu),
    ("work_in_lieu", CalendarKind::WorkInLieu),
    ("compensatory", CalendarKind::Compensatory),
    ("closed", CalendarKind::Closed),
];

/// `assignments.csv`.
pub(super) fn assignments(mut table: Table<'_>, codes: &Codes, report: &mut Report) -> Option<Vec<AssignmentRow>> {
    let [status, pinned] = table.optional(["status", "pinned"], report);
    let [officer, date, shift] = table.required(["officer", "date", "shift"], report)?;
    Some(table.rows(report, |row| {
        let officer = row.code(officer, &codes.officers);
        let date = row.need(date, cell::date);
        let shift = row.code(shift, &codes.shifts);
        let status = row.maybe(status, cell::text);
        let pinned = row.maybe(pinned, cell::yes_no);
        Some(AssignmentRow {
            officer: OfficerCode(officer?),
            date: date?,
            shift: ShiftCode(shift?),
            status: status?,
            pinned: pinned?.unwrap_or_default(),
        })
    }))
}

/// `rules.csv`.
pub(super) fn rules(mut table: Table<'_>, codes: &Codes, report: &mut Report) -> Option<Vec<LocalRuleRow>> {
    let [window, minimum, maximum, weight, from, to] =
        table.optional(["window", "minimum", "maximum", "weight", "from", "to"], report);
    let details = ["worker_types", "shifts", "then", "with", "weekdays", "hours", "citation", "examples"];
    let [worker_types, shifts, then, with, weekdays, hours, citation, examples] = table.optional(details, report);
    let [id, kind, scope] = table.required(["id", "kind", "scope"], report)?;
    let (at_most, span, kind_column) = (maximum, [from, to], kind);
    let file = table.file().to_owned();
    let rows = table.rows(report, |row| {
        let id = row.need(id, cell::text);
        let kind = row.need(kind, cell::text);
        let scope = row.need(scope, |cell| rule_scope(cell, codes));
        let window = row.maybe(window, cell::text);
        let minimum = row.maybe(minimum, cell::whole(0..=MAX_RULE_VALUE));
        let maximum = row.maybe(maximum, cell::whole(0..=MAX_RULE_VALUE));
        let weight = row.maybe(weight, cell::decimal(MAX_RULE_WEIGHT));
        let from = row.maybe(from, cell::date);
        let to = row.maybe(to, cell::date);
        row.in_order(from.flatten(), to.flatten(), span)?;
        if let (Some(Some(minimum)), Some(Some(maximum))) = (minimum, maximum)
            && maximum < minimum
        {
            row.refuse(at_most, Problem::MaximumBelowMinimum);
            return None;
        }
        let more = RowDetails {
            worker_types: row.maybe(worker_types, cell::text)?,
            shifts: row.maybe(shifts, cell::text)?,
            then: row.maybe(then, cell::text)?,
            with: row.maybe(with, cell::text)?,
            weekdays: row.maybe(weekdays, cell::text)?,
            hours: row.maybe(hours, cell::text)?,
            citation: row.maybe(citation, cell::text)?,
            examples: row.maybe(examples, cell::text)?,
        };
        let rule = LocalRuleRow {
            id: id?,
            kind: kind?,
            scope: scope?,
            window: window?,
            minimum: minimum?,
            maximum: maximum?,
            weight: weight?,
            from: from?,
            to: to?,
            more,
        };
        // The rules themselves know which kinds there are and what each needs; a pack whose examples fail is refused here.
        if let Err(error) = RuleBook::load(RulePack::vietnam(), std::slice::from_ref(&rule)) {
            row.refuse(kind_column, Problem::BadRule { why: error.to_string() });
            return None;
        }
        Some(rule)
    });
    for (rule, code) in rows.iter().flat_map(|row| unknown_codes(row, codes).map(|code| (shown(&row.id), shown(code))))
    {
        report.notice(&file, NoticeKind::UnknownInRule { rule, code });
    }
    Some(rows)
}

/// What `row` calls by a code that no shift, skill or officer has: it may be misspelt, and would bind nobody.
fn unknown_codes<'a>(row: &'a LocalRuleRow, codes: &'a Codes) -> impl Iterator<Item = &'a str> {
    let parts = |cell: &'a Option<String>| cell.iter().flat_map(|cell| cell.split(';')).map(str::trim);
    let shifts = parts(&row.more.shifts).chain(parts(&row.more.then));
    let shifts = shifts.filter(|token| !is_word_for_shifts(token) && !codes.shifts.accepts(token));
    let is_known = |token: &&str| *token == WITH_NORMAL_TIME || codes.skills.contains(*token);
    let with = parts(&row.more.with).filter(move |token| !is_known(token) && !codes.officers.contains(token));
    shifts.chain(with).filter(|token| !token.is_empty())
}

/// `calendar.csv`.
pub(super) fn calendar(mut table: Table<'_>, codes: &Codes, report: &mut Report) -> Option<Vec<CalendarRow>> {
    let [citation] = table.optional(["citation"], report);
    let [date, kind, centre, name] = table.required(["date", "kind", "centre", "name"], report)?;
    Some(table.rows(report, |row| {
        let date = row.need(date, cell::date);
        let kind = row.need(kind, cell::one_of(CALENDAR_KINDS));
        let scope = row.scope(centre, &codes.centres);
        let name = row.cell(name).to_owned();
        let citation = row.maybe(citation, cell::text);
        Some(CalendarRow { date: date?, kind: kind?, scope: scope?, name, citation: citation? })
    }))
}

/// `profiles.csv`.
pub(super) fn profiles(mut table: Table<'_>, codes: &Codes, report: &mut Report) -> Option<Vec<ProfileRow>> {
    let [weekday] = table.optional(["weekday"], report);
    let [centre, group, start, share] = table.required(["centre", "group", "start", "share"], report)?;
    let file = table.file().to_owned();
    let errors_before = report.errors.len();
    let lined = table.lined_rows(report, |row| {
        let scope = row.scope(centre, &codes.centres);
        let group = if row.cell(group) == "*" {
            Some(GroupScope::All)
        } else {
            row.code(group, &codes.groups).map(|code| GroupScope::One(GroupCode(code)))
        };
        let weekday = if row.cell(weekday) == "*" { Some(None) } else { row.maybe(weekday, cell::weekday) };
        let start = row.need(start, cell::half_hour);
        let share = row.need(share, cell::decimal(1.0));
        Some(ProfileRow { scope: scope?, group: group?, weekday: weekday?, start: start?, share: share? })
    });
    // A line that was refused would be missing from the sum.
    if report.errors.len() == errors_before {
        refuse_wrong_sums(&lined, &file, report);
    }
    Some(lined.rows)
}

/// `settings.csv`.
pub(super) fn settings(mut table: Table<'_>, codes: &Codes, report: &mut Report) -> Option<Vec<SettingRow>> {
    let [from] = table.optional(["from"], report);
    let [centre, key, value] = table.required(["centre", "key", "value"], report)?;
    let (value_column, file) = (value, table.file().to_owned());
    let mut unknown: Vec<String> = Vec::new();
    let rows = table.rows(report, |row| {
        let scope = row.scope(centre, &codes.centres);
        let key = row.need(key, cell::text);
        let value = row.need(value, cell::text);
        let from = row.maybe(from, cell::date);
        let (key, value) = (key?, value?);
        match Setting::named(&key) {
            // Another program of the house may keep its own there, and a misspelt one would pass unnoticed.
            None if !unknown.contains(&key) => unknown.push(key.clone()),
            None => {}
            Some(setting) => {
                if let Err(misfit) = setting.read(&value) {
                    row.refuse(value_column, misfit_of(setting, misfit));
                    return None;
                }
            }
        }
        Some(SettingRow { scope: scope?, key, value, from: from? })
    });
    for key in unknown {
        report.notice(&file, NoticeKind::UnknownSetting { key: shown(&key) });
    }
    // Who switched it on stands in the trail of the import (DOMAIN D1); the ground has a column in rules.csv alone.
    let raised: BTreeSet<_> = rows.iter().filter(|row| raises_a_cap(row)).map(|row| (&row.key, &row.value)).collect();
    for (key, hours) in raised {
        report.notice(&file, NoticeKind::RaisedCap { key: shown(key), hours: shown(hours) });
    }
    Some(rows)
}

/// Whether the setting lets officers work more overtime than Labour Code 45/2019/QH14, art. 107(2) allows by itself.
fn raises_a_cap(row: &SettingRow) -> bool {
    let by_law = match row.key.as_str() {
        "overtime_month_hours" => RulePack::vietnam().overtime_month,
        "overtime_year_hours" => RulePack::vietnam().overtime_year,
        _ => return false,
    };
    row.value.parse::<i32>().is_ok_and(|hours| hours * 60 > by_law)
}

/// What is wrong with a value that `setting` does not take.
fn misfit_of(setting: &'static Setting, misfit: Misfit) -> Problem {
    let wrong_type = |expected| Problem::WrongType { expected };
    match (misfit, setting.values) {
        (Misfit::Range, _) => Problem::SettingOutOfRange { setting },
        (Misfit::Form, Values::Decimal(..)) => wrong_type(Expected::Decimal),
        (Misfit::Form, Values::Whole(..)) => wrong_type(Expected::WholeNumber),
        (Misfit::Form, Values::YesNo) => wrong_type(Expected::YesNo),
        (Misfit::Form, Values::TimeZone) => wrong_type(Expected::TimeZone),
    }
}

/// `*`, a centre, an officer or a skill; the first that has the code.
fn rule_scope(code: &str, codes: &Codes) -> cell::Parsed<RuleScope> {
    let judged = codes.centres.is_complete() && codes.officers.is_complete() && codes.groups.is_complete();
    match code {
        "*" => Ok(RuleScope::All),
        code if codes.centres.contains(code) => Ok(RuleScope::Centre(CentreCode::from(code))),
        code if codes.officers.contains(code) => Ok(RuleScope::Officer(OfficerCode::from(code))),
        code if codes.skills.contains(code) || !judged => Ok(RuleScope::Skill(SkillCode::from(code))),
        _ => Err(Problem::UnknownCode { kind: CodeKind::RuleScope }),
    }
}

/// Refuses every (centre, group, weekday) whose shares do not sum to 1, at its first line.
fn refuse_wrong_sums(profiles: &Lined<ProfileRow>, file: &str, report: &mut Report) {
    let mut days: BTreeMap<(&str, &str, Option<u32>), (u64, f64)> = BTreeMap::new();
    for (row, line) in profiles.rows.iter().zip(&profiles.lines) {
        let day = (row.scope.as_str(), row.group.as_str(), row.weekday);
        days.entry(day).or_insert((*line, 0.0)).1 += row.share;
    }
    for ((centre, group, weekday), (line, sum)) in days {
        if (sum - 1.0).abs() > SHARE_TOLERANCE {
            let (centre, group) = (centre.to_owned(), group.to_owned());
            report.refuse_file(file, Some(line), Problem::SharesNotOne { sum, centre, group, weekday });
        }
    }
}
