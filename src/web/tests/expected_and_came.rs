//! What was expected and what came: the table of the forecast page, and its score.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::test::{TestRequest, call_service, init_service, read_body};
use chrono::{Days, NaiveDate};

use super::FixedClock;
use super::board::{Ward, ward_from};
use crate::application::planning::forecast_demand::{COMPARED_DAYS, ForecastError, LONGEST_HORIZON, forecast_demand};
use crate::application::planning::view_forecast::view_forecast;
use crate::application::ports::{Accounts, Clock, Dossiers, Forecasts};
use crate::domain::demand::{ALL_GROUPS, Made};
use crate::store::DbConnection;
use crate::web::language::Language;
use crate::web::server;

fn forecast(ward: &Ward) {
    let account = ward.stored(|store| store.account("manager")).expect("a manager");
    let manager = account.manager_of(&ward.centre).expect("the permission");
    let make = |store: &mut DbConnection| -> Result<_, ForecastError> {
        forecast_demand(store, &FixedClock, &manager, LONGEST_HORIZON)
    };
    ward.world.app.database().transaction(make).expect("a forecast");
}

#[actix_web::test]
async fn every_open_day_of_the_last_four_weeks_stands_beside_what_was_expected_of_it() {
    let ward = ward_from("2026-12-14", 1);
    forecast(&ward);
    let (_, cut) = ward.stored(|store| store.observed_span(&ward.centre)).expect("counts");
    let before = cut - Days::new(u64::from(COMPARED_DAYS));
    let counts = ward.stored(|store| store.counts(&ward.centre, before, cut + Days::new(1)));
    let mut came: BTreeMap<NaiveDate, u32> = BTreeMap::new();
    for count in counts {
        *came.entry(count.date).or_insert(0) += count.received;
    }
    let earlier = ward.stored(|store| store.latest_forecasts(&ward.centre, before));
    let expected = earlier.into_iter().find(|forecast| forecast.group.as_str() == ALL_GROUPS).expect("a forecast");
    assert_eq!(expected.cut, before);

    let app = init_service(server(ward.world.app.clone())).await;
    let address = format!("/centres/{}/forecast", ward.centre);
    let (status, _, page) = ask!(&app, ward.world.by_manager(TestRequest::get().uri(&address)));
    assert_eq!(status, StatusCode::OK, "{page}");
    let words = Language::Vietnamese;
    let table = page.split(&format!("<summary>{}</summary>", words.say("forecast-table-past"))).nth(1);
    let table = table.and_then(|rest| rest.split("</table>").next()).expect("the table");
    let rows: Vec<&str> = table.split("<tr>").skip(2).collect();
    let open: Vec<_> = expected.days.iter().rev().filter(|day| day.hi95 > 0.0 && day.date <= cut).collect();
    assert_eq!(rows.len(), open.len());
    assert!(open.len() >= 18, "four weeks have about twenty working days: {}", open.len());
    let mut outside = 0;
    for (row, day) in rows.iter().zip(open) {
        assert!(row.contains(&words.day(day.date)), "{} in {row}", day.date);
        let cells: Vec<&str> = row.split("<td class=\"number\">").skip(1).collect();
        let cell = |at: usize| cells[at].split("</td>").next().unwrap_or_default();
        let count = came.get(&day.date).copied().map(f64::from).expect("an open day was counted");
        assert_eq!(cell(0), words.number(count, 0));
        assert_eq!(cell(1), words.number(day.q50, 0));
        let (low, high) = (day.q10.floor(), day.q90.ceil());
        assert!(cell(2).contains(&words.number(low, 0)) && cell(2).contains(&words.number(high, 0)), "{row}");
        assert!(cell(3).ends_with(&words.number((count - day.q50).round().abs(), 0)), "{row}");
        let is_outside = count < low || high < count;
        assert_eq!(row.contains(&words.say("forecast-outside")), is_outside, "{row}");
        outside += u32::from(is_outside);
    }
    assert!(outside < 10, "most days lie inside: {outside} outside");
}

#[actix_web::test]
async fn the_score_rolls_over_three_origins_and_a_forecast_that_was_kept_in_time_takes_the_place_of_one_made_anew() {
    let ward = ward_from("2026-12-14", 1);
    forecast(&ward);
    let account = ward.stored(|store| store.account("manager")).expect("a manager");
    let viewer = account.viewer_of(&ward.centre).expect("the permission");
    let view = || ward.world.app.database().read(|store| view_forecast(store, &FixedClock, &viewer)).expect("a page");
    let score = view().total.accuracy.expect("a score");
    assert_eq!((score.origins, score.kept), (3, 0));
    assert!(score.days >= 3 * 18 && score.mase > 0.0 && score.mase < 1.5, "{score:?}");
    assert!(view().groups.iter().all(|group| group.accuracy.is_none_or(|accuracy| accuracy.origins == 3)));

    // A forecast of three weeks ago is of no use yet; one of five weeks ago is scored.
    let cut = view().cut;
    for (back, kept) in [(21, 0), (35, 1)] {
        let old = ward.stored(|store| store.latest_forecasts(&ward.centre, FixedClock.today()));
        for mut forecast in old {
            forecast.cut = cut - Days::new(back);
            for (ahead, day) in forecast.days.iter_mut().enumerate() {
                day.date = forecast.cut + Days::new(1 + ahead as u64);
            }
            let made = Made::InTime;
            let keep = |store: &mut DbConnection| store.keep_forecast(&forecast, made, FixedClock.now());
            ward.world.app.database().transaction(keep).expect("a store");
        }
        let score = view().total.accuracy.expect("a score");
        assert_eq!((score.origins, score.kept), (3, kept), "{back} days back");
    }
}
