//! Rows of the files that have no domain type of their own.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use crate::domain::centre::CentreScope;
use crate::domain::ids::{CentreCode, GroupCode, OfficerCode, ShiftCode};

/// Over which channel a dossier came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Channel {
    /// At the counter.
    Desk,
    /// Over the portal.
    Online,
    /// At an outreach session.
    Outreach,
}

/// One dossier (`cases.csv`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseRow {
    /// Its code.
    pub code: String,
    /// The centre that received it.
    pub centre: CentreCode,
    /// Its procedure group.
    pub group: GroupCode,
    /// When it was received.
    pub received_at: DateTime<Utc>,
    /// When it is due.
    pub due_at: Option<DateTime<Utc>>,
    /// When it was completed.
    pub completed_at: Option<DateTime<Utc>>,
    /// Its status, in the words of the case system.
    pub status: String,
    /// Over which channel it came.
    pub channel: Option<Channel>,
    /// Whether its fee was paid online.
    pub paid_online: Option<bool>,
    /// Whether an electronic certified copy was made.
    pub e_certified: Option<bool>,
}

/// What an officer's hour is computed from, since a day (`pay.csv`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayRow {
    /// Who.
    pub officer: OfficerCode,
    /// First day.
    pub from: NaiveDate,
    /// Salary coefficient, in thousandths (2.34 = 2340).
    pub coefficient_thousandths: Option<u32>,
    /// Allowance coefficient, in thousandths.
    pub allowance_coefficient_thousandths: Option<u32>,
    /// Salary of a month, in đồng.
    pub month_salary_dong: Option<i64>,
    /// Hours of a month, in thousandths.
    pub hours_per_month_thousandths: Option<u32>,
}

/// A shift planned elsewhere (`assignments.csv`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssignmentRow {
    /// Who.
    pub officer: OfficerCode,
    /// The day.
    pub date: NaiveDate,
    /// The shift.
    pub shift: ShiftCode,
    /// Its status, in the words of the other system.
    pub status: Option<String>,
    /// Whether a new plan must keep it.
    pub pinned: bool,
}

/// What makes a day special.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CalendarKind {
    /// A public holiday.
    Holiday,
    /// A working day given off, to be worked on another day.
    OffInLieu,
    /// A rest day worked in exchange.
    WorkInLieu,
    /// A day off because a holiday fell on a rest day.
    Compensatory,
    /// The centre is closed.
    Closed,
}

/// A special day (`calendar.csv`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarRow {
    /// The day.
    pub date: NaiveDate,
    /// What makes it special.
    pub kind: CalendarKind,
    /// Where.
    pub scope: CentreScope,
    /// Its name; may be empty.
    pub name: String,
    /// The decision that says so.
    pub citation: Option<String>,
}

/// Which groups a row speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum GroupScope {
    /// Every group (`*`).
    All,
    /// One group.
    One(GroupCode),
}

impl GroupScope {
    /// As written in files: `*` or the code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::All => "*",
            Self::One(code) => code.as_str(),
        }
    }
}

/// The share of a day's arrivals in one half-hour (`profiles.csv`).
#[derive(Clone, Debug, PartialEq)]
pub struct ProfileRow {
    /// Where.
    pub scope: CentreScope,
    /// Of which groups.
    pub group: GroupScope,
    /// Only on this weekday, 1 = Monday.
    pub weekday: Option<u32>,
    /// Start of the half-hour.
    pub start: NaiveTime,
    /// Share, `0.0..=1.0`; those of a day sum to 1 within 0.001.
    pub share: f64,
}

/// A value that differs from its default (`settings.csv`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingRow {
    /// Where.
    pub scope: CentreScope,
    /// Which setting; the settings themselves know which there are.
    pub key: String,
    /// Its value, as written.
    pub value: String,
    /// First day.
    pub from: Option<NaiveDate>,
}

/// Whether a session lies ahead or was held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SessionStatus {
    /// Still to come.
    Planned,
    /// Held.
    Held,
}

/// So many officers in one role of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrewSlot {
    /// The role, for example `greeter`.
    pub role: String,
    /// Officers in it.
    pub officers: u32,
}

/// Who served at a session, as far as known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SessionOfficers {
    /// Only how many.
    Number(u32),
    /// By name.
    Named(Vec<OfficerCode>),
}

/// An outreach evening (`sessions.csv`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// The centre that holds it.
    pub centre: CentreCode,
    /// The site, by its code in the centre.
    pub site: String,
    /// The day.
    pub date: NaiveDate,
    /// Start.
    pub start: NaiveTime,
    /// End.
    pub end: NaiveTime,
    /// Citizens helped.
    pub citizens_helped: Option<u32>,
    /// Who served.
    pub officers: Option<SessionOfficers>,
    /// Roles wanted.
    pub crew: Vec<CrewSlot>,
    /// Whether it was held.
    pub status: SessionStatus,
}

/// What a user may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UserRole {
    /// Users, rules and imports.
    Admin,
    /// Sees every centre.
    Province,
    /// Plans a centre.
    Manager,
    /// Approves rosters of a centre.
    Approver,
    /// Works in a centre.
    Officer,
    /// Sits on the recognition bench.
    Committee,
    /// Reads everything.
    Auditor,
}

/// A role and where it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleGrant {
    /// The role.
    pub role: UserRole,
    /// Where it holds.
    pub scope: CentreScope,
}

/// A user without a password (`users.csv`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserRow {
    /// Log-in name.
    pub login: String,
    /// Name.
    pub name: String,
    /// What the user may do.
    pub roles: Vec<RoleGrant>,
    /// The officer that the user is.
    pub officer: Option<OfficerCode>,
    /// Address for messages.
    pub email: Option<String>,
    /// Preferred language.
    pub language: Option<String>,
}
