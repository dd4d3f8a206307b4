//! Local rules on the roster of the sample ward: shown on its pages, refused on submission, kept when planning again.

use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::test::{TestRequest, call_service, init_service, read_body};

use super::board::{Ward, ward};
use crate::application::planning::explain_cell::explain_cell;
use crate::application::planning::improve_roster::{job_options, take_up};
use crate::application::planning::solver::InProcess;
use crate::application::ports::{Rosters, Tables};
use crate::application::review::judge_roster::{JudgedRoster, judge_roster};
use crate::application::views::Obstacle;
use crate::domain::ids::{OfficerCode, ShiftCode};
use crate::domain::roster::Assignment;
use crate::exchange::data_folder::{DataFolder, KnownCodes, read_files};
use crate::web::language::Language;
use crate::web::{server, wording};

/// Imports rows of `rules.csv` into the ward's database.
pub(super) fn import(ward: &Ward, rows: &[String]) {
    import_table(ward, format!("id,kind,scope,window,minimum,maximum,weight,shifts\n{}\n", rows.join("\n")));
}

/// The same with the header of the table, for other columns.
pub(super) fn import_table(ward: &Ward, text: String) {
    let database = ward.world.app.database();
    let known: KnownCodes = database.read(|store| store.known_codes()).expect("codes");
    let folder: DataFolder = read_files(vec![("rules.csv".into(), text.into_bytes())], &known).expect("sound rows");
    assert!(!folder.rules.is_empty());
    let now = "2026-12-10T03:00:00".parse().expect("an instant");
    database.transaction(|store| store.keep_folder(&folder, "test", now)).expect("rows");
}

fn judge(ward: &Ward) -> JudgedRoster {
    let judged = ward.world.app.database().read(|store| {
        let head = store.roster(ward.head.id)?.expect("the roster");
        judge_roster(store, head)
    });
    judged.expect("a store")
}

fn plan_again(ward: &Ward) {
    let database = ward.world.app.database();
    let mut improvement =
        database.transaction(|store| take_up(store, ward.head.id)).expect("a store").expect("a draft");
    improvement
        .run(
            &mut InProcess,
            &job_options(5),
            |improvement, found| database.transaction(|store| improvement.keep(store, found)),
            |_| Ok(true),
        )
        .expect("a solve");
}

/// Somebody who works an evening in the draft, and the shift.
fn an_evening(ward: &Ward) -> (OfficerCode, ShiftCode) {
    let judged = judge(ward);
    let evening = |code: &ShiftCode| judged.facts.shift(code).is_some_and(|shift| shift.is_evening());
    let cell = judged.assignments.iter().find(|cell| evening(&cell.shift)).expect("an evening in the draft");
    (cell.officer.clone(), cell.shift.clone())
}

#[actix_web::test]
async fn a_hard_row_that_the_draft_breaks_is_told_and_stops_its_submission() {
    let ward = ward();
    let (officer, _) = an_evening(&ward);
    assert_eq!(judge(&ward).hard_breaches(), []);
    import(&ward, &[format!("R1,prohibited,{officer},,,,,evening;outreach")]);
    let breaches = judge(&ward).hard_breaches();
    assert!(breaches.iter().any(|breach| breach.rule == "prohibited" && breach.concerns(&officer)), "{breaches:?}");
    let service = init_service(server(ward.world.app.clone())).await;
    let (status, _, page) = ask!(&service, ward.world.by_manager(TestRequest::get().uri(&ward.board())));
    assert_eq!(status, StatusCode::OK, "{page}");
    // Numbers and names of rows stand in elements of their own, so that they keep their direction.
    let cited = page.contains("rules.csv") && page.contains("R1");
    assert!(cited, "the row is not named");
    assert!(!page.contains("Unknown localization"));
    let request = TestRequest::post().uri(&format!("{}/submit", ward.board()));
    let request = request.set_form([("_csrf", ward.world.csrf.clone()), ("revision", ward.head.revision.to_string())]);
    let (status, _, page) = ask!(&service, ward.world.by_manager(request));
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{page}");
}

/// What the optimiser holds of local rules, it holds as the judge does.
#[actix_web::test]
async fn planning_again_keeps_the_rows_that_the_optimiser_holds() {
    let ward = ward();
    let (officer, shift) = an_evening(&ward);
    import(
        &ward,
        &[
            format!("R1,prohibited,{officer},,,,,{shift}"),
            format!("R2,overtime-monthly,{officer},,,60,,"),
            "R3,shifts-worked,*,week,,2,,evening;outreach".into(),
            "R4,days-in-a-row,*,,,5,,".into(),
            "R5,daily-hours,*,,,640,,".into(),
            "R6,rest-between-shifts,*,,650,,,".into(),
            "R7,minutes-worked,*,day,,630,,".into(),
        ],
    );
    plan_again(&ward);
    let judged = judge(&ward);
    assert!(judged.verdict.is_lawful(), "{:?}", judged.verdict.breaches);
    assert_eq!(judged.hard_breaches(), []);
    assert!(!judged.assignments.is_empty());
}

#[actix_web::test]
async fn a_soft_row_is_a_warning_and_stops_nothing() {
    let ward = ward();
    let (officer, _) = an_evening(&ward);
    import(&ward, &[format!("R1,prohibited,{officer},,,,4,evening;outreach")]);
    let judged = judge(&ward);
    assert_eq!(judged.hard_breaches(), []);
    assert!(judged.breaches.iter().any(|breach| breach.rule == "prohibited"));
}

/// What the plan does not know of is asked of the rules before somebody is named who could take a shift over.
#[actix_web::test]
async fn whoever_would_break_a_row_that_is_only_judged_is_no_lawful_substitute() {
    let ward = ward();
    let before = judge(&ward);
    let lawful = |judged: &JudgedRoster, cell: &Assignment| -> Vec<OfficerCode> {
        let reasons = explain_cell(judged, &cell.officer, cell.date).expect("a cell of the roster");
        let allowed = reasons.substitutes.into_iter().filter(|other| other.effect.obstacles.is_empty());
        allowed.filter(|other| other.instead_of.as_ref() != Some(&cell.shift)).map(|other| other.officer.0).collect()
    };
    let found = before.assignments.iter().find_map(|cell| Some((cell.clone(), lawful(&before, cell).pop()?)));
    let (cell, substitute) = found.expect("somebody could take a shift over");
    let same = |other: &&Assignment| (&other.officer, &other.shift) == (&substitute, &cell.shift);
    let worked = before.assignments.iter().filter(same).count();
    import(&ward, &[format!("R1,shifts-worked,{substitute},period,,{worked},,{}", cell.shift)]);
    let after = judge(&ward);
    assert!(!lawful(&after, &cell).contains(&substitute));
    let reasons = explain_cell(&after, &cell.officer, cell.date).expect("a cell of the roster");
    let told = reasons.substitutes.iter().find(|other| other.officer.0 == substitute).expect("still told");
    let obstacles: Vec<&Obstacle> = told.effect.obstacles.iter().map(|group| &group.obstacle).collect();
    assert_eq!(obstacles, [&Obstacle::Rule("shifts-worked", Some("R1".into()))]);
    assert_eq!(told.effect.obstacles[0].officers[0].0, substitute);
    for language in Language::ALL {
        let words = wording::obstacle(language, &told.effect.obstacles[0]);
        assert!(words.contains("R1") && !words.contains("Unknown"), "{words}");
    }
    // Those who may are named first.
    let may = reasons.substitutes.iter().map(|other| other.effect.obstacles.is_empty());
    assert!(may.collect::<Vec<_>>().windows(2).all(|pair| pair[0] >= pair[1]));
}

#[test]
fn a_row_that_cannot_be_used_is_refused_with_its_line() {
    let text = "id,kind,scope,window,maximum\nR1,days-worked,*,fortnight,5\n";
    let errors = read_files(vec![("rules.csv".into(), text.into())], &KnownCodes::default()).expect_err("a refusal");
    let told = errors.to_string();
    assert!(told.contains("rules.csv, line 2, column kind") && told.contains("14d"), "{told}");
}
