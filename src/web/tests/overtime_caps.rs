//! Caps of months, years and consents on stored rosters: the judge refuses nothing that the law allows, and the plan knows each
//! month by itself.

use chrono::NaiveDate;

use super::FixedClock;
use super::board::{Ward, ward_from};
use super::emergency::{day, hard, judged};
use crate::application::planning::build_instance::{Fixed, build_instance};
use crate::application::planning::centre_facts::CentreFacts;
use crate::application::planning::explain_cell::explain_cell;
use crate::application::planning::improve_roster::take_up;
use crate::application::ports::{CellChange, Clock, Officers, Rosters, StorageError, Tables};
use crate::application::views::Obstacle;
use crate::domain::ids::{OfficerCode, ShiftCode};
use crate::domain::instance;
use crate::domain::officer::Consent;
use crate::domain::overtime::{CompensationMode, LedgerEntry, MinuteClass};
use crate::domain::work_record::WorkedShift;
use crate::exchange::data_folder::DataFolder;
use crate::store::DbConnection;
use crate::web::language::Language;
use crate::web::wording;

fn keep(ward: &Ward, folder: &DataFolder) {
    let keep = |store: &mut DbConnection| store.keep_folder(folder, "test", FixedClock.now());
    ward.world.app.database().transaction(keep).expect("a folder");
}

fn worked(officer: &OfficerCode, date: &str, minutes: i32) -> LedgerEntry {
    LedgerEntry {
        officer: officer.clone(),
        date: day(date),
        start: "18:00:00".parse().expect("a time"),
        end: "22:00:00".parse().expect("a time"),
        minutes,
        class: MinuteClass::OvertimeDay,
        night: false,
        mode: CompensationMode::Paid,
    }
}

fn facts_of(ward: &Ward) -> CentreFacts {
    ward.stored(|store| CentreFacts::gather(store, &ward.centre, ward.head.period)).expect("the centre")
}

fn planned(facts: &CentreFacts, officer: &OfficerCode) -> instance::Officer {
    let instance = build_instance(facts, &[], &Fixed::default());
    instance.officers.into_iter().find(|own| own.code == officer.as_str()).expect("a planned officer")
}

/// An officer whom nobody has asked yet and who works office hours on each of `days`, so that another shift can take their
/// place.
fn in_the_office(ward: &Ward, days: &[&str]) -> OfficerCode {
    let officers = ward.stored(|store| store.officers(&ward.centre));
    let works = |code: &OfficerCode, date: NaiveDate| {
        let cell = ward.assignments.iter().find(|cell| cell.officer == *code && cell.date == date);
        cell.is_some_and(|cell| cell.shift.as_str() == "HC")
    };
    let instance = judged(ward).instance_today;
    let to_ask = |code: &OfficerCode| instance.officers.iter().any(|own| own.code == code.as_str() && own.to_ask);
    let facts = facts_of(ward);
    let of_year = |code: &OfficerCode| facts.overtime_elsewhere(code).values().sum::<i32>();
    let found = officers.into_iter().find(|officer| {
        days.iter().all(|date| works(&officer.code, day(date)))
            && to_ask(&officer.code)
            && of_year(&officer.code) < 7200
    });
    found.expect("somebody in the office").code
}

#[test]
fn a_month_that_is_used_up_leaves_the_next_one_alone() {
    let mut ward = ward_from("2026-11-30", 4);
    let officer = in_the_office(&ward, &["2026-12-15"]);
    let ledger = vec![worked(&officer, "2026-11-10", 2400)];
    keep(&ward, &DataFolder { ledger, consents: agreed(&officer), ..DataFolder::default() });
    let own = planned(&facts_of(&ward), &officer);
    let used = facts_of(&ward).overtime_elsewhere(&officer);
    let (november, december) = (used[&(2026, 11)], used.get(&(2026, 12)).copied().unwrap_or(0));
    assert!(november >= 2400, "{used:?}");
    let left: Vec<i32> = own.months.iter().map(|month| month.remaining).collect();
    assert_eq!((left, own.overtime_left()), (vec![0, 2400 - december], 2400 - december));
    // By hand too, and the page that explains a cell names the month whose cap it is.
    ward.head = ward.proposed("2026-11-30", 4);
    ward.put(&officer, day("2026-12-15"), Some("HC·T".into()));
    assert!(!hard(&judged(&ward)).iter().any(|rule| rule.starts_with("overtime")), "{:?}", hard(&judged(&ward)));
    let reasons = explain_cell(&judged(&ward), &officer, day("2026-11-30")).expect("the reasons of the cell");
    let choices = reasons.choices.iter().filter(|(shift, _)| shift.as_ref().is_some_and(|shift| shift.as_str() == "S"));
    let obstacles: Vec<&Obstacle> =
        choices.flat_map(|(_, effect)| &effect.obstacles).map(|found| &found.obstacle).collect();
    assert!(obstacles.contains(&&Obstacle::MonthCap(november + 60, 2400)), "{obstacles:?}");
}

#[test]
fn the_old_year_s_cap_is_no_limit_of_the_new_year() {
    let ward = ward_from("2026-12-28", 4);
    let officer = in_the_office(&ward, &["2027-01-12"]);
    let before = facts_of(&ward).overtime_elsewhere(&officer).values().sum::<i32>();
    let entry = worked(&officer, "2026-02-10", 12_000 - 100 - before);
    keep(&ward, &DataFolder { ledger: vec![entry], consents: agreed(&officer), ..DataFolder::default() });
    let own = planned(&facts_of(&ward), &officer);
    let left: Vec<i32> = own.months.iter().map(|month| month.remaining).collect();
    assert_eq!((left, own.overtime_left()), (vec![100, 2400], 2500));
}

#[test]
fn work_in_another_centre_counts_against_the_plan_s_caps() {
    let ward = ward_from("2026-12-14", 1);
    let officer = in_the_office(&ward, &["2026-12-15"]);
    keep(&ward, &DataFolder { consents: agreed(&officer), ..DataFolder::default() });
    let mut facts = facts_of(&ward);
    let before = planned(&facts, &officer).months[0].remaining;
    let shift = facts.shift(&ShiftCode::from("HC·T")).expect("an evening").clone();
    let minutes = shift.overtime_minutes;
    let elsewhere = WorkedShift { date: day("2026-12-17"), centre: "P01-77".into(), shift };
    facts.work_elsewhere.entry(officer.clone()).or_default().push(elsewhere);
    assert_eq!(planned(&facts, &officer).months[0].remaining, before - minutes);
}

#[test]
fn work_after_the_period_rests_on_the_consent_of_its_day() {
    let ward = ward_from("2026-11-30", 2);
    let officer = in_the_office(&ward, &["2026-12-01"]);
    let agreed = consent(&officer, ("2026-12-19", "2026-12-19"), None, None);
    keep(&ward, &DataFolder { consents: vec![agreed], ..DataFolder::default() });
    let mut facts = facts_of(&ward);
    facts.ledger.remove(&officer);
    let shift = facts.shift(&ShiftCode::from("HC·T")).expect("an evening").clone();
    let minutes = shift.overtime_minutes;
    let saturday = WorkedShift { date: day("2026-12-19"), centre: ward.centre.clone(), shift };
    facts.work_elsewhere.insert(officer.clone(), vec![saturday]);
    let records = facts.work_records(&[]);
    let record = records.iter().find(|record| record.officer.code == officer).expect("the officer");
    let (before, unknown) = record.overtime_before((2026, 12));
    assert_eq!((before.iter().map(|agreed| agreed.minutes).sum::<i32>(), unknown), (minutes, 0));
}

/// To any overtime of that winter.
fn agreed(officer: &OfficerCode) -> Vec<Consent> {
    vec![consent(officer, ("2026-11-01", "2027-02-28"), None, None)]
}

fn consent(officer: &OfficerCode, days: (&str, &str), blocks: Option<&str>, a_month: Option<i32>) -> Consent {
    Consent {
        officer: officer.clone(),
        from: day(days.0),
        to: day(days.1),
        weekdays: None,
        blocks: blocks.map(|block| vec![block.into()]),
        max_minutes_per_day: None,
        max_minutes_per_month: a_month,
    }
}

/// An hour of early work a month is agreed to, and evenings without a limit: the plan keeps all of the month within the hour,
/// and whoever places more by hand is within the law.
#[test]
fn the_careful_cap_of_the_plan_is_no_verdict_on_what_a_manager_places() {
    let mut ward = ward_from("2026-12-14", 1);
    let officer = in_the_office(&ward, &["2026-12-14", "2026-12-15"]);
    let month = ("2026-12-11", "2026-12-31");
    let consents = vec![consent(&officer, month, Some("EAR"), Some(60)), consent(&officer, month, Some("EVE"), None)];
    keep(&ward, &DataFolder { consents, ..DataFolder::default() });
    let used = facts_of(&ward).overtime_elsewhere(&officer);
    assert_eq!(used.get(&(2026, 12)), None, "nothing before it in the month");
    ward.head = ward.proposed("2026-12-14", 1);
    assert_eq!(planned(&facts_of(&ward), &officer).months[0].remaining, 60);
    for (date, shift) in [("2026-12-14", "S"), ("2026-12-15", "HC·T")] {
        let pin = |store: &mut DbConnection| -> Result<_, StorageError> {
            let head = Rosters::roster(store, ward.head.id)?.expect("the roster");
            let cells = Rosters::assignments(store, head.id)?;
            let before = cells.into_iter().find(|cell| cell.officer == officer && cell.date == day(date));
            let (before, after) = (before.map(|cell| cell.shift), Some(ShiftCode::from(shift)));
            let change = CellChange { officer: officer.clone(), date: day(date), before, after, pinned: true };
            Rosters::change_cells(store, head.id, head.revision, &[change], "manager", FixedClock.now())
        };
        ward.world.app.database().transaction(pin).expect("a pin");
    }
    let found = judged(&ward);
    let about_overtime: Vec<_> =
        hard(&found).into_iter().filter(|rule| rule.starts_with("overtime") || *rule == "consent").collect();
    assert_eq!(about_overtime, Vec::<&str>::new());
    // The page of a cell does not call it too much, either.
    let reasons = explain_cell(&found, &officer, day("2026-12-17")).expect("the reasons of the cell");
    let evening =
        reasons.choices.iter().find(|(shift, _)| shift.as_ref().is_some_and(|shift| shift.as_str() == "HC·T"));
    let obstacles: Vec<_> =
        evening.expect("an evening on Thursday").1.obstacles.iter().map(|group| &group.obstacle).collect();
    let of_consent = |obstacle: &&&Obstacle| matches!(obstacle, Obstacle::AgreedHours(..) | Obstacle::MonthCap(..));
    assert_eq!(obstacles.iter().find(of_consent), None, "{obstacles:?}");
    // The optimiser takes what is pinned as it is.
    let taken = ward.world.app.database().transaction(|store| take_up(store, ward.head.id)).expect("a store");
    taken.expect("a draft");
    let stored = judged(&ward);
    let own = stored.instance.officers.iter().find(|own| own.code == officer.as_str()).expect("the officer");
    assert!(own.overtime_left() >= 60 + 180, "{own:?}");
}

/// The hour of early work agreed to is worked: another one is refused in these words, and an evening, agreed to without a
/// limit, is not.
#[test]
fn a_used_up_limit_of_a_consent_is_told_as_what_was_agreed_to() {
    let mut ward = ward_from("2026-12-14", 1);
    let officer = in_the_office(&ward, &["2026-12-14", "2026-12-15"]);
    let month = ("2026-12-11", "2026-12-31");
    let consents = vec![consent(&officer, month, Some("EAR"), Some(60)), consent(&officer, month, Some("EVE"), None)];
    keep(&ward, &DataFolder { ledger: vec![worked(&officer, "2026-12-11", 60)], consents, ..DataFolder::default() });
    ward.head = ward.proposed("2026-12-14", 1);
    let reasons = explain_cell(&judged(&ward), &officer, day("2026-12-15")).expect("the reasons of the cell");
    let too_much = |wanted: &str| {
        let choice = reasons.choices.iter().find(|(shift, _)| shift.as_ref().is_some_and(|own| own.as_str() == wanted));
        let obstacles = &choice.unwrap_or_else(|| panic!("{wanted} on Tuesday")).1.obstacles;
        obstacles.iter().find(|group| group.obstacle == Obstacle::AgreedHours(60, 0))
    };
    assert!(too_much("HC·T").is_none(), "{:?}", reasons.choices);
    let told = wording::obstacle(Language::English, too_much("S").expect("the hour is used up")).replace('\u{a0}', " ");
    assert!(told.starts_with("Have agreed to no more hours this month (1 h wanted, 0 h left)"), "{told}");
}
