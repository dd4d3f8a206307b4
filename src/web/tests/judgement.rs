//! The page and the checker judge a roster alike: what `catruc check` refuses cannot be submitted.

use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::test::{TestRequest, call_service, init_service, read_body};
use chrono::{Datelike, NaiveDate};

use super::FixedClock;
use super::board::{Ward, ward, ward_from};
use super::published_reader::publish;
use crate::application::ports::{Accounts, CellChange, Centres, Officers, Rosters, StorageError, Tables};
use crate::application::review::judge_roster::judge_roster;
use crate::application::review::submit_roster::submit_roster;
use crate::application::review::{StepError, house_rules};
use crate::domain::ids::{OfficerCode, ShiftCode};
use crate::domain::officer::Unavailability;
use crate::exchange::data_folder::DataFolder;
use crate::exchange::instance::{read_instance, write_instance};
use crate::web::server;

impl Ward {
    /// Puts `shift` into one cell as it stands in the store; gives what stood there.
    pub(super) fn put(&self, officer: &OfficerCode, date: NaiveDate, shift: Option<ShiftCode>) -> Option<ShiftCode> {
        let change = |store: &mut _| -> Result<_, StorageError> {
            let head = Rosters::roster(store, self.head.id)?.expect("the roster");
            let cells = Rosters::assignments(store, self.head.id)?;
            let before = cells.into_iter().find(|cell| cell.officer == *officer && cell.date == date);
            let before = before.map(|cell| cell.shift);
            let change =
                CellChange { officer: officer.clone(), date, before: before.clone(), after: shift, pinned: false };
            let at = "2026-12-10T03:00:00".parse().expect("an instant");
            Rosters::change_cells(store, self.head.id, head.revision, std::slice::from_ref(&change), "manager", at)?;
            Ok(before)
        };
        self.world.app.database().transaction(change).expect("an edit")
    }

    /// Hard breaches on the page, and what the checker says of the roster by the facts of today.
    fn judged(&self) -> (Vec<&'static str>, Vec<String>) {
        let judge = |store: &mut _| -> Result<_, StorageError> {
            let head = Rosters::roster(store, self.head.id)?.expect("the roster");
            let judged = judge_roster(store, head.clone())?;
            let rules = judged.hard_breaches().iter().map(|breach| breach.rule).collect();
            // What is submitted carries the instance by which it was judged.
            Rosters::set_instance(store, self.head.id, &write_instance(&judged.instance_today))?;
            let checked = judge_roster(store, head)?.verdict.breaches;
            Ok((rules, checked.iter().map(|breach| format!("{breach:?}")).collect()))
        };
        self.world.app.database().transaction(judge).expect("a judgement")
    }
}

/// A regular shift whose loss leaves its week below the contract's hours.
fn regular_cell(ward: &Ward) -> (OfficerCode, NaiveDate) {
    let database = ward.world.app.database();
    let officers = database.read(|store| store.officers(&ward.centre)).expect("officers");
    let full =
        |code: &OfficerCode| officers.iter().any(|officer| officer.code == *code && officer.weekly_minutes == 2400);
    let cell = ward.assignments.iter().find(|cell| full(&cell.officer) && cell.shift.as_str() == "HC");
    cell.map(|cell| (cell.officer.clone(), cell.date)).expect("office hours")
}

fn cannot_work(officer: OfficerCode, date: NaiveDate, shift: &str) -> Unavailability {
    let shifts = Some(vec![shift.into()]);
    Unavailability { officer, from: Some(date), to: Some(date), weekdays: None, shifts }
}

#[actix_web::test]
async fn a_week_below_the_contract_cannot_be_submitted() {
    let ward = ward();
    let (officer, date) = regular_cell(&ward);
    ward.put(&officer, date, None);
    assert_eq!(ward.judged().0, [house_rules::CONTRACT_HOURS.id]);
    let database = ward.world.app.database();
    let account = database.read(|store| store.account("manager")).expect("a store").expect("a manager");
    let manager = account.manager_of(&ward.centre).expect("the permission");
    let revision = database.read(|store| store.roster(ward.head.id)).expect("a store").expect("a roster").revision;
    let refused =
        database.transaction(|store| submit_roster(store, &FixedClock, &manager, ward.head.period.first, revision));
    assert!(matches!(refused, Err(StepError::Unlawful(breaches)) if breaches.len() == 1));
    let service = init_service(server(ward.world.app.clone())).await;
    for page in ["", "/review"] {
        let request = TestRequest::get().uri(&format!("{}{page}", ward.board()));
        let (status, _, text) = ask!(&service, ward.world.by_manager(request));
        assert_eq!(status, StatusCode::OK);
        assert!(text.contains("188/1999"), "{text}");
    }
}

#[test]
fn a_declared_unavailability_that_came_later_is_a_hard_breach() {
    let ward = ward();
    let (officer, date) = regular_cell(&ward);
    let cannot = cannot_work(officer, date, "HC");
    let folder = DataFolder { unavailable: vec![cannot], ..DataFolder::default() };
    let database = ward.world.app.database();
    let now = "2026-12-10T03:00:00".parse().expect("an instant");
    database.transaction(|store| store.keep_folder(&folder, "test", now)).expect("an answer");
    // The rule of unavailable.csv tells of it; the rule of the house does not say the same twice.
    assert_eq!(ward.judged().0, ["unavailable"]);
}

#[test]
fn a_roster_that_officers_work_by_is_judged_by_the_law_alone() {
    let ward = ward();
    let (officer, date) = regular_cell(&ward);
    ward.put(&officer, date, None);
    assert_eq!(ward.judged().0, [house_rules::CONTRACT_HOURS.id]);
    publish(&ward);
    let judged = ward.world.app.database().read(|store| {
        let head = store.roster(ward.head.id)?.expect("the roster");
        judge_roster(store, head)
    });
    assert_eq!(judged.expect("a judgement").hard_breaches(), []);
}

#[test]
fn what_was_submitted_carries_the_facts_by_which_it_was_judged() {
    let ward = ward();
    let (officer, date) = regular_cell(&ward);
    let cannot = cannot_work(officer, date, "C");
    let folder = DataFolder { unavailable: vec![cannot], ..DataFolder::default() };
    let database = ward.world.app.database();
    let now = "2026-12-10T03:00:00".parse().expect("an instant");
    database.transaction(|store| store.keep_folder(&folder, "test", now)).expect("an answer");
    let account = database.read(|store| store.account("manager")).expect("a store").expect("a manager");
    let manager = account.manager_of(&ward.centre).expect("the permission");
    let before = database.read(|store| store.instance(ward.head.id)).expect("an instance");
    database
        .transaction(|store| submit_roster(store, &FixedClock, &manager, ward.head.period.first, ward.head.revision))
        .expect("a lawful roster");
    let after = database.read(|store| store.instance(ward.head.id)).expect("an instance");
    let unavailable = |text: &str| -> usize {
        read_instance(text).expect("an instance").officers.iter().map(|officer| officer.unavailable.len()).sum()
    };
    assert_eq!(unavailable(&after), unavailable(&before) + 1);
}

/// Any single cell of four weeks around the new year, with any shift of the day or none.
#[test]
fn after_any_edit_of_one_cell_the_page_and_the_checker_agree() {
    let ward = ward_from("2026-12-14", 4);
    assert_eq!(ward.judged(), (Vec::new(), Vec::new()));
    let database = ward.world.app.database();
    let officers = database.read(|store| store.officers(&ward.centre)).expect("officers");
    let shifts = database.read(|store| store.shifts(&ward.centre)).expect("shifts");
    let days: Vec<NaiveDate> = ward.head.period.iter().collect();
    let mut state = 20_261_214_u64;
    let mut draw = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).expect("a small number") % below
    };
    let (mut lawful, mut refused) = (0, 0);
    for _ in 0..150 {
        let officer = &officers[draw(officers.len())].code;
        let date = days[draw(days.len())];
        let choices: Vec<_> = shifts.iter().filter(|shift| shift.exists_on(date, date.weekday())).collect();
        let at = draw(choices.len() + 1);
        let before = ward.put(officer, date, choices.get(at).map(|shift| shift.code.clone()));
        let (page, check) = ward.judged();
        assert_eq!(page.is_empty(), check.is_empty(), "{officer} {date}: {page:?} {check:?}");
        if page.is_empty() {
            lawful += 1
        } else {
            refused += 1
        }
        ward.put(officer, date, before);
    }
    assert!(lawful > 10 && refused > 10, "{lawful} lawful, {refused} refused");
}
