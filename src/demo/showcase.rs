//! The people of the showcase ward: who they are, what they agreed to, when they are away, what they wish.
//!
//! About as at Kinh Bắc (Bắc Ninh, July – September 2025, provincial press): the centre's own officers, ward police for
//! residence, Youth Union members and postal staff who guide citizens.

use chrono::{Days, NaiveDate};

use super::dice::Dice;
use super::people::{self, FULL_WEEK};
use super::places::Place;
use crate::domain::ids::OfficerCode;
use crate::domain::officer::{
    Consent, Leave, LeaveKind, Officer, OvertimeStanding, Preference, Unavailability, WorkerType,
};
use crate::domain::weekdays::Weekdays;
use crate::exchange::data_folder::{DataFolder, PayRow};

/// How a member of the crew stands to overtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// A standing consent without limits is on file.
    OnFile,
    /// A live consent to everything.
    Agreed,
    /// A live consent to the evening desk alone, three hours at most.
    EveningsOnly,
    /// A live consent with so many hours a month at most.
    HoursAMonth(i32),
    /// A consent that has run out: must be asked.
    RunOut,
    /// No consent: must be asked.
    ToAsk,
    /// No overtime for so many days more.
    Barred(u64),
}

/// One place in the crew.
pub struct Member {
    worker_type: WorkerType,
    skills: &'static [&'static str],
    standing: Standing,
    /// Salary coefficient in thousandths; 0 for people whom the ward does not pay.
    coefficient: u32,
    /// How often the member has worked overtime, relative to the others; drives the ledger.
    pub eagerness: f64,
    /// Whether the member has taken whatever the last month offered.
    pub hurries: bool,
}

/// Volunteers come for two days and their evenings.
const VOLUNTEER_WEEK: i32 = 20 * 60;

/// Overtime of an evening at the desk.
pub const EVENING_MINUTES: i32 = 180;

use Standing::{Agreed, Barred, EveningsOnly, HoursAMonth, OnFile, RunOut, ToAsk};
use WorkerType::{BC, CA, CC, HD, TN, VC};

/// The crew. Two members carry most of the year's overtime, so that the caps of month and year bind.
pub const CREW: [Member; 26] = [
    member(CC, &["certify", "civil", "sign"], OnFile, 4400, 1.0),
    member(CC, &["civil", "certify", "sign"], Agreed, 3990, 1.0),
    member(CC, &["land", "sign"], HoursAMonth(20), 3660, 0.6),
    member(CC, &["certify", "civil"], OnFile, 3330, 3.4),
    member(CC, &["certify", "civil"], Agreed, 3000, 1.2),
    Member { hurries: true, ..member(VC, &["certify", "civil"], Agreed, 2670, 0.7) },
    member(VC, &["certify", "civil"], EveningsOnly, 2670, 0.8),
    member(HD, &["certify", "reception"], Agreed, 2340, 1.3),
    member(HD, &["certify", "reception"], RunOut, 2340, 0.9),
    member(CC, &["civil", "certify", "business"], HoursAMonth(16), 3000, 0.8),
    member(CC, &["civil", "social"], Agreed, 2670, 1.0),
    member(VC, &["civil", "social"], Barred(24), 2340, 0.0),
    member(CC, &["land", "business"], ToAsk, 3000, 0.4),
    member(VC, &["land", "business"], Agreed, 2670, 0.7),
    member(CC, &["business", "social"], EveningsOnly, 2670, 0.7),
    member(HD, &["certify", "business"], Agreed, 2340, 1.1),
    member(VC, &["social", "reception"], Barred(160), 2340, 0.0),
    member(VC, &["land", "certify"], Agreed, 2670, 0.7),
    member(HD, &["civil", "certify"], Agreed, 2340, 0.9),
    member(CA, &["residence"], OnFile, 0, 1.0),
    member(CA, &["residence"], Agreed, 0, 1.0),
    member(CA, &["residence", "reception"], ToAsk, 0, 0.5),
    member(BC, &["reception", "certify"], Agreed, 0, 0.8),
    member(TN, &["reception"], OnFile, 0, 1.2),
    member(TN, &["reception"], Agreed, 0, 1.0),
    member(TN, &["reception"], Barred(95), 0, 0.0),
];

const fn member(
    worker_type: WorkerType,
    skills: &'static [&'static str],
    standing: Standing,
    coefficient: u32,
    eagerness: f64,
) -> Member {
    Member { worker_type, skills, standing, coefficient, eagerness, hurries: false }
}

impl Member {
    /// Whether the member has the skill.
    pub fn has(&self, skill: &str) -> bool {
        self.skills.contains(&skill)
    }

    /// The member's legal relation.
    pub fn worker_type(&self) -> WorkerType {
        self.worker_type
    }

    /// Whether the member's consent covers a shift with `minutes` of overtime, in the evening or not. What is already
    /// worked may have been agreed shift by shift.
    pub fn agrees(&self, minutes: i32, evening_desk: bool, already_worked: bool) -> bool {
        match self.standing {
            Standing::OnFile | Standing::Agreed | Standing::HoursAMonth(_) => true,
            Standing::EveningsOnly => evening_desk && minutes <= EVENING_MINUTES,
            Standing::RunOut | Standing::ToAsk => already_worked,
            Standing::Barred(_) => false,
        }
    }

    /// Whether the member is asked anew for every shift.
    pub fn is_asked_each_time(&self) -> bool {
        matches!(self.standing, Standing::RunOut | Standing::ToAsk)
    }

    /// Most overtime minutes that the member's consent allows in a month.
    pub fn month_cap(&self) -> i32 {
        match self.standing {
            Standing::HoursAMonth(hours) => hours * 60,
            _ => i32::MAX,
        }
    }
}

/// Fills `folder` with the showcase ward's officers and everything known about them.
pub fn staff(place: &Place, today: NaiveDate, seed: u64, folder: &mut DataFolder) {
    let mut dice = Dice::new(seed, "showcase", 0);
    let first = folder.officers.len();
    for (number, member) in CREW.iter().enumerate() {
        let plain = people::officer(&place.centre.code, number, member.worker_type, member.skills, &mut dice);
        let (overtime, barred_until) = match member.standing {
            Standing::OnFile => (OvertimeStanding::Allowed, None),
            Standing::Barred(days) => (OvertimeStanding::Barred, Some(today + Days::new(days))),
            _ => (OvertimeStanding::Consent, None),
        };
        let weekly_minutes = if member.worker_type == WorkerType::TN { VOLUNTEER_WEEK } else { FULL_WEEK };
        let officer = Officer { overtime, barred_until, weekly_minutes, ..plain };
        folder.consents.extend(consent(&officer.code, member.standing, today));
        folder.pay.extend(pay(&officer.code, member));
        folder.officers.push(officer);
    }
    let codes: Vec<OfficerCode> = folder.officers[first..].iter().map(|officer| officer.code.clone()).collect();
    folder.leave.extend(leave(&codes, today, &mut dice));
    folder.unavailable.extend(unavailable(&codes, today));
    folder.preferences.extend(preferences(&codes));
}

fn consent(officer: &OfficerCode, standing: Standing, today: NaiveDate) -> Option<Consent> {
    let whole = people::standing_consent(officer, today);
    match standing {
        Standing::Agreed => Some(whole),
        Standing::EveningsOnly => {
            Some(Consent { blocks: Some(vec!["EVE".into()]), max_minutes_per_day: Some(EVENING_MINUTES), ..whole })
        }
        Standing::HoursAMonth(hours) => Some(Consent { max_minutes_per_month: Some(hours * 60), ..whole }),
        Standing::RunOut => Some(Consent { from: today - Days::new(300), to: today - Days::new(9), ..whole }),
        Standing::OnFile | Standing::ToAsk | Standing::Barred(_) => None,
    }
}

/// Salary of those whom the ward pays: a coefficient since the communes were formed; contract staff have a monthly salary.
fn pay(officer: &OfficerCode, member: &Member) -> Option<PayRow> {
    let from = super::figures::FIRST_DAY;
    let (coefficient, salary) = match member.worker_type {
        WorkerType::CC | WorkerType::VC => (Some(member.coefficient), None),
        WorkerType::HD => (None, Some(7_200_000)),
        WorkerType::CA | WorkerType::BC | WorkerType::TN => return None,
    };
    Some(PayRow {
        officer: officer.clone(),
        from,
        coefficient_thousandths: coefficient,
        allowance_coefficient_thousandths: coefficient.filter(|_| member.has("sign")).map(|_| 200),
        month_salary_dong: salary,
        hours_per_month_thousandths: None,
    })
}

/// Absences of the coming weeks: three that the demo counts on, and a few by chance.
fn leave(codes: &[OfficerCode], today: NaiveDate, dice: &mut Dice) -> Vec<Leave> {
    let fixed = |member: usize, after: u64, days: u64, kind: LeaveKind| Leave {
        officer: codes[member].clone(),
        from: today + Days::new(after),
        to: today + Days::new(after + days - 1),
        kind,
    };
    let mut leave = vec![
        fixed(2, 14, 3, LeaveKind::Training),
        fixed(9, 21, 5, LeaveKind::Annual),
        fixed(20, 16, 2, LeaveKind::Other),
    ];
    for member in [4, 7, 13, 15, 24] {
        leave.push(people::leave(&codes[member], today, dice));
    }
    leave
}

/// An evening class on Tuesdays, and nobody to look after the children on Thursdays.
fn unavailable(codes: &[OfficerCode], today: NaiveDate) -> Vec<Unavailability> {
    let evening_of = |member: usize, weekday: u32, to: Option<NaiveDate>| Unavailability {
        officer: codes[member].clone(),
        from: None,
        to,
        weekdays: Weekdays::from_numbers([weekday]),
        shifts: Some(vec!["HC·T".into(), "T".into()]),
    };
    vec![evening_of(7, 2, Some(today + Days::new(120))), evening_of(14, 4, None)]
}

/// Wishes: parents of school children avoid early mornings and evenings, some like the early shift.
fn preferences(codes: &[OfficerCode]) -> Vec<Preference> {
    let wish = |member: usize, shift: &str, weekday: Option<u32>, weight: i32| Preference {
        officer: codes[member].clone(),
        shift: Some(shift.into()),
        date: None,
        weekday,
        weight,
    };
    vec![
        wish(4, "HC·T", None, -6),
        wish(4, "S", Some(1), 4),
        wish(6, "HC·T", Some(2), 5),
        wish(7, "HC·L", None, 3),
        wish(10, "HC·T", Some(4), -8),
        wish(13, "S+", None, -5),
        wish(15, "HC·L", Some(5), -7),
        wish(20, "HC·T", Some(2), 2),
        wish(23, "L", Some(3), 6),
        wish(24, "L", Some(5), -4),
    ]
}
