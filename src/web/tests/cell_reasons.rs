//! The dialog of a cell over HTTP, and the refusal of a plan that cannot be: on the roster of the sample ward.

use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::test::{TestRequest, call_service, init_service, read_body};

use super::FixedClock;
use super::board::{Ward, ward_from};
use super::local_rules::import;
use crate::application::ports::{Clock, JobTrouble, Jobs, Rosters, Tables};
use crate::application::review::judge_roster::judge_roster;
use crate::domain::officer::{Leave, LeaveKind};
use crate::domain::roster::Assignment;
use crate::exchange::data_folder::DataFolder;
use crate::store::DbConnection;
use crate::web::language::Language;
use crate::web::server;

#[actix_web::test]
async fn a_cell_says_why_and_an_offered_exchange_is_lawful_and_taken_back_by_one_undo() {
    let ward = ward_from("2026-12-14", 1);
    let app = init_service(server(ward.world.app.clone())).await;
    let cell_page = |officer: &str, date: chrono::NaiveDate| {
        ward.world.by_manager(TestRequest::get().uri(&format!("{}/cell?officer={officer}&date={date}", ward.board())))
    };
    let mut offered = None;
    for cell in &ward.assignments {
        let (status, _, page) = ask!(&app, cell_page(cell.officer.as_str(), cell.date));
        assert_eq!(status, StatusCode::OK, "{page}");
        assert!(page.contains("Vì sao là người này?"), "{page}");
        if page.contains("name=\"cells\"") {
            offered = Some((cell.clone(), page));
            break;
        }
    }
    let (cell, page) = offered.expect("some shift of the ward can be exchanged");
    // The sample ward is short of officers: a free day instead costs somebody at a counter, or hours of the week.
    assert!(page.contains("class=\"effect "), "{page}");
    let hard = || {
        let judged = ward.stored(|store| {
            let head = store.roster(ward.head.id)?.expect("the roster");
            judge_roster(store, head)
        });
        judged.hard_breaches()
    };
    let stored = || ward.stored(|store| store.assignments(ward.head.id));
    let before = stored();
    assert_eq!(hard(), []);
    let exchange = ward.first_exchange_of(&page, cell.date);
    assert_eq!(call_service(&app, exchange.to_request()).await.status(), StatusCode::SEE_OTHER);
    let changed = stored().iter().filter(|now| !before.contains(now)).count();
    assert!((1..=2).contains(&changed), "{changed} cells changed");
    assert_eq!(hard(), [], "an exchange that is offered is lawful");
    assert_eq!(call_service(&app, ward.undo().to_request()).await.status(), StatusCode::SEE_OTHER);
    assert_eq!(stored(), before);

    for language in Language::ALL {
        ward.speak(language);
        let (_, _, page) = ask!(&app, cell_page(cell.officer.as_str(), cell.date));
        assert!(page.contains(&language.say("cell-why")) && !page.contains("Unknown localization"), "{page}");
    }
}

/// Pins a cell of the draft as the board's form does.
fn pin(ward: &Ward, cell: &Assignment) -> TestRequest {
    let fields = [
        ("_csrf", ward.world.csrf.clone()),
        ("revision", ward.head.revision.to_string()),
        ("officer", cell.officer.to_string()),
        ("date", cell.date.to_string()),
        ("shift", cell.shift.to_string()),
        ("pinned", "yes".to_owned()),
    ];
    ward.world.by_manager(TestRequest::post().uri(&format!("{}/assignment", ward.board())).set_form(fields))
}

/// Asks for a new draft, and for a better one of the draft that stands.
fn plans(ward: &Ward) -> [TestRequest; 2] {
    let csrf = ("_csrf", ward.world.csrf.clone());
    let fields = [csrf.clone(), ("first", ward.head.period.first.to_string()), ("weeks", "1".to_owned())];
    let propose = TestRequest::post().uri(&format!("/centres/{}/roster", ward.centre)).set_form(fields);
    let again = TestRequest::post().uri(&format!("{}/solve", ward.board())).set_form([csrf]);
    [propose, again].map(|request| ward.world.by_manager(request))
}

#[actix_web::test]
async fn a_plan_that_cannot_be_names_the_facts_that_clash() {
    let ward = ward_from("2026-12-14", 1);
    let app = init_service(server(ward.world.app.clone())).await;
    let cell = ward.assignments[0].clone();
    let leave = Leave { officer: cell.officer.clone(), from: cell.date, to: cell.date, kind: LeaveKind::Annual };
    let folder = DataFolder { leave: vec![leave], ..DataFolder::default() };
    let (status, _, page) = ask!(&app, pin(&ward, &cell));
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    let keep = |store: &mut DbConnection| store.keep_folder(&folder, "test", FixedClock.now());
    ward.world.app.database().transaction(keep).expect("a leave");
    for language in Language::ALL {
        ward.speak(language);
        for plan in plans(&ward) {
            let (status, location, page) = ask!(&app, plan);
            assert_eq!((status, location.as_str()), (StatusCode::UNPROCESSABLE_ENTITY, ""), "{page}");
            let day = language.date(cell.date);
            assert_eq!(page.matches(&day).count(), 2, "the pin and the leave of {day}, and nothing else: {page}");
            assert!(page.contains(cell.shift.as_str()) && !page.contains("Unknown localization"), "{page}");
        }
    }
}

/// The facts may change between the request to plan and the moment when a worker takes it up.
#[actix_web::test]
async fn a_job_that_met_a_contradiction_is_told_on_the_board() {
    let ward = ward_from("2026-12-14", 1);
    let app = init_service(server(ward.world.app.clone())).await;
    let now = FixedClock.now();
    let ended = |store: &mut DbConnection| {
        store.queue_job(ward.head.id, 5, 0, now)?;
        let job = store.claim_job("w", now, now)?.expect("the job");
        store.finish_job(job.id, "w", Some(&JobTrouble::NothingLawful))
    };
    assert!(ward.world.app.database().transaction(ended).expect("a job"));
    for language in Language::ALL {
        ward.speak(language);
        let (_, _, page) = ask!(&app, ward.world.by_manager(TestRequest::get().uri(&ward.board())));
        assert!(page.contains(&language.say("solve-nothing-lawful")), "{page}");
    }
}

#[actix_web::test]
async fn a_pin_that_a_rule_forbids_clashes_with_that_rule_and_with_nothing_that_was_said() {
    let ward = ward_from("2026-12-14", 1);
    let app = init_service(server(ward.world.app.clone())).await;
    let cell = ward.assignments[0].clone();
    assert_eq!(ask!(&app, pin(&ward, &cell)).0, StatusCode::SEE_OTHER);
    import(&ward, &[format!("R9,prohibited,{},,,,,,", cell.officer)]);
    for language in Language::ALL {
        ward.speak(language);
        for plan in plans(&ward) {
            let (status, _, page) = ask!(&app, plan);
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{page}");
            let rule = language.say("kind-prohibited");
            assert!(page.contains(&rule) && page.contains("(R9)"), "{page}");
            assert!(!page.contains("Unknown localization"), "{page}");
            assert!(!["đã báo", "has said", "أبلغ"].iter().any(|said| page.contains(said)), "nobody said so: {page}");
        }
    }
}
