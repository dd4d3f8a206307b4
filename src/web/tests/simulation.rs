//! The trial of a roster over HTTP, on the roster of the sample ward.

use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::test::{TestRequest, call_service, init_service, read_body};

use super::board::ward_from;
use crate::web::language::Language;
use crate::web::server;

#[actix_web::test]
async fn a_roster_is_tried_out_in_every_language_and_only_for_its_own_centre() {
    let ward = ward_from("2026-12-14", 1);
    let app = init_service(server(ward.world.app.clone())).await;
    let address = format!("{}/simulation", ward.board());
    for language in Language::ALL {
        ward.speak(language);
        let (status, _, page) = ask!(&app, ward.world.by_manager(TestRequest::get().uri(&address)));
        assert_eq!(status, StatusCode::OK, "{page}");
        assert!(
            page.contains(&language.say("simulation-same-day")) && !page.contains("Unknown localization"),
            "{page}"
        );
        // The morning rush is there, and so are the ward's skills.
        assert!(page.contains("07:30") && page.contains(&language.say("simulation-busy")), "{page}");
    }
    let elsewhere = address.replace(ward.centre.as_str(), "ELSEWHERE");
    let (status, _, _) = ask!(&app, ward.world.by_manager(TestRequest::get().uri(&elsewhere)));
    assert_eq!(status, StatusCode::FORBIDDEN);
}
