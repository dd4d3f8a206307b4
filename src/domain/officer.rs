//! Officers, and what they have agreed to or asked for.

use chrono::NaiveDate;

use super::ids::{BlockCode, CentreCode, OfficerCode, ShiftCode, SkillCode};
use super::weekdays::Weekdays;

/// The legal relation under which somebody works (DOMAIN, head).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum WorkerType {
    /// Cán bộ, công chức: cadres and civil servants.
    CC,
    /// Viên chức: public employees.
    VC,
    /// Labour-contract staff (NĐ 111/2022, NĐ 173/2025).
    HD,
    /// Ward police.
    CA,
    /// Postal staff under a service contract.
    BC,
    /// Youth Union and community volunteers.
    TN,
}

/// How an officer stands to overtime (OT-01, PR-01…03).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OvertimeStanding {
    /// A standing consent is on file.
    Allowed,
    /// Must be asked, per shift or by a standing consent with limits.
    Consent,
    /// No overtime and no evening. The reason is never stored (PR-06).
    Barred,
}

/// Anyone who may be rostered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Officer {
    /// Code, unique over all centres.
    pub code: OfficerCode,
    /// Name.
    pub name: String,
    /// Home centre.
    pub centre: CentreCode,
    /// Sending agency.
    pub agency: Option<String>,
    /// Legal relation.
    pub worker_type: WorkerType,
    /// Skills; a signatory has the skill `sign` too.
    pub skills: Vec<SkillCode>,
    /// Skills on file that do not count in the roster at hand, because they are not valid on all its days. Whoever a row with
    /// such a skill for its scope binds or protects stays bound and protected.
    pub lapsed: Vec<SkillCode>,
    /// Normal minutes of a full week.
    pub weekly_minutes: i32,
    /// May sign results.
    pub signatory: bool,
    /// Standing to overtime.
    pub overtime: OvertimeStanding,
    /// Last day of the bar, when the standing is barred and the end is known.
    pub barred_until: Option<NaiveDate>,
    /// First day of work.
    pub joined: Option<NaiveDate>,
    /// Last day of work.
    pub left: Option<NaiveDate>,
}

impl Officer {
    /// Whether overtime and evenings are forbidden on `date`. After a dated bar ends, the officer must be asked.
    #[must_use]
    pub fn barred_on(&self, date: NaiveDate) -> bool {
        self.overtime == OvertimeStanding::Barred && self.barred_until.is_none_or(|until| date <= until)
    }

    /// Whether the officer is employed on `date`.
    #[must_use]
    pub fn employed_on(&self, date: NaiveDate) -> bool {
        self.joined.is_none_or(|joined| joined <= date) && self.left.is_none_or(|left| date <= left)
    }
}

/// A standing consent to overtime with its limits (OT-01: Labour Code art. 107(2)(a); NĐ 145/2020 art. 59).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// Who consented.
    pub officer: OfficerCode,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Only these weekdays.
    pub weekdays: Option<Weekdays>,
    /// Only these blocks.
    pub blocks: Option<Vec<BlockCode>>,
    /// Overtime minutes on one day.
    pub max_minutes_per_day: Option<i32>,
    /// Overtime minutes in one calendar month.
    pub max_minutes_per_month: Option<i32>,
}

/// Overtime of a calendar month, as a consent limits it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MonthLimit {
    /// At most so many minutes.
    AtMost(i32),
    /// As much as the law allows.
    Unlimited,
}

impl Consent {
    /// What it says of its month.
    #[must_use]
    pub fn month_limit(&self) -> MonthLimit {
        self.max_minutes_per_month.map_or(MonthLimit::Unlimited, MonthLimit::AtMost)
    }

    /// Whether the consent is in force on `date`.
    #[must_use]
    pub fn covers_date(&self, date: NaiveDate) -> bool {
        self.from <= date && date <= self.to && self.weekdays.is_none_or(|weekdays| weekdays.includes(date))
    }
}

/// Why an officer is away; colleagues only ever see *away*.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LeaveKind {
    /// Annual leave.
    Annual,
    /// Sick leave.
    Sick,
    /// Maternity leave.
    Maternity,
    /// Training.
    Training,
    /// Anything else.
    Other,
}

/// A leave, first and last day included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leave {
    /// Who is away.
    pub officer: OfficerCode,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Kind.
    pub kind: LeaveKind,
}

/// Days or shifts that an officer cannot work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unavailability {
    /// Who.
    pub officer: OfficerCode,
    /// First day; without it, always.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub to: Option<NaiveDate>,
    /// Only these weekdays.
    pub weekdays: Option<Weekdays>,
    /// Only these shifts; without it, all.
    pub shifts: Option<Vec<ShiftCode>>,
}

impl Unavailability {
    /// Whether it forbids `shift` on `date`.
    #[must_use]
    pub fn forbids(&self, date: NaiveDate, shift: &ShiftCode) -> bool {
        self.from.is_none_or(|from| from <= date)
            && self.to.is_none_or(|to| date <= to)
            && self.weekdays.is_none_or(|weekdays| weekdays.includes(date))
            && self.shifts.as_ref().is_none_or(|shifts| shifts.contains(shift))
    }
}

/// A wish: −10 avoids, +10 wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preference {
    /// Who.
    pub officer: OfficerCode,
    /// Only this shift; without it, any.
    pub shift: Option<ShiftCode>,
    /// Only this day.
    pub date: Option<NaiveDate>,
    /// Only this weekday, 1 = Monday.
    pub weekday: Option<u32>,
    /// From −10 (avoid) to +10 (wants).
    pub weight: i32,
}
