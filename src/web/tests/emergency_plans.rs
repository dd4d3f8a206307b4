//! What an emergency order changes for the optimiser and the checker: nothing is planned by itself, and both judges agree.

use chrono::{Datelike, NaiveDate};

use super::FixedClock;
use super::emergency::{day, hard, judged, keep_order, over_the_cap, worked_up};
use crate::application::planning::improve_roster::{job_options, take_up};
use crate::application::planning::refresh_instance::{fixed_by, refresh_instance};
use crate::application::planning::solver::InProcess;
use crate::application::ports::{CellChange, Centres, Clock, Officers, Rosters, StorageError, Tables};
use crate::application::review::judge_roster::{JudgedRoster, judge_roster};
use crate::domain::ids::{OfficerCode, ShiftCode};
use crate::domain::officer::Consent;
use crate::domain::rules::{Severity, emergency};
use crate::domain::shift::ShiftKind;
use crate::exchange::data_folder::DataFolder;
use crate::exchange::instance::write_instance;
use crate::store::DbConnection;

#[test]
fn the_optimiser_plans_nothing_more_under_an_order_and_keeps_what_is_pinned() {
    let ward = worked_up(1);
    let (officer, date, shift) = over_the_cap(&ward);
    let seen_by_the_planner = |judged: &JudgedRoster| {
        let fixed = fixed_by(&judged.instance, &judged.facts, &judged.assignments);
        refresh_instance(&judged.instance, &judged.facts, &fixed)
    };
    let before = seen_by_the_planner(&judged(&ward));
    keep_order(&ward, "2026-12-14", "2026-12-20");
    assert_eq!(seen_by_the_planner(&judged(&ward)), before, "an order by itself opens nothing");

    let database = ward.world.app.database();
    let pin = |store: &mut DbConnection| -> Result<_, StorageError> {
        let head = Rosters::roster(store, ward.head.id)?.expect("the roster");
        let (before, after) = (Some(shift.clone()), Some(shift.clone()));
        let change = CellChange { officer: officer.clone(), date, before, after, pinned: true };
        Rosters::change_cells(store, head.id, head.revision, &[change], "manager", FixedClock.now())
    };
    database.transaction(pin).expect("a pin");
    let mut improvement =
        database.transaction(|store| take_up(store, ward.head.id)).expect("a store").expect("a draft");
    improvement
        .run(
            &mut InProcess,
            &job_options(3),
            |improvement, found| database.transaction(|store| improvement.keep(store, found)),
            |_| Ok(true),
        )
        .expect("a solve");
    let planned = judged(&ward);
    assert_eq!((hard(&planned), planned.verdict.is_lawful()), (Vec::new(), true), "{:?}", planned.verdict);
    let cell = planned.assignments.iter().find(|cell| cell.officer == officer && cell.date == date);
    assert_eq!(cell.map(|cell| (&cell.shift, cell.pinned)), Some((&shift, true)));
    let lifted = planned.breaches.iter().filter(|breach| breach.severity == Severity::Lifted);
    assert!(lifted.map(|breach| &breach.officer).all(|who| who.as_ref() == Some(&officer)), "nobody else is over");
}

/// Early work under an order, by somebody who has agreed to nothing, and then to an hour of it a month and to evenings
/// without a limit: the month's hour is used up, which closes the other early days and not the one under the order.
#[test]
fn an_ordered_cell_rests_on_no_consent_and_whoever_works_it_is_still_asked() {
    let ward = worked_up(1);
    let early = ShiftCode::from("S");
    let open_days = |judged: &JudgedRoster, who: &OfficerCode, shift: &ShiftCode| -> Vec<bool> {
        let instance = &judged.instance_today;
        let officer = instance.officers.iter().find(|officer| officer.code == who.as_str()).expect("the officer");
        let at = instance.shifts.iter().position(|known| known.code == shift.as_str()).expect("the shift");
        (0..5).map(|day| !officer.unavailable.contains(&(day, at))).collect()
    };
    let asked = |judged: &JudgedRoster, who: &OfficerCode| {
        judged.instance_today.officers.iter().any(|officer| officer.code == who.as_str() && officer.to_ask)
    };
    let before = judged(&ward);
    let never_agreed = |code: &str| !before.facts.consents_before.iter().any(|given| given.officer.as_str() == code);
    let who = before.instance_today.officers.iter().find(|officer| officer.to_ask && never_agreed(&officer.code));
    let who = OfficerCode(who.expect("somebody who has agreed to nothing").code.clone());
    keep_order(&ward, "2026-12-16", "2026-12-16");
    ward.put(&who, day("2026-12-16"), Some(early.clone()));
    let ordered = judged(&ward);
    assert!(asked(&ordered, &who), "nobody has asked them yet");
    assert!(open_days(&ordered, &who, &early)[2], "the order opens its own day");

    let consent = |blocks: &[&str], max_minutes_per_month| Consent {
        officer: who.clone(),
        from: day("2026-12-01"),
        to: day("2026-12-31"),
        weekdays: None,
        blocks: Some(blocks.iter().map(|block| (*block).into()).collect()),
        max_minutes_per_day: None,
        max_minutes_per_month,
    };
    let folder =
        DataFolder { consents: vec![consent(&["EAR"], Some(60)), consent(&["EVE"], None)], ..DataFolder::default() };
    let keep = |store: &mut DbConnection| store.keep_folder(&folder, "test", FixedClock.now());
    ward.world.app.database().transaction(keep).expect("two consents");
    let agreed = judged(&ward);
    assert!(!asked(&agreed, &who), "evenings are agreed to");
    assert_eq!(open_days(&agreed, &who, &early), [false, false, true, false, false], "only the day under the order");
    assert!(open_days(&agreed, &who, &"HC·T".into()).contains(&true), "an evening without a limit stays open");
}

/// Any single cell of two weeks, with any shift of the day or none, half of the days under an order.
#[test]
fn under_an_order_the_page_and_the_checker_agree_after_any_edit() {
    let ward = worked_up(2);
    keep_order(&ward, "2026-12-16", "2026-12-23");
    let (officers, shifts) =
        ward.stored(|store| Ok::<_, StorageError>((store.officers(&ward.centre)?, store.shifts(&ward.centre)?)));
    let days: Vec<NaiveDate> = ward.head.period.iter().collect();
    let mut state = 108_u64;
    let mut draw = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).expect("a small number") % below
    };
    let checked = |store: &mut DbConnection| -> Result<JudgedRoster, StorageError> {
        let head = Rosters::roster(store, ward.head.id)?.expect("the roster");
        let judged = judge_roster(store, head.clone())?;
        Rosters::set_instance(store, head.id, &write_instance(&judged.instance_today))?;
        judge_roster(store, head)
    };
    let (mut lifted, mut refused) = (0, 0);
    for _ in 0..100 {
        let officer = &officers[draw(officers.len())].code;
        let date = days[draw(days.len())];
        let planned = |kind| !matches!(kind, ShiftKind::Standby | ShiftKind::Hotline);
        let of_day = shifts.iter().filter(|shift| planned(shift.kind) && shift.exists_on(date, date.weekday()));
        let choices: Vec<_> = of_day.filter(|shift| shift.overtime_minutes > 0 || draw(3) == 0).collect();
        let shift = choices.get(draw(choices.len() + 1)).map(|shift| shift.code.clone());
        let before = ward.put(officer, date, shift.clone());
        let judged = ward.world.app.database().transaction(checked).expect("a judgement");
        let broken: Vec<String> = judged.verdict.breaches.iter().map(|breach| format!("{breach:?}")).collect();
        let page = judged.hard_breaches();
        assert_eq!(page.is_empty(), broken.is_empty(), "{officer} {date} {shift:?}: {page:?} {broken:?}");
        for breach in judged.breaches.iter().filter(|breach| breach.severity == Severity::Lifted) {
            assert!(emergency::LIFTED.contains(&breach.rule), "{breach:?}");
        }
        let told = judged.breaches.iter().any(|breach| breach.severity == Severity::Lifted);
        lifted += usize::from(told && page.is_empty());
        refused += usize::from(!page.is_empty());
        ward.put(officer, date, before);
    }
    assert!(lifted > 5 && refused > 20, "{lifted} lifted, {refused} refused");
}
