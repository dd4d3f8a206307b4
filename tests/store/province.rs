//! The forecasts of a whole province at once.

use std::collections::BTreeMap;

use catruc::application::planning::forecast_province::forecast_province;
use catruc::application::ports::{Centres, Clock, Forecasts};
use catruc::domain::demand::{ALL_GROUPS, DemandForecast, Made};
use catruc::domain::dossiers::DossierCount;
use catruc::exchange::data_folder::DataFolder;
use catruc::store::Database;
use chrono::{Datelike, NaiveDate, NaiveDateTime};

use crate::on_both_databases;
use crate::samples::{act, ask, centre, count, day, folder, group, keep, noon};

/// Monday after the last counts.
const TODAY: &str = "2026-03-02";

struct Morning;

impl Clock for Morning {
    fn now(&self) -> NaiveDateTime {
        noon()
    }

    fn local_now(&self) -> NaiveDateTime {
        noon()
    }
}

/// Three centres with twenty weeks of counts of two groups, and a new one without any.
fn province() -> DataFolder {
    let first: NaiveDate = "2025-10-13".parse().expect("a date");
    let working = |date: &NaiveDate| date.weekday().num_days_from_monday() < 5;
    let mut dossiers = Vec::new();
    for date in first.iter_days().take_while(|date| *date < day(TODAY)).filter(working) {
        for (code, level) in [("A", 20), ("B", 40), ("C", 90)] {
            for (name, share) in [("land", 1), ("civil", 2)] {
                // Mondays are busier; every centre strays from week to week in its own way.
                let monday = u32::from(date.weekday().num_days_from_monday() == 0) * level / 4;
                let stray = (date.ordinal() * (7 + share) + level * 3) % 7;
                let of_group = DossierCount { group: name.into(), ..count("2026-01-01", code, 0) };
                dossiers.push(DossierCount { date, received: share * (level + monday) + stray, ..of_group });
            }
        }
    }
    let centres = ["A", "B", "C", "NEW"].map(centre).to_vec();
    DataFolder { centres, groups: vec![group("land"), group("civil")], officers: Vec::new(), dossiers, ..folder() }
}

fn made(database: &Database, before: &str, days: u32) -> usize {
    act(database, |store| {
        let centres = store.centres()?;
        forecast_province(store, &Morning, &centres, day(before), days)
    })
}

fn of_centre(database: &Database, code: &str) -> BTreeMap<String, DemandForecast> {
    let kept = ask(database, |store| store.latest_forecasts(&code.into(), day(TODAY)));
    kept.into_iter().map(|forecast| (forecast.group.0.clone(), forecast)).collect()
}

on_both_databases! {
    fn the_groups_of_a_province_sum_to_their_centres_at_the_level_of_each(database) {
        keep(database, &province());
        assert_eq!(made(database, TODAY, 28), 3 * 3, "two groups and their sum of three centres");
        assert!(of_centre(database, "NEW").is_empty(), "nothing was counted there");
        for (code, level) in [("A", 20.0), ("B", 40.0), ("C", 90.0)] {
            let kept = of_centre(database, code);
            let total = &kept[ALL_GROUPS];
            assert_eq!((total.days.len(), total.cut), (28, day("2026-02-27")), "{code}");
            for (at, sum) in total.days.iter().enumerate() {
                let parts = kept["land"].days[at].mean + kept["civil"].days[at].mean;
                assert!((parts - sum.mean).abs() < 1e-6 * (1.0 + parts), "{code} on {}: {parts} {}", sum.date, sum.mean);
                let open = sum.date.weekday().num_days_from_monday() < 5;
                let usual = 3.0 * level * if sum.date.weekday().num_days_from_monday() == 0 { 1.25 } else { 1.0 } + 6.0;
                let near = if open { (0.8 * usual..1.25 * usual).contains(&sum.q50) } else { sum.hi95 == 0.0 };
                assert!(near, "{code} on {}: {usual} is usual, {sum:?}", sum.date);
            }
        }
    }

    fn the_province_s_forecast_of_an_older_day_is_one_made_anew_and_the_next_one_is_kept_in_time(database) {
        keep(database, &province());
        made(database, "2026-01-31", 28);
        made(database, TODAY, 28);
        let kept = ask(database, |store| store.kept_cuts(&"A".into(), day("2026-01-01"), day(TODAY)));
        assert_eq!(kept, [(day("2026-01-30"), Made::Anew), (day("2026-02-27"), Made::InTime)]);
        let old = ask(database, |store| store.first_forecasts(&"A".into(), day("2026-01-30"), Made::Anew));
        assert_eq!(old.len(), 3);
        assert_eq!(old.iter().flat_map(|forecast| &forecast.days).map(|day| day.date).min(), Some(day("2026-01-31")));
    }
}
