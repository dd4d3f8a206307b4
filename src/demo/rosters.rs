//! The rosters that the showcase ward worked by before the first plan, its outreach evenings, and the consents that were
//! given shift by shift.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::clock;
use super::dice::Dice;
use super::figures;
use super::overtime::{self, Worked, is_outreach_day};
use super::places::{CULTURE_HOUSES, Place, culture_house};
use super::showcase::CREW;
use crate::domain::calendar::Calendar;
use crate::domain::ids::OfficerCode;
use crate::domain::officer::{Consent, WorkerType};
use crate::exchange::data_folder::{AssignmentRow, CrewSlot, DataFolder, SessionOfficers, SessionRow, SessionStatus};

/// Weeks of published rosters before the first plan: two periods of four.
const PUBLISHED_WEEKS: u64 = 8;
/// How far ahead outreach evenings are planned, in days.
const PLANNED_DAYS: u64 = 75;

/// The first Monday after `today`: the roster from it on is still to be planned.
pub fn first_plan(today: NaiveDate) -> NaiveDate {
    today + Days::new(7 - u64::from(today.weekday().num_days_from_monday()))
}

/// Fills `folder` with the ward's ledger, published assignments, sessions and single consents.
pub fn record(place: &Place, officers: &[OfficerCode], today: NaiveDate, seed: u64, folder: &mut DataFolder) {
    let plan = first_plan(today);
    let centre = &place.centre.code;
    let mut worked = overtime::work(centre, officers, &folder.leave, (today, plan), seed);
    folder.ledger.append(&mut worked.ledger);
    let from = plan - Days::new(7 * PUBLISHED_WEEKS);
    for date in from.iter_days().take_while(|date| *date < plan) {
        published_day(place, officers, date, &worked, folder);
    }
    sessions(place, officers, today, &worked, &mut Dice::new(seed, "sessions", 0), folder);
}

/// Everybody works office hours unless something else was taken, and volunteers on Monday and Tuesday.
fn published_day(place: &Place, officers: &[OfficerCode], date: NaiveDate, worked: &Worked, folder: &mut DataFolder) {
    let open = Calendar::default().is_working_day(date, &place.centre.code);
    for (index, (officer, member)) in officers.iter().zip(&CREW).enumerate() {
        let taken = worked.shifts.get(&(date, index)).copied();
        let volunteer = member.worker_type() == WorkerType::TN;
        let comes = !volunteer || matches!(date.weekday(), Weekday::Mon | Weekday::Tue);
        let away = folder.leave.iter().any(|leave| leave.officer == *officer && leave.from <= date && date <= leave.to);
        let Some(shift) = taken.or((open && comes && !away).then_some("HC")) else { continue };
        if taken.is_some() && member.is_asked_each_time() {
            folder.consents.push(Consent {
                officer: officer.clone(),
                from: date,
                to: date,
                weekdays: None,
                blocks: None,
                max_minutes_per_day: None,
                max_minutes_per_month: None,
            });
        }
        folder.assignments.push(AssignmentRow {
            officer: officer.clone(),
            date,
            shift: shift.into(),
            status: Some("published".to_owned()),
            pinned: false,
        });
    }
}

/// Every outreach evening since the first one, held or planned.
fn sessions(
    place: &Place,
    officers: &[OfficerCode],
    today: NaiveDate,
    worked: &Worked,
    dice: &mut Dice,
    folder: &mut DataFolder,
) {
    let calendar = Calendar::default();
    let last = today + Days::new(PLANNED_DAYS);
    let open = |date: &NaiveDate| is_outreach_day(*date) && calendar.is_working_day(*date, &place.centre.code);
    let slot = |role: &str, officers| CrewSlot { role: role.to_owned(), officers };
    for date in figures::FIRST_EVENING.iter_days().take_while(|date| *date <= last).filter(open) {
        let held = date < today;
        let crew: Vec<OfficerCode> =
            worked.outreach_crew(date).into_iter().map(|member| officers[member].clone()).collect();
        folder.sessions.push(SessionRow {
            centre: place.centre.code.clone(),
            site: culture_house(1 + (date.num_days_from_ce() as u32 / 3) % CULTURE_HOUSES),
            date,
            start: clock(19, 0),
            end: clock(21, 0),
            citizens_helped: held.then(|| dice.whole(18, 55)),
            officers: match (held, crew.is_empty()) {
                (false, _) => None,
                (true, true) => Some(SessionOfficers::Number(dice.whole(5, 7))),
                (true, false) => Some(SessionOfficers::Named(crew)),
            },
            crew: vec![slot("reception", 3), slot("certify", 1), slot("residence", 1), slot("signatory", 1)],
            status: if held { SessionStatus::Held } else { SessionStatus::Planned },
        });
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use chrono::TimeDelta;

    use super::*;
    use crate::demo::{DemoOptions, DemoProvince, generate};
    use crate::domain::period::Period;
    use crate::domain::rules::{RulePack, Severity, breaches_in};
    use crate::domain::shift::ShiftKind;
    use crate::domain::work_record::{WorkRecord, WorkedShift};

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day")
    }

    #[test]
    fn the_plan_begins_on_the_next_monday() {
        assert_eq!(first_plan(today()).to_string(), "2026-11-30");
        assert_eq!(first_plan(today() + Days::new(6)).to_string(), "2026-11-30");
        assert_eq!(first_plan(today() + Days::new(7)).to_string(), "2026-12-07");
    }

    #[test]
    fn sessions_before_today_were_held_and_later_ones_are_planned() {
        let folder = generate(&DemoOptions { centres: 3, ..DemoOptions::new(today()) }).folder;
        for session in &folder.sessions {
            assert_eq!(session.status == SessionStatus::Held, session.date < today());
            assert_eq!(session.citizens_helped.is_some(), session.date < today());
        }
        assert!(folder.sessions.iter().filter(|session| session.date >= today()).count() >= 8);
    }

    /// What was published before obeys every labour rule, on whatever day the demo opens.
    #[test]
    fn the_published_rosters_are_lawful() {
        // Published weeks of the last one hold Saturday 22 August, which was worked for Monday 31 August.
        for (seed, offset) in [(1, 0), (2, 1), (3, 2), (4, 3), (5, 11), (6, 40), (7, 75), (8, -84)] {
            let options = DemoOptions { centres: 2, seed, ..DemoOptions::new(today() + TimeDelta::days(offset)) };
            let DemoProvince { folder, showcase, first_plan, .. } = generate(&options);
            let first = first_plan - Days::new(7 * PUBLISHED_WEEKS);
            let period = Period { first, days: 7 * PUBLISHED_WEEKS as u32 };
            let calendar = Calendar::default();
            let days_off =
                period.iter().filter(|date| calendar.holiday_name(*date, &showcase).is_some()).collect::<Vec<_>>();
            let centre = folder.centres.iter().find(|centre| centre.code == showcase).expect("the ward");
            let made_up: Vec<_> =
                period.iter().filter(|date| calendar.hours_of(*date, centre) != date.weekday()).collect();
            let regular = folder.shifts.iter().filter(|shift| shift.kind == ShiftKind::Regular);
            let office_blocks: Vec<_> = regular.flat_map(|shift| shift.blocks.iter().cloned()).collect();
            let records: Vec<WorkRecord> = folder
                .officers
                .iter()
                .filter(|officer| officer.centre == showcase)
                .map(|officer| {
                    let of = |code: &OfficerCode| *code == officer.code;
                    let shift =
                        |row: &AssignmentRow| folder.shifts.iter().find(|shift| shift.code == row.shift).cloned();
                    let mut overtime_elsewhere: BTreeMap<(i32, u32), i32> = BTreeMap::new();
                    let before = folder.ledger.iter().filter(|entry| of(&entry.officer) && entry.date < first);
                    for entry in before.filter(|entry| entry.class.is_overtime()) {
                        *overtime_elsewhere.entry((entry.date.year(), entry.date.month())).or_default() +=
                            entry.minutes;
                    }
                    WorkRecord {
                        officer: officer.clone(),
                        period,
                        shifts: folder
                            .assignments
                            .iter()
                            .filter(|row| of(&row.officer))
                            .map(|row| WorkedShift {
                                date: row.date,
                                centre: showcase.clone(),
                                shift: shift(row).expect("a shift of the ward"),
                            })
                            .collect(),
                        leave: folder.leave.iter().filter(|leave| of(&leave.officer)).cloned().collect(),
                        consents: folder.consents.iter().filter(|consent| of(&consent.officer)).cloned().collect(),
                        unavailable: Vec::new(),
                        overtime_elsewhere,
                        agreed_elsewhere: Vec::new(),
                        time_owed: Vec::new(),
                        days_off: days_off.clone(),
                        made_up: made_up.clone(),
                        ordered: Vec::new(),
                        skills_asked: folder.groups.iter().map(|group| group.skill.clone()).collect(),
                        office_blocks: office_blocks.clone(),
                        recent_evenings: 0,
                        recent_overtime: 0,
                    }
                })
                .collect();
            let breaches = breaches_in(&records, &RulePack::vietnam());
            let hard: Vec<_> = breaches.iter().filter(|breach| breach.severity == Severity::Hard).collect();
            assert!(hard.is_empty(), "{hard:?}, seed {seed}, {offset} days later");
            assert!(folder.assignments.iter().all(|row| {
                let hours = calendar.hours_of(row.date, centre);
                folder.shifts.iter().any(|shift| shift.code == row.shift && shift.exists_on(row.date, hours))
            }));
        }
    }
}
