//! An officer reads what was published for the own centre, and nothing else.

use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::test::{TestRequest, call_service, init_service, read_body};

use super::board::{Ward, ward};
use super::{FixedClock, PASSWORD};
use crate::application::actors::{Account, Grant, Role};
use crate::application::administration::{log_in, password};
use crate::application::ports::{Accounts, Rosters, StatusStep, StorageError};
use crate::domain::centre::CentreScope;
use crate::domain::roster::RosterStatus;
use crate::web::server;

/// The session of an officer of the ward, and one of another centre.
fn session_of_officer(ward: &Ward, login: &str, scope: CentreScope) -> String {
    let account = Account {
        login: login.to_owned(),
        name: "Cán bộ".to_owned(),
        grants: vec![Grant { role: Role::Officer, scope }],
        officer: Some(ward.assignments[0].officer.clone()),
        language: None,
    };
    let opened = ward.world.app.database().transaction(|store| -> Result<_, log_in::LogInError> {
        store.keep_account(&account)?;
        store.set_password_hash(login, &password::hash(PASSWORD).expect("long enough"))?;
        let attempt = log_in::begin_log_in(store, &FixedClock, login, "127.0.0.1")?;
        log_in::finish_log_in(store, &FixedClock, &attempt, attempt.verify(PASSWORD))
    });
    opened.expect("a session").token
}

pub(super) fn publish(ward: &Ward) {
    let publish = |store: &mut _| -> Result<(), StorageError> {
        for status in [RosterStatus::Submitted, RosterStatus::Approved, RosterStatus::Published] {
            let revision = Rosters::roster(store, ward.head.id)?.expect("the roster").revision;
            let step = StatusStep { status, by: "manager".to_owned(), reason: None, seal: None };
            Rosters::set_status(
                store,
                ward.head.id,
                revision,
                &step,
                "2026-12-10T03:00:00".parse().expect("an instant"),
            )?;
        }
        Ok(())
    };
    ward.world.app.database().transaction(publish).expect("a published roster");
}

#[actix_web::test]
async fn an_officer_reads_the_published_roster_and_no_draft() {
    let ward = ward();
    let session = session_of_officer(&ward, "canbo", CentreScope::One(ward.centre.clone()));
    let service = init_service(server(ward.world.app.clone())).await;
    let see = |address: &str| {
        let cookie = format!("catruc={session}");
        TestRequest::get().uri(address).insert_header(("Cookie", cookie)).insert_header(("Accept-Language", "en"))
    };
    let (status, _, page) = ask!(&service, see(&ward.board()));
    assert_eq!(status, StatusCode::NOT_FOUND, "a draft is nobody's roster yet: {page}");
    publish(&ward);
    let (status, _, page) = ask!(&service, see(&ward.board()));
    assert_eq!(status, StatusCode::OK, "{page}");
    assert!(page.contains("class=\"grid\"") && !page.contains("Unknown localization"), "{page}");
    for hidden in [
        "id=\"reasons\"",
        "class=\"chips\"",
        "class=\"month\"",
        "/review",
        "/rosters",
        "<form method=\"post\" action=\"/centres/",
    ] {
        assert!(!page.contains(hidden), "{hidden}: {page}");
    }
    let (status, location, _) = ask!(&service, see(&format!("/centres/{}/roster", ward.centre)));
    assert_eq!((status, location), (StatusCode::SEE_OTHER, ward.board()));
    let cell = format!("/cell?officer={}&date=2026-12-07", ward.assignments[0].officer);
    let centre = format!("/centres/{}", ward.centre);
    for closed in [
        format!("{}/review", ward.board()),
        format!("{}{cell}", ward.board()),
        format!("{centre}/rosters"),
        format!("{centre}/forecast"),
        "/recognition".to_owned(),
        "/admin/imports".to_owned(),
    ] {
        assert_eq!(ask!(&service, see(&closed)).0, StatusCode::FORBIDDEN, "{closed}");
    }
}

#[actix_web::test]
async fn an_officer_of_another_centre_stays_outside() {
    let ward = ward();
    publish(&ward);
    let session = session_of_officer(&ward, "nguoila", CentreScope::One("P01-77".into()));
    let service = init_service(server(ward.world.app.clone())).await;
    for address in [ward.board(), format!("/centres/{}/roster", ward.centre)] {
        let request = TestRequest::get().uri(&address).insert_header(("Cookie", format!("catruc={session}")));
        assert_eq!(ask!(&service, request).0, StatusCode::FORBIDDEN, "{address}");
    }
}
