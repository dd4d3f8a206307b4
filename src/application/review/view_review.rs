//! The approver's page: what changed, what it costs, what the law says, what happened so far.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::house_rules::HOUSE_RULES;
use crate::application::actors::Viewer;
use crate::application::planning::ViewError;
use crate::application::planning::view_board::board_of;
use crate::application::ports::{AuditEntry, Clock, Store, Stored};
use crate::application::views::{Person, ReviewView, RosterDifference, RuleFindings, TrailEntry};
use crate::domain::ids::{OfficerCode, ShiftCode};
use crate::domain::roster::RosterStatus;
use crate::domain::rules::{Breach, CENTRE_RULES, LABOUR_RULES, Severity, Status};
use crate::domain::shift::Shift;

/// Rows of the trail that the page shows.
const TRAIL_ROWS: i64 = 200;

/// The review page of the latest version that starts on `first`.
///
/// # Errors
/// When there is no such roster or the store fails.
pub fn view_review(
    store: &mut impl Store,
    clock: &dyn Clock,
    viewer: &Viewer,
    first: NaiveDate,
) -> Result<ReviewView, ViewError> {
    let head = store.latest_roster(viewer.centre(), first)?.ok_or(ViewError::NotFound)?;
    let previous = store.rosters(viewer.centre())?.into_iter().find(|other| {
        other.period.first == first
            && other.version < head.version
            && matches!(other.status, RosterStatus::Approved | RosterStatus::Published | RosterStatus::Closed)
    });
    let mut before: BTreeMap<(OfficerCode, NaiveDate), ShiftCode> = BTreeMap::new();
    if let Some(previous) = &previous {
        for cell in store.assignments(previous.id)? {
            before.insert((cell.officer, cell.date), cell.shift);
        }
    }
    let after: BTreeMap<(OfficerCode, NaiveDate), ShiftCode> =
        store.assignments(head.id)?.into_iter().map(|cell| ((cell.officer, cell.date), cell.shift)).collect();
    let subject = format!("{} {} v{}", head.centre, head.period.first, head.version);
    let trail = store.audit_of_subject(viewer.centre(), &subject, TRAIL_ROWS)?;
    let people = people(store, trail.iter().map(|entry| &entry.by).chain(&head.submitted_by))?;
    let person = |login: &String| Person { login: login.clone(), name: people.get(login).cloned() };
    let submitted_by = head.submitted_by.as_ref().map(person);
    let board = board_of(store, head, clock.today())?;
    let shift = |code: &ShiftCode| -> Option<&Shift> { board.shifts.iter().find(|shift| &shift.code == code) };
    let overtime_minutes = after.values().filter_map(shift).map(|shift| shift.overtime_minutes).sum();
    let evenings = after.values().filter_map(shift).filter(|shift| shift.is_evening()).count();
    let legal_report = legal_report(&board.breaches);
    let names: BTreeMap<&OfficerCode, &str> =
        board.rows.iter().map(|row| (&row.officer.code, row.officer.name.as_str())).collect();
    let named = |officer: &OfficerCode| names.get(officer).copied().unwrap_or(officer.as_str()).to_owned();
    let trail = trail
        .into_iter()
        .map(|entry| TrailEntry {
            cell: changed_cell(&entry, &subject, named),
            at: entry.at,
            by: person(&entry.by),
            action: entry.action,
            reason: entry.reason,
        })
        .collect();
    let mut cells: Vec<&(OfficerCode, NaiveDate)> = before.keys().chain(after.keys()).collect();
    cells.sort();
    cells.dedup();
    let differences = cells
        .into_iter()
        .filter(|cell| before.get(*cell) != after.get(*cell))
        .map(|cell| RosterDifference {
            officer: (cell.0.clone(), named(&cell.0)),
            date: cell.1,
            before: before.get(cell).cloned(),
            after: after.get(cell).cloned(),
        })
        .collect();
    Ok(ReviewView {
        differences,
        has_previous: previous.is_some(),
        overtime_minutes,
        evenings,
        legal_report,
        submitted_by,
        trail,
        board,
    })
}

/// Every rule in the order of the law, then those of the house, then local ones that found something.
fn legal_report(breaches: &[Breach]) -> Vec<RuleFindings> {
    let mut rules: Vec<(&'static str, Status)> =
        LABOUR_RULES.iter().map(|rule| (rule.id(), rule.provision().status)).collect();
    rules.extend(CENTRE_RULES.iter().map(|rule| (rule.id(), rule.provision().status)));
    rules.extend(HOUSE_RULES.iter().map(|rule| (rule.id, Status::House)));
    for breach in breaches {
        if !rules.iter().any(|(rule, _)| *rule == breach.rule) {
            rules.push((breach.rule, Status::House));
        }
    }
    let found = |rule: &str, severity: Severity| {
        breaches.iter().filter(|breach| (breach.rule, breach.severity) == (rule, severity)).count()
    };
    rules
        .into_iter()
        .map(|(rule, status)| RuleFindings {
            rule,
            to_check: status == Status::ToCheck,
            hard: found(rule, Severity::Hard),
            soft: found(rule, Severity::Soft),
            lifted: found(rule, Severity::Lifted),
        })
        .collect()
}

/// The names of the accounts with these log-ins.
fn people<'a>(store: &mut impl Store, logins: impl Iterator<Item = &'a String>) -> Stored<BTreeMap<String, String>> {
    let logins: BTreeSet<&String> = logins.collect();
    let mut names = BTreeMap::new();
    for login in logins {
        if let Some(account) = store.account(login)? {
            names.insert(login.clone(), account.name);
        }
    }
    Ok(names)
}

/// The cell that an entry about a part of the roster `subject` changed.
fn changed_cell(entry: &AuditEntry, subject: &str, named: impl Fn(&OfficerCode) -> String) -> Option<RosterDifference> {
    let (officer, date) = entry.subject.strip_prefix(subject)?.trim_start().rsplit_once(' ')?;
    let officer = OfficerCode::from(officer);
    // A pinned shift is written as its code and a word.
    let shift = |text: &Option<String>| -> Option<ShiftCode> { text.as_ref()?.split(' ').next().map(ShiftCode::from) };
    Some(RosterDifference {
        officer: (officer.clone(), named(&officer)),
        date: date.parse().ok()?,
        before: shift(&entry.before),
        after: shift(&entry.after),
    })
}
