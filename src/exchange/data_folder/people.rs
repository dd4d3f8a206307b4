//! Readers of officers and what is known of each: consents, leave, absences, wishes, pay, and users.

use super::cell::{self, Parsed};
use super::codes::Codes;
use super::expected::Expected;
use super::places::DAY_MINUTES;
use super::problem::Problem;
use super::report::Report;
use super::rows::{PayRow, RoleGrant, UserRole, UserRow};
use super::table::Table;
use crate::domain::centre::CentreScope;
use crate::domain::ids::{BlockCode, CentreCode, OfficerCode, ShiftCode, SkillCode};
use crate::domain::officer::{
    Consent, Leave, LeaveKind, Officer, OvertimeStanding, Preference, Unavailability, WorkerType,
};

/// The skill that a signatory has.
const SIGN: &str = "sign";

/// Minutes of a week, and of the longest month.
const WEEK_MINUTES: i32 = 7 * DAY_MINUTES;
const MONTH_MINUTES: i32 = 31 * DAY_MINUTES;

/// Above any monthly salary, in đồng.
const MAX_SALARY: i64 = 1_000_000_000_000;

const WORKER_TYPES: &[(&str, WorkerType)] = &[
    ("CC", WorkerType::CC),
    ("VC", WorkerType::VC),
    ("HD", WorkerType::HD),
    ("CA", WorkerType::CA),
    ("BC", WorkerType::BC),
    ("TN", WorkerType::TN),
];

const STANDINGS: &[(&str, OvertimeStanding)] = &[
    ("allowed", OvertimeStanding::Allowed),
    ("consent", OvertimeStanding::Consent),
    ("barred", OvertimeStanding::Barred),
];

const LEAVE_KINDS: &[(&str, LeaveKind)] = &[
    ("annual", LeaveKind::Annual),
    ("sick", LeaveKind::Sick),
    ("maternity", LeaveKind::Maternity),
    ("training", LeaveKind::Training),
    ("other", LeaveKind::Other),
];

const ROLES: &[(&str, UserRole)] = &[
    ("admin", UserRole::Admin),
    ("province", UserRole::Province),
    ("manager", UserRole::Manager),
    ("approver", UserRole::Approver),
    ("officer", UserRole::Officer),
    ("committee", UserRole::Committee),
    ("auditor", UserRole::Auditor),
];

/// `officers.csv`. The skill `*` means every skill that a group asks for.
pub(super) fn officers(mut table: Table<'_>, codes: &Codes, report: &mut Report) -> Option<Vec<Officer>> {
    let [agency, signatory, barred_until, joined, left] =
        table.optional(["agency", "signatory", "barred_until", "joined", "left"], report);
    let [code, name, centre, worker_type, skills, weekly_minutes, overtime] =
        table.required(["code", "name", "centre", "worker_type", "skills", "weekly_minutes", "overtime"], report)?;
    let employment = [joined, left];
    let mut every_skill: Vec<&str> = codes.skills.iter().map(String::as_str).collect();
    every_skill.sort_unstable();
    Some(table.rows(report, |row| {
        let code = row.need(code, cell::text);
        let name = row.need(name, cell::text);
        let centre = row.code(centre, &codes.centres);
        let agency = row.maybe(agency, cell::text);
        let worker_type = row.need(worker_type, cell::one_of(WORKER_TYPES));
        let mut skills: Vec<SkillCode> = match row.cell(skills) {
            "*" => every_skill.iter().copied().map(SkillCode::from).collect(),
            cell => cell::list(cell).map(SkillCode::from).collect(),
        };
        let weekly_minutes = row.need(weekly_minutes, cell::minutes(WEEK_MINUTES));
        let signatory = row.maybe(signatory, cell::yes_no).map(Option::unwrap_or_default);
        let overtime = row.need(overtime, cell::one_of(STANDINGS));
        let barred_until = row.maybe(barred_until, cell::date);
        let joined = row.maybe(joined, cell::date);
        let left = row.maybe(left, cell::date);
        row.in_order(joined.flatten(), left.flatten(), employment)?;
        let signatory = signatory?;
        if signatory && !skills.iter().any(|skill| skill.as_str() == SIGN) {
            skills.push(SkillCode::from(SIGN));
        }
        Some(Officer {
            code: OfficerCode(code?),
            name: name?,
            centre: CentreCode(centre?),
            agency: agency?,
            worker_type: worker_type?,
            skills,
            lapsed: Vec::new(),
            weekly_minutes: weekly_minutes?,
            signatory,
            overtime: overtime?,
            barred_until: barred_until?,
            joined: joined?,
            left: left?,
        })
    }))
}

/// `consents.csv`.
pub(super) fn consents(mut table: Table<'_>, codes: &Codes, report: &mut Report) -> Option<Vec<Consent>> {
    let [weekdays, blocks, per_day, per_month] =
        table.optional(["weekdays", "blocks", "max_minutes_per_day", "max_minutes_per_month"], report);
    let [officer, from, to] = table.required(["officer", "from", "to"], report)?;
    let span = [from, to];
    Some(table.rows(report, |row| {
        let officer = row.code(officer, &codes.officers);
        let from = row.need(from, cell::date);
        let to = row.need(to, cell::date);
        let weekdays = row.maybe(weekdays, cell::weekdays);
        let blocks = row.restriction(blocks, &codes.blocks, BlockCode);
        let max_minutes_per_day = row.maybe(per_day, cell::minutes(DAY_MINUTES));
        let max_minutes_per_month = row.maybe(per_month, cell::minutes(MONTH_MINUTES));
        row.in_order(from, to, span)?;
        Some(Consent {
            officer: OfficerCode(officer?),
            from: from?,
            to: to?,
            weekdays: weekdays?,
            blocks: blocks?,
            max_minutes_per_day: max_minutes_per_day?,
            max_minutes_per_month: max_minutes_per_month?,
        })
    }))
}

/// `leave.csv`.
pub(super) fn leave(mut table: Table<'_>, codes: &Codes, report: &mut Report) -> Option<Vec<Leave>> {
    let [officer, from, to, kind] = table.required(["officer", "from", "to", "kind"], report)?;
    let span = [from, to];
    Some(table.rows(report, |row| {
        let officer = row.code(officer, &codes.officers);
        let from = row.need(from, cell::date);
        let to = row.need(to, cell::date);
        let kind = row.need(kind, cell::one_of(LEAVE_KINDS));
        row.in_order(from, to, span)?;
        Some(Leave { officer: OfficerCode(officer?), from: from?, to: to?, kind: kind? })
    }))
}

/// `unavailable.csv`.
pub(super) fn unavailable(mut table: Table<'_>, codes: &Codes, report: &mut Report) -> Option<Vec<Unavailability>> {
    let [weekdays, shifts] = table.optional(["weekdays", "shifts"], report);
    // An absence without first day is for always, so that only the columns must be there.
    let [officer, from, to] = table.required(["officer", "from", "to"], report)?;
    let span = [from, to];
    Some(table.rows(report, |row| {
        let officer = row.code(officer, &codes.officers);
        let from = row.maybe(from, cell::date);
        let to = row.maybe(to, cell::date);
        let weekdays = row.maybe(weekdays, cell::weekdays);
        let shifts = row.restriction(shifts, &codes.shifts, ShiftCode);
        row.in_order(from.flatten(), to.flatten(), span)?;
        Some(Unavailability {
            officer: OfficerCode(officer?),
            from: from?,
            to: to?,
            weekdays: weekdays?,
            shifts: shifts?,
        })
    }))
}

/// `preferences.csv`.
pub(super) fn preferences(mut table: Table<'_>, codes: &Codes, report: &mut Report) -> Option<Vec<Preference>> {
    let [shift, date, weekday] = table.optional(["shift", "date", "weekday"], report);
    let [officer, weight] = table.required(["officer", "weight"], report)?;
    Some(table.rows(report, |row| {
        let officer = row.code(officer, &codes.officers);
        let shift = if row.cell(shift) == "*" { Some(None) } else { row.maybe_code(shift, &codes.shifts) };
        let date = row.maybe(date, cell::date);
        let weekday = row.maybe(weekday, cell::weekday);
        let weight = row.need(weight, cell::whole(-10..=10));
        Some(Preference {
            officer: OfficerCode(officer?),
            shift: shift?.map(ShiftCode),
            date: date?,
            weekday: weekday?,
            weight: i32::try_from(weight?).ok()?,
        })
    }))
}

/// `pay.csv`.
pub(super) fn pay(mut table: Table<'_>, codes: &Codes, report: &mut Report) -> Option<Vec<PayRow>> {
    let [coefficient, allowance, salary, hours] =
        table.optional(["coefficient", "allowance_coefficient", "month_salary", "hours_per_month"], report);
    let [officer, from] = table.required(["officer", "from"], report)?;
    Some(table.rows(report, |row| {
        let officer = row.code(officer, &codes.officers);
        let from = row.need(from, cell::date);
        let of_grade = row.maybe(coefficient, cell::thousandths);
        let of_allowance = row.maybe(allowance, cell::thousandths);
        let month_salary_dong = row.maybe(salary, cell::whole(0..=MAX_SALARY));
        let hours_per_month = row.maybe(hours, cell::thousandths);
        if of_grade == Some(None) && month_salary_dong == Some(None) {
            row.refuse(coefficient, Problem::NeedsOneOf { columns: &["coefficient", "month_salary"] });
            return None;
        }
        Some(PayRow {
            officer: OfficerCode(officer?),
            from: from?,
            coefficient_thousandths: of_grade?,
            allowance_coefficient_thousandths: of_allowance?,
            month_salary_dong: month_salary_dong?,
            hours_per_month_thousandths: hours_per_month?,
        })
    }))
}

/// `users.csv`.
pub(super) fn users(mut table: Table<'_>, codes: &Codes, report: &mut Report) -> Option<Vec<UserRow>> {
    let [officer, email, language] = table.optional(["officer", "email", "language"], report);
    let [login, name, roles] = table.required(["login", "name", "roles"], report)?;
    Some(table.rows(report, |row| {
        let login = row.need(login, cell::text);
        let name = row.need(name, cell::text);
        let roles = row.need(roles, |cell| cell::list(cell).map(|grant| role_grant(grant, codes)).collect());
        let officer = row.maybe_code(officer, &codes.officers);
        let email = row.maybe(email, cell::text);
        let language = row.maybe(language, cell::text);
        Some(UserRow {
            login: login?,
            name: name?,
            roles: roles?,
            officer: officer?.map(OfficerCode),
            email: email?,
            language: language?,
        })
    }))
}

/// `role@CODE` or `role@*`; roles that see every centre need no place.
fn role_grant(grant: &str, codes: &Codes) -> Parsed<RoleGrant> {
    let (word, place) = match grant.split_once('@') {
        Some((word, place)) => (word.trim(), Some(place.trim())),
        None => (grant, None),
    };
    let role = cell::one_of(ROLES)(word)?;
    let everywhere = matches!(role, UserRole::Admin | UserRole::Province | UserRole::Auditor);
    let scope = match place {
        Some("*") => CentreScope::All,
        None if everywhere => CentreScope::All,
        None | Some("") => {
            return Err(Problem::WrongType { expected: Expected::Roles });
        }
        Some(code) if codes.centres.accepts(code) => CentreScope::One(CentreCode::from(code)),
        Some(_) => {
            return Err(Problem::UnknownCode { kind: codes.centres.kind });
        }
    };
    Ok(RoleGrant { role, scope })
}
