//! A centre that sends `cases.csv` only: what its list of dossiers says of the days on which nothing came.

use catruc::application::actors::Account;
use catruc::application::planning::forecast_demand::{ForecastError, LONGEST_HORIZON, forecast_demand};
use catruc::application::planning::view_forecast::view_forecast;
use catruc::application::ports::{Clock, Dossiers};
use catruc::domain::dossiers::CountedSingly;
use catruc::exchange::data_folder::{CaseRow, Channel, DataFolder};
use chrono::{Datelike, NaiveDate, NaiveDateTime};

use crate::on_both_databases;
use crate::samples::{ask, count, day, folder, group, instant, keep, noon};

/// The Monday after the last dossiers.
struct Morning;

impl Clock for Morning {
    fn now(&self) -> NaiveDateTime {
        noon()
    }

    fn local_now(&self) -> NaiveDateTime {
        noon()
    }
}

fn case(code: String, group: &str, date: NaiveDate, channel: Channel) -> CaseRow {
    CaseRow {
        code,
        centre: "A".into(),
        group: group.into(),
        received_at: instant(&format!("{date} 02:00")).and_utc(),
        due_at: None,
        completed_at: None,
        status: "open".into(),
        channel: Some(channel),
        paid_online: None,
        e_certified: None,
    }
}

/// A Sunday on which somebody sent in a dossier from home.
const SUNDAY: &str = "2026-02-15";

/// Twenty weeks of about ten dossiers a day, and of a rare kind on about two days of five: its dossiers of a day, and those days.
fn cases_only() -> (DataFolder, f64) {
    let (first, end) = (day("2025-10-13"), day("2026-02-28"));
    let working: Vec<NaiveDate> = first
        .iter_days()
        .take_while(|date| *date < end)
        .filter(|date| date.weekday().num_days_from_monday() < 5)
        .collect();
    let mut cases = vec![case("home".into(), "civil", day(SUNDAY), Channel::Online)];
    let (mut luck, mut rare) = (7_u32, 0);
    for date in &working {
        let civil = 8 + date.ordinal() * 7 % 5;
        cases.extend((0..civil).map(|number| case(format!("{date} {number}"), "civil", *date, Channel::Desk)));
        luck = luck.wrapping_mul(1_103_515_245).wrapping_add(12_345);
        if (luck >> 16) % 10 < 4 || date == &first {
            cases.push(case(format!("{date} rare"), "rare", *date, Channel::Desk));
            rare += 1;
        }
    }
    let groups = vec![group("civil"), group("rare")];
    let folder = DataFolder { groups, officers: Vec::new(), dossiers: Vec::new(), cases, ..folder() };
    (folder, f64::from(rare) / working.len() as f64)
}

on_both_databases! {
    fn a_group_of_a_dossier_every_few_days_is_expected_so_and_not_as_on_its_busy_days(database) {
        let (folder, rate) = cases_only();
        assert!((0.3..0.5).contains(&rate), "{rate}");
        keep(database, &folder);
        let manager = Account::operator().manager_of(&"A".into()).expect("the operator manages every centre");
        let made = database
            .transaction::<_, ForecastError>(|store| forecast_demand(store, &Morning, &manager, LONGEST_HORIZON))
            .expect("a forecast");
        let rare = made.iter().find(|forecast| forecast.group.as_str() == "rare").expect("the rare group");
        let open: Vec<f64> = rare.days.iter().filter(|day| day.hi95 > 0.0).map(|day| day.mean).collect();
        let mean = open.iter().sum::<f64>() / open.len() as f64;
        assert!(open.len() > 30 && (mean - rate).abs() < 0.15, "{rate} came, {mean} are expected");

        // What came is compared on quiet days too, and not on a day on which nobody was there.
        let viewer = Account::operator().viewer_of(&"A".into()).expect("the operator sees every centre");
        let view = database.read(|store| view_forecast(store, &Morning, &viewer)).expect("a page");
        let of = |code: &str| {
            let is_it = |forecast: &&catruc::application::views::GroupForecast| {
                forecast.group.as_ref().is_some_and(|group| group.code.as_str() == code)
            };
            view.groups.iter().find(is_it).expect("the group")
        };
        let days = |code: &str| of(code).accuracy.expect("a score").days;
        // The Sunday is none of the other group's days.
        assert!((days("civil") - 3..=days("civil")).contains(&days("rare")), "{} {}", days("civil"), days("rare"));
        let quiet = of("rare").history.iter().filter(|(_, came)| *came == Some(0)).count();
        assert!(quiet > 20, "{quiet}");
        let on_sunday = |code: &str| of(code).history.iter().find(|(date, _)| *date == day(SUNDAY)).and_then(|(_, came)| *came);
        assert_eq!((on_sunday("civil"), on_sunday("rare")), (Some(1), None));
    }

    fn a_group_is_counted_singly_from_its_first_dossier_and_not_where_somebody_counts_the_days(database) {
        let mut folder = folder();
        folder.groups.push(group("civil"));
        folder.cases = vec![
            case("C1".into(), "civil", day("2026-02-05"), Channel::Online),
            case("C2".into(), "civil", day("2026-02-03"), Channel::Desk),
            case("C3".into(), "land", day("2026-02-20"), Channel::Desk),
        ];
        folder.dossiers.push(count("2026-02-10", "A", 3));
        keep(database, &folder);
        let singly = |group: &str, since: &str, by_the_day: Option<(&str, &str)>| CountedSingly {
            group: group.into(),
            since: day(since),
            by_the_day: by_the_day.map(|(first, last)| (day(first), day(last))),
        };
        let expected = [
            singly("civil", "2026-02-03", None),
            singly("land", "2026-02-20", Some(("2026-02-02", "2026-02-10"))),
        ];
        assert_eq!(ask(database, |store| store.counted_singly(&"A".into())), expected);
        assert_eq!(ask(database, |store| store.counted_singly(&"B".into())), []);
    }
}
