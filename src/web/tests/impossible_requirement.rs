//! What a store may hold from before the import refused it, and demand that no counter can serve: neither makes a plan that
//! asks for nobody.

use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::test::{TestRequest, call_service, init_service, read_body};

use super::FixedClock;
use super::board::{Ward, ward_from};
use crate::application::ports::{Clock, Forecasts, Rosters, Tables};
use crate::domain::centre::CentreScope;
use crate::domain::demand::{DemandDay, Made};
use crate::domain::ids::RosterId;
use crate::exchange::data_folder::{DataFolder, SettingRow};
use crate::exchange::instance::read_instance;
use crate::store::DbConnection;
use crate::web::language::Language;
use crate::web::server;

fn keep(ward: &Ward, folder: &DataFolder) {
    let keep = |store: &mut DbConnection| store.keep_folder(folder, "test", FixedClock.now());
    ward.world.app.database().transaction(keep).expect("a store");
}

#[test]
fn a_setting_from_before_from_which_nothing_follows_leaves_the_plan_as_it_is() {
    let ward = ward_from("2026-12-14", 1);
    let planned = |id: RosterId| {
        let instance = read_instance(&ward.stored(|store| store.instance(id))).expect("an instance");
        (format!("{:?}", instance.requirements), format!("{:?}", instance.limits))
    };
    let before = planned(ward.head.id);
    let settings = ["service_level 1", "shrinkage 1", "productive_share 0", "rest_minutes 0", "normal_day_minutes 900"];
    let row = |text: &str| {
        let (key, value) = text.split_once(' ').expect("a key and a value");
        SettingRow { scope: CentreScope::All, key: key.into(), value: value.into(), from: None }
    };
    keep(&ward, &DataFolder { settings: settings.map(row).to_vec(), ..DataFolder::default() });
    assert_eq!(planned(ward.proposed("2026-12-14", 1).id), before);
}

#[actix_web::test]
async fn demand_that_no_counter_can_serve_stops_the_plan_and_says_so() {
    let ward = ward_from("2026-12-14", 1);
    let app = init_service(server(ward.world.app.clone())).await;
    for mut forecast in ward.stored(|store| store.latest_forecasts(&ward.centre, FixedClock.today())) {
        for day in forecast.days.iter_mut().filter(|day| day.hi95 > 0.0) {
            *day = DemandDay::new(day.date, 5e7, [5e7; 6]);
        }
        let keep = |store: &mut DbConnection| store.keep_forecast(&forecast, Made::InTime, FixedClock.now());
        ward.world.app.database().transaction(keep).expect("a store");
    }
    let post = |address: String, fields: &[(&str, &str)]| {
        let csrf = ("_csrf", ward.world.csrf.as_str());
        let fields: Vec<_> = fields.iter().copied().chain([csrf]).collect();
        ward.world.by_manager(TestRequest::post().uri(&address)).set_form(fields)
    };
    let forecast = format!("/centres/{}/forecast", ward.centre);
    let words = |key| Language::Vietnamese.say(key);
    let load = "nhiều hơn mức quầy nào cũng phục vụ nổi";
    let propose = || post(format!("/centres/{}/roster", ward.centre), &[("first", "2026-12-14"), ("weeks", "1")]);
    let (status, _, page) = ask!(&app, propose());
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{page}");
    assert!(page.contains(&words("refuse-propose")) && page.contains(load), "{page}");
    let rosters = ward.stored(|store| store.rosters(&ward.centre));
    assert_eq!(rosters.iter().filter(|head| head.period.first == ward.head.period.first).count(), 1, "nothing is kept");
    let (status, _, page) =
        ask!(&app, ward.world.by_manager(TestRequest::get().uri(&format!("{forecast}/2026-12-14"))));
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{page}");
    assert!(page.contains(&words("refuse-requirement")) && page.contains(load), "{page}");
}
