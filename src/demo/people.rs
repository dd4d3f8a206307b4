//! Officers of ordinary centres: names, skills, worker types, consents, leave.

use chrono::{Days, NaiveDate};

use super::dice::Dice;
use super::names;
use super::places::{Place, PlaceRole};
use crate::domain::ids::{CentreCode, OfficerCode};
use crate::domain::officer::{Consent, Leave, LeaveKind, Officer, OvertimeStanding, WorkerType};
use crate::exchange::data_folder::DataFolder;

/// Normal minutes of a full week: 40 hours (QĐ 188/1999/QĐ-TTg art. 1).
pub const FULL_WEEK: i32 = 40 * 60;

/// Skills and worker types of a commune centre's officers, in the order in which posts are filled: eight officers serve
/// all eight desks at once, the signatory's included, and from the ninth on the busiest desks get a second officer.
const COMMUNE: [(WorkerType, &[&str]); 15] = [
    (WorkerType::CC, &["certify", "civil", "sign"]),
    (WorkerType::CC, &["certify", "civil"]),
    (WorkerType::CC, &["land", "sign"]),
    (WorkerType::VC, &["civil", "social"]),
    (WorkerType::CC, &["land", "business"]),
    (WorkerType::CA, &["residence"]),
    (WorkerType::HD, &["certify", "reception"]),
    (WorkerType::VC, &["social", "business", "reception"]),
    (WorkerType::CC, &["certify", "civil"]),
    (WorkerType::CC, &["civil", "certify"]),
    (WorkerType::VC, &["land", "business"]),
    (WorkerType::CA, &["residence"]),
    (WorkerType::HD, &["certify", "social"]),
    (WorkerType::CC, &["civil", "sign"]),
    (WorkerType::BC, &["reception"]),
];

/// The same for the provincial centre; its officers are filled from this list again and again.
const PROVINCE: [(WorkerType, &[&str]); 10] = [
    (WorkerType::CC, &["reception", "business", "sign"]),
    (WorkerType::VC, &["reception", "business"]),
    (WorkerType::CC, &["reception", "land"]),
    (WorkerType::VC, &["reception", "social"]),
    (WorkerType::HD, &["reception"]),
    (WorkerType::CC, &["reception", "land", "sign"]),
    (WorkerType::VC, &["reception"]),
    (WorkerType::CC, &["reception", "land"]),
    (WorkerType::HD, &["reception", "business"]),
    (WorkerType::VC, &["reception"]),
];

/// Fills `folder` with the officers of an ordinary place, their consents and their leave.
pub fn staff(place: &Place, today: NaiveDate, seed: u64, index: usize, folder: &mut DataFolder) {
    let mut dice = Dice::new(seed, "people", index);
    let posts: &[(WorkerType, &[&str])] = if place.role == PlaceRole::Province { &PROVINCE } else { &COMMUNE };
    for (number, (worker_type, skills)) in posts.iter().cycle().take(place.officers).enumerate() {
        let (overtime, barred_until) = standing(&mut dice, today);
        let officer =
            Officer { overtime, barred_until, ..officer(&place.centre.code, number, *worker_type, skills, &mut dice) };
        if overtime == OvertimeStanding::Consent && dice.happens(0.7) {
            folder.consents.push(standing_consent(&officer.code, today));
        }
        if dice.happens(0.25) {
            folder.leave.push(leave(&officer.code, today, &mut dice));
        }
        folder.officers.push(officer);
    }
}

/// An officer who must be asked before overtime.
pub fn officer(
    centre: &CentreCode,
    number: usize,
    worker_type: WorkerType,
    skills: &[&str],
    dice: &mut Dice,
) -> Officer {
    Officer {
        code: OfficerCode(format!("{centre}-{:02}", number + 1)),
        name: names::person(dice),
        centre: centre.clone(),
        agency: agency(worker_type).map(str::to_owned),
        worker_type,
        skills: skills.iter().map(|skill| (*skill).into()).collect(),
        lapsed: Vec::new(),
        weekly_minutes: FULL_WEEK,
        signatory: skills.contains(&"sign"),
        overtime: OvertimeStanding::Consent,
        barred_until: None,
        joined: None,
        left: None,
    }
}

/// A consent to any overtime within the law, half a year either way.
pub fn standing_consent(officer: &OfficerCode, today: NaiveDate) -> Consent {
    Consent {
        officer: officer.clone(),
        from: today - Days::new(182),
        to: today + Days::new(182),
        weekdays: None,
        blocks: None,
        max_minutes_per_day: None,
        max_minutes_per_month: None,
    }
}

/// A leave of one to five days that begins within eight weeks of `today`.
pub fn leave(officer: &OfficerCode, today: NaiveDate, dice: &mut Dice) -> Leave {
    let from = today + Days::new(u64::from(dice.whole(0, 55)));
    let to = from + Days::new(u64::from(dice.whole(0, 4)));
    let kind =
        *dice.one_of(&[LeaveKind::Annual, LeaveKind::Annual, LeaveKind::Sick, LeaveKind::Training, LeaveKind::Other]);
    Leave { officer: officer.clone(), from, to, kind }
}

/// One in ten is barred until a day, a quarter of the others have a standing consent on file (assumption).
fn standing(dice: &mut Dice, today: NaiveDate) -> (OvertimeStanding, Option<NaiveDate>) {
    if dice.happens(0.1) {
        return (OvertimeStanding::Barred, Some(today + Days::new(u64::from(dice.whole(20, 240)))));
    }
    let allowed = dice.happens(0.25);
    (if allowed { OvertimeStanding::Allowed } else { OvertimeStanding::Consent }, None)
}

/// The agency that sends people of the type; the centre's own officers have none.
fn agency(worker_type: WorkerType) -> Option<&'static str> {
    match worker_type {
        WorkerType::CC | WorkerType::VC | WorkerType::HD => None,
        WorkerType::CA => Some("Công an"),
        WorkerType::BC => Some("Bưu điện"),
        WorkerType::TN => Some("Đoàn Thanh niên"),
    }
}
