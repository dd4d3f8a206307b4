//! What a published roster leaves behind for the sharing of the next ones, and for the runs of the one before it.

use chrono::Days;

use super::FixedClock;
use super::board::{Ward, ward_from};
use crate::application::planning::build_instance::{Fixed, build_instance};
use crate::application::planning::centre_facts::CentreFacts;
use crate::application::planning::recent_burden::{Measure, long_shift_codes, recent_burden};
use crate::application::planning::view_sharing::view_sharing;
use crate::application::ports::{Accounts, Rosters, StatusStep, StorageError};
use crate::application::review::StepError;
use crate::application::review::judge_roster::judge_roster;
use crate::application::review::publish_roster::publish_roster;
use crate::domain::officer::{Leave, LeaveKind};
use crate::domain::period::Period;
use crate::domain::roster::{Assignment, RosterStatus};
use crate::store::DbConnection;

/// Submits, approves and publishes the ward's draft.
fn publish(ward: &Ward) {
    let account = ward.stored(|store| store.account("manager")).expect("a manager");
    let manager = account.manager_of(&ward.centre).expect("the permission");
    let steps = |store: &mut DbConnection| -> Result<(), StepError> {
        for status in [RosterStatus::Submitted, RosterStatus::Approved] {
            let revision = Rosters::roster(store, ward.head.id)?.expect("the roster").revision;
            let step = StatusStep { status, by: "manager".to_owned(), reason: None, seal: None };
            store.set_status(ward.head.id, revision, &step, "2026-12-10T03:00:00".parse().expect("an instant"))?;
        }
        let revision = Rosters::roster(store, ward.head.id)?.expect("the roster").revision;
        publish_roster(store, &FixedClock, &manager, ward.head.period.first, revision)
    };
    ward.world.app.database().transaction(steps).expect("a published roster");
}

#[test]
fn a_published_roster_counts_in_all_measures_for_the_next_three_months() {
    // The week after those that the sample has published.
    let ward = ward_from("2026-12-14", 1);
    let judged = ward.stored(|store| {
        let head = store.roster(ward.head.id)?.expect("the roster");
        judge_roster(store, head)
    });
    let gather = |first, days| -> CentreFacts {
        let period = Period { first, days };
        ward.stored(|store| -> Result<_, StorageError> { CentreFacts::gather(store, &ward.centre, period) })
            .expect("the centre")
    };
    let next = ward.head.period.end();
    let before = gather(next, 7);
    publish(&ward);
    let after = gather(next, 7);

    let long = long_shift_codes(&after);
    let mut hard = 0;
    let shared = view_sharing(&judged);
    assert!(!shared.officers.is_empty());
    for officer in &shared.officers {
        let code = &officer.officer.0;
        hard += officer.planned[Measure::HardToFill as usize];
        let earlier = recent_burden(&before, code, &long);
        let grown: Vec<i32> = earlier.iter().zip(officer.planned).map(|(earlier, planned)| earlier + planned).collect();
        assert_eq!(recent_burden(&after, code, &long).to_vec(), grown, "{code}");
    }
    assert!(hard > 0, "the draft has no shift in a block where somebody is missing: choose another week");

    // The next roster is planned from them: nobody brings less along than was worked.
    for officer in &build_instance(&after, &[], &Fixed::default()).officers {
        let worked = recent_burden(&after, &officer.code.as_str().into(), &long);
        let held = [officer.hist_evenings, officer.hist_weekends, officer.hist_ot, officer.hist_hard];
        assert!(held.iter().zip(worked).all(|(held, worked)| *held >= worked), "{}", officer.code);
    }

    // A day of leave that is entered afterwards was not worked; four months later all is forgotten.
    let first = ward.head.period.first;
    let worker = judged.assignments.iter().find(|cell| cell.date == first).expect("somebody works on Monday");
    let counted =
        |facts: &CentreFacts| facts.work_elsewhere[&worker.officer].iter().filter(|was| was.date == first).count();
    assert_eq!(counted(&after), 1);
    let leave = Leave { officer: worker.officer.clone(), from: first, to: first + Days::new(6), kind: LeaveKind::Sick };
    let with_leave = CentreFacts { leave_before: vec![leave], ..after.clone() };
    assert_eq!(recent_burden(&with_leave, &worker.officer, &long), recent_burden(&before, &worker.officer, &long));
    assert!(gather(next + Days::new(19 * 7), 7).hard_to_fill.is_empty());
}

#[test]
fn a_roster_published_after_the_period_goes_on_with_its_runs() {
    let ward = ward_from("2026-12-14", 1);
    let first = ward.head.period.first;
    let before = Period { first: first - Days::new(7), days: 7 };
    let gather = || -> CentreFacts {
        ward.stored(|store| -> Result<_, StorageError> { CentreFacts::gather(store, &ward.centre, before) })
            .expect("the centre")
    };
    let planned = |facts: &CentreFacts| build_instance(facts, &[], &Fixed::default()).officers;
    assert!(planned(&gather()).iter().all(|officer| officer.worked_after == 0), "a draft is no work");
    publish(&ward);

    let facts = gather();
    for officer in planned(&facts) {
        let works =
            |date| ward.assignments.iter().any(|cell| cell.officer.as_str() == officer.code && cell.date == date);
        let run = first.iter_days().take_while(|date| works(*date)).count();
        assert_eq!(officer.worked_after, run.min(6), "{}", officer.code);
    }

    // Five days leave a day of rest after a Sunday, and none after Saturday and Sunday.
    let five = planned(&facts).into_iter().find(|officer| officer.worked_after == 5).expect("a week without Saturday");
    let shift = &ward.assignments[0].shift;
    let weekend = |days: &[u64]| -> Vec<Assignment> {
        let officer = five.code.as_str();
        let at = days.iter().map(|day| before.first + Days::new(*day));
        at.map(|date| Assignment { officer: officer.into(), date, shift: shift.clone(), pinned: false }).collect()
    };
    let breaches = |cells: &[Assignment]| {
        let records = facts.work_records(cells);
        let record = records.iter().find(|record| record.officer.code.as_str() == five.code).expect("the officer");
        facts.rules.breaches_of(record).into_iter().filter(|breach| breach.rule == "weekly-rest").count()
    };
    assert_eq!(breaches(&weekend(&[6])), 0);
    assert_eq!(breaches(&weekend(&[5, 6])), 1);
}
