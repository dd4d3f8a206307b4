//! The remedies of a shortfall over HTTP, on the roster of the sample ward.

use actix_web::http::StatusCode;
use actix_web::test::{TestRequest, call_service, init_service, read_body};

use super::FixedClock;
use super::board::{Ward, ward_from};
use crate::application::planning::view_board::board_of;
use crate::application::ports::{Clock, Rosters, StorageError};
use crate::application::views::Shortfall;
use crate::web::language::Language;
use crate::web::remedies::remedies_address;
use crate::web::server;

/// A ward with a draft of the week after today, in which nobody comes on its first day.
fn ward_without_a_monday() -> (Ward, Shortfall) {
    let ward = ward_from("2026-12-14", 1);
    let monday = ward.head.period.first;
    let rest: Vec<_> = ward.assignments.iter().filter(|cell| cell.date != monday).cloned().collect();
    let database = ward.world.app.database();
    let gap = database
        .transaction(|store| -> Result<_, StorageError> {
            store.replace_assignments(ward.head.id, ward.head.revision, &rest, None)?;
            let board = board_of(store, ward.head.clone(), FixedClock.today())?;
            Ok(board.shortfalls.into_iter().find(|gap| gap.date == monday))
        })
        .expect("a board")
        .expect("nobody comes on Monday");
    (ward, gap)
}

fn address(ward: &Ward, gap: &Shortfall) -> String {
    remedies_address(&ward.board(), gap.date, gap.block.as_str(), gap.skill.as_str())
}

#[actix_web::test]
async fn a_shortfall_offers_an_exchange_that_one_undo_takes_back() {
    let (ward, gap) = ward_without_a_monday();
    let app = init_service(server(ward.world.app.clone())).await;
    for language in Language::ALL {
        ward.speak(language);
        let request = ward.world.by_manager(TestRequest::get().uri(&address(&ward, &gap))).to_request();
        let text = String::from_utf8(read_body(call_service(&app, request).await).await.to_vec()).expect("text");
        assert!(text.contains(&language.say("remedy-exchange")) && !text.contains("Unknown localization"), "{text}");
    }
    ward.speak(Language::Vietnamese);
    let request = ward.world.by_manager(TestRequest::get().uri(&address(&ward, &gap))).to_request();
    let answer = call_service(&app, request).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let page = String::from_utf8(read_body(answer).await.to_vec()).expect("text");
    assert!(page.contains("Đổi ca trong phạm vi đã được phép"), "{page}");
    let stored = || ward.stored(|store| store.assignments(ward.head.id));
    let before = stored();
    let exchange = ward.first_exchange_of(&page, gap.date);
    assert_eq!(call_service(&app, exchange.to_request()).await.status(), StatusCode::SEE_OTHER);
    assert_ne!(stored(), before);
    assert_eq!(call_service(&app, ward.undo().to_request()).await.status(), StatusCode::SEE_OTHER);
    assert_eq!(stored(), before);
}

#[actix_web::test]
async fn nobody_reads_the_remedies_of_another_centre() {
    let (ward, gap) = ward_without_a_monday();
    let app = init_service(server(ward.world.app.clone())).await;
    let elsewhere = address(&ward, &gap).replace(ward.centre.as_str(), "ELSEWHERE");
    let answer = call_service(&app, ward.world.by_manager(TestRequest::get().uri(&elsewhere)).to_request()).await;
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
}
