//! One day of the forecast over HTTP: the way from load to officers, and today so far.

use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::test::{TestRequest, call_service, init_service, read_body};
use chrono::{Days, NaiveDate};

use super::FixedClock;
use super::board::ward_from;
use crate::application::actors::Account;
use crate::application::planning::centre_facts::CentreFacts;
use crate::application::planning::open_work::OpenWork;
use crate::application::planning::require_staff::explain_day;
use crate::application::planning::view_requirement::prepare_requirement;
use crate::application::ports::{Centres, Clock, Dossiers, Forecasts, Officers, StorageError, Tables};
use crate::application::views::OfficersThere;
use crate::domain::demand::{ALL_GROUPS, DemandForecast};
use crate::domain::ids::OfficerCode;
use crate::domain::officer::{Leave, LeaveKind};
use crate::exchange::data_folder::{CaseRow, Channel, DataFolder};
use crate::store::DbConnection;
use crate::web::language::Language;
use crate::web::server;

#[actix_web::test]
async fn today_tells_what_is_still_to_come_from_what_has_come() {
    let ward = ward_from("2026-12-14", 1);
    let app = init_service(server(ward.world.app.clone())).await;
    let address = format!("/centres/{}/forecast/2026-12-10", ward.centre);
    let ask = |query: &str| ward.world.by_manager(TestRequest::get().uri(&format!("{address}{query}")));
    let figure = |page: &str, key: &str| -> f64 {
        let name = format!("<dt>{}</dt>", Language::Vietnamese.say(key));
        let value = page.split(&name).nth(1).and_then(|rest| rest.split("class=\"figure\">").nth(1)).expect("a figure");
        let digits: String = value.split('<').next().unwrap_or_default().chars().filter(char::is_ascii_digit).collect();
        digits.parse().expect("a number")
    };
    let (status, _, page) = ask!(&app, ask(""));
    assert_eq!(status, StatusCode::OK, "{page}");
    assert!(page.contains("value=\"09:00\"") && !page.contains(&Language::Vietnamese.say("now-rest")), "{page}");
    let morning = figure(&page, "now-morning");

    let (_, _, few) = ask!(&app, ask("?so_far=10&at=10:00"));
    let (_, _, many) = ask!(&app, ask("?so_far=900&at=10:00"));
    assert!(figure(&few, "now-rest") < figure(&many, "now-rest"));
    // The groups, each with its part. Nobody has counts by group here.
    let by_group = |page: &str| -> Vec<f64> {
        let region = format!("aria-label=\"{}\"", Language::Vietnamese.say("now-groups"));
        let table = page.split(&region).nth(1).and_then(|rest| rest.split("</table>").next()).expect("a table");
        let rests = table.split("<tr>").skip(1).filter_map(|row| row.split("<td class=\"number\">").nth(1));
        let digits = |cell: &str| cell.split('<').next().unwrap_or_default().replace('.', "");
        rests.filter_map(|cell| digits(cell).parse().ok()).collect()
    };
    for page in [&few, &many] {
        let groups = by_group(page);
        assert!(groups.len() > 1 && groups.iter().sum::<f64>() == figure(page, "now-rest"), "{groups:?}");
    }
    assert!(!page.contains(&Language::Vietnamese.say("now-groups")), "nothing is known yet");
    assert!(page.contains("Nhập số đã nhận") && !many.contains("Nhập số đã nhận"), "asked for only until it is there");
    let forecasts = ward.stored(|store| store.latest_forecasts(&ward.centre, FixedClock.today()));
    let all = forecasts.iter().find(|forecast| forecast.group.as_str() == ALL_GROUPS).expect("the sum");
    let today = all.days.iter().find(|day| day.date == FixedClock.today()).expect("today").band80();
    let range = format!("từ {:.0} đến {:.0}", today.start(), today.end());
    assert!(many.contains(&range), "{range} in whole dossiers, outwards");
    assert!(figure(&few, "now-day") < morning && morning < figure(&many, "now-day"));
    let (_, _, closing) = ask!(&app, ask("?so_far=300&at=23:00"));
    assert_eq!((figure(&closing, "now-rest"), figure(&closing, "now-day")), (0.0, 300.0));

    for wrong in ["?so_far=-1", "?so_far=many", "?at=25:00", "?so_far=99999999999"] {
        assert_eq!(ask!(&app, ask(wrong)).0, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
}

#[test]
fn what_has_come_so_far_is_what_came_over_all_channels() {
    let ward = ward_from("2026-12-14", 1);
    let forecasts = ward.stored(|store| store.latest_forecasts(&ward.centre, FixedClock.today()));
    let mut groups = forecasts.into_iter().map(|forecast| forecast.group).filter(|group| group.as_str() != ALL_GROUPS);
    let groups = [groups.next().expect("a group"), groups.next().expect("another group")];
    let case = |number: usize, channel: Channel, hour: u32| CaseRow {
        code: format!("H-{number}"),
        centre: ward.centre.clone(),
        group: groups[number % 2].clone(),
        received_at: FixedClock.today().and_hms_opt(hour, 30, 0).expect("a time").and_utc(),
        due_at: None,
        completed_at: None,
        status: "open".into(),
        channel: Some(channel),
        paid_online: None,
        e_certified: None,
    };
    // It is nine o'clock at the centre: half past one in UTC is half past eight there, half past two still to come.
    let mut cases: Vec<CaseRow> = (0..4).map(|number| case(number, Channel::Desk, 1)).collect();
    cases.extend((4..10).map(|number| case(number, Channel::Online, 1)));
    cases.extend((10..15).map(|number| case(number, Channel::Online, 2)));
    let folder = DataFolder { cases, ..DataFolder::default() };
    let keep = |store: &mut DbConnection| store.keep_folder(&folder, "test", FixedClock.now());
    ward.world.app.database().transaction(keep).expect("the dossiers");
    let viewer = Account::operator().viewer_of(&ward.centre).expect("the operator sees every centre");
    let today = FixedClock.today();
    let prepared =
        ward.world.app.database().read(|store| prepare_requirement(store, &FixedClock, &viewer, today, (None, None)));
    let view = prepared.expect("a day").work_out().expect("a requirement");
    let now = view.now.expect("today so far");
    assert_eq!((now.so_far, now.is_counted), (Some(10), true));
    let of = |at: usize| now.groups.iter().find(|of| of.group.code == groups[at]).and_then(|of| of.so_far);
    assert_eq!((of(0), of(1)), (Some(5), Some(5)));
}

#[actix_web::test]
async fn work_that_waits_at_the_cut_has_a_line_of_its_own() {
    let ward = ward_from("2026-12-14", 1);
    let app = init_service(server(ward.world.app.clone())).await;
    let address = format!("/centres/{}/forecast/2026-12-14", ward.centre);
    let day = || ward.world.by_manager(TestRequest::get().uri(&address));
    let line = Language::Vietnamese.say("needs-waiting");
    let (_, _, before) = ask!(&app, day());
    assert!(before.contains(&Language::Vietnamese.say("needs-load")) && !before.contains(&line), "{before}");

    let (_, cut) = ward.stored(|store| store.observed_span(&ward.centre)).expect("counts");
    let mut dossiers = ward.stored(|store| store.counts(&ward.centre, cut, cut + Days::new(1)));
    for count in &mut dossiers {
        count.outcome.open_overdue = Some(20_000);
    }
    let folder = DataFolder { dossiers, ..DataFolder::default() };
    let keep = |store: &mut DbConnection| store.keep_folder(&folder, "test", FixedClock.now());
    ward.world.app.database().transaction(keep).expect("the counts");
    let (status, _, page) = ask!(&app, day());
    assert_eq!(status, StatusCode::OK, "{page}");
    let row = page.split(&line).nth(1).and_then(|rest| rest.split("</tr>").next()).expect("the line");
    let minutes = row.rsplit("class=\"number\">").next().and_then(|rest| rest.split('<').next()).unwrap_or_default();
    assert!(minutes.replace('.', "").parse::<u32>().is_ok_and(|minutes| minutes > 0), "{row}");
    assert!(row.contains("<small"), "most of it goes on waiting: {row}");
}

#[actix_web::test]
async fn the_last_row_of_the_load_is_the_sum_of_what_stands_above_it() {
    let ward = ward_from("2026-12-14", 1);
    let app = init_service(server(ward.world.app.clone())).await;
    let forecasts = ward.stored(|store| store.latest_forecasts(&ward.centre, FixedClock.today()));
    let words = Language::Vietnamese;
    for day in ["2026-12-14", "2026-12-15", "2026-12-16", "2026-12-17"] {
        let address = format!("/centres/{}/forecast/{day}", ward.centre);
        let (_, _, page) = ask!(&app, ward.world.by_manager(TestRequest::get().uri(&address)));
        let table = page.split("aria-labelledby=\"load\"").nth(2).and_then(|rest| rest.split("</table>").next());
        let (rows, last) = table.and_then(|table| table.split_once("<tfoot>")).expect("a table with sums");
        let figures = |row: &str| -> Vec<Option<f64>> {
            let figure = |cell: &str| {
                let text = cell.split_once('>')?.1.replace("<b>", "");
                text.split('<').next()?.replace('.', "").replace(',', ".").parse().ok()
            };
            row.split("<td").skip(1).map(figure).collect()
        };
        let rows: Vec<_> = rows.split("<tr>").skip(2).map(figures).collect();
        let last = figures(last);
        assert!(rows.len() > 1, "{page}");
        for column in [0, 1, 3] {
            let sum: f64 = rows.iter().filter_map(|row| row[column]).sum();
            assert_eq!(last[column], Some(sum), "column {column} of {day}: {rows:?}");
        }
        let date: NaiveDate = day.parse().expect("a date");
        let q80 = |forecast: &DemandForecast| forecast.days.iter().find(|of| of.date == date).map(|of| of.q80);
        let (whole, groups): (Vec<_>, Vec<_>) =
            forecasts.iter().partition(|forecast| forecast.group.as_str() == ALL_GROUPS);
        let (whole, sum): (f64, f64) =
            (whole.into_iter().filter_map(q80).sum(), groups.into_iter().filter_map(q80).sum());
        assert!(whole + 1.0 <= sum, "groups are seldom all busy: {whole} {sum}");
        assert!(
            page.contains(&format!("ở mức {} là {}, ít hơn", words.percent(0.8, 0), words.number(whole, 0))),
            "{page}"
        );
    }
}

#[test]
fn whoever_is_on_leave_is_not_there() {
    let ward = ward_from("2026-12-14", 1);
    let date = "2026-12-15".parse().expect("a date");
    let viewer = Account::operator().viewer_of(&ward.centre).expect("the operator sees every centre");
    let there = || {
        let database = ward.world.app.database();
        let prepared = database.read(|store| prepare_requirement(store, &FixedClock, &viewer, date, (None, None)));
        prepared.expect("a day").work_out().expect("a requirement").there
    };
    let before = there();
    let officers = ward.stored(|store| store.officers(&ward.centre));
    let employed: Vec<_> = officers.into_iter().filter(|officer| officer.employed_on(date)).collect();
    let on_leave = ward.stored(|store| store.leave(&ward.centre, ward.head.period));
    let away =
        |code: &OfficerCode| on_leave.iter().any(|row| row.officer == *code && row.from <= date && date <= row.to);
    let present: Vec<_> = employed.into_iter().filter(|officer| !away(&officer.code)).collect();
    assert_eq!(before.all as usize, present.len());

    let leaves = &present[0];
    let leave = Leave { officer: leaves.code.clone(), from: date, to: date, kind: LeaveKind::Annual };
    let folder = DataFolder { leave: vec![leave], ..DataFolder::default() };
    let keep = |store: &mut DbConnection| store.keep_folder(&folder, "test", FixedClock.now());
    ward.world.app.database().transaction(keep).expect("the leave");
    let after = there();
    assert_eq!(after.all, before.all - 1);
    let of = |there: &OfficersThere, skill| there.by_skill.get(skill).copied().unwrap_or(0);
    for skill in before.by_skill.keys() {
        assert_eq!(of(&after, skill), of(&before, skill) - u32::from(leaves.skills.contains(skill)), "{skill}");
    }
}

#[actix_web::test]
async fn a_day_is_told_in_every_language_and_only_within_the_forecast() {
    let ward = ward_from("2026-12-14", 1);
    let app = init_service(server(ward.world.app.clone())).await;
    let day =
        |day: &str| ward.world.by_manager(TestRequest::get().uri(&format!("/centres/{}/forecast/{day}", ward.centre)));
    for language in Language::ALL {
        ward.speak(language);
        let (status, _, page) = ask!(&app, day("2026-12-15"));
        assert_eq!(status, StatusCode::OK, "{page}");
        assert!(page.contains(&language.say("needs-counter-why")) && !page.contains("Unknown localization"), "{page}");
        let (_, _, sunday) = ask!(&app, day("2026-12-13"));
        assert!(sunday.contains(&language.say("needs-closed")), "{sunday}");
    }
    for outside in ["2027-06-01", "2020-01-01"] {
        assert_eq!(ask!(&app, day(outside)).0, StatusCode::NOT_FOUND, "{outside}");
    }
    let elsewhere = ward.world.by_manager(TestRequest::get().uri("/centres/ELSEWHERE/forecast/2026-12-15"));
    assert_eq!(ask!(&app, elsewhere).0, StatusCode::FORBIDDEN);
}

/// Three counters that share one skill are seldom busy on the same day; without a forecast of the sum nothing says so.
#[test]
fn groups_of_one_skill_are_staffed_for_the_quantile_of_their_sum() {
    let ward = ward_from("2026-12-14", 1);
    let date = ward.head.period.first;
    let (mut facts, mut forecasts, profiles) = ward.stored(|store| -> Result<_, StorageError> {
        let facts = CentreFacts::gather(store, &ward.centre, ward.head.period)?.expect("the centre");
        let forecasts = store.latest_forecasts(&ward.centre, FixedClock.today())?;
        Ok((facts, forecasts, store.profiles(&ward.centre)?))
    });
    let skill = facts.groups[0].skill.clone();
    facts.groups.iter_mut().for_each(|group| group.skill = skill.clone());
    let arrivals = |forecasts: &[DemandForecast]| -> f64 {
        let rows = explain_day(&facts, forecasts, &profiles, &OpenWork::none(date), date).expect("a requirement");
        rows.iter().map(|row| row.why.arrivals).sum()
    };
    let whole = forecasts.iter().find(|forecast| forecast.group.as_str() == ALL_GROUPS).expect("the sum");
    let of_sum = whole.days.iter().find(|day| day.date == date).expect("the day").q80;
    let together = arrivals(&forecasts);
    forecasts.retain(|forecast| forecast.group.as_str() != ALL_GROUPS);
    let apart = arrivals(&forecasts);
    assert!(together < apart && (together - of_sum).abs() < (apart - of_sum).abs(), "{together} {apart} {of_sum}");
}
