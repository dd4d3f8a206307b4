//! What the pages expect does not depend on how many days somebody last asked for.

use super::FixedClock;
use super::board::ward_from;
use crate::application::planning::forecast_demand::{ForecastError, LONGEST_HORIZON, forecast_demand};
use crate::application::planning::view_board::board_of;
use crate::application::ports::{Accounts, Clock, Forecasts, StorageError};

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
