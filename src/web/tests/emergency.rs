//! Emergency orders over HTTP, on the roster of the sample ward: who gives and ends one, who sees it, and what it lifts.

use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::test::{TestRequest, call_service, init_service, read_body};
use chrono::NaiveDate;

use super::board::{Ward, ward_from};
use super::{FixedClock, PASSWORD};
use crate::application::actors::{Account, Grant, Role};
use crate::application::administration::log_in::{LogInError, OpenedSession, begin_log_in, finish_log_in};
use crate::application::administration::password;
use crate::application::planning::explain_cell::explain_cell;
use crate::application::ports::{
    Accounts, AuditTrail, Centres, Clock, EmergencyOrders, Officers, Rosters, StorageError, Tables,
};
use crate::application::review::judge_roster::{JudgedRoster, judge_roster};
use crate::domain::centre::CentreScope;
use crate::domain::emergency::{EmergencyOrder, Ground};
use crate::domain::ids::{OfficerCode, ShiftCode};
use crate::domain::officer::OvertimeStanding;
use crate::domain::overtime::{CompensationMode, LedgerEntry, MinuteClass};
use crate::domain::rules::Severity;
use crate::domain::shift::ShiftKind;
use crate::exchange::data_folder::DataFolder;
use crate::store::DbConnection;
use crate::web::language::Language;
use crate::web::server;

const REASON: &str = "Bão số 12 <gió giật>";

/// A draft from 14 December of officers who have almost worked up the overtime of the month.
pub(super) fn worked_up(weeks: u32) -> Ward {
    let mut ward = ward_from("2026-12-14", weeks);
    let worked = |officer: OfficerCode| LedgerEntry {
        officer,
        date: day("2026-12-01"),
        start: "18:00:00".parse().expect("a time"),
        end: "22:00:00".parse().expect("a time"),
        minutes: 2390,
        class: MinuteClass::OvertimeDay,
        night: false,
        mode: CompensationMode::Paid,
    };
    let officers = ward.stored(|store| store.officers(&ward.centre));
    let ledger = officers.into_iter().map(|officer| worked(officer.code)).collect();
    let folder = DataFolder { ledger, ..DataFolder::default() };
    let keep = |store: &mut DbConnection| store.keep_folder(&folder, "test", FixedClock.now());
    ward.world.app.database().transaction(keep).expect("a ledger");
    ward.head = ward.proposed("2026-12-14", weeks);
    ward.assignments = ward.stored(|store| store.assignments(ward.head.id));
    ward
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub(super) fn judged(ward: &Ward) -> JudgedRoster {
    ward.stored(|store| {
        let head = store.roster(ward.head.id)?.expect("the roster");
        judge_roster(store, head)
    })
}

pub(super) fn hard(judged: &JudgedRoster) -> Vec<&'static str> {
    judged.hard_breaches().iter().map(|breach| breach.rule).collect()
}

/// An order as the store has it, without the page.
pub(super) fn keep_order(ward: &Ward, first: &str, last: &str) {
    let order = EmergencyOrder {
        centre: ward.centre.clone(),
        number: 1,
        ground: Ground::Fire,
        first: day(first),
        last: day(last),
        ordered_by: "approver".into(),
        reason: REASON.into(),
        document: "12/CĐ-UBND".into(),
        entered_at: FixedClock.now(),
        ended: None,
    };
    let keep = |store: &mut DbConnection| store.keep_emergency_order(&order);
    ward.world.app.database().transaction(keep).expect("an order");
}

/// An officer, a day and a shift that breaks the month's cap there, and nothing else.
pub(super) fn over_the_cap(ward: &Ward) -> (OfficerCode, NaiveDate, ShiftCode) {
    assert_eq!(hard(&judged(ward)), Vec::<&str>::new());
    let (officers, shifts) =
        ward.stored(|store| Ok::<_, StorageError>((store.officers(&ward.centre)?, store.shifts(&ward.centre)?)));
    let date = day("2026-12-16");
    let planned = |kind| !matches!(kind, ShiftKind::Standby | ShiftKind::Hotline);
    let overtime = shifts.iter().filter(|shift| shift.overtime_minutes > 0 && planned(shift.kind));
    for shift in overtime.filter(|shift| shift.weekdays.contains(chrono::Weekday::Wed)) {
        for officer in officers.iter().filter(|officer| officer.overtime != OvertimeStanding::Barred) {
            let before = ward.put(&officer.code, date, Some(shift.code.clone()));
            let found = judged(ward);
            if hard(&found) == ["overtime-monthly"] {
                return (officer.code.clone(), date, shift.code.clone());
            }
            ward.put(&officer.code, date, before);
        }
    }
    panic!("nobody can be put over the cap alone");
}

/// Somebody who is logged in.
struct Visitor(OpenedSession);

impl Visitor {
    fn new(ward: &Ward, login: &str) -> Self {
        let opened = ward.world.app.database().transaction(|store| -> Result<_, LogInError> {
            store.set_language(login, Language::English.code())?;
            store.set_password_hash(login, &password::hash(PASSWORD).expect("long enough"))?;
            let attempt = begin_log_in(store, &FixedClock, login, "127.0.0.1")?;
            finish_log_in(store, &FixedClock, &attempt, attempt.verify(PASSWORD))
        });
        Self(opened.expect("a session"))
    }

    fn with_role(ward: &Ward, role: Role, centre: &str) -> Self {
        let account = Account {
            login: format!("khach-{centre}"),
            name: "Khách".into(),
            grants: vec![Grant { role, scope: CentreScope::One(centre.into()) }],
            officer: None,
            language: None,
        };
        let keep = |store: &mut DbConnection| store.keep_account(&account);
        ward.world.app.database().transaction(keep).expect("an account");
        Self::new(ward, &account.login)
    }

    fn send(&self, request: TestRequest) -> TestRequest {
        request
            .insert_header(("Cookie", format!("catruc={}", self.0.token)))
            .insert_header(("Sec-Fetch-Site", "same-origin"))
            .insert_header(("Accept-Language", "en"))
    }

    fn get(&self, address: &str) -> TestRequest {
        self.send(TestRequest::get().uri(address))
    }

    fn post(&self, address: &str, fields: &[(&str, &str)]) -> TestRequest {
        let mut fields = fields.to_vec();
        fields.push(("_csrf", &self.0.csrf));
        self.send(TestRequest::post().uri(address).set_form(fields))
    }
}

fn page_of(ward: &Ward) -> String {
    format!("/centres/{}/emergency", ward.centre)
}

fn an_order<'a>(first: &'a str, last: &'a str) -> [(&'static str, &'a str); 5] {
    [("ground", "disaster"), ("first", first), ("last", last), ("reason", REASON), ("document", "Công điện 12/CĐ-UBND")]
}

#[actix_web::test]
async fn a_shift_over_the_cap_is_published_under_an_order_and_refused_after_its_last_day() {
    let ward = worked_up(1);
    let (officer, date, shift) = over_the_cap(&ward);
    let app = init_service(server(ward.world.app.clone())).await;
    let revision = || ward.stored(|store| store.roster(ward.head.id)).expect("a roster").revision.to_string();
    let step = |name: &str, revision: &str| {
        let fields = [("_csrf", ward.world.csrf.as_str()), ("revision", revision)];
        ward.world.by_manager(TestRequest::post().uri(&format!("{}/{name}", ward.board())).set_form(fields))
    };
    let (status, _, page) = ask!(&app, step("submit", &revision()));
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{page}");
    let reasons = |judged: &JudgedRoster| {
        let reasons = explain_cell(judged, &officer, date).expect("the reasons of the cell");
        let choice = reasons.choices.into_iter().find(|(choice, _)| choice.as_ref() == Some(&shift));
        choice.expect("the shift is a choice").1.obstacles
    };
    ward.put(&officer, date, None);
    assert!(!reasons(&judged(&ward)).is_empty(), "the cell says that the cap would be passed");
    ward.put(&officer, date, Some(shift.clone()));

    // An order that ends the day before lifts nothing on the day.
    let approver = Visitor::new(&ward, "approver");
    let (status, location, page) = ask!(&app, approver.post(&page_of(&ward), &an_order("2026-12-10", "2026-12-15")));
    assert_eq!((status, location), (StatusCode::SEE_OTHER, format!("{}?done=given", page_of(&ward))), "{page}");
    assert_eq!(hard(&judged(&ward)), ["overtime-monthly"]);
    assert_eq!(ask!(&app, step("submit", &revision())).0, StatusCode::UNPROCESSABLE_ENTITY);

    assert_eq!(
        ask!(&app, approver.post(&page_of(&ward), &an_order("2026-12-16", "2026-12-16"))).0,
        StatusCode::SEE_OTHER
    );
    let lifted = judged(&ward);
    let told = lifted.breaches.iter().find(|breach| breach.rule == "overtime-monthly").expect("it is still told");
    assert_eq!((hard(&lifted), told.severity), (Vec::new(), Severity::Lifted));
    ward.put(&officer, date, None);
    assert!(reasons(&judged(&ward)).is_empty(), "under the order nothing stands in the way");
    ward.put(&officer, date, Some(shift.clone()));

    // Everybody who sees the board sees the order, in every language, escaped.
    let by = ward.stored(|store| store.account("approver")).expect("an approver").name;
    for language in Language::ALL {
        ward.speak(language);
        for address in [ward.board(), format!("{}/review", ward.board())] {
            let (status, _, page) = ask!(&app, ward.world.by_manager(TestRequest::get().uri(&address)));
            assert_eq!(status, StatusCode::OK);
            for part in ["Bão số 12 &lt;gió giật&gt;", by.as_str(), &language.date(date), "12/CĐ-UBND"] {
                assert!(page.contains(part), "{part}: {page}");
            }
            assert!(!page.contains("Unknown localization") && !page.contains("<gió"), "{page}");
        }
        let cell = format!("{}/cell?officer={officer}&date={date}", ward.board());
        let (_, _, page) = ask!(&app, ward.world.by_manager(TestRequest::get().uri(&cell)));
        assert!(page.contains("Bão số 12 &lt;gió giật&gt;"), "the cell's own page names the order: {page}");
    }

    assert_eq!(ask!(&app, step("submit", &revision())).0, StatusCode::SEE_OTHER);
    let fields = [("revision", revision())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let (status, _, page) = ask!(&app, approver.post(&format!("{}/approve", ward.board()), &fields));
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    assert_eq!(ask!(&app, step("publish", &revision())).0, StatusCode::SEE_OTHER);
    // The instance that goes with the published roster agrees with the page.
    let published = judged(&ward);
    assert_eq!((hard(&published), published.verdict.is_lawful()), (Vec::new(), true), "{:?}", published.verdict);
    // Whoever reads what was published sees the order too.
    let reader = Visitor::with_role(&ward, Role::Officer, ward.centre.as_str());
    let (status, _, page) = ask!(&app, reader.get(&ward.board()));
    assert!(status == StatusCode::OK && page.contains("Bão số 12 &lt;gió giật&gt;"), "{page}");
    assert!(!page.contains("/emergency"), "the page of the orders is not theirs: {page}");
}

#[actix_web::test]
async fn only_the_approver_of_the_centre_gives_and_ends_an_order() {
    let ward = ward_from("2026-12-14", 1);
    let app = init_service(server(ward.world.app.clone())).await;
    let address = page_of(&ward);
    let end = format!("{address}/end");
    let stranger = Visitor::with_role(&ward, Role::Approver, "P01-77");
    let officer = Visitor::with_role(&ward, Role::Officer, ward.centre.as_str());
    let manager = Visitor::new(&ward, "manager");
    let approver = Visitor::new(&ward, "approver");
    for nobody in [&stranger, &officer, &manager] {
        let order = an_order("2026-12-10", "2026-12-16");
        assert_eq!(ask!(&app, nobody.post(&address, &order)).0, StatusCode::FORBIDDEN);
        assert_eq!(ask!(&app, nobody.post(&end, &[("number", "1")])).0, StatusCode::FORBIDDEN);
    }
    let mut guessed = an_order("2026-12-10", "2026-12-16").to_vec();
    guessed.push(("_csrf", "guessed"));
    let request = approver.send(TestRequest::post().uri(&address).set_form(guessed));
    assert_eq!(ask!(&app, request).0, StatusCode::FORBIDDEN, "another session's form");
    assert!(ward.stored(|store| store.emergency_orders(&ward.centre)).is_empty());

    assert_eq!(ask!(&app, approver.post(&address, &an_order("2026-12-09", "2026-12-16"))).0, StatusCode::SEE_OTHER);
    assert_eq!(ask!(&app, stranger.get(&address)).0, StatusCode::FORBIDDEN);
    assert_eq!(ask!(&app, officer.get(&address)).0, StatusCode::FORBIDDEN);
    let (status, _, page) = ask!(&app, manager.get(&address));
    assert!(status == StatusCode::OK && page.contains("Bão số 12 &lt;gió giật&gt;"), "{page}");
    assert!(!page.contains("name=\"ground\"") && !page.contains("/emergency/end"), "a manager only reads: {page}");
    let (_, _, page) = ask!(&app, approver.get(&format!("{address}?done=given")));
    for field in ["order-ground", "order-first", "order-last", "order-reason", "order-document"] {
        assert!(page.contains(&format!("for=\"{field}\"")) && page.contains(&format!("id=\"{field}\"")), "{field}");
    }
    assert!(page.contains("role=\"status\"") && page.contains("aria-label=\"End today: Disaster"), "{page}");

    let (status, location, page) = ask!(&app, approver.post(&end, &[("number", "1")]));
    assert_eq!((status, location), (StatusCode::SEE_OTHER, format!("{address}?done=ended")), "{page}");
    let kept = ward.stored(|store| store.emergency_orders(&ward.centre));
    assert_eq!((kept.len(), kept[0].last_day()), (1, day("2026-12-10")), "today is its last day, and it stays");
    let (status, _, page) = ask!(&app, approver.post(&end, &[("number", "1")]));
    assert!(status == StatusCode::UNPROCESSABLE_ENTITY && page.contains("There is nothing to end"), "{page}");
    assert_eq!(ask!(&app, approver.post(&end, &[("number", "2")])).0, StatusCode::UNPROCESSABLE_ENTITY);
    let trail = ward.stored(|store| store.audit_of_centre(&ward.centre, 2));
    let told: Vec<_> = trail.iter().map(|entry| (entry.action.as_str(), entry.by.as_str())).collect();
    assert_eq!(told, [("emergency.end", "approver"), ("emergency.order", "approver")]);
    assert_eq!(trail[1].reason.as_deref(), Some(REASON));
}

#[actix_web::test]
async fn an_order_without_end_reason_or_document_or_too_long_is_refused_and_keeps_nothing() {
    let ward = ward_from("2026-12-14", 1);
    let app = init_service(server(ward.world.app.clone())).await;
    let approver = Visitor::new(&ward, "approver");
    let long = "x".repeat(501);
    for (field, value, why) in [
        ("last", "", "An order needs a last day"),
        ("last", "soon", "is no date"),
        ("last", "2026-12-09", "lies before the first"),
        ("last", "2027-01-09", "31 days are more than the 30"),
        ("first", "2026-12-02", "cannot be the first day"),
        ("reason", "  ", "needs a reason"),
        ("reason", long.as_str(), "more than 500 letters"),
        ("document", "", "needs its document"),
        ("ground", "backlog", "There is no ground"),
        ("ground", "", "There is no ground"),
    ] {
        let mut fields = an_order("2026-12-10", "2026-12-16");
        let changed = fields.iter_mut().find(|known| known.0 == field).expect("a field");
        changed.1 = value;
        let (status, _, page) = ask!(&app, approver.post(&page_of(&ward), &fields));
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{field}={value}: {page}");
        assert!(page.contains(why) && page.contains(&page_of(&ward)), "{why}: {page}");
    }
    assert!(ward.stored(|store| store.emergency_orders(&ward.centre)).is_empty());
}

#[actix_web::test]
async fn an_order_that_has_not_begun_is_called_off_and_not_ended_and_its_document_keeps_its_direction() {
    let ward = ward_from("2026-12-14", 1);
    let app = init_service(server(ward.world.app.clone())).await;
    let address = page_of(&ward);
    let approver = Visitor::new(&ward, "approver");
    assert_eq!(ask!(&app, approver.post(&address, &an_order("2026-12-14", "2026-12-16"))).0, StatusCode::SEE_OTHER);
    let (_, _, page) = ask!(&app, approver.get(&address));
    assert!(page.contains("aria-label=\"Call off: Disaster") && page.contains(">Call off</button>"), "{page}");
    assert!(!page.contains("End today"), "{page}");
    ward.speak(Language::Arabic);
    let (_, _, page) = ask!(&app, ward.world.by_manager(TestRequest::get().uri(&address)));
    assert!(page.contains("\u{2068}Công điện 12/CĐ-UBND\u{2069}"), "{page}");
}

#[actix_web::test]
async fn a_lifted_rule_names_the_order_on_whose_day_the_overtime_is_and_not_a_later_one() {
    let ward = worked_up(1);
    let (_, date, _) = over_the_cap(&ward);
    let app = init_service(server(ward.world.app.clone())).await;
    let approver = Visitor::new(&ward, "approver");
    for (day, reason) in [("2026-12-16", "Cháy chợ"), ("2026-12-18", "Vỡ đê")] {
        let mut fields = an_order(day, day);
        fields.iter_mut().find(|(field, _)| *field == "reason").expect("a reason").1 = reason;
        assert_eq!(ask!(&app, approver.post(&page_of(&ward), &fields)).0, StatusCode::SEE_OTHER);
    }
    let (_, _, page) = ask!(&app, ward.world.by_manager(TestRequest::get().uri(&ward.board())));
    let named = Language::Vietnamese.date(date);
    let lines: Vec<&str> =
        page.split("Được phép theo lệnh khẩn cấp").skip(1).filter_map(|rest| rest.split('<').next()).collect();
    assert!(!lines.is_empty(), "{page}");
    assert!(lines.iter().all(|line| line.contains("Cháy chợ") && line.contains(&named)), "{lines:?}");
    assert!(page.contains("Vỡ đê"), "the board still tells of the other order: {page}");
}
