//! The board and the approver's page over HTTP, on the roster of the sample ward.

use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::test::{TestRequest, call_service, init_service, read_body};

use super::{FixedClock, PASSWORD, World, world};
use crate::application::administration::log_in::{LogInError, begin_log_in, finish_log_in};
use crate::application::administration::password;
use crate::application::planning::improve_roster::{job_options, take_up};
use crate::application::planning::propose_roster::{ProposeError, propose_roster};
use crate::application::planning::solver::InProcess;
use crate::application::planning::view_board::board_of;
use crate::application::ports::{Accounts, Clock, Jobs, Rosters, StatusStep, StorageError, Tables};
use crate::application::review::judge_roster::judge_roster;
use crate::application::views::{BoardRow, Cover};
use crate::demo;
use crate::domain::ids::CentreCode;
use crate::domain::officer::{Leave, LeaveKind};
use crate::domain::roster::{Assignment, RosterHead, RosterStatus};
use crate::domain::rules::Severity;
use crate::exchange::data_folder::DataFolder;
use crate::store::DbConnection;
use crate::web::language::Language;
use crate::web::server;

/// A world with the sample ward, its manager's session, and a draft of one week.
pub(super) struct Ward {
    pub world: World,
    pub centre: CentreCode,
    pub head: RosterHead,
    pub assignments: Vec<Assignment>,
}

pub(super) fn ward() -> Ward {
    ward_from("2026-12-07", 1)
}

/// The same with a draft of `weeks` weeks from the Monday `first`.
pub(super) fn ward_from(first: &str, weeks: u32) -> Ward {
    let mut world = world();
    let clock = FixedClock;
    let today = "2026-12-10".parse().expect("a date");
    let sample = demo::generate(&demo::DemoOptions { centres: 1, ..demo::DemoOptions::new(today) });
    let database = world.app.database();
    database
        .transaction(|store| -> Result<(), StorageError> {
            store.keep_folder(&sample.folder, "test", "2026-12-10T02:00:00".parse().expect("an instant"))?;
            store.set_password_hash("manager", &password::hash(PASSWORD).expect("long enough"))
        })
        .expect("the sample");
    let opened = database
        .transaction(|store| -> Result<_, LogInError> {
            let attempt = begin_log_in(store, &clock, "manager", "127.0.0.1")?;
            finish_log_in(store, &clock, &attempt, attempt.verify(PASSWORD))
        })
        .expect("a session");
    (world.token, world.csrf) = (opened.token, opened.csrf);
    let account = database.read(|store| store.account("manager")).expect("a store").expect("a manager");
    let manager = account.manager_of(&sample.showcase).expect("the permission");
    let first = first.parse().expect("a date");
    let head = database
        .transaction(|store| -> Result<_, ProposeError> { propose_roster(store, &clock, &manager, first, weeks) })
        .expect("a draft");
    let assignments = database.read(|store| store.assignments(head.id)).expect("assignments");
    Ward { world, centre: sample.showcase, head, assignments }
}

impl Ward {
    /// Another draft, by the manager.
    pub(super) fn proposed(&self, first: &str, weeks: u32) -> RosterHead {
        let account = self.stored(|store| store.account("manager")).expect("a manager");
        let manager = account.manager_of(&self.centre).expect("the permission");
        let first = first.parse().expect("a date");
        let propose = |store: &mut DbConnection| -> Result<_, ProposeError> {
            propose_roster(store, &FixedClock, &manager, first, weeks)
        };
        self.world.app.database().transaction(propose).expect("a draft")
    }

    pub(super) fn board(&self) -> String {
        format!("/centres/{}/roster/{}", self.centre, self.head.period.first)
    }

    /// The form that applies the first exchange that `page` offers for `date`.
    pub(super) fn first_exchange_of(&self, page: &str, date: chrono::NaiveDate) -> TestRequest {
        let cells = page.split("name=\"cells\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        let cells = cells.expect("an exchange is offered").replace("&quot;", "\"");
        let revision = self.stored(|store| store.roster(self.head.id)).expect("a roster").revision;
        let fields = [
            ("_csrf", self.world.csrf.clone()),
            ("revision", revision.to_string()),
            ("date", date.to_string()),
            ("cells", cells),
        ];
        let address = format!("{}/exchange", self.board());
        self.world.by_manager(TestRequest::post().uri(&address)).set_form(fields)
    }

    /// The form that takes the last change back.
    pub(super) fn undo(&self) -> TestRequest {
        let revision = self.stored(|store| store.roster(self.head.id)).expect("a roster").revision;
        let fields = [("_csrf", self.world.csrf.clone()), ("revision", revision.to_string())];
        self.world.by_manager(TestRequest::post().uri(&format!("{}/undo", self.board()))).set_form(fields)
    }

    /// The manager reads in `language` from now on.
    pub(super) fn speak(&self, language: Language) {
        let chosen = self
            .world
            .app
            .database()
            .transaction(|store| -> Result<(), StorageError> { store.set_language("manager", language.code()) });
        chosen.expect("a choice");
    }

    /// What the store holds.
    pub(super) fn stored<T>(&self, read: impl Fn(&mut DbConnection) -> Result<T, StorageError>) -> T {
        self.world.app.database().read(read).expect("a store")
    }

    /// A form that changes the first assigned cell to `shift`.
    pub(super) fn edit(&self, revision: i32, shift: &str) -> TestRequest {
        let cell = &self.assignments[0];
        let fields = [
            ("_csrf", self.world.csrf.clone()),
            ("revision", revision.to_string()),
            ("officer", cell.officer.to_string()),
            ("date", cell.date.to_string()),
            ("shift", shift.to_owned()),
            ("from", String::new()),
            ("weeks", String::new()),
        ];
        let address = format!("{}/assignment", self.board());
        self.world.by_manager(TestRequest::post().uri(&address)).set_form(fields)
    }
}

#[actix_web::test]
async fn the_board_and_the_review_can_be_read_in_every_language() {
    let ward = ward();
    let service = init_service(server(ward.world.app.clone())).await;
    for language in Language::ALL {
        for address in [String::new(), "?weeks=1".to_owned(), "/review".to_owned()] {
            let request = TestRequest::get().uri(&format!("{}{address}", ward.board()));
            ward.speak(language);
            let (status, _, page) = ask!(&service, ward.world.by_manager(request));
            assert_eq!(status, StatusCode::OK, "{address}: {page}");
            assert!(page.contains(&format!("<html lang=\"{}\"", language.code())));
            assert!(!page.contains("Unknown localization"), "{page}");
        }
    }
}

#[actix_web::test]
async fn warnings_of_a_lawful_board_are_not_called_breaches() {
    let ward = ward();
    let judge = |store: &mut _| -> Result<_, StorageError> {
        let head = Rosters::roster(store, ward.head.id)?.expect("the roster");
        judge_roster(store, head)
    };
    let judged = ward.world.app.database().transaction(judge).expect("a judgement");
    let severities: Vec<Severity> = judged.breaches.iter().map(|breach| breach.severity).collect();
    assert!(severities.contains(&Severity::Soft) && !severities.contains(&Severity::Hard), "{severities:?}");
    let service = init_service(server(ward.world.app.clone())).await;
    let (_, _, page) = ask!(&service, ward.world.by_manager(TestRequest::get().uri(&ward.board())));
    assert!(page.contains("href=\"#reasons\""), "{page}");
    assert!(!page.contains("trái luật và cách sửa"), "{page}");
}

#[actix_web::test]
async fn a_cell_is_changed_by_a_plain_form_and_taken_back() {
    let ward = ward();
    let service = init_service(server(ward.world.app.clone())).await;
    let response = call_service(&service, ward.edit(ward.head.revision, "").to_request()).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    let back = response.headers().get(LOCATION).and_then(|value| value.to_str().ok()).expect("an address").to_owned();
    assert!(back.starts_with(&ward.board()), "{back}");
    let database = ward.world.app.database();
    let changed = database.read(|store| store.assignments(ward.head.id)).expect("assignments");
    assert_eq!(changed.len() + 1, ward.assignments.len());

    let revision = database.read(|store| store.roster(ward.head.id)).expect("a store").expect("a roster").revision;
    let fields = [("_csrf", ward.world.csrf.clone()), ("revision", revision.to_string())];
    let undo = TestRequest::post().uri(&format!("{}/undo", ward.board())).set_form(fields);
    let (status, _, page) = ask!(&service, ward.world.by_manager(undo));
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    assert_eq!(database.read(|store| store.assignments(ward.head.id)).expect("assignments"), ward.assignments);
    let head = database.read(|store| store.roster(ward.head.id)).expect("a store").expect("a roster");
    assert_eq!(head.proof, ward.head.proof);
}

#[actix_web::test]
async fn a_roster_that_nobody_edited_is_not_called_edited_by_hand() {
    let ward = ward();
    let service = init_service(server(ward.world.app.clone())).await;
    let database = ward.world.app.database();
    database
        .transaction(|store| {
            store.stop_job(ward.head.id)?;
            store.replace_assignments(ward.head.id, ward.head.revision, &ward.assignments, None)
        })
        .expect("a roster without proof");
    let (_, _, text) = ask!(&service, ward.world.by_manager(TestRequest::get().uri(&ward.board())));
    assert!(text.contains("Không do máy xếp") && !text.contains("Đã sửa tay"), "{text}");
    call_service(&service, ward.edit(ward.head.revision + 1, "").to_request()).await;
    let (_, _, text) = ask!(&service, ward.world.by_manager(TestRequest::get().uri(&ward.board())));
    assert!(text.contains("Đã sửa tay"), "{text}");
}

#[actix_web::test]
async fn whoever_comes_second_sees_both_facts_and_loses_nothing() {
    let ward = ward();
    let service = init_service(server(ward.world.app.clone())).await;
    call_service(&service, ward.edit(ward.head.revision, "").to_request()).await;
    let late = ward.edit(ward.head.revision, "HC").insert_header(("HX-Request", "true"));
    let response = call_service(&service, late.to_request()).await;
    assert_eq!(response.status(), StatusCode::OK);
    let board = String::from_utf8_lossy(&read_body(response).await).into_owned();
    assert!(board.contains("id=\"conflict\""), "{board}");
    assert!(board.contains(": HC, Hành chính</dd>") && board.contains(": nghỉ</dd>"), "{board}");
}

#[actix_web::test]
async fn the_trail_tells_which_cell_was_changed() {
    let ward = ward();
    let service = init_service(server(ward.world.app.clone())).await;
    call_service(&service, ward.edit(ward.head.revision, "").to_request()).await;
    let request = TestRequest::get().uri(&format!("{}/review", ward.board()));
    let (status, _, page) = ask!(&service, ward.world.by_manager(request));
    assert_eq!(status, StatusCode::OK, "{page}");
    let trail = &page[page.find("id=\"trail-title\"").expect("the trail")..];
    assert!(trail.contains("sửa một ô") && trail.contains(&ward.assignments[0].shift.0), "{trail}");
    let manager = ward.world.app.database().read(|store| store.account("manager")).expect("a store");
    let name = manager.expect("a manager").name;
    assert!(trail.contains(&format!("<bdi>{name}</bdi>")) && !trail.contains("<bdi>manager</bdi>"), "{trail}");
}

#[actix_web::test]
async fn the_legend_explains_every_shift_and_cover_shows_who_is_there_beyond_what_is_wanted() {
    let ward = ward();
    let service = init_service(server(ward.world.app.clone())).await;
    let (status, _, page) = ask!(&service, ward.world.by_manager(TestRequest::get().uri(&ward.board())));
    assert_eq!(status, StatusCode::OK, "{page}");
    let legend = &page[page.find("class=\"legend codes\"").expect("the legend")..];
    let legend = &legend[..legend.find("</ul>").expect("its end")];
    let shifts = [
        ("C", "Buổi chiều"),
        ("HC", "Hành chính"),
        ("S+", "Sớm và muộn"),
        ("L", "Lưu động tối"),
        ("CN", "Sáng chủ nhật"),
    ];
    for (code, name) in shifts {
        assert!(legend.contains(&format!(">{code}</span> {name}</li>")), "{code}: {legend}");
    }
    let skills = &page[page.find("aria-label=\"Kỹ năng\"").expect("the skills")..];
    let skills = &skills[..skills.find("</ul>").expect("their end")];
    assert!(skills.contains("</b> hộ tịch</li>"), "{skills}");
    // Whoever works office hours is there in the afternoon too, when fewer are wanted.
    assert!(page.contains(" over\">") && page.contains("; dư "), "{page}");
}

/// Nobody sees at a glance that the sixth officer of an evening serves no counter, unless the figure says so.
#[actix_web::test]
async fn whoever_stays_in_the_evening_and_serves_no_counter_is_counted_beyond_what_is_wanted() {
    let ward = ward();
    let service = init_service(server(ward.world.app.clone())).await;
    let view = ward.stored(|store| board_of(store, ward.head.clone(), FixedClock.today()));
    let evening = view.cover.iter().find(|row| row.block.code.as_str() == "EVE").expect("an evening");
    let complete = |cover: &Option<Cover>| cover.as_ref().is_some_and(|cover| cover.have >= cover.want);
    let at = evening.days.iter().position(complete).expect("an evening with everybody there");
    let cover = evening.days[at].as_ref().expect("its cover");
    let serves = |row: &&BoardRow| {
        row.cells[at].shift.as_ref().is_some_and(|shift| shift.as_str() == "HC")
            && !cover.skills.iter().any(|wanted| row.officer.skills.contains(&wanted.skill))
    };
    let officer = &view.rows.iter().find(serves).expect("somebody without a skill of the evening").officer;
    let board = || ward.world.by_manager(TestRequest::get().uri(&ward.board()));
    let (_, _, before) = ask!(&service, board());
    let fields = [
        ("_csrf", ward.world.csrf.clone()),
        ("revision", ward.head.revision.to_string()),
        ("officer", officer.code.to_string()),
        ("date", view.days[at].date.to_string()),
        ("shift", "HC·T".to_owned()),
    ];
    let edit = TestRequest::post().uri(&format!("{}/assignment", ward.board())).set_form(fields);
    assert_eq!(ask!(&service, ward.world.by_manager(edit)).0, StatusCode::SEE_OTHER);
    let (_, _, after) = ask!(&service, board());
    let figure = format!("{}/{}", cover.want + 1, cover.want);
    let beyond = |page: &str| page.matches(" over\">").count();
    assert_eq!(beyond(&after), beyond(&before) + 1);
    assert!(after.contains(&figure), "{figure}: {after}");
}

#[actix_web::test]
async fn the_legend_tells_of_unpublished_cells_while_there_are_any() {
    let ward = ward();
    let service = init_service(server(ward.world.app.clone())).await;
    for (status, sample) in [
        (None, Some("sample-draft")),
        (Some(RosterStatus::Submitted), Some("sample-unpublished")),
        (Some(RosterStatus::Approved), Some("sample-unpublished")),
        (Some(RosterStatus::Published), None),
    ] {
        if let Some(status) = status {
            let revision = ward.stored(|store| store.roster(ward.head.id)).expect("a roster").revision;
            let step = StatusStep { status, by: "manager".to_owned(), reason: None, seal: None };
            let now = "2026-12-10T03:00:00".parse().expect("an instant");
            let database = ward.world.app.database();
            database.transaction(|store| store.set_status(ward.head.id, revision, &step, now)).expect("a step");
        }
        let (_, _, page) = ask!(&service, ward.world.by_manager(TestRequest::get().uri(&ward.board())));
        let found = ["sample-draft", "sample-unpublished"].into_iter().find(|class| page.contains(class));
        assert_eq!(found, sample, "{status:?}");
    }
}

#[actix_web::test]
async fn an_address_that_leads_nowhere_keeps_the_navigation() {
    let ward = ward();
    let service = init_service(server(ward.world.app.clone())).await;
    let (status, _, page) = ask!(&service, ward.world.by_manager(TestRequest::get().uri("/nowhere")));
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(page.contains("class=\"site-nav\"") && page.contains("action=\"/logout\""), "{page}");
}

#[actix_web::test]
async fn planning_again_keeps_the_leave_that_was_entered_since() {
    let ward = ward();
    let database = ward.world.app.database();
    let cell = ward.assignments[0].clone();
    let leave = Leave { officer: cell.officer.clone(), from: cell.date, to: cell.date, kind: LeaveKind::Annual };
    let folder = DataFolder { leave: vec![leave], ..DataFolder::default() };
    let now = "2026-12-10T03:00:00".parse().expect("an instant");
    database.transaction(|store| store.keep_folder(&folder, "test", now)).expect("a leave");
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
    let judged = database
        .read(|store| {
            let head = store.roster(ward.head.id)?.expect("the roster");
            judge_roster(store, head)
        })
        .expect("a store");
    assert!(judged.verdict.is_lawful(), "{:?}", judged.verdict);
    assert_eq!(judged.hard_breaches(), []);
    let stands = |found: &Assignment| (&found.officer, found.date) == (&cell.officer, cell.date);
    assert!(!judged.assignments.iter().any(stands), "the day of the leave is still planned");
    // What this solve found is there for the next version of the period.
    let next = ward.proposed("2026-12-07", 1);
    let (kept, begun) = database
        .read(|store| Ok::<_, StorageError>((store.officer_rosters(ward.head.id)?, store.officer_rosters(next.id)?)))
        .expect("a store");
    assert!(kept.is_some());
    assert_eq!(kept, begun);
}

#[actix_web::test]
async fn the_choices_of_a_cell_are_the_shifts_of_that_day() {
    let ward = ward();
    let service = init_service(server(ward.world.app.clone())).await;
    let cell = &ward.assignments[0];
    let address = format!("{}/cell?officer={}&date={}", ward.board(), cell.officer, cell.date);
    let (status, _, page) = ask!(&service, ward.world.by_manager(TestRequest::get().uri(&address)));
    assert_eq!(status, StatusCode::OK, "{page}");
    assert!(page.contains(&format!("value=\"{}\" aria-current=\"true\"", cell.shift)), "{page}");
    assert!(!page.contains("Unknown localization"));
}
