//! What a published roster leaves behind for the sharing of the next ones.

use std::collections::BTreeSet;

use super::FixedClock;
use super::board::{Ward, ward_from};
use crate::application::planning::build_instance::{Fixed, build_instance};
use crate::application::planning::centre_facts::CentreFacts;
use crate::application::planning::recent_burden::recent_burden;
use crate::application::ports::{Accounts, Rosters, StatusStep, StorageError};
use crate::application::review::StepError;
use crate::application::review::judge_roster::judge_roster;
use crate::application::review::publish_roster::publish_roster;
use crate::domain::ids::ShiftCode;
use crate::domain::period::Period;
use crate::domain::roster::RosterStatus;
use crate::optimiser::burden::{Burdens, MEASURES, Measure, add, history, long_shifts};
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
    let next = Period { first: ward.head.period.end(), days: 7 };
    let gather = || -> CentreFacts {
        ward.stored(|store| -> Result<_, StorageError> { CentreFacts::gather(store, &ward.centre, next) })
            .expect("the centre")
    };
    let long: BTreeSet<ShiftCode> =
        long_shifts(&judged.instance.shifts).map(|shift| ShiftCode(shift.code.clone())).collect();
    let before = gather();
    publish(&ward);
    let after = gather();

    let burdens = Burdens::new(&judged.instance, &judged.plan);
    let mut hard = 0;
    for (at, officer) in judged.instance.officers.iter().enumerate() {
        let code = officer.code.as_str().into();
        let planned = burdens.planned(&judged.plan, at);
        hard += planned[Measure::HardToFill as usize];
        let grown = add(recent_burden(&before, &code, &long), planned);
        assert_eq!(recent_burden(&after, &code, &long), grown, "{code}");
    }
    assert!(hard > 0, "the draft has no shift in a block where somebody is missing: choose another week");

    // The next roster is planned from them: nobody brings less along than was worked.
    let planned = build_instance(&after, &[], &Fixed::default());
    for officer in &planned.officers {
        let worked = recent_burden(&after, &officer.code.as_str().into(), &long);
        assert!((0..MEASURES.len()).all(|at| history(officer)[at] >= worked[at]), "{}", officer.code);
    }

    // Four months later it is forgotten.
    let late = Period { first: next.first + chrono::Days::new(19 * 7), days: 7 };
    let late = ward
        .stored(|store| -> Result<_, StorageError> { CentreFacts::gather(store, &ward.centre, late) })
        .expect("the centre");
    assert!(late.hard_to_fill.is_empty());
}
