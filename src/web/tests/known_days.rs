//! What a manager knows of days to come, over HTTP, on the sample ward: it is in the forecast at once.

use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::test::{TestRequest, call_service, init_service, read_body};
use chrono::NaiveDate;

use super::FixedClock;
use super::board::{Ward, ward_from};
use crate::application::actors::Grant;
use crate::application::planning::centre_facts::CentreFacts;
use crate::application::ports::{
    Accounts, AuditTrail, Centres, Clock, Forecasts, KnownDays, Rosters, StorageError, Tables,
};
use crate::application::review::judge_roster::judge_roster;
use crate::domain::block::Block;
use crate::domain::centre::CentreScope;
use crate::domain::demand::ALL_GROUPS;
use crate::domain::period::Period;
use crate::domain::rules::Severity;
use crate::domain::weekdays::Weekdays;
use crate::exchange::data_folder::DataFolder;
use crate::store::DbConnection;
use crate::web::language::Language;
use crate::web::server;

fn form(ward: &Ward, to: &str, fields: &[(&str, &str)]) -> TestRequest {
    let mut fields: Vec<(&str, &str)> = fields.to_vec();
    fields.push(("_csrf", &ward.world.csrf));
    let address = format!("/centres/{}/forecast/known{to}", ward.centre);
    ward.world.by_manager(TestRequest::post().uri(&address).set_form(fields))
}

/// What all groups together are expected to bring on `date`.
fn expected(ward: &Ward, date: &str) -> f64 {
    let forecasts = ward.stored(|store| store.latest_forecasts(&ward.centre, FixedClock.today()));
    let all = forecasts.iter().find(|forecast| forecast.group.as_str() == ALL_GROUPS).expect("a sum");
    let date: NaiveDate = date.parse().expect("a date");
    all.days.iter().find(|day| day.date == date).expect("the day").mean
}

#[actix_web::test]
async fn an_event_a_closure_and_a_reform_change_the_forecast_and_can_be_struck_out() {
    let ward = ward_from("2026-12-14", 1);
    let app = init_service(server(ward.world.app.clone())).await;
    let usual = expected(&ward, "2026-12-16");
    let event = [
        ("kind", "event"),
        ("first", "2026-12-16"),
        ("last", ""),
        ("name", "Chiến dịch <căn cước>"),
        ("percent", "200"),
    ];
    let (status, location, page) = ask!(&app, form(&ward, "", &event));
    assert_eq!((status, location.ends_with("/forecast?noted=yes#known")), (StatusCode::SEE_OTHER, true), "{page}");
    assert!((expected(&ward, "2026-12-16") / usual - 2.0).abs() < 0.1);
    let closed = [
        ("kind", "closed"),
        ("first", "2026-12-17"),
        ("last", "2026-12-18"),
        ("name", "Chuyển trụ sở"),
        ("percent", ""),
    ];
    assert_eq!(ask!(&app, form(&ward, "", &closed)).0, StatusCode::SEE_OTHER);
    assert_eq!([expected(&ward, "2026-12-17"), expected(&ward, "2026-12-18")], [0.0, 0.0]);

    let address = format!("/centres/{}/forecast", ward.centre);
    let (_, _, page) = ask!(&app, ward.world.by_manager(TestRequest::get().uri(&address)));
    assert!(page.contains("Chiến dịch &lt;căn cước&gt;") && page.contains("200"), "escaped: {page}");
    // The day that is closed says so, the busy one shows its way to officers.
    let day = |date: &str| ward.world.by_manager(TestRequest::get().uri(&format!("{address}/{date}")));
    let (_, _, shut) = ask!(&app, day("2026-12-17"));
    assert!(shut.contains(&Language::Vietnamese.say("needs-closed")), "{shut}");
    let (_, _, busy) = ask!(&app, day("2026-12-16"));
    assert!(busy.contains(&Language::Vietnamese.say("needs-load")) && busy.contains("07:30"), "{busy}");

    let which = [("kind", "event"), ("first", "2026-12-16"), ("name", "Chiến dịch <căn cước>")];
    assert_eq!(ask!(&app, form(&ward, "/strike", &which)).0, StatusCode::SEE_OTHER);
    assert!((expected(&ward, "2026-12-16") - usual).abs() < 0.02 * usual);
    let (status, _, page) = ask!(&app, form(&ward, "/strike", &which));
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{page}");
    let trail = ward.stored(|store| store.audit_of_centre(&ward.centre, 3));
    assert_eq!(
        trail.iter().map(|entry| entry.action.as_str()).collect::<Vec<_>>(),
        ["calendar.strike", "calendar.note", "calendar.note"]
    );
}

#[actix_web::test]
async fn a_made_up_saturday_is_forecast_staffed_and_planned_and_its_day_off_is_not() {
    let ward = ward_from("2026-12-21", 1);
    let app = init_service(server(ward.world.app.clone())).await;
    let saturday: NaiveDate = "2026-12-19".parse().expect("a date");
    assert_eq!(expected(&ward, "2026-12-19"), 0.0);
    for (kind, day) in [("work_in_lieu", "2026-12-19"), ("off_in_lieu", "2026-12-21"), ("holiday", "2026-12-22")] {
        let fields = [("kind", kind), ("first", day), ("last", ""), ("name", "Hoán đổi"), ("percent", "")];
        assert_eq!(ask!(&app, form(&ward, "", &fields)).0, StatusCode::SEE_OTHER, "{kind}");
    }
    let (made_up, wednesday) = (expected(&ward, "2026-12-19"), expected(&ward, "2026-12-16"));
    assert!(made_up > 0.5 * wednesday && made_up < 1.5 * wednesday, "{made_up} beside {wednesday}");
    assert_eq!(["2026-12-21", "2026-12-22"].map(|day| expected(&ward, day)), [0.0, 0.0]);

    // The hours of the Monday it is worked for: the page of the day asks for officers, and the roster has them in normal time.
    let address = format!("/centres/{}/forecast/2026-12-19", ward.centre);
    let (_, _, page) = ask!(&app, ward.world.by_manager(TestRequest::get().uri(&address)));
    assert!(page.contains("07:30") && !page.contains(&Language::Vietnamese.say("needs-closed")), "{page}");
    let head = ward.proposed("2026-12-14", 1);
    let judged = ward.stored(|store| judge_roster(store, head.clone()));
    let hard: Vec<_> = judged.breaches.iter().filter(|breach| breach.severity == Severity::Hard).collect();
    assert!(hard.is_empty() && judged.verdict.breaches.is_empty(), "{hard:?} {:?}", judged.verdict.breaches);
    let there = |date: NaiveDate| judged.assignments.iter().filter(|row| row.date == date).count();
    let friday = there(saturday.pred_opt().expect("a day before"));
    assert!(2 * there(saturday) > friday && friday > 0, "{} on Saturday, {friday} on Friday", there(saturday));
    let head = ward.proposed("2026-12-21", 1);
    let swapped = ward.stored(|store| store.assignments(head.id));
    assert!(swapped.iter().all(|row| !["2026-12-21", "2026-12-22"].contains(&row.date.to_string().as_str())));
}

/// The form of the opening days, with the weekdays ticked.
fn opening(ward: &Ward, first: &str, name: &str, weekdays: &[&str]) -> TestRequest {
    let ticks: Vec<String> = weekdays.iter().map(|number| format!("weekday-{number}")).collect();
    let mut fields = vec![("kind", "opening_days"), ("first", first), ("name", name)];
    fields.extend(ticks.iter().map(|tick| (tick.as_str(), "yes")));
    form(ward, "", &fields)
}

#[actix_web::test]
async fn other_opening_days_hold_from_their_day_on_in_the_forecast_and_the_plan() {
    let ward = ward_from("2026-12-14", 1);
    let app = init_service(server(ward.world.app.clone())).await;
    // Nobody could serve on a Saturday: no block is open then.
    let (status, _, page) = ask!(&app, opening(&ward, "2026-12-21", "QĐ 12", &["1", "2", "3", "4", "5", "6"]));
    assert!(status == StatusCode::UNPROCESSABLE_ENTITY && page.contains("chưa có khung giờ"), "{page}");
    let (status, _, page) = ask!(&app, opening(&ward, "2026-12-21", "QĐ 12", &[]));
    assert!(status == StatusCode::UNPROCESSABLE_ENTITY && page.contains("ít nhất một ngày"), "{page}");
    assert!(ward.stored(|store| store.known_days(&ward.centre)).is_empty());

    let saturday = |block: Block| Block {
        code: format!("{}6", block.code).as_str().into(),
        scope: CentreScope::One(ward.centre.clone()),
        weekdays: Weekdays::from_numbers([6]).expect("a weekday"),
        ..block
    };
    let blocks = ward.stored(|store| store.blocks(&ward.centre));
    let morning = blocks.into_iter().find(|block| block.code.as_str() == "MOR").expect("a morning");
    let folder = DataFolder { blocks: vec![saturday(morning)], ..DataFolder::default() };
    let keep = |store: &mut DbConnection| store.keep_folder(&folder, "test", FixedClock.now());
    ward.world.app.database().transaction(keep).expect("a Saturday morning");

    let usual = ["2026-12-18", "2026-12-19", "2026-12-25", "2026-12-26", "2027-01-09"].map(|day| expected(&ward, day));
    assert!(usual[0] > 0.0 && usual[1] == 0.0 && usual[2] > 0.0 && usual[3] == 0.0, "{usual:?}");
    // From the 21st on Saturdays in place of Fridays.
    let (status, location, page) =
        ask!(&app, opening(&ward, "2026-12-21", "QĐ 12/QĐ-UBND", &["1", "2", "3", "4", "6"]));
    assert_eq!((status, location.ends_with("noted=yes#known")), (StatusCode::SEE_OTHER, true), "{page}");
    let changed =
        ["2026-12-18", "2026-12-19", "2026-12-25", "2026-12-26", "2027-01-09"].map(|day| expected(&ward, day));
    assert!((changed[0] / usual[0] - 1.0).abs() < 0.05 && changed[1] == 0.0, "{changed:?} before it as ever");
    assert_eq!(changed[2], 0.0, "no longer on Fridays");
    let monday = expected(&ward, "2026-12-28");
    assert!(
        changed[4] > 0.3 * monday && changed[4] < 1.5 * monday,
        "a Saturday like a mean day: {changed:?}, {monday}"
    );

    let address = format!("/centres/{}/forecast", ward.centre);
    let (_, _, page) = ask!(&app, ward.world.by_manager(TestRequest::get().uri(&address)));
    assert!(
        page.contains("T2, T3, T4, T5, T6") && page.contains("T2, T3, T4, T5, T7"),
        "today's and the coming: {page}"
    );
    assert!(page.contains("QĐ 12/QĐ-UBND") && page.contains("name=\"weekday-6\""), "{page}");
    let facts = |first: &str| {
        let period = Period { first: first.parse().expect("a date"), days: 14 };
        ward.stored(|store| CentreFacts::gather(store, &ward.centre, period)).expect("the centre")
    };
    let open: Vec<bool> = facts("2026-12-14").period.iter().map(|date| facts("2026-12-14").is_open(date)).collect();
    assert_eq!(open[..7], [true, true, true, true, true, false, false]);
    assert_eq!(open[7..], [true, true, true, true, false, true, false]);

    // Another decision for the same day takes the place of the first, and without one all is as it was.
    assert_eq!(ask!(&app, opening(&ward, "2026-12-21", "QĐ 13", &["1", "2", "3"])).0, StatusCode::SEE_OTHER);
    let known = ward.stored(|store| store.known_days(&ward.centre));
    assert_eq!(known.iter().map(|day| day.name.as_str()).collect::<Vec<_>>(), ["QĐ 13"]);
    assert_eq!(["2026-12-24", "2026-12-26"].map(|day| expected(&ward, day)), [0.0, 0.0]);
    let which = [("kind", "opening_days"), ("first", "2026-12-21"), ("name", "QĐ 13")];
    assert_eq!(ask!(&app, form(&ward, "/strike", &which)).0, StatusCode::SEE_OTHER);
    assert!((expected(&ward, "2026-12-25") / usual[2] - 1.0).abs() < 0.05 && expected(&ward, "2026-12-26") == 0.0);
    let trail = ward.stored(|store| store.audit_of_centre(&ward.centre, 2));
    assert_eq!(trail[1].after.as_deref(), Some("opening_days 1;2;3 2026-12-21 to 2026-12-21: QĐ 13"));
    assert_eq!(trail[1].before.as_deref(), Some("opening_days 1;2;3;4;6 2026-12-21 to 2026-12-21: QĐ 12/QĐ-UBND"));
}

#[actix_web::test]
async fn what_makes_no_sense_is_refused_and_keeps_nothing() {
    let ward = ward_from("2026-12-14", 1);
    let app = init_service(server(ward.world.app.clone())).await;
    let long = "x".repeat(121);
    for (kind, first, last, name, percent, why) in [
        ("event", "2026-12-16", "", "  ", "", "Hãy đặt tên"),
        ("event", "2026-12-16", "", long.as_str(), "", "Tên dài quá 120"),
        ("event", "2026-12-16", "", "A", "0", "từ 1 đến 1000"),
        ("event", "2026-12-16", "", "A", "half", "từ 1 đến 1000"),
        ("closed", "2026-12-16", "2026-12-15", "A", "", "trước ngày đầu"),
        ("closed", "2026-12-16", "2027-06-15", "A", "", "nhiều nhất được 92"),
        ("closed", "2036-12-16", "", "A", "", "hơn bốn năm"),
        ("closed", "2026-12-16", "soon", "A", "", "không phải là ngày"),
        ("feast", "2026-12-16", "", "A", "", "Không có loại"),
        ("work_in_lieu", "2027-01-01", "", "A", "", "là ngày nghỉ lễ"),
        ("open", "2027-01-01", "", "A", "", "là ngày nghỉ lễ"),
        ("open", "2026-12-20", "", "A", "", "chưa có khung giờ"),
    ] {
        let fields = [("kind", kind), ("first", first), ("last", last), ("name", name), ("percent", percent)];
        let (status, _, page) = ask!(&app, form(&ward, "", &fields));
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{why}: {page}");
        assert!(page.contains(why), "{why}: {page}");
    }
    assert!(ward.stored(|store| store.known_days(&ward.centre)).is_empty());
}

#[actix_web::test]
async fn whoever_only_reads_the_centre_changes_nothing() {
    let ward = ward_from("2026-12-14", 1);
    let app = init_service(server(ward.world.app.clone())).await;
    ward.world
        .app
        .database()
        .transaction(|store| -> Result<(), StorageError> {
            let mut account = store.account("manager")?.expect("a manager");
            account.grants = vec![Grant {
                role: crate::application::actors::Role::Auditor,
                scope: crate::domain::centre::CentreScope::All,
            }];
            store.keep_account(&account)
        })
        .expect("an auditor");
    let fields = [("kind", "closed"), ("first", "2026-12-16"), ("last", ""), ("name", "A"), ("percent", "")];
    assert_eq!(ask!(&app, form(&ward, "", &fields)).0, StatusCode::FORBIDDEN);
    assert!(ward.stored(|store| store.known_days(&ward.centre)).is_empty());
    let address = format!("/centres/{}/forecast", ward.centre);
    let (status, _, page) = ask!(&app, ward.world.by_manager(TestRequest::get().uri(&address)));
    assert!(status == StatusCode::OK && !page.contains("name=\"percent\""), "{page}");
}
