//! Readers of what has happened: dossiers by day, single cases, minutes worked, and sessions.

use chrono::{NaiveTime, Timelike};
use chrono_tz::Tz;

use super::cell::{self, Parsed};
use super::codes::Codes;
use super::expected::{CodeKind, Expected, Quantity};
use super::places::DAY_MINUTES;
use super::problem::Problem;
use super::report::Report;
use super::rows::{CaseRow, Channel, CrewSlot, SessionOfficers, SessionRow, SessionStatus};
use super::table::Table;
use crate::domain::dossiers::{DossierCount, DossierOutcome};
use crate::domain::ids::{CentreCode, GroupCode, OfficerCode};
use crate::domain::overtime::{CompensationMode, LedgerEntry, MinuteClass};

const CHANNELS: &[(&str, Channel)] =
    &[("desk", Channel::Desk), ("online", Channel::Online), ("outreach", Channel::Outreach)];

const CLASSES: &[(&str, (MinuteClass, bool))] = &[
    ("normal", (MinuteClass::Normal, false)),
    ("overtime_day", (MinuteClass::OvertimeDay, false)),
    ("overtime_rest_day", (MinuteClass::OvertimeRestDay, false)),
    ("overtime_holiday", (MinuteClass::OvertimeHoliday, false)),
    ("normal_night", (MinuteClass::Normal, true)),
    ("overtime_day_night", (MinuteClass::OvertimeDay, true)),
    ("overtime_rest_day_night", (MinuteClass::OvertimeRestDay, true)),
    ("overtime_holiday_night", (MinuteClass::OvertimeHoliday, true)),
];

const MODES: &[(&str, CompensationMode)] = &[
    ("paid", CompensationMode::Paid),
    ("toil", CompensationMode::Toil),
    ("waived", CompensationMode::Waived),
    ("none", CompensationMode::None),
];

const SESSION_STATUSES: &[(&str, SessionStatus)] =
    &[("planned", SessionStatus::Planned), ("held", SessionStatus::Held)];

/// `dossiers.csv`.
pub(super) fn dossiers(mut table: Table<'_>, codes: &Codes, report: &mut Report) -> Option<Vec<DossierCount>> {
    let [early, on_time, late, overdue] =
        table.optional(["completed_early", "completed_on_time", "completed_late", "open_overdue"], report);
    let [e_certified, paid_online, citizens, procedures] =
        table.optional(["e_certified", "paid_online", "citizens", "procedures"], report);
    let [date, centre, group, received] = table.required(["date", "centre", "group", "received"], report)?;
    Some(table.rows(report, |row| {
        let date = row.need(date, cell::date);
        let centre = row.code(centre, &codes.centres);
        let group = row.code(group, &codes.groups);
        let received = row.need(received, cell::count(Quantity::Dossiers));
        let completed_early = row.maybe(early, cell::count(Quantity::Dossiers));
        let completed_on_time = row.maybe(on_time, cell::count(Quantity::Dossiers));
        let completed_late = row.maybe(late, cell::count(Quantity::Dossiers));
        let open_overdue = row.maybe(overdue, cell::count(Quantity::Dossiers));
        let e_certified = row.maybe(e_certified, cell::count(Quantity::Dossiers));
        let paid_online = row.maybe(paid_online, cell::count(Quantity::Dossiers));
        let citizens = row.maybe(citizens, cell::count(Quantity::Citizens));
        let procedures = row.maybe(procedures, cell::count(Quantity::Procedures));
        Some(DossierCount {
            date: date?,
            centre: CentreCode(centre?),
            group: GroupCode(group?),
            received: received?,
            outcome: DossierOutcome {
                completed_early: completed_early?,
                completed_on_time: completed_on_time?,
                completed_late: completed_late?,
                open_overdue: open_overdue?,
                e_certified: e_certified?,
                paid_online: paid_online?,
                citizens: citizens?,
                procedures: procedures?,
            },
        })
    }))
}

/// `cases.csv`; times without offset are local to `zone`.
pub(super) fn cases(mut table: Table<'_>, codes: &Codes, zone: Tz, report: &mut Report) -> Option<Vec<CaseRow>> {
    let [due_at, completed_at, channel, paid_online, e_certified] =
        table.optional(["due_at", "completed_at", "channel", "paid_online", "e_certified"], report);
    let [code, centre, group, received_at, status] =
        table.required(["code", "centre", "group", "received_at", "status"], report)?;
    let (until_due, until_completed) = ([received_at, due_at], [received_at, completed_at]);
    Some(table.rows(report, |row| {
        let instant = |cell: &str| cell::date_time(cell, zone);
        let code = row.need(code, cell::text);
        let centre = row.code(centre, &codes.centres);
        let group = row.code(group, &codes.groups);
        let received_at = row.need(received_at, instant);
        let due_at = row.maybe(due_at, instant);
        let completed_at = row.maybe(completed_at, instant);
        let status = row.need(status, cell::text);
        let channel = row.maybe(channel, cell::one_of(CHANNELS));
        let paid_online = row.maybe(paid_online, cell::yes_no);
        let e_certified = row.maybe(e_certified, cell::yes_no);
        let due_in_order = row.in_order(received_at, due_at.flatten(), until_due);
        let completed_in_order = row.in_order(received_at, completed_at.flatten(), until_completed);
        due_in_order.and(completed_in_order)?;
        Some(CaseRow {
            code: code?,
            centre: CentreCode(centre?),
            group: GroupCode(group?),
            received_at: received_at?,
            due_at: due_at?,
            completed_at: completed_at?,
            status: status?,
            channel: channel?,
            paid_online: paid_online?,
            e_certified: e_certified?,
        })
    }))
}

/// `ledger.csv`. A span may run past midnight; its end then lies before its start.
pub(super) fn ledger(mut table: Table<'_>, codes: &Codes, report: &mut Report) -> Option<Vec<LedgerEntry>> {
    let [officer, date, start, end, minutes, class, mode] =
        table.required(["officer", "date", "start", "end", "minutes", "class", "mode"], report)?;
    Some(table.rows(report, |row| {
        let officer = row.code(officer, &codes.officers);
        let date = row.need(date, cell::date);
        let start = row.need(start, cell::time);
        let end = row.need(end, cell::time);
        let worked = row.need(minutes, cell::minutes(DAY_MINUTES));
        let class = row.need(class, cell::one_of(CLASSES));
        let mode = row.need(mode, cell::one_of(MODES));
        let (start, end, worked) = (start?, end?, worked?);
        let available = span_minutes(start, end);
        if i64::from(worked) > available {
            row.refuse(minutes, Problem::MoreThanSpan { available });
            return None;
        }
        let (class, night) = class?;
        Some(LedgerEntry {
            officer: OfficerCode(officer?),
            date: date?,
            start,
            end,
            minutes: worked,
            class,
            night,
            mode: mode?,
        })
    }))
}

/// `sessions.csv`.
pub(super) fn sessions(mut table: Table<'_>, codes: &Codes, report: &mut Report) -> Option<Vec<SessionRow>> {
    let [helped, officers, crew] = table.optional(["citizens_helped", "officers", "crew"], report);
    let [centre, site, date, start, end, status] =
        table.required(["centre", "site", "date", "start", "end", "status"], report)?;
    let hours = [start, end];
    Some(table.rows(report, |row| {
        let centre = row.code(centre, &codes.centres);
        let at = row.need(site, cell::text);
        let date = row.need(date, cell::date);
        let start = row.need(start, cell::time);
        let end = row.need(end, cell::time);
        let citizens_helped = row.maybe(helped, cell::count(Quantity::Citizens));
        let officers = row.maybe(officers, |cell| session_officers(cell, codes));
        let crew = row.maybe(crew, |cell| cell::list(cell).map(crew_slot).collect::<Parsed<Vec<_>>>());
        let status = row.need(status, cell::one_of(SESSION_STATUSES));
        let in_order = row.has_length(start, end, hours);
        let place = (CentreCode(centre?), at?);
        if !codes.has_site(&place) {
            row.refuse(site, Problem::UnknownCode { kind: CodeKind::Site });
            return None;
        }
        in_order?;
        Some(SessionRow {
            centre: place.0,
            site: place.1,
            date: date?,
            start: start?,
            end: end?,
            citizens_helped: citizens_helped?,
            officers: officers?,
            crew: crew?.unwrap_or_default(),
            status: status?,
        })
    }))
}

/// Minutes from `start` to `end`, past midnight when `end` is not later.
fn span_minutes(start: NaiveTime, end: NaiveTime) -> i64 {
    let minutes = i64::from(end.num_seconds_from_midnight() / 60) - i64::from(start.num_seconds_from_midnight() / 60);
    if minutes > 0 { minutes } else { minutes + i64::from(DAY_MINUTES) }
}

/// A number of officers, or a list of their codes.
fn session_officers(cell: &str, codes: &Codes) -> Parsed<SessionOfficers> {
    let is_code = codes.officers.contains(cell);
    if !is_code && cell.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
        return cell::count(Quantity::Officers)(cell).map(SessionOfficers::Number);
    }
    let named = cell::list(cell).map(|code| {
        let officers = &codes.officers;
        if officers.accepts(code) {
            Ok(OfficerCode::from(code))
        } else {
            Err(Problem::UnknownCode { kind: officers.kind })
        }
    });
    named.collect::<Parsed<Vec<_>>>().map(SessionOfficers::Named)
}

/// `role:number`.
fn crew_slot(slot: &str) -> Parsed<CrewSlot> {
    let wrong = || Problem::WrongType { expected: Expected::Crew };
    let (role, officers) = slot.split_once(':').ok_or_else(wrong)?;
    let officers = cell::whole(0..=1000)(officers.trim()).ok().and_then(|officers| u32::try_from(officers).ok());
    match (role.trim(), officers) {
        ("", _) | (_, None) => Err(wrong()),
        (role, Some(officers)) => Ok(CrewSlot { role: role.to_owned(), officers }),
    }
}
