//! Whole pages over HTTP: who is let in, what is refused, and what every answer says about itself.

/// Status, address to go to, and text of the answer.
macro_rules! ask {
    ($service:expr, $request:expr) => {{
        let response = call_service($service, $request.to_request()).await;
        let status = response.status();
        let location = response.headers().get(LOCATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let location = location.to_owned();
        (status, location, String::from_utf8_lossy(&read_body(response).await).into_owned())
    }};
}

mod board;
mod cell_reasons;
mod control_points;
mod emergency;
mod emergency_plans;
mod expected_and_came;
mod forecast_day;
mod impossible_requirement;
mod invitations_and_forms;
mod judgement;
mod kept_forecast;
mod known_days;
mod limited_consents;
mod local_rules;
mod locales;
mod month_overtime;
mod new_centre;
mod overtime_caps;
mod past_burden;
mod published_reader;
mod remedies;
mod review;
mod rules_after;
mod sharing;
mod shortfall_reasons;
mod simulation;
mod skill_validity;

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, LOCATION, SET_COOKIE};
use actix_web::test::{TestRequest, call_service, init_service, read_body};
use actix_web::web::Data;
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::app::App;
use super::server;
use crate::application::actors::{Account, Grant, Role};
use crate::application::administration::{log_in, password};
use crate::application::ports::{Accounts, Clock, StorageError};
use crate::domain::centre::CentreScope;
use crate::store::Database;

const PASSWORD: &str = "một câu dài dễ nhớ";

/// A Thursday, two o'clock UTC.
struct FixedClock;

impl Clock for FixedClock {
    fn now(&self) -> NaiveDateTime {
        self.today().and_hms_opt(2, 0, 0).expect("a time")
    }

    fn local_now(&self) -> NaiveDateTime {
        self.now() + TimeDelta::hours(7)
    }

    fn today(&self) -> NaiveDate {
        "2026-12-10".parse().expect("a date")
    }
}

/// An app over an empty database of its own with one manager of centre `SB`, and that manager's session.
struct World {
    _folder: tempfile::TempDir,
    app: Data<App>,
    token: String,
    csrf: String,
}

fn world() -> World {
    let folder = tempfile::tempdir().expect("a folder");
    let database = Database::open(&format!("sqlite:{}", folder.path().join("test.db").display())).expect("a database");
    database.migrate().expect("the tables");
    let account = Account {
        login: "quanly".into(),
        name: "Trần Thị Quản Lý".into(),
        grants: vec![Grant { role: Role::Manager, scope: CentreScope::One("SB".into()) }],
        officer: None,
        language: None,
    };
    let opened = database
        .transaction(|store| -> Result<_, log_in::LogInError> {
            store.keep_account(&account)?;
            store.set_password_hash(&account.login, &password::hash(PASSWORD).expect("long enough"))?;
            let attempt = log_in::begin_log_in(store, &FixedClock, &account.login, "127.0.0.1")?;
            log_in::finish_log_in(store, &FixedClock, &attempt, attempt.verify(PASSWORD))
        })
        .expect("a session");
    let app = Data::new(App::new(database, Arc::new(FixedClock), false));
    World { _folder: folder, app, token: opened.token, csrf: opened.csrf }
}

impl World {
    /// A request of the manager from one of our own pages.
    fn by_manager(&self, request: TestRequest) -> TestRequest {
        request
            .insert_header(("Cookie", format!("catruc={}", self.token)))
            .insert_header(("Sec-Fetch-Site", "same-origin"))
            .insert_header(("Accept-Language", "en"))
    }
}

#[actix_web::test]
async fn every_page_says_what_it_may_load_and_is_kept_by_nobody() {
    let service = init_service(server(world().app)).await;
    for address in ["/login", "/nowhere"] {
        let response = call_service(&service, TestRequest::get().uri(address).to_request()).await;
        let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        assert_eq!(header(CONTENT_SECURITY_POLICY), super::headers::CONTENT_SECURITY, "{address}");
        assert!(!header(CONTENT_SECURITY_POLICY).contains("unsafe"));
        assert_eq!(header(CACHE_CONTROL), "no-store");
    }
}

#[actix_web::test]
async fn no_page_has_inline_script_or_style() {
    for name in super::templates::names() {
        let template = super::templates::source(&name);
        for forbidden in [" style=", "<style", " onclick=", " onsubmit=", "javascript:", "hx-on"] {
            assert!(!template.contains(forbidden), "{name}: {forbidden}");
        }
    }
}

#[actix_web::test]
async fn a_stranger_is_sent_to_the_log_in_and_comes_back() {
    let service = init_service(server(world().app)).await;
    let (status, location, _) = ask!(&service, TestRequest::get().uri("/centres/SB/roster/2026-12-07?weeks=4"));
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert_eq!(location, "/login?next=/centres/SB/roster/2026-12-07%3Fweeks%3D4");
}

#[actix_web::test]
async fn the_right_password_opens_a_session_that_no_script_can_read() {
    let world = world();
    let service = init_service(server(world.app.clone())).await;
    let form = |password: &str| {
        TestRequest::post()
            .uri("/login")
            .insert_header(("Sec-Fetch-Site", "same-origin"))
            .insert_header(("Accept-Language", "en"))
            .set_form([("login", "quanly"), ("password", password), ("next", "/centres/SB/rosters")])
    };
    let (status, _, page) = ask!(&service, form("wrong"));
    assert_eq!(status, StatusCode::FORBIDDEN);
    assert!(page.contains("The log-in name or the password is wrong"), "{page}");

    let response = call_service(&service, form(PASSWORD).to_request()).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    assert_eq!(response.headers().get(LOCATION).expect("an address"), "/centres/SB/rosters");
    let cookie = response.headers().get(SET_COOKIE).and_then(|value| value.to_str().ok()).expect("a cookie");
    for part in ["catruc=", "HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
}

#[actix_web::test]
async fn a_change_needs_the_token_of_the_session() {
    let world = world();
    let service = init_service(server(world.app.clone())).await;
    let roster = "/centres/SB/roster/2026-12-07";
    let addresses = ["/assignment", "/undo", "/solve", "/stop", "/submit", "/publish", "/approve", "/return"]
        .map(|step| format!("{roster}{step}"));
    for address in addresses.iter().map(String::as_str).chain(["/centres/SB/roster", "/logout", "/centres/SB/forecast"])
    {
        let fields = [("first", "2026-12-07"), ("weeks", "1"), ("revision", "1"), ("_csrf", "guessed")];
        let (status, _, page) = ask!(&service, world.by_manager(TestRequest::post().uri(address)).set_form(fields));
        assert_eq!(status, StatusCode::FORBIDDEN, "{address}");
        assert!(page.contains("The form has expired"), "{address}: {page}");
    }
}

#[actix_web::test]
async fn another_site_cannot_send_our_forms() {
    let world = world();
    let service = init_service(server(world.app.clone())).await;
    let request = world
        .by_manager(TestRequest::post().uri("/logout"))
        .insert_header(("Sec-Fetch-Site", "cross-site"))
        .set_form([("_csrf", world.csrf.as_str())]);
    let (status, _, page) = ask!(&service, request);
    assert_eq!(status, StatusCode::FORBIDDEN);
    assert!(page.contains("did not come from one of our pages"), "{page}");
}

#[actix_web::test]
async fn a_log_out_ends_the_session() {
    let world = world();
    let service = init_service(server(world.app.clone())).await;
    let see = || world.by_manager(TestRequest::get().uri("/centres/SB/rosters"));
    assert_eq!(ask!(&service, see()).0, StatusCode::OK);
    let leave = world.by_manager(TestRequest::post().uri("/logout")).set_form([("_csrf", world.csrf.as_str())]);
    assert_eq!(ask!(&service, leave).1, "/login");
    assert_eq!(ask!(&service, see()).0, StatusCode::SEE_OTHER);
}

#[actix_web::test]
async fn another_centre_is_closed_and_the_page_says_what_to_do() {
    let world = world();
    let service = init_service(server(world.app.clone())).await;
    for address in ["/centres/KB/rosters", "/centres/KB/roster/2026-12-07", "/centres/KB/roster/2026-12-07/review"] {
        let (status, _, page) = ask!(&service, world.by_manager(TestRequest::get().uri(address)));
        assert_eq!(status, StatusCode::FORBIDDEN, "{address}");
        assert!(page.contains("ask the administrator"), "{page}");
    }
}

#[actix_web::test]
async fn htmx_gets_a_notice_and_not_a_page_in_a_page() {
    let world = world();
    let service = init_service(server(world.app.clone())).await;
    let request =
        world.by_manager(TestRequest::get().uri("/centres/SB/roster/2026-12-07")).insert_header(("HX-Request", "true"));
    let response = call_service(&service, request.to_request()).await;
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
    assert_eq!(response.headers().get("HX-Retarget").expect("a target"), "#notice");
    let body = read_body(response).await;
    assert!(!String::from_utf8_lossy(&body).contains("<html"));
}

#[actix_web::test]
async fn the_choice_of_a_language_stays_with_the_account() {
    let world = world();
    let service = init_service(server(world.app.clone())).await;
    let fields = [("language", "ar"), ("next", "/centres/SB/rosters"), ("_csrf", world.csrf.as_str())];
    let (_, location, _) = ask!(&service, world.by_manager(TestRequest::post().uri("/language")).set_form(fields));
    assert_eq!(location, "/centres/SB/rosters");
    let (_, _, page) = ask!(&service, world.by_manager(TestRequest::get().uri("/centres/SB/rosters")));
    assert!(page.contains("<html lang=\"ar\" dir=\"rtl\">"), "{page}");
}

#[actix_web::test]
async fn a_missing_officer_or_forecast_is_refused_with_its_remedy() {
    let world = world();
    let service = init_service(server(world.app.clone())).await;
    let fields = [("first", "2026-12-08"), ("weeks", "4"), ("_csrf", world.csrf.as_str())];
    let (status, _, page) =
        ask!(&service, world.by_manager(TestRequest::post().uri("/centres/SB/roster")).set_form(fields));
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("Please choose a Monday"), "{page}");
}

#[test]
fn storage_errors_never_reach_a_page() {
    let error = super::error::PageError::from(StorageError::Database("password=secret".into()));
    for language in super::language::Language::ALL {
        assert!(!error.sentence(language).contains("secret"));
    }
}
