//! What the approver's page says of each rule.

use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::test::{TestRequest, call_service, init_service, read_body};

use super::board::{Ward, ward};
use crate::application::ports::Rosters;
use crate::application::review::judge_roster::judge_roster;
use crate::domain::rules::{LABOUR_RULES, Severity, Status};
use crate::web::language::Language;
use crate::web::{server, wording};

/// The page's row of the rule `id`.
fn row<'a>(language: Language, page: &'a str, id: &str) -> &'a str {
    let name = handlebars::html_escape(&wording::rule_name(language, id));
    let begin =
        page.find(&format!("role=\"rowheader\">{name}</th>")).unwrap_or_else(|| panic!("no row of {id}: {page}"));
    page[begin..].split("</tr>").next().unwrap_or_default()
}

async fn review_of(ward: &Ward, language: Language) -> String {
    ward.speak(language);
    let service = init_service(server(ward.world.app.clone())).await;
    let request = TestRequest::get().uri(&format!("{}/review", ward.board()));
    let (status, _, page) = ask!(&service, ward.world.by_manager(request));
    assert_eq!(status, StatusCode::OK, "{page}");
    page
}

#[actix_web::test]
async fn what_should_be_looked_at_is_told_and_not_called_kept() {
    let ward = ward();
    let judged = ward.stored(|store| {
        let head = store.roster(ward.head.id)?.expect("the roster");
        judge_roster(store, head)
    });
    let soft = |id: &str| {
        judged.breaches.iter().filter(|breach| (breach.rule, breach.severity) == (id, Severity::Soft)).count()
    };
    let looked_at = LABOUR_RULES.iter().map(|rule| rule.id()).find(|id| soft(id) > 0).expect("a warning");
    for language in Language::ALL {
        let page = review_of(&ward, language).await;
        let kept = language.say("review-kept");
        let told = row(language, &page, looked_at);
        assert!(told.contains(&format!("</span> {}", soft(looked_at))) && told.contains("chip warn"), "{told}");
        assert!(!told.contains("chip ok") && !told.contains(&format!("> {kept}<")), "{told}");
        let clean = row(language, &page, "double-booking");
        assert!(clean.contains("chip ok") && clean.contains(&format!("> {kept}<")), "{clean}");
    }
}

#[actix_web::test]
async fn a_rule_that_is_still_to_be_checked_says_so_in_one_phrase() {
    let ward = ward();
    let page = review_of(&ward, Language::English).await;
    let unsure: Vec<&str> =
        LABOUR_RULES.iter().filter(|rule| rule.provision().status == Status::ToCheck).map(|rule| rule.id()).collect();
    assert!(!unsure.is_empty());
    for id in unsure {
        let told = row(Language::English, &page, id);
        assert!(told.contains("to be checked</span>") && !told.contains("chip ok"), "{told}");
        assert_eq!(told.matches("to be checked").count(), 1, "{told}");
    }
}
