//! Consents with and without a month's limit: the plan stays within them, as they are judged.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::board::{Ward, ward_from};
use crate::application::planning::build_instance::{Fixed, build_instance};
use crate::application::planning::centre_facts::CentreFacts;
use crate::domain::ids::OfficerCode;
use crate::domain::instance;
use crate::domain::officer::{Consent, OvertimeStanding};
use crate::domain::roster::Assignment;

fn facts_of(ward: &Ward) -> CentreFacts {
    ward.stored(|store| CentreFacts::gather(store, &ward.centre, ward.head.period)).expect("the centre")
}

/// A consent to one day.
fn agrees(officer: &OfficerCode, date: NaiveDate, a_month: Option<i32>) -> Consent {
    Consent {
        officer: officer.clone(),
        from: date,
        to: date,
        weekdays: None,
        blocks: None,
        max_minutes_per_day: None,
        max_minutes_per_month: a_month,
    }
}

/// The officer as they are planned who gave these `consents` and no others, and has worked nothing before.
fn planned(facts: &CentreFacts, officer: &OfficerCode, consents: Vec<Consent>) -> (CentreFacts, instance::Officer) {
    let mut facts = facts.clone();
    facts.consents.retain(|given| &given.officer != officer);
    facts.consents_before.retain(|given| &given.officer != officer);
    facts.ledger.remove(officer);
    facts.work_elsewhere.remove(officer);
    facts.consents.extend(consents);
    let instance = build_instance(&facts, &[], &Fixed::default());
    let own = instance.officers.into_iter().find(|own| own.code == officer.as_str()).expect("a planned officer");
    (facts, own)
}

/// Days with overtime that the officer may be planned for, with the shift.
fn open_overtime(facts: &CentreFacts, own: &instance::Officer) -> Vec<(NaiveDate, Assignment)> {
    let instance = build_instance(facts, &[], &Fixed::default());
    let mut open = Vec::new();
    for (day, date) in facts.period.iter().enumerate().filter(|(day, _)| !own.leave[*day]) {
        let may = |at: &usize| instance.shifts[*at].overtime > 0 && !own.unavailable.contains(&(day, *at));
        if let Some(at) = (0..instance.shifts.len()).find(may) {
            let (officer, shift) = (own.code.as_str().into(), instance.shifts[at].code.as_str().into());
            open.push((date, Assignment { officer, date, shift, pinned: false }));
        }
    }
    open
}

#[test]
fn a_day_agreed_to_without_a_limit_leaves_the_limit_of_the_others() {
    let ward = ward_from("2026-12-14", 1);
    let facts = facts_of(&ward);
    let asked = facts.officers.iter().filter(|officer| officer.overtime == OvertimeStanding::Consent);
    let found = asked.map(|officer| &officer.code).find_map(|officer| {
        let all = facts.period.iter().map(|date| agrees(officer, date, None)).collect();
        let (facts, own) = planned(&facts, officer, all);
        let days: Vec<NaiveDate> = open_overtime(&facts, &own).into_iter().map(|(date, _)| date).collect();
        (days.len() >= 2).then(|| (officer, days[0], days[1]))
    });
    let (officer, limited, free) = found.expect("somebody could work overtime on two days");
    let days_of = |limit: i32| -> (BTreeSet<NaiveDate>, i32) {
        let consents = vec![agrees(officer, limited, Some(limit)), agrees(officer, free, None)];
        let (facts, own) = planned(&facts, officer, consents);
        let open = open_overtime(&facts, &own);
        // Whatever is planned within the cap is agreed to, by the judge of stored rosters.
        for (_, cell) in &open {
            let minutes = facts.shift(&cell.shift).expect("a shift").overtime_minutes;
            let records = facts.work_records(std::slice::from_ref(cell));
            let record = records.iter().find(|record| &record.officer.code == officer).expect("the officer");
            let breaches = facts.rules.breaches_of(record);
            let consented = breaches.iter().all(|breach| breach.rule != "consent");
            assert!(consented || minutes > own.months[0].remaining, "{breaches:?}");
        }
        (open.into_iter().map(|(date, _)| date).collect(), own.months[0].remaining)
    };
    let (open, left) = days_of(300);
    assert!(open.contains(&limited) && open.contains(&free) && left <= 300, "{open:?} {left}");
    // Used up, the limit closes its own day and not the other.
    let (open, left) = days_of(1);
    assert!(!open.contains(&limited) && open.contains(&free) && left > 1, "{open:?} {left}");
}
