//! The remedies of a shortfall over HTTP, on the roster of the sample ward.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::http::StatusCode;
use actix_web::test::{TestRequest, call_service, init_service, read_body};

use super::FixedClock;
use super::board::{Ward, ward_from};
use super::local_rules::import;
use crate::application::planning::centre_facts::CentreFacts;
use crate::application::planning::offer_remedies::{Counter, RemediesView, RemedyStep, RemedyView, prepare_remedies};
use crate::application::planning::raisable_caps::caps_to_raise;
use crate::application::planning::service_quantile::{RequirementBasis, officers_wanted};
use crate::application::planning::view_board::board_of;
use crate::application::ports::{Accounts, Clock, Rosters, StorageError};
use crate::application::review::judge_roster::judge_roster;
use crate::application::views::Shortfall;
use crate::domain::ids::OfficerCode;
use crate::domain::officer::Officer;
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
        // A bare sign would fall behind its number among Arabic letters.
        let marked = |at: usize| language != Language::Arabic || text[..at].ends_with('\u{200e}');
        assert!(text.contains('−') && text.match_indices('−').all(|(at, _)| marked(at)), "{text}");
    }
    ward.speak(Language::Vietnamese);
    let request = ward.world.by_manager(TestRequest::get().uri(&address(&ward, &gap))).to_request();
    let answer = call_service(&app, request).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let page = String::from_utf8(read_body(answer).await.to_vec()).expect("text");
    assert!(page.contains("Đổi ca trong phạm vi đã được phép"), "{page}");
    let stored = || ward.stored(|store| store.assignments(ward.head.id));
    let before = stored();
    let view = offered(&ward, &gap);
    let first = view.remedies.iter().find(|remedy| remedy.steps.is_empty()).expect("an exchange");
    let exchange = ward.first_exchange_of(&page, gap.date);
    assert_eq!(call_service(&app, exchange.to_request()).await.status(), StatusCode::SEE_OTHER);
    assert_ne!(stored(), before);
    let after = offered(&ward, &gap);
    assert_eq!((view.missing, after.missing), (gap.missing, first.left), "what was promised is so");
    assert!(after.missing < view.missing);
    assert_eq!(call_service(&app, ward.undo().to_request()).await.status(), StatusCode::SEE_OTHER);
    assert_eq!(stored(), before);
}

/// Remedies as they are offered, without the page.
fn offered(ward: &Ward, gap: &Shortfall) -> RemediesView {
    let account = ward.stored(|store| store.account("manager")).expect("a manager");
    let viewer = account.viewer_of(&ward.centre).expect("the permission");
    let counter = Counter { date: gap.date, block: gap.block.clone(), skill: gap.skill.clone() };
    let first = ward.head.period.first;
    let prepare = |store: &mut _| prepare_remedies(store, &FixedClock, &viewer, first, counter.clone());
    ward.world.app.database().read(prepare).expect("a roster").find()
}

#[test]
fn no_remedy_breaks_a_row_that_is_only_judged() {
    let (ward, gap) = ward_without_a_monday();
    let gains = |view: &RemediesView| -> BTreeMap<OfficerCode, usize> {
        let mut more = BTreeMap::new();
        for cell in view.remedies.iter().flat_map(|remedy| &remedy.cells) {
            if cell.before.is_none() && cell.after.is_some() {
                *more.entry(cell.officer.0.clone()).or_insert(0) += 1;
            }
        }
        more
    };
    let before = offered(&ward, &gap);
    let gainers = gains(&before);
    assert!(!gainers.is_empty(), "somebody comes on Monday");
    let worked = ward.stored(|store| store.assignments(ward.head.id));
    let days = |officer: &OfficerCode| worked.iter().filter(|cell| &cell.officer == officer).count();
    let rows: Vec<String> = gainers
        .keys()
        .enumerate()
        .map(|(at, officer)| format!("R{at},days-worked,{officer},period,,{},,", days(officer)))
        .collect();
    import(&ward, &rows);
    let after = offered(&ward, &gap);
    let lends = |remedy: &RemedyView| matches!(remedy.steps[..], [RemedyStep::Lend(1)]);
    assert!(after.remedies.iter().any(lends), "an officer can be lent all the same");
    for (officer, more) in gains(&after) {
        assert!(!gainers.contains_key(&officer), "{officer} would work {more} days more, and may not");
    }
}

/// Accepting fewer officers says on how many of such days they are enough.
#[test]
fn a_lower_target_is_told_as_the_service_quantile_that_it_serves() {
    let ward = ward_from("2026-12-14", 1);
    let (facts, basis, board) = ward.stored(|store| {
        let facts = CentreFacts::gather(store, &ward.centre, ward.head.period)?.expect("the centre");
        let basis = RequirementBasis::of(store, &facts, &ward.head)?;
        Ok((facts, basis, board_of(store, ward.head.clone(), FixedClock.today())?))
    });
    let mut told = 0;
    for gap in board.shortfalls.iter().filter(|gap| gap.missing_floor == 0) {
        let counter = Counter { date: gap.date, block: gap.block.clone(), skill: gap.skill.clone() };
        let wanted = |percent: u32| officers_wanted(&facts, &basis, &counter, f64::from(percent) / 100.0);
        for step in offered(&ward, gap).remedies.into_iter().flat_map(|remedy| remedy.steps) {
            let RemedyStep::LowerTarget(to, Some(percent)) = step else { continue };
            told += 1;
            assert!((50..80).contains(&percent) && percent % 5 == 0, "{percent}");
            assert!(wanted(percent).is_some_and(|wanted| wanted <= to), "{percent} {to} {:?}", wanted(percent));
            assert!(wanted(percent + 5).is_none_or(|wanted| wanted > to), "{percent} {to}");
        }
    }
    assert!(told > 0, "no lower quantile among {} shortfalls", board.shortfalls.len());
}

/// Whose caps could be raised for the gap.
fn raisable(ward: &Ward, gap: &Shortfall) -> BTreeSet<OfficerCode> {
    let judged = ward.stored(|store| {
        let head = store.roster(ward.head.id)?.expect("the roster");
        judge_roster(store, head)
    });
    let own = |officer: &OfficerCode| judged.instance_today.officers.iter().find(|own| own.code == officer.as_str());
    let may = |officer: &&Officer| {
        own(&officer.code).is_some_and(|own| !caps_to_raise(&judged.facts, officer, own, gap.date).is_empty())
    };
    judged.facts.officers.iter().filter(may).map(|officer| officer.code.clone()).collect()
}

#[test]
fn the_caps_of_a_minor_and_of_whoever_is_named_are_never_raised() {
    let (ward, gap) = ward_without_a_monday();
    let before = raisable(&ward, &gap);
    let named: Vec<&OfficerCode> = before.iter().take(2).collect();
    assert_eq!(named.len(), 2, "the year's cap of many could be raised");
    import(&ward, &[format!("R1,raised-caps,{},,,,,", named[0]), format!("R2,minors,{},,,480,,", named[1])]);
    let after = raisable(&ward, &gap);
    assert!(named.iter().all(|officer| !after.contains(officer)), "{after:?}");
    assert_eq!(after.len() + 2, before.len());
}

#[actix_web::test]
async fn nobody_reads_the_remedies_of_another_centre() {
    let (ward, gap) = ward_without_a_monday();
    let app = init_service(server(ward.world.app.clone())).await;
    let elsewhere = address(&ward, &gap).replace(ward.centre.as_str(), "ELSEWHERE");
    let answer = call_service(&app, ward.world.by_manager(TestRequest::get().uri(&elsewhere)).to_request()).await;
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
}
