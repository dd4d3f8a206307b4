//! Observed counts and forecasts.

use catruc::application::ports::{Dossiers, Forecasts, KnownDays};
use catruc::domain::calendar::{KnownDay, KnownKind};
use catruc::domain::demand::{DemandDay, DemandForecast, Made};
use catruc::domain::dossiers::OpenDossier;
use catruc::domain::weekdays::Weekdays;
use catruc::exchange::data_folder::{CaseRow, Channel, DataFolder};
use catruc::store::Database;

use crate::on_both_databases;
use crate::samples::{act, ask, count, day, folder, instant, keep, noon};

/// A dossier received at a UTC instant.
fn case(code: &str, received_at: &str) -> CaseRow {
    CaseRow {
        code: code.into(),
        centre: "A".into(),
        group: "land".into(),
        received_at: instant(received_at).and_utc(),
        due_at: None,
        completed_at: Some(instant("2026-03-01 02:00").and_utc()),
        status: "done".into(),
        channel: None,
        paid_online: Some(true),
        e_certified: None,
    }
}

fn forecast(group: &str, cut: &str, mean: f64) -> DemandForecast {
    let ahead = |date: &str| DemandDay {
        date: day(date),
        mean,
        lo95: 0.1,
        q10: 0.2,
        q50: mean,
        q80: mean + 0.1,
        q90: mean + 0.2,
        hi95: mean + 0.3,
    };
    let days = vec![ahead("2026-03-03"), ahead("2026-03-04")];
    DemandForecast { centre: "A".into(), group: group.into(), cut: day(cut), days }
}

fn latest(database: &Database, cut: &str) -> Vec<DemandForecast> {
    ask(database, |store| store.latest_forecasts(&"A".into(), day(cut)))
}

fn known(centre: &str, kind: KnownKind, first: &str, name: &str) -> KnownDay {
    KnownDay { centre: centre.into(), kind, first: day(first), last: day("2026-03-31"), name: name.into() }
}

on_both_databases! {
    fn what_a_manager_knows_is_kept_replaced_and_removed(database) {
        keep(database, &folder());
        let campaign = known("A", KnownKind::Event { percent: 150 }, "2026-03-02", "Chiến dịch");
        let closed = known("A", KnownKind::Closed, "2026-03-30", "Chuyển trụ sở");
        let reform = known("B", KnownKind::Reform, "2026-03-01", "Sáp nhập");
        for entry in [&closed, &campaign, &reform] {
            act(database, |store| store.keep_known_day(entry));
        }
        let of = |centre: &str| ask(database, |store| store.known_days(&centre.into()));
        assert_eq!(of("A"), [campaign.clone(), closed.clone()]);
        assert_eq!(of("B"), std::slice::from_ref(&reform));
        assert_eq!(ask(database, |store| store.known_days_of_all()), [campaign.clone(), closed, reform]);
        let larger = KnownDay { kind: KnownKind::Event { percent: 200 }, ..campaign.clone() };
        act(database, |store| store.keep_known_day(&larger));
        assert_eq!(of("A")[0], larger);
        let six = Weekdays::from_numbers(1..=6).expect("weekdays");
        let saturdays = known("B", KnownKind::OpeningDays { weekdays: six }, "2026-03-02", "QĐ 12");
        act(database, |store| store.keep_known_day(&saturdays));
        assert_eq!(of("B")[1], saturdays);
        assert!(act(database, |store| store.remove_known_day(&campaign)));
        assert!(!act(database, |store| store.remove_known_day(&campaign)));
        assert_eq!(of("A").len(), 1);
    }

    fn days_without_a_count_are_counted_from_the_cases(database) {
        let mut folder = folder();
        // 17:30 UTC on 3 February is half past midnight of the 4th in Vietnam; the 3rd has a count already.
        folder.cases = vec![
            case("C1", "2026-02-03 02:00"), case("C2", "2026-02-03 17:30"), case("C3", "2026-02-04 02:00"),
            case("C4", "2026-02-01 02:00"),
        ];
        keep(database, &folder);
        let counts = ask(database, |store| store.counts(&"A".into(), day("2026-02-01"), day("2026-02-05")));
        let figures: Vec<(String, u32)> =
            counts.iter().map(|count| (count.date.to_string(), count.received)).collect();
        let expected = [("2026-02-01", 1), ("2026-02-02", 41), ("2026-02-03", 0), ("2026-02-04", 2)];
        assert_eq!(figures, expected.map(|(date, received)| (date.to_owned(), received)));
        assert_eq!(counts[1], count("2026-02-02", "A", 41));
        assert_eq!(keep(database, &folder).iter().map(|(_, (added, changed, _))| added + changed).sum::<usize>(), 0);
    }

    fn times_of_arrival_are_those_of_the_centres_clock_and_of_the_desk_only(database) {
        let mut folder = folder();
        let online = CaseRow { channel: Some(Channel::Online), ..case("C2", "2026-02-03 02:30") };
        folder.cases = vec![case("C1", "2026-02-03 02:00"), online, case("C3", "2026-02-03 17:30")];
        keep(database, &folder);
        let times = ask(database, |store| store.arrival_times(&"A".into(), day("2026-02-03"), day("2026-02-05")));
        let shown: Vec<String> = times.iter().map(|(group, at)| format!("{group} {at}")).collect();
        assert_eq!(shown, ["land 2026-02-03 09:00:00", "land 2026-02-04 00:30:00"]);
        assert!(ask(database, |store| store.arrival_times(&"B".into(), day("2026-02-03"), day("2026-02-05"))).is_empty());
        // What was received counts the portal and the outreach evening too.
        let outreach = CaseRow { channel: Some(Channel::Outreach), ..case("C4", "2026-02-03 12:00") };
        keep(database, &DataFolder { cases: vec![outreach], ..DataFolder::default() });
        let times = ask(database, |store| store.receipt_times(&"A".into(), day("2026-02-03"), day("2026-02-04")));
        let shown: Vec<String> = times.iter().map(|(_, at)| at.time().to_string()).collect();
        assert_eq!(shown, ["09:00:00", "09:30:00", "19:00:00"]);
    }

    fn a_dossier_is_open_from_its_receipt_until_the_evening_before_it_is_completed(database) {
        let mut folder = folder();
        let (open, due) = ("2026-03-09 17:30", Some(instant("2026-03-09 17:30").and_utc()));
        let never = CaseRow { completed_at: None, due_at: due, ..case("C1", "2026-02-03 02:00") };
        // 17:30 UTC is half past midnight of the next day in Vietnam; 02:00 UTC of 1 March is a morning.
        folder.cases = vec![never.clone(), case("C2", "2026-02-28 02:00"), CaseRow { completed_at: None, ..case("C3", open) }];
        keep(database, &folder);
        let open_on = |date: &str| {
            let open = ask(database, |store| store.open_dossiers(&"A".into(), day(date)));
            let shown = |open: &OpenDossier| format!("{} {} {:?}", open.group, open.received, open.due.map(|due| due.to_string()));
            open.iter().map(shown).collect::<Vec<_>>()
        };
        let first = "land 2026-02-03 09:00:00 Some(\"2026-03-10\")".to_owned();
        assert_eq!(open_on("2026-02-02"), Vec::<String>::new());
        assert_eq!(open_on("2026-02-27"), std::slice::from_ref(&first));
        assert_eq!(open_on("2026-02-28"), [first.clone(), "land 2026-02-28 09:00:00 None".to_owned()]);
        assert_eq!(open_on("2026-03-01"), std::slice::from_ref(&first));
        assert_eq!(open_on("2026-03-10"), [first, "land 2026-03-10 00:30:00 None".to_owned()]);
        assert!(ask(database, |store| store.open_dossiers(&"B".into(), day("2026-03-10"))).is_empty());
    }

    fn where_nobody_writes_down_completions_no_dossier_is_known_to_be_open(database) {
        let mut folder = folder();
        folder.cases = vec![CaseRow { completed_at: None, ..case("C1", "2026-02-03 02:00") }];
        keep(database, &folder);
        assert!(ask(database, |store| store.open_dossiers(&"A".into(), day("2026-02-03"))).is_empty());
    }

    fn counts_are_half_open_and_of_one_centre(database) {
        let mut folder = folder();
        folder.dossiers = vec![
            count("2026-02-02", "A", 1), count("2026-02-03", "A", 2), count("2026-02-04", "A", 3),
            count("2026-02-03", "B", 4),
        ];
        keep(database, &folder);
        let counts = ask(database, |store| store.counts(&"A".into(), day("2026-02-02"), day("2026-02-04")));
        assert_eq!(counts.iter().map(|count| count.received).collect::<Vec<_>>(), [1, 2]);
    }

    fn the_observed_span_covers_counts_and_cases(database) {
        let mut folder = folder();
        folder.cases = vec![case("C1", "2026-01-20 02:00")];
        keep(database, &folder);
        let span = ask(database, |store| store.observed_span(&"A".into()));
        assert_eq!(span, Some((day("2026-01-20"), day("2026-02-03"))));
        assert_eq!(ask(database, |store| store.observed_span(&"B".into())), None);
    }

    fn the_latest_forecast_on_or_before_the_cut_is_found_for_each_group(database) {
        keep(database, &folder());
        let [first, second] = ["2026-03-01", "2026-03-02"];
        let all = [forecast("land", first, 5.5), forecast("land", second, 6.5), forecast("civil", first, 7.0)];
        for forecast in &all {
            act(database, |store| store.keep_forecast(forecast, Made::InTime, noon()));
        }
        assert_eq!(latest(database, "2026-03-02"), [all[2].clone(), all[1].clone()]);
        assert_eq!(latest(database, "2026-03-01"), [all[2].clone(), all[0].clone()]);
        assert_eq!(latest(database, "2026-02-28"), []);
    }

    fn a_forecast_of_the_same_cut_is_a_new_version_and_the_first_stays(database) {
        keep(database, &folder());
        let centre = || "A".into();
        let cut = day("2026-03-01");
        let at = |mean: f64| [forecast("*", "2026-03-01", mean), forecast("land", "2026-03-01", mean)];
        let keep_all = |forecasts: &[DemandForecast], made: Made| {
            for forecast in forecasts {
                act(database, |store| store.keep_forecast(forecast, made, noon()));
            }
        };
        keep_all(&at(5.5), Made::InTime);
        let mut shorter = at(9.0);
        for forecast in &mut shorter {
            forecast.days.pop();
        }
        keep_all(&shorter, Made::InTime);
        assert_eq!(latest(database, "2026-03-01"), shorter);
        let first = |made: Made| ask(database, |store| store.first_forecasts(&centre(), cut, made));
        assert_eq!(first(Made::InTime), at(5.5));
        assert_eq!(first(Made::Anew), []);
        keep_all(&at(7.0), Made::Hindsight);
        assert_eq!((first(Made::Hindsight), latest(database, "2026-03-01")), (at(7.0).to_vec(), at(7.0).to_vec()));
        let kept = |after: &str, to: &str| ask(database, |store| store.kept_cuts(&centre(), day(after), day(to)));
        let all = [(cut, Made::InTime), (cut, Made::InTime), (cut, Made::Hindsight)];
        assert_eq!(kept("2026-02-28", "2026-03-01"), all);
        // What says the same once more is no version of its own.
        keep_all(&at(7.0), Made::Hindsight);
        assert_eq!(kept("2026-02-28", "2026-03-01"), all);
        let later = noon() + chrono::TimeDelta::hours(3);
        act(database, |store| store.keep_forecast(&forecast("land", "2026-03-01", 8.0), Made::InTime, later));
        assert_eq!(ask(database, |store| store.forecasts_made_at(&centre(), cut)), Some(later));
        assert_eq!(ask(database, |store| store.forecasts_made_at(&centre(), day("2026-02-28"))), None);
        assert_eq!(kept("2026-03-01", "2026-03-31"), []);
        assert_eq!(kept("2026-02-01", "2026-02-28"), []);
    }
}
