//! What a person outside sees: invitation links, and forms that cannot be read.

use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::test::{TestRequest, call_service, init_service, read_body};

use super::{FixedClock, world};
use crate::application::administration::invitation::{InvitationError, invite};
use crate::web::language::Language;
use crate::web::server;

#[actix_web::test]
async fn a_dead_link_says_so_at_once_and_a_live_one_names_the_shortest_password() {
    let world = world();
    let service = init_service(server(world.app.clone())).await;
    let see = |secret: &str| {
        TestRequest::get().uri(&format!("/invitation/{secret}")).insert_header(("Accept-Language", "en"))
    };
    let (status, _, page) = ask!(&service, see("invented"));
    assert_eq!(status, StatusCode::GONE);
    assert!(page.contains("not good any more") && !page.contains("type=\"password\""), "{page}");
    let secret = world
        .app
        .database()
        .transaction(|store| -> Result<_, InvitationError> { invite(store, &FixedClock, "quanly") })
        .expect("a link");
    for _ in 0..2 {
        let (status, _, page) = ask!(&service, see(&secret));
        assert_eq!(status, StatusCode::OK);
        assert!(page.contains("At least 10 characters") && page.contains("type=\"password\""), "{page}");
    }
    let accept = TestRequest::post()
        .uri(&format!("/invitation/{secret}"))
        .insert_header(("Sec-Fetch-Site", "same-origin"))
        .set_form([("password", "another long sentence")]);
    assert_eq!(ask!(&service, accept).0, StatusCode::OK);
    assert_eq!(ask!(&service, see(&secret)).0, StatusCode::GONE);
}

#[actix_web::test]
async fn a_form_that_cannot_be_read_is_refused_in_the_readers_language() {
    let world = world();
    let service = init_service(server(world.app.clone())).await;
    for (language, words) in Language::ALL.map(|language| (language, language.say("error-unreadable-form-detail"))) {
        let fields = [("first", "tomorrow"), ("weeks", "four"), ("_csrf", world.csrf.as_str())];
        let request = world
            .by_manager(TestRequest::post().uri("/centres/SB/roster"))
            .insert_header(("Accept-Language", language.code()))
            .set_form(fields);
        let (status, _, page) = ask!(&service, request);
        assert_eq!(status, StatusCode::BAD_REQUEST);
        assert!(page.contains(&words), "{words}: {page}");
        assert!(!page.contains("eserialize") && !page.contains("invalid"), "{page}");
    }
}
