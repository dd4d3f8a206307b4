//! A centre that has no counts yet, beside one that has: its first forecast is borrowed, and says so.

use actix_web::http::StatusCode;
use actix_web::test::{TestRequest, call_service, init_service, read_body};

use super::board::ward_from;
use super::{FixedClock, LOCATION};
use crate::application::actors::Account;
use crate::application::planning::forecast_demand::{ForecastError, forecast_demand};
use crate::application::ports::{Centres, Clock, StorageError, Tables};
use crate::domain::centre::Centre;
use crate::domain::demand::ALL_GROUPS;
use crate::exchange::data_folder::DataFolder;
use crate::web::language::Language;
use crate::web::server;

#[actix_web::test]
async fn a_new_centre_borrows_its_first_forecast_by_population() {
    let ward = ward_from("2026-12-14", 1);
    let database = ward.world.app.database();
    let known = ward.stored(|store| store.centre(&ward.centre)).expect("the ward");
    let population = known.population.expect("the sample tells it") / 2;
    let new = Centre { code: "NEW".into(), name: "Mới".into(), population: Some(population), ..known };
    database
        .transaction(|store| -> Result<_, StorageError> {
            let folder = DataFolder { centres: vec![new.clone()], ..DataFolder::default() };
            store.keep_folder(&folder, "test", FixedClock.now())
        })
        .expect("a new centre");
    let manager = |code| Account::operator().manager_of(code).expect("the operator manages every centre");
    let forecast = |code| {
        database
            .transaction(|store| -> Result<_, ForecastError> {
                forecast_demand(store, &FixedClock, &manager(code), 28)
            })
            .expect("a forecast")
    };
    let (own, borrowed) = (forecast(&ward.centre), forecast(&new.code));
    let sum = |forecasts: &[crate::domain::demand::DemandForecast]| -> f64 {
        let all = forecasts.iter().find(|forecast| forecast.group.as_str() == ALL_GROUPS).expect("a sum");
        all.days.iter().map(|day| day.mean).sum()
    };
    let share = sum(&borrowed) / sum(&own);
    assert!((0.4..0.6).contains(&share), "{share}");
    // Of every group that the ward has, and of those that only its neighbours have.
    assert!(own.iter().all(|known| borrowed.iter().any(|new| new.group == known.group)));
    // Groups sum to the centre on every day, for both.
    for forecasts in [&own, &borrowed] {
        let all = forecasts.iter().find(|forecast| forecast.group.as_str() == ALL_GROUPS).expect("a sum");
        for (at, day) in all.days.iter().enumerate() {
            let parts: f64 =
                forecasts.iter().filter(|part| part.group != all.group).map(|part| part.days[at].mean).sum();
            assert!((parts - day.mean).abs() < 1e-6 * (1.0 + day.mean), "{day:?} {parts}");
        }
    }

    database
        .transaction(|store| -> Result<(), StorageError> {
            use crate::application::ports::Accounts;
            let mut account = store.account("manager")?.expect("a manager");
            account.grants = Account::operator().grants;
            store.keep_account(&account)
        })
        .expect("a manager of both");
    let app = init_service(server(ward.world.app.clone())).await;
    let (status, _, page) = ask!(&app, ward.world.by_manager(TestRequest::get().uri("/centres/NEW/forecast")));
    assert_eq!(status, StatusCode::OK, "{page}");
    assert!(page.contains(&Language::Vietnamese.say("forecast-borrowed")), "{page}");
}
