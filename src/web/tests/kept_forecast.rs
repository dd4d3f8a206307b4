//! What the pages expect does not depend on how many days somebody last asked for, and a plan does not rest on a forecast
//! of data that have been corrected since.

use chrono::{Days, NaiveDate, NaiveDateTime, TimeDelta};

use super::FixedClock;
use super::board::{Ward, ward_from};
use crate::application::actors::Account;
use crate::application::administration::import_folder::import_folder;
use crate::application::planning::forecast_demand::{ForecastError, LONGEST_HORIZON, forecast_demand};
use crate::application::planning::propose_roster::{ProposeError, propose_roster};
use crate::application::planning::view_board::board_of;
use crate::application::ports::{Accounts, Centres, Clock, Dossiers, Forecasts, StorageError};
use crate::domain::calendar::OfficialKind;
use crate::domain::centre::CentreScope;
use crate::domain::demand::{ALL_GROUPS, DemandForecast};
use crate::domain::officer::{Leave, LeaveKind};
use crate::exchange::data_folder::{CalendarKind, CalendarRow, DataFolder};

/// A roster that runs, and one that is still to come.
#[test]
fn a_short_forecast_leaves_the_roster_and_the_kept_days_as_they_were() {
    for first in ["2026-12-07", "2026-12-14"] {
        let ward = ward_from(first, 2);
        let database = ward.world.app.database();
        let account = database.read(|store| store.account("manager")).expect("a store").expect("a manager");
        let manager = account.manager_of(&ward.centre).expect("the permission");
        let expected = || {
            database
                .read(|store| -> Result<_, StorageError> {
                    Ok(board_of(store, ward.head.clone(), FixedClock.today())?.expected)
                })
                .expect("a board")
        };
        let before = expected();
        assert!(before.is_some());
        let asked = database
            .transaction(|store| -> Result<_, ForecastError> { forecast_demand(store, &FixedClock, &manager, 5) })
            .expect("a forecast");
        assert!(!asked.is_empty() && asked.iter().all(|forecast| forecast.days.len() == 5));
        assert_eq!(expected(), before, "{first}");
        let kept = database.read(|store| store.latest_forecasts(&ward.centre, FixedClock.today())).expect("forecasts");
        let longest = usize::try_from(LONGEST_HORIZON).expect("few days");
        assert!(kept.iter().all(|forecast| forecast.days.len() == longest), "{first}");
    }
}

/// So many hours after the draft of the ward.
struct Later(i64);

impl Clock for Later {
    fn now(&self) -> NaiveDateTime {
        FixedClock.now() + TimeDelta::hours(self.0)
    }

    fn local_now(&self) -> NaiveDateTime {
        FixedClock.local_now() + TimeDelta::hours(self.0)
    }
}

fn import(ward: &Ward, hours: i64, folder: &DataFolder) {
    let importer = Account::operator().importer().expect("the operator may import");
    let report = ward
        .world
        .app
        .database()
        .transaction(|store| import_folder(store, &Later(hours), &importer, folder))
        .expect("an import");
    assert!(report.changes_anything());
}

/// Proposes the week again and gives the forecasts that stand then.
fn planned_again(ward: &Ward, hours: i64) -> Vec<DemandForecast> {
    let manager = Account::operator().manager_of(&ward.centre).expect("the operator manages every centre");
    ward.world
        .app
        .database()
        .transaction(|store| -> Result<_, ProposeError> {
            propose_roster(store, &Later(hours), &manager, ward.head.period.first, 1)
        })
        .expect("a draft");
    ward.stored(|store| store.latest_forecasts(&ward.centre, FixedClock.today()))
}

fn expected_on(forecasts: &[DemandForecast], date: NaiveDate) -> f64 {
    let all = forecasts.iter().find(|forecast| forecast.group.as_str() == ALL_GROUPS).expect("a sum");
    all.days.iter().find(|day| day.date == date).expect("the day").mean
}

#[test]
fn a_plan_after_an_import_rests_on_what_it_corrected_and_an_import_of_leave_leaves_the_forecast_alone() {
    let ward = ward_from("2026-12-14", 1);
    let [tuesday, saturday]: [NaiveDate; 2] = ["2026-12-15", "2026-12-19"].map(|date| date.parse().expect("a date"));
    let first = ward.stored(|store| store.latest_forecasts(&ward.centre, FixedClock.today()));
    let leave = Leave {
        officer: ward.assignments[0].officer.clone(),
        from: saturday,
        to: saturday + Days::new(3),
        kind: LeaveKind::Annual,
    };
    import(&ward, 1, &DataFolder { leave: vec![leave], ..DataFolder::default() });
    assert_eq!(planned_again(&ward, 2), first);
    let cut = first[0].cut;
    let kept = |ward: &Ward| ward.stored(|store| store.kept_cuts(&ward.centre, cut - Days::new(1), cut)).len();
    assert_eq!(kept(&ward), 1);

    // The same days with twice as many dossiers: the last day that was counted is the same.
    let mut dossiers = ward.stored(|store| store.counts(&ward.centre, cut - Days::new(60), cut + Days::new(1)));
    for count in &mut dossiers {
        count.received *= 2;
    }
    import(&ward, 3, &DataFolder { dossiers, ..DataFolder::default() });
    let corrected = planned_again(&ward, 4);
    let ratio = expected_on(&corrected, tuesday) / expected_on(&first, tuesday);
    assert!(ratio > 1.3, "{ratio}");
    assert_eq!(kept(&ward), 2);

    // A Saturday that is worked for another day was closed in the forecast.
    assert_eq!(expected_on(&corrected, saturday), 0.0);
    let row = CalendarRow {
        date: saturday,
        kind: CalendarKind::WorkInLieu,
        scope: CentreScope::All,
        name: "Làm bù".into(),
        citation: None,
    };
    import(&ward, 5, &DataFolder { calendar: vec![row], ..DataFolder::default() });
    assert!(expected_on(&planned_again(&ward, 6), saturday) > 0.0);
    let known = ward.stored(|store| store.official_days());
    assert!(known.iter().any(|day| day.date == saturday && day.kind == OfficialKind::WorkInLieu));
}
