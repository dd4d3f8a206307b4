//! The forecast pages on real counts: control points, two years of travellers, in every language.

use std::path::Path;
use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::test::{TestRequest, call_service, init_service, read_body};
use actix_web::web::Data;
use chrono::{Days, NaiveDate, NaiveDateTime};

use super::world;
use crate::application::actors::{Grant, Role};
use crate::application::ports::{Accounts, Centres, Clock, Forecasts, StorageError, Tables};
use crate::domain::centre::CentreScope;
use crate::domain::demand::ALL_GROUPS;
use crate::exchange::data_folder::read_folder;
use crate::store::DbConnection;
use crate::web::app::App;
use crate::web::language::Language;
use crate::web::server;

/// The day after the last count, at ten in Vietnam.
struct NextMorning;

impl Clock for NextMorning {
    fn now(&self) -> NaiveDateTime {
        self.today().and_hms_opt(3, 0, 0).expect("a time")
    }

    fn local_now(&self) -> NaiveDateTime {
        self.today().and_hms_opt(10, 0, 0).expect("a time")
    }

    fn today(&self) -> NaiveDate {
        "2025-02-27".parse().expect("a date")
    }
}

#[actix_web::test]
async fn a_control_point_has_its_forecast_its_score_and_its_days_in_every_language() {
    let world = world();
    let database = world.app.database().clone();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/control-points");
    let known = database.read(|store| store.known_codes()).expect("a store");
    let folder = read_folder(&path, &known).expect("a sound folder");
    let keep = |store: &mut DbConnection| -> Result<(), StorageError> {
        store.keep_folder(&folder, "test", NextMorning.now())?;
        let mut account = store.account("quanly")?.expect("the manager");
        account.grants = vec![Grant { role: Role::Manager, scope: CentreScope::All }];
        store.keep_account(&account)
    };
    database.transaction(keep).expect("the control points");
    let app = init_service(server(Data::new(App::new(database.clone(), Arc::new(NextMorning), false)))).await;
    let speak = |language: Language| {
        let chosen = |store: &mut DbConnection| store.set_language("quanly", language.code());
        database.transaction(|store| -> Result<(), StorageError> { chosen(store) }).expect("a choice");
    };
    let centres = database.read(|store| store.centres()).expect("a store");
    assert_eq!(centres.len(), 7);
    // The busiest and the quietest; each learns from the counts of all seven.
    for centre in centres.iter().filter(|centre| ["LMCSL", "MKT"].contains(&centre.code.as_str())) {
        let address = format!("/centres/{}/forecast", centre.code);
        let make = TestRequest::post().uri(&address).set_form([("_csrf", world.csrf.as_str())]);
        let (status, _, page) = ask!(&app, world.by_manager(make));
        assert_eq!(status, StatusCode::SEE_OTHER, "{}: {page}", centre.code);
        let forecasts = database.read(|store| store.latest_forecasts(&centre.code, NextMorning.today()));
        let forecasts = forecasts.expect("a store");
        let all = forecasts.iter().find(|forecast| forecast.group.as_str() == ALL_GROUPS).expect("a sum");
        let tomorrow = &all.days[1];
        assert_eq!((all.days[0].date, tomorrow.date), (NextMorning.today(), NextMorning.today() + Days::new(1)));
        for language in Language::ALL {
            speak(language);
            let (status, _, page) = ask!(&app, world.by_manager(TestRequest::get().uri(&address)));
            assert_eq!(status, StatusCode::OK, "{}: {page}", centre.code);
            assert!(!page.contains("Unknown localization"), "{page}");
            assert!(page.contains("<svg") && page.contains(&format!("{address}/{}", tomorrow.date)), "{page}");
            let expected = language.number(tomorrow.q50.round(), 0);
            assert!(page.contains(&expected), "{} expects {expected}: {page}", centre.code);
            // What earlier forecasts were worth is told, too.
            assert!(!page.contains(&language.say("forecast-accuracy-none")), "{page}");
            let (status, _, page) =
                ask!(&app, world.by_manager(TestRequest::get().uri(&format!("{address}/{}", tomorrow.date))));
            assert!(status == StatusCode::OK && !page.contains("Unknown localization"), "{page}");
            for group in forecasts.iter().map(|forecast| forecast.group.as_str()).filter(|code| *code != ALL_GROUPS) {
                let of_group = format!("{address}?group={group}");
                let (status, _, page) = ask!(&app, world.by_manager(TestRequest::get().uri(&of_group)));
                assert!(status == StatusCode::OK && page.contains("<svg"), "{group}: {page}");
            }
        }
    }
}
