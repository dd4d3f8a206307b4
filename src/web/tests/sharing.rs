//! The page with the reason of every pair of colleagues, on the roster of the sample ward.

use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::test::{TestRequest, call_service, init_service, read_body};

use super::board::ward_from;
use crate::application::planning::view_sharing::view_sharing;
use crate::application::ports::Rosters;
use crate::application::review::judge_roster::judge_roster;
use crate::web::language::Language;
use crate::web::server;

#[actix_web::test]
async fn every_pair_apart_has_its_reason_in_every_language_and_only_for_its_own_centre() {
    let ward = ward_from("2026-12-14", 1);
    let app = init_service(server(ward.world.app.clone())).await;
    let judged = ward.stored(|store| {
        let head = store.roster(ward.head.id)?.expect("the roster");
        judge_roster(store, head)
    });
    let beside = view_sharing(&judged);
    let apart = beside.pairs.len() + beside.further;
    assert!(apart > 0, "the sample ward has a past that is not even");
    let address = format!("{}/sharing", ward.board());
    for language in Language::ALL {
        ward.speak(language);
        let (status, _, page) = ask!(&app, ward.world.by_manager(TestRequest::get().uri(&address)));
        assert_eq!(status, StatusCode::OK, "{page}");
        assert!(page.contains(&language.say("sharing-title")) && !page.contains("Unknown localization"), "{page}");
        let article = &page[page.find("<article").expect("the pairs")..page.find("</article>").expect("their end")];
        assert_eq!(article.matches("<li>").count(), apart, "{article}");
    }
    let elsewhere = address.replace(ward.centre.as_str(), "ELSEWHERE");
    assert_eq!(ask!(&app, ward.world.by_manager(TestRequest::get().uri(&elsewhere))).0, StatusCode::FORBIDDEN);
    let stranger = call_service(&app, TestRequest::get().uri(&address).to_request()).await;
    assert_eq!(stranger.status(), StatusCode::SEE_OTHER);
}
