//! One figure for one month: what the overview calls the highest overtime stands on the committee's list too.

use chrono::Days;

use super::FixedClock;
use super::board::ward_from;
use super::published_reader::publish;
use crate::application::actors::{Account, Grant, Role};
use crate::application::planning::ViewError;
use crate::application::planning::view_overview::view_overview;
use crate::application::ports::{Clock, Officers};
use crate::application::recognition::view_contributions::view_contributions;
use crate::domain::centre::CentreScope;

#[test]
fn the_overview_and_the_committee_count_the_same_month() {
    let ward = ward_from("2026-12-14", 2);
    publish(&ward);
    let scope = CentreScope::One(ward.centre.clone());
    let committee = Account { grants: vec![Grant { role: Role::Committee, scope }], ..Account::operator() };
    let member = committee.committee_of(&ward.centre).expect("the permission");
    let today = FixedClock.today();
    let (overview, listed, worked) = ward
        .world
        .app
        .database()
        .read(|store| -> Result<_, ViewError> {
            let overview = view_overview(store, &FixedClock, &Account::operator())?;
            let listed = view_contributions(store, &FixedClock, &member, (2026, 12))?;
            let first = "2026-12-01".parse().expect("a date");
            Ok((overview, listed, store.ledger(&ward.centre, first, today + Days::new(1))?))
        })
        .expect("the pages");
    let own = overview.iter().find(|row| row.centre.code == ward.centre).expect("the ward");
    let highest = listed.officers.iter().map(|officer| officer.overtime.minutes).max();
    assert_eq!(Some(own.highest_overtime), highest);
    let mut worked_so_far = std::collections::BTreeMap::new();
    for entry in worked.iter().filter(|entry| entry.class.is_overtime()) {
        *worked_so_far.entry(&entry.officer).or_insert(0) += entry.minutes;
    }
    assert!(worked_so_far.into_values().max() < highest, "what is published for the rest of the month counts");
}
